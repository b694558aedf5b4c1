"""What changed in a chain (责任链变化): between two points on both clocks, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from graph.evidence import At
from graph.responsibility.chain import ResponsibilityChain
from graph.responsibility.gaps import ResponsibilityGap
from graph.responsibility.rules import Rule
from graph.responsibility.rungs import Rung
from graph.responsibility.wording import role_terms

__all__ = ["ChainChange", "ChangeKind", "ChangeReason", "changes_between", "gap_changes"]


class ChangeKind(StrEnum):
    """What happened to a rung or a gap (变化类别)."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    ALTERED = "ALTERED"
    GAP_OPENED = "GAP_OPENED"
    GAP_CLOSED = "GAP_CLOSED"


class ChangeReason(StrEnum):
    """Why it did, as far as the record tells (变化原因).

    - BEGAN (起始): it is true since a day between the two.
    - ENDED (终止): it is no longer true since a day between the two.
    - LEARNT (补登): it was recorded between the two, of days before them.
    - CORRECTED (更正): what was recorded before was retracted or completed between the two.
    - RULE_BEGAN (规则施行), RULE_ENDED (规则失效): the law changed between the two.
    - RECORD (登记变动): it follows from other changes of the record.
    """

    BEGAN = "BEGAN"
    ENDED = "ENDED"
    LEARNT = "LEARNT"
    CORRECTED = "CORRECTED"
    RULE_BEGAN = "RULE_BEGAN"
    RULE_ENDED = "RULE_ENDED"
    RECORD = "RECORD"


_KINDS: Final = {
    ChangeKind.ADDED: ("新增", "added"),
    ChangeKind.REMOVED: ("不再有", "no longer there"),
    ChangeKind.ALTERED: ("有变动", "altered"),
    ChangeKind.GAP_OPENED: ("出现缺口", "gap opened"),
    ChangeKind.GAP_CLOSED: ("缺口消除", "gap closed"),
}
_REASONS: Final = {
    ChangeReason.BEGAN: ("自{day}起", "since {day}"),
    ChangeReason.ENDED: ("至{day}止", "it ended on {day}"),
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
    rungs = tuple(_worded(change) for change in _rungs(before, after, points))
    return rungs + gap_changes(before.gaps, after.gaps, points, rules)


def gap_changes(
    before: Iterable[ResponsibilityGap],
    after: Iterable[ResponsibilityGap],
    points: tuple[At, At],
    rules: Iterable[Rule],
) -> tuple[ChainChange, ...]:
    """Return which gaps opened and which closed between two points, in the order of either.

    Args:
        before: The gaps at the first point.
        after: The gaps of the same things at the second point, not earlier on either clock.
        points: The two points.
        rules: The law.
    """
    found = _gaps(tuple(before), tuple(after), points, tuple(rules))
    return tuple(_worded(change) for change in found)


def _rungs(
    before: ResponsibilityChain, after: ResponsibilityChain, points: tuple[At, At]
) -> Iterator[ChainChange]:
    for old_line, new_line in zip(before.lines, after.lines, strict=True):
        old, new = _keyed(old_line.rungs), _keyed(new_line.rungs)
        for key in dict.fromkeys((*old, *new)):
            change = _rung(old.get(key), new.get(key), points)
            if change is not None:
                kind, reason, day = change
                yield ChainChange(
                    kind=kind,
                    reason=reason,
                    line=old_line.line,
                    before=old.get(key),
                    after=new.get(key),
                    on=day,
                )


def _rung(
    old: Rung | None, new: Rung | None, points: tuple[At, At]
) -> tuple[ChangeKind, ChangeReason, str | None] | None:
    first, second = points
    if old is None and new is not None:
        if new.valid_from and new.valid_from > first.as_of:
            return ChangeKind.ADDED, ChangeReason.BEGAN, new.valid_from
        learnt = new.recorded_at > first.known_at
        return ChangeKind.ADDED, ChangeReason.LEARNT if learnt else ChangeReason.RECORD, None
    if new is None and old is not None:
        if old.valid_to and old.valid_to <= second.as_of:
            return ChangeKind.REMOVED, ChangeReason.ENDED, old.valid_to
        known = second.known_at > first.known_at
        return ChangeKind.REMOVED, ChangeReason.CORRECTED if known else ChangeReason.RECORD, None
    if old is None or new is None or _said(old) == _said(new):
        return None
    corrected = old.recorded_at != new.recorded_at or old.evidence != new.evidence
    return ChangeKind.ALTERED, ChangeReason.CORRECTED if corrected else ChangeReason.RECORD, None


def _gaps(
    before: tuple[ResponsibilityGap, ...],
    after: tuple[ResponsibilityGap, ...],
    points: tuple[At, At],
    rules: tuple[Rule, ...],
) -> Iterator[ChainChange]:
    was, are = frozenset(before), frozenset(after)
    for gap in after:
        if gap not in was:
            reason, day = _opened(gap, points, rules)
            kind = ChangeKind.GAP_OPENED
            yield ChainChange(kind=kind, reason=reason, line=gap.line, gap=gap, on=day)
    for gap in before:
        if gap not in are:
            reason, day = _closed(gap, points, rules)
            kind = ChangeKind.GAP_CLOSED
            yield ChainChange(kind=kind, reason=reason, line=gap.line, gap=gap, on=day)


def _opened(
    gap: ResponsibilityGap, points: tuple[At, At], rules: tuple[Rule, ...]
) -> tuple[ChangeReason, str | None]:
    first, _ = points
    starts = [rule.days.start for rule in rules if rule.citation == gap.rule]
    if starts and min(starts) > first.as_of:
        return ChangeReason.RULE_BEGAN, min(starts)
    if gap.since and gap.since > first.as_of:
        return ChangeReason.BEGAN, gap.since
    return ChangeReason.RECORD, None


def _closed(
    gap: ResponsibilityGap, points: tuple[At, At], rules: tuple[Rule, ...]
) -> tuple[ChangeReason, str | None]:
    _, second = points
    ends = [rule.days.end for rule in rules if rule.citation == gap.rule]
    known = [end for end in ends if end is not None]
    if known and len(known) == len(ends) and max(known) <= second.as_of:
        return ChangeReason.RULE_ENDED, max(known)
    return ChangeReason.RECORD, None


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


def _worded(change: ChainChange) -> ChainChange:
    rung = change.after or change.before
    role = rung.role if rung else change.gap.role if change.gap else None
    term = role_terms()[role] if role else ""
    (kind_zh, kind_en), (why_zh, why_en) = _KINDS[change.kind], _REASONS[change.reason]
    told = change.gap
    return replace(
        change,
        message=f"{kind_zh}{term}（{why_zh.format(day=change.on)}）"
        + (f"：{told.message}" if told else "。"),
        message_en=f"{(role or 'duty').replace('_', ' ').lower()} {kind_en}, "
        + why_en.format(day=change.on)
        + (f": {told.message_en}" if told else "."),
    )
