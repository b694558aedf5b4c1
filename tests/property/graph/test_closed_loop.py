"""Laws of the closed loop (隐患闭环), whatever is tried and in whatever order.

总局令第16号 第十五条: a major finding is settled in five respects before somebody is set to rectify
it (五落实: 责任、措施、资金、时限、预案). By practice (双重预防) who rectifies does not verify.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from graph.errors import CustodyError
from graph.model.labels import Act, FindingStatus, Severity
from graph.responsibility.loop import (
    STEPS,
    Verdict,
    assigned,
    rectified,
    refuse_same,
    reported,
    verified,
)
from graph.responsibility.refusals import InputRefusedError, NotAllowedError
from graph.responsibility.rulebook import rulebook, rulebook_with

pytestmark = pytest.mark.property

RULES = rulebook()
FIRST = date(2024, 3, 1)
PEOPLE = ("王工", "李工", "张工")
ELEMENTS = ("treatment", "funding", "deadline", "plan")

people = st.sampled_from(PEOPLE)
texts = st.sampled_from([None, "已落实"])
days = st.integers(0, 30).map(lambda k: (FIRST + timedelta(days=k)).isoformat())
elements = st.fixed_dictionaries(
    {"treatment": texts, "funding": texts, "plan": texts, "deadline": st.none() | days}
)
steps = st.one_of(
    st.tuples(st.just("assign"), elements, days),
    st.tuples(st.just("rectify"), people, days),
    st.tuples(st.just("verify"), st.tuples(st.sampled_from(Verdict), people), days),
)
severities = st.sampled_from([None, *Severity])


def tried(said: Mapping[str, Any], step: Any) -> dict[str, Any]:
    """Return what a step leaves; a refused one leaves what was."""
    kind, what, day = step
    try:
        if kind == "assign":
            changed = assigned(said, what, day=day, rules=RULES)
        elif kind == "rectify":
            changed = rectified(said, by=what, how=None, day=day)
        else:
            changed = verified(said, what[0], by=what[1], fixers=(), day=day, rules=RULES)
    except CustodyError:
        return dict(said)
    return {name: value for name, value in {**said, **changed}.items() if value is not None}


def beginning(severity: Severity | None) -> dict[str, Any]:
    given = {"name": "法兰渗漏", "severity": severity and severity.value}
    return reported(given, day=FIRST.isoformat())


@given(severities, st.lists(steps, max_size=25))
def test_any_sequence_keeps_the_laws(severity: Severity | None, sequence: list[Any]) -> None:
    said = beginning(severity)
    ways = {(start, end) for starts, end in STEPS.values() for start in starts}
    for step in sequence:
        before, said = said, tried(said, step)
        was, status = FindingStatus(before["status"]), FindingStatus(said["status"])
        assert was is status or (was, status) in ways
        if was is FindingStatus.CLOSED:
            assert said == before
        if status is not FindingStatus.REPORTED:
            assert said["deadline"]
            assert severity is not Severity.MAJOR or all(said.get(name) for name in ELEMENTS)
        done = status in {FindingStatus.RECTIFIED, FindingStatus.VERIFIED, FindingStatus.CLOSED}
        assert done == ("rectified_by" in said)
        checked = status in {FindingStatus.VERIFIED, FindingStatus.CLOSED}
        assert checked == ("verified_by" in said)
        assert not checked or said["verified_by"] != said["rectified_by"]
        assert (status is FindingStatus.CLOSED) == ("closed_on" in said)


@given(people, people, st.sampled_from(Verdict), st.sets(people))
def test_who_rectified_or_is_set_to_never_verifies(
    fixer: str, other: str, verdict: Verdict, fixers: set[str]
) -> None:
    said = {**beginning(None), "status": "RECTIFIED", "rectified_by": fixer}
    if other == fixer or other in fixers:
        with pytest.raises(NotAllowedError, match="整改与验收") as refused:
            verified(said, verdict, by=f" {other}", fixers=fixers, day="2024-03-09", rules=RULES)
        assert refused.value.rule is not None
        assert refused.value.rule.instrument == "双重预防工作惯例"
        assert not refused.value.rule.verified
    else:
        changed = verified(said, verdict, by=other, fixers=fixers, day="2024-03-09", rules=RULES)
        assert changed["status"] == STEPS[verdict][1]


def test_each_of_the_five_respects_is_asked_for_by_name() -> None:
    said = beginning(Severity.MAJOR)
    settled = dict.fromkeys(("treatment", "funding", "plan"), "已落实")
    settled["deadline"] = "2024-04-01"
    assert assigned(said, settled, day="2024-03-02", rules=RULES)["status"] == "ASSIGNED"
    for name in ("treatment", "funding", "plan"):
        with pytest.raises(InputRefusedError, match="五落实") as refused:
            assigned(said, {**settled, name: None}, day="2024-03-02", rules=RULES)
        assert refused.value.field == name
        assert str(refused.value.rule) == "总局令第16号 第十五条"
    with pytest.raises(InputRefusedError, match="整改期限"):
        assigned(said, {**settled, "deadline": None}, day="2024-03-02", rules=RULES)
    with pytest.raises(InputRefusedError, match="2024-03-02"):
        assigned(said, {**settled, "deadline": "2024-03-01"}, day="2024-03-02", rules=RULES)


def test_a_general_finding_needs_a_deadline_alone() -> None:
    said = beginning(Severity.GENERAL)
    assert (
        assigned(said, {"deadline": "2024-04-01"}, day="2024-03-02", rules=RULES)["status"]
        == "ASSIGNED"
    )


def test_what_was_settled_before_need_not_be_said_again() -> None:
    said = {**beginning(Severity.MAJOR), **dict.fromkeys(ELEMENTS, "2024-05-01")}
    assert assigned(said, {}, day="2024-03-02", rules=RULES) == {"status": "ASSIGNED"}


def test_a_refusal_says_where_the_finding_stands_and_where_it_must() -> None:
    with pytest.raises(NotAllowedError) as refused:
        verified(
            beginning(None), Verdict.CLOSE, by="王工", fixers=(), day="2024-03-02", rules=RULES
        )
    assert refused.value.state == "REPORTED"
    assert refused.value.allowed == ("RECTIFIED", "VERIFIED")
    assert "已上报" in refused.value.zh
    assert "已整改或已验收" in refused.value.zh


def test_sent_back_it_can_be_rectified_again_by_another() -> None:
    said = {
        **beginning(None),
        "status": "RECTIFIED",
        "rectified_by": "王工",
        "deadline": "2024-04-01",
    }
    back = tried(said, ("verify", (Verdict.RETURN, "李工"), "2024-03-05"))
    assert back["status"] == "ASSIGNED"
    again = tried(back, ("rectify", "李工", "2024-03-06"))
    closed = tried(again, ("verify", (Verdict.CLOSE, "王工"), "2024-03-07"))
    assert (closed["status"], closed["closed_on"]) == ("CLOSED", "2024-03-07")


@pytest.mark.parametrize("step", [Act.ASSIGN_FINDING, Act.RECTIFY_FINDING, *Verdict])
def test_nothing_leads_out_of_closed(step: Act | Verdict) -> None:
    assert FindingStatus.CLOSED not in STEPS[step][0]


def test_nobody_is_set_to_verify_what_they_are_set_to_rectify() -> None:
    refuse_same({"王工"}, {"李工"}, {}, "2024-03-02", RULES)
    with pytest.raises(NotAllowedError):
        refuse_same({"王工", "李工"}, {"李 工"}, {"name": "渗漏"}, "2024-03-02", RULES)


def test_a_district_s_own_rule_binds_the_loop_too(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'instrument = "总局令第16号"\n[[rule]]\nid = "own/funding"\nclause = ""\nverified = false\n'
        'applies_to = ["Finding"]\nline = "ENTERPRISE"\ngaps = ["MISSING"]\nwanted = ["funding"]\n',
        encoding="utf-8",
    )
    given = {"deadline": "2024-04-01"}
    assert assigned(beginning(None), given, day="2024-03-02", rules=RULES)
    with pytest.raises(InputRefusedError) as refused:
        assigned(beginning(None), given, day="2024-03-02", rules=rulebook_with(tmp_path))
    assert refused.value.field == "funding"
    assert refused.value.zh
