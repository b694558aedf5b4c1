"""What is to be drawn (图面内容): everything in metres around the origin, nothing of pixels."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from hazard.boundary import boundary_of
from hazard.errors import HazardError
from hazard.geodesy import Position, offsets

__all__ = ["Arrow", "Point", "Role", "Scene", "Spot", "Zone", "scene_of"]

Point = tuple[float, float]
"""East and north of the origin [m]."""
Row = Mapping[str, Any]
_MOST: Final = 40
"""Arrows that are drawn; more would hide each other."""
_APART: Final = 100.0
"""Distance between units of a sketch, which has no scale."""


class Role(Enum):
    """What a place is in the accident (角色)."""

    ORIGIN = "origin"
    EVENT = "event"
    NEAR = "near"
    UNIT = "unit"
    REACHED = "reached"
    RECEPTOR = "receptor"


Told = tuple[Row, Role, int | None, float | None]
"""A place, what it is, its row in the table of what follows, and its probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A unit or a place (图上对象).

    Attributes:
        id: Its id.
        name: Its name.
        role: What it is in the accident.
        at: Where it lies.
        number: Its row in the table of what follows; None if it does not follow.
        probability: That it fails, or is reached; None where nothing says so.
    """

    id: str
    name: str
    role: Role
    at: Point
    number: int | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One unit making another fail (升级), by its heat or by its blast."""

    source: Spot
    target: Spot
    probability: float
    blast: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The ground that one scenario of an origin reaches (影响范围).

    Attributes:
        asked: The zone as the footprint tells it.
        unit: Name of the origin.
        lethal: Whether its level is that of one death in a hundred.
        ring: Its edge.
    """

    asked: Row
    unit: str
    lethal: bool
    ring: Sequence[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that is drawn (图面).

    Attributes:
        spots: Places, those that matter most first.
        arrows: Escalation, most probable first.
        arrows_left: How many more there are that are not drawn.
        zones: Ground that is reached, widest first.
        fence: Rings of the park's boundary; none if it is not on file or cannot be used.
        park: Name of the park, if the origin lies in one.
        unplaced: Names of what is reached and has no position.
        fault: Why a boundary on file is not drawn.
        left: How many units and receptors of the park were too many to be fetched.
        unscaled: Names of origins without a position: then no ground is drawn, and units stand in
            the order in which they fail.
    """

    spots: Sequence[Spot]
    arrows: Sequence[Arrow]
    arrows_left: int
    zones: Sequence[Zone]
    fence: Sequence[Sequence[Point]]
    park: str | None
    unplaced: Sequence[str]
    fault: HazardError | None = None
    left: int = 0
    unscaled: Sequence[str] = ()


def scene_of(followed: Row, grounds: Sequence[Row], origins: Sequence[Row]) -> Scene:
    """Return what is to be drawn of an answer.

    Args:
        followed: The answer to what follows.
        grounds: The ground round each origin, in the order of `origins`.
        origins: Units from which the accident starts, with names and positions.
    """
    lacking = [unit["name"] for unit in origins if not _placed(unit)]
    if lacking:
        return _sketch(followed, grounds, origins, lacking)
    plane = _Plane(_position(origins[0]))
    rows = _rows(followed, grounds, origins)
    placed = [row for row in rows if _placed(row[0])]
    spots = plane.spots(placed)
    arrows = _arrows(followed, {spot.id: spot for spot in spots})
    park = next(iter(_parks(grounds)), None)
    fence, fault = plane.fence(park)
    return Scene(
        spots=spots,
        arrows=arrows[:_MOST],
        arrows_left=len(arrows) - len(arrows[:_MOST]),
        zones=list(plane.zones(grounds, origins)),
        fence=fence,
        park=park["name"] if park else None,
        unplaced=[
            row["name"]
            for row, role, _, _ in rows
            if not _placed(row) and role in (Role.EVENT, Role.NEAR, Role.REACHED)
        ],
        fault=fault,
        left=_left(park) if park else 0,
    )


def _sketch(
    followed: Row, grounds: Sequence[Row], origins: Sequence[Row], lacking: Sequence[str]
) -> Scene:
    """Return what can be drawn without a position: who makes whom fail, and in which order."""
    ranks: dict[int, list[Told]] = defaultdict(list)
    orders = {event["unit"]["id"]: event["order"] for event in followed["events"]["nodes"]}
    for told in _unique(_followed(followed, origins)):
        if told[1] in (Role.ORIGIN, Role.EVENT):
            ranks[orders[told[0]["id"]] if told[1] is Role.EVENT else 0].append(told)
    spots = [
        _spot(told, (rank * _APART, ((len(rows) - 1) / 2 - place) * _APART))
        for rank, rows in sorted(ranks.items())
        for place, told in enumerate(rows)
    ]
    arrows = _arrows(followed, {spot.id: spot for spot in spots})
    park = next(iter(_parks(grounds)), None)
    return Scene(
        spots=spots,
        arrows=arrows[:_MOST],
        arrows_left=len(arrows) - len(arrows[:_MOST]),
        zones=(),
        fence=(),
        park=park["name"] if park else None,
        unplaced=(),
        unscaled=lacking,
    )


def _spot(told: Told, at: Point) -> Spot:
    row, role, number, chance = told
    return Spot(id=row["id"], name=row["name"], role=role, at=at, number=number, probability=chance)


def _left(park: Row) -> int:
    pages = (park["units"], park["receptors"])
    return sum(page["totalCount"] - len(page["nodes"]) for page in pages)


class _Plane:
    """The plane round the origin, by geodesics from it."""

    def __init__(self, origin: Position) -> None:
        self._origin = origin

    def points(self, positions: Sequence[Position]) -> list[Point]:
        """Return where positions lie."""
        east, north = offsets(self._origin, positions)
        return [(float(x), float(y)) for x, y in zip(east, north, strict=True)]

    def spots(self, rows: Sequence[Told]) -> list[Spot]:
        """Return the spots of rows that have a position."""
        points = self.points([_position(row) for row, _, _, _ in rows])
        return [_spot(told, at) for told, at in zip(rows, points, strict=True)]

    def ring(self, corners: Sequence[Sequence[float]]) -> list[Point]:
        """Return the corners of a ring of GeoJSON."""
        return self.points([Position(longitude=c[0], latitude=c[1]) for c in corners])

    def zones(self, grounds: Sequence[Row], origins: Sequence[Row]) -> Iterator[Zone]:
        """Yield the ground that is reached."""
        found = [
            Zone(
                asked=zone,
                unit=origin["name"],
                lethal=level == "lethal",
                ring=self.ring(zone["polygon"]["coordinates"][0]),
            )
            for ground, origin in zip(grounds, origins, strict=True)
            for level in ("warned", "lethal")
            for zone in ground[level].get("zones", ())
        ]
        yield from sorted(found, key=lambda zone: -zone.asked["reach"])

    def fence(self, park: Row | None) -> tuple[list[list[Point]], HazardError | None]:
        """Return the boundary of a park, or why that on file cannot be used."""
        if park is None or not park["boundary"]:
            return [], None
        try:
            boundary_of(json.dumps(park["boundary"]), park["name"])
        except HazardError as error:
            return [], error
        found = park["boundary"]["coordinates"]
        polygons = [found] if park["boundary"]["type"] == "Polygon" else found
        return [self.ring(ring) for polygon in polygons for ring in polygon], None


def _rows(followed: Row, grounds: Sequence[Row], origins: Sequence[Row]) -> list[Told]:
    """Return each unit and place once, those that matter most first."""
    return _unique((*_followed(followed, origins), *_around(grounds)))


def _unique(rows: Iterable[Told]) -> list[Told]:
    found: dict[str, Told] = {}
    for told in rows:
        found.setdefault(told[0]["id"], told)
    return list(found.values())


def _followed(followed: Row, origins: Sequence[Row]) -> Iterator[Told]:
    """Yield what fails and what is reached."""
    yield from ((unit, Role.ORIGIN, None, None) for unit in origins)
    for number, event in enumerate(followed["events"]["nodes"], 1):
        yield event["unit"], Role.EVENT, number, event["probability"]
    for reached in followed["receptors"]["nodes"]:
        yield reached["place"], Role.REACHED, None, reached["probability"]
    for near in followed["unitsWithinReach"]:
        yield near["place"], Role.NEAR, None, near["probability"]


def _around(grounds: Sequence[Row]) -> Iterator[Told]:
    """Yield what else is in the park."""
    for park in _parks(grounds):
        yield from ((row, Role.RECEPTOR, None, None) for row in park["receptors"]["nodes"])
        yield from ((row, Role.UNIT, None, None) for row in park["units"]["nodes"])


def _arrows(followed: Row, spots: Mapping[str, Spot]) -> list[Arrow]:
    """Return the steps between units that have a position, most probable first."""
    found = [
        Arrow(
            source=spots[step["source"]["id"]],
            target=spots[step["target"]["id"]],
            probability=step["probability"],
            blast=step["overpressure"] is not None,
        )
        for step in followed["graph"]["steps"]
        if step["source"]["id"] in spots and step["target"]["id"] in spots
    ]
    return sorted(found, key=lambda arrow: (-arrow.probability, arrow.target.name))


def _parks(grounds: Sequence[Row]) -> Iterator[Row]:
    for ground in grounds:
        yield from ((ground["unit"] or {}).get("park") or {}).get("nodes", ())


def _placed(row: Row) -> bool:
    return row.get("longitude") is not None and row.get("latitude") is not None


def _position(row: Row) -> Position:
    return Position(longitude=row["longitude"], latitude=row["latitude"])
