"""Escalation by fire (火灾多米诺升级): how likely a unit fails under the heat it receives.

Either P = 1 - Q_th/Q (Khakzad 2021), or a probit on the time to failure in one of its three
printed readings. Below the threshold a unit never fails.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from graph.model.labels import EquipmentKind, EscalationBasis as EscalationModel
from hazard.errors import HazardError, MissingInputError, OutOfValidityError
from hazard.notice import Notice
from hazard.vulnerability.probit import FireProbit, fire_probit
from hazard.vulnerability.thresholds import radiation_threshold
from hazard.vulnerability.time_to_failure import TimeToFailure, time_to_failure_model

__all__ = [
    "THRESHOLD_RATIO",
    "EscalationModel",
    "NotCoveredError",
    "Response",
    "Unit",
    "mitigated",
    "response_of",
    "threshold_of",
    "unmoved",
]

THRESHOLD_RATIO: Final = Citation(
    instrument="Khakzad 2021, Modelling 2:240-258 (doi 10.3390/modelling2020013)",
    clause="P = 1 - Q_th/Q",
)

FloatArray: TypeAlias = npt.NDArray[np.float64]


class NotCoveredError(HazardError):
    """A model does not cover this kind of equipment (模型不适用于该类设备).

    Attributes:
        model: The escalation model.
        unit: The unit.
        equipment: Its kind.
    """

    def __init__(self, model: EscalationModel, unit: str, equipment: EquipmentKind) -> None:
        self.model = model
        self.unit = unit
        self.equipment = equipment
        super().__init__(
            zh=f"升级模型 {model} 不适用于“{unit}”的设备类别 {equipment}，请改用其他模型。",
            en=f"Model {model} does not cover “{unit}”, which is {equipment}; "
            "choose another model.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that may receive heat (受热单元).

    Attributes:
        id: Its identifier.
        equipment: Kind of equipment; None if not on record.
        volume: Volume of the vessel [m³]; None if not on record.
        threshold: Heat flux below which it does not fail [kW/m²]; None takes that of its kind.
        name: What messages call it; empty takes the id.
    """

    id: str
    equipment: EquipmentKind | None = None
    volume: float | None = None
    threshold: float | None = None
    name: str = ""

    @property
    def called(self) -> str:
        """Return what messages call it (称呼)."""
        return self.name or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How each of several units responds to heat (受热响应); one array element a unit.

    Attributes:
        threshold: Threshold heat flux [kW/m²].
        flux_slope: Slope of ln ttf on ln I [-]; zeros without a time model.
        intercept: ln ttf at 1 kW/m² [-]; zeros without a time model.
        share: Share of the heat that reaches the unit through its barriers [-].
        delay: By how long its barriers put off failure [s].
        limit: Time after which it is safe [s].
        probit: Probit on the time to failure; None for the threshold ratio.
        sources: Everything the figures rest on.
    """

    threshold: FloatArray
    flux_slope: FloatArray
    intercept: FloatArray
    probit: FireProbit | None
    sources: tuple[Citation, ...]
    share: FloatArray = field(default_factory=lambda: np.array(1.0))
    delay: FloatArray = field(default_factory=lambda: np.array(0.0))
    limit: FloatArray = field(default_factory=lambda: np.array(np.inf))

    def behind(self, share: FloatArray, delay: FloatArray, limit: FloatArray) -> "Response":
        """Return the response behind barriers that work so (屏障作用下的受热响应)."""
        return replace(self, share=share, delay=delay, limit=limit)

    def take(self, index: npt.ArrayLike) -> "Response":
        """Return the response of the units at these positions, in their shape."""
        chosen = np.asarray(index, dtype=np.intp)
        return Response(
            threshold=self.threshold[chosen],
            flux_slope=self.flux_slope[chosen],
            intercept=self.intercept[chosen],
            probit=self.probit,
            sources=self.sources,
        )

    def seconds(self, flux: npt.ArrayLike) -> FloatArray:
        """Return the time to failure [s] under steady fluxes [kW/m²].

        It is infinite below the threshold, and where the unit is safe before it would fail.
        """
        received = np.asarray(flux, dtype=np.float64) * self.share
        exposed = received >= self.threshold
        logarithm = self.flux_slope * np.log(np.where(exposed, received, 1.0)) + self.intercept
        time = np.where(exposed, np.exp(logarithm), np.inf) + self.delay
        return np.where(time < self.limit, time, np.inf)

    def probability(self, flux: npt.ArrayLike) -> FloatArray:
        """Return the probability of failure [-] under fluxes [kW/m²]; 0 below threshold."""
        if self.probit is not None:
            return self.probit.probability(self.seconds(flux))
        received = np.maximum(np.asarray(flux, dtype=np.float64) * self.share, self.threshold)
        return 1.0 - self.threshold / received

    def withstood(self, chance: npt.ArrayLike) -> FloatArray:
        """Return the flux [kW/m²] up to which a probability of failure is not exceeded.

        The inverse of `probability`; infinite where no flux exceeds it.

        Args:
            chance: Probabilities [-], from 0 to 1.
        """
        asked = np.asarray(chance, dtype=np.float64)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            if self.probit is None:
                received = self.threshold / (1.0 - asked)
            else:
                left = np.minimum(self.probit.seconds(asked), self.limit) - self.delay
                steep = np.where(self.flux_slope < 0, self.flux_slope, -1.0)
                received = np.exp((np.log(np.maximum(left, 0.0)) - self.intercept) / steep)
            return np.maximum(received, self.threshold) / self.share


def unmoved(response: Response, heated: npt.ArrayLike) -> Response:
    """Return a response where units that no heat reaches are added, which never fail by it.

    Args:
        response: How those that heat reaches respond, in order.
        heated: Whether heat reaches each unit.

    >>> both = unmoved(response_of([], EscalationModel.THRESHOLD_RATIO), [False])
    >>> both.probability([1000.0]).tolist()
    [0.0]
    """
    reached = np.asarray(heated, dtype=np.bool_)

    def wide(column: FloatArray, otherwise: float) -> FloatArray:
        found = np.full(reached.shape, otherwise)
        found[reached] = column
        return found

    return replace(
        response,
        threshold=wide(response.threshold, float(np.finfo(np.float64).max)),
        flux_slope=wide(response.flux_slope, 0.0),
        intercept=wide(response.intercept, 0.0),
    )


def threshold_of(unit: Unit) -> tuple[float, Citation | None]:
    """Return the threshold of a unit [kW/m²] and its source; None where the record gave it.

    Raises:
        MissingInputError: If neither the record nor a source for its kind states one.
        OutOfValidityError: If the recorded threshold is not positive.
    """
    if unit.threshold is not None:
        if not (math.isfinite(unit.threshold) and unit.threshold > 0):
            what = Notice(zh=f"“{unit.called}”的升级阈值", en=f"The threshold of “{unit.called}”")
            raise OutOfValidityError(what, unit.threshold, 0, math.inf, "kW/m²", above=True)
        return unit.threshold, None
    if unit.equipment is None:
        what = Notice(zh="设备类别", en="kind of equipment")
        raise MissingInputError(what, unit.called, "Unit.equipment")
    if found := radiation_threshold(unit.equipment):
        return found.value, found.citation
    what = Notice(zh="热辐射升级阈值", en="escalation threshold for heat radiation")
    raise MissingInputError(what, unit.called, "Unit.escalation_threshold")


def response_of(units: Sequence[Unit], model: EscalationModel) -> Response:
    """Return how these units respond to heat under a model (受热响应).

    Raises:
        MissingInputError: If a unit lacks its kind, its threshold or, for a probit, its volume;
            `others` are the further gaps.
        NotCoveredError: If the model has no time to failure for a kind of equipment.
        OutOfValidityError: If a volume lies outside the range of the model.
    """
    probit = fire_probit(model)
    sources = [probit.citation if probit else THRESHOLD_RATIO]
    columns: list[tuple[float, float, float]] = []
    gaps: list[MissingInputError] = []
    for unit in units:
        try:
            threshold, source = threshold_of(unit)
            slope, intercept, timing = _timing(unit, model) if probit else (0.0, 0.0, ())
        except MissingInputError as gap:
            gaps.append(gap)
            continue
        columns.append((threshold, slope, intercept))
        sources += [*([source] if source else []), *timing]
    if gaps:
        gaps[0].others = tuple(gaps[1:])
        raise gaps[0]
    table = np.array(columns, dtype=np.float64).reshape(-1, 3).T
    return Response(
        threshold=table[0],
        flux_slope=table[1],
        intercept=table[2],
        probit=probit,
        sources=tuple(dict.fromkeys(sources)),
    )


def mitigated(flux: npt.ArrayLike, *, unextinguished: float, uncooled: float = 1.0) -> FloatArray:
    """Return the heat flux [kW/m²] left by fire fighting, Q·α·β (灭火与冷却); Khakzad 2021.

    Args:
        flux: Heat flux without any action [kW/m²].
        unextinguished: α, share of the fire's heat left by extinguishing [-].
        uncooled: β, share that still reaches the target through cooling [-].

    Raises:
        OutOfValidityError: If a share lies outside 0 to 1.

    >>> float(mitigated(40, unextinguished=0.5))
    20.0
    """
    for zh, en, share in (("灭火", "extinguishing", unextinguished), ("冷却", "cooling", uncooled)):
        if not 0 <= share <= 1:
            what = Notice(zh=f"{zh}后的剩余份额", en=f"The share left after {en}")
            raise OutOfValidityError(what, share, 0, 1, "")
    return np.asarray(flux, dtype=np.float64) * unextinguished * uncooled


def _timing(unit: Unit, model: EscalationModel) -> tuple[float, float, tuple[Citation, ...]]:
    """Return slope and intercept of ln ttf, with their sources."""
    if unit.equipment is None:
        what = Notice(zh="设备类别", en="kind of equipment")
        raise MissingInputError(what, unit.called, "Unit.equipment")
    correlation: TimeToFailure | None = time_to_failure_model(unit.equipment)
    if correlation is None:
        raise NotCoveredError(model, unit.called, unit.equipment)
    if unit.volume is None:
        raise MissingInputError(Notice(zh="容积", en="volume"), unit.called, "Unit.volume")
    intercept = correlation.intercept(unit.volume, of=unit.called)
    return correlation.flux_slope, intercept, (correlation.citation, correlation.range_citation)
