"""People in reach of a release of an origin (泄漏致死变化): what ending it earlier changes."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hazard.barriers import Barrier
from hazard.containment import Leak
from hazard.geodesy import Position
from schema.types.barriers import LethalityChange

__all__ = ["Breathing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breathing:
    """Places that releases of origins reach, and the leaks (受泄漏波及的目标).

    Attributes:
        leaks: Releases of the units that fail from the start which can be shut off.
        places: Where each place is.
        people: How many are on record there; none for those of which none are.
    """

    leaks: Sequence[Leak] = ()
    places: Mapping[str, Position]
    people: Mapping[str, int | None]

    def lethality(self, barriers: Collection[Barrier]) -> dict[str, float]:
        """Return the chance of death at each place [-], by the gravest leak."""
        if not self.leaks or not self.places:
            return dict.fromkeys(self.places, 0.0)
        where = list(self.places.values())
        found = np.max([leak.lethality(where, list(barriers)) for leak in self.leaks], axis=0)
        return {place: float(chance) for place, chance in zip(self.places, found, strict=True)}

    def deaths(self, barriers: Collection[Barrier]) -> float:
        """Return the deaths to be expected among people on record, if the releases happen."""
        chances = self.lethality(barriers)
        return math.fsum(chance * (self.people[place] or 0) for place, chance in chances.items())

    def changes(
        self, before: Collection[Barrier], after: Collection[Barrier]
    ) -> list[LethalityChange]:
        """Return how the chance of death differs at each place, greatest change first."""
        was, becomes = self.lethality(before), self.lethality(after)
        found = [
            LethalityChange(
                place=place,
                before=was[place],
                after=becomes[place],
                difference=becomes[place] - was[place],
            )
            for place in self.places
        ]
        return sorted(found, key=lambda change: (-abs(change.difference), change.place))
