"""Whom must be warned in this wind (影响范围)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from typing import Any, Final

import numpy as np
import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from hazard.catalogue import method_of
from hazard.consequence.effect import Consequence, EffectKind
from hazard.consequence.stored import Stored
from hazard.errors import HazardError
from hazard.exposure import consequences_of
from hazard.footprint import (
    Footprint,
    FootprintLevel,
    Level,
    footprint_of,
    iso_levels,
    level_of,
)
from hazard.geodesy import Box, Position, box_around, offsets
from hazard.method import MethodStatement
from hazard.notice import Notice
from hazard.weather import WORST_CASE, WORST_WEATHER, Weather
from schema.answers import Answer, answering, snapshot_of
from schema.questions.sites import (
    contents_of,
    position_of,
    shown,
    stored_of,
    told,
    weather_of,
)
from schema.questions.unplaced import MAX_PLACES, unplaced_around, warning_of
from schema.reading import Asking, asked_of
from schema.types import footprint as types, problems
from schema.types.base import At
from schema.types.exposure import WeatherInput
from schema.types.method import said, stated

__all__ = ["ON_RECORD", "crowded", "footprint", "level_shown", "zone_method"]

Row = Mapping[str, Any]
Rows = Sequence[dict[str, Any]]

_UNITS: Final = {
    EffectKind.HEAT_RADIATION: ("kW/m²", 1e-3),
    EffectKind.OVERPRESSURE: ("kPa", 1e-3),
    EffectKind.TOXIC: ("mg/m³", 1e6),
    EffectKind.FLASH_FIRE: ("mg/m³", 1e6),
}
ON_RECORD: Final = Notice(
    zh="只计入登记了经纬度的防护目标和企业；人数取登记人数，企业从业人员未登记、不计入。",
    en="Only protection targets and enterprises with a position count; people are those on "
    "record, employees are not.",
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A footprint with what it comes from (影响范围与存量)."""

    content: Row
    footprint: Footprint
    lines: Sequence[Footprint]


async def footprint(
    info: Asking,
    of: strawberry.ID,
    weather: WeatherInput | None = None,
    level: FootprintLevel = FootprintLevel.END_POINT,
    at: At | None = None,
) -> Any:
    """Tell which ground the accidents of a unit reach, and who is on it."""

    async def ask(when: Point) -> Answer:
        try:
            air = weather_of(weather)
            found = await info.context.store.read(
                question("hazard/stored").text, {"ids": [of], **when.parameters}
            )
            if not found:
                return problems.not_found(of, "单元")
            origin = position_of(found[0], "Unit")
            lines = asked_of(info).mentions("isoLines")
            accidents = cache(partial(_Accidents, found[0], origin, air, level, lines=lines))
            asked, computed = ("footprint", of, air, level, lines), info.context.computed
            box = await computed.apart(asked, found, lambda: accidents().box)
            places, lost = await asyncio.gather(
                _within(info, box, when), unplaced_around(info, [of], when)
            )
            if len(places) > MAX_PLACES:
                return crowded(len(places))
            answer = await computed.apart(
                (*asked, "places"),
                [*found, *places, *lost],
                lambda: accidents().answer(places, lost, when),
            )
            return replace(answer, snapshot=snapshot_of(when))
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


async def _within(info: Asking, box: Box | None, when: Point) -> Rows:
    """Return the places within a box."""
    if box is None:
        return []
    return await info.context.store.read(
        question("hazard/receptors").text,
        {**asdict(box), "limit": MAX_PLACES + 1, **when.parameters},
    )


class _Accidents:
    """The footprints of one unit, farthest first, and what kept others out."""

    def __init__(
        self,
        row: Row,
        origin: Position,
        air: Weather | None,
        level: FootprintLevel,
        *,
        lines: bool,
    ) -> None:
        self._row, self._origin = row, origin
        self._air, self._level, self._lines = air, level, lines
        self._lacking: list[HazardError] = []
        self._unmodelled: list[Notice] = []
        made = [m for content in contents_of(row) for m in self._of(content)]
        self._made = sorted(made, key=lambda m: -m.footprint.reach)

    @property
    def box(self) -> Box | None:
        """A box that holds every footprint; None where there is none."""
        return box_around(self._origin, self._made[0].footprint.reach) if self._made else None

    def _of(self, content: Row) -> list[_Made]:
        stored = stored_of(self._row, content)
        found, errors, unmodelled = consequences_of(stored, self._air or WORST_WEATHER)
        self._lacking += errors
        self._unmodelled += unmodelled
        made = []
        for consequence in found:
            try:
                made.append(self._drawn(content, consequence, stored))
            except HazardError as error:
                self._lacking.append(error)
        return made

    def _drawn(self, content: Row, consequence: Consequence, stored: Stored) -> _Made:
        substance, air = stored.cas or stored.name, self._air or WORST_WEATHER
        wanted = level_of(consequence, self._level, substance)
        levels = iso_levels(consequence, substance) if self._lines else ()
        lines = [footprint_of(self._origin, consequence, level, air) for level in levels]
        return _Made(
            content,
            footprint_of(self._origin, consequence, wanted, air),
            [line for line in lines if line.reach > max(1.0, consequence.stated[0])],
        )

    def answer(self, places: Rows, lost: Sequence[Row], when: Point) -> types.Footprint:
        """Return the footprints with who is on them; `lost` are places without a position."""
        unit = self._row["unit"]
        located = [row for row in places if row["longitude"] is not None]
        return types.Footprint(
            unit=unit,
            snapshot=snapshot_of(when),
            weather=shown(self._air),
            zones=[self._zone(made, located) for made in self._made],
            not_computed=list(told([(unit, error) for error in self._lacking])),
            complete=not self._lacking
            and not self._unmodelled
            and not lost
            and not any(made.footprint.truncated for made in self._made),
            assumptions=said([*(self._air or WORST_WEATHER).assumptions, ON_RECORD]),
            warnings=said([*self._unmodelled, *warning_of(lost)]),
        )

    def _zone(self, made: _Made, places: Rows) -> types.FootprintZone:
        drawn, consequence = made.footprint, made.footprint.consequence
        value, unit = level_shown(drawn.level, consequence.kind)
        within = self._within(drawn, places)
        return types.FootprintZone(
            substance=made.content["substance"],
            scenario=consequence.scenario.kind,
            kind=consequence.kind,
            level=value,
            level_unit=unit,
            level_meaning=str(drawn.level.words),
            reach=drawn.reach,
            truncated=drawn.truncated,
            polygon=_geometry("Polygon", [_corners(drawn.ring)]),
            iso_lines=[_line(each) for each in made.lines],
            places=within,
            people_on_record=sum(each.population or 0 for each in within),
            evidence=list(made.content["evidence"]),
            method=stated(zone_method(consequence, drawn.level, given=self._air is not None)),
        )

    def _within(self, drawn: Footprint, places: Rows) -> list[types.FootprintPlace]:
        east, north = offsets(self._origin, [position_of(row, "Receptor") for row in places])
        found = [
            types.FootprintPlace(
                place=row["id"], distance=float(away), population=row["population"]
            )
            for row, away, held in zip(
                places, np.hypot(east, north), drawn.holds(east, north), strict=True
            )
            if held
        ]
        return sorted(found, key=lambda each: each.distance)


def level_shown(level: Level, kind: EffectKind) -> tuple[float, str]:
    """Return the value of a level as answers show it, and its unit."""
    unit, factor = ("1", 1.0) if level.lethal else _UNITS[kind]
    return level.value * factor, unit


def zone_method(consequence: Consequence, level: Level, *, given: bool) -> MethodStatement:
    """Return what gave the ground of a scenario; `given` tells whether the weather was."""
    cited = (level.citation,) if level.citation else ()
    worst = () if given else (WORST_CASE,)
    return method_of(
        (consequence.scenario.citation, *consequence.citations, *cited, *worst),
        assumptions=(consequence.scenario.story, *consequence.assumptions),
    )


def crowded(count: int) -> problems.BudgetExceeded:
    """Return the problem that more places lie on the ground than are told of."""
    return problems.BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"范围内目标超过 {MAX_PLACES} 个，请改用 ONE_PERCENT_LETHALITY 界限。",
        message_en=f"More than {MAX_PLACES} places; ask for ONE_PERCENT_LETHALITY.",
        limit=MAX_PLACES,
        asked=count,
    )


def _line(drawn: Footprint) -> types.IsoLine:
    value, unit = level_shown(drawn.level, drawn.consequence.kind)
    return types.IsoLine(
        level=value,
        level_unit=unit,
        level_meaning=str(drawn.level.words),
        reach=drawn.reach,
        truncated=drawn.truncated,
        line=_geometry("LineString", _corners(drawn.ring)),
    )


def _geometry(kind: str, coordinates: Sequence[Any]) -> Any:
    """Return a GeoJSON geometry."""
    return {"type": kind, "coordinates": coordinates}


def _corners(ring: Sequence[Position]) -> list[list[float]]:
    """Return places as GeoJSON, to a centimetre."""
    return [[round(corner.longitude, 7), round(corner.latitude, 7)] for corner in ring]
