"""Propagation of fire and blast (多米诺传播): which units follow, how likely, when, by which paths.

A unit exposed to the failed set receives the sum of its heat fluxes, and the blast of each. It
fails once its probability under both exceeds its resistance, drawn once an accident. Small
graphs are solved exactly, large ones, and those where fires burn out, by seeded Monte Carlo;
the statement says which.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from hazard.barriers import Barrier, Protection
from hazard.errors import HazardError, MissingInputError
from hazard.escalation import EscalationModel, Unit, beyond_fit, response_of, unmoved
from hazard.escalation_graph import Blow, Exploration, Network, Vector, explore, network_of
from hazard.inference import conditional_probabilities, final_sets, marginals
from hazard.method import Coverage, Limits, MethodStatement, StopReason
from hazard.notice import Notice
from hazard.paths import Path, Step, most_probable_paths
from hazard.semantics import assumptions_of, warnings_of
from hazard.simulation import Tally, simulate

__all__ = [
    "Blow",
    "ConflictingUnitError",
    "EscalationModel",
    "Impact",
    "Limits",
    "Propagation",
    "Unit",
    "Vector",
    "propagate",
]


class ConflictingUnitError(HazardError):
    """One unit was given twice with different figures (同一单元数据冲突).

    Attributes:
        unit: Its identifier.
    """

    def __init__(self, unit: str) -> None:
        self.unit = unit
        super().__init__(
            zh=f"单元“{unit}”的数据前后不一致，请只保留一份。",
            en=f"Unit “{unit}” is given twice with different figures; keep one of them.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What happens to one unit (受影响单元).

    Attributes:
        unit: Its identifier.
        order: Least number of steps from an origin; 0 for an origin.
        probability: Probability to burn [-]; 1 for an origin.
        standard_error: Standard error of `probability` [-]; None if exact.
        time_to_failure: Expected time from the start of the fire to its failure, given that it
            fails [s]; None if the model gives no time or no trial failed it.
        time_standard_error: Standard error of `time_to_failure` [s]; None if unknown.
    """

    unit: str
    order: int
    probability: float
    standard_error: float | None
    time_to_failure: float | None
    time_standard_error: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Propagation:
    """What can follow from one event (传播结果).

    Attributes:
        origins: Units that burn from the start.
        impacts: Every unit reached, origins first, then by order, probability and name.
        steps: The kept vectors between these units, each once.
        coverage: What the bounds cut.
        method: What gave the figures.
    """

    origins: tuple[str, ...]
    impacts: tuple[Impact, ...]
    steps: tuple[Step, ...]
    coverage: Coverage
    method: MethodStatement

    def paths_to(self, unit: str, *, first: int = 5) -> tuple[Path, ...]:
        """Return the most probable paths to a unit (最可能路径); none to an origin."""
        return most_probable_paths(self.steps, self.origins, unit, first=first)


def propagate(
    units: Collection[Unit],
    vectors: Collection[Vector],
    origins: Collection[str],
    *,
    model: EscalationModel = EscalationModel.PROBIT_9_25_MINUTES,
    limits: Limits | None = None,
    barriers: Collection[Barrier] = (),
    blows: Collection[Blow] = (),
    burn_out: Mapping[str, float] | None = None,
) -> Propagation:
    """Follow an accident from its origins over the escalation graph (多米诺传播).

    Args:
        units: Every unit that a vector or an origin names.
        vectors: Heat from unit to unit [kW/m²], as received; measures are in it or are off.
        origins: Units that fail from the start.
        model: How heat becomes a probability.
        limits: Bounds of the answer.
        barriers: What protects units; those at units that are not reached do nothing.
        blows: What explosions do to others when their source fails.
        burn_out: How long units burn [s]; those that it does not name burn on. A model without
            time does not count it.

    Raises:
        MissingInputError: If there is no origin, or a unit reached lacks a figure the model needs.
        OutOfValidityError: If a figure lies outside the range of the model.
        NotCoveredError: If the model does not cover a kind of equipment.
        UnknownNameError: If an origin or a vector names a unit that is not given.
        ConflictingUnitError: If a unit is given twice with different figures.

    >>> tanks = [Unit(id=name, threshold=15) for name in ("T1", "T2")]
    >>> heat = [Vector(source="T1", target="T2", flux=40)]
    >>> result = propagate(tanks, heat, ["T1"], model=EscalationModel.THRESHOLD_RATIO)
    >>> result.impacts[1].unit, result.impacts[1].probability
    ('T2', 0.625)
    """
    bounds = limits or Limits()
    if not origins:
        raise MissingInputError(Notice(zh="起火单元", en="unit that burns first"), "事故", "from")
    by_id = _by_id(units)
    reached = explore(by_id, vectors, origins, blows=blows, max_order=bounds.max_order)
    names = sorted(name for name, order in reached.orders.items() if order > 0)
    # What a blast alone can reach need not say how it bears heat.
    warmed = {target for _, target in reached.flux}
    heated = [by_id[name] for name in names if name in warmed]
    hot = response_of(heated, model)
    response = unmoved(hot, [name in warmed for name in names])
    guards = [b for b in barriers if not b.at_source]
    counted = [b for b in guards if response.probit is not None or not b.timed]
    guard = Protection.of(names, counted)
    network = network_of(names, origins, reached, response, guard, burn_out)
    impacts, tally, exact = _impacts(network, reached, bounds)
    shown = tuple(x for x in impacts if x.probability >= bounds.min_probability)
    units_shown = {impact.unit for impact in shown}
    timed = response.probit is not None
    steps = (
        *_steps(network, reached.flux, units_shown),
        *_blown(reached.blows, units_shown, timed=timed),
    )
    coverage = _coverage(reached, len(impacts) - len(shown))
    sources = (*response.sources, *(c for b in counted for c in b.citations))
    return Propagation(
        origins=tuple(sorted(origins)),
        impacts=shown,
        steps=steps,
        coverage=coverage,
        method=MethodStatement(
            models=tuple(dict.fromkeys(sources)),
            exact=exact,
            trials=tally.trials if tally else None,
            seed=bounds.seed if tally else None,
            assumptions=assumptions_of(
                exact=exact, timed=timed, guarded=guard is not None, fading=network.burns_out
            ),
            warnings=(
                *beyond_fit(heated, model),
                *warnings_of(
                    sources=sources,
                    uncounted=len(guards) - len(counted),
                    coverage=coverage,
                    weak=reached.weak,
                    min_probability=bounds.min_probability,
                    trials=None if exact or tally is None else tally.trials,
                    fading=0 if timed else len(burn_out or ()),
                ),
            ),
        ),
    )


def _blown(blows: Collection[Blow], shown: Collection[str], *, timed: bool) -> tuple[Step, ...]:
    return tuple(
        Step(
            source=blow.source,
            target=blow.target,
            flux=0.0,
            probability=blow.probability,
            time_to_failure=0.0 if timed else None,
            overpressure=blow.overpressure,
        )
        for blow in blows
        if {blow.source, blow.target} <= set(shown)
    )


def _by_id(units: Collection[Unit]) -> dict[str, Unit]:
    by_id: dict[str, Unit] = {}
    for unit in units:
        if by_id.setdefault(unit.id, unit) != unit:
            raise ConflictingUnitError(unit.id)
    return by_id


def _impacts(
    network: Network, reached: Exploration, bounds: Limits
) -> tuple[tuple[Impact, ...], Tally | None, bool]:
    """Return the impacts, the simulation behind them if any, and whether they are exact."""
    exact = len(network.names) <= bounds.exact_units and not network.burns_out
    timed = network.response.probit is not None
    tally = None
    if network.names and (timed or not exact):
        tally = simulate(network, trials=bounds.trials, seed=bounds.seed)
    found = _origin_impacts(reached.orders, exact=exact)
    if exact or tally is None:
        final = final_sets(conditional_probabilities(network))
        probability = marginals(final, len(network.names))
    else:
        probability = tally.probability
    for i, name in enumerate(network.names):
        found.append(
            Impact(
                unit=name,
                order=reached.orders[name],
                probability=float(probability[i]),
                standard_error=float(tally.standard_error[i]) if tally and not exact else None,
                time_to_failure=_finite(tally.mean_time[i]) if tally and timed else None,
                time_standard_error=_finite(tally.mean_time_error[i]) if tally and timed else None,
            )
        )
    return tuple(sorted(found, key=lambda x: (x.order, -x.probability, x.unit))), tally, exact


def _origin_impacts(orders: Mapping[str, int], *, exact: bool) -> list[Impact]:
    return [
        Impact(
            unit=name,
            order=0,
            probability=1.0,
            standard_error=None if exact else 0.0,
            time_to_failure=0.0,
            time_standard_error=None,
        )
        for name, order in orders.items()
        if order == 0
    ]


def _steps(
    network: Network, flux: Mapping[tuple[str, str], float], shown: Collection[str]
) -> tuple[Step, ...]:
    pairs = [pair for pair in flux if set(pair) <= set(shown)]
    position = {name: i for i, name in enumerate(network.names)}
    index = np.array([position[target] for _, target in pairs], dtype=np.intp)
    response = network.response.take(index)
    received = np.array([flux[pair] for pair in pairs])
    probability = network.heat_chance(index, received)
    seconds = response.seconds(received)
    return tuple(
        Step(
            source=source,
            target=target,
            flux=float(received[i]),
            probability=float(probability[i]),
            time_to_failure=float(seconds[i]) if response.probit else None,
        )
        for i, (source, target) in enumerate(pairs)
    )


def _coverage(reached: Exploration, improbable: int) -> Coverage:
    cut = StopReason.MIN_PROBABILITY if improbable else None
    stopped_by = StopReason.MAX_ORDER if reached.beyond else cut
    return Coverage(
        complete=stopped_by is None,
        stopped_by=stopped_by,
        expanded=len(reached.orders),
        max_depth_reached=max(reached.orders.values()),
        beyond_max_order=len(reached.beyond),
        below_min_probability=improbable,
    )


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
