"""Amounts in merged cells (合并单元格中的数量): of each row, or of all of them, cannot be told."""

from graph.model.labels import Label
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers import Reading, read_register
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts

HEADINGS = ("企业名称", "品名", "储存场所", "最大储存量（t）")


def _read(name: str, headings: tuple[str, ...], *rows: Row) -> Reading:
    table = Table(name="表", sheet="表", rows=(Row(1, headings), *rows))
    return read_register(
        RegisterFile(name=f"{name}.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    )


def test_an_amount_that_is_merged_over_two_substances_is_of_neither() -> None:
    reading = _read(
        "危险化学品储存清单",
        HEADINGS,
        Row(2, (ENTERPRISE, "苯", "危化库", 500), merged=frozenset({0, 2, 3})),
        Row(3, (ENTERPRISE, "甲苯", "危化库", 500), merged=frozenset({0, 2, 3})),
        Row(4, (ENTERPRISE, "甲醇", "危化库", 20)),
    )
    held = [r.properties for r in reading.relations if r.type == "HOLDS"]
    assert held == [{}, {}, {"quantity": 20.0}]
    assert [(fault.place.row, fault.value) for fault in reading.rejected] == [
        (2, "500"),
        (3, "500"),
    ]


def test_an_amount_that_is_merged_with_what_it_is_of_is_read() -> None:
    reading = _read(
        "危险化学品储存清单",
        HEADINGS,
        Row(2, (ENTERPRISE, "苯", "危化库", 500), merged=frozenset({0, 1, 2, 3})),
        Row(3, (ENTERPRISE, "苯", "危化库", 500), merged=frozenset({0, 1, 2, 3})),
    )
    assert {r.properties["quantity"] for r in reading.relations if r.type == "HOLDS"} == {500.0}
    assert not reading.rejected


def test_a_volume_that_is_merged_over_two_tanks_is_of_neither() -> None:
    reading = _read(
        "储罐台账",
        ("企业名称", "位号", "介质", "容积（m³）"),
        Row(2, (ENTERPRISE, "T-1", "苯", 6000), merged=frozenset({0, 2, 3})),
        Row(3, (ENTERPRISE, "T-2", "苯", 6000), merged=frozenset({0, 2, 3})),
    )
    assert all("volume" not in d.properties for d in drafts(reading, Label.UNIT))
    assert [(fault.place.row, fault.value) for fault in reading.rejected] == [
        (2, "6000"),
        (3, "6000"),
    ]


def test_a_total_is_not_held_against_amounts_that_are_merged() -> None:
    reading = _read(
        "危险化学品储存清单",
        HEADINGS,
        Row(2, (ENTERPRISE, "苯", "危化库", 500), merged=frozenset({0, 2, 3})),
        Row(3, (ENTERPRISE, "甲苯", "危化库", 500), merged=frozenset({0, 2, 3})),
        Row(4, ("合计", None, None, 500)),
    )
    assert not [fault for fault in reading.rejected if "不符" in fault.zh]
