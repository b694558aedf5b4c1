"""Leaving out keeps the way back, however often something is left out."""

import pytest

from loaders.documents.text.cleantext import CleanText
from loaders.layer import Landmark, Span, TextLayer

WHOLE = CleanText.of(
    TextLayer(text="甲乙丙丁戊己", landmarks=(Landmark(0, "一"), Landmark(4, "二")))
)


def test_pieces_that_touch_are_one() -> None:
    kept = WHOLE.keeping([Span(0, 2), Span(2, 3), Span(4, 6)])

    assert kept.text == "甲乙丙戊己"
    assert kept.pieces == (Span(0, 3), Span(4, 6))


def test_what_is_left_out_twice_still_leads_back() -> None:
    kept = WHOLE.keeping([Span(0, 1), Span(2, 6)]).keeping([Span(0, 2), Span(3, 5)])

    assert kept.text == "甲丙戊己"
    assert kept.original_parts(0, 4) == (Span(0, 1), Span(2, 3), Span(4, 6))
    assert kept.to_original(1, 3) == Span(2, 5)
    assert kept.locator(1, 3) == "一至二"


def test_keeping_all_changes_nothing_and_keeping_none_leaves_nothing() -> None:
    assert WHOLE.keeping([Span(0, 6)]) is WHOLE
    assert WHOLE.keeping([]).text == ""
    assert WHOLE.keeping([]).to_original(0, 0) == Span(0, 0)


def test_spans_that_do_not_ascend_are_refused() -> None:
    with pytest.raises(ValueError, match="ascend"):
        WHOLE.keeping([Span(2, 4), Span(3, 5)])


def test_an_empty_span_is_a_place() -> None:
    assert WHOLE.original_parts(2, 2) == (Span(2, 2),)


@pytest.mark.parametrize(("start", "end"), [(0, 7), (3, 2), (-1, 2)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        WHOLE.to_original(start, end)
    with pytest.raises(ValueError, match="outside"):
        WHOLE.locator(start, end)
