"""Monte Carlo (蒙特卡洛模拟): many accidents at once, seeded, with standard errors.

Each trial draws one resistance a unit. Which units fail does not depend on when they do, as long
as fires burn on: the failed set grows in rounds until nothing changes. Times are those of the
first trials, which are followed event by event; where fires burn out, so are all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from hazard.course import Course, IndexArray, Strikes, Units
from hazard.escalation import FloatArray, Response
from hazard.escalation_graph import Network

__all__ = ["Tally", "simulate"]

BoolArray: TypeAlias = npt.NDArray[np.bool_]

_CELLS: Final = 400_000  # units x trials held at once: what the cache of a processor holds
_FEW: Final = 64  # of how many cells one is reached, where sorting them beats looking at all
_TIMED: Final = 500_000  # units x trials that are followed in time, where only times need it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the trials gave, one array element a unit (模拟统计).

    Attributes:
        trials: Number of trials.
        hits: Trials in which the unit failed.
        timed: Of those followed in time, trials in which it failed.
        time_sum: Sum of its failure times over those [s]; zeros without a model of time.
        time_square_sum: Sum of their squares [s²].
    """

    trials: int
    hits: FloatArray
    timed: FloatArray
    time_sum: FloatArray
    time_square_sum: FloatArray

    @property
    def probability(self) -> FloatArray:
        """Return the share of trials in which each unit failed [-] (频率)."""
        return self.hits / self.trials

    @property
    def standard_error(self) -> FloatArray:
        """Return the standard error of `probability` [-] (标准误).

        One hit and one miss are added, so that a unit never hit is not claimed to be safe.
        """
        shrunk = (self.hits + 1) / (self.trials + 2)
        return np.sqrt(shrunk * (1 - shrunk) / self.trials)

    @property
    def mean_time(self) -> FloatArray:
        """Return the mean failure time of each unit, given that it fails [s]; nan if unknown."""
        return np.divide(self.time_sum, self.timed, out=_nan_like(self.hits), where=self.timed > 0)

    @property
    def mean_time_error(self) -> FloatArray:
        """Return the standard error of `mean_time` [s]; nan below two failures."""
        many = self.timed > 1
        spread = np.maximum(
            self.time_square_sum - self.timed * np.nan_to_num(self.mean_time) ** 2, 0
        )
        divisor = self.timed * (self.timed - 1)
        return np.sqrt(np.divide(spread, divisor, out=_nan_like(self.hits), where=many))


def simulate(network: Network, *, trials: int, seed: int) -> Tally:
    """Simulate accidents (模拟). Same network, trials and seed: same tally.

    Args:
        network: Units that may follow, and the heat between them.
        trials: Number of accidents.
        seed: Seed of the random numbers.
    """
    count = len(network.names)
    draws = _Draws(network, seed)
    hits, times = np.zeros(count), np.zeros((3, count))
    followed, strikes = _followed(network, trials), Strikes(network)
    for start, size in _chunks(trials, max(1, _CELLS // max(1, count))):
        resistance, state = draws.next(size)
        if part := min(max(0, followed - start), size):
            guarded = None if state is None else state[:, :part]
            burnt_at = Course(network, strikes, guarded, resistance[:, :part]).run()
            burnt = np.isfinite(burnt_at)
            when = np.where(burnt, burnt_at, 0.0)
            times += np.stack([burnt.sum(axis=1), when.sum(axis=1), (when**2).sum(axis=1)])
        if not network.burns_out:
            hits += _failed(network, strikes, state, resistance).sum(axis=0)
    timed, time_sum, square_sum = times
    return Tally(
        trials=trials,
        hits=timed if network.burns_out else hits,
        timed=timed,
        time_sum=time_sum,
        time_square_sum=square_sum,
    )


def _followed(network: Network, trials: int) -> int:
    """Return how many trials are followed in time: all where fires burn out."""
    if network.response.probit is None:
        return 0
    if network.burns_out:
        return trials
    return min(trials, max(1, _TIMED // max(1, len(network.names))))


class _Draws:
    """The random numbers of accidents (随机抽样): a resistance a unit, a state a barrier."""

    def __init__(self, network: Network, seed: int) -> None:
        self._guard, self._count = network.protection, len(network.names)
        self._generator = np.random.default_rng(seed)
        # A stream for each barrier: one more leaves the draws of the others as they were. None is
        # number 0, since a seed followed by zeros is the seed itself.
        self._barriers = [
            np.random.default_rng([seed, k + 1])
            for k in range(len(self._guard.failure) if self._guard else 0)
        ]

    def next(self, size: int) -> tuple[FloatArray, IndexArray | None]:
        """Return resistances of units (row) in the next trials (column), and their states."""
        resistance = self._uniform(self._generator, size)
        if (guard := self._guard) is None:
            return resistance, None
        return resistance, guard.drawn(lambda k: self._uniform(self._barriers[k], size))

    def _uniform(self, generator: np.random.Generator, size: int) -> FloatArray:
        return generator.random((size, self._count)).T


def _failed(
    network: Network, strikes: Strikes, state: IndexArray | None, resistance: FloatArray
) -> BoolArray:
    """Return in which trials (row) which units (column) fail, whenever that is.

    What matters of a unit is the heat that it withstands, found from its resistance when
    something first reaches it, and anew after each blast. Arrays are flat, a trial in one piece.
    """
    count, trials = resistance.shape
    units, drawn = Units(network, state), resistance.T.ravel()
    flux, stands = _each(network.base, trials), _each(1.0 - network.struck, trials)
    bears = np.full(flux.size, np.nan)
    failed, reached = np.zeros(flux.size, dtype=np.bool_), np.zeros(flux.size, dtype=np.bool_)
    first = np.flatnonzero((network.base > 0) | (network.struck > 0))
    at = (np.arange(trials)[:, None] * count + first).ravel()
    while at.size:
        unknown = at[np.isnan(bears[at])]
        bears[unknown] = _borne(
            units.at(unknown % count, unknown // count), drawn[unknown], stands[unknown]
        )
        new = at[flux[at] >= bears[at]]
        failed[new] = True
        trial, source = np.divmod(new, count)
        target, position, heat, blast = strikes.of(source)
        hit = trial[position] * count + target
        alive = ~failed[hit]
        hit, heat, blast = hit[alive], heat[alive], blast[alive]
        np.add.at(flux, hit, heat)
        if blast.any():
            np.multiply.at(stands, hit, 1.0 - blast)
            bears[hit[blast > 0]] = np.nan
        if hit.size < reached.size // _FEW:
            at = np.unique(hit)
        else:
            reached[hit] = True
            at = np.flatnonzero(reached)
            reached[at] = False
    return failed.reshape(trials, count)


def _each(of_units: FloatArray, trials: int) -> FloatArray:
    """Return the figures of all units, once a trial."""
    found = np.empty((trials, of_units.size))
    found[:] = of_units
    return found.ravel()


def _borne(response: Response, drawn: FloatArray, stands: FloatArray) -> FloatArray:
    """Return the heat at which units fail [kW/m²], below zero where blasts alone suffice."""
    with np.errstate(divide="ignore"):
        margin = 1.0 - (1.0 - drawn) / stands
    return np.where(margin < 0, -1.0, response.withstood(np.maximum(margin, 0.0)))


def _chunks(trials: int, size: int) -> Iterator[tuple[int, int]]:
    for start in range(0, trials, size):
        yield start, min(size, trials - start)


def _nan_like(array: FloatArray) -> FloatArray:
    return np.full(array.shape, np.nan)
