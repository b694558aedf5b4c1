"""A park of a thousand tanks (千罐园区): the simulation against plain loops, and pairwise effects.

The simulation is that of the product. Beside it stand plain loops over the same park, the same
resistances and the same rule, with fewer trials and scaled for each trial: the textbook one asks
every unit that still stands in each round; the careful one only those that a new fire reaches.
Where fires burn out the order of events matters, and the loop keeps a queue of them. All are
counted in processor time, so that other work on the machine bears on none; the loops must find
what the simulation finds. Then the effects of every unit on every other are computed for 1,000 and
for 4,000 units at the same distance from each other.

Run: ``python -m bench.propagation [TRIALS]``.
"""

import heapq
import math
import random
import resource
import sys
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from graph.model.labels import EquipmentKind, SubstanceState
from hazard.blast import blasts_among
from hazard.consequence.stored import Stored
from hazard.dispersion.stability import Stability
from hazard.escalation import EscalationModel, Response, response_of
from hazard.geodesy import Position, destinations
from hazard.method import Limits
from hazard.propagation import Propagation, Unit, Vector, propagate
from hazard.radiation import Site, heat_between
from hazard.weather import Weather

__all__ = ["main"]

UNITS: Final = 1000
SPACING: Final = 38.0
STRENGTHS: Final = (15.5, 17.0, 20.0, 30.0)
"""Heat on a neighbour 40 m away [kW/m²]: an accident that stays small, to one that takes all."""
PLAIN: Final = {"textbook": 40, "careful": 400, "events": 40}
LASTING: Final = 3600.0
"""How long a fire burns, where it burns out [s]."""
WIND: Final = Weather(wind=3.0, stability=Stability.D, direction=270.0)

Loop = Callable[["Park", int], list[float]]


class Park:
    """Tanks on a grid, somewhat out of line, that heat each other by the inverse square."""

    def __init__(self, strength: float) -> None:
        """Draw the places; only heat above the threshold of the tanks is kept."""
        draw = np.random.default_rng(2021)
        places = _grid(UNITS) + draw.uniform(-6, 6, (UNITS, 2))
        away = np.linalg.norm(places[:, None] - places[None], axis=2)
        np.fill_diagonal(away, np.inf)
        heat = strength * (40.0 / away) ** 2
        names = [f"T{k:04d}" for k in range(UNITS)]
        self.origin = UNITS // 2
        self.units = [
            Unit(id=name, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for name in names
        ]
        pairs = [(int(s), int(t)) for s, t in np.argwhere(heat >= 15.0)]  # noqa: PLR2004 - their threshold
        self.vectors = [
            Vector(source=names[s], target=names[t], flux=float(heat[s, t])) for s, t in pairs
        ]
        self.sends: list[list[tuple[int, float]]] = [[] for _ in names]
        self.receives: list[list[tuple[int, float]]] = [[] for _ in names]
        for s, t in pairs:
            self.sends[s].append((t, float(heat[s, t])))
            self.receives[t].append((s, float(heat[s, t])))

    def simulated(self, trials: int, lasting: float = math.inf) -> Propagation:
        """Return what the product finds."""
        limits, burn_out = Limits(exact_units=0, trials=trials), {}
        if lasting < math.inf:
            burn_out = {unit.id: lasting for unit in self.units}
        origins = [self.units[self.origin].id]
        return propagate(self.units, self.vectors, origins, limits=limits, burn_out=burn_out)

    def chance(self) -> Callable[[float], tuple[float, float]]:
        """Return the probability of a tank to fail under a flux, and when [s], in plain Python."""
        like: Response = response_of(self.units[:1], EscalationModel.PROBIT_9_25_MINUTES)
        probit = like.probit
        if probit is None:
            raise RuntimeError("a probit is timed here")
        slope, intercept = float(like.flux_slope[0]), float(like.intercept[0])
        threshold, root = float(like.threshold[0]), math.sqrt(2.0)

        def chance(flux: float) -> tuple[float, float]:
            if flux < threshold:
                return 0.0, math.inf
            seconds = math.exp(slope * math.log(flux) + intercept)
            deviate = probit.constant + probit.slope * math.log(seconds / probit.time_unit) - 5.0
            return 0.5 * math.erfc(-deviate / root), seconds

        return chance


def _grid(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    side = math.isqrt(count - 1) + 1
    return SPACING * np.column_stack(np.divmod(np.arange(count), side)).astype(np.float64)


def textbook(park: Park, trials: int) -> list[float]:
    """Return how often each unit fails: every one that stands is asked until nothing changes."""
    chance, draw = park.chance(), random.Random(7)  # noqa: S311 - a simulation
    hits = [0] * UNITS
    for _ in range(trials):
        resistance = [draw.random() for _ in range(UNITS)]
        failed = [False] * UNITS
        failed[park.origin] = changed = True
        while changed:
            new = []
            for unit in range(UNITS):
                if not failed[unit]:
                    flux = sum(heat for source, heat in park.receives[unit] if failed[source])
                    if chance(flux)[0] > resistance[unit]:
                        new.append(unit)
            for unit in new:
                failed[unit] = True
                hits[unit] += 1
            changed = bool(new)
    return [count / trials for count in hits]


def careful(park: Park, trials: int) -> list[float]:
    """Return how often each unit fails: only those that a new fire reaches are asked."""
    chance, draw = park.chance(), random.Random(7)  # noqa: S311 - a simulation
    hits = [0] * UNITS
    for _ in range(trials):
        resistance = [draw.random() for _ in range(UNITS)]
        flux, failed = [0.0] * UNITS, [False] * UNITS
        failed[park.origin] = True
        new = [park.origin]
        while new:
            reached = set()
            for source in new:
                for target, heat in park.sends[source]:
                    if not failed[target]:
                        flux[target] += heat
                        reached.add(target)
            new = [unit for unit in reached if chance(flux[unit])[0] > resistance[unit]]
            for unit in new:
                failed[unit] = True
                hits[unit] += 1
    return [count / trials for count in hits]


def events(park: Park, trials: int) -> list[float]:
    """Return how often each unit fails where fires burn out: event by event, from a queue."""
    chance, draw = park.chance(), random.Random(7)  # noqa: S311 - a simulation
    hits = [0] * UNITS
    for _ in range(trials):
        resistance = [draw.random() for _ in range(UNITS)]
        flux, damage, since = [0.0] * UNITS, [0.0] * UNITS, [0.0] * UNITS
        rate, due, failed = [0.0] * UNITS, [math.inf] * UNITS, [False] * UNITS
        due[park.origin], queue = 0.0, [(0.0, park.origin, 1)]
        while queue:
            moment, source, sign = heapq.heappop(queue)
            if sign > 0:
                if failed[source] or moment != due[source]:
                    continue
                failed[source] = True
                hits[source] += source != park.origin
                heapq.heappush(queue, (moment + LASTING, source, -1))
            for target, heat in park.sends[source]:
                if failed[target]:
                    continue
                damage[target] += rate[target] * (moment - since[target])
                since[target] = moment
                flux[target] += sign * heat
                likely, seconds = chance(flux[target])
                rate[target], due[target] = 1.0 / seconds, math.inf
                if likely > resistance[target]:
                    due[target] = moment + max(1.0 - damage[target], 0.0) * seconds
                    heapq.heappush(queue, (due[target], target, 1))
    return [count / trials for count in hits]


LASTING_ON: Final[dict[str, Loop]] = {"textbook": textbook, "careful": careful}
BURNING_OUT: Final[dict[str, Loop]] = {"events": events}


def _compared(
    strength: float, trials: int, loops: dict[str, Loop], lasting: float = math.inf
) -> str:
    """Return how long a trial takes by the simulation and by plain loops."""
    park = Park(strength)
    began = time.process_time()
    found = park.simulated(trials, lasting)
    ours = (time.process_time() - began) / trials
    chances = {impact.unit: impact.probability for impact in found.impacts}
    expected = np.array([chances.get(unit.id, 0.0) for unit in park.units])
    expected[park.origin] = 0.0
    said = f"{strength:5.1f} kW/m2 {len(park.vectors):5d} vectors, {expected.sum():6.1f} fail"
    said += f"; ours {ours * trials:6.1f} s = {ours * 1e6:6.1f} us a trial"
    for name, loop in loops.items():
        began = time.process_time()
        shares = np.array(loop(park, PLAIN[name]))
        theirs = (time.process_time() - began) / PLAIN[name]
        _agree(shares, expected, PLAIN[name])
        said += f"; {name} {theirs * 1e6:8.1f} us, {theirs / ours:6.1f} times"
    return said


def _agree(
    shares: np.ndarray[tuple[int], np.dtype[np.float64]],
    expected: np.ndarray[tuple[int], np.dtype[np.float64]],
    trials: int,
) -> None:
    """Refuse loops that find something else than the simulation, unit by unit."""
    spread = np.sqrt((expected * (1 - expected) + 1 / trials) / trials)
    worst = float((np.abs(shares - expected) / spread).max())
    if worst > 6:  # noqa: PLR2004 - of a thousand units none strays so far
        raise RuntimeError(f"a loop finds something else: {worst:.1f} standard errors")


def _sites(count: int, held: Stored) -> list[Site]:
    here = Position(longitude=119.0, latitude=25.2)
    east, north = _grid(count).T
    bearings, away = np.degrees(np.arctan2(east, north)), np.hypot(east, north)
    places = destinations(here, bearings, away)
    return [
        Site(id=f"T{k}", position=place, contents=(held,), equipment=held.equipment)
        for k, place in enumerate(places)
    ]


def _spread(held: Stored, sizes: tuple[int, int] = (1000, 4000)) -> str:
    """Return the effects of every unit on every other, and how the time grows with the park."""
    took, pairs = [], []
    for count in sizes:
        sites = _sites(count, held)
        began = time.process_time()
        heat = heat_between(sites, [site.id for site in sites], WIND, least=15.0)
        blasts = blasts_among(sites, (), WIND)
        took.append(time.process_time() - began)
        pairs.append(len(heat.vectors) + len(blasts.blows))
    return (
        f"{held.name}: {sizes[0]} units {pairs[0]} effects {took[0]:.2f} s; {sizes[1]} units"
        f" {pairs[1]} effects {took[1]:.2f} s: {took[1] / took[0]:.1f} times"
        f" ({sizes[1] // sizes[0]} by neighbours, {(sizes[1] // sizes[0]) ** 2} by the square)"
    )


def main(trials: int = 100_000) -> None:
    """Print what a trial takes, the memory, and how pairwise effects grow."""
    Park(STRENGTHS[0]).simulated(1)  # what is compiled is on hand before anything is measured
    print(f"a park of {UNITS:,} units, {trials:,} trials, processor time")
    for strength in STRENGTHS:
        print(_compared(strength, trials, LASTING_ON), flush=True)
    print(f"the same where fires burn out after {LASTING:.0f} s, {trials // 10:,} trials")
    for strength in STRENGTHS:
        print(_compared(strength, trials // 10, BURNING_OUT, LASTING), flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"greatest memory of the whole process {peak:.0f} MB", flush=True)
    pool = Stored(
        unit="罐",
        name="苯",
        cas="71-43-2",
        quantity=500.0,
        state=SubstanceState.LIQUID,
        equipment=EquipmentKind.ATMOSPHERIC,
        bund_area=900.0,
    )
    sphere = Stored(
        unit="球罐",
        name="丙烷",
        cas="74-98-6",
        quantity=4.0,
        state=SubstanceState.LIQUEFIED_GAS,
        pressure=1.0,
        equipment=EquipmentKind.PRESSURISED,
    )
    for held in (pool, sphere):
        print(_spread(held), flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
