"""Most probable paths (最可能路径) through the escalation graph.

The probability of a step is that of its target under the heat of its source alone. The
probability of a path is the product of its steps: as resistances are independent, it is the
probability that the path alone suffices, and never more than that of its last unit.
"""

import itertools
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx

__all__ = ["Path", "Step", "most_probable_paths"]

_ROOT: Final = 0  # stands before all origins; unit names are strings


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One kept vector with what it can do by itself (升级步).

    Attributes:
        source: Unit that burns.
        target: Unit that receives.
        flux: Heat flux received [kW/m²]; 0 for a blast.
        probability: Probability of the target to fail by this alone [-].
        time_to_failure: Its time to failure by this alone [s]; None without a model.
        overpressure: Overpressure received [kPa]; None for heat.
    """

    source: str
    target: str
    flux: float
    probability: float
    time_to_failure: float | None
    overpressure: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Steps from an origin to a unit (升级路径).

    Attributes:
        steps: The steps, in order.
        probability: Product of their probabilities [-]: that this path alone suffices.
        time_to_failure: Sum of their times to failure [s]; None without a model.
    """

    steps: tuple[Step, ...]
    probability: float
    time_to_failure: float | None


def most_probable_paths(
    steps: Sequence[Step], origins: Collection[str], to: str, *, first: int = 5
) -> tuple[Path, ...]:
    """Return paths from any origin to a unit, most probable first.

    Args:
        steps: The kept vectors.
        origins: Units that burn from the start.
        to: The unit to reach.
        first: How many paths at most.
    """
    graph: nx.DiGraph[str | int] = nx.DiGraph()
    likelier = sorted(steps, key=lambda step: step.probability)  # heat and blast may join a pair
    by_pair = {(step.source, step.target): step for step in likelier if step.probability > 0}
    for (source, target), step in sorted(by_pair.items()):
        if target not in origins:
            graph.add_edge(source, target, cost=-math.log(step.probability))
    for origin in sorted(origins):
        graph.add_edge(_ROOT, origin, cost=0.0)
    if to in origins or to not in graph or not nx.has_path(graph, _ROOT, to):
        return ()
    found = itertools.islice(_routes(graph, to), first)
    return tuple(_path([by_pair[pair] for pair in itertools.pairwise(route)]) for route in found)


def _routes(graph: "nx.DiGraph[str | int]", to: str) -> Iterator[list[str]]:
    for route in nx.shortest_simple_paths(graph, _ROOT, to, weight="cost"):
        yield [name for name in route if isinstance(name, str)]


def _path(steps: Sequence[Step]) -> Path:
    times = [step.time_to_failure for step in steps if step.time_to_failure is not None]
    return Path(
        steps=tuple(steps),
        probability=math.prod(step.probability for step in steps),
        time_to_failure=math.fsum(times) if len(times) == len(steps) else None,
    )
