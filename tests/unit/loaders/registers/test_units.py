"""Units beside numbers (计量单位): wherever a sheet states one, it is the one that is meant."""

from collections.abc import Sequence

import pytest

from graph.model.labels import Label
from loaders.readers.spreadsheet import Cell
from loaders.registers import Correction, Reading
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

HAZARDS = ("企业名称", "危险源名称", "危险源等级", "化学品名称")
ROW = (ENTERPRISE, "苯罐区", "三级", "苯")
PARAMETERS = ("企业名称", "重大危险源名称", "危险化学品名称", "单元内危险化学品存量", "操作压力")


def held(reading: Reading) -> list[object]:
    return [r.properties.get("quantity") for r in reading.relations if r.type == "HOLDS"]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "最大储量（kg）",
            "最大储量(千克)",
            "最大储量[kg]",
            "最大储量【公斤】",
            "最大储量/kg",
            "最大储量 kg",
        ),
        *(
            "最大储量kg",
            "最大储量，kg",
            "最大储量（单位：kg）",
            "最大储量/千克",
            "最大储量（计量单位 kg）",
        ),
    ],
)
def test_the_unit_of_a_heading_counts_however_it_is_set(heading: str) -> None:
    reading = read((*HAZARDS, heading), (*ROW, 5000), name="重大危险源台账")
    assert held(reading) == [5.0]
    assert not reading.rejected


@pytest.mark.parametrize("unit", ["kg", "（kg）", "(公斤)", "单位：千克"])
@pytest.mark.parametrize("first", [None, "单位", "计量单位"])
def test_a_row_of_units_below_the_headings_is_no_data(first: str | None, unit: str) -> None:
    reading = read(
        (*HAZARDS, "最大储量"), (first, None, None, None, unit), (*ROW, 5000), name="重大危险源台账"
    )
    assert held(reading) == [5.0]
    assert not reading.rejected
    assert reading.sheets[0].header == (1, 2)


def test_a_row_of_units_may_stand_below_headings_of_two_rows() -> None:
    reading = read(
        ("企业名称", "危险源名称", "危险化学品", None, "主要负责人", None),
        (None, None, "名称", "最大量", "姓名", "联系电话"),
        (None, None, None, "kg", None, None),
        (ENTERPRISE, "苯罐区", "苯", 5000, "张三", "13800138000"),
        name="重大危险源台账",
    )
    assert held(reading) == [5.0]
    assert [p.name for p in drafts(reading, Label.PERSON)] == ["张三"]
    assert not reading.rejected


@pytest.mark.parametrize(
    "row",
    [(1, 2, 3, 4, 5), ("1", "2", "3", "4", "5"), ("甲", "乙", "1", "2", "3"), ("栏次", 1, 2, 3, 4)],
)
def test_a_row_that_numbers_the_columns_is_no_data(row: tuple[Cell, ...]) -> None:
    reading = read((*HAZARDS, "最大储量（t）"), row, (*ROW, 5), name="重大危险源台账")
    assert [e.name for e in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
    assert held(reading) == [5.0]
    assert not reading.rejected


@pytest.mark.parametrize(
    "above",
    [
        [(None, None, None, "单位：公斤")],
        [("储存情况（单位：kg）",)],
        [("填报单位：某某公司", None, "计量单位：千克")],
    ],
)
def test_a_unit_above_the_table_counts_where_none_is_nearer(
    above: Sequence[Sequence[Cell]],
) -> None:
    reading = read(*above, PARAMETERS, (ENTERPRISE, "苯罐区", "苯", 5000, "0.1MPa"), name="x")
    assert held(reading) == [5.0]
    reading = read(
        *above,
        ("企业名称", "重大危险源名称", "危险化学品名称", "单元内危险化学品存量（t）", "操作压力"),
        (ENTERPRISE, "苯罐区", "苯", 5, 0.1),
        name="x",
    )
    assert held(reading) == [5.0]
    (holds,) = [r for r in reading.relations if r.type == "HOLDS"]
    assert holds.properties["pressure"] == 0.1  # kilograms are no unit of it
    (told,) = reading.rejected
    assert told.place.column == "操作压力"


def test_units_that_contradict_each_other_give_no_number() -> None:
    reading = read(
        (*HAZARDS, "最大储量（t）", "计量单位"),
        (*ROW, 5, "吨"),
        (ENTERPRISE, "甲苯罐区", "三级", "甲苯", 5000, "kg"),
        name="重大危险源台账",
    )
    assert held(reading) == [5.0, None]
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column) == (3, "最大储量（t）")
    assert "kg" in fault.zh


def test_a_column_that_the_user_names_keeps_its_unit() -> None:
    reading = read(
        (*HAZARDS, "储存上限（kg）"),
        (*ROW, 5000),
        name="重大危险源台账",
        correction=Correction(columns={"储存上限（kg）": "存量"}),
    )
    assert held(reading) == [5.0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("50-60", "一个数字"), ("50~60", "一个数字"), ("3车", "t"), ("1900-02-19", "一个数字")],
)
def test_what_is_no_amount_is_told_as_what_it_is(text: str, expected: str) -> None:
    reading = read((*HAZARDS, "最大储量"), (*ROW, text), name="重大危险源台账")
    assert held(reading) == [None]
    (fault,) = reading.rejected
    assert expected in fault.zh


def test_several_substances_in_one_cell_are_several_and_share_no_amount() -> None:
    reading = read(
        (*HAZARDS, "最大储量（t）"),
        (ENTERPRISE, "罐区", "三级", "苯、甲苯；甲醇", 50),
        (ENTERPRISE, "库房", "四级", "苯、辅料", 5),
        (ENTERPRISE, "车间", "四级", "涂料、辅料", 5),
        name="重大危险源台账",
    )
    assert [d.name for d in drafts(reading, Label.SUBSTANCE)] == [
        "苯",
        "甲苯",
        "甲醇",
        "涂料、辅料",
    ]
    assert held(reading) == [None, None, None, 5.0]
    told = {(f.place.row, f.place.column, f.value) for f in reading.rejected}
    assert told == {(2, "最大储量（t）", "50"), (3, "化学品名称", "苯、辅料")}
