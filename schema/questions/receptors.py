"""Who is within the reach of an accident (受波及目标), and what cannot be told of it."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np

from graph.cypher import question
from graph.evidence import At as Point, Citation
from graph.model.labels import Label
from hazard.containment import Leak, can_be_shut_off
from hazard.errors import HazardError, MissingInputError
from hazard.footprint import FootprintLevel
from hazard.geodesy import Box, Position, box_around, box_of, offsets
from hazard.notice import Notice
from hazard.propagation import Impact
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_WEATHER, Weather
from hazard.zone import MARGIN, TRAVEL, Touch, Zone, zones_of
from schema.context import Asker
from schema.questions.contained import Breathing
from schema.questions.sites import contents_of, position_of, stored_of
from schema.questions.unplaced import MAX_PLACES, passed_over, unplaced_around
from schema.types import problems
from schema.types.receptors import NotCounted, ReceptorEffect, ReceptorImpact

__all__ = ["LEVEL", "Receptors", "receptors_of"]

LEVEL: Final = FootprintLevel.END_POINT
"""Level that bounds the reach: who must be warned."""

_SLACK: Final = 5.0  # what a plane may be wrong by over tens of kilometres [m]

Row = Mapping[str, Any]

_PEOPLE: Final = Notice(zh="人数", en="number of people")
_COUNTED: Final = Notice(
    zh="波及人数只计影响范围内登记了经纬度和人数的防护目标，"
    "界限为 5 kW/m²、6.9 kPa、AEGL-2（无则 ERPG-2）、爆炸下限的一半；"
    "企业从业人员没有登记字段，不计入。",
    en="People exposed are those on record at protection targets with a position, within 5 kW/m², "
    "6.9 kPa, AEGL-2 (else ERPG-2) and half the lower flammable limit; employees are not on "
    "record and not counted.",
)


@dataclass(frozen=True, slots=True)
class _Made:
    """One zone of a unit that may fail, with what it comes from (单元影响区)."""

    impact: Impact
    content: Row
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Receptors:
    """Places within the reach of an accident (受波及目标).

    Attributes:
        impacts: Every place reached, with its name, by order, time and name.
        units: Every unit around that is reached, with its name, in the same order.
        gas: The places that releases of origins reach which can be shut off.
        people: People on record there; None where no reach could be computed.
        not_counted: What keeps people out of that number.
        citations: What the reach rests on.
        assumptions: What was taken for granted.
        warnings: Dangers that no scenario covers.
    """

    impacts: Sequence[tuple[str, ReceptorImpact]] = ()
    units: Sequence[tuple[str, ReceptorImpact]] = ()
    gas: Breathing | None = None
    people: int | None = None
    not_counted: Sequence[NotCounted] = ()
    citations: Sequence[Citation] = ()
    assumptions: Sequence[Notice] = ()
    warnings: Sequence[Notice] = ()


async def receptors_of(
    info: Asker,
    impacts: Sequence[Impact],
    air: Weather | None,
    when: Point,
    *,
    units: Sequence[Row] = (),
    kinds: Collection[ScenarioKind] | None = None,
) -> Receptors | problems.BudgetExceeded:
    """Return the places that the accidents of units reach, should they fail: three statements.

    Args:
        info: The request.
        impacts: Units that fail or may follow.
        air: The weather given; None takes the worst case.
        when: Point on both clocks.
        units: Units around, of which it is told as well whether they are reached.
        kinds: Scenarios by which the origins fail; None takes all.
    """
    read = info.context.store.read
    ids = [impact.unit for impact in impacts]
    rows = await read(question("hazard/stored").text, {"ids": ids, **when.parameters})
    reach = await asyncio.to_thread(_Reach, rows, impacts, air or WORST_WEATHER, kinds)
    bound = {"limit": MAX_PLACES + 1, **when.parameters}
    nowhere = unplaced_around(info, ids, when)
    if (box := reach.box) is None:
        return reach.over([], await nowhere)
    around, lost = await asyncio.gather(
        read(question("hazard/receptors").text, {**asdict(box), **bound}), nowhere
    )
    if len(around) > MAX_PLACES:
        return problems.BudgetExceeded(
            code="BUDGET_EXCEEDED",
            message=f"影响范围内目标超过 {MAX_PLACES} 个，请减小 maxOrder 或提高 minProbability。",
            message_en=f"More than {MAX_PLACES} places within reach; lower maxOrder or raise "
            "minProbability.",
            limit=MAX_PLACES,
            asked=len(around),
        )
    found = await asyncio.to_thread(reach.over, around, lost)
    return replace(found, units=await asyncio.to_thread(reach.on, units))


class _Reach:
    """The zones of every unit that may fail, and what kept others out."""

    def __init__(
        self,
        rows: Sequence[Row],
        impacts: Sequence[Impact],
        air: Weather,
        kinds: Collection[ScenarioKind] | None,
    ) -> None:
        self._air, self._kinds = air, kinds
        self._lacking: list[tuple[str, HazardError]] = []
        self._unmodelled: list[Notice] = []
        self._made: list[_Made] = []
        self._leaks: list[Leak] = []
        by_unit = {row["unit"]: row for row in rows}
        for impact in impacts:
            row = by_unit[impact.unit]
            try:
                self._take(impact, row, position_of(row, "Unit"))
            except HazardError as error:
                self._lacking.append((impact.unit, error))

    def _take(self, impact: Impact, row: Row, origin: Position) -> None:
        for content in contents_of(row):
            stored = stored_of(row, content)
            zones, errors, unmodelled = zones_of(origin, stored, self._air, LEVEL)
            self._leaks += [
                Leak(
                    unit=impact.unit,
                    origin=origin,
                    stored=stored,
                    scenario=zone.consequence.scenario,
                    weather=self._air,
                )
                for zone in zones
                if impact.order == 0
                and self._asked(zone.consequence.scenario.kind)
                and can_be_shut_off(stored, zone.consequence.scenario.kind)
            ]
            every = self._kinds is None or impact.order > 0
            self._made += [
                _Made(impact, content, zone)
                for zone in zones
                if every or zone.consequence.scenario.kind in (self._kinds or ())
            ]
            self._lacking += [(impact.unit, error) for error in errors]
            self._unmodelled += unmodelled

    def _asked(self, kind: ScenarioKind) -> bool:
        return self._kinds is None or kind in self._kinds

    def _breathing(
        self, places: Sequence[Row], impacts: Sequence[tuple[str, ReceptorImpact]]
    ) -> Breathing:
        """Return the places that the releases of origins reach."""
        leaking = {(leak.unit, leak.scenario.kind) for leak in self._leaks}
        touched = {
            impact.place
            for _, impact in impacts
            for e in impact.effects
            if (e.source, e.scenario) in leaking
        }
        rows = [row for row in places if row["id"] in touched]
        return Breathing(
            leaks=self._leaks,
            places={row["id"]: position_of(row, Label.RECEPTOR) for row in rows},
            people={row["id"]: row["population"] for row in rows},
        )

    @property
    def box(self) -> Box | None:
        """A box that holds every zone; None where there is no zone."""
        boxes = [box_around(made.zone.origin, MARGIN * made.zone.reach) for made in self._made]
        return box_of(boxes) if boxes else None

    def over(self, places: Sequence[Row], lost: Sequence[Row]) -> Receptors:
        """Return which of the places around are reached.

        Args:
            places: Places in the box.
            lost: Protection targets without a position that may lie there.
        """
        located = [row for row in places if row["longitude"] is not None]
        impacts = self._impacts(located)
        consequences = [made.zone.consequence for made in self._made]
        return Receptors(
            impacts=impacts,
            gas=self._breathing(located, impacts),
            people=sum(i.population or 0 for _, i in impacts) if self._made else None,
            not_counted=[*self._uncomputed(), *_unknown(impacts, lost)],
            citations=[
                c for each in consequences for c in (each.scenario.citation, *each.citations)
            ]
            + [made.zone.level.citation for made in self._made if made.zone.level.citation],
            assumptions=[_COUNTED, TRAVEL]
            + [n for each in consequences for n in (each.scenario.story, *each.assumptions)],
            warnings=self._unmodelled,
        )

    def on(self, units: Sequence[Row]) -> list[tuple[str, ReceptorImpact]]:
        """Return which of the units around are reached by others."""
        return self._impacts(
            [
                {**row, "id": row["unit"], "population": None}
                for row in units
                if row["longitude"] is not None and row["latitude"] is not None
            ]
        )

    def _impacts(self, located: Sequence[Row]) -> list[tuple[str, ReceptorImpact]]:
        """Return which places are reached, those of another unit than the one they are."""
        if not located or not self._made:
            return []
        positions = [position_of(row, Label.RECEPTOR) for row in located]
        middle = self._made[0].zone.origin
        plane = np.column_stack(offsets(middle, positions))
        felt: defaultdict[int, list[ReceptorEffect]] = defaultdict(list)
        for made in self._made:
            here = np.column_stack(offsets(middle, [made.zone.origin]))
            near = np.flatnonzero(np.hypot(*(plane - here).T) <= MARGIN * made.zone.reach + _SLACK)
            for touch in made.zone.touched([positions[k] for k in near]):
                place = int(near[touch.place])
                if located[place]["id"] != made.impact.unit:
                    felt[place].append(_effect(made, touch))
        orders = {made.impact.unit: made.impact.order for made in self._made}
        impacts = [
            (located[k]["name"], _impact(located[k], effects, orders))
            for k, effects in felt.items()
        ]
        return sorted(impacts, key=lambda pair: _first(*pair))

    def _uncomputed(self) -> list[NotCounted]:
        told = {(unit, str(error)): error for unit, error in self._lacking}
        return [
            NotCounted(of=unit, problem=problems.problem_of(error))
            for (unit, _), error in told.items()
        ]


def _first(name: str, impact: ReceptorImpact) -> tuple[object, ...]:
    late = impact.arrival_time is None
    return (impact.order, late, impact.arrival_time or 0.0, name, impact.place)


def _effect(made: _Made, touch: Touch) -> ReceptorEffect:
    consequence, failure = made.zone.consequence, made.impact.time_to_failure
    return ReceptorEffect(
        source=made.impact.unit,
        substance=made.content["substance"],
        scenario=consequence.scenario.kind,
        kind=consequence.kind,
        distance=touch.distance,
        probability=made.impact.probability,
        arrival_time=None if failure is None else failure + touch.delay,
        lethality=touch.lethality,
        evidence=list(made.content["evidence"]),
    )


def _impact(row: Row, effects: list[ReceptorEffect], orders: Mapping[str, int]) -> ReceptorImpact:
    times = [each.arrival_time for each in effects if each.arrival_time is not None]
    effects.sort(
        key=lambda e: (-(1.0 if e.lethality is None else e.lethality), e.distance, e.source)
    )
    return ReceptorImpact(
        place=row["id"],
        order=min(orders[each.source] for each in effects) + 1,
        probability=max(each.probability for each in effects),
        arrival_time=min(times, default=None),
        population=row["population"],
        effects=effects,
        evidence=list(row["evidence"]),
    )


def _unknown(
    impacts: Iterable[tuple[str, ReceptorImpact]], lost: Sequence[Row]
) -> list[NotCounted]:
    """Return places reached without a headcount, then those that may be reached."""
    empty = [
        (impact.place, MissingInputError(_PEOPLE, name, "Receptor.population"))
        for name, impact in impacts
        if impact.population is None and impact.place.startswith(f"{Label.RECEPTOR}:")
    ]
    counted = [NotCounted(of=of, problem=problems.problem_of(error)) for of, error in empty]
    return [*counted, *passed_over(lost)]
