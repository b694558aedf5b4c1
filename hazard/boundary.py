"""Boundaries (四至边界): the fence of a park on the ground, from a GeoJSON geometry (RFC 7946).

All is laid out in one plane around the park, by geodesics from its middle; 20 km off, that is
within three centimetres. Edges are straight in longitude and latitude, as RFC 7946, 3.1.1 wants.
"""

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hazard.errors import HazardError, MissingInputError, OutOfValidityError
from hazard.geodesy import Box, Position, offsets
from hazard.notice import Notice
from hazard.validity import FloatArray

__all__ = ["Boundary", "BoundaryError", "boundary_of"]

BoolArray = npt.NDArray[np.bool_]

_BOUNDARY: Final = Notice(
    zh="四至边界（GeoJSON，由园区边界图或园区登记表提供）",
    en="boundary (GeoJSON, from the map of the park or the register of parks)",
)
_SPACING: Final = 25.0
"""Greatest distance between the points that stand for the fence [m]."""
_METRE: Final = 1 / 111_000  # of latitude [°]
_CORNERS: Final = 3
_MOST: Final = 20_000
_AT_ONCE: Final = 500  # places whose distances are found at once


class BoundaryError(HazardError):
    """A boundary on record cannot be read (边界无法使用).

    Attributes:
        of: The park.
    """

    def __init__(self, of: str, zh: str, en: str) -> None:
        self.of = of
        super().__init__(
            zh=f"“{of}”登记的四至边界无法使用：{zh}；请在 Park.boundary 中更正。",
            en=f"The boundary on record of “{of}” cannot be used: {en}; correct Park.boundary.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A fence laid out in a plane around its park (边界).

    Attributes:
        centre: Middle of the plane.
        box: Bounds of the fence.
        starts: East and north of the start of each piece of fence [m], a row each.
        ends: The same of its end [m].
    """

    centre: Position
    box: Box
    starts: FloatArray
    ends: FloatArray

    def place(self, positions: Sequence[Position]) -> FloatArray:
        """Return where places lie in the plane: east and north [m], a row each."""
        return np.column_stack(offsets(self.centre, positions)).reshape(-1, 2)

    def holds(self, places: FloatArray) -> BoolArray:
        """Return which places lie within the fence, by the even-odd rule (是否在边界内)."""
        (x0, y0), (x1, y1) = self.starts.T, self.ends.T
        x, y = places[:, :1], places[:, 1:]
        spans = (y0 > y) != (y1 > y)
        rise = np.where(y1 == y0, 1.0, y1 - y0)
        crossed = spans & (x < x0 + (y - y0) / rise * (x1 - x0))
        return np.asarray(crossed.sum(axis=1) % 2 == 1)

    def feet(self, places: FloatArray) -> FloatArray:
        """Return the nearest point of each piece of fence to places: a row each, in the plane."""
        along = self.ends - self.starts
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        away = places[..., None, :] - self.starts
        share = np.clip((away * along).sum(axis=-1) / length, 0, 1)
        return np.asarray(self.starts + share[..., None] * along)

    def distances(self, places: FloatArray) -> FloatArray:
        """Return how far places lie from the fence [m], on either side (离边界的距离)."""
        found = [
            np.hypot(*np.moveaxis(self.feet(some) - some[:, None, :], -1, 0)).min(axis=1)
            for some in np.array_split(places, len(places) // _AT_ONCE + 1)
        ]
        return np.concatenate(found)


def boundary_of(text: str | None, of: str) -> Boundary:
    """Return the fence of a park (边界).

    Args:
        text: GeoJSON geometry: a Polygon or a MultiPolygon, as RFC 7946 has it.
        of: Name of the park, for messages.

    Raises:
        MissingInputError: If none is on record.
        BoundaryError: If it is not such a geometry.

    >>> square = "[[[119, 25], [119.01, 25], [119.01, 25.01], [119, 25.01], [119, 25]]]"
    >>> park = boundary_of('{"type": "Polygon", "coordinates": ' + square + "}", "样例园区")
    >>> here, away = (
    ...     Position(longitude=119.001, latitude=25.001),
    ...     Position(longitude=119, latitude=26),
    ... )
    >>> park.holds(park.place([here, away])).tolist()
    [True, False]
    """
    if not text:
        raise MissingInputError(_BOUNDARY, of, "Park.boundary")
    rings = [_ring(ring, of) for ring in _rings(text, of)]
    corners = np.vstack(rings)
    if corners.size == 0:
        raise BoundaryError(of, "没有坐标", "it has no coordinates")
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    centre = _position((west + east) / 2, (south + north) / 2, of)
    pieces = [_split(ring) for ring in rings]
    if sum(map(len, pieces)) > _MOST:
        raise BoundaryError(of, f"超过 {_MOST * _SPACING:g} m", "it is too long for a park")
    planes = [
        np.column_stack(offsets(centre, [_position(x, y, of) for x, y in piece]))
        for piece in pieces
    ]
    return Boundary(
        centre=centre,
        box=Box(south=float(south), west=float(west), north=float(north), east=float(east)),
        starts=np.vstack([plane[:-1] for plane in planes]),
        ends=np.vstack([plane[1:] for plane in planes]),
    )


def _rings(text: str, of: str) -> Iterator[Any]:
    """Yield every ring of a geometry, holes among them."""
    try:
        found = json.loads(text)
        kind, coordinates = found["type"], found["coordinates"]
    except (ValueError, KeyError, TypeError) as error:
        raise BoundaryError(of, "不是 GeoJSON 几何", "it is no GeoJSON geometry") from error
    if kind not in {"Polygon", "MultiPolygon"} or not coordinates:
        raise BoundaryError(
            of, f"几何类型 {kind}，应为 Polygon 或 MultiPolygon", f"it is a {kind}, not a Polygon"
        )
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        yield from polygon


def _ring(ring: Any, of: str) -> FloatArray:
    """Return the corners of a closed ring [°], the first again at the end."""
    try:
        corners = np.array([corner[:2] for corner in ring], dtype=np.float64).reshape(-1, 2)
    except (TypeError, ValueError, IndexError) as error:
        raise BoundaryError(of, "坐标不是数字对", "a corner is no pair of numbers") from error
    if len(corners) <= _CORNERS or not np.isfinite(corners).all():
        raise BoundaryError(of, "环至少要有三个角", "a ring needs three corners")
    if (corners[0] != corners[-1]).any():
        raise BoundaryError(of, "环没有闭合", "a ring is not closed")
    return corners


def _split(ring: FloatArray) -> list[tuple[float, float]]:
    """Return points along a ring [°], near enough to each other to stand for it."""
    found: list[tuple[float, float]] = []
    for start, end in itertools.pairwise(ring):
        count = max(1, int(np.ceil(np.hypot(*(end - start)) / (_SPACING * _METRE))))
        count = min(count, _MOST + 1)
        steps = np.arange(count)[:, None] / count
        found += [(float(x), float(y)) for x, y in start + steps * (end - start)]
    return [*found, (float(ring[-1][0]), float(ring[-1][1]))]


def _position(longitude: float, latitude: float, of: str) -> Position:
    try:
        return Position(longitude=float(longitude), latitude=float(latitude))
    except OutOfValidityError as error:
        raise BoundaryError(of, error.zh, error.en) from error
