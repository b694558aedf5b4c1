"""The situation (责任情形): a subject, what it lies in, and every charge on record.

A duty of a post, a custody contract and a supervision all say that somebody answers for
something on a line and in a role for some days: each is a `Charge`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from graph.evidence import UNKNOWN_START, Citation
from graph.model.groups import ORGANISATION
from graph.model.identity import label_of
from graph.model.labels import DutyRole, FindingStatus, Label, Line
from graph.responsibility.interval import Interval

__all__ = ["MAX_PLACES", "PLACES", "Charge", "Context", "Holding", "Place", "Situation"]

MAX_PLACES: Final = 8
"""Steps from place to larger place, or organisation to larger one, that are followed at most."""

PLACES: Final = frozenset((Label.REGION, Label.PARK))
"""What other things lie in."""
_CONTAINED: Final = PLACES | frozenset(ORGANISATION.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A term of office of a person (任期), in place of another if acting (代理)."""

    person: str
    evidence: tuple[str, ...]
    recorded_at: str
    days: Interval
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A post that exists on the day (岗位): the one that bears a duty, or one above it.

    Attributes:
        post: Id of the post.
        name: Its name.
        above: Steps of reporting above the post that bears the duty; 0 for that post.
        evidence: What says to whom it reports, and to which organisation it belongs.
        holders: Every term of office on record, past and future too.
        organisation: Organisation it belongs to; None where the sources do not say.
    """

    post: str
    name: str
    above: int
    evidence: tuple[str, ...]
    holders: tuple[Holding, ...]
    organisation: str | None

    def in_office(self, day: str) -> tuple[Holding, ...]:
        """Return who holds it on a day."""
        return tuple(h for h in self.holders if h.days.holds(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """That somebody answers for a thing on a line and in a role (职责).

    Attributes:
        line: Line of responsibility.
        role: Role on it.
        evidence: What says so.
        recorded_at: When it was recorded.
        days: Days on which it is in force.
        basis: Instrument and clause in the words of the source.
        bearer: Id of the post that bears it; None for an organisation's.
        places: That post and those above it, nearest first, as far as they exist on the day.
        organisation: Organisation that bears it, for a contract or a supervision.
        name: Name of that organisation.
        sector: Sector of a supervision.
        contract: Number of a custody contract.
        scope: Scope of a custody contract.
        prolonged: Clause by which a contract ends later than its own words say.
        calendar_known: Whether the days off around its end are on file.
        done: Day of publication, filing and update of the system, as far as recorded.
    """

    line: Line
    role: DutyRole
    evidence: tuple[str, ...]
    recorded_at: str
    days: Interval
    basis: str | None = None
    bearer: str | None = None
    places: tuple[Place, ...] = ()
    organisation: str | None = None
    name: str = ""
    sector: str | None = None
    contract: str | None = None
    scope: str | None = None
    prolonged: Citation | None = None
    calendar_known: bool = True
    done: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> Place | None:
        """The post that bears it, if it exists on the day."""
        return self.places[0] if self.places and self.places[0].above == 0 else None

    @property
    def by_contract(self) -> bool:
        """Whether it is an organisation's custody contract."""
        return self.role is DutyRole.PROVIDER and self.bearer is None

    def borne_since(self, day: str) -> str | None:
        """Return since when whoever bears it on a day does; None where no source says."""
        terms = self.own.in_office(day) if self.own else ()
        starts = [term.days.start for term in terms]
        return self.days.within(Interval(start=max(starts, default=UNKNOWN_START))).known_start

    @property
    def names(self) -> tuple[str, ...]:
        """Name of the post or organisation that bears it; empty where it is not known."""
        name = self.own.name if self.own else self.name
        return (name,) if name else ()

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Ids of what says that it is borne, and who held its post at any time."""
        holders = self.own.holders if self.own else ()
        return tuple(dict.fromkeys([*self.evidence, *(e for h in holders for e in h.evidence)]))

    def stands(self, day: str) -> bool:
        """Tell whether it is in force on a day, and its bearer exists."""
        return self.days.holds(day) and (self.organisation is not None or self.own is not None)

    def vacant(self, day: str) -> bool:
        """Tell whether its post has holders on record, none of them in office on a day."""
        post = self.own
        return post is not None and bool(post.holders) and not post.in_office(day)

    def persons(self, day: str) -> frozenset[str]:
        """Return who bears it on a day; nobody where it does not stand or no person is named."""
        if self.own is None or not self.stands(day):
            return frozenset()
        return frozenset(holding.person for holding in self.own.in_office(day))

    def of_sector(self, sectors: tuple[str, ...]) -> bool:
        """Tell whether its sector contains one of these texts; any will do if there are none."""
        return not sectors or any(part in (self.sector or "") for part in sectors)

    def follows(self, other: "Charge") -> bool:
        """Tell whether it takes the place of another: same role, same sector, same scope."""
        return (self.line, self.role) == (other.line, other.role) and all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in ((self.sector, other.sector), (self.scope, other.scope))
        )

    def covers_part_of(self, other: "Charge") -> bool:
        """Tell whether it has a scope and another, by contract too, may have had a wider one."""
        return other.by_contract and other.scope is None and self.scope is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The subject, or a thing it lies in, belongs to or is run by (责任对象及其上级).

    Attributes:
        id: Its id.
        type: Its label.
        name: Its name.
        step: Steps from the subject.
        facts: Properties that decide which rules apply.
        within: Ids of what is directly above it.
        charges: Every charge on record for it, past and future too.
        checks: Day of the last inspection on record, by the role in which it was done.
        evidence: What says that it is there, and what it is like.
    """

    id: str
    type: str
    name: str
    step: int
    facts: Mapping[str, str]
    within: tuple[str, ...]
    charges: tuple[Charge, ...]
    checks: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether it is a finding that is closed, so that nobody need stand ready for it."""
        return self.facts.get("status") == FindingStatus.CLOSED


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A subject with everything above it, on a day (责任情形); nearest first."""

    subject: str
    day: str
    contexts: tuple[Context, ...]

    @cached_property
    def _by_id(self) -> Mapping[str, Context]:
        return {context.id: context for context in self.contexts}

    @cached_property
    def _above(self) -> dict[str, tuple[Context, ...]]:
        return {}

    @cached_property
    def reached(self) -> tuple[Context, ...]:
        """The subject, what is as near, and what is above those.

        The seat of a group is there for the group's sake, and not above its plants.
        """
        near = (context for context in self.contexts if context.step == 0)
        reached = {above.id for context in near for above in self.above(context)}
        return tuple(context for context in self.contexts if context.id in reached)

    def above(self, context: Context) -> tuple[Context, ...]:
        """Return a thing and everything it lies in, belongs to or is run by, nearest first."""
        if context.id not in self._above:
            self._above[context.id] = self._reached(context.id)
        return self._above[context.id]

    @cached_property
    def _below(self) -> Mapping[str, list[Context]]:
        found: dict[str, list[Context]] = {}
        for context in self.contexts:
            for above in self.above(context):
                found.setdefault(above.id, []).append(context)
        return found

    def below(self, context: Context) -> tuple[Context, ...]:
        """Return a thing and everything that lies in it, belongs to it or is run by it."""
        return tuple(self._below[context.id])

    def of_type(self, context: Context, label: str) -> tuple[Context, ...]:
        """Return the things of a type above a thing; of organisations only the nearest.

        What lies in a district lies in its city too, but the licence of a group is not that
        of the enterprise that belongs to it.
        """
        found = tuple(each for each in self.above(context) if each.type == label)
        if len(found) < 2 or label in PLACES:  # noqa: PLR2004 - one has nothing beyond it
            return found
        beyond = {up.id for each in found for up in self.above(each) if up is not each}
        return tuple(each for each in found if each.id not in beyond)

    def _reached(self, start: str) -> tuple[Context, ...]:
        reached: dict[str, Context] = {}
        waiting = [(start, False)]
        tried: set[tuple[str, bool]] = set()
        while waiting:
            identifier, placed = step = waiting.pop()
            if identifier not in self._by_id or step in tried:
                continue
            tried.add(step)
            context = reached[identifier] = self._by_id[identifier]
            waiting += _next(context, placed=placed)
        return tuple(sorted(reached.values(), key=lambda each: (each.step, each.id)))

    @property
    def depth(self) -> int:
        """Most steps below the subject from organisation or place to a smaller one."""
        parts: dict[str, list[str]] = {}
        for context in self.contexts:
            if context.type in _CONTAINED:
                for above in context.within:
                    parts.setdefault(above, []).append(context.id)
        reached, level, depth = {self.subject}, parts.get(self.subject, []), 0
        while level := [each for each in dict.fromkeys(level) if each not in reached]:
            reached.update(level)
            level, depth = [part for each in level for part in parts.get(each, ())], depth + 1
        return depth

    def borne_around(self, context: Context, lines: frozenset[Line]) -> tuple[Charge, ...]:
        """Return what persons bear on lines of a thing, what it lies in or what lies in it."""
        return tuple(
            charge
            for thing in (*self.above(context), *self.below(context))
            for charge in thing.charges
            if charge.line in lines and charge.persons(self.day)
        )


def _next(context: Context, *, placed: bool) -> Iterator[tuple[str, bool]]:
    """Yield what is directly above a thing, and whether a part of that has a place of its own.

    An organisation lies where it says that it lies, and only if it does not say so where what
    it belongs to lies: the seat of a group is not that of its plants.
    """
    if label_of(context.id) != ORGANISATION.name:
        yield from ((above, placed) for above in context.within)
        return
    places = [above for above in context.within if label_of(above) in PLACES]
    if not placed:
        yield from ((place, False) for place in places)
    yield from ((up, placed or bool(places)) for up in context.within if up not in places)
