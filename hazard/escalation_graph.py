"""The escalation graph (升级路径图): heat and blasts strong enough to make others fail.

Heat below the threshold of its target is dropped; that between the same two units is added up.
The order of a unit is the least number of steps from an origin, by either.
"""

import math
from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from hazard.barriers import Protection
from hazard.errors import OutOfValidityError, UnknownNameError
from hazard.escalation import FloatArray, Response, Unit, threshold_of
from hazard.notice import Notice

__all__ = ["Blow", "Exploration", "Network", "Vector", "explore", "network_of"]

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
class Blow:
    """What the explosion of one unit does to another (冲击波作用).

    Attributes:
        source: Unit that explodes when it fails.
        target: Unit that is struck.
        overpressure: Peak side-on overpressure there [kPa].
        probability: That it fails by this alone [-].
    """

    source: str
    target: str
    overpressure: float
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What can be reached from the origins (可达范围).

    Attributes:
        orders: Least number of steps from an origin, for every unit reached; 0 for an origin.
        flux: Heat flux between pairs of units, kept vectors only, added up [kW/m²].
        blown: Probability of the second of a pair to fail by the blast of the first [-].
        blows: The blows behind them.
        beyond: Units one step beyond the greatest order.
        weak: Number of vectors dropped because they are below the threshold of their target.
    """

    orders: Mapping[str, int]
    flux: Mapping[tuple[str, str], float]
    blown: Mapping[tuple[str, str], float]
    blows: tuple[Blow, ...]
    beyond: frozenset[str]
    weak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Units that may follow, and what they do to each other (升级网络), in order of their names.

    Sources are these units and, after them, the origins.

    Attributes:
        names: The units that may follow; origins are not among them.
        flux: Heat flux from each source (row) on each unit (column) while it burns [kW/m²].
        blown: Probability of each unit (column) to fail by the blast of each source (row) [-].
        burn_out: How long each source burns [s]; infinite where that is not counted.
        response: How each unit responds without barriers.
        protection: Their barriers; None where there are none.
    """

    names: tuple[str, ...]
    flux: FloatArray
    blown: FloatArray
    burn_out: FloatArray
    response: Response
    protection: Protection | None = None

    @property
    def base(self) -> FloatArray:
        """Return the heat flux on each unit from all origins together [kW/m²]."""
        return np.asarray(self.flux[len(self.names) :].sum(axis=0))

    @property
    def struck(self) -> FloatArray:
        """Return the probability of each unit to fail by blasts of the origins [-]."""
        return np.asarray(1.0 - (1.0 - self.blown[len(self.names) :]).prod(axis=0))

    @property
    def burns_out(self) -> bool:
        """Whether the time for which units burn may matter."""
        heats = self.flux.any(axis=1)
        return self.response.probit is not None and bool(np.isfinite(self.burn_out[heats]).any())

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
    blows: Collection[Blow] = (),
    max_order: int | None = None,
) -> Exploration:
    """Follow heat and blasts from the origins, dropping heat too weak (逐级展开).

    Only what is reached is looked at, so a gap in the record elsewhere does no harm.

    Args:
        units: Every unit by its identifier.
        vectors: Heat between them.
        origins: Units that fail from the start.
        blows: What explosions do to others.
        max_order: Greatest order to follow; None follows everything.

    Raises:
        UnknownNameError: If an origin, a vector or a blow names a unit that is not given.
        OutOfValidityError: If a flux is negative or not finite.
        MissingInputError: If the threshold of a target is not known.
    """
    outgoing = _by_source(units, vectors, blows)
    orders = {_known(units, name): 0 for name in sorted(origins)}
    kept: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    struck: list[Blow] = []
    beyond: set[str] = set()
    weak = 0
    queue = deque(orders)
    while queue:
        source = queue.popleft()
        for each in outgoing[source]:
            if each.target in origins or each.target == source:
                continue
            if isinstance(each, Vector) and each.flux < threshold_of(units[each.target])[0]:
                weak += 1
                continue
            if each.target not in orders:
                if orders[source] == max_order:
                    beyond.add(each.target)
                    continue
                orders[each.target] = orders[source] + 1
                queue.append(each.target)
            if isinstance(each, Vector):
                kept[source, each.target].append(each.flux)
            else:
                struck.append(each)
    return Exploration(
        orders=orders,
        flux={pair: math.fsum(kept[pair]) for pair in sorted(kept)},
        blown=_either(struck),
        blows=tuple(sorted(struck, key=lambda blow: (blow.source, blow.target))),
        beyond=frozenset(beyond),
        weak=weak,
    )


def _either(blows: Collection[Blow]) -> dict[tuple[str, str], float]:
    """Return the probability to fail by any of the blows from one unit to another."""
    withstood: dict[tuple[str, str], float] = {}
    for blow in blows:
        pair = (blow.source, blow.target)
        withstood[pair] = withstood.get(pair, 1.0) * (1.0 - blow.probability)
    return {pair: 1.0 - withstood[pair] for pair in sorted(withstood)}


def network_of(
    names: Sequence[str],
    origins: Collection[str],
    reached: Exploration,
    response: Response,
    protection: Protection | None = None,
    burn_out: Mapping[str, float] | None = None,
) -> Network:
    """Return the arrays that inference works on, for the units in `names` (升级网络).

    Args:
        names: Units that may follow, in order.
        origins: Units that fail from the start.
        reached: What reaches what.
        response: How each unit in `names` responds.
        protection: Their barriers, if any.
        burn_out: How long units burn [s]; those that it does not name burn on.
    """
    column = {name: i for i, name in enumerate(names)}
    sources = [*names, *sorted(origins)]
    row = {name: i for i, name in enumerate(sources)}

    def matrix(pairs: Mapping[tuple[str, str], float]) -> FloatArray:
        found = np.zeros((len(sources), len(names)))
        for (source, target), value in pairs.items():
            found[row[source], column[target]] = value
        return found

    lasting = burn_out or {}
    return Network(
        names=tuple(names),
        flux=matrix(reached.flux),
        blown=matrix(reached.blown),
        burn_out=np.array([lasting.get(name, math.inf) for name in sources]),
        response=response,
        protection=protection,
    )


def _by_source(
    units: Mapping[str, Unit], vectors: Collection[Vector], blows: Collection[Blow]
) -> defaultdict[str, list[Vector | Blow]]:
    outgoing: defaultdict[str, list[Vector | Blow]] = defaultdict(list)
    for vector in vectors:
        _known(units, vector.target)
        if not (math.isfinite(vector.flux) and vector.flux >= 0):
            pair = f"{vector.source}→{vector.target}"
            what = Notice(zh=f"{pair} 的热辐射强度", en=f"The heat flux {pair}")
            raise OutOfValidityError(what, vector.flux, 0, math.inf, "kW/m²")
        outgoing[_known(units, vector.source)].append(vector)
    for blow in blows:
        if blow.probability > 0:
            _known(units, blow.target)
            outgoing[_known(units, blow.source)].append(blow)
    return outgoing


def _known(units: Mapping[str, Unit], name: str) -> str:
    if name not in units:
        raise UnknownNameError(_UNIT, name)
    return name
