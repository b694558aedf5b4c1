"""What follows, as the answer shows it (传播结果成形): events, steps and paths."""

from collections.abc import Callable

from graph.evidence import At as Point
from graph.responsibility.chain import ResponsibilityChain
from hazard import propagation as hazard
from hazard.method import MethodStatement
from hazard.paths import Path, Step
from schema.answers import snapshot_of
from schema.questions.barriers import Compared
from schema.questions.call_tree import Reached, call_tree_of
from schema.questions.chains import Chains
from schema.questions.neighbourhood import Neighbourhood
from schema.questions.receptors import Receptors
from schema.types.method import covered, stated
from schema.types.propagation import (
    Effect,
    Propagation,
    PropagationEvent,
    PropagationGraph,
    PropagationPath,
    PropagationStep,
)

__all__ = ["Following"]


class Following:
    """What follows from the failure of units (传播结果)."""

    def __init__(
        self,
        around: Neighbourhood,
        result: hazard.Propagation,
        receptors: Receptors | None,
    ) -> None:
        """Take what was computed; receptors are None where nobody asked for them."""
        self._around, self._result = around, result
        self._receptors = receptors or Receptors()

    def answer(
        self,
        origin: str,
        method: MethodStatement,
        chains: Chains | None,
        compared: Compared,
        point: Point,
    ) -> Propagation:
        """Return the answer; chains are None where nobody asked for them."""
        answering = (chains or Chains([], [], point)).of
        events = [self._event(impact, answering) for impact in self._result.impacts]
        followers = [event for event in events if event.unit not in self._result.origins]

        def ways(to: str | None, most: int) -> list[PropagationPath]:
            targets = [to] if to is not None else [event.unit for event in followers]
            found = [(t, p) for t in targets for p in self._result.paths_to(t, first=most)]
            found.sort(key=lambda pair: -pair[1].probability)
            return [self._path(target, path) for target, path in found[:most]]

        steps = [self._step(step) for step in self._result.steps]
        return Propagation(
            origin=origin,
            snapshot=snapshot_of(point),
            graph=PropagationGraph(events=events, steps=steps),
            coverage=covered(self._result.coverage),
            method=stated(method),
            people_exposed=self._receptors.people,
            not_counted=list(self._receptors.not_counted),
            touched=[impact for _, impact in self._receptors.impacts],
            units_within_reach=[impact for _, impact in self._receptors.units],
            call_tree=call_tree_of(self.reached, chains) if chains else [],
            barriers=list(compared.barriers),
            not_effective=list(compared.lacking),
            what_if=compared.what_if,
            measure_ranking=list(compared.ranked),
            found=followers,
            ways=ways,
        )

    @property
    def reached(self) -> list[Reached]:
        """Return every unit and place that the accident reaches."""
        units = [
            Reached(
                place=impact.unit,
                name=self._around.names[impact.unit],
                order=impact.order,
                probability=impact.probability,
                time=impact.time_to_failure,
            )
            for impact in self._result.impacts
        ]
        places = [
            Reached(
                place=impact.place,
                name=name,
                order=impact.order,
                probability=impact.probability,
                time=impact.arrival_time,
            )
            for name, impact in (*self._receptors.units, *self._receptors.impacts)
        ]
        failing = {each.place for each in units}
        near = [each for each in places if each.place not in failing]
        return [*units, *near]

    def _event(
        self, impact: hazard.Impact, answering: Callable[..., ResponsibilityChain]
    ) -> PropagationEvent:
        return PropagationEvent(
            unit=impact.unit,
            order=impact.order,
            probability=impact.probability,
            standard_error=impact.standard_error,
            time_to_failure=impact.time_to_failure,
            effects=self._effects(impact.unit),
            answers=answering,
        )

    def _effects(self, unit: str) -> list[Effect]:
        return [
            Effect(
                source=step.source,
                heat_flux=step.flux,
                overpressure=step.overpressure,
                computed=self._around.basis(step)["computed"],
                evidence=list(self._around.basis(step)["evidence"]),
            )
            for step in self._result.steps
            if step.target == unit
        ]

    def _step(self, step: Step) -> PropagationStep:
        known = self._around.basis(step)
        return PropagationStep(
            source=step.source,
            target=step.target,
            heat_flux=step.flux,
            overpressure=step.overpressure,
            probability=step.probability,
            time_to_failure=step.time_to_failure,
            computed=known["computed"],
            evidence=list(known["evidence"]),
        )

    def _path(self, target: str, path: Path) -> PropagationPath:
        return PropagationPath(
            to=target,
            probability=path.probability,
            time_to_failure=path.time_to_failure,
            steps=[self._step(step) for step in path.steps],
        )
