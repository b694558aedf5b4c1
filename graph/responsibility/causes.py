"""What made a gap open or close (缺口变化的原因): looked up in the record at both points."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.interval import Interval
from graph.responsibility.rungs import Rung
from graph.responsibility.situation import Charge, Context, Situation

__all__ = ["Cause", "ChangeReason", "cause_of", "end_of"]


class ChangeReason(StrEnum):
    """Why something changed, as far as the record tells (变化原因).

    - BEGAN (起始): it is true since a day between the two.
    - ENDED (终止): it is no longer true since a day between the two.
    - DONE (办结): what was due is on record as done, on that day where one is told.
    - LEARNT (补登): it was recorded between the two, of days before them.
    - CORRECTED (更正): what was recorded before was retracted or completed between the two.
    - RULE_BEGAN (规则施行), RULE_ENDED (规则失效): the law changed between the two.
    - RECORD (登记变动): it follows from other changes of the record.
    """

    BEGAN = "BEGAN"
    ENDED = "ENDED"
    DONE = "DONE"
    LEARNT = "LEARNT"
    CORRECTED = "CORRECTED"
    RULE_BEGAN = "RULE_BEGAN"
    RULE_ENDED = "RULE_ENDED"
    RECORD = "RECORD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why something changed, since when, and what says so (变化原因及依据)."""

    reason: ChangeReason
    on: str | None = None
    evidence: tuple[str, ...] = ()


_EVERY_LINE: Final = frozenset((GapKind.CONFLICT, GapKind.OVERLOADED))
"""Kinds that a duty on another line or in another role may give rise to."""


def cause_of(gap: ResponsibilityGap, first: Situation, second: Situation) -> Cause | None:
    """Return what happened to the duties that a gap speaks of, or to the thing itself.

    Something that happened on a day between the two points comes before what was recorded
    between them, and the latest of those before the others.

    Args:
        gap: A gap that is there at one of two points, and not at the other.
        first: What was on record around its subject at the first point.
        second: The same at the second point.
    """
    was, are = (_around(gap, situation) for situation in (first, second))
    days = Interval(start=first.day, end=second.day)
    found = [
        cause
        for thing in dict.fromkeys((*was, *are))
        for cause in _events(gap, was.get(thing), are.get(thing), days)
    ]
    return max(found, key=lambda cause: cause.on or "", default=None)


def end_of(rung: Rung, now: Situation, days: Interval) -> Cause | None:
    """Return that what makes a rung ended between two days, as is known at the second point.

    Who left is often recorded after the day: the record was then completed, and not wrong.

    Args:
        rung: A rung that is there at the first point, and not at the second.
        now: What is on record around its subject at the second point.
        days: The two days.
    """
    borne = [c for each in now.contexts if each.id == rung.subject for c in each.charges]
    terms = [term for charge in borne for term in _terms(rung, charge)]
    ends = [(end, said) for end, said in terms if end is not None and _inside(end, days)]
    if not ends:
        return None
    end, said = min(ends)
    return Cause(reason=ChangeReason.ENDED, on=end, evidence=said)


def _terms(rung: Rung, charge: Charge) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Yield when what makes a rung ends: the charge that it tells of, who held its post."""
    named = (charge.role, charge.sector, charge.contract, charge.scope)
    if named != (rung.role, rung.sector, rung.contract, rung.scope):
        return
    post = next((place for place in charge.places if place.post == rung.post), None)
    if charge.bearer == rung.post and charge.organisation in {None, rung.organisation}:
        yield charge.days.end, charge.evidence
    for term in post.holders if post else ():
        if term.person == rung.person:
            yield term.days.end, term.evidence


def _around(gap: ResponsibilityGap, situation: Situation) -> Mapping[str, Context]:
    subject = next((c for c in situation.contexts if c.id == gap.subject), None)
    return {each.id: each for each in situation.above(subject)} if subject else {}


def _events(
    gap: ResponsibilityGap, before: Context | None, after: Context | None, days: Interval
) -> Iterator[Cause]:
    thing = after or before
    if thing is None:
        return
    old, new = (_charges(gap, context) for context in (before, after))
    for key in dict.fromkeys((*old, *new)):
        yield from _of_charge(old.get(key), new.get(key), days)
    if thing.id != gap.subject:
        return
    if after and gap.role and (last := after.checks.get(gap.role)):
        told = before.checks.get(gap.role) if before else None
        if last != told or _inside(last, days):
            yield Cause(reason=ChangeReason.DONE, on=last)
    if gap.role is None:
        yield from _of_facts(before, after, days)


def _charges(gap: ResponsibilityGap, context: Context | None) -> dict[object, Charge]:
    """Return the charges that bear on a gap, by what makes each the same at another point."""
    every = gap.kind in _EVERY_LINE
    return {
        (c.role, c.bearer, c.organisation, c.sector, c.contract, c.scope, c.days.start): c
        for c in (context.charges if context else ())
        if every or (c.line == gap.line and gap.role in {None, c.role})
    }


def _of_charge(old: Charge | None, new: Charge | None, days: Interval) -> Iterator[Cause]:
    said = new or old
    if said is None:
        return
    if old is None or new is None:
        reason = ChangeReason.LEARNT if old is None else ChangeReason.CORRECTED
        yield Cause(reason=reason, evidence=said.rests_on)
    elif old != new:
        new_words = tuple(each for each in new.rests_on if each not in old.rests_on)
        yield Cause(reason=ChangeReason.CORRECTED, evidence=new_words or new.rests_on)
    if new is not None:
        yield from _of_term(new.days, new.evidence, days)
        for term in new.own.holders if new.own else ():
            yield from _of_term(term.days, term.evidence, days)
        for day in new.done.values():
            if _inside(day, days) or (old is not None and day not in old.done.values()):
                yield Cause(reason=ChangeReason.DONE, on=day, evidence=new.evidence)


def _of_term(term: Interval, evidence: Iterable[str], days: Interval) -> Iterator[Cause]:
    for day, reason in ((term.start, ChangeReason.BEGAN), (term.end, ChangeReason.ENDED)):
        if day and _inside(day, days):
            yield Cause(reason=reason, on=day, evidence=tuple(evidence))


def _of_facts(before: Context | None, after: Context | None, days: Interval) -> Iterator[Cause]:
    """Yield what is said of the thing itself otherwise, or of a day between the two."""
    old, new = (dict(each.facts) if each else {} for each in (before, after))
    for name, value in new.items():
        if name.endswith("_on") and (_inside(value, days) or value != old.get(name)):
            yield Cause(
                reason=ChangeReason.DONE, on=value, evidence=after.evidence if after else ()
            )
    if old != new and after is not None:
        yield Cause(reason=ChangeReason.CORRECTED, evidence=after.evidence)


def _inside(day: str, days: Interval) -> bool:
    """Tell whether a day is after the first of two, and not after the second."""
    return days.start < day <= (days.end or day)
