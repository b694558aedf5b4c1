"""Lines on corrections (更正说明): old value, new value, since when."""

from graph.evidence import UNKNOWN_START
from graph.store.plan import Version
from loaders.pipeline.revising import revised
from loaders.report import Entry, Place


def line(kind: str) -> Entry:
    return Entry(kind=kind, subject="液氨罐区", place=Place(file="台账.xlsx", row=3))


def version(*, since: str = UNKNOWN_START, until: str | None = None, **said: object) -> Version:
    return Version(
        properties=said, evidence=("e",), lineages=("台账.xlsx",), valid_from=since, valid_to=until
    )


def test_a_value_is_told_with_the_one_before_in_the_words_of_registers() -> None:
    told = revised(line("Hazard"), version(grade="FOUR"), version(grade="THREE"))
    assert told.value == "三级"
    assert told.zh == "“重大危险源级别”为“三级”，此前为“四级”"
    assert told.en == "grade is “THREE”, “FOUR” before"


def test_a_value_that_holds_from_a_day_says_so() -> None:
    after = version(since="2024-02-29", grade="THREE", name="液氨罐区", aliases=["氨罐"])
    told = revised(line("Hazard"), version(grade="FOUR", name="液氨罐区"), after)
    assert told.zh == "“重大危险源级别”自 2024-02-29 起为“三级”，此前为“四级”"


def test_what_is_new_and_what_is_given_no_more_is_told() -> None:
    told = revised(line("HOLDS"), version(temperature=20.0), version(quantity=50.0))
    assert told.value == "50.0 t"
    assert "“设计最大量”为“50.0 t”，此前没有记录" in told.zh
    assert "不再给出，此前为“20.0 °C”" in told.zh


def test_an_end_is_told_with_the_end_that_was_recorded() -> None:
    told = revised(line("HOLDS_POST"), version(until="2025-01-01"), version(until="2024-06-15"))
    assert told.zh == "“失效日期”为“2024-06-15”，此前为“2025-01-01”"


def test_personal_data_on_record_is_not_told() -> None:
    told = revised(line("Person"), version(phone="13800138000"), version(phone="13800138001"))
    assert "13800138000" not in told.zh + told.en
    assert told.zh == "“联系电话”为“13800138001”，此前不同"
