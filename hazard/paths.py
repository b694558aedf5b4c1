"""Most probable paths (最可能路径) through the escalation graph.

The probability of a step is that of its target under the heat of its source alone. The
probability of a path is the product of its steps: as resistances are independent, it is the
probability that the path alone suffices, and never more than that of its last unit.
"""

import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

__all__ = ["Path", "Step", "most_probable_paths"]


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
    from hazard.network import routes  # noqa: PLC0415 - large, and few questions ask for paths

    if to in origins:
        return ()
    likelier = sorted(steps, key=lambda step: step.probability)  # heat and blast may join a pair
    by_pair = {(step.source, step.target): step for step in likelier if step.probability > 0}
    costs = {
        pair: -math.log(step.probability)
        for pair, step in by_pair.items()
        if pair[1] not in origins
    }
    found = itertools.islice(routes(costs, origins, to), first)
    return tuple(_path([by_pair[pair] for pair in itertools.pairwise(route)]) for route in found)


def _path(steps: Sequence[Step]) -> Path:
    times = [step.time_to_failure for step in steps if step.time_to_failure is not None]
    return Path(
        steps=tuple(steps),
        probability=math.prod(step.probability for step in steps),
        time_to_failure=math.fsum(times) if len(times) == len(steps) else None,
    )
