"""Ledgers with anything in their cells (乱填的台账): never a crash, and no row lost unsaid."""

import random

import pytest

from bench.fuzzed_rows import ODD
from loaders.readers.spreadsheet import Cell
from loaders.registers.sheetform import SheetForm, sheet_form
from tests.unit.loaders.registers.sheets import ENTERPRISE, read

LEDGERS = (
    *("tank", "inventory", "custody", "appointment", "inspection", "receptor", "equipment"),
    "major_hazard",
)
ROWS = 120
WORDS: tuple[Cell, ...] = (
    *ODD,
    *(
        "合计",
        "小计",
        "填表人：张三",
        "注：略",
        "三年",
        "至今",
        "2024.1.1-2025.1.1",
        "24.2.6",
        "2022.1",
    ),
    *("吨", "kg", "瓶", "120吨", "300-500吨", "约300", "常压", "常温", "内浮顶", "不构成", "二级"),
    *("1.甲；2.乙", "已整改", "未整改", "高敏感防护目标", "1500户", "安全总监", "王某", "71-43-2"),
)


def known(form: str) -> SheetForm:
    found = sheet_form(form)
    assert found is not None
    return found


@pytest.mark.parametrize("name", LEDGERS)
def test_every_row_is_stated_or_told(name: str) -> None:
    form, chance = known(name), random.Random(name)  # noqa: S311 - fills cells, no secret
    headings = list(form.titles.values())
    fields = list(form.titles)
    rows = [tuple(chance.choice(WORDS) for _ in headings) for _ in range(ROWS)]
    at = fields.index(next(field for field in fields if field in form.needed))
    named = [(*row[:at], f"{ENTERPRISE}{n}", *row[at + 1 :]) for n, row in enumerate(rows)]
    reading = read(headings, *named, name=form.name)
    assert reading.sheets[0].form == form.name
    heard = {fault.place.row for fault in reading.rejected}
    assert all(fault.zh and fault.en for fault in reading.rejected)
    heard |= {draft.evidence.row for draft in reading.entities}
    assert set(range(2, ROWS + 2)) <= heard
    refused = {fault.place.row for fault in reading.rejected}
    for number, row in enumerate(named, 2):
        said = {field: str(cell or "").strip() for field, cell in zip(fields, row, strict=True)}
        if form.lacking(said.get):
            assert number in refused
