"""Containment (限制泄漏): isolation and gas detection that end a release before all has leaked.

Each works with the probability 1 - PFD, once an accident and independently; the first of those
that work ends the release. Whether one works is the same for every place, so the chance of death
at each is the mean over the states of all of them. Rate and reach stay what they are: what gets
shorter is how long people breathe the gas.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hazard.barriers import Barrier
from hazard.consequence.stored import RELEASE_TIME, Stored
from hazard.consequence.toxic import toxic_release_of
from hazard.geodesy import Position, offsets
from hazard.notice import Notice
from hazard.scenario import Scenario
from hazard.validity import FloatArray
from hazard.weather import Weather

__all__ = ["CONTAINED", "Leak", "states_of"]

CONTAINED: Final = Notice(
    zh="紧急切断和气体检测联锁只缩短起始单元有毒气体泄漏的持续时间（其余情景不变）："
    "起作用的概率为 1 减要求时失效概率，以最先起作用的为准；"
    "泄漏速率和影响距离不变，只减少吸入时间。",
    en="Isolation and gas detection shorten the toxic release of an origin and nothing else: each "
    "works with the probability 1 - PFD and the first of those that work ends it. Rate and reach "
    "stay; people breathe the gas for less time.",
)


def states_of(barriers: Sequence[Barrier]) -> Iterator[tuple[float, float]]:
    """Yield the probability of each state of barriers [-], and how long a release lasts in it [s].

    >>> from graph.model.labels import BarrierKind
    >>> valve = Barrier(kind=BarrierKind.ISOLATION, unit="罐", ends=120.0, failure_on_demand=0.1)
    >>> list(states_of([valve]))
    [(0.9, 120.0), (0.1, 600.0)]
    """
    for works in itertools.product((True, False), repeat=len(barriers)):
        pairs = list(zip(works, barriers, strict=True))
        chance = math.prod(
            1 - b.failure_on_demand if on else b.failure_on_demand for on, b in pairs
        )
        yield chance, min([RELEASE_TIME, *(b.ends for on, b in pairs if on)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A toxic release of a unit that fails from the start (起始单元有毒气体泄漏).

    Attributes:
        unit: The unit.
        origin: Where it is.
        stored: What leaks.
        scenario: The scenario.
        weather: Wind and stability.
    """

    unit: str
    origin: Position
    stored: Stored
    scenario: Scenario
    weather: Weather

    def lethality(self, places: Sequence[Position], barriers: Sequence[Barrier]) -> FloatArray:
        """Return the chance of death at places [-], the mean over the states of barriers.

        Args:
            places: Where people are.
            barriers: All that count; those of other units or kinds do nothing.
        """
        east, north = offsets(self.origin, places)
        found = np.zeros(len(places))
        own = [b for b in barriers if b.at_source and b.unit == self.unit]
        for chance, lasts in states_of(own):
            found += chance * self._at(lasts, east, north)
        return found

    def _at(self, lasts: float, east: FloatArray, north: FloatArray) -> FloatArray:
        stopped = replace(self.stored, stopped_after=lasts)
        consequence = toxic_release_of(stopped, self.scenario, self.weather)
        along, _ = self.weather.frame(east, north)
        nearest, farthest = consequence.stated
        close = (along > 0) & (along < nearest)  # nearer than is stated everybody is taken to die
        told = ~close & (along <= farthest)
        found = np.where(close, 1.0, 0.0)
        if told.any():
            found[told] = consequence.felt(east[told], north[told]).lethality
        return found
