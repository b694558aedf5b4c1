"""Containment (限制泄漏): isolation and gas detection that end a release before all has leaked.

Each works with the probability 1 - PFD, once an accident and independently; the first of those
that work ends the release. Whether one works is the same for every place, so the chance of death
at each is the mean over the states of all of them. The rate stays what it is: what gets shorter
is how long people breathe the gas or a jet burns, and what gets less is what a pool holds.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph.model.labels import SubstanceState
from hazard.barriers import Barrier
from hazard.consequence.stored import RELEASE_TIME, Stored
from hazard.exposure import consequence_of
from hazard.geodesy import Position, offsets
from hazard.notice import Notice
from hazard.scenario import Scenario, ScenarioKind
from hazard.validity import FloatArray
from hazard.weather import Weather

__all__ = ["CONTAINED", "Leak", "can_be_shut_off", "states_of"]

CONTAINED: Final = Notice(
    zh="紧急切断和气体检测联锁只缩短起始单元的泄漏（毒气、喷射火、围堰内液池及其蒸气；"
    "容器破裂和罐内情景不变）：起作用的概率为 1 减要求时失效概率，以最先起作用的为准；"
    "泄漏速率和须告知的范围不变（上限）。",
    en="Isolation and gas detection shorten the release of an origin (toxic gas, a jet fire, the "
    "pool in the bund and its vapour; not a vessel that bursts, nor what happens within a tank): "
    "each works with the probability 1 - PFD and the first of those that work ends it. Its rate, "
    "and the ground on which people must be warned, stay, an upper bound.",
)
_WITHIN_TEN_MINUTES: Final = frozenset(
    {
        ScenarioKind.TOXIC_RELEASE,
        ScenarioKind.TOXIC_EVAPORATION,
        ScenarioKind.POOL_FIRE,
        ScenarioKind.JET_FIRE,
    }
)
_POOLS: Final = frozenset({SubstanceState.LIQUID, SubstanceState.REFRIGERATED_LIQUID})


def can_be_shut_off(stored: Stored, kind: ScenarioKind) -> bool:
    """Tell whether a scenario is a release that takes its time, and no burst (可否切断).

    >>> can_be_shut_off(Stored(unit="罐", name="丙烷"), ScenarioKind.FIREBALL)
    False
    """
    if kind is ScenarioKind.FLASH_FIRE:  # of a pool, not of a vessel that bursts
        return stored.form in _POOLS
    return kind in _WITHIN_TEN_MINUTES


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
    """A release of a unit that fails from the start (起始单元泄漏).

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
        all_out = self._at(RELEASE_TIME, east, north)
        for chance, lasts in states_of(own):
            # Less that leaks harms nobody more.
            found += chance * np.minimum(self._at(lasts, east, north), all_out)
        return found

    def _at(self, lasts: float, east: FloatArray, north: FloatArray) -> FloatArray:
        stopped = replace(self.stored, stopped_after=lasts)
        consequence = consequence_of(
            stopped if lasts < RELEASE_TIME else self.stored, self.scenario, self.weather
        )
        along, across = self.weather.frame(east, north)
        told = consequence.covers(along, across)
        # Nearer than is stated everybody is taken to die.
        found = np.where(~told & (along <= consequence.stated[1]), 1.0, 0.0)
        if told.any():
            found[told] = consequence.felt(east[told], north[told]).lethality
        return found
