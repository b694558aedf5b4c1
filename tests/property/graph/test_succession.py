"""Laws of versions in time (版本接续): nothing is lost, and each day has one state."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from graph.acts.succession import correction, ended, on, succession
from graph.evidence import UNKNOWN_START
from graph.responsibility.refusals import NotAllowedError
from graph.store.plan import Version

pytestmark = pytest.mark.property

DAYS = [(date(2024, 1, 1) + timedelta(days=k)).isoformat() for k in range(40)]
days = st.sampled_from(DAYS)
values = st.sampled_from(["甲", "乙", None])
ENTRY = ("Evidence:entry",)


def beginning(start: str = UNKNOWN_START, end: str | None = None) -> Version:
    return Version(
        properties={"name": "渗漏", "status": "REPORTED"},
        evidence=("Evidence:register",),
        lineages=("台账",),
        valid_from=start,
        valid_to=end,
        recorded_at="2024-01-01T00:00:00.000000Z",
    )


def lived(changes: list[tuple[str, str | None]]) -> tuple[list[Version], dict[str, str | None]]:
    """Return the versions after changes, and what each day was last said to be like."""
    versions, told = [beginning()], dict.fromkeys(DAYS)
    for day, value in changes:
        try:
            revision = succession(versions, day, {"plan": value}, ENTRY, "人工录入")
        except NotAllowedError:
            continue
        versions = [v for v in versions if v not in revision.retract] + list(revision.record)
        told |= {each: value for each in DAYS if each >= day}
    return versions, told


@given(st.lists(st.tuples(days, values), max_size=12))
def test_each_day_has_one_state_and_it_is_the_last_that_was_said(
    changes: list[tuple[str, str | None]],
) -> None:
    versions, told = lived(changes)
    for day in DAYS:
        holding = [v for v in versions if on([v], day)]
        assert len(holding) == 1
        assert holding[0].properties.get("plan") == told[day]
        assert holding[0].properties["name"] == "渗漏"


@given(st.lists(st.tuples(days, values), max_size=12), days)
def test_a_change_leaves_every_day_before_it_as_it_was(
    changes: list[tuple[str, str | None]], day: str
) -> None:
    versions, _ = lived(changes)
    before = {each: on(versions, each) for each in DAYS if each < day}
    try:
        revision = succession(versions, day, {"plan": "丙"}, ENTRY, "人工录入")
    except NotAllowedError:
        return
    after = [v for v in versions if v not in revision.retract] + list(revision.record)
    for each, version in before.items():
        now = on(after, each)
        assert now is not None
        assert version is not None
        assert now.properties == version.properties
        assert now.lineages == version.lineages


def test_a_new_version_rests_on_the_entry_and_on_what_it_keeps() -> None:
    (_, new) = succession([beginning()], "2024-01-05", {"plan": "丙"}, ENTRY, "人工录入").record
    assert new.evidence == ("Evidence:register", *ENTRY)
    assert new.lineages == ("人工录入",)


def test_what_is_not_true_on_a_day_cannot_change_on_it() -> None:
    with pytest.raises(NotAllowedError, match="2024-01-20"):
        succession([beginning(end="2024-01-10")], "2024-01-20", {}, ENTRY, "人工录入")
    with pytest.raises(NotAllowedError, match="2024-01-10"):
        succession([beginning("2024-01-10")], "2024-01-05", {}, ENTRY, "人工录入")


@given(days, values)
def test_a_correction_keeps_the_days(day: str, value: str | None) -> None:
    old = beginning(day)
    revision = correction(old, {"plan": value}, ENTRY, "人工录入")
    (new,) = revision.record
    assert revision.retract == (old,)
    assert (new.valid_from, new.valid_to) == (day, None)
    assert new.properties.get("plan") == value


@given(days, days)
def test_what_ends_was_true_before_or_never(start: str, day: str) -> None:
    revision = ended(beginning(start), day, ENTRY, "人工录入")
    if day <= start:
        assert revision.record == ()
    else:
        assert [(v.valid_from, v.valid_to) for v in revision.record] == [(start, day)]
