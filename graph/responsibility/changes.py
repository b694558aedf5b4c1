"""What changed in a chain (责任链变化): between two points on both clocks, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from graph.evidence import At
from graph.responsibility.causes import Cause, ChangeReason, cause_of, end_of
from graph.responsibility.chain import ResponsibilityChain
from graph.responsibility.gaps import ResponsibilityGap
from graph.responsibility.interval import Interval
from graph.responsibility.rules import Rule
from graph.responsibility.rungs import Rung
from graph.responsibility.situation import Situation
from graph.responsibility.wording import role_terms

__all__ = ["ChainChange", "ChangeKind", "changes_between", "gap_changes"]


class ChangeKind(StrEnum):
    """What happened to a rung or a gap (变化类别)."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    ALTERED = "ALTERED"
    GAP_OPENED = "GAP_OPENED"
    GAP_CLOSED = "GAP_CLOSED"


_KINDS: Final = {
    ChangeKind.ADDED: ("新增", "added"),
    ChangeKind.REMOVED: ("不再列入", "no longer there"),
    ChangeKind.ALTERED: ("有变动", "altered"),
    ChangeKind.GAP_OPENED: ("出现缺口", "gap opened"),
    ChangeKind.GAP_CLOSED: ("缺口消除", "gap closed"),
}
_EMPTIED: Final = ("原任离任后岗位空出", "post left empty")
_REASONS: Final = {
    ChangeReason.BEGAN: ("自{day}起", "since {day}"),
    ChangeReason.ENDED: ("至{day}止", "it ended on {day}"),
    ChangeReason.DONE: ("{day}已办", "it was done on {day}"),
    ChangeReason.LEARNT: ("其后补登", "it was recorded afterwards"),
    ChangeReason.CORRECTED: ("登记已更正", "the record was corrected"),
    ChangeReason.RULE_BEGAN: ("所依规则自{day}起施行", "its rule is in force since {day}"),
    ChangeReason.RULE_ENDED: ("所依规则自{day}起失效", "its rule ended on {day}"),
    ChangeReason.RECORD: ("随其他登记变动", "it follows from other changes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainChange:
    """One difference between a chain at two points (责任链变化).

    Attributes:
        kind: What happened.
        reason: Why, as far as the record tells.
        line: Line of responsibility.
        before: The rung at the first point; None if it was not there.
        after: The rung at the second point; None if it is not there.
        gap: The gap that opened or closed.
        on: Day on which it happened, where the record says.
        evidence: Ids of what says why: of the rung, or of what made the gap open or close.
        message: One sentence in Chinese.
        message_en: The same in English.
    """

    kind: ChangeKind
    reason: ChangeReason
    line: str
    before: Rung | None = None
    after: Rung | None = None
    gap: ResponsibilityGap | None = None
    on: str | None = None
    evidence: tuple[str, ...] = ()
    message: str = ""
    message_en: str = ""


def changes_between(
    before: ResponsibilityChain,
    after: ResponsibilityChain,
    points: tuple[At, At],
    rules: Iterable[Rule],
) -> tuple[ChainChange, ...]:
    """Return what differs between a chain at two points: line by line, rungs, then gaps.

    Args:
        before: The chain at the first point.
        after: The chain of the same subject at the second point, not earlier on either clock.
        points: The two points.
        rules: The law.
    """
    found = tuple(_rungs(before, after, points))
    rungs = tuple(_told(change, found) for change in found)
    situations = (before.situation, after.situation)
    return rungs + gap_changes((before.gaps, after.gaps), situations, points, rules)


def gap_changes(
    gaps: tuple[Iterable[ResponsibilityGap], Iterable[ResponsibilityGap]],
    situations: tuple[Situation, Situation],
    points: tuple[At, At],
    rules: Iterable[Rule],
) -> tuple[ChainChange, ...]:
    """Return which gaps opened and which closed between two points, in the order of either.

    A gap of which no more than the wording differs neither opened nor closed.

    Args:
        gaps: The gaps of the same things at both points.
        situations: What was on record at both.
        points: The two points; the second is not earlier on either clock.
        rules: The law.
    """
    before, after = (tuple(each) for each in gaps)
    was, are = Counter(map(_same, before)), Counter(map(_same, after))
    law = tuple(rules)
    found = (
        *((ChangeKind.GAP_OPENED, gap) for gap in _only(after, are - was)),
        *((ChangeKind.GAP_CLOSED, gap) for gap in _only(before, was - are)),
    )
    return tuple(_gap_change(kind, gap, situations, points, law) for kind, gap in found)


def _only(gaps: Iterable[ResponsibilityGap], rest: Counter[object]) -> Iterator[ResponsibilityGap]:
    """Yield gaps as often as they are left over."""
    for gap in gaps:
        if rest[_same(gap)] > 0:
            rest[_same(gap)] -= 1
            yield gap


def _rungs(
    before: ResponsibilityChain, after: ResponsibilityChain, points: tuple[At, At]
) -> Iterator[ChainChange]:
    for old_line, new_line in zip(before.lines, after.lines, strict=True):
        old, new = _keyed(old_line.rungs), _keyed(new_line.rungs)
        for key in dict.fromkeys((*old, *new)):
            change = _rung(old.get(key), new.get(key), points, after.situation)
            if change is not None:
                kind, why = change
                yield ChainChange(
                    kind=kind,
                    reason=why.reason,
                    line=old_line.line,
                    before=old.get(key),
                    after=new.get(key),
                    on=why.on,
                    evidence=why.evidence or (new.get(key) or old[key]).evidence,
                )


def _told(change: ChainChange, found: Iterable[ChainChange]) -> ChainChange:
    """Return a change of a rung with its sentence; a post that was left empty was not added."""
    left = next((other for other in found if _empties(other.before, change.after)), None)
    if change.kind is not ChangeKind.ADDED or left is None or left.after is not None:
        return _worded(change)
    cause = replace(change, reason=left.reason, on=left.on, evidence=left.evidence)
    return _worded(cause, _EMPTIED)


def _empties(old: Rung | None, new: Rung | None) -> bool:
    """Tell whether the second is the post of the first, without the person."""
    if old is None or new is None or new.post is None or new.person or not old.person:
        return False
    return (old.subject, old.role, old.post) == (new.subject, new.role, new.post)


def _rung(
    old: Rung | None, new: Rung | None, points: tuple[At, At], now: Situation
) -> tuple[ChangeKind, Cause] | None:
    first, second = points
    if old is None and new is not None:
        if new.valid_from and new.valid_from > first.as_of:
            return ChangeKind.ADDED, Cause(reason=ChangeReason.BEGAN, on=new.valid_from)
        learnt = new.recorded_at > first.known_at
        reason = ChangeReason.LEARNT if learnt else ChangeReason.RECORD
        return ChangeKind.ADDED, Cause(reason=reason)
    if new is None and old is not None:
        if old.valid_to and old.valid_to <= second.as_of:
            return ChangeKind.REMOVED, Cause(reason=ChangeReason.ENDED, on=old.valid_to)
        known = second.known_at > first.known_at
        reason = ChangeReason.CORRECTED if known else ChangeReason.RECORD
        ended = end_of(old, now, Interval(start=first.as_of, end=second.as_of))
        return ChangeKind.REMOVED, ended or Cause(reason=reason)
    if old is None or new is None or _said(old) == _said(new):
        return None
    corrected = old.recorded_at != new.recorded_at or old.evidence != new.evidence
    reason = ChangeReason.CORRECTED if corrected else ChangeReason.RECORD
    return ChangeKind.ALTERED, Cause(reason=reason)


def _same(gap: ResponsibilityGap) -> object:
    """Return what makes a gap the same one at another point."""
    return (gap.kind, gap.line, gap.role, gap.subject, gap.rule, gap.since)


def _gap_change(
    kind: ChangeKind,
    gap: ResponsibilityGap,
    situations: tuple[Situation, Situation],
    points: tuple[At, At],
    rules: tuple[Rule, ...],
) -> ChainChange:
    why = _by_law_or_day(kind, gap, points, rules) or cause_of(gap, *situations)
    why = why or Cause(reason=ChangeReason.RECORD, evidence=gap.evidence)
    return _worded(
        ChainChange(
            kind=kind,
            reason=why.reason,
            line=gap.line,
            gap=gap,
            on=why.on,
            evidence=why.evidence,
        )
    )


def _by_law_or_day(
    kind: ChangeKind, gap: ResponsibilityGap, points: tuple[At, At], rules: tuple[Rule, ...]
) -> Cause | None:
    """Return why a gap opened or closed if its rule or its own first day tells."""
    first, second = points
    days = [rule.days for rule in rules if rule.citation == gap.rule]
    starts, ends = [each.start for each in days], [each.end or "9999" for each in days]
    opened = kind is ChangeKind.GAP_OPENED
    if opened and days and min(starts) > first.as_of:
        return Cause(reason=ChangeReason.RULE_BEGAN, on=min(starts), evidence=gap.evidence)
    if not opened and days and max(ends) <= second.as_of:
        return Cause(reason=ChangeReason.RULE_ENDED, on=max(ends), evidence=gap.evidence)
    if opened and gap.since and gap.since > first.as_of:
        return Cause(reason=ChangeReason.BEGAN, on=gap.since, evidence=gap.evidence)
    return None


def _keyed(rungs: Iterable[Rung]) -> Mapping[tuple[object, ...], Rung]:
    """Return rungs by what makes each the same one at another point."""
    return {
        (
            *(rung.subject, rung.role, rung.post, rung.person),
            *(rung.organisation, rung.sector, rung.contract, rung.scope),
        ): rung
        for rung in rungs
    }


def _said(rung: Rung) -> tuple[object, ...]:
    """Return what a rung says, apart from its place and when it was recorded."""
    return (rung.valid_from, rung.valid_to, rung.basis, rung.acting, frozenset(rung.evidence))


def _worded(change: ChainChange, what: tuple[str, str] | None = None) -> ChainChange:
    rung = change.after or change.before
    role = rung.role if rung else change.gap.role if change.gap else None
    term = role_terms()[role] if role else ""
    (kind_zh, kind_en), (why_zh, why_en) = what or _KINDS[change.kind], _REASONS[change.reason]
    told = change.gap
    over = change.kind is ChangeKind.GAP_CLOSED
    was_zh, was_en = ("原缺口为", "it was that ") if over else ("", "")
    return replace(
        change,
        message=f"{term}{kind_zh}（{why_zh.format(day=change.on or '')}）"
        + (f"：{was_zh}{told.message}" if told else "。"),
        message_en=f"{(role or 'duty').replace('_', ' ').lower()} {kind_en}, "
        + why_en.format(day=change.on)
        + (f": {was_en}{told.message_en}" if told else "."),
    )
