"""If this unit burns, what follows, whom it reaches and whom to call (危害传播)."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Final

import strawberry

from graph.evidence import At as Point
from hazard import propagation as hazard
from hazard.containment import CONTAINED
from hazard.errors import HazardError
from hazard.method import Limits, MethodStatement
from hazard.notice import unverified
from hazard.scenario import ScenarioKind
from hazard.weather import WORST_CASE
from schema.answers import Answer, answering
from schema.asked import Asked
from schema.context import Asker
from schema.questions.barriers import (
    Barriers,
    Changed,
    Compared,
    Follow,
    barriers_of,
    everything,
)
from schema.questions.chains import chains_of
from schema.questions.contained import Breathing
from schema.questions.following import Following
from schema.questions.neighbourhood import Neighbourhood
from schema.questions.network import network_of
from schema.questions.outage import dependencies_of
from schema.questions.physics import Physics, burns, heat_among
from schema.questions.readings import held
from schema.questions.receptors import Receptors, receptors_of
from schema.questions.sites import weather_of
from schema.reading import Asking, asked_of, planned
from schema.types import problems
from schema.types.barriers import MeasureInput
from schema.types.base import At
from schema.types.exposure import WeatherInput
from schema.types.propagation import ScenarioInput

__all__ = ["hazard_propagation"]

MAX_ORDER: Final = 8
"""Greatest order that may be asked; the statement follows heat this far."""
MAX_TRIALS: Final = 200_000

_ON_GAS: Final = (
    "lethalityChanges",
    "expectedDeathsBefore",
    "expectedDeathsAfter",
    "deathsAverted",
)
_ON_RECEPTORS: Final = (
    "receptors",
    "peopleExposed",
    "notCounted",
    "callTree",
    "unitsWithinReach",
    *_ON_GAS,
)
_ON_CHAINS: Final = ("callTree", "responsibility")


async def hazard_propagation(
    info: Asking,
    from_: Annotated[strawberry.ID, strawberry.argument(name="from")],
    *,
    scenario: ScenarioInput | None = None,
    weather: WeatherInput | None = None,
    without: list[strawberry.ID] | None = None,
    out_of_service: list[strawberry.ID] | None = None,
    with_: Annotated[list[MeasureInput] | None, strawberry.argument(name="with")] = None,
    max_order: int = 4,
    min_probability: float = 1e-6,
    at: At | None = None,
) -> Any:
    """Follow a fire from a unit over the heat that assessments state, else over that of physics."""
    asked = scenario or ScenarioInput()

    async def ask(point: Point) -> Answer:
        if problem := _over_budget(max_order, asked):
            return problem
        try:
            limits = Limits(
                max_order=max_order,
                min_probability=min_probability,
                trials=asked.trials or Limits().trials,
                seed=Limits().seed if asked.seed is None else asked.seed,
            )
            asking = await held(info.context, point)
            question = _Question(asking, asked_of(info), from_, weather, point)

            async def follow() -> Answer:
                lost = await _lost(asking, out_of_service, point)
                if isinstance(lost, problems.Problem):
                    return lost
                changed = Changed(without=without or (), lost=lost, added=with_ or ())
                return await question.answer(asked, limits, changed)

            return await asking.answer(planned(info), point, follow)
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


async def _lost(
    asking: Asker, units: list[strawberry.ID] | None, point: Point
) -> Sequence[str] | problems.Problem:
    """Return the measures that stop with units that are out of service."""
    if not units:
        return []
    found = await dependencies_of(asking, units, point)
    return found if isinstance(found, problems.Problem) else found.measures


def _over_budget(max_order: int, asked: ScenarioInput) -> problems.BudgetExceeded | None:
    return problems.beyond("maxOrder", max_order, MAX_ORDER) or problems.beyond(
        "scenario.trials", asked.trials or 1, MAX_TRIALS
    )


class _Question:
    """One question about what follows from a unit, and the parts of the answer it wants."""

    def __init__(
        self,
        asking: Asker,
        asked: Asked,
        origin: str,
        weather: WeatherInput | None,
        point: Point,
    ) -> None:
        self._asking, self._origin, self._point = asking, origin, point
        self._air = weather_of(weather)
        self._wants = asked.mentions

    async def answer(self, asked: ScenarioInput, limits: Limits, changed: Changed) -> Answer:
        """Return what follows, or the problem that keeps it from being told.

        Raises:
            HazardError: If the record does not suffice for the model.
        """
        network = await network_of(self._asking, self._origin, self._point)
        if isinstance(network, problems.Problem):
            return network
        rows, found = network.rows, network.found
        origins = [self._origin, *(asked.also_burning or ())]
        physics = None
        if found is not None:
            physics = await asyncio.to_thread(
                heat_among, rows, found, self._air, origins, asked.kinds
            )
        around = Neighbourhood(rows, physics, () if burns(asked.kinds) else origins)
        barriers = barriers_of(network.barriers, around.names, changed)
        if isinstance(barriers, problems.Problem):
            return barriers
        result = around.follow(origins, asked, limits, barriers.counted)
        if isinstance(result, problems.Problem):
            return result
        receptors = await self._receptors(result, found or (), asked.kinds)
        if isinstance(receptors, problems.Problem):
            return receptors
        following = Following(around, result, receptors)
        spread = partial(around.spread, origins, asked, everything(limits))
        gas = receptors.gas if receptors else None
        compared = await asyncio.to_thread(self._compared, barriers, spread, result, gas)
        places = [each.place for each in following.reached]
        chains = None
        if self._wants(*_ON_CHAINS):
            chains = await chains_of(self._asking.context, places, self._point)
        method = self._method(result, physics, receptors)
        method = replace(method, assumptions=(*method.assumptions, *around.assumptions))
        return following.answer(self._origin, method, chains, compared, self._point)

    def _compared(
        self,
        barriers: Barriers,
        spread: Follow,
        result: hazard.Propagation,
        gas: Breathing | None,
    ) -> Compared:
        """Return the parts of the answer that set the figures against others."""
        units = {impact.unit for impact in result.impacts}
        return Compared(
            barriers=barriers.shown(units),
            lacking=barriers.lacking,
            what_if=barriers.what_if(spread, gas) if self._wants("whatIf") else None,
            ranked=list(barriers.ranked(spread, units, gas))
            if self._wants("measureRanking")
            else [],
        )

    async def _receptors(
        self,
        result: hazard.Propagation,
        units: Sequence[Mapping[str, Any]],
        kinds: Collection[ScenarioKind] | None,
    ) -> Receptors | problems.BudgetExceeded | None:
        if not self._wants(*_ON_RECEPTORS):
            return None
        return await receptors_of(
            self._asking, result.impacts, self._air, self._point, units=units, kinds=kinds
        )

    def _method(
        self, result: hazard.Propagation, physics: Physics | None, receptors: Receptors | None
    ) -> MethodStatement:
        """Return the statement of all that was computed."""
        method = physics.stating(result.method) if physics else result.method
        if receptors is None:
            return method
        contained = (CONTAINED,) if receptors.gas and receptors.gas.leaks else ()
        weather = (WORST_CASE,) if receptors.citations and not self._air else ()
        cited = tuple(dict.fromkeys((*receptors.citations, *weather)))
        new = tuple(each for each in cited if each not in method.models)
        return replace(
            method,
            models=(*method.models, *new),
            assumptions=(*method.assumptions, *receptors.assumptions, *contained),
            warnings=(*method.warnings, *receptors.warnings, *unverified(new)),
        )
