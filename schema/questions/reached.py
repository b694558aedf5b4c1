"""Places that zones reach (受波及地点): by which accidents, how likely, and when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from graph.model.labels import Label
from hazard.geodesy import offsets
from hazard.zone import MARGIN, Touch
from schema.questions.released import UnitZone
from schema.questions.sites import position_of
from schema.types.receptors import ReceptorEffect, ReceptorImpact

__all__ = ["reached"]

_SLACK: Final = 5.0  # what a plane may be wrong by over tens of kilometres [m]

Row = Mapping[str, Any]


def reached(zones: Sequence[UnitZone], located: Sequence[Row]) -> list[tuple[str, ReceptorImpact]]:
    """Return which places are reached, with their names; a unit is not reached by itself.

    Args:
        zones: Zones of units that may fail.
        located: Places with a position.
    """
    if not located or not zones:
        return []
    positions = [position_of(row, Label.RECEPTOR) for row in located]
    middle = zones[0].zone.origin
    plane = np.column_stack(offsets(middle, positions))
    felt: defaultdict[int, list[ReceptorEffect]] = defaultdict(list)
    for made in zones:
        here = np.column_stack(offsets(middle, [made.zone.origin]))
        near = np.flatnonzero(np.hypot(*(plane - here).T) <= MARGIN * made.zone.reach + _SLACK)
        for touch in made.zone.touched([positions[k] for k in near]):
            place = int(near[touch.place])
            if located[place]["id"] != made.impact.unit:
                felt[place].append(_effect(made, touch))
    orders = {made.impact.unit: made.impact.order for made in zones}
    impacts = [
        (located[k]["name"], _impact(located[k], effects, orders)) for k, effects in felt.items()
    ]
    return sorted(impacts, key=lambda pair: _first(*pair))


def _first(name: str, impact: ReceptorImpact) -> tuple[object, ...]:
    late = impact.arrival_time is None
    return (impact.order, late, impact.arrival_time or 0.0, name, impact.place)


def _effect(made: UnitZone, touch: Touch) -> ReceptorEffect:
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
