"""Which barriers count (安全屏障): those on record, less those taken as failed, and those added."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graph.model.labels import BarrierKind
from hazard import propagation as hazard
from hazard.barriers import Barrier, barrier_of
from hazard.errors import HazardError
from hazard.method import Limits
from schema.questions.contained import Breathing
from schema.types import problems
from schema.types.barriers import (
    BarrierUsed,
    MeasureInput,
    NotEffective,
    ProbabilityChange,
    RankedMeasure,
    WhatIf,
)
from schema.types.method import citations

__all__ = ["Barriers", "Changed", "Compared", "Follow", "barriers_of", "everything"]

Row = Mapping[str, Any]
Follow = Callable[[Collection[Barrier]], hazard.Propagation]

MAX_RANKED: Final = 40
"""Most barriers that are ranked; each is one more propagation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A barrier, and where it comes from (屏障及其出处)."""

    barrier: Barrier
    measure: str | None = None
    evidence: tuple[str, ...] = ()

    def shown(self) -> BarrierUsed:
        """Return it as the answer shows it."""
        it = self.barrier
        shares = it.share if not it.timed else None
        time = it.delay if it.kind is BarrierKind.FIREPROOFING else min(it.limit, it.ends)
        return BarrierUsed(
            unit=it.unit,
            barrier=it.kind,
            measure=self.measure,
            failure_on_demand=it.failure_on_demand,
            remaining_share=shares,
            effect_time=time if it.timed and math.isfinite(time) else None,
            basis=citations(it.citations),
            evidence=list(self.evidence),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was asked to be different (假设条件).

    Attributes:
        without: Measures taken as failed; each must be a barrier here.
        lost: Measures that stop with what they need, whether or not they are barriers here.
        added: Barriers added.
    """

    without: Sequence[str]
    lost: Sequence[str]
    added: Sequence[MeasureInput]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What counts, and what it changes (屏障的作用).

    Attributes:
        barriers: Barriers that count.
        lacking: Measures on record that lack a figure.
        what_if: What is asked to be different, against the record; None where nothing is.
        ranked: Barriers by how much they lower risk.
    """

    barriers: Sequence[BarrierUsed]
    lacking: Sequence[NotEffective]
    what_if: WhatIf | None
    ranked: Sequence[RankedMeasure]


class Barriers:
    """The barriers of a neighbourhood, as recorded and as asked (邻域内的屏障)."""

    def __init__(self, rows: Sequence[Row], changed: Changed) -> None:
        """Take the measures on record, by unit.

        Raises:
            HazardError: If an added measure lacks a figure or has one that cannot be.
        """
        self._recorded: list[_Known] = []
        self.lacking: list[NotEffective] = []
        # Of several links between a measure and the hazards of a unit, the worst counts.
        for row in {(r["unit"], r["measure"]): r for r in sorted(rows, key=_worth)}.values():
            self._take(row)
        failed = {*changed.without, *changed.lost}
        kept = [k for k in self._recorded if k.measure not in failed]
        added = [_Known(barrier=_added(each)) for each in changed.added]
        self._counted = [*kept, *added]
        self._differ = bool(changed.without or changed.lost or changed.added)

    def _take(self, row: Row) -> None:
        try:
            barrier = barrier_of(
                BarrierKind(row["barrier"]),
                row["unit"],
                share=row["remaining_share"],
                time=row["effect_time"],
                failure_on_demand=row["failure_on_demand"],
                of=row["name"],
            )
        except HazardError as error:
            problem = problems.problem_of(error)
            self.lacking.append(
                NotEffective(measure=row["measure"], unit=row["unit"], problem=problem)
            )
        else:
            known = _Known(
                barrier=barrier,
                measure=row["measure"],
                evidence=tuple(dict.fromkeys(row["evidence"])),
            )
            self._recorded.append(known)

    @property
    def counted(self) -> list[Barrier]:
        """Barriers that count as asked."""
        return [known.barrier for known in self._counted]

    def shown(self, units: Collection[str]) -> list[BarrierUsed]:
        """Return the barriers that count at these units."""
        return [known.shown() for known in self._counted if known.barrier.unit in units]

    def what_if(self, follow: Follow, gas: Breathing | None) -> WhatIf | None:
        """Return what was changed against the record; None where nothing was to be different."""
        if not self._differ:
            return None
        recorded = [known.barrier for known in self._recorded]
        before, after = _chances(follow(recorded)), _chances(follow(self.counted))
        leaks = gas is not None and bool(gas.leaks)
        changes = [
            ProbabilityChange(
                unit=unit,
                before=before[unit],
                after=after[unit],
                difference=_difference(before[unit], after[unit]),
            )
            for unit in before
        ]
        changes.sort(key=lambda change: (-abs(change.difference), change.unit))
        return WhatIf(
            changes=changes,
            expected_failures_before=math.fsum(before.values()),
            expected_failures_after=math.fsum(after.values()),
            lethality_changes=gas.changes(recorded, self.counted) if gas and leaks else [],
            expected_deaths_before=gas.deaths(recorded) if gas and leaks else None,
            expected_deaths_after=gas.deaths(self.counted) if gas and leaks else None,
        )

    def ranked(
        self, follow: Follow, units: Collection[str], gas: Breathing | None
    ) -> Iterator[RankedMeasure]:
        """Yield the barriers at these units, the one that lowers risk most first."""
        at = [known for known in self._counted if known.barrier.unit in units][:MAX_RANKED]
        now = math.fsum(_chances(follow(self.counted)).values()) if at else 0.0
        dying = gas.deaths(self.counted) if gas and gas.leaks else None
        found = []
        for known in at:
            rest = [each.barrier for each in self._counted if each is not known]
            more = None if gas is None or dying is None else gas.deaths(rest) - dying
            without = math.fsum(_chances(follow(rest)).values())
            found.append((without, more, known))
        for without, more, known in sorted(found, key=lambda each: (-each[0], -(each[1] or 0.0))):
            yield RankedMeasure(
                barrier=known.shown(),
                expected_failures_without=without,
                reduction=without - now,
                deaths_averted=more,
            )


def _difference(before: float, after: float) -> float:
    """Return by how much a chance differs (概率之差); what only rounding leaves is no difference.

    >>> _difference(0.625, 0.6249999999999999), round(_difference(0.6, 0.4), 3)
    (0.0, -0.2)
    """
    return 0.0 if math.isclose(before, after, rel_tol=0.0, abs_tol=1e-12) else after - before


def _worth(row: Row) -> tuple[bool, float]:
    """Return what puts the better barrier first, and one that nobody gave a PFD last."""
    pfd = row["failure_on_demand"]
    return (pfd is None, pfd or 0.0)


def _chances(found: hazard.Propagation) -> dict[str, float]:
    """Return the probability of every unit that may follow."""
    return {i.unit: i.probability for i in found.impacts if i.unit not in found.origins}


def _added(given: MeasureInput) -> Barrier:
    return barrier_of(
        given.barrier,
        given.unit,
        share=given.remaining_share,
        time=given.effect_time,
        failure_on_demand=given.failure_on_demand,
        of=f"with：{given.barrier}",
        record="MeasureInput",
    )


def barriers_of(
    rows: Sequence[Row], units: Mapping[str, str], changed: Changed
) -> Barriers | problems.NotFound:
    """Return the barriers of units, as recorded and as asked.

    Args:
        rows: Measures on record against the spread of fire, by unit.
        units: Names of the units of the neighbourhood, by id.
        changed: What is asked to be different.

    Raises:
        HazardError: If an added measure lacks a figure or has one that cannot be.
    """
    for measure in changed.without:
        if measure not in {row["measure"] for row in rows}:
            return problems.not_found(
                measure, "措施（应登记安全屏障类别并管控影响网络内单元的危险源）"
            )
    for each in changed.added:
        if each.unit not in units:
            return problems.not_found(each.unit, "单元（拟增措施应在同一影响网络内）")
    return Barriers(rows, changed)


def everything(limits: Limits) -> Limits:
    """Return bounds that cut no unit out for being improbable."""
    return replace(limits, min_probability=0.0)
