"""Flash fires: who is within the lower flammable limit of a cloud that drifts; invented units."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.concentration import mass_concentration
from hazard.consequence.effect import Consequence, EffectKind
from hazard.consequence.flash import flash_fire_of
from hazard.consequence.stored import Stored
from hazard.dispersion.dense_plume import dense_plume
from hazard.dispersion.dense_puff import dense_puff
from hazard.dispersion.stability import Stability
from hazard.errors import MissingInputError, NotOnHandError, OutOfValidityError
from hazard.exposure import consequences_of
from hazard.footprint import FootprintLevel, footprint_of, iso_levels, level_of
from hazard.likelihood.frequency import frequency_of
from hazard.reach import reach
from hazard.scenario import Danger, ScenarioKind, scenarios_of
from hazard.weather import WORST_WEATHER, Weather
from hazard.zone import zones_of
from tests.unit.hazard.records import BENZENE, HERE, PROPANE

WEST = Weather(wind=5.0, stability=Stability.D, direction=270.0)
LNG: dict[str, Any] = {
    "name": "甲烷",
    "cas": "74-82-8",
    "quantity": 2000.0,
    "state": SubstanceState.REFRIGERATED_LIQUID,
    "equipment": EquipmentKind.ATMOSPHERIC,
    "bund_area": 900.0,
}
HYDROGEN: dict[str, Any] = {
    "name": "氢",
    "cas": "1333-74-0",
    "quantity": 0.3,
    "state": SubstanceState.GAS,
    "equipment": EquipmentKind.PRESSURISED,
    "pressure": 20.0,
}
EVERY = (PROPANE, LNG, HYDROGEN, BENZENE)


def flash(record: dict[str, Any], weather: Weather = WEST, **changed: Any) -> Consequence:
    stored = Stored(unit="V-1", **{**record, **changed})
    every = scenarios_of(Danger.FLAMMABLE, stored.kind, stored.form)
    (scenario,) = [each for each in every if each.kind is ScenarioKind.FLASH_FIRE]
    return flash_fire_of(stored, scenario, weather)


def downwind(consequence: Consequence, x: float, y: float = 0.0) -> tuple[float, float]:
    felt = consequence.felt(np.array([x]), np.array([y]))
    return float(felt.intensity[0]), float(felt.lethality[0])


def test_the_limit_of_a_published_plume_lies_where_the_book_has_it() -> None:
    """CCPS 1999 p. 122, LNG by Britter and McQuaid: 5.072 % at 367 m, so 5 % at 371 m."""

    def share(x: float) -> float:
        found = dense_plume(
            0.23 * 425.6 / 1.76,
            1.76,
            10.9,
            [x],
            air_density=1.185,
            temperature=111.15,
            ambient_temperature=298.0,
        )
        return float(found[0])

    assert reach(share, 0.05, nearest=10, farthest=5000) == pytest.approx(371, abs=1)
    assert reach(share, 0.025, nearest=10, farthest=5000) == pytest.approx(572, abs=1)


def test_within_the_limit_everybody_dies_and_beyond_it_nobody() -> None:
    """2.2 t of propane at 5 m/s, by hand: where the edge of the cloud is at the limit, it ends."""
    cloud = flash(PROPANE, quantity=2.2)
    ends = footprint_of(HERE, cloud, iso_levels(cloud, "74-98-6")[0], WEST).reach
    assert cloud.limit == pytest.approx(float(mass_concentration(17_000, 0.04409562)), rel=1e-4)
    assert downwind(cloud, ends * 0.99)[1] == 1.0
    assert downwind(cloud, ends * 1.01)[1] == 0.0
    density = 101_325 * 0.04409562 / (8.314462618 * 231.036)
    share = dense_puff(
        2200 / density,
        density,
        5.0,
        [ends],
        air_density=1.184,
        temperature=231.036,
        ambient_temperature=298.15,
    )
    assert float(share[0]) == pytest.approx(0.017, rel=2e-3)


def test_who_must_be_warned_is_bounded_by_half_the_limit() -> None:
    cloud = flash(PROPANE)
    whole, half = iso_levels(cloud, "74-98-6")
    warned = level_of(cloud, FootprintLevel.END_POINT, "74-98-6")
    dies = level_of(cloud, FootprintLevel.ONE_PERCENT_LETHALITY, "74-98-6")
    assert warned == half
    assert half.value == pytest.approx(whole.value / 2)
    reaches = [footprint_of(HERE, cloud, each, WEST).reach for each in (whole, dies, half)]
    assert reaches[0] == pytest.approx(reaches[1], rel=1e-3)
    assert reaches[0] < reaches[2]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(EVERY),
    st.sampled_from(list(Stability)),
    st.floats(1, 12),
    st.floats(-np.pi, np.pi),
    st.floats(5, 3000),
    st.floats(1.02, 3),
)
def test_farther_along_any_bearing_is_not_worse(
    record: dict[str, Any], stability: Stability, wind: float, turn: float, near: float, more: float
) -> None:
    cloud = flash(record, Weather(wind=wind, stability=stability, direction=270.0))
    away = np.array([near, near * more])
    felt = cloud.felt(away * np.cos(turn), away * np.sin(turn))
    assert felt.lethality[1] <= felt.lethality[0]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([PROPANE, HYDROGEN]), st.floats(0.2, 500), st.floats(1.2, 4))
def test_a_larger_cloud_reaches_no_less_far(
    record: dict[str, Any], tonnes: float, more: float
) -> None:
    """Printed fits step by a few per cent where their pieces meet, so a fifth more is looked at."""
    reaches = []
    for quantity in (tonnes, tonnes * more):
        cloud = flash(record, WORST_WEATHER, quantity=quantity)
        level = iso_levels(cloud, "")[0]
        reaches.append(footprint_of(HERE, cloud, level, WORST_WEATHER).reach)
    assert reaches[1] >= reaches[0] * 0.99


def test_a_dense_cloud_spreads_upwind_as_well_and_a_light_one_does_not() -> None:
    calm = Weather(wind=1.0, stability=Stability.F, direction=270.0)
    heavy, light = flash(PROPANE, calm), flash(HYDROGEN, calm)
    assert downwind(heavy, -40.0)[1] == 1.0
    assert downwind(light, -40.0)[1] == 0.0
    assert any("class D is taken" in notice.en for notice in light.assumptions)


def test_the_pool_itself_burns_as_well() -> None:
    assert downwind(flash(BENZENE), 5.0)[1] == 1.0


def test_nothing_evaporates_from_a_tank_that_holds_nothing() -> None:
    with pytest.raises(OutOfValidityError) as error:
        flash(BENZENE, quantity=0.0)
    assert "0 t 超出适用范围 大于 0 t" in error.value.zh
    with pytest.raises(MissingInputError):
        flash(BENZENE, quantity=None)


def test_a_pool_is_nowhere_above_saturation() -> None:
    """Benzene at 25 °C has 12.6 kPa, so 12.5 % of the air over the pool."""
    most = float(mass_concentration(12_600 / 101_325 * 1e6, 0.07811))
    assert downwind(flash(BENZENE), 1.0)[0] == pytest.approx(most, rel=1e-2)


def test_what_is_not_on_hand_is_asked_for() -> None:
    petrol = {**BENZENE, "name": "汽油", "cas": "86290-81-5"}
    with pytest.raises(NotOnHandError, match="substance_properties"):
        flash(petrol)
    with pytest.raises(MissingInputError, match=r"Unit\.bund_area"):
        flash(BENZENE, bund_area=None)


def test_the_shares_of_late_ignition_are_those_of_the_book() -> None:
    stored = Stored(unit="V-1", **PROPANE)
    flashes, explodes = (
        frequency_of(stored, kind, stated=1.0).ignition
        for kind in (ScenarioKind.FLASH_FIRE, ScenarioKind.VAPOUR_CLOUD_EXPLOSION)
    )
    assert flashes / explodes == pytest.approx(1.5)
    pool = frequency_of(Stored(unit="T", **BENZENE), ScenarioKind.FLASH_FIRE, stated=1.0)
    assert pool.ignition == pytest.approx(0.6 * 0.935)


def test_it_is_among_what_a_unit_does_and_among_its_zones() -> None:
    stored = Stored(unit="V-1", **PROPANE)
    found, errors, unmodelled = consequences_of(stored, WEST)
    assert EffectKind.FLASH_FIRE in {each.kind for each in found}
    assert (errors, unmodelled) == ([], [])
    zones, _, _ = zones_of(HERE, stored, WEST, FootprintLevel.END_POINT)
    assert EffectKind.FLASH_FIRE in {zone.consequence.kind for zone in zones}
