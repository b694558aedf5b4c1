"""Accidents, one trial after the other (逐次试验), as compiled loops: import it when it is needed.

A trial draws what it asks for and nothing else: the draw of a unit is a number made from the
seed, the trial and the unit, so the order of events does not matter (Steele, Lea and Flood 2014,
SplitMix64). Of what a unit withstands, a table of brackets decides nearly all; the probability
itself is worked out only within a bracket. Functions called for each strike take few arrays,
since every array passed is counted.
"""

import math
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from hazard.compiling import compiled
from hazard.escalation import FloatArray

__all__ = [
    "DRAWN",
    "FLUX",
    "HIGH",
    "LOW",
    "ROW",
    "STANDS",
    "Bits",
    "Figures",
    "IndexArray",
    "IntArray",
    "blank",
    "bound",
    "seconds",
    "spread",
    "uniform",
    "working",
    "yields",
]

IntArray: TypeAlias = npt.NDArray[np.int64]
IndexArray: TypeAlias = npt.NDArray[np.uint32]  # without a sign an index needs no check
Bits: TypeAlias = npt.NDArray[np.uint64]

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_ONCE = np.uint64(0xBF58476D1CE4E5B9)
_TWICE = np.uint64(0x94D049BB133111EB)
_LEAST = 2.0**-53
_NEAR = 1e-9  # a bracket is wider by this share than rounding can move its ends

# What a trial knows of a unit: heat received [kW/m²], probability to withstand the blasts so far,
# resistance, the flux below which it stands (minus infinity before it is reached, infinity once
# it has failed), that from which it fails for certain, and its row in the tables.
FLUX, STANDS, DRAWN, LOW, HIGH, ROW = range(6)


class Figures(NamedTuple):
    """A network as the loops read it (升级网络数组); sources are its units and, last, the origins.

    Attributes:
        start: Where the strikes of each source begin, and where the last one's end.
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


@compiled
def uniform(seed: np.uint64, index: int) -> float:
    """Return the uniform number of this index in the stream of a seed [-], below one (随机数)."""
    mixed = seed + (np.uint64(index) + np.uint64(1)) * _GAMMA
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _ONCE
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _TWICE
    mixed ^= mixed >> np.uint64(31)
    return float(mixed >> np.uint64(11)) * _LEAST


@compiled
def seconds(response: FloatArray, row: int, flux: float) -> float:
    """Return the time to failure under a steady flux [s] (失效时间); see `Response.seconds`."""
    received = flux * response[row, 3]
    if received < response[row, 0]:
        return math.inf
    time = math.exp(response[row, 1] * math.log(received) + response[row, 2]) + response[row, 4]
    return time if time < response[row, 5] else math.inf


@compiled
def _chance(response: FloatArray, probit: FloatArray, row: int, flux: float) -> float:
    """Return the probability to fail by a flux [-]; see `Response.probability`."""
    if probit.size == 0:
        threshold = response[row, 0]
        return float(1.0 - threshold / max(flux * response[row, 3], threshold))
    time = seconds(response, row, flux)
    if time == math.inf:
        return 0.0
    if time == 0.0:
        return 1.0
    deviate = probit[0] + probit[1] * math.log(time / probit[2]) - 5.0
    return 0.5 * math.erfc(-deviate / math.sqrt(2.0))


@compiled
def blank(state: FloatArray, unit: int) -> None:
    """Let nothing have happened to a unit (复位)."""
    state[unit, FLUX], state[unit, STANDS], state[unit, LOW] = 0.0, 1.0, -np.inf


@compiled
def working(seeds: Bits, failure: FloatArray, unit: int, index: int) -> int:
    """Return the state of the barriers of a unit in a trial (屏障状态)."""
    working = 0
    for barrier in range(failure.shape[0]):
        fails = uniform(seeds[barrier + 1], index) < failure[barrier, unit]
        working = 2 * working + int(fails)
    return working


@compiled
def bound(bracket: FloatArray, state: FloatArray, unit: int) -> None:
    """Set between which fluxes a unit may stand or fail, given draw and blasts (判定区间)."""
    drawn, stands = state[unit, DRAWN], state[unit, STANDS]
    margin = drawn
    if stands < 1.0:
        margin = 1.0 - (1.0 - drawn) / stands if stands > 0.0 else -1.0
    if margin < 0.0:
        state[unit, LOW] = state[unit, HIGH] = -1.0  # the blasts are enough
        return
    row, steps = int(state[unit, ROW]), bracket.shape[1] - 1
    step = min(int(margin * steps), steps - 1)
    state[unit, LOW] = bracket[row, step] * (1.0 - _NEAR)
    state[unit, HIGH] = bracket[row, step + 1] * (1.0 + _NEAR)


@compiled
def yields(response: FloatArray, probit: FloatArray, state: FloatArray, unit: int) -> bool:
    """Return whether a unit fails by what it has received (是否失效)."""
    flux = state[unit, FLUX]
    if flux < state[unit, LOW]:
        return False
    if flux >= state[unit, HIGH]:
        return True
    heat = _chance(response, probit, int(state[unit, ROW]), flux)
    return bool(1.0 - state[unit, STANDS] * (1.0 - heat) > state[unit, DRAWN])


@compiled
def _grown(
    net: Figures, trial: int, state: FloatArray, reached: IndexArray, failed: IndexArray
) -> tuple[int, int]:
    """Let the failed set grow from the origins until nothing changes.

    Returns:
        How many units were reached, and how many of the sources failed.
    """
    start, target, heat, blast = net.start, net.target, net.heat, net.blast
    bracket, response, probit = net.bracket, net.response, net.probit
    seeds, failure, row = net.seeds, net.failure, net.row
    count, number, done, known = net.failure.shape[1], 0, 0, failed.size - net.failure.shape[1]
    while done < known:
        source = failed[done]
        done += 1
        for strike in range(start[source], start[source + 1]):
            unit = target[strike]
            state[unit, FLUX] += heat[strike]
            new = state[unit, LOW] == -np.inf
            if new:
                index = trial * count + unit
                state[unit, DRAWN] = uniform(seeds[0], index)
                state[unit, ROW] = row[working(seeds, failure, unit, index), unit]
                reached[number] = unit
                number += 1
            if blast[strike] > 0.0:
                state[unit, STANDS] *= 1.0 - blast[strike]
            if (new or blast[strike] > 0.0) and state[unit, LOW] < np.inf:
                bound(bracket, state, unit)
            if state[unit, FLUX] < state[unit, LOW]:
                continue
            if state[unit, FLUX] >= state[unit, HIGH] or yields(response, probit, state, unit):
                state[unit, LOW] = np.inf
                failed[known] = unit
                known += 1
    return number, known


@compiled
def spread(net: Figures, trials: int, hits: FloatArray) -> None:
    """Count in how many trials each unit fails, whenever that is (失效计数).

    Args:
        net: The network.
        trials: How many to follow.
        hits: Counts, which are added to.
    """
    count, sources = net.failure.shape[1], net.start.size - 1
    state = np.zeros((count, 6))
    reached, failed = np.zeros(count, np.uint32), np.zeros(sources, np.uint32)
    for unit in range(count):
        blank(state, unit)
    for origin in range(count, sources):
        failed[origin - count] = origin
    for trial in range(trials):
        number, known = _grown(net, trial, state, reached, failed)
        for k in range(sources - count, known):
            hits[failed[k]] += 1.0
        for k in range(number):
            blank(state, reached[k])
