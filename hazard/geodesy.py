"""Places on the ellipsoid (椭球面上的位置): boxes to look in, and offsets in metres.

Geodesics after Karney 2013, J. Geodesy 87:43-55, on the ellipsoid of CGCS2000. Databases
differ by a thousandth in what they call a distance, so they only filter boxes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from geographiclib.geodesic import Geodesic

from hazard.notice import Notice
from hazard.quantities import DISTANCE
from hazard.validity import FloatArray, positive, within

__all__ = ["Box", "Position", "box_around", "box_of", "destinations", "offsets"]

_CGCS2000: Final = Geodesic(6_378_137.0, 1 / 298.257222101)
_LONGITUDE: Final = Notice(zh="经度", en="The longitude")
_LATITUDE: Final = Notice(zh="纬度", en="The latitude")
_POLE: Final = 85.0  # nearer to a pole, a box of longitudes makes no sense [°]
_EAST: Final = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place, CGCS2000 (位置).

    Attributes:
        longitude: λ [°], east positive.
        latitude: φ [°], north positive.

    Raises:
        OutOfValidityError: If there is no such place, or it is near a pole.
    """

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        within(self.longitude, -180, 180, _LONGITUDE, unit="°")
        within(self.latitude, -_POLE, _POLE, _LATITUDE, unit="°")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Bounds of longitude and latitude [°] (经纬度范围)."""

    south: float
    west: float
    north: float
    east: float


def box_around(centre: Position, radius: float) -> Box:
    """Return a box that holds every place within a distance (外接经纬度范围).

    Args:
        centre: Middle of the box.
        radius: Distance [m]; some places in the box are farther.

    >>> box = box_around(Position(longitude=119.0, latitude=25.2), 1000)
    >>> round(box.north - box.south, 4), round(box.east - box.west, 4)
    (0.0181, 0.0198)
    """
    far = float(positive(radius, DISTANCE, unit="m"))
    north, south = (
        _CGCS2000.Direct(centre.latitude, centre.longitude, azimuth, far)["lat2"]
        for azimuth in (0.0, 180.0)
    )
    # A metre spans most longitude at the end of the box nearer to a pole.
    widest = max(north, south, key=abs)
    east = _CGCS2000.Direct(widest, 0.0, _EAST, far)["lon2"]
    return Box(south=south, west=centre.longitude - east, north=north, east=centre.longitude + east)


def box_of(boxes: Sequence[Box]) -> Box:
    """Return the box that holds several (合并经纬度范围).

    >>> box_of([Box(south=1, west=1, north=2, east=2), Box(south=0, west=2, north=1, east=3)])
    Box(south=0, west=1, north=2, east=3)
    """
    return Box(
        south=min(box.south for box in boxes),
        west=min(box.west for box in boxes),
        north=max(box.north for box in boxes),
        east=max(box.east for box in boxes),
    )


def offsets(origin: Position, places: Sequence[Position]) -> tuple[FloatArray, FloatArray]:
    """Return how far east and north places lie of another [m] (东向与北向偏移).

    The length is that of the geodesic, the direction the one it leaves in.

    >>> here = Position(longitude=119.0, latitude=25.2)
    >>> east, north = offsets(here, [Position(longitude=119.01, latitude=25.2)])
    >>> round(float(east[0])), abs(round(float(north[0])))
    (1008, 0)
    """
    lines = [
        _CGCS2000.Inverse(origin.latitude, origin.longitude, place.latitude, place.longitude)
        for place in places
    ]
    length = np.array([line["s12"] for line in lines], dtype=np.float64)
    azimuth = np.radians(np.array([line["azi1"] for line in lines], dtype=np.float64))
    return length * np.sin(azimuth), length * np.cos(azimuth)


def destinations(
    origin: Position, bearings: Sequence[float] | FloatArray, distances: FloatArray
) -> list[Position]:
    """Return the places reached along bearings [°] over distances [m] (终点位置).

    >>> here = Position(longitude=119.0, latitude=25.2)
    >>> (east,) = destinations(here, [90.0], np.array([1008.0]))
    >>> round(east.longitude, 5), round(east.latitude, 5)
    (119.01, 25.2)
    """
    lines = [
        _CGCS2000.Direct(origin.latitude, origin.longitude, float(azimuth), float(away))
        for azimuth, away in zip(bearings, distances, strict=True)
    ]
    return [Position(longitude=line["lon2"], latitude=line["lat2"]) for line in lines]
