"""Errors of the hazard layer: fields kept, both languages say what to do."""

import math

from graph.errors import CustodyError
from graph.evidence import Citation
from hazard.errors import MissingInputError, OutOfValidityError, UnknownNameError
from hazard.notice import Notice, unverified

VOLUME = Notice(zh="容积", en="volume")


def test_missing_input_says_what_of_what_and_where() -> None:
    gap = MissingInputError(VOLUME, "T-101", "Unit.volume")
    assert isinstance(gap, CustodyError)
    assert gap.zh == "缺少“T-101”的容积，请在 Unit.volume 中补充。"
    assert gap.en == "The volume of “T-101” is missing; supply it in Unit.volume."


def test_candidates_stand_in_both_sentences() -> None:
    gap = MissingInputError(VOLUME, "T-101", "x", candidates=[Notice(zh="甲", en="first")])
    assert "甲" in gap.zh
    assert "first" in gap.en


def test_out_of_validity_keeps_its_range_and_source() -> None:
    source = Citation(instrument="A 2009", clause="p. 1")
    error = OutOfValidityError(VOLUME, 1.0, 5.0, math.inf, "m³", source)
    assert (error.value, error.low, error.high, error.citation) == (1.0, 5.0, math.inf, source)
    assert "A 2009 p. 1" in error.en
    assert "A 2009 p. 1" in error.zh


def test_a_range_without_an_upper_end_is_told_in_words() -> None:
    from_there = OutOfValidityError(VOLUME, 0.0, 1.0, math.inf, "m³")
    assert from_there.zh.startswith("容积 0 m³ 超出适用范围 1 m³ 及以上，")
    assert "is 0 m³, outside the range from 1 m³ up;" in from_there.en
    above = OutOfValidityError(VOLUME, 0.0, 0.0, math.inf, "m³", above=True)
    assert above.zh.startswith("容积 0 m³ 超出适用范围 大于 0 m³，")
    assert "outside the range above 0 m³;" in above.en


def test_unknown_name_keeps_the_name() -> None:
    error = UnknownNameError(Notice(zh="单元", en="unit"), "T-9")
    assert error.name == "T-9"
    assert "T-9" in error.zh


def test_each_unchecked_source_is_warned_of_once() -> None:
    checked = Citation(instrument="A")
    unchecked = Citation(instrument="B", verified=False)
    (warning,) = unverified([checked, unchecked, unchecked])
    assert "B" in str(warning)
