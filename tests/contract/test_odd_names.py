"""Names with odd characters are found by name and by search, on every engine."""

from typing import Final

import pytest

from graph.model.labels import Label
from graph.model.statement import Entity
from graph.store.port import Store
from graph.store.write import Batch, write
from tests.contract.samples import EVIDENCE, SOURCE
from tests.contract.test_selections import ask

FOUND: Final = (
    *("V-101", "1-4号罐", "罐区A-12泵", "T_1", "O'Neil", "V102", "β-萘酚", "3.5吨", "T3.5"),
    *("A.B公司", "Ωμ", "（甲）", "二〇二四", 'a"b', "c`d{e}", "x\\y", "A&B", "甲 乙", "Co., Ltd."),
    *(
        "é厂",
        "A+B",
        "1,2-二氯乙烷",
        "苯(a)芘",
        "甲OR乙",
        "罐?",
        "a:b",
        "[x]",
        "甲/乙",
        "①号",
        "ⅡA区",
    ),
)
NAMED: Final = (*FOUND, "AND", "A", "*", "~", "^", "🏭")
"""Words of punctuation alone, and those the index leaves out, are found by name only."""

QUERY = """query ($name: String!) {
  unit(name: $name) { name }
  search(text: $name) { nodes { ... on Unit { name } } }
}"""


async def test_by_name_and_by_search(store: Store) -> None:
    units = [
        Entity(label=Label.UNIT, properties={"name": name}, evidence=(EVIDENCE.id,))
        for name in NAMED
    ]
    await write(store, Batch(sources=[SOURCE], evidence=[EVIDENCE], entities=units))
    for name in NAMED:
        data = await ask(store, QUERY, {"name": name})
        assert data["unit"] == {"name": name}
        assert name not in FOUND or {"name": name} in data["search"]["nodes"], name


@pytest.mark.parametrize("order", ["ASC", "DESC"])
async def test_one_name_is_the_beginning_of_another(store: Store, order: str) -> None:
    names = ["T1", "T1 A", "T10", "T2", "罐"]
    units = [
        Entity(label=Label.UNIT, properties={"name": name}, evidence=(EVIDENCE.id,))
        for name in names
    ]
    await write(store, Batch(sources=[SOURCE], evidence=[EVIDENCE], entities=units))
    found: list[str] = []
    after = None
    for _ in names:
        text = f"query ($after: String) {{ units(first: 1, after: $after, orderBy: [NAME_{order}])"
        page = (await ask(store, text + PAGE, {"after": after}))["units"]
        found += [node["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert found == (names if order == "ASC" else names[::-1])


PAGE = " { nodes { name } pageInfo { endCursor } } }"
