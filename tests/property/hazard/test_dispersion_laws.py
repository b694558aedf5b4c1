"""Laws of dispersion (扩散规律): mass is kept, releases add up, and far is not worse."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

from hazard.dispersion.dense_plume import dense_plume
from hazard.dispersion.dense_puff import dense_puff
from hazard.dispersion.finite_release import gaussian_release
from hazard.dispersion.gaussian import (
    gaussian_plume,
    gaussian_puff,
    plume_concentration,
    puff_concentration,
)
from hazard.dispersion.sigma import Cloud, EquationSet, dispersion_sigma
from hazard.dispersion.stability import Stability

pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=60, deadline=None)
classes = st.sampled_from(list(Stability))
plumes = st.sampled_from([e for e in EquationSet if e is not EquationSet.CCPS])
widths = st.floats(1, 200)
winds = st.floats(0.5, 20)


@SETTINGS
@given(sigma_y=widths, sigma_z=widths, wind=winds, height=st.floats(0, 100))
def test_a_plume_carries_what_is_released(
    sigma_y: float, sigma_z: float, wind: float, height: float
) -> None:
    """The flux u C through any cross-section is q."""
    y = np.linspace(-8, 8, 161) * sigma_y
    z = np.linspace(0, height + 8 * sigma_z, 801)
    c = plume_concentration(3.0, wind, sigma_y, sigma_z, y=y[:, None], z=z[None, :], height=height)
    flux = wind * np.trapezoid(np.trapezoid(c, z, axis=1), y)
    assert flux == pytest.approx(3.0, rel=1e-3)


@SETTINGS
@given(sigma=widths, sigma_z=widths, wind=winds)
def test_a_plume_is_puffs_in_a_row(sigma: float, sigma_z: float, wind: float) -> None:
    """Puffs of the same widths, one after the other, add up to the plume."""
    time = np.linspace(-8, 8, 2001) * sigma / wind
    puffs = puff_concentration(1.0, sigma, sigma, sigma_z, x=-wind * time)
    plume = plume_concentration(1.0, wind, sigma, sigma_z)
    assert np.trapezoid(puffs, time) == pytest.approx(float(plume), rel=1e-6)


@given(
    rate=st.floats(0.01, 100),
    other=st.floats(0.01, 100),
    wind=winds,
    x=st.floats(100, 3000),
    y=st.floats(-200, 200),
    stability=classes,
    equations=plumes,
)
def test_releases_add_up(
    rate: float,
    other: float,
    wind: float,
    x: float,
    y: float,
    stability: Stability,
    equations: EquationSet,
) -> None:
    one, two, both = (
        gaussian_plume(q, wind, x, y=y, stability=stability, equations=equations)
        for q in (rate, other, rate + other)
    )
    assert one + two == pytest.approx(both)


@given(
    x=st.floats(100, 3000),
    step=st.floats(1, 5),
    y=st.floats(0, 300),
    aside=st.floats(0, 300),
    stability=classes,
    equations=plumes,
)
def test_farther_and_farther_aside_is_not_worse_on_the_ground(
    x: float, step: float, y: float, aside: float, stability: Stability, equations: EquationSet
) -> None:
    far = min(x * step, 3000.0)
    assume(far > x * 1.001 or far == x)
    axis = gaussian_plume(1, 5, [x, far], stability=stability, equations=equations)
    # Pieces of the tabulated sets join to within 5 %.
    assert axis[1] <= axis[0] * 1.05
    across = gaussian_plume(1, 5, x, y=[y, y + aside], stability=stability, equations=equations)
    assert across[1] <= across[0]


@given(
    time=st.floats(10, 2000),
    ahead=st.floats(0, 500),
    stability=classes,
    equations=st.sampled_from([EquationSet.CCPS, EquationSet.TNO]),
)
def test_a_puff_is_the_same_before_and_behind_its_centre(
    time: float, ahead: float, stability: Stability, equations: EquationSet
) -> None:
    centre = 5 * time
    before, behind = gaussian_puff(
        10, 5, time, [centre + ahead, centre - ahead], stability=stability, equations=equations
    )
    assert before == pytest.approx(behind, rel=1e-6)


@SETTINGS
@given(
    rate=st.floats(0.5, 200),
    density=st.floats(1.3, 6),
    wind=st.floats(1, 15),
    x=st.floats(1, 5000),
    step=st.floats(1, 10),
)
def test_a_dense_plume_thins_out(
    rate: float, density: float, wind: float, x: float, step: float
) -> None:
    alpha = 0.2 * np.log10((9.80665 * (density - 1.2) / 1.2) ** 2 * rate / wind**5)
    assume(alpha <= 1)
    near, far = dense_plume(rate, density, wind, [x, x * step], extrapolate=True)
    assert 0 < far <= near * (1 + 1e-12) <= 1 + 1e-9


@SETTINGS
@given(
    volume=st.floats(10, 1e5),
    density=st.floats(1.3, 6),
    wind=st.floats(2, 15),
    x=st.floats(1, 5000),
    step=st.floats(1, 10),
    scale=st.floats(0.5, 2),
)
def test_a_dense_puff_thins_out_and_scales(
    volume: float, density: float, wind: float, x: float, step: float, scale: float
) -> None:
    size = volume ** (1 / 3)
    assume(0.5 * np.log10(9.80665 * (density - 1.2) / 1.2 * size / wind**2) <= 0.99)
    near, far = dense_puff(volume, density, wind, [x, x * step], extrapolate=True)
    assert 0 < far <= near * (1 + 1e-12) <= 1 + 1e-9
    # Lengths in proportion and the wind with their root keep the same picture.
    other = dense_puff(volume * scale**3, density, wind * scale**0.5, x * scale, extrapolate=True)
    assert other == pytest.approx(float(near), rel=1e-6)


@SETTINGS
@given(
    rate=st.floats(0.01, 100),
    duration=st.floats(10, 2000),
    time=st.floats(1, 5000),
    x=st.floats(20, 3000),
    stability=classes,
)
def test_a_release_that_ends_is_never_above_the_plume_of_its_rate(
    rate: float, duration: float, time: float, x: float, stability: Stability
) -> None:
    found = gaussian_release(rate, duration, 3, time, x, stability=stability)
    widths = (
        dispersion_sigma(
            x, axis=axis, stability=stability, equations=EquationSet.CCPS, cloud=Cloud.PUFF
        )
        for axis in "yz"
    )
    assert 0 <= found <= plume_concentration(rate, 3, *widths) * (1 + 1e-12)
