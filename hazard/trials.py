"""Accidents, one trial after the other (逐次试验), as compiled loops: import it when it is needed.

A trial draws what it asks for and nothing else: the draw of a unit is a number made from the
seed, the trial and the unit, so the order of events does not matter (Steele, Lea and Flood 2014,
SplitMix64). Of what a unit withstands, a table of brackets decides nearly all; the probability
itself is worked out only within a bracket.

In time, heat wears a vessel down at the rate 1/ttf(I); it fails when the sum of time over ttf
reaches one, so heat received before a further unit ignites still counts, and it does not fail if
what heats it has burnt out before. A blast strikes when its source fails.

All of it is one module, since machine code is kept for as long as its own module stays as it is,
whatever becomes of others that it calls.
"""

import math
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from hazard.compiling import compiled, inlined
from hazard.escalation import FloatArray

__all__ = ["Figures", "follow", "spread", "uniform"]

IntArray: TypeAlias = npt.NDArray[np.int64]
IndexArray: TypeAlias = npt.NDArray[np.uint32]  # without a sign an index needs no check
Bits: TypeAlias = npt.NDArray[np.uint64]

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_ONCE = np.uint64(0xBF58476D1CE4E5B9)
_TWICE = np.uint64(0x94D049BB133111EB)
_LEAST = 2.0**-53
_NEAR = 1e-9  # a bracket is wider by this share than rounding can move its ends
_MOST = 2  # where more than one of so many units failed, the next trial draws all at once


class Figures(NamedTuple):
    """A network as the loops read it (升级网络数组); sources are its units and, last, the origins.

    Attributes:
        start: Where the strikes of each source begin, and where the last one's end.
        blasts: Where those strikes of each source begin that are blasts also.
        target: Unit of each strike.
        heat: Its heat flux [kW/m²].
        blast: Its probability to make the unit fail at once [-].
        burn_out: How long each source burns [s].
        seeds: Where the draws of units begin, and after it those of each barrier.
        failure: PFD of each barrier (row) of each unit (column) [-].
        row: Row in the tables of each unit (column) in each state of its barriers (row).
        bracket: Flux withstood at equal steps of the draw (column), row by row [kW/m²].
        response: Threshold, slope and intercept of ln ttf, share, delay and limit, row by row.
        probit: Constant, slope and unit of time of the probit; empty for the threshold ratio.
    """

    start: IntArray
    blasts: IntArray
    target: IndexArray
    heat: FloatArray
    blast: FloatArray
    burn_out: FloatArray
    seeds: Bits
    failure: FloatArray
    row: IntArray
    bracket: FloatArray
    response: FloatArray
    probit: FloatArray


class State(NamedTuple):
    """What a trial knows of units (单元状态), one array element each.

    Attributes:
        flux: Heat received [kW/m²].
        middle: Middle of the bracket of fluxes among which it begins to fail [kW/m²]: minus
            infinity before it is reached, infinity once it has failed.
        half: Half the width of that bracket [kW/m²].
        drawn: Its resistance [-].
        stands: Probability to withstand the blasts so far [-].
        row: Its row in the tables.
        damage: Share of its life used up [-], in time.
        since: Until when that is so [s].
        rate: How fast it is used up from then on [1/s].
    """

    flux: FloatArray
    middle: FloatArray
    half: FloatArray
    drawn: FloatArray
    stands: FloatArray
    row: IndexArray
    damage: FloatArray
    since: FloatArray
    rate: FloatArray


class Agenda(NamedTuple):
    """What comes when (事件表): a heap in which each event has one place and may be moved.

    A queue that cannot move an event holds every moment that was once foreseen, and spends most
    of its time on those that no longer are.

    Attributes:
        due: Moment of each event [s]; infinity where it is not foreseen.
        heap: How many are in the heap, and these: none later than those at twice its place and
            at one more.
        place: Where in the heap each event is; zero where it is not.
    """

    due: FloatArray
    heap: IntArray
    place: IntArray


@inlined
def uniform(seed: np.uint64, index: int) -> float:
    """Return the uniform number of this index in the stream of a seed [-], below one (随机数)."""
    mixed = seed + (np.uint64(index) + np.uint64(1)) * _GAMMA
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _ONCE
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _TWICE
    mixed ^= mixed >> np.uint64(31)
    return float(mixed >> np.uint64(11)) * _LEAST


@inlined
def _seconds(response: FloatArray, row: int, flux: float) -> float:
    """Return the time to failure under a steady flux [s] (失效时间); see `Response.seconds`."""
    received = flux * response[row, 3]
    if received < response[row, 0]:
        return math.inf
    time = math.exp(response[row, 1] * math.log(received) + response[row, 2]) + response[row, 4]
    return time if time < response[row, 5] else math.inf


@inlined
def _chance(response: FloatArray, probit: FloatArray, row: int, flux: float) -> float:
    """Return the probability to fail by a flux [-]; see `Response.probability`."""
    if probit.size == 0:
        threshold = response[row, 0]
        return float(1.0 - threshold / max(flux * response[row, 3], threshold))
    time = _seconds(response, row, flux)
    if time == math.inf:
        return 0.0
    if time == 0.0:
        return 1.0
    deviate = probit[0] + probit[1] * math.log(time / probit[2]) - 5.0
    return 0.5 * math.erfc(-deviate / math.sqrt(2.0))


@inlined
def _working(seeds: Bits, failure: FloatArray, unit: int, index: int) -> int:
    """Return the state of the barriers of a unit in a trial (屏障状态)."""
    working = 0
    for barrier in range(failure.shape[0]):
        fails = uniform(seeds[barrier + 1], index) < failure[barrier, unit]
        working = 2 * working + int(fails)
    return working


@inlined
def _between(bracket: FloatArray, state: State, unit: int, margin: float) -> None:
    """Look up among which fluxes a unit with this margin begins to fail."""
    row, steps = state.row[unit], bracket.shape[1] - 1
    step = np.uint32(min(int(margin * steps), steps - 1))
    low = bracket[row, step] * (1.0 - _NEAR)
    high = bracket[row, step + np.uint32(1)] * (1.0 + _NEAR)
    state.middle[unit], state.half[unit] = 0.5 * (low + high), 0.5 * (high - low)


@inlined
def _strike(bracket: FloatArray, state: State, unit: int, blast: float) -> None:
    """Let a blast bear on a unit that stands."""
    state.stands[unit] *= 1.0 - blast
    left = 1.0 - state.drawn[unit]
    if left > state.stands[unit]:
        state.middle[unit], state.half[unit] = -1.0, 0.0  # the blasts are enough
    else:
        _between(bracket, state, unit, 1.0 - left / state.stands[unit])


@inlined
def _yields(net: Figures, state: State, unit: int) -> bool:
    """Return whether a unit fails by what it has received, where the bracket does not say."""
    heat = _chance(net.response, net.probit, int(state.row[unit]), state.flux[unit])
    return bool(1.0 - state.stands[unit] * (1.0 - heat) > state.drawn[unit])


@inlined
def _meet(net: Figures, trial: int, state: State, unit: int) -> None:
    """Draw a unit that something reaches for the first time; it has borne nothing so far."""
    index = trial * net.failure.shape[1] + unit
    state.drawn[unit] = uniform(net.seeds[0], index)
    state.row[unit] = net.row[_working(net.seeds, net.failure, unit, index), unit]
    state.flux[unit], state.stands[unit] = 0.0, 1.0
    state.damage[unit] = state.since[unit] = state.rate[unit] = 0.0
    _between(net.bracket, state, unit, state.drawn[unit])


@inlined
def _meet_all(net: Figures, trial: int, state: State, reached: IndexArray) -> int:
    """Draw every unit at once, which is faster than one by one where most are reached."""
    count = int(net.failure.shape[1])
    for unit in range(count):
        state.drawn[unit] = uniform(net.seeds[0], trial * count + unit)
        state.flux[unit], state.stands[unit], reached[unit] = 0.0, 1.0, unit
    for unit in range(count):
        working = _working(net.seeds, net.failure, unit, trial * count + unit)
        state.row[unit] = net.row[working, unit]
        _between(net.bracket, state, unit, state.drawn[unit])
    return count


@inlined
def _blasted(
    net: Figures, trial: int, state: State, source: int, reached: IndexArray, number: int
) -> int:
    """Let the blasts of a source bear on what stands; return how many are reached so far."""
    for strike in range(net.blasts[source], net.start[source + 1]):
        unit = net.target[strike]
        if state.middle[unit] == -np.inf:
            _meet(net, trial, state, unit)
            reached[number] = unit
            number += 1
        if state.middle[unit] < np.inf:
            _strike(net.bracket, state, unit, net.blast[strike])
    return number


@inlined
def _grown(
    net: Figures, trial: int, state: State, reached: IndexArray, failed: IndexArray, number: int
) -> tuple[int, int]:
    """Let the failed set grow from the origins until nothing changes.

    Whether a unit fails is next to unpredictable, and a processor waits after each branch that it
    did not foresee; so the unit is noted behind those that failed, and then is counted or not.

    Returns:
        How many units were reached, and how many of the sources failed.
    """
    start, known = net.start, net.start.size - 1 - net.failure.shape[1]
    done = 0
    while done < known:
        source = failed[done]
        done += 1
        if net.blasts[source] < start[source + 1]:
            number = _blasted(net, trial, state, source, reached, number)
        for strike in range(start[source], start[source + 1]):
            unit = net.target[strike]
            if state.middle[unit] == -np.inf:
                _meet(net, trial, state, unit)
                reached[number] = unit
                number += 1
            flux, middle = state.flux[unit] + net.heat[strike], state.middle[unit]
            state.flux[unit] = flux
            fails = flux >= middle
            if abs(flux - middle) < state.half[unit]:
                fails = _yields(net, state, unit)
            failed[known] = unit
            known += int(fails)
            state.middle[unit] = np.inf if fails else middle
    return number, known


@compiled
def _untouched(count: int) -> State:
    """Return so many units to which nothing has happened."""
    middle, row = np.full(count, -np.inf), np.zeros(count, np.uint32)
    flux, half, drawn, stands = np.zeros((4, count))
    damage, since, rate = np.zeros((3, count))
    return State(flux, middle, half, drawn, stands, row, damage, since, rate)


@compiled
def spread(net: Figures, trials: int, hits: FloatArray) -> None:
    """Count in how many trials each unit fails, whenever that is (失效计数).

    Args:
        net: The network.
        trials: How many to follow.
        hits: Counts, which are added to.
    """
    count, sources = net.failure.shape[1], net.start.size - 1
    origins, known, state = sources - count, 0, _untouched(count)
    # One place more than there are sources, since each that is asked is noted first.
    reached, failed = np.zeros(count, np.uint32), np.zeros(sources + 1, np.uint32)
    for k in range(origins):
        failed[k] = count + k
    for trial in range(trials):
        many = (known - origins) * _MOST > count
        number = _meet_all(net, trial, state, reached) if many else 0
        number, known = _grown(net, trial, state, reached, failed, number)
        for k in range(origins, known):
            hits[failed[k]] += 1.0
        for k in range(number):
            state.middle[reached[k]] = -np.inf


@inlined
def _earlier(due: FloatArray, one: int, other: int) -> bool:
    """Return whether an event comes before another; at the same moment the lower number does."""
    return bool(due[one] < due[other] or (due[one] == due[other] and one < other))


@inlined
def _settle(agenda: Agenda, at: int) -> None:
    """Move the event at a place of the heap to where it belongs."""
    due, heap, place = agenda
    event, size = heap[at], heap[0]
    while at > 1 and _earlier(due, event, heap[at >> 1]):
        heap[at] = heap[at >> 1]
        place[heap[at]] = at
        at >>= 1
    while 2 * at <= size:
        below = 2 * at
        if below < size and _earlier(due, heap[below + 1], heap[below]):
            below += 1
        if _earlier(due, event, heap[below]):
            break
        heap[at] = heap[below]
        place[heap[at]] = at
        at = below
    heap[at], place[event] = event, at


@inlined
def _time(agenda: Agenda, event: int, moment: float) -> None:
    """Let an event come at this moment [s]; at infinity where it is foreseen no more."""
    due, heap, place = agenda
    if moment == due[event]:
        return
    due[event] = moment
    if place[event] == 0:
        heap[0] += 1
        heap[heap[0]], place[event] = event, heap[0]
    _settle(agenda, place[event])


@inlined
def _soonest(agenda: Agenda) -> int:
    """Take the event that comes first; negative where none is foreseen."""
    due, heap, place = agenda
    first, last = heap[1], heap[heap[0]]
    if heap[0] == 0 or due[first] == np.inf:
        return -1
    heap[0] -= 1
    place[first] = 0
    if first != last:
        heap[1] = last
        _settle(agenda, 1)
    return int(first)


@inlined
def _noted(state: State, times: FloatArray, unit: int, moment: float) -> None:
    """Let a unit fail, and note when [s]."""
    state.middle[unit] = np.inf
    if times[0, unit] == 0.0:
        times[1, unit] = moment
    later = moment - times[1, unit]
    times[0, unit] += 1.0
    times[2, unit] += later
    times[3, unit] += later * later


@inlined
def _foreseen(net: Figures, state: State, unit: int) -> float:
    """Return when a unit fails [s] by what it receives from now on, if nothing changes."""
    flux, middle = state.flux[unit], state.middle[unit]
    rate = 1.0 / _seconds(net.response, int(state.row[unit]), flux)
    state.rate[unit] = rate
    if 1.0 - state.stands[unit] > state.drawn[unit]:
        return float(state.since[unit])  # a blast strikes at once
    fails = flux >= middle
    if abs(flux - middle) < state.half[unit]:
        fails = _yields(net, state, unit)
    if fails and rate > 0.0:
        return float(state.since[unit] + max(1.0 - state.damage[unit], 0.0) / rate)
    return np.inf


@inlined
def _bear(net: Figures, state: State, strike: int, moment: float, ends: bool) -> float:  # noqa: FBT001 - compiled functions take arguments by position
    """Let heat on a unit that stands begin, with a blast, or end; return when it fails [s]."""
    unit, heat = net.target[strike], net.heat[strike]
    state.damage[unit] += state.rate[unit] * (moment - state.since[unit])
    state.since[unit] = moment
    state.flux[unit] = max(state.flux[unit] - heat, 0.0) if ends else state.flux[unit] + heat
    if net.blast[strike] > 0.0 and not ends:
        _strike(net.bracket, state, unit, net.blast[strike])
    return _foreseen(net, state, unit)


@inlined
def _begin(net: Figures, agenda: Agenda, source: int, moment: float) -> None:
    """Let a source begin to burn [s]."""
    if net.burn_out[source] < np.inf:
        _time(agenda, net.start.size - 1 + source, moment + net.burn_out[source])


@inlined
def _followed(
    net: Figures,
    trial: int,
    agenda: Agenda,
    state: State,
    times: FloatArray,
    reached: IndexArray,
) -> int:
    """Follow one trial; return how many units were reached.

    An event is a source that begins or, counted on from there, burns out.
    """
    count, sources, number = net.failure.shape[1], net.start.size - 1, 0
    for origin in range(count, sources):
        _time(agenda, origin, 0.0)
    event = _soonest(agenda)
    while event >= 0:
        moment, ends = agenda.due[event], event >= sources
        source = event - sources if ends else event
        if event < count:
            _noted(state, times, source, moment)
        if not ends:
            _begin(net, agenda, source, moment)
        for strike in range(net.start[source], net.start[source + 1]):
            unit = net.target[strike]
            if state.middle[unit] == -np.inf:
                _meet(net, trial, state, unit)
                reached[number] = unit
                number += 1
            if state.middle[unit] < np.inf:
                _time(agenda, int(unit), _bear(net, state, strike, moment, ends))
        event = _soonest(agenda)
    return number


@compiled
def follow(net: Figures, trials: int, times: FloatArray) -> None:
    """Follow trials event by event (逐事件模拟), with a model that gives times to failure.

    Args:
        net: The network.
        trials: How many to follow.
        times: For each unit (column) its failures, the time of the first [s], and sums of how
            much later the others are [s] and of the squares of that [s²]; zeros at the beginning.
    """
    count, events = net.failure.shape[1], 2 * (net.start.size - 1)
    state, reached = _untouched(count), np.zeros(count, np.uint32)
    heap, place = np.zeros(events + 1, np.int64), np.zeros(events, np.int64)
    agenda = Agenda(np.full(events, np.inf), heap, place)
    for trial in range(trials):
        number = _followed(net, trial, agenda, state, times, reached)
        for k in range(number):
            state.middle[reached[k]] = -np.inf
        agenda.due[:], heap[0] = np.inf, 0
        place[:] = 0
