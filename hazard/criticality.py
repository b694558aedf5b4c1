"""Criticality (关键单元): which unit spreads fire furthest, suffers most, or stands between.

Khakzad and Reniers 2015: units are nodes, heat above the threshold of its target an arc of
length 1/flux, and closeness is one over the sum of the distances. Contribution to risk is the
number of units expected to fail, by heat or blast, with each unit in turn failing first.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.evidence import Citation
from hazard.escalation import Unit, threshold_of
from hazard.escalation_graph import Vector
from hazard.notice import Notice
from hazard.propagation import Propagation

__all__ = ["ASSUMED", "METRICS", "Criticality", "CriticalityMeasure", "criticality_of", "ranked"]

METRICS: Final = Citation(
    instrument="Khakzad and Reniers 2015",
    clause="graph metrics: out-closeness, in-closeness and betweenness over 1/flux",
)
ASSUMED: Final = (
    Notice(
        zh="接近度只在可达单元间计算，先按可达单元数、再按接近度排序；"
        "弧长为 1/热辐射强度，低于目标阈值的矢量不计。",
        en="Closeness is over the units that can be reached; units are ranked by how many these "
        "are, then by closeness. An arc is 1/flux long; vectors below the threshold do not count.",
    ),
    Notice(
        zh="接近度和中介度只计热辐射；对风险的贡献也计冲击波。",
        en="Closeness and betweenness count heat alone; contributions to risk count blasts too.",
    ),
    Notice(
        zh="只计所问范围内单元之间的传播；波及范围外单元的部分不计。",
        en="Only the spread between units of the scope counts, not that to units outside it.",
    ),
    Notice(
        zh="对风险的贡献以每个单元轮流首先失效（按其存量可能的各种情景）、且机会相等计：没有登记失效频率。",
        en="Contributions to risk take each unit in turn to fail first, in every way that its "
        "contents allow, all alike: no frequency is on record.",
    ),
)


class CriticalityMeasure(StrEnum):
    """By what units are ranked (关键度指标)."""

    OUT_CLOSENESS = "OUT_CLOSENESS"
    IN_CLOSENESS = "IN_CLOSENESS"
    BETWEENNESS = "BETWEENNESS"
    RISK_AS_SOURCE = "RISK_AS_SOURCE"
    RISK_AS_VICTIM = "RISK_AS_VICTIM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criticality:
    """How critical one unit is (单元关键度).

    Attributes:
        unit: Its identifier.
        reaches: Units that its fire can reach along kept vectors.
        reached_by: Units whose fire can reach it.
        out_closeness: One over the sum of its distances to them [kW/m²]; 0 if it reaches none.
        in_closeness: The same towards it [kW/m²].
        betweenness: Share of shortest ways between others that pass it [-].
        as_source: Units expected to fail if it burns first; None if not computed.
        as_victim: Sum of its chances to fail as each other unit burns first [-].
    """

    unit: str
    reaches: int
    reached_by: int
    out_closeness: float
    in_closeness: float
    betweenness: float
    as_source: float | None
    as_victim: float


def criticality_of(
    units: Sequence[Unit], vectors: Collection[Vector], runs: Mapping[str, Propagation]
) -> list[Criticality]:
    """Return how critical each unit is (关键单元).

    Args:
        units: The units.
        vectors: Heat between them.
        runs: What follows with each unit burning first, as far as that was computed.

    Raises:
        MissingInputError: If the threshold of a target is not known.
    """
    from hazard.network import standings  # noqa: PLC0415 - large, and only this question needs it

    stands = standings([unit.id for unit in units], _arcs(units, vectors))
    victim = {
        unit.id: math.fsum(
            impact.probability
            for origin, run in runs.items()
            for impact in run.impacts
            if origin != unit.id == impact.unit
        )
        for unit in units
    }
    return [
        Criticality(
            unit=unit.id,
            reaches=len(stands[unit.id].outward),
            reached_by=len(stands[unit.id].inward),
            out_closeness=_closeness(stands[unit.id].outward),
            in_closeness=_closeness(stands[unit.id].inward),
            betweenness=stands[unit.id].between,
            as_source=_expected(runs[unit.id]) if unit.id in runs else None,
            as_victim=victim[unit.id],
        )
        for unit in units
    ]


_KEYS: Final[Mapping[CriticalityMeasure, Callable[[Criticality], tuple[float, ...]]]] = {
    CriticalityMeasure.OUT_CLOSENESS: lambda c: (c.reaches, c.out_closeness),
    CriticalityMeasure.IN_CLOSENESS: lambda c: (c.reached_by, c.in_closeness),
    CriticalityMeasure.BETWEENNESS: lambda c: (c.betweenness,),
    CriticalityMeasure.RISK_AS_SOURCE: lambda c: (-1.0 if c.as_source is None else c.as_source,),
    CriticalityMeasure.RISK_AS_VICTIM: lambda c: (c.as_victim,),
}


def ranked(found: Collection[Criticality], by: CriticalityMeasure) -> list[Criticality]:
    """Return units, the most critical first; alike ones in the order of their names (排序)."""
    key = _KEYS[by]
    return sorted(
        sorted(found, key=lambda c: c.unit),
        key=lambda c: tuple(round(value, 9) for value in key(c)),
        reverse=True,
    )


def _arcs(units: Sequence[Unit], vectors: Collection[Vector]) -> dict[tuple[str, str], float]:
    """Return the arcs of the escalation graph; heat between the same two units is added up."""
    by_id = {unit.id: unit for unit in units}
    flux: dict[tuple[str, str], float] = {}
    for vector in vectors:
        if vector.source != vector.target and vector.flux >= threshold_of(by_id[vector.target])[0]:
            pair = (vector.source, vector.target)
            flux[pair] = flux.get(pair, 0.0) + vector.flux
    return {pair: 1.0 / value for pair, value in flux.items()}


def _closeness(distances: Sequence[float]) -> float:
    return 1.0 / math.fsum(distances) if distances else 0.0


def _expected(run: Propagation) -> float:
    return math.fsum(i.probability for i in run.impacts if i.unit not in run.origins)
