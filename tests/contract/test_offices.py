"""Offices in registers and documents meet at one node, on every engine and in either order."""

import csv
from pathlib import Path

import pytest

from graph.store.port import Store
from loaders.pipeline import load
from tests.trust import TRUSTED

REGIONS = [
    ["名称", "行政区划代码", "层级", "隶属"],
    ["福建省", "350000", "省", ""],
    ["莆田市", "350300", "市", "福建省"],
    ["秀屿区", "350305", "区", "莆田市"],
]
DOCUMENT = "秀屿区开展专项整治。秀屿区落实责任。区委宣传部、区应急局联合发文。"


def written(folder: Path, name: str, rows: list[list[str]]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def document(folder: Path) -> Path:
    path = folder / "总结.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


async def offices(store: Store) -> list[dict[str, object]]:
    return await store.read(
        "MATCH (n:Authority)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL"
        " AND (s.name CONTAINS '应急' OR '区应急局' IN s.aliases)"
        " RETURN s.name AS name, s.aliases AS aliases, size(s.evidence) AS places"
    )


@pytest.mark.parametrize("name", ["秀屿区应急管理局", "莆田市秀屿区应急管理局"])
@pytest.mark.parametrize("register_first", [True, False])
async def test_a_register_and_a_document_name_one_office(
    store: Store, tmp_path: Path, name: str, *, register_first: bool
) -> None:
    await load(store, [written(tmp_path, "行政区", REGIONS)])
    files = [written(tmp_path, "监管部门", [["名称"], [name]]), document(tmp_path)]
    for path in files if register_first else reversed(files):
        report = await load(store, [path], rules=TRUSTED)
        assert not report.rejected, [e.sentence("zh") for e in report.rejected]
    (office,) = await offices(store)
    known = {office["name"], *office["aliases"]}  # type: ignore[misc]  # a list of names
    assert {name, "区应急局"} <= known
    assert office["places"] == 2


async def test_a_register_may_use_the_short_name_within_the_district(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [written(tmp_path, "行政区", REGIONS)])
    rows = [["名称", "所属"], ["区应急局", "秀屿区"]]
    register = written(tmp_path, "监管部门", rows)
    for order in ([document(tmp_path), register], [register, document(tmp_path)]):
        for file in order:
            await load(store, [file], rules=TRUSTED)
        (office,) = await offices(store)
        assert (office["name"], office["aliases"]) == ("区应急局", ["秀屿区应急管理局"])


async def test_the_alias_is_kept_with_the_place_that_says_so(store: Store, tmp_path: Path) -> None:
    await load(store, [written(tmp_path, "行政区", REGIONS), document(tmp_path)], rules=TRUSTED)
    rows = await store.read(
        "MATCH (n:Authority)-[:HAS_STATE]->(s) WHERE s.name = '秀屿区应急管理局'"
        " UNWIND s.evidence AS key MATCH (e:Evidence {id: key})"
        " RETURN e.quote AS quote, e.note AS note"
    )
    assert rows == [
        {"quote": "区应急局", "note": "“区应急局”即“秀屿区应急管理局”（abbreviation.home）"}
    ]


async def test_the_office_of_another_district_is_another(store: Store, tmp_path: Path) -> None:
    other = [*REGIONS, ["涵江区", "350303", "区", "莆田市"]]
    await load(store, [written(tmp_path, "行政区", other)])
    rows = [["名称", "所属"], ["区应急局", "涵江区"]]
    await load(store, [written(tmp_path, "监管部门", rows), document(tmp_path)], rules=TRUSTED)
    assert {office["name"] for office in await offices(store)} == {"区应急局", "秀屿区应急管理局"}


async def test_a_register_points_to_a_known_office_by_its_full_name(
    store: Store, tmp_path: Path
) -> None:
    rows = [["名称", "所属"], ["区应急局", "秀屿区"]]
    await load(store, [written(tmp_path, "行政区", REGIONS), written(tmp_path, "监管部门", rows)])
    duties = [["主体", "客体"], ["莆田市秀屿区应急管理局", "秀屿区"]]
    report = await load(store, [written(tmp_path, "SUPERVISES", duties)])
    assert not report.rejected, [e.sentence("zh") for e in report.rejected]
    (office,) = await offices(store)
    assert office["name"] == "区应急局"
