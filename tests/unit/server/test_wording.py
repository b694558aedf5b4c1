"""Words of answers (答案用语): Chinese terms, sources, and lines that fit."""

import re
from typing import Any

import pytest
from hypothesis import given, strategies as st
from rich.cells import cell_len

from graph.model.labels import DutyRole, Line, MajorHazardGrade
from graph.responsibility.gaps import GapKind
from server.wording import GAPS, figure, folded, grade_word, line_word, role_word, sources

CHINESE = re.compile("[\u4e00-\u9fff]")
WORDS = st.text(alphabet="安全托管园区，。（）“” abc-7/.", max_size=80)


@pytest.mark.property
@given(words=WORDS, width=st.integers(12, 60))
def test_folding_changes_nothing_but_spaces(words: str, width: int) -> None:
    assert re.sub(r"\s", "", folded(words, width)) == re.sub(r"\s", "", words)


@pytest.mark.property
@given(words=st.text(alphabet="安全托管园区，。 ", max_size=80), width=st.integers(12, 60))
def test_lines_fit_unless_punctuation_must_stay(words: str, width: int) -> None:
    for line in folded(words, width).splitlines():
        assert cell_len(line.rstrip("，。")) <= width


@pytest.mark.property
@given(words=st.text(alphabet="安全托管（", max_size=80), width=st.integers(12, 60))
def test_no_line_begins_with_a_comma(words: str, width: int) -> None:
    text = words.replace("（", "，")
    for line in folded(text, width).splitlines()[1:]:
        assert not line.startswith("，")


def test_every_member_has_a_chinese_word() -> None:
    for line in Line:
        assert CHINESE.search(line_word(line))
    for role in DutyRole:
        assert CHINESE.search(role_word(role))
    for grade in MajorHazardGrade:
        assert CHINESE.search(grade_word(grade))
    assert set(GAPS) == {kind.value for kind in GapKind}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(183.0, "183"), (14007.0, "14,007"), (0.244140625, "0.2441"), (24.5, "24.5"), (0.0, "0")],
)
def test_figures_are_shown_as_people_write_them(value: float, shown: str) -> None:
    assert figure(value) == shown


def evidence(**changed: Any) -> dict[str, Any]:
    blank = {"document": {"name": "甲.csv"}, "cell": None, "quote": None, "note": None}
    return {**blank, **changed}


def test_sources_of_one_origin_are_told_together() -> None:
    rows = [evidence(cell={"row": n, "sheet": None, "column": None}) for n in (3, 2, 3)]
    assert sources(rows) == "甲.csv 第2、3行"


def test_a_quote_is_shown_and_many_sources_are_counted() -> None:
    said = [evidence(quote=f"第{n}句") for n in range(5)]
    assert sources(said) == "甲.csv：“第0句”；甲.csv：“第1句” 等 5 处"
