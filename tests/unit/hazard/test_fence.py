"""The fence of a park, and what reaches across it; no real place."""

import json
from typing import Any

import numpy as np
import pytest

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.boundary import Boundary, BoundaryError, boundary_of
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.errors import MissingInputError
from hazard.fence import crossing_of
from hazard.footprint import FootprintLevel
from hazard.geodesy import Position, destinations, offsets
from hazard.weather import WORST_WEATHER, Weather
from hazard.zone import Zone, zones_of

HERE = Position(longitude=119.0, latitude=25.2)


def at(east: float, north: float, origin: Position = HERE) -> Position:
    away = np.array([np.hypot(east, north)])
    return destinations(origin, [float(np.degrees(np.arctan2(east, north)))], away)[0]


def ring(*corners: tuple[float, float]) -> list[list[float]]:
    places = [at(*corner) for corner in (*corners, corners[0])]
    return [[place.longitude, place.latitude] for place in places]


def square(half: float) -> list[list[float]]:
    return ring((-half, -half), (half, -half), (half, half), (-half, half))


def park(*rings: list[list[float]]) -> Boundary:
    return boundary_of(json.dumps({"type": "Polygon", "coordinates": rings}), "样例园区")


def zone(place: Position, weather: Weather = WORST_WEATHER) -> Zone:
    """Return the ground that may be warned of a fireball of propane, or of chlorine in a wind."""
    name, cas = ("丙烷", "74-98-6") if weather is WORST_WEATHER else ("氯", "7782-50-5")
    stored = Stored(
        unit="罐",
        name=name,
        cas=cas,
        quantity=10.0,
        state=SubstanceState.LIQUEFIED_GAS,
        pressure=1.0,
        equipment=EquipmentKind.PRESSURISED,
    )
    zones, errors, _ = zones_of(place, stored, weather, FootprintLevel.END_POINT)
    assert not errors
    return zones[0]


def test_the_plane_agrees_with_geodesics_ten_kilometres_off() -> None:
    boundary = park(square(500))
    places = [at(9000, 4000), at(-7000, 7000), at(30, -20)]
    for place in places:
        seen = boundary.place([place, HERE])
        plain = float(np.hypot(*(seen[0] - seen[1])))
        east, north = offsets(place, [HERE])
        assert plain == pytest.approx(float(np.hypot(east, north)[0]), abs=0.02)


def test_places_are_within_or_outside_and_so_far_from_the_fence() -> None:
    boundary = park(square(500))
    places = boundary.place([at(0, 0), at(450, 0), at(520, 0), at(2000, 2000)])
    assert boundary.holds(places).tolist() == [True, True, False, False]
    expected = [500, 50, 20, 1500 * np.sqrt(2)]
    assert boundary.distances(places) == pytest.approx(expected, abs=0.1)


def test_a_hole_is_outside() -> None:
    boundary = park(square(500), square(100))
    held = boundary.holds(boundary.place([at(0, 0), at(300, 0)]))
    assert held.tolist() == [False, True]


def test_parts_may_lie_apart() -> None:
    far = [[x + 0.1, y] for x, y in square(100)]
    text = json.dumps({"type": "MultiPolygon", "coordinates": [[square(100)], [far]]})
    boundary = boundary_of(text, "样例园区")
    there = Position(longitude=119.1, latitude=25.2)
    held = boundary.holds(boundary.place([HERE, there, at(3000, 0)]))
    assert held.tolist() == [True, True, False]


def test_what_reaches_beyond_is_the_reach_less_the_way_to_the_fence() -> None:
    found = zone(at(0, 0))
    crossing = crossing_of(found, park(square(found.reach - 60)))
    assert crossing is not None
    assert crossing.outward
    assert crossing.fence_distance == pytest.approx(found.reach - 60, abs=0.1)
    assert crossing.beyond == pytest.approx(60, abs=0.1)


def test_a_metre_decides_whether_it_crosses() -> None:
    found = zone(at(0, 0))
    assert crossing_of(found, park(square(found.reach + 1))) is None
    assert crossing_of(found, park(square(found.reach - 1))) is not None


def test_what_starts_outside_reaches_in() -> None:
    found = zone(at(0, 0))
    east = ring((300, -900), (4000, -900), (4000, 900), (300, 900))
    crossing = crossing_of(found, park(east))
    assert crossing is not None
    assert not crossing.outward
    assert crossing.fence_distance == pytest.approx(300, abs=0.1)
    assert crossing.beyond == pytest.approx(found.reach - 300, abs=0.5)


def test_a_narrow_plume_crosses_only_where_the_wind_carries_it() -> None:
    boundary = park(square(200))
    for direction in (37.0, 181.3, 270.0):
        wind = Weather(wind=4.0, stability=Stability.D, direction=direction)
        crossing = crossing_of(zone(at(0, 0), wind), boundary)
        assert crossing is not None
        assert crossing.beyond > 1000
    away = ring((-4000, -900), (-50, -900), (-50, 900), (-4000, 900))
    from_west = Weather(wind=4.0, stability=Stability.D, direction=270.0)
    assert crossing_of(zone(at(0, 0), from_west), park(away)) is None


def test_no_boundary_on_file_names_the_field_that_supplies_it() -> None:
    for nothing in (None, ""):
        with pytest.raises(MissingInputError) as error:
            boundary_of(nothing, "样例园区")
        assert (error.value.of, error.value.where) == ("样例园区", "Park.boundary")


@pytest.mark.parametrize(
    "geometry",
    [
        "东至海堤，西至国道",
        "[]",
        {"type": "Point", "coordinates": [119, 25]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[119, 25], [119, 25.1], [119, 25]]]},
        {"type": "Polygon", "coordinates": [square(500)[:-1]]},
        {"type": "Polygon", "coordinates": [[[119, "x"], [119, 25], [118, 25], [119, "x"]]]},
        {"type": "Polygon", "coordinates": [[[19000, 0], [0, 0], [1, 1], [19000, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [90, 0], [90, 60], [0, 0]]]},
    ],
)
def test_what_is_no_boundary_is_said_and_not_guessed(geometry: Any) -> None:
    text = geometry if isinstance(geometry, str) else json.dumps(geometry)
    with pytest.raises(BoundaryError, match="样例园区"):
        boundary_of(text, "样例园区")
