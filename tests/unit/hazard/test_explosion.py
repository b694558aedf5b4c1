"""Explosion: where fits join, what is refused, and how far an effect reaches."""

import numpy as np
import pytest

from hazard.errors import OutOfValidityError
from hazard.explosion.gbt37243 import (
    gbt37243_distance,
    gbt37243_overpressure,
    gbt37243_thresholds,
)
from hazard.explosion.injury_radius import injury_radii, shock_overpressure
from hazard.explosion.kingery_bulmash import kingery_overpressure
from hazard.explosion.kinney_graham import kinney_graham_overpressure
from hazard.explosion.multi_energy import plateau_overpressure
from hazard.explosion.tnt import scaled_distance, tnt_equivalent
from hazard.explosion.vessel_burst import BurstModel, burst_energy
from hazard.reach import NotReachedError, reach


@pytest.mark.parametrize("joint", [2.9, 23.8])
def test_the_pieces_join(joint: float) -> None:
    left, right = kingery_overpressure([joint, np.nextafter(joint, 1e3)])
    assert left == pytest.approx(right, rel=0.01)


@pytest.mark.parametrize("z", [0.1, 200.0, np.nan])
def test_a_scaled_distance_outside_the_fit_is_refused(z: float) -> None:
    with pytest.raises(OutOfValidityError) as refused:
        kingery_overpressure([5.0, z])
    assert (refused.value.low, refused.value.high) == (0.2, 198.5)
    assert "Swisdak" in refused.value.zh


@pytest.mark.parametrize("z", [0.049, 40.1])
def test_free_air_stops_where_the_book_does(z: float) -> None:
    with pytest.raises(OutOfValidityError, match="Kinney"):
        kinney_graham_overpressure(z)


def test_a_charge_on_the_ground_acts_like_about_twice_its_mass_in_free_air() -> None:
    z = np.array([2.0, 5.0, 10.0, 20.0])
    ratio = kingery_overpressure(z) / kinney_graham_overpressure(z / 1.8 ** (1 / 3))
    assert (abs(ratio - 1) < 0.25).all()


def test_a_safety_distance_is_where_the_pressure_falls_to_the_threshold() -> None:
    for row in gbt37243_thresholds():
        distance = gbt37243_distance(row.overpressure, 800.0)
        back = gbt37243_overpressure(scaled_distance(distance, 800.0))
        assert back == pytest.approx(row.overpressure)
        assert not row.citation.verified


def test_there_are_ten_classes_of_blast() -> None:
    assert plateau_overpressure(np.arange(1, 11))[[0, 9]] == pytest.approx([1e3, 1e6])
    with pytest.raises(OutOfValidityError):
        plateau_overpressure(11)
    with pytest.raises(OutOfValidityError):
        plateau_overpressure(5.5)


def test_the_energy_of_tnt_is_a_choice() -> None:
    assert tnt_equivalent(1000, 46e6, tnt_energy=4.52e6) > tnt_equivalent(1000, 46e6)


def test_an_effect_that_is_weak_everywhere_reaches_nobody() -> None:
    assert reach(lambda x: 1 / x, 10, nearest=1, farthest=100) is None


def test_an_effect_that_goes_on_says_so() -> None:
    with pytest.raises(NotReachedError) as gone_on:
        reach(lambda x: 1 / x, 0.001, nearest=1, farthest=100)
    assert gone_on.value.intensity == 0.01
    assert "100 m" in gone_on.value.zh


def test_reach_agrees_with_the_closed_form() -> None:
    found = reach(lambda x: float(gbt37243_overpressure(x)), 2e3, nearest=1, farthest=1000)
    assert found == pytest.approx(float(gbt37243_distance(2e3)))


def test_the_energies_of_a_burst_stand_in_their_known_order() -> None:
    """For a vessel at 30 bar: isentropic work, Brode's energy, isothermal work."""
    brode, isentropic, isothermal = (
        float(burst_energy(3e6, 5, 1.4, model=model)) for model in BurstModel
    )
    assert isentropic < brode < isothermal
    assert burst_energy(101_325, 5, 1.4) == 0.0
    with pytest.raises(OutOfValidityError):
        burst_energy(9e4, 5, 1.4)


def test_the_radii_of_harm_stand_in_order_and_grow_with_the_cloud() -> None:
    small, large = (injury_radii(mass, 46e6) for mass in (1e3, 1e5))
    for found in (small, large):
        assert found.death < found.serious < found.slight
    assert all(a < b for a, b in zip(small, large, strict=True))
    with pytest.raises(OutOfValidityError):
        shock_overpressure([1.0, 20.0])


def test_the_polynomial_is_near_the_charge_on_the_ground() -> None:
    z = np.array([1.0, 2.0, 4.0])  # E/p0 of a kilogramme of TNT: 3.54 m
    scaled = z * (4.5e6 / 101_325) ** (1 / 3)
    ratio = shock_overpressure(z) * 101_325 / kinney_graham_overpressure(scaled)
    assert (abs(np.log(ratio)) < 0.5).all()
