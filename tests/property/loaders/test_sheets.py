"""Kept spreadsheets (台账) with anything in their cells: never a crash, and no row lost unsaid."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings, strategies as st

from graph.evidence import Source
from loaders.identity import Mention
from loaders.pipeline.assembly import assemble
from loaders.pipeline.directory import Directory
from loaders.readers.spreadsheet import Cell, RegisterFile, Row, Table
from loaders.registers import read_register
from loaders.registers.sheetform import SheetForm, sheet_forms
from loaders.registers.values import text_of

WORDS = st.sampled_from(
    [
        "甲公司",
        "液氨罐区",
        "红",
        "一级",
        "主要负责人",
        "张三、李四",
        "13800138000",
        "2023.11.7",
        "1.a；2.b",
    ]
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    WORDS,
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
)
FORMS = st.sampled_from(sheet_forms())


def headings_of(form: SheetForm) -> list[str]:
    return list(dict.fromkeys(form.fields.values()))


def _said(cell: Cell) -> str:
    """Return what a cell says; of a time only its day counts, as no ledger here keeps hours."""
    return text_of(cell.date() if isinstance(cell, datetime) else cell)


def _filled(row: dict[str, str]) -> set[tuple[str, str]]:
    """Return what stands under the headings of a row; a cell under none says nothing."""
    return {(heading, value) for heading, value in row.items() if value}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FORMS, st.data())
def test_every_row_is_stated_or_told(form: SheetForm, data: st.DataObject) -> None:
    headings = headings_of(form)
    row = st.lists(CELLS, max_size=len(headings) + 1).map(tuple)
    rows = data.draw(st.lists(row, max_size=4))
    numbered = (Row(1, tuple(headings)), *(Row(n, cells) for n, cells in enumerate(rows, 2)))
    table = Table(name="Sheet1", sheet="Sheet1", rows=numbered)
    file = RegisterFile(name="a.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    reading = read_register(file)
    assert [sheet.form for sheet in reading.sheets] == [form.name]
    heard = {fault.place.row for fault in reading.rejected}
    heard |= {draft.evidence.row for draft in reading.entities}
    heard |= {draft.evidence.row for draft in reading.relations}
    said = [dict(zip(headings, map(_said, cells), strict=False)) for cells in rows]
    for number, told in enumerate(said, 2):
        if any(told.get(name) for name in form.needed):
            before = set[tuple[str, str]]().union(*map(_filled, said[: number - 2]))
            qualifies = {"坐标系", *form.units.values(), *form.term.fields}
            repeated = {(h, v) for h, v in _filled(told) if h not in qualifies} <= before
            assert number in heard or repeated or set(filter(None, told.values())) <= set(headings)
    source = Source(name=file.name, sha256=file.sha256, media_type="")
    made = assemble([source], reading.entities, reading.relations, Directory(reading.entities))
    assert len(made.told) + len(made.proposals) + len(made.rejected) <= len(
        [*reading.entities, *reading.relations]
    )
    for relation in reading.relations:
        assert isinstance(relation.source, Mention) or relation.source in reading.entities
