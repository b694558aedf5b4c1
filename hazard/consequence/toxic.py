"""Drifting toxic gas (有毒气体扩散): a release within ten minutes, or a pool that evaporates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.catalogue import model
from hazard.concentration import ConcentrationUnit
from hazard.consequence.effect import Consequence, EffectKind, Felt
from hazard.consequence.stored import RELEASE_TIME, Stored
from hazard.constants import ATMOSPHERE
from hazard.dispersion.dense_gas import DENSE
from hazard.dispersion.dense_plume import dense_plume, dense_plume_half_width
from hazard.dispersion.gaussian import gaussian_plume
from hazard.dispersion.sigma import Cloud, EquationSet, sigma_pieces
from hazard.errors import NotOnHandError, OutOfValidityError
from hazard.notice import Notice
from hazard.release.evaporation import pool_evaporation
from hazard.release.gas import gas_density
from hazard.scenario import Scenario, toxic_probit_of
from hazard.substance import Property
from hazard.validity import FloatArray
from hazard.vulnerability.toxic import ToxicProbit, toxic_lethality
from hazard.weather import AMBIENT, Weather

__all__ = ["evaporation_of", "toxic_release_of"]

_LONGEST: Final = 1800.0  # longest exposure to gas counted, Purple Book [s]
_AIR: Final = 1.184  # density of air at 25 °C [kg/m³]
_PROBIT: Final = Notice(zh="毒物概率单位", en="toxic probit")
_UNITS: Final = {ConcentrationUnit.MG_M3: "mg/m³", ConcentrationUnit.PPM: "ppm"}
_AIRBORNE: Final = Notice(
    zh="设计最大量在 10 min 内全部泄漏并成为气体，不计液滴和液池；在地面高度释放。",
    en="All of the design maximum leaves within 10 min as a gas, without droplets or a pool, at "
    "ground level.",
)
_EVAPORATED: Final = Notice(
    zh="液体充满围堰并在登记温度（未登记取 25 ℃）下蒸发，暴露 30 min；蒸气按中性气体扩散。",
    en="The liquid fills the bund and evaporates at the temperature on record, else 25 °C; people "
    "stay for 30 min; the vapour neither sinks nor rises.",
)
_HEAVY: Final = Notice(
    zh="按重气扩散（比空气重）；风向已知时，烟羽半宽以外浓度取零。",
    en="It disperses as a dense gas; where the wind direction is known, there is nothing outside "
    "the half width of the plume.",
)
_PASSIVE: Final = Notice(zh="按高斯烟羽扩散。", en="It disperses as a Gaussian plume.")


@dataclass(frozen=True, slots=True)
class _Cloud:
    """A concentration [kg/m³] downwind and across the wind, and where it is stated [m]."""

    at: Callable[[FloatArray, FloatArray], FloatArray]
    stated: tuple[float, float] = (0.0, np.inf)


def toxic_release_of(stored: Stored, scenario: Scenario, weather: Weather) -> Consequence:
    """Return the release of a toxic gas within ten minutes (有毒气体泄漏后果).

    Raises:
        MissingInputError: If quantity, probit or a property is not on hand.
        OutOfValidityError: If the cloud is outside what its model is stated for.
    """
    rate = stored.mass / RELEASE_TIME
    known = stored.properties()
    molar = known.figure(Property.MOLAR_MASS)
    boiling = known.figure(Property.BOILING_POINT)
    cold = min(boiling.value, AMBIENT) if stored.form != "GAS" else AMBIENT
    density = float(gas_density(ATMOSPHERE, cold, molar.value))
    figures = (molar.citation, boiling.citation)
    if density > _AIR:
        try:
            cloud = _dense(rate, density, cold, molar.value, weather)
        except OutOfValidityError as error:
            if error.quantity is not DENSE:
                raise
        else:
            cited = (*model("dense_plume").cited(), *model("dense_plume_half_width").cited())
            return _harm(
                stored,
                scenario,
                weather,
                cloud,
                stored.lasts,
                (*figures, *cited),
                (_AIRBORNE, _HEAVY),
            )
    cited = model("gaussian_plume").cited(stability=weather.stability)
    cloud = _gaussian(rate, weather)
    return _harm(
        stored, scenario, weather, cloud, stored.lasts, (*figures, *cited), (_AIRBORNE, _PASSIVE)
    )


def evaporation_of(stored: Stored, scenario: Scenario, weather: Weather) -> Consequence:
    """Return what evaporates off a pool of a toxic liquid (有毒液池蒸发后果).

    Raises:
        MissingInputError: If bund, probit or a property is not on hand.
        OutOfValidityError: If the liquid would boil.
    """
    known = stored.properties()
    molar = known.figure(Property.MOLAR_MASS)
    warm = AMBIENT if stored.temperature is None else stored.temperature + 273.15
    pressure = float(known.vapour_pressure(warm))
    flux = pool_evaporation(weather.wind, stored.pool / 2, pressure, molar.value, warm)
    rate = float(flux) * np.pi * stored.pool**2 / 4
    lasts = float(min(stored.mass / rate, _LONGEST))
    cited = (
        molar.citation,
        known.figures["vapour_pressure_c1"].citation,
        *model("pool_evaporation").cited(),
        *model("gaussian_plume").cited(stability=weather.stability),
    )
    return _harm(
        stored, scenario, weather, _gaussian(rate, weather), lasts, cited, (_EVAPORATED, _PASSIVE)
    )


def _dense(rate: float, density: float, cold: float, molar: float, weather: Weather) -> _Cloud:
    """Return the concentration of a dense plume [kg/m³].

    Raises:
        OutOfValidityError: If the release is too light, or too strong, for the model.
    """
    volume = rate / density
    pure = float(gas_density(ATMOSPHERE, AMBIENT, molar))

    def share(x: FloatArray) -> FloatArray:
        return dense_plume(
            volume,
            density,
            weather.wind,
            x,
            air_density=_AIR,
            temperature=cold,
            ambient_temperature=AMBIENT,
        )

    def cloud(x: FloatArray, y: FloatArray) -> FloatArray:
        ahead = np.maximum(x, 1e-3)
        half = dense_plume_half_width(volume, density, weather.wind, ahead, air_density=_AIR)
        return np.where((x > 0) & (np.abs(y) <= half), pure * share(ahead), 0.0)

    share(np.array([1.0]))
    return _Cloud(cloud)


def _gaussian(rate: float, weather: Weather) -> _Cloud:
    def cloud(x: FloatArray, y: FloatArray) -> FloatArray:
        return gaussian_plume(
            rate,
            weather.wind,
            x,
            y=y,
            stability=weather.stability,
            equations=EquationSet.BRIGGS_RURAL,
        )

    pieces = sigma_pieces(EquationSet.BRIGGS_RURAL, Cloud.PLUME, "y", weather.stability)
    return _Cloud(cloud, (pieces[0].range_low, pieces[0].range_high))


def _harm(
    stored: Stored,
    scenario: Scenario,
    weather: Weather,
    cloud: _Cloud,
    lasts: float,
    cited: tuple[Citation, ...],
    assumed: tuple[Notice, ...],
) -> Consequence:
    """Return the consequence of a cloud, by the probit of the substance."""
    probit = toxic_probit_of(stored.cas or stored.name)
    if probit is None:
        raise NotOnHandError(_PROBIT, stored.name, "toxic_probits", "constant")

    def felt(east: FloatArray, north: FloatArray) -> Felt:
        found = cloud.at(*weather.frame(east, north))
        lethality = toxic_lethality(found, lasts, probit.cas, book=probit.book)
        return Felt(intensity=found, lethality=lethality, dose=_dose(probit, found, lasts))

    return Consequence(
        scenario=scenario,
        kind=EffectKind.TOXIC,
        exposure=lasts,
        felt=felt,
        citations=(*cited, *model("toxic_lethality").cited(substance=probit.cas, book=probit.book)),
        assumptions=assumed,
        dose_unit=f"({_UNITS[probit.unit]})^{probit.exponent:g}·min",
        stated=cloud.stated,
    )


def _dose(probit: ToxicProbit, concentration: FloatArray, lasts: float) -> FloatArray:
    """Return the toxic dose C^n t, t in minutes, in the unit of the book."""
    printed = probit.printed(concentration, ConcentrationUnit.KG_M3)
    return np.asarray(printed**probit.exponent * lasts / 60)
