"""Releases that may be shut off (泄漏切断后的传播): what follows in each state, and the mean of it.

Whether isolation or gas detection works at an origin is the same for every unit around, so what
follows is worked out in each state and the mean over the states is taken. Nothing that works can
add to an accident: in no state is a unit likelier to fail than where nothing works.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hazard.barriers import Barrier
from hazard.consequence.stored import RELEASE_TIME
from hazard.containment import states_of
from hazard.method import StopReason
from hazard.notice import Notice, unverified
from hazard.paths import Step
from hazard.propagation import Impact, Propagation

__all__ = ["SHUT_OFF", "State", "mean_of", "states_at"]

_Key = tuple[str, str, bool]

SHUT_OFF: Final = Notice(
    zh="起始单元的紧急切断或气体检测联锁起作用时（概率为 1 减要求时失效概率），"
    "泄漏到其生效时间为止：喷射火随之熄灭，"
    "液池只有已泄漏的量（不超过围堰，铺开厚度不小于 5 mm），烧完为止；"
    "传播取各状态的平均。容器破裂（火球、蒸气云爆炸、其闪火）、罐内情景、"
    "后续失效单元和评估记录给出的热辐射不受其影响。",
    en="Where isolation or gas detection works at an origin (with the probability 1 - PFD), the "
    "release goes on until then: a jet fire ends, and a pool has what has leaked so far (within "
    "the bund, no thinner than 5 mm) and burns until it is gone. What follows is the mean over "
    "the states. A vessel that bursts (fireball, cloud explosion and its flash fire), what "
    "happens within a tank, units that fail later and heat that an assessment states are not "
    "changed.",
)


@dataclass(frozen=True, slots=True)
class State:
    """One state of the barriers at origins (状态): its chance [-], how long their releases last."""

    chance: float
    lasts: Mapping[str, float]


def states_at(origins: Collection[str], barriers: Collection[Barrier]) -> list[State]:
    """Return the states of what ends releases at origins, that in which nothing works first.

    Args:
        origins: Units whose release it may end.
        barriers: All that count; those of other units or kinds do nothing.

    >>> from graph.model.labels import BarrierKind
    >>> valve = Barrier(kind=BarrierKind.ISOLATION, unit="罐", ends=120.0, failure_on_demand=0.1)
    >>> [(state.chance, dict(state.lasts)) for state in states_at(["罐"], [valve])]
    [(0.1, {}), (0.9, {'罐': 120.0})]
    """
    each = [list(_of(unit, barriers)) for unit in sorted(set(origins))]
    states = [
        State(
            chance=math.prod(chance for _, chance, _ in picked),
            lasts={unit: time for unit, _, time in picked if time < RELEASE_TIME},
        )
        for picked in itertools.product(*each)
    ]
    return [state for k, state in enumerate(states) if state.chance > 0 or k == 0]


def _of(unit: str, barriers: Collection[Barrier]) -> Iterator[tuple[str, float, float]]:
    """Yield how likely a release lasts how long, longest first; all of it always among them."""
    own = [b for b in barriers if b.at_source and b.unit == unit]
    chances = {RELEASE_TIME: 0.0}
    for chance, lasts in states_of(own):
        chances[lasts] = chances.get(lasts, 0.0) + chance
    for lasts in sorted(chances, reverse=True):
        yield unit, chances[lasts], lasts


def mean_of(
    runs: Sequence[tuple[float, Propagation]],
    barriers: Collection[Barrier],
    *,
    min_probability: float,
) -> Propagation:
    """Return the mean of what follows in several states (各状态平均).

    Args:
        runs: Chance of each state and what follows in it, cut by no probability; that in which
            nothing works comes first and holds every unit and step.
        barriers: What ends releases, for its sources.
        min_probability: Probability below which a unit is left out [-].
    """
    worst = runs[0][1]
    parts = [(chance, {impact.unit: impact for impact in run.impacts}, run) for chance, run in runs]
    impacts = [_mean_impact(most, parts) for most in worst.impacts]
    shown = [impact for impact in impacts if impact.probability >= min_probability]
    names = {impact.unit for impact in shown}
    parted: dict[_Key, list[float]] = defaultdict(list)
    for chance, run in runs:
        for step in run.steps:
            parted[_key(step)].append(chance * step.probability)
    cut = len(impacts) - len(shown)
    coverage = worst.coverage
    if cut and coverage.stopped_by is None:
        coverage = replace(coverage, complete=False, stopped_by=StopReason.MIN_PROBABILITY)
    cited = tuple(
        dict.fromkeys(
            (
                *(c for _, run in runs for c in run.method.models),
                *(c for b in barriers for c in b.citations),
            )
        )
    )
    said = tuple(dict.fromkeys(n for _, run in runs for n in run.method.warnings))
    own = tuple(
        each for each in unverified([c for b in barriers for c in b.citations]) if each not in said
    )
    return Propagation(
        origins=worst.origins,
        impacts=tuple(sorted(shown, key=lambda x: (x.order, -x.probability, x.unit))),
        steps=tuple(
            replace(step, probability=min(1.0, math.fsum(parted[_key(step)])))
            for step in worst.steps
            if {step.source, step.target} <= names
        ),
        coverage=replace(coverage, below_min_probability=cut),
        method=replace(
            worst.method,
            models=cited,
            exact=all(run.method.exact for _, run in runs),
            trials=next((r.method.trials for _, r in runs if r.method.trials), None),
            seed=next((r.method.seed for _, r in runs if r.method.seed is not None), None),
            assumptions=(
                *dict.fromkeys(n for _, run in runs for n in run.method.assumptions),
                SHUT_OFF,
            ),
            warnings=(*said, *own),
        ),
    )


def _key(step: Step) -> _Key:
    """Return what tells a step from others in every state: its ends, and whether it is a blast."""
    return step.source, step.target, step.overpressure is not None


def _mean_impact(
    most: Impact, parts: Sequence[tuple[float, Mapping[str, Impact], Propagation]]
) -> Impact:
    """Return what happens to a unit, the mean over the states."""
    if most.order == 0:
        return most
    found = [(chance, held[most.unit]) for chance, held, _ in parts if most.unit in held]
    chances = [(c, min(i.probability, most.probability), i) for c, i in found]
    probability = math.fsum(c * p for c, p, _ in chances)
    timed = [(c * p, i.time_to_failure) for c, p, i in chances if i.time_to_failure is not None]
    weight = math.fsum(w for w, _ in timed)
    errors = [(c, i.standard_error) for c, _, i in chances if i.standard_error is not None]
    return replace(
        most,
        probability=probability,
        standard_error=math.hypot(*(c * e for c, e in errors)) if errors else None,
        time_to_failure=math.fsum(w * t for w, t in timed) / weight if weight > 0 else None,
        time_standard_error=most.time_standard_error if len(found) == 1 else None,
    )
