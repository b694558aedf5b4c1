"""The situation (责任情形): a subject, what it lies in, and every charge on record.

A duty of a post, a custody contract and a supervision all say that somebody answers for
something on a line and in a role for some days: each is a `Charge`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.evidence import UNKNOWN_START, Citation
from graph.model.labels import DutyRole, Line
from graph.responsibility.interval import Interval

__all__ = ["Charge", "Context", "Holding", "Place", "Situation"]


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
        places: That post and those above it, as far as they exist on the day.
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
        return next((place for place in self.places if place.above == 0), None)

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

    def _reached(self, start: str) -> tuple[Context, ...]:
        reached: dict[str, Context] = {}
        waiting = [start]
        while waiting:
            identifier = waiting.pop()
            if identifier in self._by_id and identifier not in reached:
                reached[identifier] = self._by_id[identifier]
                waiting += self._by_id[identifier].within
        return tuple(sorted(reached.values(), key=lambda each: (each.step, each.id)))

    def borne_around(self, context: Context, lines: frozenset[Line]) -> tuple[Charge, ...]:
        """Return what persons bear on lines of a thing, what it lies in or what lies in it."""
        return tuple(
            charge
            for thing in (*self.above(context), *self.below(context))
            for charge in thing.charges
            if charge.line in lines and charge.persons(self.day)
        )
