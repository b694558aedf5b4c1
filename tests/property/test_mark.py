"""Marks (续传位置): whatever the order of writes, nothing is told twice and nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from graph.evidence import instant, now
from schema.subscriptions.mark import LATE, Mark

pytestmark = pytest.mark.property

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
START = NOW - timedelta(hours=2)
MOMENTS = st.lists(st.integers(0, 7_000_000_000), unique=True, max_size=40).map(
    lambda found: [instant(START + timedelta(microseconds=each)) for each in found]
)


@given(MOMENTS)
def test_a_mark_knows_what_was_told_and_its_token_says_the_same(moments: list[str]) -> None:
    late = instant(NOW - LATE)
    mark = Mark(floor=instant(START - timedelta(microseconds=1)))
    old = sorted(moment for moment in moments if moment <= late)
    for moment in (*old, *(moment for moment in moments if moment > late)):
        assert not mark.knows(moment)
        mark = Mark.of(mark.passed(moment, NOW).token)
        assert mark.knows(moment)
    assert all(mark.knows(moment) for moment in moments)


@given(MOMENTS, st.data())
def test_a_write_that_ends_late_is_not_known_before(
    moments: list[str], data: st.DataObject
) -> None:
    recent = [moment for moment in moments if moment > instant(NOW - LATE)]
    if not recent:
        return
    late = data.draw(st.sampled_from(recent))
    mark = Mark(floor=instant(START - timedelta(microseconds=1)))
    for moment in sorted(moments):
        if moment != late:
            mark = mark.passed(moment, NOW)
    assert not Mark.of(mark.token).knows(late)


@given(MOMENTS, st.text(max_size=20), st.data())
def test_a_token_knows_what_its_subscriber_may_see_and_nothing_else(
    moments: list[str], name: str, data: st.DataObject
) -> None:
    told = frozenset(moments)
    seen = data.draw(st.sets(st.sampled_from(moments))) if moments else set[str]()
    start, moment = instant(START - timedelta(microseconds=1)), instant(NOW)
    given = Mark(floor=start, told=told).shown(seen, moment, name, NOW)
    assert Mark.of(given.token) == given
    assert (given.begun, given.last) == (moment, name)
    assert all(given.knows(each) for each in seen)
    assert given == Mark(floor=start, told=frozenset(seen)).shown(seen, moment, name, NOW)
    assert not {*given.told, given.floor} & (told - seen)


def test_a_moment_that_is_to_come_is_now() -> None:
    before = now()
    assert before <= Mark.of("2026-01-01/2999-01-01T00:00:00Z").floor <= now()


@given(MOMENTS, MOMENTS)
def test_what_was_told_of_an_instant_is_known_whatever_passes_before(
    moments: list[str], hidden: list[str]
) -> None:
    begun = instant(NOW)
    start = Mark(floor=instant(START - timedelta(microseconds=1)), told=frozenset(moments))
    mark = start.shown(moments, begun, "Finding:b", NOW)
    for moment in sorted({*hidden} - {*moments}):
        mark = mark.passed(moment, NOW)
        assert (mark.begun, mark.last) == (begun, "Finding:b")
    mark = mark.passed(begun, NOW)
    assert (mark.begun, mark.last) == ("", "")
    assert mark.knows(begun)
