"""Monte Carlo (蒙特卡洛模拟): many accidents at once, seeded, with standard errors.

Each trial draws one resistance a unit. Without a model of time the burning set grows in rounds
until nothing changes. With one, heat wears a vessel down at the rate 1/ttf(I); it fails when the
sum of time over ttf reaches one, so heat received before a further unit ignites still counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from hazard.escalation import FloatArray, Response
from hazard.escalation_graph import Network

__all__ = ["Tally", "simulate"]

IndexArray: TypeAlias = npt.NDArray[np.intp]

_CELLS: Final = 2_000_000  # units x trials held at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the trials gave, one array element a unit (模拟统计).

    Attributes:
        trials: Number of trials.
        hits: Trials in which the unit burnt.
        time_sum: Sum of its failure times over those [s]; zeros without a model of time.
        time_square_sum: Sum of their squares [s²].
    """

    trials: int
    hits: FloatArray
    time_sum: FloatArray
    time_square_sum: FloatArray

    @property
    def probability(self) -> FloatArray:
        """Return the share of trials in which each unit burnt [-] (频率)."""
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
        """Return the mean failure time of the trials in which each unit burnt [s]; else nan."""
        return np.divide(self.time_sum, self.hits, out=_nan_like(self.hits), where=self.hits > 0)

    @property
    def mean_time_error(self) -> FloatArray:
        """Return the standard error of `mean_time` [s]; nan below two hits."""
        many = self.hits > 1
        spread = np.maximum(
            self.time_square_sum - self.hits * np.nan_to_num(self.mean_time) ** 2, 0
        )
        divisor = self.hits * (self.hits - 1)
        return np.sqrt(np.divide(spread, divisor, out=_nan_like(self.hits), where=many))


def simulate(network: Network, *, trials: int, seed: int) -> Tally:
    """Simulate accidents (模拟). Same network, trials and seed: same tally.

    Args:
        network: Units that may follow, and the heat between them.
        trials: Number of accidents.
        seed: Seed of the random numbers.
    """
    count = len(network.names)
    generator = np.random.default_rng(seed)
    timed = network.response.probit is not None
    guard = network.protection
    # A stream for each barrier: one more leaves the draws of the others as they were. None is
    # number 0, since a seed followed by zeros is the seed itself.
    barriers = [
        np.random.default_rng([seed, k + 1]) for k in range(len(guard.failure) if guard else 0)
    ]
    totals = np.zeros((3, count))
    for size in _chunks(trials, max(1, _CELLS // max(1, count))):
        resistance = generator.random((size, count)).T
        drawn = None
        if guard is not None:
            drawn = guard.drawn(lambda k, size=size: barriers[k].random((size, count)).T)  # type: ignore[misc]  # a default binds the size
        units = _Units(network, drawn)
        run = _in_time if timed else _in_rounds
        burnt_at = run(network, units, resistance)
        burnt = np.isfinite(burnt_at)
        when = np.where(burnt, burnt_at, 0.0)
        totals += np.stack([burnt.sum(axis=1), when.sum(axis=1), (when**2).sum(axis=1)])
    return Tally(trials=trials, hits=totals[0], time_sum=totals[1], time_square_sum=totals[2])


def _chunks(trials: int, size: int) -> Iterator[int]:
    for start in range(0, trials, size):
        yield min(size, trials - start)


class _Units:
    """The units of a network in many trials, each with the barriers that work in it."""

    def __init__(self, network: Network, state: IndexArray | None) -> None:
        self._response, self._guard, self._state = network.response, network.protection, state
        self.struck = np.broadcast_to(network.struck, len(network.names))

    def everywhere(self, flux: FloatArray) -> FloatArray:
        """Return the probability of every unit (row) to fail in every trial (column) [-]."""
        return self._either(self.all().probability(flux), self.struck[:, None])

    def there(self, row: IndexArray, trial: IndexArray, flux: FloatArray) -> FloatArray:
        """Return the probability of units to fail in trials under fluxes [-]."""
        return self._either(self.at(row, trial).probability(flux), self.struck[row])

    @staticmethod
    def _either(heat: FloatArray, blast: FloatArray) -> FloatArray:
        return 1.0 - (1.0 - blast) * (1.0 - heat)

    def all(self) -> Response:
        """Return the response of every unit (row) in every trial (column)."""
        row = np.arange(self._response.threshold.size)[:, None]
        return self._behind(row, self._state)

    def at(self, row: IndexArray, trial: IndexArray) -> Response:
        """Return the response of units in trials."""
        return self._behind(row, None if self._state is None else self._state[row, trial])

    def _behind(self, row: IndexArray, state: IndexArray | None) -> Response:
        response, guard = self._response.take(row), self._guard
        if guard is None or state is None:
            return response
        return response.behind(
            guard.share[state, row], guard.delay[state, row], guard.limit[state, row]
        )


def _in_rounds(network: Network, units: _Units, resistance: FloatArray) -> FloatArray:
    """Return 0 where a unit (row) burns in a trial (column), else infinity."""
    spread = csr_array(network.flux.T)
    flux = np.broadcast_to(network.base[:, None], resistance.shape).copy()
    burnt = np.zeros(resistance.shape, dtype=bool)
    new = units.everywhere(flux) > resistance
    while new.any():
        burnt |= new
        added = spread @ new.astype(np.float64)
        flux += added
        row, trial = np.nonzero((added > 0) & ~burnt)
        caught = units.there(row, trial, flux[row, trial]) > resistance[row, trial]
        new = np.zeros_like(burnt)
        new[row[caught], trial[caught]] = True
    return np.where(burnt, 0.0, np.inf)


def _in_time(network: Network, units: _Units, resistance: FloatArray) -> FloatArray:
    """Return the time at which a unit (row) fails in a trial (column) [s]; infinity if never.

    `due` is when a unit would fail if nothing changed; each pass lets the next one fail in every
    trial and brings up to date only the units that its heat reaches.
    """
    spread = csr_array(network.flux)
    everywhere = units.all()
    flux = np.broadcast_to(network.base[:, None], resistance.shape).copy()
    rate = 1.0 / everywhere.seconds(flux)
    doomed = (units.everywhere(flux) > resistance) & (rate > 0)
    due = np.divide(1.0, rate, out=np.full(resistance.shape, np.inf), where=doomed)
    due[units.struck[:, None] > resistance] = 0.0  # a blast strikes at once
    due = due.T.copy()  # a row a trial, so that the next failure of each lies in one piece
    damage, since = np.zeros(resistance.shape), np.zeros(resistance.shape)
    burnt_at = np.full(resistance.shape, np.inf)
    trial = np.arange(resistance.shape[1])
    while True:
        first = due[trial].argmin(axis=1)
        now = due[trial, first]
        live = np.isfinite(now)
        if not live.any():
            return burnt_at
        first, trial, now = first[live], trial[live], now[live]
        burnt_at[first, trial] = now
        due[trial, first] = np.inf
        row, column, added = _reached_by(spread, first)
        alight = np.isfinite(burnt_at[row, trial[column]])
        row, column, added = row[~alight], column[~alight], added[~alight]
        at, moment = (row, trial[column]), now[column]
        damage[at] += rate[at] * (moment - since[at])
        since[at] = moment
        flux[at] += added
        rate[at] = 1.0 / units.at(*at).seconds(flux[at])
        doomed_now = (units.there(*at, flux[at]) > resistance[at]) & (rate[at] > 0)
        left = np.full(row.shape, np.inf)
        np.divide(np.maximum(1.0 - damage[at], 0.0), rate[at], out=left, where=doomed_now)
        due[at[::-1]] = moment + left


def _reached_by(
    spread: csr_array, sources: IndexArray
) -> tuple[IndexArray, IndexArray, FloatArray]:
    """Return targets, positions in `sources` and fluxes of all vectors these sources send."""
    start = spread.indptr[sources]
    count = spread.indptr[sources + 1] - start
    position = np.repeat(np.arange(sources.size), count)
    entry = np.arange(position.size) + np.repeat(start - (np.cumsum(count) - count), count)
    return spread.indices[entry], position, spread.data[entry]


def _nan_like(array: FloatArray) -> FloatArray:
    return np.full(array.shape, np.nan)
