"""What questions about places share (场所): positions, contents and weather."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import EquipmentKind, RoofKind, Siting, SubstanceState
from hazard.consequence.stored import Stored
from hazard.errors import HazardError, MissingInputError
from hazard.geodesy import Position, box_around
from hazard.notice import Notice
from hazard.weather import WORST_WEATHER, Weather
from schema.context import Asker
from schema.types import exposure as types, problems
from schema.types.exposure import WeatherInput

__all__ = [
    "NOTHING_ON_RECORD",
    "contents_of",
    "position_of",
    "shown",
    "stored_of",
    "told",
    "units_around",
    "weather_of",
]

Row = Mapping[str, Any]

NOTHING_ON_RECORD: Final = Notice(
    zh="范围内没有登记任何有经纬度的单元：这只说明没有记录，不说明没有危险；"
    "由此得出的零（风险、人数、越界）不是评估结论。"
    "请在单元登记表中补充经纬度（Unit.longitude、Unit.latitude）。",
    en="No unit with a position is on record here: that says that nothing is on record, not that "
    "there is no danger, and a zero that follows from it (of risk, of people, of what crosses) is "
    "no finding. Supply positions in the register of units (Unit.longitude, Unit.latitude).",
)
"""Warns of an answer that rests on no unit at all (无记录不等于无危险)."""

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
        volume=row["volume"],
        roof=RoofKind(row["roof"]) if row["roof"] else None,
        tank_area=row["tank_area"],
        diameter=row["diameter"],
        inerting_failure=row["inerting_failure"],
        siting=Siting(row["siting"]) if row["siting"] else None,
    )


def told(found: Sequence[tuple[str, HazardError]]) -> Iterator[types.NotComputed]:
    """Yield what kept units out, each once."""
    for unit, error in {(unit, str(error)): (unit, error) for unit, error in found}.values():
        yield types.NotComputed(unit=unit, problem=problems.problem_of(error))


async def units_around(
    info: Asker, of: str, centre: Position, radius: float, when: Point, *, most: int
) -> list[dict[str, Any]] | problems.BudgetExceeded:
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
