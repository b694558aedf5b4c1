"""Rules of the Purple Book (荷兰紫皮书规则): who dies of an effect, and whether a release ignites.

CPR 18E, *Guidelines for quantitative risk assessment*, chapters 4 and 5. Individual risk counts
a person in the open without protection; societal risk tells outdoors and indoors apart.
"""

from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import CONCENTRATION, DURATION, FLUX, FRACTION, MASS, OVERPRESSURE, RATE
from hazard.tables import rows
from hazard.validity import FloatArray, positive, within
from hazard.vulnerability.thermal import ThermalModel, thermal_lethality

__all__ = [
    "FLASH",
    "SOURCE",
    "Deaths",
    "Reactivity",
    "blast_deaths",
    "direct_ignition",
    "fire_deaths",
    "flash_fire_deaths",
    "toxic_deaths",
]

SOURCE: Final = Citation(instrument="Purple Book (CPR 18E, 2005)", clause="chapters 4 and 5")
FLASH: Final = Citation(
    instrument="Purple Book (CPR 18E, 2005)",
    clause="chapter 5, flash fire: 1 within the lower flammable limit, outdoors and indoors",
    verified=False,
)
_ALL_DIE: Final = 35e3  # heat flux from which everyone dies [W/m²]
_LONGEST: Final = 20.0  # longest exposure to fire counted [s]
_CLOTHED: Final = 0.14  # share of P_E that dies outdoors, clothing being some protection
_INDOORS: Final = 0.1  # share of P_E that dies indoors of toxic gas
_BLAST: Final = (10e3, 30e3)  # overpressures between which only people indoors are hurt [Pa]
_DEBRIS: Final = 0.025  # share that dies indoors between them


class Reactivity(StrEnum):
    """What is released, by how readily it ignites (点火活性)."""

    LIQUID = "LIQUID"
    LOW = "LOW"
    HIGH = "HIGH"


class Deaths(NamedTuple):
    """Chance of death by one effect (致死概率).

    Attributes:
        individual: P_E of an unprotected person in the open [-].
        outdoors: Share of the people outdoors [-].
        indoors: Share of the people indoors [-].
    """

    individual: FloatArray
    outdoors: FloatArray
    indoors: FloatArray


def fire_deaths(flux: npt.ArrayLike, duration: npt.ArrayLike) -> Deaths:
    """Return the chance of death by heat (热辐射致死).

    Args:
        flux: I [W/m²].
        duration: t of the fire [s]; people get away within 20 s.

    >>> fire_deaths([20e3, 40e3], 60).outdoors.round(3)
    array([0.075, 1.   ])
    """
    heat = within(flux, 0, np.inf, FLUX, unit="W/m²")
    time = np.minimum(within(duration, 0, np.inf, DURATION, unit="s"), _LONGEST)
    everyone = heat >= _ALL_DIE
    single = np.where(everyone, 1.0, thermal_lethality(heat, time, model=ThermalModel.TSAO_PERRY))
    return Deaths(
        single, np.where(everyone, 1.0, _CLOTHED * single), np.where(everyone, 1.0, 0.0 * single)
    )


def toxic_deaths(lethality: npt.ArrayLike) -> Deaths:
    """Return the chance of death by toxic gas (毒物致死).

    Args:
        lethality: P_E by the toxic probit, over at most 30 min [-].

    >>> toxic_deaths(0.5).indoors
    array(0.05)
    """
    single = within(lethality, 0, 1, FRACTION)
    return Deaths(single, single, np.asarray(_INDOORS * single))


def blast_deaths(overpressure: npt.ArrayLike) -> Deaths:
    """Return the chance of death by a vapour cloud explosion (爆炸致死).

    Args:
        overpressure: Peak side-on p [Pa].

    >>> blast_deaths([5e3, 20e3, 40e3]).indoors
    array([0.   , 0.025, 1.   ])
    """
    pressure = within(overpressure, 0, np.inf, OVERPRESSURE, unit="Pa")
    low, high = _BLAST
    everyone = np.where(pressure > high, 1.0, 0.0)
    return Deaths(everyone, everyone, np.where(pressure > low, np.maximum(everyone, _DEBRIS), 0.0))


def flash_fire_deaths(concentration: npt.ArrayLike, limit: float) -> Deaths:
    """Return the chance of death by a flash fire (闪火致死).

    Args:
        concentration: Of vapour in the air [kg/m³].
        limit: Lower flammable limit [kg/m³].

    >>> flash_fire_deaths([0.03, 0.04], 0.0381).indoors
    array([0., 1.])
    """
    found = within(concentration, 0, np.inf, CONCENTRATION, unit="kg/m³")
    single = np.where(found >= positive(limit, CONCENTRATION, unit="kg/m³"), 1.0, 0.0)
    return Deaths(single, single, single)


def direct_ignition(
    reactivity: Reactivity, *, rate: float | None = None, mass: float | None = None
) -> float:
    """Return the chance that a release ignites at once [-] (直接点火概率).

    Args:
        reactivity: What is released.
        rate: Of a steady release [kg/s].
        mass: Of a sudden release [kg].

    Raises:
        ValueError: If a gas comes with neither, or with both, of rate and mass.

    >>> direct_ignition(Reactivity.HIGH, rate=50)
    0.5
    """
    pieces = [row for row in rows("direct_ignition") if row["reactivity"] == reactivity]
    if reactivity is Reactivity.LIQUID:
        return float(pieces[0]["probability"])
    if (rate is None) == (mass is None):
        raise ValueError("a gas needs either the rate or the mass of its release")
    column, size = ("rate_below_kg_s", rate) if rate is not None else ("mass_below_kg", mass)
    amount = float(within(np.asarray(size), 0, np.inf, RATE if rate is not None else MASS))
    return next(
        float(row["probability"])
        for row in pieces
        if amount < float(row[column]) or row[column] == "inf"
    )
