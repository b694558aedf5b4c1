"""Nearness as a predicate (邻近条件编译): a box that an index finds, and the circle in it.

The distance is that of a sphere with the mean radius of the ellipsoid, by the haversine formula
(Sinnott 1984, Sky & Telescope 68:159): within 0.6 % of the geodesic, and the same on every engine.
"""

from dataclasses import dataclass
from math import asin, cos, degrees, pi, radians, sin
from typing import Final

from graph.cypher.names import Names

__all__ = ["Near", "in_box", "is_near"]

_RADIUS: Final = 6371.0088
"""Mean radius of the ellipsoid [km]."""
_RADIAN: Final = pi / 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A circle on the earth (邻近范围).

    Attributes:
        latitude: Of its middle, north positive [°].
        longitude: Of its middle, east positive [°].
        kilometres: Its radius [km].
    """

    latitude: float
    longitude: float
    kilometres: float

    @property
    def south_north(self) -> tuple[float, float]:
        """The parallels that it touches [°]."""
        reach = degrees(self.kilometres / _RADIUS)
        return self.latitude - reach, self.latitude + reach

    @property
    def west_east(self) -> tuple[float, float] | None:
        """The meridians that it touches [°]; None where it holds a pole or crosses 180°."""
        south, north = self.south_north
        if south <= -90.0 or north >= 90.0:  # noqa: PLR2004 - the poles
            return None
        reach = degrees(asin(sin(self.kilometres / _RADIUS) / cos(radians(self.latitude))))
        west, east = self.longitude - reach, self.longitude + reach
        return (west, east) if west >= -180.0 and east <= 180.0 else None  # noqa: PLR2004 - ditto


def is_near(names: Names, state: str, near: Near) -> str:
    """Return the predicate of lying within a circle; what has no position does not."""
    parallel, meridian = radians(near.latitude), radians(near.longitude)
    half = sin(near.kilometres / _RADIUS / 2)
    turn = names.parameter(_RADIAN)
    north = f"sin(({state}.latitude * {turn} - {names.parameter(parallel)}) / 2)"
    east = f"sin(({state}.longitude * {turn} - {names.parameter(meridian)}) / 2)"
    across = f"{names.parameter(cos(parallel))} * cos({state}.latitude * {turn})"
    haversine = f"{north} * {north} + {across} * {east} * {east}"
    # Null is not near, and NOT null would be unknown: a filter means yes or no.
    circle = f"coalesce({haversine} <= {names.parameter(half * half)}, false)"
    return f"{in_box(names, state, near)} AND {circle}"


def in_box(names: Names, state: str, near: Near) -> str:
    """Return the predicate of lying in the box around a circle, which an index answers."""
    parts = [_between(names, f"{state}.latitude", near.south_north)]
    if near.west_east:
        parts.append(_between(names, f"{state}.longitude", near.west_east))
    return " AND ".join(parts)


def _between(names: Names, stored: str, bounds: tuple[float, float]) -> str:
    low, high = bounds
    return f"{stored} >= {names.parameter(low)} AND {stored} <= {names.parameter(high)}"
