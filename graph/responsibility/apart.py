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
    """Yield two posts in a role that a rule wants to be single, and two providers for a scope."""
    for rule in applying(rules, GapKind.DUPLICATE, situation, context):
        if rule.single == "SCOPE":
            clause = clause_of(rule, GapKind.DUPLICATE, situation, context)
            yield from _shared(situation, context, rule, clause, "scope")
            continue
        for role in rule.roles:
            posts = {
                charge.own.post: charge.own.name
                for charge in _standing(situation, context, rule)
                if charge.role is role and charge.own
            }
            if len(posts) > 1:
                clause = clause_of(rule, GapKind.DUPLICATE, situation, context)
                names = tuple(sorted(posts.values()))
                yield clause.gap(context, rule.line, role, names=names)


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
    borne = [c for c in _standing(situation, context, rule) if c.persons(situation.day)]
    elsewhere = situation.persons_on(context, frozenset(rule.apart)) if borne else frozenset()
    for charge in borne:
        if charge.persons(situation.day) & elsewhere:
            yield clause.gap(context, charge.line, charge.role, names=charge.names)


def _in_another_role(
    situation: Situation, context: Context, rule: Rule, clause: Clause
) -> Iterator[ResponsibilityGap]:
    bearing: dict[DutyRole, set[str]] = {role: set() for role in rule.differ}
    names: dict[str, None] = {}
    for charge in context.charges:
        if charge.role in bearing and charge.stands(situation.day):
            bearing[charge.role] |= charge.persons(situation.day)
            names |= dict.fromkeys(charge.names)
    first, *others = bearing.values()
    if first.intersection(*others):
        yield clause.gap(context, rule.line, rule.differ[-1], names=tuple(names))


def _shared(
    situation: Situation,
    context: Context,
    rule: Rule,
    clause: Clause,
    part: Literal["sector", "scope"],
) -> Iterator[ResponsibilityGap]:
    """Yield organisations that share a named sector or scope of one thing."""
    parts: dict[str, dict[str, str]] = {}
    for charge in _standing(situation, context, rule):
        named = charge.sector if part == "sector" else charge.scope
        if charge.organisation and named:
            parts.setdefault(named, {})[charge.organisation] = charge.name
    for sharing in parts.values():
        if len(sharing) > 1:
            yield clause.gap(
                context, rule.line, rule.roles[0], names=tuple(sorted(sharing.values()))
            )


def _standing(situation: Situation, context: Context, rule: Rule) -> Iterator[Charge]:
    """Yield the charges on a thing that a rule speaks of and that stand on the day."""
    for charge in context.charges:
        if rule.speaks_of(charge.line, charge.role) and charge.stands(situation.day):
            yield charge
