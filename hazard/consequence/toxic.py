"""Drifting toxic gas (有毒气体扩散): a release within ten minutes, or a pool that evaporates."""

from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.catalogue import model
from hazard.concentration import ConcentrationUnit
from hazard.consequence.drift import Drift, dense_drift, gaussian_drift
from hazard.consequence.effect import Consequence, EffectKind, Felt
from hazard.consequence.stored import RELEASE_TIME, Stored
from hazard.constants import ATMOSPHERE
from hazard.errors import NotOnHandError
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
    cloud = dense_drift(rate, density, cold, molar.value, weather)
    cited = (*figures, *cloud.citations)
    return _harm(stored, scenario, weather, cloud, stored.lasts, cited, (_AIRBORNE, cloud.said))


def evaporation_of(stored: Stored, scenario: Scenario, weather: Weather) -> Consequence:
    """Return what evaporates off a pool of a toxic liquid (有毒液池蒸发后果).

    Raises:
        MissingInputError: If bund, probit or a property is not on hand.
        OutOfValidityError: If the liquid would boil.
    """
    known = stored.properties()
    molar = known.figure(Property.MOLAR_MASS)
    warm = stored.warm
    pressure = float(known.vapour_pressure(warm))
    flux = pool_evaporation(weather.wind, stored.pool / 2, pressure, molar.value, warm)
    rate = float(flux) * np.pi * stored.pool**2 / 4
    lasts = float(min(stored.released / rate, _LONGEST))
    cloud = gaussian_drift(rate, weather)
    cited = (
        molar.citation,
        known.figures["vapour_pressure_c1"].citation,
        *model("pool_evaporation").cited(),
        *cloud.citations,
    )
    return _harm(stored, scenario, weather, cloud, lasts, cited, (_EVAPORATED, cloud.said))


def _harm(
    stored: Stored,
    scenario: Scenario,
    weather: Weather,
    cloud: Drift,
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
