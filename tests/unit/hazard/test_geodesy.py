"""Places: offsets against printed lengths, boxes that hold their circle."""

import math

import pytest
from hypothesis import given, strategies as st

from hazard.errors import OutOfValidityError
from hazard.geodesy import Position, box_around, offsets

HERE = Position(longitude=119.0, latitude=25.2)


def test_a_degree_of_latitude_at_the_equator() -> None:
    """110,574 m, as every table of the ellipsoid prints it."""
    origin = Position(longitude=119.0, latitude=0.0)
    east, north = offsets(origin, [Position(longitude=119.0, latitude=1.0)])
    assert float(north[0]) == pytest.approx(110_574.4, abs=0.1)
    assert float(east[0]) == pytest.approx(0, abs=1e-6)


def test_a_degree_of_longitude_on_the_equator() -> None:
    """111,319 m, a sixtieth of which is the geographical mile."""
    origin = Position(longitude=119.0, latitude=0.0)
    east, _ = offsets(origin, [Position(longitude=120.0, latitude=0.0)])
    assert float(east[0]) == pytest.approx(111_319.5, abs=0.1)


@given(
    st.floats(1, 20_000),
    st.floats(0, 1),
    st.floats(0, 2 * math.pi),
    st.floats(-60, 60),
)
def test_the_box_holds_every_place_within_the_distance(
    radius: float, share: float, azimuth: float, latitude: float
) -> None:
    centre = Position(longitude=119.0, latitude=latitude)
    box = box_around(centre, radius)
    away = radius * share
    place = Position(
        longitude=119 + math.sin(azimuth) * away / (111_320 * math.cos(math.radians(latitude))),
        latitude=latitude + math.cos(azimuth) * away / 111_320,
    )
    east, north = offsets(centre, [place])
    if math.hypot(float(east[0]), float(north[0])) <= radius:
        assert box.south <= place.latitude <= box.north
        assert box.west <= place.longitude <= box.east


@pytest.mark.parametrize(("longitude", "latitude"), [(181, 25), (119, 91), (119, float("nan"))])
def test_a_place_that_is_none_is_refused(longitude: float, latitude: float) -> None:
    with pytest.raises(OutOfValidityError):
        Position(longitude=longitude, latitude=latitude)
