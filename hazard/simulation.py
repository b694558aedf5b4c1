"""Monte Carlo (蒙特卡洛模拟): many accidents at once, seeded, with standard errors.

Each trial draws one resistance a unit. Without a model of time the burning set grows in rounds
until nothing changes. With one, heat wears a vessel down at the rate 1/ttf(I); it fails when the
sum of time over ttf reaches one, so heat received before a further unit ignites still counts,
and it does not fail if what heats it has burnt out before. A blast strikes when its source fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

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
    count = len(network.names)
    heat, blast = csr_array(network.flux[:count].T), csr_array(_logarithm(network.blown[:count]).T)
    flux = np.broadcast_to(network.base[:, None], resistance.shape).copy()
    withstood = np.broadcast_to(1.0 - network.struck[:, None], resistance.shape).copy()
    burnt = np.zeros(resistance.shape, dtype=bool)
    new = _either(units.all().probability(flux), withstood) > resistance
    while new.any():
        burnt |= new
        added = heat @ new.astype(np.float64)
        flux += added
        changed = added > 0
        if blast.nnz:
            blown = blast @ new.astype(np.float64)
            withstood *= np.exp(blown)
            changed |= blown < 0
        row, trial = np.nonzero(changed & ~burnt)
        chance = units.at(row, trial).probability(flux[row, trial])
        caught = _either(chance, withstood[row, trial]) > resistance[row, trial]
        new = np.zeros_like(burnt)
        new[row[caught], trial[caught]] = True
    return np.where(burnt, 0.0, np.inf)


def _either(heat: FloatArray, withstood: FloatArray) -> FloatArray:
    """Return the probability to fail by heat, or by blasts withstood with a probability [-]."""
    return 1.0 - withstood * (1.0 - heat)


def _logarithm(blown: FloatArray) -> FloatArray:
    """Return ln(1 - p), finite where p is 1: 1 - 2^-60 is one as well."""
    return np.log(np.maximum(1.0 - blown, 2.0**-60))


def _in_time(network: Network, units: _Units, resistance: FloatArray) -> FloatArray:
    """Return the time at which a unit (row) fails in a trial (column) [s]; infinity if never."""
    return _Course(network, units, resistance).run()


class _Course:
    """Many accidents in time (事故进程): the next event of each, until none is left.

    A row of `due` is a trial, so that its events lie in one piece: for each unit when it would
    fail if nothing changed; after them, where fires burn out, for each source when it does.
    """

    def __init__(self, network: Network, units: _Units, resistance: FloatArray) -> None:
        self._units, self._resistance = units, resistance
        self._count, trials = resistance.shape
        self._strikes = _Strikes(network)
        self._burn_out = network.burn_out
        self._flux = np.broadcast_to(network.base[:, None], resistance.shape).copy()
        self._withstood = np.broadcast_to(1.0 - network.struck[:, None], resistance.shape).copy()
        self._damage, self._since = np.zeros(resistance.shape), np.zeros(resistance.shape)
        self._burnt_at = np.full(resistance.shape, np.inf)
        response = units.all()
        self._rate = 1.0 / response.seconds(self._flux)
        due = self._left(response.probability(self._flux), slice(None)).T
        outs = np.full((trials, network.burn_out.size if network.burns_out else 0), np.inf)
        outs[:, self._count :] = network.burn_out[self._count :][: outs.shape[1]]
        self._due = np.concatenate([due, outs], axis=1)

    def run(self) -> FloatArray:
        """Return when each unit fails in each trial [s]."""
        trial = np.arange(self._resistance.shape[1])
        while True:
            event = self._due[trial].argmin(axis=1)
            now = self._due[trial, event]
            live = np.isfinite(now)
            if not live.any():
                return self._burnt_at
            event, trial, now = event[live], trial[live], now[live]
            self._due[trial, event] = np.inf
            fails = event < self._count
            self._fail(event[fails], trial[fails], now[fails])
            if not fails.all():
                source = event[~fails] - self._count
                self._change(source, trial[~fails], now[~fails], ends=True)

    def _fail(self, unit: IndexArray, trial: IndexArray, now: FloatArray) -> None:
        self._burnt_at[unit, trial] = now
        if self._due.shape[1] > self._count:
            self._due[trial, self._count + unit] = now + self._burn_out[unit]
        self._change(unit, trial, now)

    def _change(
        self, source: IndexArray, trial: IndexArray, now: FloatArray, *, ends: bool = False
    ) -> None:
        """Let the heat of sources begin, with their blasts, or end."""
        row, column, heat, blast = self._strikes.of(source)
        there = ~np.isfinite(self._burnt_at[row, trial[column]])
        row, column, heat, blast = row[there], column[there], heat[there], blast[there]
        at, moment = (row, trial[column]), now[column]
        self._damage[at] += self._rate[at] * (moment - self._since[at])
        self._since[at] = moment
        if ends:
            self._flux[at] = np.maximum(self._flux[at] - heat, 0.0)
        else:
            self._flux[at] += heat
            self._withstood[at] *= 1.0 - blast
        response = self._units.at(*at)
        self._rate[at] = 1.0 / response.seconds(self._flux[at])
        self._due[at[::-1]] = moment + self._left(response.probability(self._flux[at]), at)

    def _left(self, chance: FloatArray, at: Any) -> FloatArray:
        """Return how long units hold out as things are [s], given the chance to fail by heat."""
        resistance, withstood, rate = self._resistance[at], self._withstood[at], self._rate[at]
        doomed = (_either(chance, withstood) > resistance) & (rate > 0)
        left = np.full(resistance.shape, np.inf)
        np.divide(np.maximum(1.0 - self._damage[at], 0.0), rate, out=left, where=doomed)
        left[1.0 - withstood > resistance] = 0.0  # a blast strikes at once
        return left


class _Strikes:
    """What each source sends to others (作用): heat and blasts, those of one pair together."""

    def __init__(self, network: Network) -> None:
        source, self._target = np.nonzero((network.flux > 0) | (network.blown > 0))
        self._heat = network.flux[source, self._target]
        self._blast = network.blown[source, self._target]
        self._start = np.searchsorted(source, np.arange(network.flux.shape[0] + 1))

    def of(self, sources: IndexArray) -> tuple[IndexArray, IndexArray, FloatArray, FloatArray]:
        """Return targets, positions in `sources`, fluxes and chances of all these sources send."""
        start = self._start[sources]
        count = self._start[sources + 1] - start
        position = np.repeat(np.arange(sources.size), count)
        entry = np.arange(position.size) + np.repeat(start - (np.cumsum(count) - count), count)
        return self._target[entry], position, self._heat[entry], self._blast[entry]


def _nan_like(array: FloatArray) -> FloatArray:
    return np.full(array.shape, np.nan)
