"""What crosses a fence either way (越界情景), and who is reached on the other side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.evidence import At as Point
from graph.model.labels import Label
from hazard.boundary import Boundary
from hazard.errors import HazardError
from hazard.fence import GEOMETRY, Crossing, crossing_of
from hazard.footprint import FootprintLevel
from hazard.geodesy import Box, Position, box_around, box_of
from hazard.notice import Notice
from hazard.weather import WORST_WEATHER, Weather
from hazard.zone import MARGIN, Zone, zones_of
from schema.answers import snapshot_of
from schema.questions.footprint import ON_RECORD, level_shown, zone_method
from schema.questions.sites import (
    NOTHING_ON_RECORD,
    contents_of,
    position_of,
    shown,
    stored_of,
    told,
)
from schema.questions.unplaced import warning_of
from schema.types import fence as types
from schema.types.footprint import FootprintPlace
from schema.types.method import said, stated

__all__ = ["Asked", "Sides"]

Row = Mapping[str, Any]
Rows = Sequence[Row]

_SIDES: Final = Notice(
    zh="单元和目标在边界内外按其坐标判定；每个单元视为一点。",
    en="Units and places lie within or outside by their position; each unit counts as a point.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked (所问)."""

    park: str
    row: Row
    air: Weather | None
    level: FootprintLevel
    radius: float


@dataclass(frozen=True, slots=True)
class _Made:
    """A scenario that crosses the fence, with what it comes from (越界情景)."""

    unit: Row
    content: Row
    zone: Zone
    crossing: Crossing


class Sides:
    """What crosses the fence of a park either way, and what could not be told."""

    def __init__(self, asked: Asked, boundary: Boundary, rows: Rows) -> None:
        self._asked, self._boundary = asked, boundary
        self._made: list[_Made] = []
        self._lacking: list[tuple[str, HazardError]] = []
        self._warnings: list[Notice] = []
        self._computed = {True: 0, False: 0}  # scenarios of units within, and outside
        self._considered = 0
        for row in rows:
            try:
                self._take(row)
            except HazardError as error:
                self._considered += 1
                self._lacking.append((row["unit"], error))
        self._made.sort(key=lambda m: (-m.crossing.beyond, m.unit["unit"], m.content["substance"]))

    def _take(self, row: Row) -> None:
        """Take a unit in, if it is near enough; `HazardError` if it cannot be computed."""
        origin = position_of(row, Label.UNIT)
        place = self._boundary.place([origin])
        within = bool(self._boundary.holds(place)[0])
        away = 0.0 if within or row["member"] else float(self._boundary.distances(place)[0])
        if away > self._asked.radius:
            return
        if row["member"] and not within:
            self._warnings.append(_astray(row["name"]))
        contents = contents_of(row)
        self._considered += 1
        for content in contents:
            self._follow(row, content, origin, within=within)

    def _follow(self, row: Row, content: Row, origin: Position, *, within: bool) -> None:
        air = self._asked.air or WORST_WEATHER
        zones, errors, unmodelled = zones_of(
            origin, stored_of(row, content), air, self._asked.level
        )
        self._warnings += unmodelled
        self._lacking += [(row["unit"], error) for error in errors]
        for zone in zones:
            try:
                crossing = crossing_of(zone, self._boundary)
            except HazardError as error:
                self._lacking.append((row["unit"], error))
                continue
            self._computed[within] += 1
            if crossing:
                self._made.append(_Made(row, content, zone, crossing))

    @property
    def box(self) -> Box | None:
        """A box that holds every zone that crosses; None where none does."""
        boxes = [box_around(m.zone.origin, MARGIN * m.zone.reach) for m in self._made]
        return box_of(boxes) if boxes else None

    def answer(self, places: Rows, lost: Sequence[Row], when: Point) -> types.Fence:
        """Return what crosses, with who is reached on the other side.

        Args:
            places: Places with a position, within the farthest reach.
            lost: Protection targets without one, which may be reached too.
            when: Point on both clocks.
        """
        asked, crowd = self._asked, _Crowd(places, self._boundary)
        crossings = [(made.crossing.outward, self._shown(made, crowd)) for made in self._made]
        outward = [shown_ for out, shown_ in crossings if out]
        inward = [shown_ for out, shown_ in crossings if not out]
        return types.Fence(
            park=asked.park,
            snapshot=snapshot_of(when),
            weather=shown(asked.air),
            level=asked.level,
            radius=asked.radius,
            evidence=list(asked.row["evidence"]),
            outward=outward,
            inward=inward,
            contained=sum(self._computed.values()) - len(crossings),
            people_outside=_people(outward) if self._computed[True] else None,
            people_inside=_people(inward) if self._computed[False] else None,
            units_considered=self._considered,
            not_computed=list(told(self._lacking)),
            complete=self._considered > 0
            and not self._lacking
            and not self._warnings
            and not lost
            and not any(made.zone.truncated for made in self._made),
            assumptions=said(
                [*(asked.air or WORST_WEATHER).assumptions, GEOMETRY, _SIDES, ON_RECORD]
            ),
            warnings=said(
                [*self._warnings, *warning_of(lost)] if self._considered else [NOTHING_ON_RECORD]
            ),
        )

    def _shown(self, made: _Made, crowd: "_Crowd") -> types.FenceCrossing:
        zone, consequence = made.zone, made.zone.consequence
        value, unit = level_shown(zone.level, consequence.kind)
        reached = crowd.across(made)
        return types.FenceCrossing(
            unit=made.unit["unit"],
            substance=made.content["substance"],
            scenario=consequence.scenario.kind,
            kind=consequence.kind,
            level=value,
            level_unit=unit,
            level_meaning=str(zone.level.words),
            fence_distance=made.crossing.fence_distance,
            reach=zone.reach,
            beyond=made.crossing.beyond,
            truncated=zone.truncated,
            places=reached,
            people_on_record=sum(each.population or 0 for each in reached),
            evidence=list(made.content["evidence"]),
            method=stated(zone_method(consequence, zone.level, given=self._asked.air is not None)),
        )


class _Crowd:
    """The places around, each within the fence or outside."""

    def __init__(self, places: Rows, boundary: Boundary) -> None:
        self._rows = [row for row in places if row["longitude"] is not None]
        self._positions = [position_of(row, Label.RECEPTOR) for row in self._rows]
        plane = boundary.place(self._positions)
        self._within = boundary.holds(plane)

    def across(self, made: _Made) -> list[FootprintPlace]:
        """Return the places that a scenario reaches on the other side, nearest first."""
        found = [
            FootprintPlace(
                place=self._rows[touch.place]["id"],
                distance=touch.distance,
                population=self._rows[touch.place]["population"],
            )
            for touch in made.zone.touched(self._positions)
            if bool(self._within[touch.place]) != made.crossing.outward
        ]
        return sorted(found, key=lambda each: (each.distance, each.place))


def _people(crossings: Sequence[types.FenceCrossing]) -> int:
    """Return how many people on record are reached, each place once."""
    reached = {p.place: p.population or 0 for crossing in crossings for p in crossing.places}
    return sum(reached.values())


def _astray(name: str) -> Notice:
    return Notice(
        zh=f"“{name}”登记在本园区，坐标却在边界之外，按园区外单元计；请核对坐标或边界。",
        en=f"“{name}” is on record in this park, but its position lies outside the fence and it "
        "counts as outside; check the position or the boundary.",
    )
