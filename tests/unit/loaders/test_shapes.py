"""Shapes and verdicts (几何与归属判断): inside, outside, and too near the border to say."""

import json
import math

import pytest
from hypothesis import given, settings, strategies as st

from loaders.pipeline.verdicts import NEAR, Boundaries, Bounded, verdict
from loaders.shapes import ShapeError, area_of, as_text, border_distance

METRE = 1 / 111_000
"""About a metre of latitude [°]."""


def circle(name: str, x: float, y: float, radius: float, corners: int = 24) -> Bounded:
    """Return a round park [°, °, m]."""
    turns = [2 * math.pi * k / corners for k in range(corners)]
    ring = [
        [
            x + radius * METRE * math.cos(t) / math.cos(math.radians(y)),
            y + radius * METRE * math.sin(t),
        ]
        for t in turns
    ]
    text = json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    return Bounded.drawn(f"Park:{name}", name, text, ("e",), "0001-01-01")


def test_the_distance_to_a_border_is_geodesic() -> None:
    # From GeographicLib itself: one thousandth of a degree along the meridian at 25° is 110.773 m,
    # along the parallel 100.950 m (WGS 84).
    square = area_of(
        '{"type":"Polygon","coordinates":[[[119,24],[120,24],[120,26],[119,26],[119,24]]]}'
    )
    assert border_distance(square, (119.001, 25.0)) == pytest.approx(100.950, abs=0.01)
    assert border_distance(square, (119.5, 25.999)) == pytest.approx(110.79, abs=0.02)
    assert border_distance(square, (118.999, 25.0)) == pytest.approx(100.950, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(
    x=st.floats(75, 134),
    y=st.floats(4, 53),
    radius=st.floats(200, 5000),
    turn=st.floats(0, 2 * math.pi),
    far=st.floats(0, 3),
)
def test_a_place_well_inside_lies_there_and_one_well_outside_does_not(
    x: float, y: float, radius: float, turn: float, far: float
) -> None:
    park = circle("甲", x, y, radius)
    reach = far * radius
    place = (
        x + reach * METRE * math.cos(turn) / math.cos(math.radians(y)),
        y + reach * METRE * math.sin(turn),
    )
    found, stated = (
        verdict(place, Boundaries([park]), ()),
        verdict(place, Boundaries([park]), {park.id}),
    )
    # A polygon of 24 sides lies between 0.991 and 1 of the radius; a degree is a metre in 110,574
    # to 111,694 long.
    if reach < 0.98 * radius - NEAR:
        assert (found.inside, found.open, stated.outside) == (park.id, (), ())
    elif reach > 1.01 * radius + NEAR:
        assert (found.inside, found.open, stated.outside) == (None, (), (park.id,))
    else:
        assert found.inside == park.id or found.inside is None
    assert stated.inside is None
    assert not stated.open


def test_a_place_in_two_parks_or_on_a_border_is_open() -> None:
    one, two = circle("甲", 119.0, 25.0, 1000), circle("乙", 119.01, 25.0, 1000)
    assert verdict((119.005, 25.0), Boundaries([one, two]), ()).open == ("Park:乙", "Park:甲")
    edge = (119.0, 25.0 + 1000 * METRE)
    assert verdict(edge, Boundaries([one, two]), ()).open == ("Park:甲",)
    assert verdict(edge, Boundaries([one, two]), {"Park:甲"}).outside == ()


def test_what_is_stated_of_a_park_without_boundary_stands() -> None:
    found = verdict((119.0, 25.0), Boundaries([circle("甲", 119.0, 25.0, 1000)]), {"Park:无界"})
    assert (found.inside, found.open, found.outside) == (None, (), ())


def test_an_area_with_a_hole_and_in_parts_is_kept_as_drawn() -> None:
    ring = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
    hole = [[3, 3], [3, 6], [6, 6], [6, 3], [3, 3]]
    far = [[20, 20], [21, 20], [21, 21], [20, 20]]
    drawn = {"type": "MultiPolygon", "coordinates": [[ring, hole], [far]]}
    again = json.loads(as_text(area_of(json.dumps(drawn))))
    assert again == drawn


@pytest.mark.parametrize("text", ["", "北至海堤", "{}", '{"type":"Point","coordinates":[119,25]}'])
def test_what_draws_no_area_is_refused(text: str) -> None:
    with pytest.raises(ShapeError):
        area_of(text)
