"""Who must be apart (分设): posts and persons that a rule keeps single or separate."""

from collections.abc import Iterator
from typing import Literal

from graph.model.labels import DutyRole
from graph.responsibility.clause import Clause, applying, clause_of
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.rules import Rule
from graph.responsibility.situation import Charge, Context, Situation

__all__ = ["conflict", "duplicate"]


def duplicate(
    situation: Situation, context: Context, rules: tuple[Rule, ...]
) -> Iterator[ResponsibilityGap]:
    """Yield what a rule wants to be single: two posts or persons in a role, two providers."""
    for rule in applying(rules, GapKind.DUPLICATE, situation, context):
        clause = clause_of(rule, GapKind.DUPLICATE, situation, context)
        if rule.single == "SCOPE":
            yield from _shared(situation, context, rule, clause, "scope")
            continue
        for role in rule.roles:
            posts: dict[str, Charge] = {}
            for charge in _standing(situation, context, rule):
                if charge.role is role and charge.own:
                    posts.setdefault(charge.own.post, charge)
            if len(posts) > 1 or any(_several(each, situation.day) for each in posts.values()):
                yield _together(context, clause, role, list(posts.values()))


def conflict(
    situation: Situation, context: Context, rules: tuple[Rule, ...]
) -> Iterator[ResponsibilityGap]:
    """Yield one person in what a rule keeps apart, and two authorities in one sector."""
    for rule in applying(rules, GapKind.CONFLICT, situation, context):
        clause = clause_of(rule, GapKind.CONFLICT, situation, context)
        if rule.apart:
            yield from _on_another_line(situation, context, rule, clause)
        if rule.differ:
            yield from _in_another_role(situation, context, rule, clause)
        if rule.single == "SECTOR":
            yield from _shared(situation, context, rule, clause, "sector")


def _on_another_line(
    situation: Situation, context: Context, rule: Rule, clause: Clause
) -> Iterator[ResponsibilityGap]:
    day = situation.day
    borne = [c for c in _standing(situation, context, rule) if c.persons(day)]
    around = situation.borne_around(context, frozenset(rule.apart)) if borne else ()
    for charge in borne:
        same = [other for other in around if other.persons(day) & charge.persons(day)]
        if same:
            yield clause.gap(
                context, charge.line, charge.role, names=charge.names, borne=(charge, *same)
            )


def _in_another_role(
    situation: Situation, context: Context, rule: Rule, clause: Clause
) -> Iterator[ResponsibilityGap]:
    borne = [c for c in context.charges if c.role in rule.differ and c.stands(situation.day)]
    bearing: dict[DutyRole, set[str]] = {role: set() for role in rule.differ}
    for charge in borne:
        bearing[charge.role] |= charge.persons(situation.day)
    first, *others = bearing.values()
    if first.intersection(*others):
        yield _together(context, clause, rule.differ[-1], borne)


def _several(charge: Charge, day: str) -> bool:
    """Tell whether several hold the post of a charge on a day, whoever acts for them apart."""
    terms = charge.own.in_office(day) if charge.own else ()
    return len({term.person for term in terms if not term.acting}) > 1


def _shared(
    situation: Situation,
    context: Context,
    rule: Rule,
    clause: Clause,
    part: Literal["sector", "scope"],
) -> Iterator[ResponsibilityGap]:
    """Yield organisations that share a named sector or scope of one thing."""
    parts: dict[str, dict[str, Charge]] = {}
    for charge in _standing(situation, context, rule):
        named = charge.sector if part == "sector" else charge.scope
        if charge.organisation and named:
            parts.setdefault(named, {}).setdefault(charge.organisation, charge)
    for sharing in parts.values():
        if len(sharing) > 1:
            yield _together(context, clause, rule.roles[0], list(sharing.values()))


def _together(
    context: Context, clause: Clause, role: DutyRole, charges: list[Charge]
) -> ResponsibilityGap:
    """Return the gap that charges make together."""
    names = tuple(sorted({name for charge in charges for name in charge.names}))
    return clause.gap(context, charges[0].line, role, names=names, borne=charges)


def _standing(situation: Situation, context: Context, rule: Rule) -> Iterator[Charge]:
    """Yield the charges on a thing that a rule speaks of and that stand on the day."""
    for charge in context.charges:
        if rule.speaks_of(charge.line, charge.role) and charge.stands(situation.day):
            yield charge
