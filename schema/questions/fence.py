"""What can cross the fence of a park, or come in over it (越界影响)."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache, partial
from typing import Any, Final

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from hazard.boundary import boundary_of
from hazard.errors import HazardError
from hazard.footprint import FootprintLevel
from hazard.geodesy import Box, Position, box_around, box_of
from schema.answers import Answer, answering, snapshot_of
from schema.questions.crossings import Asked, Sides
from schema.questions.footprint import crowded
from schema.questions.sites import weather_of
from schema.questions.unplaced import MAX_PLACES, unplaced_around
from schema.reading import Asking
from schema.types import problems
from schema.types.base import At
from schema.types.exposure import WeatherInput

__all__ = ["fence"]

MAX_RADIUS: Final = 20_000.0
MAX_UNITS: Final = 500

Rows = Sequence[dict[str, Any]]


async def fence(
    info: Asking,
    of: strawberry.ID,
    weather: WeatherInput | None = None,
    level: FootprintLevel = FootprintLevel.END_POINT,
    radius: float = 5_000.0,
    at: At | None = None,
) -> Any:
    """Tell what accidents within a park carry over its fence, and those outside carry in."""

    async def ask(when: Point) -> Answer:
        if not 0 < radius <= MAX_RADIUS:
            return _too_far(radius)
        try:
            air = weather_of(weather)
            parks = await info.context.store.read(
                question("hazard/park").text, {"id": of, **when.parameters}
            )
            if not parks:
                return problems.not_found(of, "园区")
            boundary = boundary_of(parks[0]["boundary"], parks[0]["name"])
            rows = await _units(info, of, _widened(boundary.box, radius), when)
            if len(rows) > MAX_UNITS:
                return _too_many(len(rows))
            asked = Asked(park=of, row=parks[0], air=air, level=level, radius=radius)
            sides = cache(partial(Sides, asked, boundary, rows))
            what, computed = ("fence", of, air, level, radius), info.context.computed
            box = await computed.apart(what, [*parks, *rows], lambda: sides().box)
            places, lost = await asyncio.gather(
                _around(info, box, when),
                unplaced_around(info, [row["unit"] for row in rows], when),
            )
            if len(places) > MAX_PLACES:
                return crowded(len(places))
            answer = await computed.apart(
                (*what, "places"),
                [*parks, *rows, *places, *lost],
                lambda: sides().answer(places, lost, when),
            )
            return replace(answer, snapshot=snapshot_of(when))
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


def _too_far(radius: float) -> problems.BudgetExceeded:
    return problems.BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"radius 应大于 0、不超过 {MAX_RADIUS:g} m，收到 {radius:g}。",
        message_en=f"radius must be above 0 and at most {MAX_RADIUS:g} m, got {radius:g}.",
        limit=MAX_RADIUS,
        asked=radius,
    )


def _too_many(count: int) -> problems.BudgetExceeded:
    return problems.BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"园区内和周边单元超过 {MAX_UNITS} 个，请减小 radius。",
        message_en=f"More than {MAX_UNITS} units in the park and around it; lower radius.",
        limit=MAX_UNITS,
        asked=count,
    )


async def _units(info: Asking, park: str, box: Box, when: Point) -> Rows:
    """Return the units of a park and those around it, each once; `member` tells which are its."""
    read = info.context.store.read
    most = {"limit": MAX_UNITS + 1, **when.parameters}
    members, near = await asyncio.gather(
        read(question("hazard/members").text, {"id": park, **most}),
        read(question("hazard/around").text, {"id": "", **asdict(box), **most}),
    )
    found = {row["unit"]: {**row, "member": False} for row in near}
    return list((found | {row["unit"]: {**row, "member": True} for row in members}).values())


async def _around(info: Asking, box: Box | None, when: Point) -> Rows:
    """Return the places within the farthest reach."""
    if box is None:
        return []
    return await info.context.store.read(
        question("hazard/receptors").text,
        {**asdict(box), "limit": MAX_PLACES + 1, **when.parameters},
    )


def _widened(box: Box, radius: float) -> Box:
    """Return a box that holds every place within a distance of another."""
    corners = ((box.west, box.south), (box.east, box.north))
    return box_of([box_around(Position(longitude=x, latitude=y), radius) for x, y in corners])
