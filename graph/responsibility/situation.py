"""The situation (责任情形): a subject, what it lies in, and every charge on record.

A duty of a post, a custody contract and a supervision all say that somebody answers for
something on a line and in a role for some days: each is a `Charge`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.labels import DutyRole, Line
from graph.responsibility.interval import Interval

__all__ = ["Charge", "Context", "Holding", "Place", "Situation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A term of office of a person (任期)."""

    person: str
    evidence: tuple[str, ...]
    recorded_at: str
    days: Interval


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

    @property
    def own(self) -> Place | None:
        """The post that bears it, if it exists on the day."""
        return next((place for place in self.places if place.above == 0), None)

    @property
    def by_contract(self) -> bool:
        """Whether it is an organisation's custody contract."""
        return self.role is DutyRole.PROVIDER and self.bearer is None

    @property
    def names(self) -> tuple[str, ...]:
        """Name of the post or organisation that bears it; empty where it is not known."""
        name = self.own.name if self.own else self.name
        return (name,) if name else ()

    def stands(self, day: str) -> bool:
        """Tell whether it is in force on a day, and its bearer exists."""
        return self.days.holds(day) and (self.organisation is not None or self.own is not None)

    def of_sector(self, sectors: tuple[str, ...]) -> bool:
        """Tell whether its sector contains one of these texts; any will do if there are none."""
        return not sectors or any(part in (self.sector or "") for part in sectors)

    def follows(self, other: "Charge") -> bool:
        """Tell whether it takes the place of another: same role, same sector, same scope."""
        return (self.line, self.role) == (other.line, other.role) and all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in ((self.sector, other.sector), (self.scope, other.scope))
        )


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
    """

    id: str
    type: str
    name: str
    step: int
    facts: Mapping[str, str]
    within: tuple[str, ...]
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A subject with everything above it, on a day (责任情形); nearest first."""

    subject: str
    day: str
    contexts: tuple[Context, ...]

    def above(self, context: Context) -> tuple[Context, ...]:
        """Return a thing and everything it lies in, belongs to or is run by."""
        by_id = {each.id: each for each in self.contexts}
        reached: dict[str, Context] = {}
        waiting = [context.id]
        while waiting:
            identifier = waiting.pop()
            if identifier in by_id and identifier not in reached:
                reached[identifier] = by_id[identifier]
                waiting += by_id[identifier].within
        return tuple(each for each in self.contexts if each.id in reached)
