"""Rungs (责任层级): who answers on one line, from the spot to the top."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, TypeVar

from graph.evidence import Citation
from graph.evidence.instruments import cited
from graph.model.labels import DutyRole, Line
from graph.responsibility.interval import Interval
from graph.responsibility.rules import Rule
from graph.responsibility.situation import PLACES, Charge, Context, Holding, Place, Situation

__all__ = ["Rung", "basis_of", "rungs_of"]

T = TypeVar("T")

_RANK: Final = {role: rank for rank, role in enumerate(DutyRole)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of a chain (责任层级).

    Attributes:
        order: Place on the line, 1 at the spot.
        role: Role in which it answers; for a post that is reported to, the role of the
            post that reports.
        post: Id of the post; None where an organisation answers and no post is named.
        person: Id of who holds the post on the day; None where the sources name the post
            alone, or nobody is in office.
        organisation: Id of the organisation that answers, or that the post belongs to.
        subject: Id of what the duty is on: the hazard itself, the park, the district …
        basis: What lays the duty down: as the source says, then by rule.
        evidence: Ids of what says that it stands, reports, is held and belongs.
        valid_from: Latest start that a source gives; None where none does.
        valid_to: First day on which it no longer stands; None while it lasts.
        recorded_at: When the last of the statements that make it was recorded.
        sector: Sector of a supervision.
        contract: Number of a custody contract.
        scope: Scope of a custody contract.
        acting: Whether the person holds the post in place of another for the time being.
    """

    order: int
    role: str
    post: str | None
    person: str | None
    organisation: str | None
    subject: str
    basis: tuple[Citation, ...]
    evidence: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    recorded_at: str
    sector: str | None = None
    contract: str | None = None
    scope: str | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """A charge in force as one post, person or organisation bears it."""

    context: Context
    charge: Charge
    place: Place | None
    holding: Holding | None

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same rung as another; a post reported to is one, in any role."""
        place, charge = self.place, self.charge
        if place is not None and place.above:
            return (self.context.id, place.post, self._person)
        return (
            self.context.id,
            charge.role,
            place.post if place else None,
            self._person,
            charge.organisation,
            charge.sector,
            charge.contract,
            charge.scope,
        )

    @property
    def rank(self) -> tuple[object, ...]:
        """Nearest context first, then role, then reporting depth."""
        place, charge = self.place, self.charge
        names = (charge.sector, charge.scope, charge.contract, charge.organisation, self._person)
        return (
            self.context.step,
            _RANK[charge.role],
            place.above if place else 0,
            self.context.id,
            place.post if place else "",
            *(name or "" for name in names),
        )

    @property
    def days(self) -> Interval:
        """Days on which all that makes it holds."""
        days = self.charge.days
        return days.within(self.holding.days) if self.holding else days

    @property
    def _person(self) -> str | None:
        return self.holding.person if self.holding else None

    def rung(self, basis: tuple[Citation, ...]) -> Rung:
        """Return it as a rung, not yet numbered."""
        charge, place, holding = self.charge, self.place, self.holding
        return Rung(
            order=0,
            role=charge.role,
            post=place.post if place else None,
            person=self._person,
            organisation=place.organisation if place else charge.organisation,
            subject=self.context.id,
            basis=basis,
            evidence=_union(
                charge.evidence,
                place.evidence if place else (),
                holding.evidence if holding else (),
            ),
            valid_from=self.days.known_start,
            valid_to=self.days.end,
            recorded_at=max(charge.recorded_at, holding.recorded_at if holding else ""),
            sector=charge.sector,
            contract=charge.contract,
            scope=charge.scope,
            acting=bool(holding and holding.acting),
        )


def rungs_of(situation: Situation, line: Line, rules: Iterable[Rule]) -> tuple[Rung, ...]:
    """Return the rungs of a line on the day of the situation, in order, none twice."""
    rules = tuple(rules)
    merged: dict[tuple[object, ...], Rung] = {}
    for claim in sorted(_claims(situation, line), key=lambda claim: claim.rank):
        rung = claim.rung(basis_of(situation, claim.context, claim.charge, rules))
        known = merged.get(claim.key)
        merged[claim.key] = _merged(known, rung) if known else rung
    return tuple(replace(rung, order=k) for k, rung in enumerate(merged.values(), start=1))


def basis_of(
    situation: Situation, context: Context, charge: Charge, rules: Iterable[Rule]
) -> tuple[Citation, ...]:
    """Return what lays a charge down: as its source says, then the rules that demand it."""
    said = (cited(charge.basis, situation.day),) if charge.basis else ()
    if charge.prolonged:
        said = (*said, charge.prolonged)
    speaking = [
        rule
        for rule in rules
        if rule.demands
        and rule.speaks_of(charge.line, charge.role)
        and charge.of_sector(rule.sectors)
    ]
    by_rule = [
        rule.citation
        for rule in speaking
        if any(rule.applies(situation, each) for each in _covered(situation, context, rule))
    ]
    if not said and not by_rule:
        by_rule = [r.citation for r in speaking if _of_whatever_lies_in(situation, context, r)]
    return _each_once((*said, *by_rule))


def _each_once(said: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return each clause once, as one that was read where a rule has it so."""
    read = {(each.instrument, each.clause) for each in said if each.verified}
    return tuple(
        each
        for each in dict.fromkeys(said)
        if each.verified or (each.instrument, each.clause) not in read
    )


def _of_whatever_lies_in(situation: Situation, context: Context, rule: Rule) -> bool:
    """Tell whether a rule is content with a charge on a place, whatever lies in it."""
    content = rule.reach == "ABOVE" and not rule.conditions and context.type in PLACES
    return content and rule.days.holds(situation.day)


def _covered(situation: Situation, context: Context, rule: Rule) -> tuple[Context, ...]:
    """Return the things for which a charge on a context meets the demand of a rule."""
    if rule.reach == "HERE":
        return (context,)
    return situation.below(context)


def _claims(situation: Situation, line: Line) -> Iterator[_Claim]:
    day = situation.day
    standing = [
        (context, charge)
        for context in situation.reached
        for charge in context.charges
        if charge.line is line and charge.stands(day)
    ]
    bearers = {charge.bearer for _, charge in standing}
    for context, charge in standing:
        if charge.organisation is not None:
            yield _Claim(context=context, charge=charge, place=None, holding=None)
        for place in charge.places:
            if place.above == 0 or place.post not in bearers:
                for holding in place.in_office(day) or (None,):
                    yield _Claim(context=context, charge=charge, place=place, holding=holding)


def _merged(known: Rung, other: Rung) -> Rung:
    """Return two statements of one rung as one."""
    first = Interval(start=known.valid_from or Interval().start, end=known.valid_to)
    second = Interval(start=other.valid_from or Interval().start, end=other.valid_to)
    days = first.covering(second)
    return replace(
        known,
        basis=_each_once(_union(known.basis, other.basis)),
        evidence=_union(known.evidence, other.evidence),
        valid_from=days.known_start,
        valid_to=days.end,
        recorded_at=min(known.recorded_at, other.recorded_at),
    )


def _union(*parts: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))
