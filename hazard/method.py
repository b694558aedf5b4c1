"""Method statements (方法说明): bounds, models, figures and assumptions behind an answer."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.evidence import Citation
from hazard.errors import OutOfValidityError
from hazard.notice import Notice

__all__ = ["Coverage", "Limits", "MethodStatement", "StopReason"]

_EXACT_CEILING: Final = 20  # the work triples with every unit


class StopReason(StrEnum):
    """Which bound cut an answer short (截断原因)."""

    MAX_ORDER = "MAX_ORDER"
    MIN_PROBABILITY = "MIN_PROBABILITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one answer (计算界限); what they cut is reported.

    Attributes:
        max_order: Greatest order to follow; None follows everything.
        min_probability: Least probability to report [-].
        exact_units: Most units to solve exactly; above, the answer is simulated.
        trials: Accidents to simulate, for large graphs and for failure times.
        seed: Seed of the simulation.
    """

    max_order: int | None = None
    min_probability: float = 0.0
    exact_units: int = 14
    trials: int = 20_000
    seed: int = 20_180_218

    def __post_init__(self) -> None:
        least_order = math.inf if self.max_order is None else self.max_order
        _require("最大级数", "The greatest order", least_order, 1, math.inf)
        _require("最小概率", "The least probability", self.min_probability, 0, 1)
        _require("精确求解单元数", "The exact limit", self.exact_units, 0, _EXACT_CEILING)
        _require("模拟次数", "The number of trials", self.trials, 1, math.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the question an answer covers (覆盖范围); never a silent cut.

    Attributes:
        complete: Whether no bound cut anything.
        stopped_by: The first bound that cut something.
        expanded: Units whose outgoing vectors were followed.
        max_depth_reached: Greatest order among them.
        beyond_max_order: Units one step beyond the greatest order allowed, left out.
        below_min_probability: Units left out because their probability is below the bound.
    """

    complete: bool
    stopped_by: StopReason | None
    expanded: int
    max_depth_reached: int
    beyond_max_order: int
    below_min_probability: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodStatement:
    """What gave the figures (方法说明).

    Attributes:
        models: Publications the figures rest on, checked and unchecked.
        exact: Whether the probabilities are exact, not simulated.
        trials: Number of simulated accidents; None if none were.
        seed: Seed of the simulation; None if there was none.
        assumptions: What the figures presuppose.
        warnings: What to check before relying on them.
    """

    models: tuple[Citation, ...]
    exact: bool
    trials: int | None
    seed: int | None
    assumptions: tuple[Notice, ...]
    warnings: tuple[Notice, ...]


def _require(zh: str, en: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise OutOfValidityError(Notice(zh=zh, en=en), value, low, high, "")
