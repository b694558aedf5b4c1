"""The closed loop of a finding (隐患闭环): from report to close, as data and pure functions.

A step is given what is recorded of the finding and returns what it changes, or refuses. What a
finding must have before somebody is set to rectify it, and who may not verify, is law or practice
and comes from the rules (``rules/findings_2008.toml``, ``rules/dual_prevention.toml``).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from graph.model.identity import normalised
from graph.model.labels import Act, DutyRole, FindingStatus, Label
from graph.responsibility.gaps import GapKind
from graph.responsibility.refusals import InputRefusedError, NotAllowedError
from graph.responsibility.rules import Rule
from graph.responsibility.situation import Context, Situation
from graph.responsibility.wording import default_messages, worded

__all__ = [
    "GOVERNED",
    "STEPS",
    "Verdict",
    "assigned",
    "rectified",
    "refuse_same",
    "reported",
    "verified",
]

Said = Mapping[str, Any]
_UNNAMED: Final = "***"
"""Stands for the name of a person in what is told to whoever may not see it."""
Status = FindingStatus


class Verdict(StrEnum):
    """What whoever verifies a rectification finds (验收结论).

    - CLOSE (通过并销号): it is done, and the finding is closed.
    - PASS (通过): it is done; closing it is left to somebody else.
    - RETURN (退回): it is not done, and goes back to whoever rectifies it.
    """

    CLOSE = "CLOSE"
    PASS = "PASS"  # noqa: S105 - a verdict, no password
    RETURN = "RETURN"


STEPS: Final[Mapping[Act | Verdict, tuple[frozenset[Status], Status]]] = MappingProxyType(
    {
        Act.ASSIGN_FINDING: (frozenset({Status.REPORTED, Status.ASSIGNED}), Status.ASSIGNED),
        Act.RECTIFY_FINDING: (frozenset({Status.ASSIGNED}), Status.RECTIFIED),
        Verdict.RETURN: (frozenset({Status.RECTIFIED}), Status.ASSIGNED),
        Verdict.PASS: (frozenset({Status.RECTIFIED}), Status.VERIFIED),
        Verdict.CLOSE: (frozenset({Status.RECTIFIED, Status.VERIFIED}), Status.CLOSED),
    }
)
"""From where to where each step leads; nothing leads out of CLOSED."""

GOVERNED: Final = frozenset(
    {
        *("status", "rectified_on", "rectified_by", "rectification"),
        *("verified_on", "verified_by", "closed_on"),
    }
)
"""Properties that only the steps of the loop may change."""

_WORDS: Final[Mapping[Act | Verdict, tuple[str, str]]] = MappingProxyType(
    {
        Act.ASSIGN_FINDING: ("分派", "assigned"),
        Act.RECTIFY_FINDING: ("登记整改完成", "reported as rectified"),
        Verdict.RETURN: ("退回整改", "sent back"),
        Verdict.PASS: ("验收", "verified"),
        Verdict.CLOSE: ("销号", "closed"),
    }
)
_STATES: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.REPORTED: "已上报",
        Status.ASSIGNED: "已分派",
        Status.RECTIFIED: "已整改",
        Status.VERIFIED: "已验收",
        Status.CLOSED: "已销号",
    }
)


def reported(given: Said, *, day: str) -> dict[str, Any]:
    """Return what is recorded of a finding that is reported as found on a day.

    Raises:
        InputRefusedError: If its deadline is before that day.
    """
    said = {name: value for name, value in given.items() if value is not None}
    _deadline_from(said.get("deadline"), day)
    return {**said, "status": Status.REPORTED.value, "found_on": day}


def assigned(said: Said, given: Said, *, day: str, rules: Sequence[Rule]) -> dict[str, Any]:
    """Return what assigning a finding changes; the rectifier is a duty, and so no part of it.

    Args:
        said: What is recorded of it.
        given: Deadline, treatment, funding and plan, as far as they are given now.
        day: Day of the assignment.
        rules: Rules of responsibility.

    Raises:
        NotAllowedError: If it has been rectified, or closed.
        InputRefusedError: If it has no deadline, or a rule wants something else on record.
    """
    changed = _stepped(said, Act.ASSIGN_FINDING)
    changed |= {name: value for name, value in given.items() if value is not None}
    settled = {**said, **changed}
    if settled.get("deadline") is None:
        raise InputRefusedError("deadline", None, ("整改期限", "the day of the deadline"))
    if "deadline" in changed:
        _deadline_from(changed["deadline"], day)
    for rule, lacking in _demanded(settled, day, rules):
        text = rule.messages.get(GapKind.MISSING) or default_messages()[GapKind.MISSING]
        name = str(settled.get("name", ""))
        sentence = worded(text, rule=rule.citation, subject=name, lacking=lacking)
        raise InputRefusedError(
            lacking[0],
            None,
            ("五落实的内容", "what the rule wants settled"),
            said=sentence,
            rule=rule.citation,
        )
    return changed


def rectified(said: Said, *, by: str, how: str | None, day: str) -> dict[str, Any]:
    """Return what it changes that a finding was rectified on a day, in time or late.

    Raises:
        NotAllowedError: If it is not assigned.
    """
    changed = _stepped(said, Act.RECTIFY_FINDING)
    return {**changed, "rectified_on": day, "rectified_by": by, "rectification": how}


def verified(
    said: Said,
    verdict: Verdict,
    *,
    by: str,
    fixers: Collection[str],
    day: str,
    rules: Sequence[Rule],
    named: bool = True,
) -> dict[str, Any]:
    """Return what verifying a rectification changes.

    Args:
        said: What is recorded of the finding.
        verdict: What was found.
        by: Name of who verifies.
        fixers: Names of those who are set to rectify it; who did is on record.
        day: Day of the verification.
        rules: Rules of responsibility.
        named: Whether a refusal may name persons.

    Raises:
        NotAllowedError: If it is not rectified, or if who verifies rectified it.
    """
    changed = _stepped(said, verdict)
    done_by = {*fixers, *filter(None, [said.get("rectified_by")])}
    refuse_same({by}, done_by, said, day, rules, named=named)
    if verdict is Verdict.RETURN:
        return {**changed, "rectified_on": None, "rectified_by": None, "rectification": None}
    if said.get("verified_by") is None:
        changed |= {"verified_on": day, "verified_by": by}
    return changed | ({"closed_on": day} if verdict is Verdict.CLOSE else {})


def refuse_same(
    verifiers: Collection[str],
    fixers: Collection[str],
    said: Said,
    day: str,
    rules: Sequence[Rule],
    *,
    named: bool = True,
) -> None:
    """See that nobody verifies what they rectified; persons by name, or by id.

    Args:
        verifiers: Those on one side.
        fixers: Those on the other.
        said: What is recorded of the finding.
        day: Day on which the rules must be in force.
        rules: Rules of responsibility.
        named: Whether the refusal may name them.

    Raises:
        NotAllowedError: If somebody does; it cites the rule.
    """
    same = {normalised(each) for each in verifiers} & {normalised(each) for each in fixers}
    rule = next((rule for rule in _binding(said, day, rules) if _keeps_apart(rule)), None)
    if same and rule is not None:
        zh, en = worded(
            rule.messages.get(GapKind.CONFLICT) or default_messages()[GapKind.CONFLICT],
            rule=rule.citation,
            subject=str(said.get("name", "")),
            posts=tuple(sorted(same)) if named else (_UNNAMED,),
        )
        raise NotAllowedError(zh, en, state=said.get("status"), rule=rule.citation)


def _stepped(said: Said, step: Act | Verdict) -> dict[str, Any]:
    """Return the status that a step leads to; a finding without one is on record as found."""
    allowed, reached = STEPS[step]
    status = Status(said.get("status") or Status.REPORTED)
    if status not in allowed:
        zh, en = _WORDS[step]
        states = [each for each in Status if each in allowed]
        wanted = "或".join(_STATES[each] for each in states)
        raise NotAllowedError(
            f"该隐患{_STATES[status]}，不能{zh}：{wanted}的才可以。",
            f"the finding is {status}; only one that is {' or '.join(states)} can be {en}.",
            state=status,
            allowed=states,
        )
    return {"status": reached.value}


def _demanded(
    said: Said, day: str, rules: Sequence[Rule]
) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Yield the rules that want more on record of a finding, and what."""
    for rule in _binding(said, day, rules):
        lacking = tuple(name for name in rule.wanted if not said.get(name))
        if lacking and GapKind.MISSING in rule.gaps:
            yield rule, lacking


def _binding(said: Said, day: str, rules: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the rules on findings that apply for what is said of the finding itself.

    Whether a rule applies that asks about something else is told by the gaps.
    """
    finding = Context(
        id="",
        type=Label.FINDING,
        name=str(said.get("name", "")),
        step=0,
        facts=said,
        within=(),
        charges=(),
    )
    situation = Situation(subject="", day=day, contexts=(finding,))
    for rule in rules:
        if Label.FINDING in rule.applies_to and rule.applies(situation, finding):
            yield rule


def _keeps_apart(rule: Rule) -> bool:
    return {DutyRole.RECTIFIER, DutyRole.VERIFIER} <= set(rule.differ)


def _deadline_from(deadline: str | None, day: str) -> None:
    if deadline is not None and deadline < day:
        expected = (f"不早于 {day} 的日期", f"a day not before {day}")
        raise InputRefusedError("deadline", deadline, expected)
