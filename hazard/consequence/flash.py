"""Flash fires (闪火): a cloud of flammable vapour that is lit late and burns without a blast.

Everybody within the lower flammable limit dies, nobody beyond it (Purple Book, chapter 5). The
limit itself is taken, not half of it: the models give the mean concentration, and the convention
is stated for the limit. Who must be warned is another question: half the limit bounds that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.catalogue import model
from hazard.concentration import mass_concentration
from hazard.consequence.drift import AIR, dense_drift
from hazard.consequence.effect import Consequence, EffectKind, Felt
from hazard.consequence.stored import Stored
from hazard.constants import ATMOSPHERE
from hazard.dispersion.dense_gas import DENSE, reduced_gravity
from hazard.dispersion.dense_puff import dense_puff, dense_puff_radius
from hazard.dispersion.gaussian import gaussian_plume, puff_concentration
from hazard.dispersion.sigma import Cloud, EquationSet, dispersion_sigma
from hazard.dispersion.stability import Stability
from hazard.errors import OutOfValidityError
from hazard.notice import Notice
from hazard.release.boiling import boiling_flux
from hazard.release.evaporation import pool_evaporation
from hazard.release.gas import gas_density
from hazard.risk.purple_book import flash_fire_deaths
from hazard.scenario import Scenario
from hazard.substance import Property, Substance
from hazard.validity import FloatArray
from hazard.weather import AMBIENT, Weather

__all__ = ["flash_fire_of"]

_HIGHEST: Final = 100.0  # g₀'V₀^⅓/u² at α = 1, the end of the fits
_SETTLES: Final = 60.0  # time over which the flux of a boiling pool is taken as a mean [s]
_AT_THE_LIMIT: Final = Notice(
    zh="云团在漂移途中任一时刻都可能点燃：平均浓度达到爆炸下限（LFL）处按全部致死、以外按零计"
    "（紫皮书惯例，室内外相同）；疏散告知范围取爆炸下限的一半，因为瞬时浓度高于平均浓度。",
    en="The cloud may be lit wherever it drifts: where its mean concentration reaches the lower "
    "flammable limit everybody dies, beyond it nobody (convention of the Purple Book, outdoors "
    "and indoors alike); who must be warned is bounded by half the limit, since peaks exceed the "
    "mean.",
)
_BURST: Final = Notice(
    zh="容器破裂，设计最大量瞬时成云，不计液滴雨出和空气卷吸；浓度按云团前缘到达时计。",
    en="The vessel bursts and all of the design maximum is a cloud at once, without rain-out or "
    "air taken in; the concentration is that when its edge arrives.",
)
_STRONGER: Final = Notice(
    zh="重气相关参数 α 大于 1 时取 α = 1：拟合曲线在此以上随 α 下降（上限）。",
    en="Where the parameter α of the dense cloud is above 1, 1 is taken: the fits fall with α "
    "there, so the reach is an upper bound.",
)
_DENSE: Final = Notice(zh="按瞬时重气云团扩散。", en="It disperses as a sudden dense cloud.")
_LIGHT: Final = Notice(
    zh="不满足重气判据，按高斯烟团扩散。", en="It is no dense gas and disperses as a Gaussian puff."
)
_RISES: Final = Notice(
    zh="比空气轻的气体：大气稳定度为 E、F 时按 D 计（破裂自身湍流和浮力使其不会滞留于稳定层内），"
    "不计浮升（上限）。",
    en="A gas lighter than air: class D is taken for E and F, since the turbulence of the burst "
    "and its buoyancy keep it from lying in stable air; that it rises is not counted, an upper "
    "bound.",
)
_POOL: Final = Notice(
    zh="液体充满围堰蒸发；自围堰边缘起按点源高斯烟羽计（近处外推，上限），浓度不超过饱和浓度。",
    en="The liquid fills the bund and evaporates; from the edge of the bund on it disperses as the "
    "Gaussian plume of a point (extrapolated near by, an upper bound), nowhere above saturation.",
)
_BOILING: Final = Notice(
    zh="低温液体充满围堰并在 25 ℃ 混凝土地面沸腾，蒸发速率取前 1 min 平均值（上限），"
    "不超过 1 min 内全部蒸发；按重气羽流扩散，自单元坐标起计。",
    en="The cold liquid fills the bund and boils on concrete of 25 °C at the mean of the first "
    "minute, an upper bound, at most all of it in a minute; it disperses as a dense plume from the "
    "position of the unit.",
)


@dataclass(frozen=True, slots=True)
class _Drift:
    """A flammable cloud: its concentration [kg/m³], and what it rests on."""

    at: Callable[[FloatArray, FloatArray], FloatArray]
    citations: tuple[Citation, ...]
    assumptions: tuple[Notice, ...]
    stated: tuple[float, float] = (0.0, np.inf)


def flash_fire_of(stored: Stored, scenario: Scenario, weather: Weather) -> Consequence:
    """Return the flash fire of a cloud (闪火后果).

    Raises:
        MissingInputError: If quantity, bund or a property is not on hand.
        OutOfValidityError: If the cloud is outside what its model is stated for.
    """
    known = stored.properties()
    lower = known.figure(Property.LOWER_FLAMMABLE_LIMIT)
    molar = known.figure(Property.MOLAR_MASS)
    limit = float(mass_concentration(lower.value * 1e6, molar.value))
    drift = {"LIQUID": _evaporating, "REFRIGERATED_LIQUID": _boiling}.get(stored.form, _burst)(
        stored, known, weather
    )

    def felt(east: FloatArray, north: FloatArray) -> Felt:
        found = drift.at(*weather.frame(east, north))
        return Felt(intensity=found, lethality=flash_fire_deaths(found, limit).individual)

    return Consequence(
        scenario=scenario,
        kind=EffectKind.FLASH_FIRE,
        exposure=0.0,
        felt=felt,
        citations=(
            lower.citation,
            molar.citation,
            *drift.citations,
            *model("flash_fire_deaths").cited(),
        ),
        assumptions=(*drift.assumptions, _AT_THE_LIMIT),
        stated=drift.stated,
        limit=limit,
    )


def _burst(stored: Stored, known: Substance, weather: Weather) -> _Drift:
    """Return the cloud of a vessel that bursts, dense if it may count as such."""
    molar = known.figure(Property.MOLAR_MASS).value
    boiling = known.figure(Property.BOILING_POINT)
    cold = AMBIENT if stored.form == "GAS" else min(boiling.value, AMBIENT)
    density = float(gas_density(ATMOSPHERE, cold, molar))
    if density > AIR:
        try:
            at, stronger = _dense_burst(stored.mass / density, density, cold, molar, weather)
        except OutOfValidityError as error:
            if error.quantity is not DENSE:
                raise
        else:
            cited = (*model("dense_puff").cited(), *model("dense_puff_radius").cited())
            bounded = (_STRONGER,) if stronger else ()
            return _Drift(at, (boiling.citation, *cited), (_BURST, _DENSE, *bounded))
    said: tuple[Notice, ...] = (_BURST, _LIGHT)
    stability = weather.stability
    if density <= AIR and stability in {Stability.E, Stability.F}:
        stability, said = Stability.D, (*said, _RISES)
    cited = (
        boiling.citation,
        *model("gaussian_puff").cited(stability=stability),
    )
    return _Drift(_light_burst(stored.mass, stability), cited, said)


def _dense_burst(
    volume: float, density: float, cold: float, molar: float, weather: Weather
) -> tuple[Callable[[FloatArray, FloatArray], FloatArray], bool]:
    """Return the concentration of a sudden dense cloud [kg/m³], and whether α was bounded.

    The centre drifts with .4u, the radius grows, and the correlation gives the concentration when
    the edge is some distance off: a place meets it when the edge first reaches the place.

    Raises:
        OutOfValidityError: If the cloud is too light for the model.
    """
    pure = float(gas_density(ATMOSPHERE, AMBIENT, molar))
    gravity = float(reduced_gravity(density, AIR))
    fastest = np.sqrt(gravity * np.cbrt(volume) / _HIGHEST) * (1 + 1e-12)
    wind = max(weather.wind, float(fastest))
    start = float(dense_puff_radius(volume, density, 0.0, air_density=AIR))
    drift, growth = 0.4 * weather.wind, 1.2 * np.sqrt(gravity * volume)

    def share(front: FloatArray) -> FloatArray:
        return dense_puff(
            volume,
            density,
            wind,
            front,
            air_density=AIR,
            temperature=cold,
            ambient_temperature=AMBIENT,
        )

    def cloud(x: FloatArray, y: FloatArray) -> FloatArray:
        # (x - .4ut)² + y² = R₀² + 1.2 √(g₀'V₀) t, the earlier root
        outside = x**2 + y**2 - start**2
        half = (2 * drift * x + growth) / 2
        left = half**2 - drift**2 * outside
        met = (left >= 0) & (half > 0) | (outside <= 0)
        root = np.sqrt(np.maximum(left, 0.0))
        arrives = np.where(met & (outside > 0), outside / np.where(met, half + root, 1.0), 0.0)
        arrives = np.maximum(arrives, 0.0)
        front = drift * arrives + np.sqrt(start**2 + growth * arrives)
        return np.where(met, pure * share(front), 0.0)

    share(np.array([start]))
    return cloud, wind > weather.wind


def _light_burst(
    mass: float, stability: Stability
) -> Callable[[FloatArray, FloatArray], FloatArray]:
    """Return the greatest concentration as a puff passes [kg/m³]."""

    def cloud(x: FloatArray, y: FloatArray) -> FloatArray:
        ahead = np.maximum(x, 1.0)
        along, across, up = (
            dispersion_sigma(
                ahead,
                axis=axis,
                stability=stability,
                equations=EquationSet.CCPS,
                cloud=Cloud.PUFF,
            )
            for axis in "xyz"
        )
        return np.where(x > 0, puff_concentration(mass, along, across, up, y=y), 0.0)

    return cloud


def _evaporating(stored: Stored, known: Substance, weather: Weather) -> _Drift:
    """Return the vapour of a pool below its boiling point."""
    warm = stored.warm
    molar = known.figure(Property.MOLAR_MASS).value
    pressure = float(known.vapour_pressure(warm))
    radius = stored.pool / 2
    flux = float(pool_evaporation(weather.wind, radius, pressure, molar, warm))
    saturated = float(gas_density(ATMOSPHERE, AMBIENT, molar)) * pressure / ATMOSPHERE
    rate = flux * np.pi * radius**2

    def cloud(x: FloatArray, y: FloatArray) -> FloatArray:
        over = np.hypot(x, y) <= radius
        edge = np.sqrt(np.maximum(radius**2 - y**2, 0.0))  # of the pool, as far across the wind
        ahead = np.maximum(x - edge, 1.0)
        drifting = gaussian_plume(
            rate,
            weather.wind,
            ahead,
            y=np.maximum(np.abs(y) - radius, 0.0),
            stability=weather.stability,
            equations=EquationSet.BRIGGS_RURAL,
            extrapolate=True,
        )
        found = np.where(over | (x > 0), np.minimum(drifting, saturated), 0.0)
        return np.where(over, saturated, found)

    cited = (
        known.figures["vapour_pressure_c1"].citation,
        *model("pool_evaporation").cited(),
        *model("gaussian_plume").cited(stability=weather.stability),
    )
    return _Drift(cloud, cited, (_POOL,))


def _boiling(stored: Stored, known: Substance, weather: Weather) -> _Drift:
    """Return the vapour of a cold liquid that boils on the ground."""
    boiling = known.figure(Property.BOILING_POINT)
    latent = known.figure(Property.HEAT_OF_VAPORISATION)
    molar = known.figure(Property.MOLAR_MASS).value
    area = np.pi * stored.pool**2 / 4
    # The flux falls with the root of time, so its mean is twice that at the end.
    flux = 2 * float(boiling_flux(_SETTLES, AMBIENT, boiling.value, latent.value))
    rate = float(min(flux * area, stored.released / _SETTLES))
    density = float(gas_density(ATMOSPHERE, boiling.value, molar))
    drift = dense_drift(rate, density, boiling.value, molar, weather)
    cited = (boiling.citation, latent.citation, *model("boiling_flux").cited())
    cited += drift.citations
    return _Drift(drift.at, cited, (_BOILING, drift.said), drift.stated)
