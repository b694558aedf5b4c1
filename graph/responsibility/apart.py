"""Who must be apart (分设): posts and persons that a rule keeps single or separate."""

from collections.abc import Iterator
from typing import Literal

from graph.model.labels import DutyRole
from graph.responsibility.clause import Clause, Law, clause_of
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.rules import Rule
from graph.responsibility.situation import Charge, Context, Situation

__all__ = ["conflict", "duplicate"]


def duplicate(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """Yield what a rule wants to be single: two posts or persons in a role, two providers."""
    for rule in law.of(GapKind.DUPLICATE, context):
        for role, charges in _not_single(situation, context, rule):
            clause = clause_of(rule, GapKind.DUPLICATE, situation, context)
            yield _together(context, clause, role, charges)


def _not_single(
    situation: Situation, context: Context, rule: Rule
) -> Iterator[tuple[DutyRole, list[Charge]]]:
    if rule.single == "SCOPE":
        yield from _shared(situation, context, rule, "scope")
        return
    for role in rule.roles:
        posts: dict[str, Charge] = {}
        for charge in _standing(situation, context, rule):
            if charge.role is role and charge.own:
                posts.setdefault(charge.own.post, charge)
        if len({who for each in posts.values() for who in _bearing(each, situation.day)}) > 1:
            yield role, list(posts.values())


def conflict(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """Yield one person in what a rule keeps apart, and two authorities in one sector."""
    for rule in law.of(GapKind.CONFLICT, context):
        if rule.apart:
            yield from _on_another_line(situation, context, rule)
        if rule.differ:
            yield from _in_another_role(situation, context, rule)
        if rule.single == "SECTOR":
            for role, charges in _shared(situation, context, rule, "sector"):
                clause = clause_of(rule, GapKind.CONFLICT, situation, context)
                yield _together(context, clause, role, charges)


def _on_another_line(
    situation: Situation, context: Context, rule: Rule
) -> Iterator[ResponsibilityGap]:
    day = situation.day
    borne = [c for c in _standing(situation, context, rule) if c.persons(day)]
    around = situation.borne_around(context, frozenset(rule.apart)) if borne else ()
    for charge in borne:
        same = [other for other in around if other.persons(day) & charge.persons(day)]
        if same:
            clause = clause_of(rule, GapKind.CONFLICT, situation, context)
            yield clause.gap(
                context, charge.line, charge.role, names=charge.names, borne=(charge, *same)
            )


def _in_another_role(
    situation: Situation, context: Context, rule: Rule
) -> Iterator[ResponsibilityGap]:
    borne = [c for c in context.charges if c.role in rule.differ and c.stands(situation.day)]
    bearing: dict[DutyRole, set[str]] = {role: set() for role in rule.differ}
    for charge in borne:
        bearing[charge.role] |= charge.persons(situation.day) or _unnamed(charge)
    first, *others = bearing.values()
    if first.intersection(*others):
        clause = clause_of(rule, GapKind.CONFLICT, situation, context)
        yield _together(context, clause, rule.differ[-1], borne)


def _unnamed(charge: Charge) -> frozenset[str]:
    """Return the post of a charge where the sources name nobody for it: it is in one hand."""
    alone = charge.own is not None and not charge.own.holders
    return frozenset((charge.bearer,)) if alone and charge.bearer else frozenset()


def _bearing(charge: Charge, day: str) -> frozenset[str]:
    """Return who holds the post of a charge on a day: one person in two posts is one.

    Whoever acts counts only where nobody else holds it; where nobody is named, or several act,
    the post is one.
    """
    terms = charge.own.in_office(day) if charge.own else ()
    acting = frozenset(term.person for term in terms)
    held = frozenset(term.person for term in terms if not term.acting)
    return held or (acting if len(acting) == 1 else frozenset((charge.bearer or "",)))


def _shared(
    situation: Situation, context: Context, rule: Rule, part: Literal["sector", "scope"]
) -> Iterator[tuple[DutyRole, list[Charge]]]:
    """Yield organisations that share a named sector or scope of one thing."""
    parts: dict[str, dict[str, Charge]] = {}
    for charge in _standing(situation, context, rule):
        named = charge.sector if part == "sector" else charge.scope
        if charge.organisation and named:
            parts.setdefault(named, {}).setdefault(charge.organisation, charge)
    for sharing in parts.values():
        if len(sharing) > 1:
            yield rule.roles[0], list(sharing.values())


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
