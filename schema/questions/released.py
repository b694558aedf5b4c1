"""Zones of units that may fail (单元影响区), and what kept others from having one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hazard.consequence.stored import Stored
from hazard.containment import Leak, can_be_shut_off
from hazard.errors import HazardError
from hazard.footprint import FootprintLevel
from hazard.geodesy import Box, Position, box_around, box_of
from hazard.notice import Notice
from hazard.propagation import Impact
from hazard.scenario import ScenarioKind
from hazard.weather import Weather
from hazard.zone import MARGIN, Zone, zones_of
from schema.questions.sites import contents_of, position_of, stored_of
from schema.types import problems
from schema.types.receptors import NotCounted

__all__ = ["LEVEL", "Released", "UnitZone", "released"]

LEVEL: Final = FootprintLevel.END_POINT
"""Level that bounds the reach: who must be warned."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UnitZone:
    """One zone of a unit that may fail, with what it comes from (单元影响区)."""

    impact: Impact
    content: Row
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What units that may fail let go (释放影响).

    Attributes:
        zones: Every zone.
        leaks: Releases of origins that can be shut off.
        lacking: Units with what kept a zone from being computed.
        unmodelled: Dangers that no scenario covers.
    """

    zones: list[UnitZone] = field(default_factory=list)
    leaks: list[Leak] = field(default_factory=list)
    lacking: list[tuple[str, HazardError]] = field(default_factory=list)
    unmodelled: list[Notice] = field(default_factory=list)

    @property
    def box(self) -> Box | None:
        """A box that holds every zone; None where there is no zone."""
        boxes = [box_around(each.zone.origin, MARGIN * each.zone.reach) for each in self.zones]
        return box_of(boxes) if boxes else None

    @property
    def uncomputed(self) -> list[NotCounted]:
        """Units with what is lacking, each problem once."""
        told = {(unit, str(error)): error for unit, error in self.lacking}
        return [
            NotCounted(of=unit, problem=problems.problem_of(error))
            for (unit, _), error in told.items()
        ]


def released(
    rows: Sequence[Row],
    impacts: Sequence[Impact],
    air: Weather,
    kinds: Collection[ScenarioKind] | None,
) -> Released:
    """Return what units let go, should they fail.

    Args:
        rows: What is stored in them.
        impacts: Units that fail or may follow.
        air: The weather.
        kinds: Scenarios by which the origins fail; None takes all.
    """
    found, by_unit = Released(), {row["unit"]: row for row in rows}
    for impact in impacts:
        row = by_unit[impact.unit]
        try:
            _take(found, impact, row, air, kinds)
        except HazardError as error:
            found.lacking.append((impact.unit, error))
    return found


def _take(
    found: Released,
    impact: Impact,
    row: Row,
    air: Weather,
    kinds: Collection[ScenarioKind] | None,
) -> None:
    origin = position_of(row, "Unit")
    for content in contents_of(row):
        stored = stored_of(row, content)
        zones, errors, unmodelled = zones_of(origin, stored, air, LEVEL)
        asked = [z for z in zones if kinds is None or z.consequence.scenario.kind in kinds]
        if impact.order == 0:
            found.leaks.extend(_leaks(impact.unit, origin, stored, asked, air))
        made = zones if impact.order > 0 else asked
        found.zones.extend(UnitZone(impact, content, zone) for zone in made)
        found.lacking.extend((impact.unit, error) for error in errors)
        found.unmodelled.extend(unmodelled)


def _leaks(
    unit: str, origin: Position, stored: Stored, zones: Sequence[Zone], air: Weather
) -> Iterator[Leak]:
    """Yield the releases of an origin that can be shut off."""
    for zone in zones:
        scenario = zone.consequence.scenario
        if can_be_shut_off(stored, scenario.kind):
            yield Leak(unit=unit, origin=origin, stored=stored, scenario=scenario, weather=air)
