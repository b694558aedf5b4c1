"""Several tables on one sheet (一表多段): each is read by its own headings and titles."""

from collections.abc import Sequence

import pytest

from graph.model.labels import Label
from loaders.readers.longtable import PORTION, held
from loaders.readers.spreadsheet import Cell, RegisterFile, Row, Table
from loaders.registers import Coverage, Reading, readings
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read, related

BOARD = ("包保职责", "姓名", "职务", "联系电话")
TANKS = ("企业名称", "储罐编号", "储存介质", "容积（m³）")


def test_a_table_below_another_does_not_hide_it() -> None:
    reading = read(
        ("企业信息表",),
        ("企业名称", "地址", "员工人数"),
        (ENTERPRISE, "临港路", 30),
        (),
        ("储罐台账",),
        TANKS,
        (ENTERPRISE, "T-101", "苯", 100),
    )
    assert [sheet.form for sheet in reading.sheets] == ["一企一档", "储罐台账"]
    (enterprise, *_) = drafts(reading, Label.ENTERPRISE)
    assert enterprise.properties["address"] == "临港路"
    assert [(u.name, u.place.row) for u in drafts(reading, Label.UNIT)] == [("T-101", 7)]
    assert not reading.rejected


def test_a_table_far_below_another_is_read_by_its_own_headings() -> None:
    many = [(f"第{number}化工有限公司", "临港路", 30) for number in range(20)]
    reading = read(("企业名称", "地址", "员工人数"), *many, TANKS, (ENTERPRISE, "T-101", "苯", 100))
    assert "企业名称" not in {e.name for e in drafts(reading, Label.ENTERPRISE)}
    assert [u.name for u in drafts(reading, Label.UNIT)] == ["T-101"]


def test_boards_below_each_other_speak_each_of_its_own_hazard() -> None:
    reading = read(
        (f"企业名称：{ENTERPRISE}", "重大危险源名称：苯罐区"),
        BOARD,
        ("主要负责人", "张三", "总经理", "13800138000"),
        ("技术负责人", "李四", "总工", "13900139000"),
        (f"企业名称：{ENTERPRISE}", "重大危险源名称：液氨罐区"),
        BOARD,
        ("主要负责人", "王五", "总经理", "13700137000"),
        name="包保责任人公示牌",
    )
    held = {
        (getattr(r.source, "name", ""), getattr(getattr(r.target, "within", ""), "name", ""))
        for r in reading.relations
        if r.type == "HOLDS_POST"
    }
    assert held == {("张三", "苯罐区"), ("李四", "苯罐区"), ("王五", "液氨罐区")}


def test_one_word_in_every_cell_is_no_row_of_headings() -> None:
    reading = read(
        ("企业", "姓名", "职务", "任职时间"),
        (ENTERPRISE, "张三", "总经理", "2023-05-01"),
        ("主要负责人", "主要负责人", "主要负责人"),
    )
    assert [sheet.form for sheet in reading.sheets] == ["安全管理人员任职台账"]
    stated = {draft.place.row for draft in reading.entities}
    assert 3 in stated | {fault.place.row for fault in reading.rejected}


def test_headings_repeated_on_each_page_are_one_table() -> None:
    reading = read(
        (f"{ENTERPRISE}储罐台账",),
        TANKS[1:],
        ("T-101", "苯", 100),
        (f"{ENTERPRISE}储罐台账（续）",),
        TANKS[1:],
        ("T-102", "苯", 100),
    )
    assert len(reading.sheets) == 1
    assert {u.name for u in drafts(reading, Label.UNIT)} >= {"T-101", "T-102"}


def test_headings_in_two_rows_are_one_table() -> None:
    reading = read(
        ("企业名称", "危险源名称", "主要负责人", None, "技术负责人", None),
        (None, None, "姓名", "联系电话", "姓名", "联系电话"),
        (ENTERPRISE, "苯罐区", "张三", "13800138000", "李四", "13900139000"),
        name="重大危险源台账",
    )
    assert len(reading.sheets) == 1
    assert (ENTERPRISE, "HAS_HAZARD", "苯罐区") in related(reading)


def test_headings_in_three_rows_are_one_table() -> None:
    reading = read(
        ("企业名称", "危险源名称", "危险化学品", "包保责任人", None, "主要负责人"),
        (None, None, "名称", "主要负责人", None, "技术负责人", "联系电话"),
        ("企业名称", "危险源名称", "危险化学品名称", "主要负责人", "主要负责人电话"),
        (ENTERPRISE, "苯罐区", "苯", "张三", "13800138000"),
        name="重大危险源台账",
    )
    assert len(reading.sheets) == 1
    assert (ENTERPRISE, "HAS_HAZARD", "苯罐区") in related(reading)


def test_boards_directly_below_each_other_are_two_tables() -> None:
    reading = read(
        ("企业名称", "地址", "员工人数"),
        (ENTERPRISE, "临港路", 30),
        TANKS,
        (ENTERPRISE, "T-1", "苯", 1),
    )
    assert [sheet.form for sheet in reading.sheets] == ["一企一档", "储罐台账"]


@pytest.mark.parametrize(("name", "told"), [("旧台账", 1), ("企业", 1), ("选项", 0)])
def test_a_hidden_register_is_told_and_not_read(name: str, told: int) -> None:
    tank: tuple[Cell, ...] = (ENTERPRISE, "T-101", "苯", 100)
    rows: list[tuple[Cell, ...]] = [("选项",), ("一般",)] if name == "选项" else [TANKS, tank]
    numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, 1))
    table = Table(name=name, sheet=name, rows=numbered, hidden=True)
    file = RegisterFile(name="a.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    coverage = Coverage()
    found = list(readings(file, coverage=coverage))
    assert not any(reading.entities for reading in found)
    assert [f.place.sheet for reading in found for f in reading.rejected] == [name] * told
    assert coverage.unread is bool(told)


def long_sheet(rows: Sequence[Sequence[Cell]], name: str) -> tuple[Reading, Coverage]:
    """Read a sheet that is too long to be held, as it is read from its file."""
    numbered = [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1) if cells]
    assert len(numbered) > PORTION
    table = Table(name=name, sheet=name, rows=held(iter(numbered), lambda: iter(numbered)))
    file = RegisterFile(name=f"{name}.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    whole, coverage = Reading(), Coverage()
    for reading in readings(file, None, coverage):
        whole.add(reading)
    return whole, coverage


def test_boards_on_a_long_sheet_speak_each_of_its_own_hazard() -> None:
    rows = [
        row
        for number in range(PORTION // 2)
        for row in (
            (f"企业名称：{ENTERPRISE}", f"重大危险源名称：{number}号罐区"),
            BOARD,
            ("主要负责人", "张三", "总经理", "13800138000"),
        )
    ]
    reading, _ = long_sheet(rows, "包保责任人公示牌")
    assert len({d.name for d in drafts(reading, Label.HAZARD)}) == PORTION // 2
    assert len(drafts(reading, Label.POST)) == PORTION // 2
    assert not reading.rejected


def test_a_table_below_a_long_one_is_read_by_its_own_headings() -> None:
    many: list[tuple[Cell, ...]] = [
        (f"第{number}化工有限公司", "临港路", 30) for number in range(PORTION + 1)
    ]
    repeated = [*many[:50], ("企业名称", "地址", "员工人数"), *many[50:]]
    tanks = [(ENTERPRISE, f"T-{number}", "苯", 100) for number in range(PORTION + 2)]
    reading, coverage = long_sheet(
        [
            ("企业信息表",),
            ("企业名称", "地址", "员工人数"),
            *repeated,
            ("储罐台账",),
            TANKS,
            *tanks,
            ("企业名称", "地址", "员工人数"),
            ("最后化工有限公司", "临港路", 30),
        ],
        "企业和储罐",
    )
    assert [sheet.form for sheet in reading.sheets] == ["一企一档", "储罐台账", "一企一档"]
    assert len(drafts(reading, Label.UNIT)) == len(tanks)
    names = {d.name for d in drafts(reading, Label.ENTERPRISE)}
    assert len(names) == len(many) + 2
    assert {"最后化工有限公司", ENTERPRISE} <= names
    assert not reading.rejected
    assert not coverage.unread


ASKED = ("地址", "行业", "经济类型", "企业规模", "生产状态", "企业类型", "经营范围", "注册地址")
ON_A_CARD = len(ASKED) + 1


def cards(number: int) -> list[tuple[Cell, ...]]:
    return [
        row
        for each in range(number)
        for row in (
            ("企业名称", f"{each}化工有限公司", "法定代表人", "张三"),
            *((asked, "某") for asked in ASKED),
        )
    ]


def test_cards_on_a_long_sheet_are_read_one_by_one() -> None:
    number = PORTION // ON_A_CARD + 1
    reading, coverage = long_sheet(cards(number), "企业信息")
    found = drafts(reading, Label.ENTERPRISE)
    assert [d.name for d in found] == [f"{each}化工有限公司" for each in range(number)]
    assert found[-1].place.row == ON_A_CARD * (number - 1) + 1
    assert not reading.rejected
    assert not coverage.unread


def test_cards_on_a_long_sheet_with_something_else_are_told_and_not_read() -> None:
    rows = [*cards(PORTION // ON_A_CARD + 1), *[("反应釜", "1", "离心机", "2")] * 5]
    reading, coverage = long_sheet(rows, "企业信息")
    assert not reading.entities
    assert [fault.kind for fault in reading.rejected] == ["sheet"]
    assert coverage.unread


def test_what_is_declared_below_the_last_of_several_long_tables_is_said_of_that_one() -> None:
    place = (116.41024449916938, 39.91640428150164)
    many: list[tuple[Cell, ...]] = [
        (f"第{number}化工有限公司", *place) for number in range(PORTION + 1)
    ]
    tanks = [(ENTERPRISE, f"T-{number}", *place) for number in range(PORTION + 1)]
    reading, _ = long_sheet(
        [
            ("企业名称", "经度", "纬度"),
            *many,
            ("企业名称", "位号", "经度", "纬度"),
            *tanks,
            ("坐标系：GCJ-02",),
        ],
        "企业和储罐",
    )
    said = {d.properties.get("longitude") for d in drafts(reading, Label.ENTERPRISE)}
    assert said == {place[0], None}  # the enterprise of the tanks has no place
    moved = {round(d.properties["longitude"], 3) for d in drafts(reading, Label.UNIT)}
    assert moved == {116.404}


SECTIONS: tuple[tuple[Cell, ...], ...] = (
    (f"{ENTERPRISE}安全台账",),
    ("一、储罐",),
    ("位号", "介质", "容积（m³）", "罐型"),
    ("T-1", "苯", 100, "内浮顶"),
    ("二、危险化学品（单位：公斤）",),
    ("品名", "储存场所", "最大储存量"),
    ("苯", "苯罐区", 3000),
)


def test_the_enterprise_above_numbered_sections_is_that_of_each() -> None:
    reading = read(*SECTIONS, name="台账")
    assert [sheet.form for sheet in reading.sheets] == ["储罐台账", "危险化学品存量清单"]
    assert {d.name for d in drafts(reading, Label.ENTERPRISE)} == {ENTERPRISE}
    held = [r.properties for r in reading.relations if r.type == "HOLDS"]
    assert held == [{}, {"quantity": 3.0}]


def test_a_table_that_is_no_section_does_not_inherit_an_enterprise() -> None:
    rows = [row if row[0] != SECTIONS[4][0] else ("乙化工集团危险化学品",) for row in SECTIONS]
    reading = read(*rows, name="台账")
    assert [sheet.form for sheet in reading.sheets] == ["储罐台账"]
    assert [fault.kind for fault in reading.rejected] == ["sheet"]
