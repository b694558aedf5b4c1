"""Release: where the flow chokes, and what is refused."""

import numpy as np
import pytest

from hazard.errors import OutOfValidityError
from hazard.release.boiling import boiling_flux
from hazard.release.emptying import emptying_time
from hazard.release.evaporation import pool_evaporation
from hazard.release.flash import flash_fraction
from hazard.release.flashing import flashing_discharge
from hazard.release.gas import critical_pressure_ratio, gas_density, gas_discharge
from hazard.release.liquid import liquid_discharge

AIR = gas_density(1.0, 293.15, 0.02896)


def test_above_the_critical_ratio_the_pressure_outside_does_not_matter() -> None:
    inside = 10e5
    critical = inside / float(critical_pressure_ratio(1.4))
    flow = gas_discharge(1e-4, inside, AIR * inside, 1.4, ambient_pressure=[critical, 1e5, 1e3])
    assert flow == pytest.approx(flow[0])


def test_below_it_the_flow_falls_to_nothing() -> None:
    outside = np.array([5.3e5, 8e5, 9.9e5, 10e5])
    flow = gas_discharge(1e-4, 10e5, AIR * 10e5, 1.4, ambient_pressure=outside)
    assert (np.diff(flow) < 0).all()
    assert flow[-1] == 0.0


def test_choked_flow_is_the_closed_form() -> None:
    """ṁ = C_d A √(γ p ρ (2/(γ+1))^((γ+1)/(γ-1)))."""
    gamma, pressure, density = 1.3, 8e5, 10.0
    closed = (
        0.62
        * 1e-4
        * np.sqrt(gamma * pressure * density * (2 / (gamma + 1)) ** ((gamma + 1) / (gamma - 1)))
    )
    assert gas_discharge(1e-4, pressure, density, gamma) == pytest.approx(closed)


def test_a_vessel_below_the_pressure_outside_is_refused() -> None:
    with pytest.raises(OutOfValidityError) as refused:
        gas_discharge(1e-4, 0.9e5, 1.0, 1.4)
    assert refused.value.value == pytest.approx(0.9e5 - 101_325)


@pytest.mark.parametrize("area", [0.0, -1.0, np.inf, np.nan])
def test_an_impossible_hole_is_refused(area: float) -> None:
    with pytest.raises(OutOfValidityError, match="泄漏口面积"):
        liquid_discharge(area, 1000, head=1)


def test_a_boiling_pool_is_refused_by_name_and_range() -> None:
    with pytest.raises(OutOfValidityError) as refused:
        pool_evaporation(5, 10, 2e5, 0.044, 231)
    assert refused.value.quantity.zh == "蒸气压"
    assert refused.value.high == pytest.approx(101_325)
    assert refused.value.citation is not None


def test_a_cold_liquid_does_not_flash() -> None:
    assert flash_fraction([280, 300], 290, 2000, 4e5).tolist() == [
        0.0,
        pytest.approx(1 - np.exp(-0.05)),
    ]


def test_propylene_through_a_centimetre() -> None:
    """Worked example of Crowl and Louvar: 0.774 kg/s; not checked against the text."""
    rate = flashing_discharge(7.85e-5, 298, 2.18e3, 3.34e5, 0.042)
    assert rate == pytest.approx(0.774, rel=0.002)


def test_a_boiling_pool_slows_as_the_ground_cools() -> None:
    flux = boiling_flux([10, 40], 288, 111.67, 511e3)
    assert flux[0] == pytest.approx(2 * flux[1])
    assert boiling_flux(10, 100, 111.67, 511e3) == 0.0


def test_a_vessel_empties_in_the_time_its_outflow_takes() -> None:
    """Stepping the discharge of `liquid_discharge` down with the level gives the closed form."""
    hole, section, density, drop = 1e-3, 5.0, 900.0, 2e4
    level = np.linspace(6.0, 0.0, 200_001)
    rate = liquid_discharge(hole, density, head=level, pressure_difference=drop) / density
    stepped = np.trapezoid(section / rate[::-1], level[::-1])
    closed = emptying_time(hole, section, 6.0, density, pressure_difference=drop)
    assert closed == pytest.approx(float(stepped), rel=1e-6)
