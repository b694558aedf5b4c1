"""Accidents in time (事故进程): many at once, event by event.

Heat wears a vessel down at the rate 1/ttf(I); it fails when the sum of time over ttf reaches one,
so heat received before a further unit ignites still counts, and it does not fail if what heats
it has burnt out before. A blast strikes when its source fails.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from hazard.escalation import FloatArray, Response
from hazard.escalation_graph import Network

__all__ = ["Course", "IndexArray", "Strikes", "Units"]

IndexArray: TypeAlias = npt.NDArray[np.intp]


class Units:
    """The units of a network in many trials, each with the barriers that work in it."""

    def __init__(self, network: Network, state: IndexArray | None) -> None:
        """Take the state of the barriers of each unit (row) in each trial (column), if any."""
        self._state = state
        self._response, self._guard = network.response, network.protection

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


class Course:
    """Many accidents in time (事故进程): the next event of each, until none is left.

    A row of `due` is a trial, so that its events lie in one piece: for each unit when it would
    fail if nothing changed; after them, where fires burn out, for each source when it does.
    """

    def __init__(
        self,
        network: Network,
        strikes: "Strikes",
        state: IndexArray | None,
        resistance: FloatArray,
    ) -> None:
        """Take resistances, and the states of barriers, of units (row) in trials (column)."""
        units = Units(network, state)
        self._units, self._resistance = units, resistance
        self._count, trials = resistance.shape
        self._strikes = strikes
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


class Strikes:
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


def _either(heat: FloatArray, withstood: FloatArray) -> FloatArray:
    """Return the probability to fail by heat, or by blasts withstood with a probability [-]."""
    return 1.0 - withstood * (1.0 - heat)
