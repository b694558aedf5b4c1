"""Values of registers (登记册取值)."""

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from graph.model.measure import MEASURE
from graph.model.park import PARK, RECEPTOR, REGION
from graph.model.relations import RELATIONS
from graph.model.spec import Kind, NodeSpec, Property, RelationSpec
from graph.model.substance import HAZARD, SUBSTANCE, UNIT
from loaders.readers.spreadsheet import Cell
from loaders.registers.values import (
    CODE,
    RefusedValueError,
    day_of,
    figure_of,
    listed,
    parsed,
    text_of,
)

HOLDS = next(spec for spec in RELATIONS if spec.type == "HOLDS")
CONTROLS = next(spec for spec in RELATIONS if spec.type == "CONTROLS")


def wide(text: str) -> str:
    """Return text in full width, as Chinese input methods write it."""
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


def prop(spec: NodeSpec | RelationSpec, name: str) -> Property:
    found = spec.declared(name)
    assert found is not None
    return found


QUANTITY = prop(HOLDS, "quantity")
PEOPLE = prop(UNIT, "people_within_500_m")
YES_OR_NO = Property(name="listed", kind=Kind.BOOLEAN, zh="是否列入", doc="Listed.")
MOMENT = Property(name="at", kind=Kind.INSTANT, zh="时刻", doc="Moment.")
DAY = Property(name="day", kind=Kind.DATE, zh="日期", doc="Day.")


BOUNDS = ("≥50", "≤ 50t", "约50", "不足50", "50余", "50多吨", "50t以上", "50吨以内", "50左右")


@pytest.mark.parametrize("written", BOUNDS)
def test_a_bound_is_no_exact_number(written: str) -> None:
    with pytest.raises(RefusedValueError, match="界限或约数"):
        parsed(QUANTITY, written)
    assert figure_of(written, "t") == {"value_text": written}


@pytest.mark.parametrize(
    "written", ["128.4→52", "10≤R<50", "2×500m³", "0.6~1.0MPa", "1.2MPa/50℃", "2用1备", "3+1"]
)
def test_what_holds_more_than_one_number_is_no_number_with_a_unit(written: str) -> None:
    assert figure_of(written, "") == {"value_text": written}


@pytest.mark.parametrize("unit", ["m3", "kg/cm2", "万吨/年", "Nm3/h", "MPa(表压)"])
def test_a_figure_within_a_unit_is_no_second_number(unit: str) -> None:
    assert figure_of(f"12{unit}", "") == {"value": 12.0, "unit": unit}


def test_a_number_that_a_spreadsheet_program_has_cut_off_is_none() -> None:
    for cell in (2.1703207002018e19, "2.17032E+19"):
        with pytest.raises(RefusedValueError, match="文本"):
            figure_of(cell, CODE)
    assert figure_of("3207E12", CODE) == {"value_text": "3207E12"}


@pytest.mark.parametrize(
    "written",
    [
        "2023-11-07",
        "2023.11.7",
        "2023/11/7",
        "2023年11月7日",
        "2023 年 11 月 7 日",
        wide("2023-11-07"),
        "2023-11-07 00:00:00",
        date(2023, 11, 7),
        datetime.fromisoformat("2023-11-07"),
        datetime.fromisoformat("2023-11-07T08:30"),
    ],
)
def test_a_day_in_every_spelling(written: Cell) -> None:
    assert day_of(written) == "2023-11-07"
    assert parsed(DAY, written) == "2023-11-07"


@pytest.mark.parametrize(
    "written", ["2023-02-30", "2023-13-01", "23-13-07", "11/7/2023", "4523", "昨天"]
)
def test_what_is_no_day_is_refused(written: Cell) -> None:
    with pytest.raises(RefusedValueError) as caught:
        day_of(written)
    assert caught.value.value == written
    assert "应为日期" in caught.value.zh
    assert "expected a day" in caught.value.en


@pytest.mark.parametrize("written", ["24.2.6", "24-02-06", "24年2月6日", "24/2/6"])
def test_a_year_of_two_figures_is_refused_with_what_to_write(written: Cell) -> None:
    with pytest.raises(RefusedValueError) as caught:
        day_of(written)
    assert "2024-02-06" in caught.value.zh
    assert "2024-02-06" in caught.value.en


def test_the_last_day_is_followed_by_the_day_on_which_it_no_longer_holds() -> None:
    assert day_of("2023-12-31", following=True) == "2024-01-01"
    assert day_of("2024-02-28", following=True) == "2024-02-29"
    assert day_of("") is None


@pytest.mark.property
@given(st.dates(max_value=date(9999, 12, 30)))
def test_every_day_is_read_back_from_every_spelling(day: date) -> None:
    for written in (day.isoformat(), f"{day.year:04}年{day.month}月{day.day}日", day):
        assert day_of(written) == day.isoformat()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,099", 1099.0),
        ("14，007.5", 14007.5),
        ("-0.5", -0.5),
        (wide("12"), 12.0),
        ("1e3", 1000.0),
        (250, 250.0),
        (0.5, 0.5),
    ],
)
def test_numbers(written: Cell, value: object) -> None:
    assert parsed(prop(HOLDS, "pressure"), written) == value


@pytest.mark.parametrize("written", ["1,09", "1.2.3", "nan", "inf", "1e999", "三十", "10,0000"])
def test_what_is_no_number_is_refused(written: Cell) -> None:
    with pytest.raises(RefusedValueError, match="expected a number"):
        parsed(QUANTITY, written)


@pytest.mark.parametrize("written", ["250 t", "250吨", "250 " + wide("t"), "250公吨"])
def test_a_number_may_carry_its_declared_unit(written: Cell) -> None:
    assert parsed(QUANTITY, written) == 250.0


@pytest.mark.parametrize("written", ["250 m3", "250 立方", "250个"])
def test_another_unit_is_refused(written: Cell) -> None:
    with pytest.raises(RefusedValueError) as caught:
        parsed(QUANTITY, written)
    assert "计量单位应为 t" in caught.value.zh


@pytest.mark.parametrize(
    ("of", "written", "expected"),
    [
        (QUANTITY, "-1", "不应小于 0"),
        (prop(RECEPTOR, "longitude"), "181", "-180 到 180"),
        (prop(RECEPTOR, "latitude"), "-91", "-90 到 90"),
        (prop(CONTROLS, "failure_on_demand"), "1.5", "0 到 1"),
        (prop(MEASURE, "remaining_share"), "60", "0 到 1"),
        (prop(MEASURE, "effect_time"), "-1", "不应小于 0"),
        (prop(HOLDS, "temperature"), "-300", "不应小于 -273.15"),
    ],
)
def test_values_out_of_range_are_refused(of: Property, written: Cell, expected: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        parsed(of, written)
    assert expected in caught.value.zh


def test_whole_numbers() -> None:
    assert parsed(PEOPLE, "1,234人") == 1234
    assert isinstance(parsed(PEOPLE, 100.0), int)
    with pytest.raises(RefusedValueError, match="whole number"):
        parsed(PEOPLE, "12.5")


@pytest.mark.parametrize(
    ("written", "value"), [("是", True), ("否", False), ("TRUE", True), (False, False)]
)
def test_yes_and_no(written: Cell, value: object) -> None:
    assert parsed(YES_OR_NO, written) is value


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(RefusedValueError, match="是 \\(yes\\)"):
        parsed(YES_OR_NO, "也许")


def test_moments_are_kept_in_utc() -> None:
    assert parsed(MOMENT, "2023-11-07T08:30:00+08:00") == "2023-11-07T00:30:00.000000Z"
    with pytest.raises(RefusedValueError):
        parsed(MOMENT, "上午")


@pytest.mark.parametrize(
    ("of", "written", "member"),
    [
        (prop(HAZARD, "kind"), "重大危险源", "MAJOR_HAZARD_INSTALLATION"),
        (prop(HAZARD, "kind"), "RISK_POINT", "RISK_POINT"),
        (prop(HAZARD, "kind"), "unsafe_act", "UNSAFE_ACT"),
        (prop(HAZARD, "level"), "红", "RED"),
        (prop(UNIT, "equipment"), "常压储罐", "ATMOSPHERIC"),
        (prop(PARK, "risk_grade"), wide("A"), "A"),
        (prop(REGION, "level"), "区", "DISTRICT"),
    ],
)
def test_closed_vocabularies_take_members_and_chinese_terms(
    of: Property, written: Cell, member: str
) -> None:
    assert parsed(of, written) == member


def test_a_word_outside_the_vocabulary_is_refused_with_the_words_inside() -> None:
    with pytest.raises(RefusedValueError) as caught:
        parsed(prop(HAZARD, "level"), "紫")
    assert "红" in caught.value.zh
    assert "RED" in caught.value.en


def test_codes_are_checked_and_written_plainly() -> None:
    assert parsed(prop(SUBSTANCE, "cas"), wide("7664") + "-41-7") == "7664-41-7"
    assert parsed(prop(REGION, "code"), 350305.0) == "350305"
    for of, wrong, word in (
        (prop(SUBSTANCE, "cas"), "7664-41-8", "校验位"),
        (prop(REGION, "code"), "35030", "6 位"),
    ):
        with pytest.raises(RefusedValueError) as caught:
            parsed(of, wrong)
        assert word in caught.value.zh


def test_lists_are_cut_at_semicolons_and_enumeration_commas() -> None:
    assert listed("临港；临港园区;临港产业园、 临港 ") == ["临港", "临港园区", "临港产业园"]
    assert parsed(prop(PARK, "aliases"), "1,2-环氧丙烷；氧化丙烯") == ["1,2-环氧丙烷", "氧化丙烯"]


@pytest.mark.parametrize("empty", [None, "", "  ", "\u3000"])
def test_an_empty_cell_says_nothing(empty: Cell) -> None:
    assert parsed(QUANTITY, empty) is None
    assert text_of(empty) == ""


def test_the_error_of_a_formula_is_no_value() -> None:
    with pytest.raises(RefusedValueError, match="formula"):
        parsed(prop(PARK, "name"), "#REF!")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("cas", "67\u201356\u20131", "67-56-1"),
        ("cas", "67\u2014 56\u20141", "67-56-1"),
        ("cas", "CAS: 67-56-1", "67-56-1"),
        ("cas", "67-56-1；", "67-56-1"),
        ("credit_code", "91350100 M000100Y43", "91350100M000100Y43"),
        ("credit_code", "91350100m000100y43", "91350100M000100Y43"),
    ],
)
def test_a_code_is_read_without_what_means_nothing_in_it(
    name: str, text: str, expected: str
) -> None:
    declared = Property(name=name, kind=Kind.TEXT, zh="", doc="")
    assert parsed(declared, text) == expected


@pytest.mark.parametrize("text", ["9135O100M000100Y43", "91350100M0001OOY43"])
def test_a_letter_that_no_credit_code_has_is_named(text: str) -> None:
    declared = Property(name="credit_code", kind=Kind.TEXT, zh="", doc="")
    with pytest.raises(RefusedValueError) as refused:
        parsed(declared, text)
    assert "字母 O" in refused.value.zh
    assert "letter O" in refused.value.en
