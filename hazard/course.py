"""Accidents in time (事故进程), event by event, as compiled loops: import it when it is needed.

Heat wears a vessel down at the rate 1/ttf(I); it fails when the sum of time over ttf reaches one,
so heat received before a further unit ignites still counts, and it does not fail if what heats
it has burnt out before. A blast strikes when its source fails.
"""

import heapq

import numpy as np

from hazard.compiling import compiled
from hazard.escalation import FloatArray
from hazard.trials import (
    DRAWN,
    FLUX,
    LOW,
    ROW,
    STANDS,
    Bits,
    Figures,
    IntArray,
    blank,
    bound,
    seconds,
    uniform,
    working,
    yields,
)

__all__ = ["follow"]

# What a trial knows of a unit in time, beside the rest: share of its life used up [-], until when
# [s], how fast [1/s], and when it fails if nothing changes [s].
_DAMAGE, _SINCE, _RATE, _DUE = range(4)


@compiled
def _wear(
    response: FloatArray, probit: FloatArray, state: FloatArray, clock: FloatArray, unit: int
) -> None:
    """Find anew when a unit fails; what it receives has just changed."""
    moment = clock[unit, _SINCE]
    rate = 1.0 / seconds(response, int(state[unit, ROW]), state[unit, FLUX])
    clock[unit, _RATE], clock[unit, _DUE] = rate, np.inf
    if 1.0 - state[unit, STANDS] > state[unit, DRAWN]:
        clock[unit, _DUE] = moment  # a blast strikes at once
    elif rate > 0.0 and yields(response, probit, state, unit):
        clock[unit, _DUE] = moment + max(1.0 - clock[unit, _DAMAGE], 0.0) / rate


@compiled
def _meet(
    seeds: Bits,
    failure: FloatArray,
    row: IntArray,
    state: FloatArray,
    clock: FloatArray,
    unit: int,
    index: int,
) -> None:
    """Draw a unit that something reaches for the first time; it has borne nothing so far."""
    state[unit, DRAWN] = uniform(seeds[0], index)
    state[unit, ROW] = row[working(seeds, failure, unit, index), unit]
    clock[unit, :] = 0.0


@compiled
def _elapse(clock: FloatArray, unit: int, moment: float) -> None:
    """Let what a unit has received so far wear it down until this moment."""
    clock[unit, _DAMAGE] += clock[unit, _RATE] * (moment - clock[unit, _SINCE])
    clock[unit, _SINCE] = moment


@compiled
def _receive(state: FloatArray, unit: int, heat: float, blast: float, ends: bool) -> None:  # noqa: FBT001 - compiled functions take arguments by position
    """Let heat begin, with a blast, or end."""
    if ends:
        state[unit, FLUX] = max(state[unit, FLUX] - heat, 0.0)
    else:
        state[unit, FLUX] += heat
        state[unit, STANDS] *= 1.0 - blast


@compiled
def _fails(
    state: FloatArray, clock: FloatArray, times: FloatArray, unit: int, moment: float
) -> bool:
    """Let a unit fail, unless something has changed since that was foreseen."""
    if moment != clock[unit, _DUE]:
        return False
    state[unit, LOW], clock[unit, _DUE] = np.inf, -np.inf
    if times[0, unit] == 0.0:
        times[1, unit] = moment
    later = moment - times[1, unit]
    times[0, unit] += 1.0
    times[2, unit] += later
    times[3, unit] += later * later
    return True


@compiled
def _followed(
    net: Figures, trial: int, state: FloatArray, clock: FloatArray, times: FloatArray
) -> None:
    """Follow one trial; an event is a source that begins or, counted on from there, burns out."""
    start, target, heat, blast = net.start, net.target, net.heat, net.blast
    bracket, response, probit = net.bracket, net.response, net.probit
    seeds, failure, row, lasting = net.seeds, net.failure, net.row, net.burn_out
    count, sources = failure.shape[1], start.size - 1
    events = [(0.0, origin) for origin in range(count, sources)]
    while events:
        moment, event = heapq.heappop(events)
        source, ends = event % sources, event >= sources
        if event < count and not _fails(state, clock, times, source, moment):
            continue
        if not ends and lasting[source] < np.inf:
            heapq.heappush(events, (moment + lasting[source], sources + source))
        for strike in range(start[source], start[source + 1]):
            unit = target[strike]
            if state[unit, LOW] == -np.inf:
                _meet(seeds, failure, row, state, clock, unit, trial * count + unit)
            if state[unit, LOW] < np.inf:
                _elapse(clock, unit, moment)
                _receive(state, unit, heat[strike], blast[strike], ends)
                bound(bracket, state, unit)
                _wear(response, probit, state, clock, unit)
                if clock[unit, _DUE] < np.inf:
                    heapq.heappush(events, (clock[unit, _DUE], int(np.int64(unit))))


@compiled
def follow(net: Figures, trials: int, times: FloatArray) -> None:
    """Follow trials event by event (逐事件模拟), with a model that gives times to failure.

    Args:
        net: The network.
        trials: How many to follow.
        times: For each unit (column) its failures, the time of the first [s], and sums of how
            much later the others are [s] and of the squares of that [s²]; zeros at the beginning.
    """
    count = net.failure.shape[1]
    state, clock = np.zeros((count, 6)), np.zeros((count, 4))
    for trial in range(trials):
        for unit in range(count):
            blank(state, unit)
        _followed(net, trial, state, clock, times)
