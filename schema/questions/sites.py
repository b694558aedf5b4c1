"""What questions about places share (场所): positions, contents and weather."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.consequence.stored import Stored
from hazard.errors import HazardError, MissingInputError
from hazard.geodesy import Position
from hazard.notice import Notice
from hazard.weather import WORST_WEATHER, Weather
from schema.types import exposure as types, problems
from schema.types.exposure import WeatherInput

__all__ = ["contents_of", "position_of", "shown", "stored_of", "told", "weather_of"]

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
    )


def told(found: Sequence[tuple[str, HazardError]]) -> Iterator[types.NotComputed]:
    """Yield what kept units out, each once."""
    for unit, error in {(unit, str(error)): (unit, error) for unit, error in found}.values():
        yield types.NotComputed(unit=unit, problem=problems.problem_of(error))
