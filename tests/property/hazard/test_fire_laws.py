"""Laws of release and fire (泄漏与火灾规律): monotone, bounded, and the same in any unit."""

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from hazard.fire.fireball import FireballModel, fireball
from hazard.fire.flame_surface import flame_view_factor
from hazard.fire.jet_fire import jet_fire
from hazard.fire.point_source import point_source_flux
from hazard.fire.pool_fire import pool_fire
from hazard.fire.sphere import sphere_view_factor
from hazard.fire.transmissivity import TransmissivityLaw, transmissivity
from hazard.fire.view_factor import cylinder_view_factor
from hazard.release.gas import gas_discharge
from hazard.release.liquid import liquid_discharge

pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=80, deadline=None)
lengths, radii = st.floats(1, 200), st.floats(0.5, 60)
tilts, beyond = st.floats(-1.2, 1.2), st.floats(1.001, 20)
steps = st.floats(1.0, 5.0)


def _distance(length: float, radius: float, tilt: float, factor: float) -> float:
    return (radius + length * max(math.sin(tilt), 0.0)) * factor


@SETTINGS
@given(length=lengths, radius=radii, tilt=tilts, factor=beyond)
def test_view_factors_lie_between_0_and_1(
    length: float, radius: float, tilt: float, factor: float
) -> None:
    found = cylinder_view_factor(length, radius, _distance(length, radius, tilt, factor), tilt=tilt)
    for value in found:
        assert 0 <= value <= 1 + 1e-9


@SETTINGS
@given(length=lengths, radius=radii, tilt=tilts, factor=beyond, step=steps)
def test_farther_sees_less_of_a_flame(
    length: float, radius: float, tilt: float, factor: float, step: float
) -> None:
    near = _distance(length, radius, tilt, factor)
    found = cylinder_view_factor(length, radius, [near, near * step], tilt=tilt).maximum
    assert found[1] <= found[0] * (1 + 1e-6) + 1e-12


@SETTINGS
@given(length=lengths, radius=radii, tilt=st.floats(0, 1.2), factor=beyond)
def test_leaning_towards_a_target_is_not_better_than_leaning_away(
    length: float, radius: float, tilt: float, factor: float
) -> None:
    distance = _distance(length, radius, tilt, factor)
    there, away = (
        cylinder_view_factor(length, radius, distance, tilt=lean).maximum for lean in (tilt, -tilt)
    )
    assert there >= away * (1 - 1e-6)


@SETTINGS
@given(length=lengths, radius=radii, tilt=tilts, factor=beyond, scale=st.floats(0.1, 10))
def test_view_factors_have_no_unit(
    length: float, radius: float, tilt: float, factor: float, scale: float
) -> None:
    distance = _distance(length, radius, tilt, factor)
    metres = cylinder_view_factor(length, radius, distance, tilt=tilt)
    other = cylinder_view_factor(length * scale, radius * scale, distance * scale, tilt=tilt)
    assert np.allclose(metres, other, rtol=1e-6, atol=1e-9)


@given(radius=radii, factor=beyond, step=steps, height=st.floats(0, 100))
def test_farther_sees_less_of_a_sphere(
    radius: float, factor: float, step: float, height: float
) -> None:
    x = radius * factor
    found = sphere_view_factor(radius, [x, x * step], height=height).maximum
    assert found[1] <= found[0] <= 1


@given(
    mass=st.floats(1, 1e6),
    more=steps,
    distance=st.floats(1.0, 10),
    model=st.sampled_from(list(FireballModel)),
)
def test_a_larger_fireball_is_not_milder(
    mass: float, more: float, distance: float, model: FireballModel
) -> None:
    small, large = (fireball(kg, model=model) for kg in (mass, mass * more))
    assert large.diameter >= small.diameter
    far = float(large.diameter) * distance
    assert large.heat_flux(300e3, far) >= small.heat_flux(300e3, far) * (1 - 1e-9)


@SETTINGS
@given(
    diameter=st.floats(1, 60),
    rate=st.floats(0.01, 0.15),
    wind=st.floats(0, 15),
    step=steps,
)
def test_farther_from_a_pool_fire_is_not_worse(
    diameter: float, rate: float, wind: float, step: float
) -> None:
    flame = pool_fire(diameter, rate, 45e6, wind=wind)
    near = (diameter / 2 + float(flame.length)) * 1.01
    fluxes = flame.heat_flux([near, near * step])
    assert fluxes[1] <= fluxes[0] * (1 + 1e-6)


@given(rate=st.floats(0.01, 500), more=steps, y=st.floats(1, 1000))
def test_a_stronger_jet_is_not_milder_abeam(rate: float, more: float, y: float) -> None:
    weak, strong = (jet_fire(kg, 46e6) for kg in (rate, rate * more))
    middle = float(weak.length) / 2
    assert strong.power >= weak.power
    assert strong.length >= weak.length
    assert weak.heat_flux(middle, y) == pytest.approx(
        point_source_flux(weak.power, y, radiative_fraction=0.3)
    )


@given(vapour=st.floats(100, 3000), x=st.floats(1, 1000), step=steps)
def test_more_air_lets_less_heat_through(vapour: float, x: float, step: float) -> None:
    through = transmissivity(vapour, [x, x * step], extrapolate=True)
    assert 0 < through[1] <= through[0] <= 1


@given(vapour=st.floats(100, 3000), x=st.floats(1, 1000))
def test_the_two_fits_agree_to_a_tenth(vapour: float, x: float) -> None:
    laws = [transmissivity(vapour, x, law=law, extrapolate=True) for law in TransmissivityLaw]
    assert np.ptp(laws) < 0.1


@given(
    gamma=st.floats(1.05, 1.66),
    pressure=st.floats(1.02e5, 1e7),
    more=steps,
    area=st.floats(1e-6, 1e-2),
)
def test_gas_flows_in_proportion_to_the_hole_and_more_with_pressure(
    gamma: float, pressure: float, more: float, area: float
) -> None:
    one = gas_discharge(area, pressure, pressure * 1e-5, gamma)
    assert gas_discharge(2 * area, pressure, pressure * 1e-5, gamma) == pytest.approx(2 * one)
    assert gas_discharge(area, pressure * more, pressure * more * 1e-5, gamma) >= one * (1 - 1e-9)


@given(head=st.floats(0, 50), drop=st.floats(0, 1e6), density=st.floats(300, 2000))
def test_head_is_pressure(head: float, drop: float, density: float) -> None:
    as_head = liquid_discharge(1e-3, density, head=head, pressure_difference=drop)
    as_pressure = liquid_discharge(
        1e-3, density, pressure_difference=drop + density * 9.80665 * head
    )
    assert as_head == pytest.approx(float(as_pressure), rel=1e-9, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(
    length=st.floats(5, 60),
    radius=st.floats(3, 30),
    tilt=st.floats(0, 1.0),
    bearing=st.floats(-np.pi, np.pi),
    step=st.floats(1.05, 3),
)
def test_from_anywhere_farther_sees_less_and_never_all(
    length: float, radius: float, tilt: float, bearing: float, step: float
) -> None:
    near = 1.6 * radius + length * math.sin(tilt)
    reach = np.array([near, near * step])
    found = flame_view_factor(
        length, radius, reach * np.cos(bearing), reach * np.sin(bearing), tilt=tilt
    )
    assert 0 < found[1] < found[0] < 1
