"""Zones hold the places that the footprint of the same scenario holds, and say when it arrives."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from hazard.consequence.effect import EffectKind
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.footprint import FootprintLevel, footprint_of
from hazard.geodesy import destinations
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_WEATHER, Weather
from hazard.zone import MARGIN, Zone, zones_of
from tests.unit.hazard.records import BENZENE, CHLORINE, HERE, PROPANE

WEST_WIND = Weather(wind=4, stability=Stability.D, direction=270)
LEVEL = FootprintLevel.END_POINT


def zones(weather: Weather) -> list[Zone]:
    return [
        zone
        for record in (BENZENE, CHLORINE, PROPANE)
        for zone in zones_of(HERE, Stored(unit="V-1", **record), weather, LEVEL)[0]
    ]


DRAWN = [
    (zone, footprint_of(HERE, zone.consequence, zone.level, WEST_WIND)) for zone in zones(WEST_WIND)
]


@pytest.mark.parametrize("weather", [WORST_WEATHER, WEST_WIND], ids=["worst", "west"])
def test_its_reach_is_that_of_the_footprint(weather: Weather) -> None:
    for zone in zones(weather):
        drawn = footprint_of(HERE, zone.consequence, zone.level, weather)
        assert zone.reach == pytest.approx(drawn.reach, rel=1e-2)
        assert zone.truncated == drawn.truncated


@settings(max_examples=40, deadline=None)
@given(bearing=st.floats(0, 360), share=st.floats(0.01, 2.0))
def test_it_holds_what_the_footprint_holds_and_nothing_beyond_its_reach(
    bearing: float, share: float
) -> None:
    for zone, drawn in DRAWN:
        away = share * zone.reach
        (place,) = destinations(HERE, [bearing], np.array([away]))
        touches = zone.touched([place])
        angle = np.radians([bearing])
        assert bool(touches) == drawn.holds(away * np.sin(angle), away * np.cos(angle))[0]
        assert not touches or away <= zone.reach * MARGIN


def test_gas_takes_its_time_and_heat_none() -> None:
    (place,) = destinations(HERE, [90.0], np.array([20.0]))
    for zone in zones(WEST_WIND):
        (touch,) = zone.touched([place])
        drifts = zone.consequence.kind in {EffectKind.TOXIC, EffectKind.FLASH_FIRE}
        assert touch.delay == pytest.approx(20.0 / 4 if drifts else 0.0, rel=1e-6)
        assert touch.lethality is None or 0 <= touch.lethality <= 1


def test_what_is_missing_is_told_beside_the_zones() -> None:
    bare = {**BENZENE, "bund_area": None}
    found, errors, unmodelled = zones_of(HERE, Stored(unit="V-1", **bare), WORST_WEATHER, LEVEL)
    in_the_tank = {ScenarioKind.VAPOUR_SPACE_EXPLOSION, ScenarioKind.TANK_FIRE}
    assert {zone.consequence.scenario.kind for zone in found} == in_the_tank
    assert {error.where for error in errors} == {"Unit.bund_area"}  # type: ignore[attr-defined]  # a missing input
    assert unmodelled == []
