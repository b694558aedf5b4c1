"""What questions about places share (场所): positions, contents and weather."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import EquipmentKind, SubstanceState
from hazard.consequence.stored import Stored
from hazard.errors import HazardError, MissingInputError
from hazard.geodesy import Position, box_around
from hazard.notice import Notice
from hazard.weather import WORST_WEATHER, Weather
from schema.context import Asker
from schema.types import exposure as types, problems
from schema.types.exposure import WeatherInput

__all__ = [
    "contents_of",
    "position_of",
    "shown",
    "stored_of",
    "told",
    "units_around",
    "weather_of",
]

Row = Mapping[str, Any]

_POSITION: Final = Notice(zh="经纬度", en="position")
_CONTENTS: Final = Notice(zh="储存/使用的物质", en="list of substances held")


def weather_of(given: WeatherInput | None) -> Weather | None:
    """Return the weather that was asked; None where the worst case is to be taken."""
    if given is None:
        return None
    return Weather(wind=given.wind_speed, stability=given.stability, direction=given.wind_direction)


def shown(air: Weather | None) -> types.Weather:
    """Return the weather that was computed with, as answers show it."""
    taken = air or WORST_WEATHER
    return types.Weather(
        wind_speed=taken.wind,
        stability=taken.stability,
        wind_direction=taken.direction,
        worst_case=air is None,
    )


def position_of(row: Row, kind: str) -> Position:
    """Return where something of a kind is; `MissingInputError` if the record does not say."""
    for field in ("longitude", "latitude"):
        if row[field] is None:
            raise MissingInputError(_POSITION, row["name"], f"{kind}.{field}")
    return Position(longitude=row["longitude"], latitude=row["latitude"])


def contents_of(row: Row) -> Sequence[Row]:
    """Return what a unit holds; `MissingInputError` if nothing is on record."""
    if not row["contents"]:
        raise MissingInputError(_CONTENTS, row["name"], "HOLDS.quantity")
    found: Sequence[Row] = row["contents"]
    return found


def stored_of(row: Row, content: Row) -> Stored:
    """Return one substance in a unit, as the physics takes it."""
    return Stored(
        unit=row["name"],
        name=content["name"],
        cas=content["cas"],
        symbols=tuple(content["categories"]),
        quantity=content["quantity"],
        state=SubstanceState(content["state"]) if content["state"] else None,
        temperature=content["temperature"],
        pressure=content["pressure"],
        equipment=EquipmentKind(row["equipment"]) if row["equipment"] else None,
        bund_area=row["bund_area"],
        obstructed_volume=row["obstructed_volume"],
    )


def told(found: Sequence[tuple[str, HazardError]]) -> Iterator[types.NotComputed]:
    """Yield what kept units out, each once."""
    for unit, error in {(unit, str(error)): (unit, error) for unit, error in found}.values():
        yield types.NotComputed(unit=unit, problem=problems.problem_of(error))


async def units_around(
    info: Asker, of: str, centre: Position, radius: float, when: Point, *, most: int
) -> Sequence[Row] | problems.BudgetExceeded:
    """Return the units in a box round a place, with what they hold.

    Args:
        info: The request.
        of: Organisation whose park is looked through for units without a position, or nothing.
        centre: The place.
        radius: Distance that the box holds [m].
        when: Point on both clocks.
        most: Number of units above which the question is refused.
    """
    rows = await info.context.store.read(
        question("hazard/around").text,
        {"id": of, **asdict(box_around(centre, radius)), "limit": most + 1, **when.parameters},
    )
    if len(rows) <= most:
        return rows
    return problems.BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"半径 {radius:g} m 内单元超过 {most} 个，请缩小范围。",
        message_en=f"More than {most} units within {radius:g} m; ask a smaller radius.",
        limit=most,
        asked=len(rows),
    )
