"""What is overdue (逾期): periodic duties, days laid down, publication and filing."""

from collections.abc import Iterator
from typing import Final

from graph.evidence.calendar import later
from graph.responsibility.clause import Law, clause_of
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.rules import INSPECTION, Period, Record, Rule
from graph.responsibility.situation import Charge, Context, Situation

__all__ = ["stale", "unpublished"]

_FROM_THE_LAST: Final = (
    "自上次检查或任职之日起算，未按自然周、自然季度",
    "counted from the last inspection or from taking office, not by calendar weeks or quarters",
)


def stale(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """Yield what must be done every so often, or by a day, and is not on record as done."""
    for rule in law.of(GapKind.STALE, context):
        if rule.period is None:
            continue
        if rule.period.of == INSPECTION:
            yield from _not_inspected(situation, context, rule, rule.period)
        else:
            yield from _past(situation, context, rule, rule.period)


def _past(
    situation: Situation, context: Context, rule: Rule, period: Period
) -> Iterator[ResponsibilityGap]:
    """Yield a day of the thing itself that is past, or not on record."""
    last = context.facts.get(period.of)
    done = context.facts.get(period.done_by or "")
    if done is not None and done <= situation.day and not _before(done, last, period):
        return
    if last is None:
        if period.required:
            clause = clause_of(rule, GapKind.STALE, situation, context)
            yield clause.gap(context, rule.line, None, lacking=(period.of,))
    elif (due := _due(last, period)) < situation.day:
        clause = clause_of(rule, GapKind.STALE, situation, context)
        yield clause.gap(context, rule.line, None, since=later(due, days=1), lacking=(period.of,))


def _before(done: str, last: str | None, period: Period) -> bool:
    """Tell whether what was done was done for an earlier time, and must be done anew."""
    return period.anew and last is not None and done < last


def _not_inspected(
    situation: Situation, context: Context, rule: Rule, period: Period
) -> Iterator[ResponsibilityGap]:
    """Yield each role whose inspections of the thing are overdue, told once."""
    for role in rule.roles:
        bearing = [c for c in context.charges if c.line is rule.line and c.role is role]
        borne = [c for c in bearing if c.stands(situation.day) and not c.vacant(situation.day)]
        if not borne:
            continue
        begun = _begun(borne, situation.day)
        begun = max(begun, rule.days.start) if begun else None
        last = max(filter(None, (context.checks.get(role), begun)), default=None)
        due = _due(last, period) if last else None
        if due is None or due < situation.day:
            names = tuple(dict.fromkeys(name for charge in borne for name in charge.names))
            since = later(due, days=1) if due else None
            clause = clause_of(rule, GapKind.STALE, situation, context)
            yield clause.gap(
                context,
                rule.line,
                role,
                names=names,
                since=since,
                borne=borne,
                asked=(_FROM_THE_LAST,),
            )


def unpublished(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """Yield duties that were not published, filed or updated since somebody took them on."""
    day = situation.day
    for kind in (GapKind.UNPUBLISHED, GapKind.STALE):
        for rule in law.of(kind, context):
            if rule.record is None:
                continue
            for charge in context.charges:
                spoken_of = rule.speaks_of(charge.line, charge.role)
                if spoken_of and charge.stands(day) and not charge.vacant(day):
                    yield from _not_on_record(situation, context, (kind, rule), rule.record, charge)


def _not_on_record(
    situation: Situation,
    context: Context,
    broken: tuple[GapKind, Rule],
    record: Record,
    charge: Charge,
) -> Iterator[ResponsibilityGap]:
    kind, rule = broken
    taken = charge.borne_since(situation.day)
    begun = max(taken, rule.days.start) if taken else None
    done = charge.done.get(record.property)
    if done is None and not record.required:
        return
    if done is not None and done <= situation.day and (taken is None or done >= taken):
        return
    due = later(begun, days=record.within_days) if begun else None
    if due is None or due < situation.day:
        since = later(due, days=1) if due else None
        clause = clause_of(rule, kind, situation, context)
        yield clause.gap(
            context,
            charge.line,
            charge.role,
            names=charge.names,
            since=since,
            lacking=(record.property,),
            borne=(charge,),
        )


def _due(last: str, period: Period) -> str:
    """Return the last day on which it is still in time."""
    return later(last, days=period.days, months=period.months)


def _begun(borne: list[Charge], day: str) -> str | None:
    """Return since when a role is borne; None if a charge does not say."""
    starts = [charge.borne_since(day) for charge in borne]
    return None if None in starts else min(filter(None, starts), default=None)
