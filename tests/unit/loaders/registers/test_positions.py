"""Positions (坐标): habits of writing, declared systems, and faults that are never repaired."""

import pytest
from hypothesis import given, strategies as st

from loaders.registers.positions import (
    CHINA,
    Box,
    Position,
    converted,
    degrees_of,
    repairs,
    shifted,
)
from loaders.registers.values import RefusedValueError

HABITS = [
    ("119.11", 119.11),
    ("119.11°", 119.11),
    ("119°06'36\"", 119.11),
    ("119°6\u203236\u2033", 119.11),
    ("119度6分36秒", 119.11),
    ("E119°06'36.0\"", 119.11),
    ("东经119度06分36秒", 119.11),
    ("119:06:36", 119.11),
    ("25°18'", 25.3),
    ("W 95.2", -95.2),
    ("-95.2", -95.2),
]


@pytest.mark.parametrize(("text", "expected"), HABITS)
def test_degrees_in_every_habit(text: str, expected: float) -> None:
    assert degrees_of(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["119°66'00\"", "东", "119,11", "1191.1", ""])
def test_what_is_no_angle_is_refused(text: str) -> None:
    with pytest.raises(RefusedValueError):
        degrees_of(text)


PLACES = st.builds(Position, st.floats(74, 135), st.floats(4, 53))


@given(PLACES, st.sampled_from(["GCJ-02", "BD-09"]))
def test_a_shift_is_undone_to_a_centimetre(place: Position, system: str) -> None:
    there = shifted(place, system)
    back = converted(there, system)
    assert back == pytest.approx(place, abs=1e-7)
    assert abs(there.longitude - place.longitude) < 0.03


def test_a_shift_is_that_of_published_examples() -> None:
    # Tiananmen in WGS 84 and GCJ-02: the pair with which the public implementations are compared.
    gcj = shifted(Position(116.404, 39.915), "GCJ-02")
    assert gcj == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-8)


@pytest.mark.parametrize("system", ["", "CGCS2000", "WGS-84", "2000国家大地坐标系"])
def test_cgcs2000_stays_as_it_is(system: str) -> None:
    assert converted(Position(119.1, 25.3), system) == (119.1, 25.3)


@pytest.mark.parametrize("system", ["北京54", "西安80", "未知"])
def test_an_unknown_system_is_refused(system: str) -> None:
    with pytest.raises(RefusedValueError):
        converted(Position(119.1, 25.3), system)


@given(PLACES)
def test_a_place_in_the_box_needs_no_repair_and_a_swapped_one_is_told(place: Position) -> None:
    assert not repairs(place)
    swapped = Position(place.latitude, place.longitude)
    assert CHINA.holds(swapped) or place in [meant for _, _, meant in repairs(swapped)]


def test_a_lost_minus_sign_is_told_where_the_box_lies_west() -> None:
    america = Box(-180.0, -60.0, 15.0, 72.0)
    ((_, word, meant),) = repairs(Position(95.2, 29.7), [america])
    assert meant == (-95.2, 29.7)
    assert "sign" in word
