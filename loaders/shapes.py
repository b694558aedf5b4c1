"""Shapes (几何): points and areas of GeoJSON, checked before anything is built on them. Pure.

A boundary is what RFC 7946 section 3.1.1 says that it is: straight lines in longitude and latitude
between its corners, not geodesics. Whether a place lies inside is decided in that plane, so no
projection can move it over the line. How far it lies from the border is a length on the ellipsoid
(Karney 2013, J. Geodesy 87:43), to the nearest point of the border; that point is looked for in
a plane scaled at the latitude of the place, which over a park's few kilometres is the same.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.validation import explain_validity

from graph.errors import CustodyError

__all__ = [
    "Place",
    "Shape",
    "ShapeError",
    "area_of",
    "as_text",
    "border_distance",
    "moved",
    "shape_of",
]

Place = tuple[float, float]
"""Longitude and latitude [°]."""

Shape = Point | Polygon | MultiPolygon

_CHINA: Final = ((73.0, 136.0), (3.0, 54.0))
_CORNERS: Final = 4
_HUGE: Final = 1e9
_SHOWN: Final = 120
_ROUNDED: Final = 8
"""Places of a converted degree: about a millimetre."""

_INVALID: Final[Mapping[str, str]] = {
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界自身相接",
    "Hole lies outside shell": "内环在外环之外",
    "Holes are nested": "内环相互套叠",
    "Interior is disconnected": "内部不连通",
    "Nested shells": "多个外环相互套叠",
    "Duplicate Rings": "有重复的环",
    "Too few points in geometry component": "环的不同顶点不足三个",
}


class ShapeError(CustodyError):
    """A geometry is not one that can be used (几何无效).

    Attributes:
        where: Member of the geometry that is at fault, as ``coordinates[0][3]``.
        value: What stands there.
        expected: What should stand there, in English.
    """

    def __init__(self, where: str, value: object, zh: str, en: str) -> None:
        self.where = where
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        self.value = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        self.expected = en
        super().__init__(zh=zh, en=en)


def shape_of(raw: object) -> Shape:
    """Return a geometry of GeoJSON: a point, a polygon or several.

    Raises:
        ShapeError: If it is none of these, or not valid.
    """
    given = raw if isinstance(raw, Mapping) else {}
    kind, coordinates = given.get("type"), given.get("coordinates")
    if kind == "Point":
        return Point(_position(coordinates, "coordinates"))
    if kind == "Polygon":
        return _valid(_polygon(coordinates, "coordinates"))
    if kind == "MultiPolygon":
        parts = _listed(coordinates, "coordinates")
        return _valid(
            MultiPolygon([_polygon(part, f"coordinates[{k}]") for k, part in enumerate(parts)])
        )
    raise ShapeError(
        "type",
        kind,
        "几何类型应为 Point、Polygon 或 MultiPolygon",
        "expected a Point, Polygon or MultiPolygon",
    )


def area_of(text: str) -> Polygon | MultiPolygon:
    """Return the area that the text of a GeoJSON geometry draws.

    Raises:
        ShapeError: If it draws none.
    """
    try:
        raw = json.loads(text)
    except (RecursionError, ValueError) as error:
        raise ShapeError(
            "", text[:80], "应为 GeoJSON 几何", "expected a GeoJSON geometry"
        ) from error
    shape = shape_of(raw)
    if isinstance(shape, Point):
        raise ShapeError(
            "type",
            "Point",
            "边界应为面（Polygon 或 MultiPolygon）",
            "expected an area, not a point",
        )
    return shape


def moved(shape: Shape, move: Callable[[Place], Place]) -> Shape:
    """Return a shape whose corners lie elsewhere, in another system of coordinates."""

    def each(corners: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.array([move((float(x), float(y))) for x, y in corners]).reshape(-1, 2)

    found: Shape = shapely.transform(shape, each)
    return found


def as_text(area: Polygon | MultiPolygon) -> str:
    """Return an area as a GeoJSON geometry."""
    return str(shapely.to_geojson(shapely.transform(area, lambda c: np.round(c, _ROUNDED))))


def border_distance(area: Polygon | MultiPolygon, place: Place) -> float:
    """Return how far a place lies from the border of an area, inside or out [m]."""
    scale = np.array([math.cos(math.radians(place[1])), 1.0])
    border = shapely.transform(area.boundary, lambda corners: corners * scale)
    line = shapely.shortest_line(border, Point(*(np.array(place) * scale)))
    x, y = shapely.get_coordinates(line)[0] / scale
    found = Geodesic.WGS84.Inverse(place[1], place[0], float(y), float(x), Geodesic.DISTANCE)
    return float(found["s12"])


def _polygon(raw: object, where: str) -> Polygon:
    rings = [_ring(ring, f"{where}[{k}]") for k, ring in enumerate(_listed(raw, where))]
    return Polygon(rings[0], rings[1:])


def _ring(raw: object, where: str) -> list[Place]:
    corners = [_position(each, f"{where}[{k}]") for k, each in enumerate(_listed(raw, where))]
    if corners[0] != corners[-1]:
        raise ShapeError(
            where,
            [corners[0], corners[-1]],
            "环没有闭合：末点应与首点相同",
            "the ring is not closed: its last position must be its first",
        )
    if len(corners) < _CORNERS:
        raise ShapeError(
            where,
            corners,
            f"环至少应有 {_CORNERS} 个位置",
            f"expected at least {_CORNERS} positions in a ring",
        )
    return corners


def _listed(raw: object, where: str) -> Sequence[object]:
    if isinstance(raw, list) and raw:
        return raw
    raise ShapeError(where, raw, "应为非空的坐标数组", "expected an array of positions")


def _position(raw: object, where: str) -> Place:
    """Return longitude and latitude; a height is left out.

    Raises:
        ShapeError: If it is none, or looks as if its numbers were swapped.
    """
    numbers = raw[:2] if isinstance(raw, list) else []
    if len(numbers) != 2 or not all(map(_is_number, numbers)):  # noqa: PLR2004 - two numbers
        raise ShapeError(where, raw, "应为 [经度, 纬度]", "expected [longitude, latitude]")
    x, y = map(float, numbers)
    if _looks_swapped(x, y):
        raise ShapeError(
            where,
            raw,
            "经度和纬度像是颠倒了：GeoJSON 中经度在前",
            "longitude and latitude look swapped: in GeoJSON the longitude comes first",
        )
    if not (abs(x) <= 180.0 and abs(y) <= 90.0):  # noqa: PLR2004 - the ends of the earth
        raise ShapeError(
            where,
            raw,
            "经度应在 -180 至 180、纬度应在 -90 至 90 之间",
            "expected a longitude of -180 to 180 and a latitude of -90 to 90",
        )
    return x, y


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _HUGE


def _looks_swapped(x: float, y: float) -> bool:
    """Tell whether a place lies in China only if its numbers change places."""
    return _in_china(y, x) and not _in_china(x, y)


def _in_china(x: float, y: float) -> bool:
    (west, east), (south, north) = _CHINA
    return west <= x <= east and south <= y <= north


def _valid(shape: Polygon | MultiPolygon) -> Polygon | MultiPolygon:
    if shape.is_valid:
        return shape
    said = explain_validity(shape)
    reason, _, at = said.partition("[")
    near = f"，在 {at.rstrip(']')} 附近" if at else ""
    zh = f"{_INVALID.get(reason, '边界无效')}{near}"
    raise ShapeError("coordinates", said, zh, f"the area is not valid: {said}")
