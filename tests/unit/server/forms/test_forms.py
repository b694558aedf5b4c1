"""Forms of an answer: as a table, as a map, as a page."""

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from graphql import build_schema, parse

from server.forms import Answer, Form, FormError, formed, headings, title_of

SCHEMA = build_schema(
    '''
    """线. Line."""
    enum Line { "企业主体责任. Enterprise." ENTERPRISE "安全托管. Custody." CUSTODY }
    scalar GeoJSON
    interface Problem { "代码. Code." code: String! "说明. Message." message: String! }
    type NotFound implements Problem { code: String! message: String! messageEn: String! }
    "来源. Source."
    type Source { "文件. File." file: String "行. Row." row: Int }
    "层级. Rung."
    type Rung {
      "岗位. Post." post: String
      "是否代理. Acting." acting: Boolean
      "依据. Evidence." evidence: [Source!]!
    }
    "责任线. Line."
    type ChainLine { "责任线. Line." line: Line! "层级. Rungs." rungs: [Rung!]! }
    "缺口. Gap."
    type Gap { "说明. Message." message: String }
    "责任链. Chain."
    type Chain {
      "名称. Name." name: String
      "责任线. Lines." lines: [ChainLine!]!
      "责任缺口. Gaps." gaps: [Gap!]!
    }
    union ChainResult = Chain | NotFound
    "企业. Enterprise."
    type Enterprise {
      "名称. Name." name: String "别名. Aliases." aliases: [String!]!
      "经度. Longitude." longitude: Float "纬度. Latitude." latitude: Float
      "园区. Park." park: Enterprise "边界. Boundary." boundary: GeoJSON
    }
    type Edge { node: Enterprise! cursor: String! }
    type PageInfo { hasNextPage: Boolean! }
    type Page { edges: [Edge!]! pageInfo: PageInfo! "总数. Total." totalCount: Int! }
    type Query { "责任链. Chain." chain: ChainResult "企业列表. All." enterprises: Page! }
    '''
)

CHAIN = """# 由谁负责？
query Chain { chain {
  ... on Chain { name lines { line rungs { post acting evidence { file row } } } gaps { message } }
  ... on NotFound { code message messageEn }
} }"""

SAID = {
    "chain": {
        "name": "临港产业园",
        "lines": [
            {
                "line": "ENTERPRISE",
                "rungs": [
                    {
                        "post": "总经理",
                        "acting": True,
                        "evidence": [{"file": "甲.csv", "row": 2}, {"file": "乙.csv", "row": 3}],
                    },
                    {"post": "车间主任", "acting": False, "evidence": []},
                ],
            },
            {"line": "CUSTODY", "rungs": []},
        ],
        "gaps": [{"message": "空缺"}],
    }
}


def answer(query: str, data: dict[str, Any]) -> Answer:
    document = parse(query)
    (operation, *_) = [node for node in document.definitions if node.kind == "operation_definition"]
    return Answer(
        title=title_of(query),
        name="Asked",
        data=data,
        headings=headings(SCHEMA, document, operation),  # type: ignore[arg-type]  # by its kind
    )


def table(query: str, data: dict[str, Any], name: str | None = None) -> list[list[str]]:
    text = formed(answer(query, data), Form.CSV, name).body.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_a_list_in_a_list_is_a_table_with_what_stands_above_it() -> None:
    assert table(CHAIN, SAID, "chain.lines.rungs") == [
        ["名称", "责任线", "责任线·层级·岗位", "责任线·层级·是否代理", "责任线·层级·依据"],
        ["临港产业园", "企业主体责任", "总经理", "是", "甲.csv 2；乙.csv 3"],
        ["临港产业园", "企业主体责任", "车间主任", "否", ""],
        ["临港产业园", "安全托管", "", "", ""],
    ]


def test_several_tables_must_be_chosen_from() -> None:
    with pytest.raises(FormError, match=r"chain\.lines、chain\.gaps、chain\.lines\.rungs"):
        table(CHAIN, SAID)
    with pytest.raises(FormError, match=r"chain\.gaps"):
        table(CHAIN, SAID, "chain.gap")


def test_an_answer_that_is_a_problem_is_told_and_no_empty_table() -> None:
    problem = {"code": "NOT_FOUND", "message": "没有", "messageEn": "nothing"}
    with pytest.raises(FormError) as told:
        answer(CHAIN, {"chain": problem})
    assert (told.value.zh, told.value.en) == ("没有", "nothing")


ENTERPRISES = """{ enterprises {
  totalCount edges { cursor node { name aliases longitude latitude park { name } } } %s } }"""


def page(*nodes: dict[str, Any], more: bool | None) -> dict[str, Any]:
    info = {} if more is None else {"pageInfo": {"hasNextPage": more}}
    edges = [{"cursor": "c", "node": {"aliases": [], "park": None, **node}} for node in nodes]
    return {"enterprises": {"totalCount": len(edges), "edges": edges, **info}}


ONE = {"name": "甲", "longitude": 119.1, "latitude": -25.2}
TWO = {"name": "=1+1", "longitude": None, "latitude": None}


def test_pages_say_nothing_of_their_edges_and_cursors() -> None:
    asked = ENTERPRISES % "pageInfo { hasNextPage }"
    heads, first, _ = table(asked, page(ONE, TWO, more=False))
    assert heads == ["总数", "名称", "别名", "经度", "纬度", "园区"]
    assert first == ["2", "甲", "", "119.1", "-25.2", ""]


@pytest.mark.parametrize(("more", "said"), [(True, "未完"), (None, "是否完整不详")])
def test_a_table_says_where_more_follows(*, more: bool | None, said: str) -> None:
    asked = ENTERPRISES % ("" if more is None else "pageInfo { hasNextPage }")
    *_, last = table(asked, page(ONE, more=more))
    assert said in last[0]
    assert said in formed(answer(asked, page(ONE, more=more)), Form.PAGE).body.decode()


def test_no_cell_is_a_formula_and_numbers_stay_numbers() -> None:
    asked = ENTERPRISES % "pageInfo { hasNextPage }"
    _, first, second = table(asked, page(ONE, TWO, more=False))
    assert second[1] == "'=1+1"
    assert first[4] == "-25.2"


def test_what_has_a_place_is_on_the_map_and_what_has_none_is_counted() -> None:
    asked = ENTERPRISES % "pageInfo { hasNextPage }"
    drawn = json.loads(formed(answer(asked, page(ONE, TWO, more=True)), Form.GEOJSON).body)
    (feature,) = drawn["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [119.1, -25.2]}
    assert feature["properties"]["name"] == "甲"
    assert drawn["custody"] == {"complete": "false", "withoutPosition": 1}


def test_areas_are_drawn_as_they_are() -> None:
    area = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    collection = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": area, "properties": {"zone": 1}}],
    }
    asked = "{ enterprises { edges { node { name boundary } } pageInfo { hasNextPage } } }"
    nodes = [{"node": {"name": "甲", "boundary": one}} for one in (area, collection)]
    data = {"enterprises": {"edges": nodes, "pageInfo": {"hasNextPage": False}}}
    first, second = json.loads(formed(answer(asked, data), Form.GEOJSON).body)["features"]
    assert first["geometry"] == second["geometry"] == area
    assert second["properties"] == {"name": "甲", "zone": 1}


def test_an_answer_without_any_place_is_no_map() -> None:
    with pytest.raises(FormError, match="longitude"):
        formed(answer(CHAIN, SAID), Form.GEOJSON)


def test_the_page_shows_every_list_and_lets_no_text_act() -> None:
    said = {**SAID["chain"], "name": "<script>alert(1)</script>"}
    text = formed(answer(CHAIN, {"chain": said}), Form.PAGE).body.decode()
    assert "<h1>由谁负责？</h1>" in text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "总经理" in text
    assert "甲.csv 2；乙.csv 3" in text
    assert "空缺" in text


def test_what_was_withheld_is_said_in_a_table_and_on_a_page() -> None:
    withheld = (("个人信息须有专门权限", "Personal data needs a permission"),)
    told = replace(
        answer(ENTERPRISES % "pageInfo { hasNextPage }", page(ONE, more=False)), withheld=withheld
    )
    rows = list(csv.reader(StringIO(formed(told, Form.CSV).body.decode("utf-8-sig"))))
    assert rows[-1] == ["（个人信息须有专门权限 / Personal data needs a permission）"]
    assert "个人信息须有专门权限" in formed(told, Form.PAGE).body.decode()
