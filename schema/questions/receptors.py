"""Who is within the reach of an accident (受波及目标), and what cannot be told of it."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from graph.cypher import question
from graph.evidence import At as Point, Citation
from graph.model.labels import Label
from hazard.containment import Leak
from hazard.errors import MissingInputError
from hazard.notice import Notice
from hazard.propagation import Impact
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_WEATHER, Weather
from hazard.zone import TRAVEL
from schema.context import Asker
from schema.questions.contained import Breathing
from schema.questions.reached import reached
from schema.questions.released import Released, released
from schema.questions.sites import position_of
from schema.questions.unplaced import MAX_PLACES, passed_over, unplaced_around
from schema.types import problems
from schema.types.receptors import NotCounted, ReceptorImpact

__all__ = ["Receptors", "receptors_of"]

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
    found = await asyncio.to_thread(released, rows, impacts, air or WORST_WEATHER, kinds)
    bound = {"limit": MAX_PLACES + 1, **when.parameters}
    nowhere = unplaced_around(info, ids, when)
    if (box := found.box) is None:
        return _over(found, [], await nowhere)
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
    told = await asyncio.to_thread(_over, found, around, lost)
    return replace(told, units=await asyncio.to_thread(_on, found, units))


def _over(found: Released, places: Sequence[Row], lost: Sequence[Row]) -> Receptors:
    """Return which of the places around are reached.

    Args:
        found: What units let go.
        places: Places in the box.
        lost: Protection targets without a position that may lie there.
    """
    located = [row for row in places if row["longitude"] is not None]
    impacts = reached(found.zones, located)
    consequences = [each.zone.consequence for each in found.zones]
    return Receptors(
        impacts=impacts,
        gas=_breathing(found.leaks, located, impacts),
        people=sum(i.population or 0 for _, i in impacts) if found.zones else None,
        not_counted=[*found.uncomputed, *_unknown(impacts, lost)],
        citations=[c for each in consequences for c in (each.scenario.citation, *each.citations)]
        + [each.zone.level.citation for each in found.zones if each.zone.level.citation],
        assumptions=[_COUNTED, TRAVEL]
        + [n for each in consequences for n in (each.scenario.story, *each.assumptions)],
        warnings=found.unmodelled,
    )


def _on(found: Released, units: Sequence[Row]) -> list[tuple[str, ReceptorImpact]]:
    """Return which of the units around are reached by others."""
    return reached(
        found.zones,
        [
            {**row, "id": row["unit"], "population": None}
            for row in units
            if row["longitude"] is not None and row["latitude"] is not None
        ],
    )


def _breathing(
    leaks: Sequence[Leak], places: Sequence[Row], impacts: Sequence[tuple[str, ReceptorImpact]]
) -> Breathing:
    """Return the places that the releases of origins reach."""
    leaking = {(leak.unit, leak.scenario.kind) for leak in leaks}
    touched = {
        impact.place
        for _, impact in impacts
        for e in impact.effects
        if (e.source, e.scenario) in leaking
    }
    rows = [row for row in places if row["id"] in touched]
    return Breathing(
        leaks=leaks,
        places={row["id"]: position_of(row, Label.RECEPTOR) for row in rows},
        people={row["id"]: row["population"] for row in rows},
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
