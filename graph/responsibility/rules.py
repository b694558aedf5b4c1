"""Rules (责任规则): law as dated data, and when a rule applies.

The rules themselves are in ``rules/*.toml``; `graph.responsibility.rulebook` reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from graph.evidence import Citation
from graph.model.labels import DutyRole, Line
from graph.responsibility.gaps import GapKind
from graph.responsibility.interval import Interval
from graph.responsibility.situation import Context, Situation

__all__ = [
    "DEMANDS",
    "FACTS",
    "INSPECTION",
    "NAME",
    "Condition",
    "Period",
    "Reach",
    "Record",
    "Rule",
    "Single",
]

Reach = Literal["HERE", "ABOVE"]
Single = Literal["ROLE", "SECTOR", "SCOPE"]

FACTS: Final = frozenset(
    (
        *("kind", "level", "grade", "risk_grade", "industry", "licensed_by", "severity", "status"),
        *("assessed_on", "registered_on", "found_on", "deadline", "rectified_on", "closed_on"),
        *("treatment", "funding", "plan", "check_due"),
    )
)
"""Properties that the statement ``chain/duties`` returns of each thing."""

NAME: Final = "name"
"""What a condition may ask of a thing beside its facts, for rules of one place."""

INSPECTION: Final = "INSPECTION"
"""What a period counts from, if not from a date of the thing itself."""

DEMANDS: Final = (GapKind.MISSING, GapKind.VACANT, GapKind.EXPIRED)
"""Kinds of gap that a demand for a role gives rise to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A property that decides whether a rule applies (适用条件).

    Attributes:
        property: Name of the property; `NAME` for what the thing is called.
        equals: Values, one of which it must have.
        contains: Texts, one of which it must contain.
        of: Type of the thing that has it, the subject's own or above it (of enterprises the
            nearest); empty for itself.
        ask: What to say, in Chinese and in English, where the record lacks the property;
            empty if the rule then does not apply.
    """

    property: str
    equals: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    of: str = ""
    ask: tuple[str, str] | None = None

    def met(self, situation: Situation, context: Context) -> bool | None:
        """Tell whether it is met; None where the record does not say."""
        things = [context]
        if self.of:
            things = [*situation.of_type(context, self.of)]
        values = [self._of(each) for each in things]
        if any(value is not None and self._accepts(value) for value in values):
            return True
        return None if None in values or not values else False

    def _of(self, thing: Context) -> str | None:
        return thing.name if self.property == NAME else thing.facts.get(self.property)

    def _accepts(self, value: str) -> bool:
        return value in self.equals or any(part in value for part in self.contains)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """How often something must be done, or by which day (周期).

    Attributes:
        of: `INSPECTION`, or the property of the thing that holds the day.
        days: Days from the last time to the next.
        months: Months from the last time to the next, added to the days.
        done_by: Property that holds the day on which it was done; nothing more is due then.
        anew: Whether a day before the one counted from does not count as done.
        required: Whether a thing without the day is in breach too.
    """

    of: str
    days: int = 0
    months: int = 0
    done_by: str | None = None
    anew: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What must be on record of a duty, and how soon (公示与报备).

    Attributes:
        property: Property of the duty that holds the day on which it was done.
        within_days: Days after somebody took the duty on, by the end of which it is due.
        required: Whether a duty without any such day is in breach too, or only one whose day
            is from before.
    """

    property: str
    within_days: int = 0
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of an instrument (责任规则).

    Attributes:
        id: Its name in this system.
        citation: Instrument and clause.
        days: Days on which it is in force.
        applies_to: Types of thing it speaks of; empty for all.
        conditions: What else must hold.
        line: Line of responsibility it speaks of.
        roles: Roles it speaks of; empty for all on the line.
        gaps: Kinds of gap it gives rise to. With MISSING it demands each of its roles.
        reach: Whether a demanded role must be on the thing itself, or may be above it.
        sectors: Sectors of which a demanded supervision must be; empty for any.
        apart: Lines on which a person in one of its roles may not be.
        differ: Roles in which one person may not be for the same thing.
        wanted: Properties that the thing itself must have on record.
        single: What may be only one on the thing: a post in the role, an authority in the
            sector, or a provider for the scope.
        period: How often something must be done.
        record: What must be on record of the duty.
        messages: Sentence for each kind of gap, in Chinese and in English.
    """

    id: str
    citation: Citation
    days: Interval
    line: Line
    applies_to: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    roles: tuple[DutyRole, ...] = ()
    gaps: tuple[GapKind, ...] = DEMANDS
    reach: Reach = "HERE"
    sectors: tuple[str, ...] = ()
    apart: tuple[Line, ...] = ()
    differ: tuple[DutyRole, ...] = ()
    wanted: tuple[str, ...] = ()
    single: Single = "ROLE"
    period: Period | None = None
    record: Record | None = None
    messages: Mapping[GapKind, tuple[str, str]] = field(default_factory=dict)

    @property
    def demands(self) -> bool:
        """Whether it demands its roles."""
        return GapKind.MISSING in self.gaps and not self.wanted

    def speaks_of(self, line: Line, role: DutyRole) -> bool:
        """Tell whether it speaks of a role."""
        return line is self.line and (not self.roles or role in self.roles)

    def applies(self, situation: Situation, context: Context) -> bool | None:
        """Tell whether it applies to a thing on the day; None where that is to be asked."""
        if not self.days.holds(situation.day):
            return False
        if self.applies_to and context.type not in self.applies_to:
            return False
        certain = True
        for condition in self.conditions:
            known = condition.met(situation, context)
            if known is None and condition.ask:
                certain = False
            elif not known:
                return False
        return certain or None

    def open_questions(self, situation: Situation, context: Context) -> tuple[tuple[str, str], ...]:
        """Return what to ask where the record does not say whether it applies."""
        return tuple(
            condition.ask
            for condition in self.conditions
            if condition.ask and condition.met(situation, context) is None
        )
