"""The escalation graph (升级路径图): vectors strong enough to spread fire, from the burning units.

Vectors below the threshold of their target are dropped; those between the same two units are
added up. The order of a unit is the least number of steps from an origin.
"""

import math
from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from hazard.barriers import Protection
from hazard.errors import OutOfValidityError, UnknownNameError
from hazard.escalation import FloatArray, Response, Unit, threshold_of
from hazard.notice import Notice

__all__ = ["Exploration", "Network", "Vector", "explore", "network_of"]

_UNIT: Final = Notice(zh="单元", en="unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """Heat that one unit sends to another if it burns (升级矢量).

    Attributes:
        source: Unit that burns.
        target: Unit that receives.
        flux: Heat flux received [kW/m²].
    """

    source: str
    target: str
    flux: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What can be reached from the origins (可达范围).

    Attributes:
        orders: Least number of steps from an origin, for every unit reached; 0 for an origin.
        flux: Heat flux between pairs of units, kept vectors only, added up [kW/m²].
        beyond: Units one step beyond the greatest order.
        weak: Number of vectors dropped because they are below the threshold of their target.
    """

    orders: Mapping[str, int]
    flux: Mapping[tuple[str, str], float]
    beyond: frozenset[str]
    weak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Units that may follow, and the heat between them (升级网络), in order of their names.

    Attributes:
        names: The units that may follow; origins are not among them.
        base: Heat flux on each from all origins together [kW/m²].
        flux: Heat flux from each (row) on each (column) if it burns [kW/m²].
        response: How each responds without barriers.
        protection: Their barriers; None where there are none.
        struck: Probability of each to fail by blasts of the origins [-]; 0 where there are none.
    """

    names: tuple[str, ...]
    base: FloatArray
    flux: FloatArray
    response: Response
    protection: Protection | None = None
    struck: FloatArray = field(default_factory=lambda: np.array(0.0))

    def chance(self, index: npt.ArrayLike, flux: npt.ArrayLike) -> FloatArray:
        """Return the probability to fail by fluxes or by a blast [-]; see `heat_chance`."""
        chosen = np.asarray(index, dtype=np.intp)
        blown = np.broadcast_to(self.struck, len(self.names))[chosen]
        return 1.0 - (1.0 - blown) * (1.0 - self.heat_chance(chosen, flux))

    def heat_chance(self, index: npt.ArrayLike, flux: npt.ArrayLike) -> FloatArray:
        """Return the probability of failure under fluxes [-], the mean over states of barriers.

        Args:
            index: Positions of the units, of a shape that goes with that of the fluxes.
            flux: Heat fluxes [kW/m²].
        """
        chosen = np.asarray(index, dtype=np.intp)
        response, guard = self.response.take(chosen), self.protection
        if guard is None:
            return response.probability(flux)
        states = zip(guard.weight, guard.share, guard.delay, guard.limit, strict=True)
        mean = np.zeros(np.broadcast_shapes(chosen.shape, np.shape(flux)))
        for weight, share, delay, limit in states:
            behind = response.behind(share[chosen], delay[chosen], limit[chosen])
            mean += weight[chosen] * behind.probability(flux)
        return mean


def explore(
    units: Mapping[str, Unit],
    vectors: Collection[Vector],
    origins: Collection[str],
    *,
    struck: Collection[str] = (),
    max_order: int | None = None,
) -> Exploration:
    """Follow the vectors from the origins, dropping those too weak (逐级展开).

    Only what is reached is looked at, so a gap in the record elsewhere does no harm.

    Args:
        units: Every unit by its identifier.
        vectors: Heat between them.
        origins: Units that burn from the start.
        struck: Units that may fail by a blast at the start.
        max_order: Greatest order to follow; None follows everything.

    Raises:
        UnknownNameError: If an origin or a vector names a unit that is not given.
        OutOfValidityError: If a flux is negative or not finite.
        MissingInputError: If the threshold of a target is not known.
    """
    outgoing = _by_source(units, vectors)
    orders = {_known(units, name): 0 for name in sorted(origins)}
    orders |= {_known(units, name): 1 for name in sorted(struck) if name not in orders}
    kept: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    beyond: set[str] = set()
    weak = 0
    queue = deque(orders)
    while queue:
        source = queue.popleft()
        for vector in outgoing[source]:
            if vector.target in origins or vector.target == source:
                continue
            if vector.flux < threshold_of(units[vector.target])[0]:
                weak += 1
            elif vector.target not in orders and orders[source] == max_order:
                beyond.add(vector.target)
            else:
                kept[source, vector.target].append(vector.flux)
                if vector.target not in orders:
                    orders[vector.target] = orders[source] + 1
                    queue.append(vector.target)
    flux = {pair: math.fsum(kept[pair]) for pair in sorted(kept)}
    return Exploration(orders=orders, flux=flux, beyond=frozenset(beyond), weak=weak)


def network_of(
    names: Sequence[str],
    origins: Collection[str],
    kept: Mapping[tuple[str, str], float],
    response: Response,
    protection: Protection | None = None,
    struck: Mapping[str, float] | None = None,
) -> Network:
    """Return the arrays that inference works on, for the units in `names` (升级网络).

    Args:
        names: Units that may follow, in order.
        origins: Units that burn from the start.
        kept: Heat flux between pairs of units [kW/m²].
        response: How each unit in `names` responds.
        protection: Their barriers, if any.
        struck: Probability to fail by a blast at the start [-], for those that one reaches.
    """
    row = {name: i for i, name in enumerate(names)}
    base = np.zeros(len(names))
    flux = np.zeros((len(names), len(names)))
    for (source, target), value in kept.items():
        if source in origins:
            base[row[target]] += value
        else:
            flux[row[source], row[target]] = value
    blown = struck or {}
    return Network(
        names=tuple(names),
        base=base,
        flux=flux,
        response=response,
        protection=protection,
        struck=np.array([blown.get(name, 0.0) for name in names]),
    )


def _by_source(
    units: Mapping[str, Unit], vectors: Collection[Vector]
) -> defaultdict[str, list[Vector]]:
    outgoing: defaultdict[str, list[Vector]] = defaultdict(list)
    for vector in vectors:
        _known(units, vector.target)
        if not (math.isfinite(vector.flux) and vector.flux >= 0):
            pair = f"{vector.source}→{vector.target}"
            what = Notice(zh=f"{pair} 的热辐射强度", en=f"The heat flux {pair}")
            raise OutOfValidityError(what, vector.flux, 0, math.inf, "kW/m²")
        outgoing[_known(units, vector.source)].append(vector)
    return outgoing


def _known(units: Mapping[str, Unit], name: str) -> str:
    if name not in units:
        raise UnknownNameError(_UNIT, name)
    return name
