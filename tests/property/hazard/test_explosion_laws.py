"""Laws of blast (爆炸规律): it fades with distance, grows with mass, and scales."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from hazard.errors import OutOfValidityError
from hazard.explosion.baker_strehlow import baker_strehlow_overpressure
from hazard.explosion.gbt37243 import gbt37243_distance, gbt37243_overpressure
from hazard.explosion.gost_vce import gost_impulse, gost_overpressure
from hazard.explosion.kingery_bulmash import kingery_impulse, kingery_overpressure
from hazard.explosion.kinney_graham import kinney_graham_overpressure
from hazard.explosion.multi_energy import sachs_distance
from hazard.explosion.tnt import scaled_distance, tnt_equivalent

pytestmark = pytest.mark.property

distances, charges = st.floats(20, 2000), st.floats(1, 1e5)
# The joints of Swisdak's pieces step by less than this.
JOINT = 1.005


@given(
    blast=st.sampled_from(
        [
            (kinney_graham_overpressure, 0.05, 40),
            (kingery_overpressure, 0.2, 198.5),
            (gbt37243_overpressure, 0.1, 500),
        ]
    ),
    share=st.floats(0, 1),
    further=st.floats(0, 1),
)
def test_farther_is_not_worse(
    blast: tuple[Callable[[Any], Any], float, float], share: float, further: float
) -> None:
    overpressure, low, high = blast
    z = low * (high / low) ** share
    beyond = z * (high / z) ** further
    near, far = overpressure(np.minimum([z, beyond], high))
    assert far <= near * JOINT


@given(distance=distances, charge=charges, more=st.floats(1, 10))
def test_more_is_not_milder(distance: float, charge: float, more: float) -> None:
    z = scaled_distance(distance, np.array([charge, charge * more]))
    for overpressure in (kingery_overpressure, gbt37243_overpressure):
        little, much = overpressure(np.clip(z, 0.2, 198.5))
        assert much >= little / JOINT
    assert np.diff(gost_overpressure([charge, charge * more], distance)) >= 0
    assert np.diff(gost_impulse([charge, charge * more], distance)) >= 0


@given(z=st.floats(0.3, 150), charge=charges, scale=st.floats(0.1, 10))
def test_hopkinson_scaling(z: float, charge: float, scale: float) -> None:
    """Distance and impulse grow with the cube root of the charge at the same Z."""
    distance = z * np.cbrt(charge)
    one = kingery_impulse(distance, charge)
    other = kingery_impulse(distance * scale, charge * scale**3)
    assert scaled_distance(distance * scale, charge * scale**3) == pytest.approx(z)
    if abs(z - 0.96) > 0.01 and abs(z - 2.38) > 0.01 and abs(z - 33.7) > 0.1:
        assert other == pytest.approx(scale * float(one))


@given(threshold=st.floats(500, 1e6), charge=charges)
def test_the_safety_distance_inverts_the_formula(threshold: float, charge: float) -> None:
    distance = gbt37243_distance(threshold, charge)
    back = gbt37243_overpressure(scaled_distance(distance, charge))
    assert back == pytest.approx(threshold, rel=1e-9)


@given(mass=charges, more=st.floats(1, 10), heat=st.floats(1e6, 1.2e8))
def test_the_charge_is_in_proportion_to_the_cloud(mass: float, more: float, heat: float) -> None:
    assert tnt_equivalent(mass * more, heat) == pytest.approx(more * tnt_equivalent(mass, heat))


@given(distance=distances, energy=st.floats(1e6, 1e12), scale=st.floats(0.1, 10))
def test_sachs_scaling(distance: float, energy: float, scale: float) -> None:
    assert sachs_distance(distance * scale, energy * scale**3) == pytest.approx(
        float(sachs_distance(distance, energy))
    )


@given(
    away=st.floats(0.105, 9.5),
    further=st.floats(0.105, 9.5),
    speed=st.floats(0.2, 5.2),
    faster=st.floats(0.2, 5.2),
)
def test_a_faster_flame_is_not_milder_nor_is_what_is_farther_off(
    away: float, further: float, speed: float, faster: float
) -> None:
    near, far = baker_strehlow_overpressure(sorted((away, further)), speed)
    assert far <= near * (1 + 1e-12)
    slow, fast = (
        float(baker_strehlow_overpressure(away, mach)) for mach in sorted((speed, faster))
    )
    assert fast >= slow * (1 - 1e-12)


def test_curves_end_where_they_were_digitised() -> None:
    for distance, speed in ((0.1, 1.0), (9.6, 1.0), (1.0, 0.19), (1.0, 5.3)):
        with pytest.raises(OutOfValidityError):
            baker_strehlow_overpressure(distance, speed)
