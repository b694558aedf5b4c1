"""Barriers (安全屏障): what keeps a unit from failing in a fire, and how often it fails itself.

A barrier works with the probability 1 - PFD, once an accident and independently of the others.
A unit fails with the mean of its chances over the states of its barriers: since only the heat at
which it would fail matters to the rest, that mean takes the place of its chance exactly.
"""

import itertools
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from graph.model.labels import BarrierKind
from hazard.errors import MissingInputError
from hazard.notice import Notice
from hazard.tables import cite, rows
from hazard.validity import FloatArray, within

__all__ = [
    "MAX_BARRIERS",
    "Barrier",
    "BarrierFigures",
    "Protection",
    "barrier_figures",
    "barrier_of",
]

MAX_BARRIERS: Final = 5
"""Most barriers that one unit may have; each doubles its states (单元屏障数上限)."""

_SHARE: Final = Notice(zh="剩余热辐射份额", en="share of the heat that remains")
_TIME: Final = Notice(zh="生效时间", en="time of effect")
_PFD: Final = Notice(zh="要求时失效概率", en="probability of failure on demand")
_COUNT: Final = Notice(zh="单元的屏障数", en="The number of barriers of a unit")
_SOURCES: Final = frozenset({BarrierKind.ISOLATION, BarrierKind.GAS_DETECTION})
_SHARES: Final = frozenset({BarrierKind.WATER_SPRAY, BarrierKind.SEPARATION})
"""Kinds that take heat away; the others work by time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierFigures:
    """What a source states of one kind of barrier (屏障参数).

    Attributes:
        share: Share of the heat that remains [-]; None if not stated.
        delay: By how long it puts off failure [s]; None if not stated.
        failure_on_demand: PFD [-]; None if not stated.
        citation: What states them.
    """

    share: float | None
    delay: float | None
    failure_on_demand: float | None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """One barrier at one unit (单元的安全屏障).

    Attributes:
        kind: Kind of barrier.
        unit: The unit that it protects.
        share: Share of the heat that remains while it works [-].
        delay: By how long it puts off failure [s].
        limit: Time after which the unit is safe, e.g. since a team cools it [s].
        ends: Time after which the release of the unit ends while it works [s].
        failure_on_demand: PFD [-].
        citations: What the figures rest on, where neither record nor question gave them.
    """

    kind: BarrierKind
    unit: str
    share: float = 1.0
    delay: float = 0.0
    limit: float = math.inf
    ends: float = math.inf
    failure_on_demand: float
    citations: tuple[Citation, ...] = ()

    @property
    def timed(self) -> bool:
        """Whether it works by time alone, so that a model without time cannot count it."""
        return self.kind not in _SHARES

    @property
    def at_source(self) -> bool:
        """Whether it ends the release of its unit, and does not keep it from failing."""
        return self.kind in _SOURCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """The barriers of several units (屏障状态); a row a state or barrier, a column a unit.

    Every unit is given as many barriers as the one that has most; those added always fail.

    Attributes:
        failure: PFD of each barrier [-].
        weight: Probability of each state [-]; its bits, highest first, say which barriers fail.
        share: Share of the heat that remains in it [-].
        delay: By how long failure is put off in it [s]; of several delays the longest counts.
        limit: Time after which the unit is safe in it [s].
    """

    failure: FloatArray
    weight: FloatArray
    share: FloatArray
    delay: FloatArray
    limit: FloatArray

    @classmethod
    def of(cls, units: Sequence[str], barriers: Collection[Barrier]) -> "Protection | None":
        """Return the protection of these units; None where none of them has a barrier.

        Raises:
            OutOfValidityError: If a unit has more barriers than can be counted.
        """
        at: dict[str, list[Barrier]] = {unit: [] for unit in units}
        for barrier in barriers:
            if barrier.unit in at:
                at[barrier.unit].append(barrier)
        most = max(map(len, at.values()), default=0)
        within(most, 0, MAX_BARRIERS, _COUNT)
        if not most:
            return None
        padded = [at[unit] + [_none(unit)] * (most - len(at[unit])) for unit in units]
        table = np.array([_states(each) for each in padded])
        weight, share, delay, limit = np.moveaxis(table, (0, 2), (2, 0))
        failure = np.array([[barrier.failure_on_demand for barrier in each] for each in padded]).T
        return cls(failure=failure, weight=weight, share=share, delay=delay, limit=limit)

    def drawn(self, draw: Callable[[int], FloatArray]) -> npt.NDArray[np.intp]:
        """Return the state of each unit (row) in each trial (column).

        Args:
            draw: Uniform draws for the barrier of this number, a row a unit, a column a trial.
        """
        state = np.zeros(1, dtype=np.intp)
        for number, failure in enumerate(self.failure):
            state = 2 * state + (draw(number) < failure[:, None])
        return state


def _none(unit: str) -> Barrier:
    """Return a barrier that does nothing."""
    return Barrier(kind=BarrierKind.SEPARATION, unit=unit, failure_on_demand=1.0)


def _states(barriers: Sequence[Barrier]) -> list[tuple[float, float, float, float]]:
    """Return weight, share, delay and limit of every state."""
    found = []
    for works in itertools.product((True, False), repeat=len(barriers)):
        pairs = list(zip(works, barriers, strict=True))
        working = [barrier for on, barrier in pairs if on]
        chances = (1 - b.failure_on_demand if on else b.failure_on_demand for on, b in pairs)
        found.append(
            (
                math.prod(chances),
                math.prod(b.share for b in working),
                max((b.delay for b in working), default=0.0),
                min((b.limit for b in working), default=math.inf),
            )
        )
    return found


@cache
def barrier_figures(kind: BarrierKind) -> BarrierFigures | None:
    """Return what a source states of a kind of barrier; None where nothing is on hand."""

    def figure(text: str) -> float | None:
        return float(text) if text else None

    for row in rows("barriers"):
        if row["barrier"] == kind:
            return BarrierFigures(
                share=figure(row["remaining_share"]),
                delay=figure(row["delay_s"]),
                failure_on_demand=figure(row["failure_on_demand"]),
                citation=cite(row),
            )
    return None


def barrier_of(
    kind: BarrierKind,
    unit: str,
    *,
    share: float | None = None,
    time: float | None = None,
    failure_on_demand: float | None = None,
    of: str,
    record: str = "Measure",
) -> Barrier:
    """Return a barrier from what is given of it, else from the table (安全屏障).

    Args:
        kind: Kind of barrier.
        unit: The unit that it protects.
        share: Share of the heat that remains [-], of a spray or a separation.
        time: Delay by a fireproofing, or time until a team cools the unit or the release ends [s].
        failure_on_demand: PFD [-].
        of: Name of the barrier, for messages.
        record: Record that should say what is missing.

    Raises:
        MissingInputError: If a figure is neither given nor in the table.
        OutOfValidityError: If a share or a PFD lies outside 0 to 1, or a time is negative.
    """
    stated = barrier_figures(kind)
    used: list[Citation] = []

    def known(given: float | None, name: str, what: Notice, field: str) -> float:
        if given is not None:
            return given
        found = getattr(stated, name) if stated else None
        if stated is None or found is None:
            raise MissingInputError(what, of, field)
        used.append(stated.citation)
        return float(found)

    demand = "CONTROLS.failure_on_demand" if record == "Measure" else f"{record}.failureOnDemand"
    pfd = known(failure_on_demand, "failure_on_demand", _PFD, demand)
    within(pfd, 0, 1, _named(_PFD, of))
    remaining, delay, limit, ends = 1.0, 0.0, math.inf, math.inf
    if kind in _SHARES:
        field = f"{record}.remaining_share" if record == "Measure" else f"{record}.remainingShare"
        remaining = known(share, "share", _SHARE, field)
        within(remaining, 0, 1, _named(_SHARE, of))
    else:
        field = f"{record}.effect_time" if record == "Measure" else f"{record}.effectTime"
        seconds = known(time, "delay", _TIME, field)
        within(seconds, 0, math.inf, _named(_TIME, of), unit="s")
        if kind is BarrierKind.FIREPROOFING:
            delay = seconds
        elif kind in _SOURCES:
            ends = seconds
        else:
            limit = seconds
    return Barrier(
        kind=kind,
        unit=unit,
        share=remaining,
        delay=delay,
        limit=limit,
        ends=ends,
        failure_on_demand=pfd,
        citations=tuple(dict.fromkeys(used)),
    )


def _named(what: Notice, of: str) -> Notice:
    return Notice(zh=f"“{of}”的{what.zh}", en=f"The {what.en} of “{of}”")
