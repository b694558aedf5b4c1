"""Effects on targets (对目标的效应): how strong, how long, and the chance of death."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.scenario import Ground, Scenario
from hazard.validity import FloatArray

__all__ = ["BESIDE", "Consequence", "EffectKind", "Felt"]

BESIDE = 0.32
"""So much of the least distance stated lies across the wind what is beside a plume there [-]."""


class EffectKind(StrEnum):
    """By what an accident harms (效应类别)."""

    HEAT_RADIATION = "HEAT_RADIATION"
    OVERPRESSURE = "OVERPRESSURE"
    TOXIC = "TOXIC"
    FLASH_FIRE = "FLASH_FIRE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """An effect at targets (目标处的效应).

    Attributes:
        intensity: Heat flux [W/m²], overpressure [Pa] or concentration [kg/m³].
        lethality: Chance of death of a person in the open, unprotected, if it happens [-].
        dose: Toxic dose C^n t, in the unit of the probit; None for heat and blast.
    """

    intensity: FloatArray
    lethality: FloatArray
    dose: FloatArray | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What one scenario does around a unit (情景后果).

    Attributes:
        scenario: The scenario.
        kind: By what it harms.
        exposure: How long people are exposed [s]; 0 for a blast.
        felt: The effect at targets so far east and north of the unit [m].
        citations: What it rests on.
        assumptions: What was taken for granted.
        dose_unit: Unit of the toxic dose; empty for heat and blast.
        stated: Least and greatest distance downwind it is stated for [m].
        lasts: How long it goes on [s]; infinite where that is not told.
        limit: Lower flammable limit of a cloud that burns [kg/m³]; 0 where none does.
    """

    scenario: Scenario
    kind: EffectKind
    exposure: float
    felt: Callable[[FloatArray, FloatArray], Felt]
    citations: tuple[Citation, ...]
    assumptions: tuple[Notice, ...]
    dose_unit: str = ""
    stated: tuple[float, float] = (0.0, math.inf)
    lasts: float = math.inf
    limit: float = 0.0

    def resting_on(self, ground: Ground) -> "Consequence":
        """Return it with what says that the substance can do this (附危险性依据)."""
        return replace(
            self,
            assumptions=(*self.assumptions, *ground.assumptions),
            citations=(*self.citations, *ground.citations),
        )

    def assuming(self, notice: Notice) -> "Consequence":
        """Return it with one more thing that was taken for granted (附假定)."""
        return replace(self, assumptions=(*self.assumptions, notice))

    def covers(self, along: npt.ArrayLike, across: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Return where it is told: upwind, and downwind but close by or far off (适用之处).

        A place across the wind is not close to the source, however little downwind it lies.

        Args:
            along: Downwind of the unit [m].
            across: Across the wind from it [m].
        """
        nearest, farthest = self.stated
        x, y = np.asarray(along, dtype=np.float64), np.abs(across)
        near = (x < nearest) & ((np.hypot(x, y) < nearest) | (y < BESIDE * nearest))
        return np.asarray((x <= 0) | (~near & (x <= farthest)))
