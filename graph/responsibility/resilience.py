"""Resilience (责任韧性): what a departure orphans, and what the record alone does not say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.evidence import Citation
from graph.model.labels import DutyRole, Line
from graph.responsibility.clause import Clause, Law, breached
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.rules import Rule
from graph.responsibility.situation import Charge, Context, Place, Situation

__all__ = ["SinglePoint", "orphaned_by", "reporting_cycles", "single_points", "spans"]

_WITHOUT_ROLE: Final = (
    "{post}的在任者离任后，{subject}的{role}无人担任，该责任线尚有他人：请先指定接任或代行人并登记。",
    (
        "if the holder of {post} left, nobody would be the {role} of {subject}, though "
        "others are on the line; name a successor or a deputy first and record it."
    ),
)
_WITHOUT_LINE: Final = (
    "{post}的在任者离任后，{subject}的{role}无人担任，该责任线再无他人：请立即指定接任或代行人并登记。",
    (
        "if the holder of {post} left, nobody would be the {role} of {subject} and nobody at all "
        "would be on its line; name a successor or a deputy now and record it."
    ),
)
_RECORDED: Final = Citation(instrument="登记的职责", title="登记的职责（非条文）", verified=False)
"""What is cited where neither a rule nor the source gives the clause of a duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePoint:
    """A person on whom alone duties rest (单点责任人).

    Attributes:
        person: Id of the person.
        posts: Ids of the posts held.
        lines_lost: Lines of things on which nobody would be left.
        roles_lost: Roles on things in which nobody would be left.
        things: Ids of the things that would lose a line, then of those that would lose a role.
    """

    person: str
    posts: tuple[str, ...]
    lines_lost: int
    roles_lost: int
    things: tuple[str, ...]


@dataclass(slots=True)
class _Losses:
    posts: set[str] = field(default_factory=set)
    lines: set[tuple[str, Line]] = field(default_factory=set)
    roles: set[tuple[str, DutyRole]] = field(default_factory=set)


def orphaned_by(
    person: str, situation: Situation, rules: Iterable[Rule]
) -> tuple[ResponsibilityGap, ...]:
    """Return what would be left without anyone if a person left on the day.

    Args:
        person: Id of the person.
        situation: The things the person answers for, and what they lie in.
        rules: The law; its clause is cited where one speaks of the duty.
    """
    law = Law(rules, situation)
    return tuple(
        _orphan(situation, context, charge, law)
        for context in situation.contexts
        for charge in _alone(situation, context)
        if person in charge.persons(situation.day)
    )


def single_points(situation: Situation, inside: frozenset[str]) -> tuple[SinglePoint, ...]:
    """Return the persons of a scope on whom alone something rests, those with most first."""
    losses: dict[str, _Losses] = defaultdict(_Losses)
    for context in situation.contexts:
        if context.id not in inside:
            continue
        for charge in _alone(situation, context):
            (person,) = charge.persons(situation.day)
            lost = losses[person]
            lost.roles.add((context.id, charge.role))
            lost.posts.add(charge.bearer or "")
            if _bearers(situation, context, charge.line) == {person}:
                lost.lines.add((context.id, charge.line))
    found = [_point(person, lost) for person, lost in losses.items()]
    return tuple(sorted(found, key=lambda p: (-p.lines_lost, -p.roles_lost, p.person)))


def reporting_cycles(reports: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return posts that report to one another in a ring, each ring once, from its least id.

    Args:
        reports: Each post with one that it reports to.
    """
    import networkx as nx  # noqa: PLC0415 - large, and only this question needs it

    graph: nx.DiGraph[str] = nx.DiGraph(list(reports))
    own = set(nx.nodes_with_selfloops(graph))
    rings = nx.strongly_connected_components(graph)
    return tuple(sorted(tuple(sorted(ring)) for ring in rings if len(ring) > 1 or ring & own))


def spans(reports: Iterable[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    """Return how many posts report to each post directly, the most first.

    Args:
        reports: Each post with one that it reports to.
    """
    counted = Counter(above for _, above in set(reports))
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _point(person: str, lost: _Losses) -> SinglePoint:
    by_line = sorted({thing for thing, _ in lost.lines})
    by_role = sorted({thing for thing, _ in lost.roles})
    return SinglePoint(
        person=person,
        posts=tuple(sorted(lost.posts)),
        lines_lost=len(lost.lines),
        roles_lost=len(lost.roles),
        things=tuple(dict.fromkeys((*by_line, *by_role))),
    )


def _alone(situation: Situation, context: Context) -> Iterator[Charge]:
    """Yield the charges on a thing in whose role one person stands, and nothing else does."""
    for charge in () if context.is_settled else context.charges:
        persons = charge.persons(situation.day)
        others = (
            other
            for other in context.charges
            if (other.line, other.role) == (charge.line, charge.role)
        )
        if len(persons) == 1 and _borne_by(others, situation.day) == persons:
            yield charge


def _bearers(situation: Situation, context: Context, line: Line) -> set[str]:
    """Return who is on a line of a thing's chain: persons, else posts and organisations.

    Whoever is reported to is on it too.
    """
    charges = [
        charge
        for thing in situation.above(context)
        for charge in thing.charges
        if charge.line is line
    ]
    return _borne_by(charges, situation.day) | {
        who
        for charge in charges
        if charge.stands(situation.day)
        for place in charge.places
        if place.above
        for who in _holding(place, situation.day)
    }


def _borne_by(charges: Iterable[Charge], day: str) -> set[str]:
    found: set[str] = set()
    for charge in charges:
        if charge.stands(day) and not charge.vacant(day):
            found |= charge.persons(day) or {charge.bearer or charge.organisation or ""}
    return found


def _holding(place: Place, day: str) -> set[str]:
    """Return who holds a post on a day, or the post where the sources name nobody for it."""
    return {term.person for term in place.in_office(day)} or (
        set() if place.holders else {place.post}
    )


def _orphan(situation: Situation, context: Context, charge: Charge, law: Law) -> ResponsibilityGap:
    spoken = breached(law, GapKind.VACANT, situation, context, charge)
    whole = len(_bearers(situation, context, charge.line)) == 1
    clause = Clause(
        kind=GapKind.VACANT,
        citation=spoken.citation if spoken else _RECORDED,
        message=_WITHOUT_LINE if whole else _WITHOUT_ROLE,
        asked=spoken.asked if spoken else (),
    )
    return clause.gap(context, charge.line, charge.role, names=charge.names, borne=(charge,))
