"""What a new statement does to what is recorded."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings, strategies as st

from graph.evidence import UNKNOWN_START
from graph.store.plan import Change, Outcome, Version, change_of


def said(
    lineage: str = "甲台账", since: str = UNKNOWN_START, until: str | None = None, **properties: Any
) -> Version:
    return Version(
        properties=properties,
        evidence=(f"{lineage}:{since}:{sorted(properties.items())}",),
        lineages=(lineage,),
        valid_from=since,
        valid_to=until,
    )


def test_something_new_is_added() -> None:
    incoming = said(name="甲园区")
    change = change_of([], incoming)
    assert (change.outcome, change.record) == (Outcome.ADDED, (incoming,))


def test_the_same_again_changes_nothing() -> None:
    known = said(name="甲园区", grade="A")
    assert change_of([known], known).outcome is Outcome.UNCHANGED


def test_another_source_that_agrees_adds_evidence_only() -> None:
    known, other = said(name="甲园区", grade="A"), said("乙台账", name="甲园区", grade="A")
    change = change_of([known], other)
    assert change.outcome is Outcome.CONFIRMED
    assert change.extend is not None
    assert change.extend.evidence == (*known.evidence, *other.evidence)
    assert not change.retract


def test_another_source_that_knows_more_completes_the_record() -> None:
    known, other = said(name="甲园区"), said("乙台账", name="甲园区", grade="A")
    change = change_of([known], other)
    assert change.outcome is Outcome.CORRECTED
    assert change.retract == (known,)
    assert change.record[0].properties == {"name": "甲园区", "grade": "A"}


def after(*told: Version) -> Version:
    """Return what stands once sources have told one after the other, each of which was followed."""
    standing = told[0]
    for each in told[1:]:
        change = change_of([standing], each)
        standing = change.extend or change.record[-1]
    return standing


def test_what_two_sources_say_neither_changes_alone() -> None:
    both = after(said(name="甲园区", grade="A"), said("乙台账", name="甲园区", grade="A"))
    for lineage in ("甲台账", "乙台账"):
        change = change_of([both], said(lineage, name="甲园区", grade="B"))
        assert (change.outcome, change.contested) == (Outcome.PROPOSED, ("grade",))


def test_what_one_source_alone_says_it_changes_whoever_says_what_besides() -> None:
    both = after(said(name="甲园区", grade="A"), said("乙台账", name="甲园区", area=3.0))
    graded = after(both, said(name="甲园区", grade="B"))
    assert graded.properties == {"name": "甲园区", "grade": "B", "area": 3.0}
    assert change_of([graded], said(name="甲园区", area=4.0)).outcome is Outcome.PROPOSED
    again = change_of([graded], said("乙台账", name="甲园区", grade="A"))
    assert (again.outcome, again.contested) == (Outcome.PROPOSED, ("grade",))
    larger = after(graded, said("乙台账", name="甲园区", area=4.0))
    assert larger.properties == {"name": "甲园区", "grade": "B", "area": 4.0}


def test_from_a_day_on_a_source_says_it_alone_until_another_follows() -> None:
    both = after(said(name="甲园区", grade="A"), said("乙台账", name="甲园区", grade="A"))
    (_, since) = change_of([both], said(since="2024-01-01", name="甲园区", grade="B")).record
    repeated = said("乙台账", name="甲园区", grade="A", extra="")
    assert change_of([since], repeated).outcome is Outcome.PROPOSED
    followed = after(since, said("乙台账", name="甲园区", grade="B"))
    assert change_of([followed], said(name="甲园区", grade="C")).outcome is Outcome.PROPOSED


def test_where_it_was_not_kept_who_says_what_one_of_the_sources_corrects() -> None:
    older = replace(said(name="甲园区", grade="A"), lineages=("甲台账", "乙台账"))
    assert change_of([older], said(name="甲园区", grade="B")).outcome is Outcome.CORRECTED
    assert change_of([older], said("丙", name="甲园区", grade="B")).outcome is Outcome.PROPOSED


def test_another_source_that_disagrees_is_put_aside() -> None:
    known, other = said(name="甲园区", grade="A"), said("乙台账", name="甲园区", grade="B")
    change = change_of([known], other)
    assert (change.outcome, change.contested) == (Outcome.PROPOSED, ("grade",))
    assert not change.record


def test_a_person_who_decides_for_the_other_source_corrects() -> None:
    known, other = said(name="甲园区", grade="A"), said("乙台账", name="甲园区", grade="B")
    change = change_of([known], other, decided=True)
    assert (change.outcome, change.retract) == (Outcome.CORRECTED, (known,))
    assert change.record[0].properties["grade"] == "B"


def test_a_later_edition_of_the_same_source_corrects() -> None:
    known, later = said(name="甲园区", grade="A"), said(name="甲园区", grade="B")
    change = change_of([known], later)
    assert change.outcome is Outcome.CORRECTED
    assert change.record[0].properties["grade"] == "B"
    assert set(known.evidence) < set(change.record[0].evidence)


def test_another_name_becomes_an_alias() -> None:
    known, other = said(name="莆田艾力艾鞋服有限公司"), said("乙台账", name="艾力艾鞋服")
    change = change_of([known], other)
    assert change.record[0].properties == {
        "name": "莆田艾力艾鞋服有限公司",
        "aliases": ["艾力艾鞋服"],
    }


def test_a_name_that_goes_before_makes_the_recorded_one_an_alias() -> None:
    known = said(name="临港", aliases=["港区"])
    row = replace(said("乙台账", name="临港产业园", aliases=["临港"]), renames=True)
    change = change_of([known], row)
    assert change.outcome is Outcome.CORRECTED
    (named,) = change.record
    assert named.properties == {"name": "临港产业园", "aliases": ["港区", "临港"]}
    assert not named.renames
    assert change_of([named], row).outcome is Outcome.UNCHANGED


def test_a_later_period_ends_the_earlier_on_its_first_day() -> None:
    known = said(name="甲园区", grade="B", since="2020-01-01")
    change = change_of([known], said(name="甲园区", grade="A", since="2023-06-01"))
    ended, follower = change.record
    assert (ended.valid_from, ended.valid_to) == ("2020-01-01", "2023-06-01")
    assert (follower.valid_from, follower.valid_to) == ("2023-06-01", None)


def test_an_end_that_another_source_dates_differently_is_put_aside() -> None:
    known = said(name="一号合同", until="2025-01-01")
    other = said("乙台账", name="一号合同", until="2026-01-01")
    assert change_of([known], other).contested == ("valid_to",)


VERSIONS = st.builds(
    said,
    lineage=st.sampled_from(["甲", "乙"]),
    since=st.sampled_from([UNKNOWN_START, "2020-01-01", "2023-01-01"]),
    grade=st.sampled_from(["A", "B"]),
    name=st.just("甲园区"),
)


def settled(history: Iterable[Version]) -> list[Version]:
    held: list[Version] = []
    for incoming in history:
        held = settled_by(held, change_of(held, incoming))
    return held


def settled_by(held: list[Version], change: Change) -> list[Version]:
    left = [v for v in held if v not in change.retract]
    if change.extend is not None:
        same = change.extend.valid_from
        left = [change.extend if v.valid_from == same else v for v in left]
    return [*left, *change.record]


@pytest.mark.property
@settings(max_examples=300)
@given(st.lists(VERSIONS, max_size=6))
def test_no_day_has_two_versions(history: list[Version]) -> None:
    held = sorted(settled(history), key=lambda v: v.valid_from)
    for earlier, later in pairwise(held):
        assert earlier.valid_to is not None
        assert earlier.valid_to <= later.valid_from


@pytest.mark.property
@settings(max_examples=300)
@given(st.lists(VERSIONS, max_size=6))
def test_loading_everything_again_changes_nothing(history: list[Version]) -> None:
    held: list[Version] = []
    for incoming in history:
        change = change_of(held, incoming)
        assume(change.outcome is not Outcome.PROPOSED)  # it may be borne out later
        held = settled_by(held, change)
    assert {change_of(held, version).outcome for version in history} <= {Outcome.UNCHANGED}


@pytest.mark.property
@settings(max_examples=300)
@given(st.lists(VERSIONS, max_size=6))
def test_nothing_that_was_heard_is_lost(history: list[Version]) -> None:
    held: list[Version] = []
    for incoming in history:
        change = change_of(held, incoming)
        held = settled_by(held, change)
        heard = {e for version in held for e in version.evidence}
        assert set(incoming.evidence) <= heard or change.outcome is Outcome.PROPOSED


def test_what_begins_after_an_end_is_a_period_of_its_own() -> None:
    known = said(name="一号合同", since="2020-01-01", until="2021-01-01")
    change = change_of([known], said(name="一号合同", since="2023-01-01"))
    assert (change.outcome, change.retract) == (Outcome.ADDED, ())
    assert [(v.valid_from, v.valid_to) for v in change.record] == [("2023-01-01", None)]


def test_what_ended_before_a_period_began_does_not_touch_it() -> None:
    known = said(name="甲园区", grade="B", since="2023-01-01")
    change = change_of([known], said(name="甲园区", grade="A", until="2021-01-01"))
    assert (change.outcome, change.retract) == (Outcome.ADDED, ())
    assert [(v.valid_from, v.valid_to) for v in change.record] == [(UNKNOWN_START, "2021-01-01")]


def test_what_lasts_from_an_earlier_period_keeps_its_evidence() -> None:
    known = said(name="甲园区", address="一号路", grade="B")
    change = change_of([known], said(name="甲园区", grade="A", since="2023-06-01"))
    _, follower = change.record
    assert follower.properties["address"] == "一号路"
    assert set(known.evidence) < set(follower.evidence)


@pytest.mark.property
@settings(max_examples=300)
@given(st.lists(VERSIONS, max_size=6), VERSIONS, st.sampled_from([None, "2021-01-01"]))
def test_what_is_taken_in_is_true_from_its_first_day(
    history: list[Version], incoming: Version, until: str | None
) -> None:
    held: list[Version] = []
    for version in history:
        ending = until if version.valid_from < "2021-01-01" else None
        held = settled_by(held, change_of(held, replace(version, valid_to=ending)))
    change = change_of(held, incoming)
    assume(change.outcome in (Outcome.ADDED, Outcome.CORRECTED, Outcome.CONFIRMED))
    assume(incoming.valid_from != UNKNOWN_START)
    day = incoming.valid_from
    true = [
        v
        for v in settled_by(held, change)
        if v.valid_from <= day and (v.valid_to is None or v.valid_to > day)
    ]
    assert [v.properties["grade"] for v in true] == [incoming.properties["grade"]]


def test_what_was_decided_is_not_undone_by_the_source_that_was_wrong() -> None:
    known, other = said(name="甲园区", grade="A"), said("乙台账", name="甲园区", grade="B")
    (decided,) = change_of([known], other, decided=True).record
    again = replace(known, evidence=("later",))
    assert change_of([decided], again).outcome is Outcome.PROPOSED
    theirs = replace(said("乙台账", name="甲园区", grade="C"), evidence=("latest",))
    assert change_of([decided], theirs).outcome is Outcome.CORRECTED


def test_what_a_source_takes_for_granted_denies_nothing_that_is_known() -> None:
    known = said("重大危险源台账", name="罐区", kind="MAJOR_HAZARD_INSTALLATION")
    listed = replace(
        said("风险清单", name="罐区", kind="RISK_POINT", level="RED"), presumed=frozenset({"kind"})
    )
    change = change_of([known], listed)
    assert change.outcome is Outcome.CORRECTED
    assert change.record[0].properties == {**known.properties, "level": "RED"}


def test_a_narrower_word_replaces_a_wider_one_of_another_source() -> None:
    listed = said("风险清单", name="罐区", kind="RISK_POINT")
    known = said("重大危险源台账", name="罐区", kind="MAJOR_HAZARD_INSTALLATION")
    change = change_of([listed], known)
    assert change.outcome is Outcome.CORRECTED
    assert change.record[0].properties["kind"] == "MAJOR_HAZARD_INSTALLATION"
    assert change_of([known], listed).outcome is Outcome.PROPOSED  # stated, not taken for granted
    again = replace(listed, evidence=("风险清单:二",), valid_from="2024-01-01")
    assert change_of([change.record[0]], again).outcome is Outcome.PROPOSED
