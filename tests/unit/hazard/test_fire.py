"""Fire: shapes against independent geometry, regimes where they change, and what is refused."""

import numpy as np
import pytest

from hazard.errors import OutOfValidityError, UnknownNameError
from hazard.fire.burning import burning_rate, burning_rates
from hazard.fire.fireball import FireballModel, fireball
from hazard.fire.fireball_power import fireball_emissive_power
from hazard.fire.flame_length import flame_length
from hazard.fire.flame_surface import flame_view_factor
from hazard.fire.heskestad import heskestad_length
from hazard.fire.ilo_fireball import VesselShape, ilo_fireball_flux
from hazard.fire.jet_fire import jet_fire
from hazard.fire.participation import participating_share
from hazard.fire.pool_fire import pool_fire
from hazard.fire.sooty_flame import sooty_emissive_power
from hazard.fire.sphere import sphere_view_factor
from hazard.fire.tilt import TiltLaw, tilt_by_wind
from hazard.fire.transmissivity import TransmissivityLaw, transmissivity
from hazard.fire.view_factor import cylinder_view_factor


@pytest.mark.parametrize("tilt", [0.0, 0.3, 0.5, 0.9])
@pytest.mark.parametrize(("length", "radius", "distance"), [(46.8, 21.2, 100), (10, 5, 20)])
def test_the_closed_form_agrees_with_the_sum_of_the_surface(
    length: float, radius: float, distance: float, tilt: float
) -> None:
    """Mudan's formula and the panels of the flame are two ways to the same figure."""
    downwind = cylinder_view_factor(length, radius, distance, tilt=tilt).maximum
    upwind = cylinder_view_factor(length, radius, distance, tilt=-tilt).maximum
    summed = flame_view_factor(length, radius, [distance, -distance], tilt=tilt)
    assert summed == pytest.approx([float(downwind), float(upwind)], rel=5e-3)


def test_a_target_beside_a_leaning_flame_lies_between_downwind_and_upwind() -> None:
    down, beside, up = flame_view_factor(40, 15, [90, 0, -90], [0, 90, 0], tilt=0.8)
    assert down > beside > up
    left, right = flame_view_factor(40, 15, 50, [60, -60], tilt=0.8)
    assert left == pytest.approx(right)


def test_a_target_at_half_height_sees_an_upright_flame_best_and_a_near_one_is_refused() -> None:
    ground, half, top = flame_view_factor(40, 15, 90, 0, [0, 20, 40])
    assert half > ground
    assert ground == pytest.approx(top)
    with pytest.raises(OutOfValidityError, match="间距") as refused:
        flame_view_factor(40, 15, [90, 20], tilt=0.0)
    assert refused.value.value == pytest.approx(5)
    assert refused.value.low == 7.5


def test_a_target_under_the_flame_is_refused_with_the_least_distance() -> None:
    with pytest.raises(OutOfValidityError) as refused:
        cylinder_view_factor(40, 10, [100, 29], tilt=np.pi / 6)
    assert refused.value.value == 29
    assert refused.value.low == pytest.approx(30)
    assert refused.value.unit == "m"


def test_a_target_inside_the_fireball_is_refused() -> None:
    with pytest.raises(OutOfValidityError):
        sphere_view_factor(50, [60, 10], height=20)


def test_a_calm_is_upright_and_wind_leans_it() -> None:
    still, windy = (pool_fire(20, 0.078, 50e6, wind=u) for u in (0, 8))
    assert still.tilt == 0
    assert windy.tilt > 0.5
    assert windy.heat_flux(60) > windy.heat_flux(60, upwind=True)


def test_the_heat_around_a_flame_agrees_with_that_in_the_wind() -> None:
    flame = pool_fire(20, 0.078, 50e6, wind=8)
    around = flame.heat_flux_at([60, -60, 0], [0, 0, 60])
    assert around[0] == pytest.approx(float(flame.heat_flux(60)), rel=5e-3)
    assert around[1] == pytest.approx(float(flame.heat_flux(60, upwind=True)), rel=5e-3)
    assert around[1] < around[2] < around[0]


def test_still_air_takes_its_own_length() -> None:
    assert flame_length(20, 0.078) / 20 == pytest.approx(1.565, abs=0.001)


def test_the_fireball_duration_changes_its_law_at_30_t() -> None:
    below, above = fireball([29_999.0, 30_000.0]).duration
    assert below == pytest.approx(0.45 * 29_999 ** (1 / 3))
    assert above == pytest.approx(2.6 * 30_000 ** (1 / 6))


def test_the_three_books_agree_on_the_size_of_a_fireball() -> None:
    sizes = [float(fireball(100_000, model=model).diameter) for model in FireballModel]
    assert max(sizes) / min(sizes) < 1.2


def test_the_power_of_a_fireball_may_be_capped() -> None:
    ball = fireball(1000)
    free = fireball_emissive_power(1000, 46e6, ball, radiative_fraction=0.4)
    assert free > 350e3
    capped = fireball_emissive_power(1000, 46e6, ball, radiative_fraction=0.4, ceiling=350e3)
    assert capped == 350e3


def test_a_fireball_radiates_what_it_burns() -> None:
    ball = fireball(5000)
    power = fireball_emissive_power(5000, 46e6, ball, radiative_fraction=0.3)
    energy = power * np.pi * ball.diameter**2 * ball.duration
    assert energy == pytest.approx(0.3 * 5000 * 46e6)


@pytest.mark.parametrize(("vessels", "share"), [(1, 0.5), (2, 0.7), (3, 0.9), (12, 0.9)])
def test_more_vessels_take_part_more(vessels: int, share: float) -> None:
    assert participating_share(vessels) == share


def test_a_jet_is_hottest_beside_its_middle() -> None:
    jet = jet_fire(10, 46e6)
    middle = float(jet.length) / 2
    fluxes = jet.heat_flux([0, middle, 2 * middle], 15.0)
    assert fluxes.argmax() == 1
    upward = jet_fire(10, 46e6, elevation=np.pi / 2)
    assert upward.distance(0, 15) == pytest.approx(np.hypot(middle, 15))


def test_air_is_refused_outside_the_fit_unless_asked() -> None:
    with pytest.raises(OutOfValidityError, match="CPR 14E"):
        transmissivity(1890, 110)
    assert transmissivity(1890, 110, extrapolate=True) == pytest.approx(0.67, abs=0.005)
    assert transmissivity(1, 1, extrapolate=True) == 1.0
    assert transmissivity(1890, 110, law=TransmissivityLaw.CASAL) == pytest.approx(0.656, abs=0.001)


def test_every_fuel_is_found_by_name_chinese_name_and_number() -> None:
    for row in burning_rates():
        assert burning_rate(row.zh) is burning_rate(row.cas) is row
    with pytest.raises(UnknownNameError):
        burning_rate("water")


def test_a_pool_of_a_puddle_is_refused() -> None:
    with pytest.raises(OutOfValidityError, match=r"0\.2"):
        burning_rate("benzene").at(0.1)
    assert burning_rate("methanol").at(5) == 0.015


def test_another_law_may_give_the_shape() -> None:
    """Montoir: with the length that was measured, 78 m, the power is within the measured range."""
    tilt = tilt_by_wind(35.7, 0.14, 9)
    flame = pool_fire(35.7, 0.14, 50e6, wind=9, length=78, tilt=tilt)
    assert flame.tilt == tilt
    assert 250e3 < flame.emissive_power < 275e3


@pytest.mark.parametrize("law", list(TiltLaw))
def test_a_breath_of_wind_does_not_tilt_and_more_wind_tilts_more(law: TiltLaw) -> None:
    tilts = tilt_by_wind(20, 0.08, [0.0, 1.0, 4.0, 8.0, 15.0], law=law)
    assert tilts[0] == 0.0
    assert (np.diff(tilts) >= 0).all()
    assert tilts[-1] < np.pi / 2


def test_a_wide_low_fire_has_no_flame_by_heskestad() -> None:
    assert heskestad_length(1e6, 50) == 0.0
    assert heskestad_length(59.35e6, 6) == pytest.approx(11.5, rel=0.15)  # Casal prints 11.5 m


def test_soot_hides_all_but_narrow_fires() -> None:
    power = sooty_emissive_power([0.1, 10, 100])
    assert power[0] == pytest.approx(140e3, rel=0.02)
    assert power[2] == pytest.approx(20e3, rel=0.01)


def test_a_sphere_gives_off_less_than_a_cylinder() -> None:
    ratio = ilo_fireball_flux(5000, 150) / ilo_fireball_flux(5000, 150, shape=VesselShape.SPHERE)
    assert ratio == pytest.approx(1.35)
    with pytest.raises(OutOfValidityError):
        ilo_fireball_flux(5000, 40)
