"""The units around one that burns (邻域), and what follows among them."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from graph.model.labels import EquipmentKind, EscalationBasis, Siting
from hazard import propagation as hazard
from hazard.barriers import Barrier
from hazard.errors import UnknownNameError
from hazard.method import Limits
from hazard.notice import Notice
from hazard.paths import Step
from hazard.shut_off import mean_of, states_at
from hazard.validity import within
from schema.questions.physics import Physics
from schema.types import problems
from schema.types.propagation import ScenarioInput

__all__ = ["Neighbourhood"]

Row = Mapping[str, Any]
Rows = Sequence[Row]

_UNIT: Final = Notice(zh="单元", en="unit")
_COVERED: Final = frozenset({Siting.MOUNDED, Siting.UNDERGROUND})
_BURIED: Final = Notice(
    zh="登记为覆土或埋地的单元不受外部火灾加热（不会因此失效）；冲击波仍计。",
    en="Units on record as mounded or under ground are not heated by fire outside and do not fail "
    "by it; blasts still count.",
)
_BURN_OUT: Final = Notice(zh="燃尽时间", en="The time to burn out")


class Neighbourhood:
    """The units and vectors around a unit (邻域), and what follows from them."""

    def __init__(self, rows: Rows, physics: Physics | None, cold: Collection[str] = ()) -> None:
        """Take what was found; units that are `cold` fail, but not by a fire."""
        self._physics = physics
        self._rows = rows
        self._names = {row["unit"]: row["name"] for row in self._rows}
        self._buried = {row["unit"] for row in self._rows if row["siting"] in _COVERED}
        self._assessed = {row["unit"] for row in rows if row["vectors"]}
        self._vectors = {
            (row["unit"], v["target"]): {**v, "computed": False}
            for row in rows
            for v in row["vectors"]
            if v["target"] in self._names and row["unit"] not in cold
        } | (physics.vectors if physics else {})

    @property
    def names(self) -> Mapping[str, str]:
        """Names of the units."""
        return self._names

    @property
    def units(self) -> list[hazard.Unit]:
        """The units, as physics takes them."""
        return [_unit(row) for row in self._rows]

    @property
    def vectors(self) -> list[hazard.Vector]:
        """The heat between them, as far as it is known."""
        return [
            hazard.Vector(source=source, target=target, flux=vector["heat_flux"])
            for (source, target), vector in self._vectors.items()
            if vector["heat_flux"] is not None and target not in self._buried
        ]

    @property
    def assumptions(self) -> tuple[Notice, ...]:
        """What is taken for granted of the units, beside what the models state."""
        heated = any(target in self._buried for _, target in self._vectors)
        return (_BURIED,) if heated else ()

    def basis(self, step: Step) -> Row:
        """Return what the heat or the blast of a step rests on: `computed` and `evidence`."""
        if step.overpressure is None:
            known: Row = self._vectors[step.source, step.target]
            return known
        held = self._physics.held if self._physics else {}
        return {"computed": True, "evidence": list(dict.fromkeys(held[step.source]))}

    def follow(
        self,
        origins: Sequence[str],
        asked: ScenarioInput,
        limits: Limits,
        barriers: Collection[Barrier],
    ) -> hazard.Propagation | problems.Problem:
        """Return what follows, or what keeps it from being told.

        Raises:
            HazardError: If the record does not suffice for the model.
        """
        if unknown := [each for each in origins if each not in self._names]:
            return problems.not_found(unknown[0], "单元（起火单元应在同一影响网络内）")
        if problem := self._unassessed(origins) or self._mixed(asked):
            return problem
        return self.spread(origins, asked, limits, barriers)

    def spread(
        self,
        origins: Sequence[str],
        asked: ScenarioInput,
        limits: Limits,
        barriers: Collection[Barrier],
    ) -> hazard.Propagation:
        """Return what follows, where nothing keeps it from being told.

        Raises:
            HazardError: If the record does not suffice for the model.
        """
        # The fires of origins that physics gives; what an assessment states is not changed.
        burning = self._physics.radiation.burning if self._physics else frozenset[str]()
        lit = {source for source, _ in self._vectors if source in burning}
        states = states_at([unit for unit in origins if unit in lit], barriers)
        if len(states) == 1:
            return self._run(origins, asked, limits, barriers, {})
        every = replace(limits, min_probability=0.0)
        runs = [(s.chance, self._run(origins, asked, every, barriers, s.lasts)) for s in states]
        ending = [b for b in barriers if b.at_source and b.unit in origins]
        return mean_of(runs, ending, min_probability=limits.min_probability)

    def _run(
        self,
        origins: Sequence[str],
        asked: ScenarioInput,
        limits: Limits,
        barriers: Collection[Barrier],
        lasts: Mapping[str, float],
    ) -> hazard.Propagation:
        """Return what follows where the releases of some origins are shut off after a while."""
        vectors, burn_out = self.vectors, dict(self._burn_out(asked))
        if lasts and self._physics:
            stopped = self._physics.shut_off(lasts)
            left = {(vector.source, vector.target): vector.flux for vector in stopped.vectors}
            vectors = [
                vector
                if vector.source not in lasts
                else replace(vector, flux=min(vector.flux, left[vector.source, vector.target]))
                for vector in vectors
                if vector.source not in lasts or (vector.source, vector.target) in left
            ]
            for unit, time in stopped.burn_out:
                burn_out[unit] = min(time, burn_out.get(unit, math.inf))
        return hazard.propagate(
            self.units,
            vectors,
            origins,
            model=asked.escalation or self._basis(),
            limits=limits,
            barriers=barriers,
            blows=self._blows,
            burn_out=burn_out,
        )

    @property
    def _blows(self) -> Collection[hazard.Blow]:
        return self._physics.blasts.blows if self._physics else ()

    def _burn_out(self, asked: ScenarioInput) -> Mapping[str, float]:
        """Return how long units burn [s], those that were given first.

        Raises:
            HazardError: If a time is negative, or its unit is not among these.
        """
        given = {str(each.unit): each.time for each in asked.burn_out or ()}
        for unit, time in given.items():
            if unit not in self._names:
                raise UnknownNameError(_UNIT, unit)
            within(time, 0, math.inf, _BURN_OUT, unit="s")
        computed = self._physics.radiation.burn_out if self._physics else ()
        return {**(dict(computed) if asked.computed_burn_out else {}), **given}

    def _unassessed(self, origins: Sequence[str]) -> problems.Problem | None:
        """Return the problem that nobody has assessed the heat of an origin.

        No vector on record means that it was not assessed, not that nothing can follow.
        """
        lights = self._assessed | (self._physics.burning if self._physics else frozenset())
        lacking = [
            o for o in origins if o not in lights and not any(s == o for s, _ in self._vectors)
        ]
        flux = [pair for pair, v in self._vectors.items() if v["heat_flux"] is None]
        if not lacking and not flux:
            return None
        if lacking and self._physics and (error := self._physics.error_of(lacking[0])):
            return problems.problem_of(error)
        unit = self._names[lacking[0] if lacking else flux[0][0]]
        return problems.MissingData(
            code="MISSING_DATA",
            message=f"“{unit}”着火后对相邻单元的热辐射强度尚无评估记录，无法推算；"
            "请在“热辐射影响”登记表中补充“热辐射强度”（取自安全评价报告）。",
            message_en=f"No assessment on record states the heat that {unit!r} puts on its "
            "neighbours; supply heat_flux in the register IRRADIATES, from the safety assessment.",
            of=unit,
            field="IRRADIATES.heat_flux",
            candidates=[],
        )

    def _bases(self) -> list[str]:
        return sorted({v["escalation"] for v in self._vectors.values() if v["escalation"]})

    def _basis(self) -> EscalationBasis:
        stated = self._bases()
        return EscalationBasis(stated[0]) if stated else EscalationBasis.PROBIT_9_25_MINUTES

    def _mixed(self, asked: ScenarioInput) -> problems.MissingData | None:
        """Return the problem that assessments on record disagree on the method."""
        if asked.escalation or len(self._bases()) < 2:  # noqa: PLR2004 - two disagree
            return None
        return problems.MissingData(
            code="MISSING_DATA",
            message="各评估采用的升级概率算法不一致，请用 scenario.escalation 指定其一。",
            message_en="Assessments on record use different methods; choose scenario.escalation.",
            of="scenario",
            field="escalation",
            candidates=self._bases(),
        )


def _unit(row: Mapping[str, Any]) -> hazard.Unit:
    return hazard.Unit(
        id=row["unit"],
        equipment=EquipmentKind(row["equipment"]) if row["equipment"] else None,
        volume=row["volume"],
        threshold=row["threshold"],
        name=row["name"],
    )
