"""Dispersion: the sets of several books, where they stop, and dense against passive."""

import numpy as np
import pytest

from hazard.dispersion.dense_gas import Regime, fitted_distances, release_regime
from hazard.dispersion.dense_plume import dense_plume, dense_plume_half_width
from hazard.dispersion.dense_puff import dense_puff, dense_puff_radius
from hazard.dispersion.finite_release import gaussian_release
from hazard.dispersion.gaussian import gaussian_plume, gaussian_puff, plume_concentration
from hazard.dispersion.sigma import Cloud, EquationSet, dispersion_sigma, sigma_pieces
from hazard.dispersion.stability import Sky, Stability, stability_of
from hazard.dispersion.wind_profile import Terrain, wind_at
from hazard.errors import OutOfValidityError, UnknownNameError

PLUMES = [e for e in EquationSet if e is not EquationSet.CCPS]


@pytest.mark.parametrize("equations", PLUMES)
@pytest.mark.parametrize("stability", list(Stability))
def test_every_plume_widens_and_its_pieces_join(
    equations: EquationSet, stability: Stability
) -> None:
    x = np.geomspace(100, 3000, 400)
    for axis in "yz":
        width = dispersion_sigma(x, axis=axis, stability=stability, equations=equations)
        assert (width[1:] > width[:-1] * 0.95).all()  # some pieces step down a little
        for piece in sigma_pieces(equations, Cloud.PLUME, axis, stability)[1:]:
            around = np.array([piece.low, piece.low * (1 + 1e-9)])
            left, right = dispersion_sigma(
                around, axis=axis, stability=stability, equations=equations, extrapolate=True
            )
            assert left == pytest.approx(right, rel=0.05)


def test_the_urban_plume_is_wider_and_the_books_differ() -> None:
    widths = {
        e: float(dispersion_sigma(1000, axis="y", stability=Stability.D, equations=e))
        for e in PLUMES
    }
    assert widths[EquationSet.BRIGGS_URBAN] > widths[EquationSet.BRIGGS_RURAL]
    assert max(widths.values()) / min(widths.values()) < 3


def test_a_set_without_a_puff_says_so() -> None:
    with pytest.raises(UnknownNameError, match="BRIGGS_RURAL"):
        gaussian_puff(1, 2, 100, 200, stability=Stability.D, equations=EquationSet.BRIGGS_RURAL)
    with pytest.raises(UnknownNameError, match="CCPS"):
        gaussian_plume(1, 2, 200, stability=Stability.D, equations=EquationSet.CCPS)


def test_too_near_is_refused_unless_asked() -> None:
    with pytest.raises(OutOfValidityError, match="Briggs"):
        gaussian_plume(1, 2, [500, 20], stability=Stability.D)
    near = gaussian_plume(1, 2, 20, stability=Stability.D, extrapolate=True)
    assert near > gaussian_plume(1, 2, 500, stability=Stability.D)


def test_nothing_goes_upwind() -> None:
    assert gaussian_plume(1, 2, [-100, 0], stability=Stability.D).tolist() == [0.0, 0.0]


def test_a_shorter_mean_sees_a_higher_peak() -> None:
    ten, one = (
        gaussian_plume(1, 2, 500, stability=Stability.D, averaging_time=t) for t in (600, 60)
    )
    assert one == pytest.approx(float(ten) / 0.1**0.2)


def test_wind_grows_with_height_and_least_over_open_unstable_ground() -> None:
    assert wind_at(10, 4, stability=Stability.D) == 4
    gains = [float(wind_at(50, 4, stability=s, terrain=t)) for t in Terrain for s in Stability]
    assert min(gains) == float(wind_at(50, 4, stability=Stability.A))
    assert max(gains) == float(wind_at(50, 4, stability=Stability.F, terrain=Terrain.URBAN))


@pytest.mark.parametrize(
    ("cloud", "alpha", "betas"),
    [
        ("PLUME", -0.75, [1.75, 1.92, 2.08, 2.25, 2.4, 2.6]),
        ("PLUME", -0.40, [1.784, 2.016, 2.21, 2.394, 2.564, 2.714]),
        ("PLUME", -0.20, [1.832, 2.06, 2.25, 2.45, 2.63, 2.77]),
        ("PLUME", 0.0, [1.78, 1.96, 2.16, 2.35, 2.56, 2.71]),
        ("PUFF", -0.75, [0.7, 0.85, 0.95, 1.15, 1.48, 1.83, 2.075]),
        ("PUFF", 0.0, [0.81, 1.0, 1.19, 1.39, 1.62, 1.83, 2.05]),
        ("PUFF", 0.75, [0.93, 1.03, 1.185, 1.375, 1.525, 1.68, 1.8475]),
    ],
)
def test_the_curves_of_britter_and_mcquaid(cloud: str, alpha: float, betas: list[float]) -> None:
    assert fitted_distances(cloud, alpha)[1] == pytest.approx(betas)


def test_a_light_gas_is_not_dense() -> None:
    with pytest.raises(OutOfValidityError) as refused:
        dense_plume(10, 0.7, 5, 100)
    assert refused.value.value == 0.7
    assert refused.value.low == pytest.approx(1.2)


def test_a_passive_release_is_refused_unless_asked() -> None:
    with pytest.raises(OutOfValidityError, match="重气判据"):
        dense_plume(0.01, 1.3, 10, 100)
    assert dense_plume(0.01, 1.3, 10, 100, extrapolate=True) > 0


def test_a_strong_release_in_a_calm_is_beyond_the_curves() -> None:
    with pytest.raises(OutOfValidityError, match="α"):
        dense_plume(1000, 3.0, 0.5, 100)


def test_a_dense_cloud_grows_as_it_goes() -> None:
    half = dense_plume_half_width(20, 2, 5, [0, 100, 500])
    assert (np.diff(half) > 0).all()
    radius = dense_puff_radius(1000, 2, [0, 10, 100])
    assert radius[0] == pytest.approx((3000 / (4 * np.pi)) ** (1 / 3))
    assert (np.diff(radius) > 0).all()


def test_cold_leaves_more_of_it() -> None:
    warm, cold = (dense_puff(1000, 1.8, 3, 100, temperature=t) for t in (None, 111.0))
    assert cold > warm


@pytest.mark.parametrize(
    ("duration", "regime"),
    [(600, Regime.STEADY), (100, Regime.BETWEEN), (10, Regime.SUDDEN)],
)
def test_a_release_is_steady_sudden_or_between(duration: float, regime: Regime) -> None:
    assert release_regime(5, duration, 500) is regime


def test_a_source_off_the_ground_is_worst_downwind_of_its_foot() -> None:
    """The greatest concentration on the ground is where σz = h/√2, for σy in proportion to σz."""
    h = 30.0
    sigma = np.linspace(5, 100, 2000)
    ground = plume_concentration(1, 5, sigma, sigma, height=h)
    assert sigma[ground.argmax()] == pytest.approx(h / np.sqrt(2), abs=0.05)


@pytest.mark.parametrize(
    ("wind", "sky", "classes"),
    [
        (1.0, Sky.STRONG_SUN, "A"),
        (2.5, Sky.STRONG_SUN, "AB"),
        (4.0, Sky.MODERATE_SUN, "BC"),
        (4.0, Sky.CLEAR_NIGHT, "E"),
        (2.0, Sky.CLEAR_NIGHT, "F"),
        (10.0, Sky.STRONG_SUN, "C"),
        (10.0, Sky.CLEAR_NIGHT, "D"),
    ],
)
def test_pasquills_key(wind: float, sky: Sky, classes: str) -> None:
    assert "".join(stability_of(wind, sky)) == classes


def test_a_long_release_is_a_plume_while_it_lasts() -> None:
    widths = [
        dispersion_sigma(
            400, axis=axis, stability=Stability.D, equations=EquationSet.CCPS, cloud=Cloud.PUFF
        )
        for axis in "yz"
    ]
    during, after = gaussian_release(2, 3600, 4, [1800, 7200], 400, stability=Stability.D)
    assert during == pytest.approx(float(plume_concentration(2, 4, *widths)), rel=1e-6)
    assert after == pytest.approx(0.0, abs=1e-12)
