"""If this unit burns, what follows (危害传播)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import EquipmentKind, EscalationBasis
from hazard import propagation as hazard
from hazard.errors import HazardError
from hazard.method import Limits
from hazard.paths import Path, Step
from schema.answers import Answer, answering, snapshot_of
from schema.questions.physics import Physics, physics_of
from schema.questions.sites import weather_of
from schema.reading import Asking
from schema.types import problems
from schema.types.base import At
from schema.types.exposure import WeatherInput
from schema.types.method import covered, stated
from schema.types.propagation import (
    Effect,
    Propagation,
    PropagationEvent,
    PropagationGraph,
    PropagationPath,
    PropagationStep,
    ScenarioInput,
)

__all__ = ["hazard_propagation"]

MAX_ORDER: Final = 8
"""Greatest order that may be asked; the statement follows heat this far."""
MAX_TRIALS: Final = 200_000

Rows = Sequence[Mapping[str, Any]]


async def hazard_propagation(
    info: Asking,
    from_: Annotated[strawberry.ID, strawberry.argument(name="from")],
    scenario: ScenarioInput | None = None,
    weather: WeatherInput | None = None,
    max_order: int = 4,
    min_probability: float = 1e-6,
    at: At | None = None,
) -> Any:
    """Follow a fire from a unit over the heat that assessments state, else over that of physics."""
    asked = scenario or ScenarioInput()

    async def ask(point: Point) -> Answer:
        if problem := _over_budget(max_order, asked):
            return problem
        rows = await info.context.store.read(
            question("propagation/neighbourhood").text, {"id": from_, **point.parameters}
        )
        if not rows:
            return problems.not_found(from_, "单元")
        try:
            limits = Limits(
                max_order=max_order,
                min_probability=min_probability,
                trials=asked.trials or Limits().trials,
                seed=Limits().seed if asked.seed is None else asked.seed,
            )
            physics = await physics_of(info, from_, rows, weather_of(weather), point)
            if isinstance(physics, problems.Problem):
                return physics
            return _Neighbourhood(rows, physics).answer(from_, asked, limits, point)
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


def _over_budget(max_order: int, asked: ScenarioInput) -> problems.BudgetExceeded | None:
    for name, given, limit in (
        ("maxOrder", max_order, MAX_ORDER),
        ("scenario.trials", asked.trials or 1, MAX_TRIALS),
    ):
        if not 1 <= given <= limit:
            return problems.BudgetExceeded(
                code="BUDGET_EXCEEDED",
                message=f"{name} 应在 1 到 {limit} 之间，收到 {given}。",
                message_en=f"{name} must be between 1 and {limit}, got {given}.",
                limit=limit,
                asked=given,
            )
    return None


class _Neighbourhood:
    """The units and vectors around a unit, and what follows from them."""

    def __init__(self, rows: Rows, physics: Physics | None) -> None:
        self._physics = physics
        self._rows = [*rows, *(physics.others if physics else ())]
        self._names = {row["unit"]: row["name"] for row in self._rows}
        self._vectors = {
            (row["unit"], v["target"]): {**v, "computed": False}
            for row in rows
            for v in row["vectors"]
            if v["target"] in self._names
        } | (physics.vectors if physics else {})

    def answer(
        self, origin: str, asked: ScenarioInput, limits: Limits, point: Point
    ) -> Propagation | problems.Problem:
        """Return what follows, or what keeps it from being told.

        Raises:
            HazardError: If the record does not suffice for the model.
        """
        origins = [origin, *(asked.also_burning or ())]
        if unknown := [each for each in origins if each not in self._names]:
            return problems.not_found(unknown[0], "单元（起火单元应在同一影响网络内）")
        if problem := self._unassessed(origins) or self._mixed(asked):
            return problem
        result = hazard.propagate(
            [_unit(row) for row in self._rows],
            [
                hazard.Vector(source=source, target=target, flux=vector["heat_flux"])
                for (source, target), vector in self._vectors.items()
            ],
            origins,
            model=asked.escalation or self._basis(),
            limits=limits,
        )
        return self._shaped(origin, origins, result, point)

    def _unassessed(self, origins: Sequence[str]) -> problems.Problem | None:
        """Return the problem that nobody has assessed the heat of an origin.

        No vector on record means that it was not assessed, not that nothing can follow.
        """
        lights = self._physics.burning if self._physics else frozenset[str]()
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

    def _shaped(
        self, origin: str, origins: Sequence[str], result: hazard.Propagation, point: Point
    ) -> Propagation:
        events = [
            PropagationEvent(
                unit=impact.unit,
                order=impact.order,
                probability=impact.probability,
                standard_error=impact.standard_error,
                time_to_failure=impact.time_to_failure,
                effects=self._effects(impact.unit, result.steps),
            )
            for impact in result.impacts
        ]
        followers = [event for event in events if event.unit not in origins]

        def ways(to: str | None, most: int) -> list[PropagationPath]:
            targets = [to] if to is not None else [event.unit for event in followers]
            found = [(t, p) for t in targets for p in result.paths_to(t, first=most)]
            found.sort(key=lambda pair: -pair[1].probability)
            return [self._path(target, path) for target, path in found[:most]]

        return Propagation(
            origin=origin,
            snapshot=snapshot_of(point),
            graph=PropagationGraph(events=events, steps=[self._step(s) for s in result.steps]),
            coverage=covered(result.coverage),
            method=stated(self._physics.stating(result.method) if self._physics else result.method),
            found=followers,
            ways=ways,
        )

    def _effects(self, unit: str, steps: Sequence[Step]) -> list[Effect]:
        return [
            Effect(
                source=step.source,
                heat_flux=step.flux,
                computed=self._vectors[step.source, step.target]["computed"],
                evidence=list(self._vectors[step.source, step.target]["evidence"]),
            )
            for step in steps
            if step.target == unit
        ]

    def _step(self, step: Step) -> PropagationStep:
        return PropagationStep(
            source=step.source,
            target=step.target,
            heat_flux=step.flux,
            probability=step.probability,
            time_to_failure=step.time_to_failure,
            computed=self._vectors[step.source, step.target]["computed"],
            evidence=list(self._vectors[step.source, step.target]["evidence"]),
        )

    def _path(self, target: str, path: Path) -> PropagationPath:
        return PropagationPath(
            to=target,
            probability=path.probability,
            time_to_failure=path.time_to_failure,
            steps=[self._step(step) for step in path.steps],
        )


def _unit(row: Mapping[str, Any]) -> hazard.Unit:
    return hazard.Unit(
        id=row["unit"],
        equipment=EquipmentKind(row["equipment"]) if row["equipment"] else None,
        volume=row["volume"],
        threshold=row["threshold"],
    )
