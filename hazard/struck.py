"""Equipment struck by a blast (受冲击设备): how far a blast breaks anything, and what it breaks.

Damage by the probits of Cozzani and Salzano 2004, above the thresholds of Cozzani et al. 2006
where they state one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from graph.model.labels import EquipmentKind
from hazard.consequence.effect import Consequence
from hazard.errors import HazardError
from hazard.escalation_graph import Blow
from hazard.radiation import Site
from hazard.scenario import Danger, dangers_of
from hazard.validity import FloatArray
from hazard.vulnerability.escalation_overpressure import (
    Contents,
    escalation_by_overpressure,
    least_damaging,
    overpressure_threshold,
)

__all__ = ["damage", "reach_of", "released_by"]

_LEAST: Final = 1e-9  # chance below which a blow is none
_NEAREST, _FARTHEST = 1.0, 20_000.0
_HALVINGS: Final = 24


def damage(
    source: str,
    sites: Sequence[Site],
    contents: Sequence[Contents],
    pressure: Mapping[int, float],
    happens: float = 1.0,
) -> list[Blow]:
    """Return the blows of one explosion on the units around it, by name (爆炸对相邻单元的作用).

    Args:
        source: Unit that explodes.
        sites: The units.
        contents: What an escalation of each would let out.
        pressure: Peak side-on overpressure at some of them, by number [Pa].
        happens: Chance that it explodes at all when it fails [-].
    """
    alike: defaultdict[tuple[EquipmentKind, Contents], list[int]] = defaultdict(list)
    for i in pressure:
        if (kind := sites[i].equipment) is not None:
            alike[kind, contents[i]].append(i)
    found: list[Blow] = []
    for (kind, holds), units in alike.items():
        threshold = overpressure_threshold(kind, holds)
        felt = np.array([pressure[i] for i in units])
        least = threshold.value if threshold else 0.0
        chance: FloatArray = happens * escalation_by_overpressure(felt, kind, threshold=least)
        found += [
            Blow(source=source, target=sites[i].id, overpressure=p / 1e3, probability=c)
            for i, p, c in zip(units, felt.tolist(), chance.tolist(), strict=True)
            if c >= _LEAST
        ]
    return sorted(found, key=lambda blow: blow.target)


def reach_of(explosion: Consequence) -> float:
    """Return how far an explosion can break the most sensitive equipment [m] (破坏半径)."""
    least = least_damaging(_LEAST)
    low, high = _NEAREST, _FARTHEST
    for _ in range(_HALVINGS):
        middle = np.sqrt(low * high)
        strong = explosion.felt(np.array([middle]), np.zeros(1)).intensity[0] >= least
        low, high = (middle, high) if strong else (low, middle)
    return float(high)


def released_by(site: Site) -> Contents:
    """Return what an escalation would let out; the graver where several are held (存量危险性)."""
    dangers: set[Danger] = set()
    for stored in site.contents:
        try:
            dangers |= dangers_of(stored.name, stored.cas, stored.symbols).found
        except HazardError:
            continue  # without a danger on record the threshold for any contents is taken
    if Danger.TOXIC in dangers:
        return Contents.TOXIC
    return Contents.FLAMMABLE if Danger.FLAMMABLE in dangers else Contents.ANY
