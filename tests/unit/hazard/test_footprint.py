"""Footprints: circles where nothing leans, downwind where the wind blows, and who is in them."""

import math
from typing import Any

import numpy as np
import pytest

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.consequence.effect import Consequence, EffectKind
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.errors import MissingInputError
from hazard.exposure import consequences_of
from hazard.footprint import Footprint, FootprintLevel, footprint_of, level_of
from hazard.geodesy import Position, offsets
from hazard.weather import Weather
from tests.unit.hazard.records import BENZENE, CHLORINE, HERE, PROPANE

WEST_WIND = Weather(wind=3, stability=Stability.D, direction=270)
AMMONIA: dict[str, Any] = {
    "name": "氨",
    "cas": "7664-41-7",
    "quantity": 5.0,
    "state": SubstanceState.LIQUEFIED_GAS,
    "equipment": EquipmentKind.PRESSURISED,
}


def made(
    record: dict[str, Any],
    kind: EffectKind,
    weather: Weather = WEST_WIND,
    level: FootprintLevel = FootprintLevel.END_POINT,
) -> Footprint:
    consequence = found(record, kind, weather)
    return footprint_of(HERE, consequence, level_of(consequence, level, record["cas"]), weather)


def found(record: dict[str, Any], kind: EffectKind, weather: Weather) -> Consequence:
    consequences, _, _ = consequences_of(Stored(unit="V-1", **record), weather)
    return next(c for c in consequences if c.kind is kind)


def corners(footprint: Footprint) -> tuple[Any, Any]:
    return offsets(HERE, footprint.ring)


def test_a_blast_reaches_equally_far_all_round_and_ends_at_its_level() -> None:
    blast = made(PROPANE, EffectKind.OVERPRESSURE)
    east, north = corners(blast)
    assert np.hypot(east, north) == pytest.approx(blast.reach, rel=1e-5)
    edge = blast.consequence.felt(np.array([blast.reach]), np.zeros(1))
    assert float(edge.intensity[0]) == pytest.approx(6.9e3, rel=1e-4)
    assert not blast.truncated


def test_the_polygon_is_closed_and_counterclockwise() -> None:
    """As RFC 7946 wants an outer ring."""
    for record, kind in ((PROPANE, EffectKind.OVERPRESSURE), (CHLORINE, EffectKind.TOXIC)):
        footprint = made(record, kind)
        assert footprint.ring[0] == footprint.ring[-1]
        east, north = corners(footprint)
        area = np.sum(east[:-1] * north[1:] - east[1:] * north[:-1]) / 2
        assert area > 0


def test_gas_lies_downwind_of_the_release() -> None:
    east, north = corners(made(CHLORINE, EffectKind.TOXIC))
    assert east.max() > 500
    assert east.min() > -200
    assert north.max() == pytest.approx(-north.min(), rel=1e-3)  # the same to both sides


def test_a_fire_leans_with_the_wind() -> None:
    east, _ = corners(made(BENZENE, EffectKind.HEAT_RADIATION))
    assert east.max() > -east.min() > 0


def test_places_are_in_it_as_the_effect_says() -> None:
    cloud = made(CHLORINE, EffectKind.TOXIC)
    assert cloud.holds(np.array([600.0, -600.0, 0.0]), np.array([0.0, 0.0, 900.0])) == [
        True,
        False,
        False,
    ]
    edge = cloud.reach
    assert cloud.holds(np.array([edge * 0.99, edge * 1.01]), np.zeros(2)) == [True, False]


def test_without_a_wind_direction_every_side_is_downwind() -> None:
    cloud = made(CHLORINE, EffectKind.TOXIC, Weather(wind=3, stability=Stability.D))
    east, north = corners(cloud)
    assert np.hypot(east, north) == pytest.approx(cloud.reach, rel=1e-5)


def test_who_must_be_warned_are_more_than_who_may_die() -> None:
    for record, kind in (
        (CHLORINE, EffectKind.TOXIC),
        (PROPANE, EffectKind.HEAT_RADIATION),
        (AMMONIA, EffectKind.TOXIC),
    ):
        warned = made(record, kind)
        dying = made(record, kind, level=FootprintLevel.ONE_PERCENT_LETHALITY)
        assert warned.reach > dying.reach


def test_a_plume_that_goes_on_beyond_its_model_says_so() -> None:
    """Ammonia in stable air stays above AEGL-2 to the 10 km that the widths are stated for."""
    still = Weather(wind=1.5, stability=Stability.F, direction=270)
    cloud = made(AMMONIA | {"quantity": 500.0}, EffectKind.TOXIC, still)
    assert cloud.truncated
    assert cloud.reach == pytest.approx(10_000)


def test_a_gas_without_an_emergency_level_is_asked_about() -> None:
    consequence = found(CHLORINE, EffectKind.TOXIC, WEST_WIND)
    with pytest.raises(MissingInputError) as caught:
        level_of(consequence, FootprintLevel.END_POINT, "丙烯醇")
    assert caught.value.where == "hazard/tables/toxic_endpoints.csv:aegl2_ppm"


def test_a_corner_is_where_the_geodesic_ends() -> None:
    blast = made(PROPANE, EffectKind.OVERPRESSURE)
    assert isinstance(blast.ring[0], Position)
    degree = 111_320 * math.cos(math.radians(HERE.latitude))
    easternmost = max(blast.ring, key=lambda corner: corner.longitude)
    assert (easternmost.longitude - HERE.longitude) * degree == pytest.approx(blast.reach, rel=2e-3)
