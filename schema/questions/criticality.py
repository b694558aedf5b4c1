"""Which unit should be protected first (关键单元), in a region, park or organisation."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.identity import label_of
from hazard import propagation as hazard
from hazard.criticality import (
    ASSUMED,
    METRICS,
    CriticalityMeasure,
    criticality_of,
    ranked,
)
from hazard.errors import HazardError
from hazard.method import Limits, MethodStatement
from hazard.notice import Notice, unverified
from hazard.weather import Weather
from schema.answers import Answer, answering, snapshot_of
from schema.context import Context
from schema.paging import page_size
from schema.questions.neighbourhood import Neighbourhood
from schema.questions.physics import Physics, heat_among
from schema.questions.readings import held
from schema.questions.scope import SCOPES
from schema.questions.sites import weather_of
from schema.reading import Asking, planned
from schema.types import criticality as types, problems
from schema.types.base import At
from schema.types.exposure import NotComputed, WeatherInput
from schema.types.method import stated
from schema.types.propagation import ScenarioInput

__all__ = ["criticality"]

MAX_UNITS: Final = 200
TRIALS: Final = 2000
MAX_TRIALS: Final = 20_000
"""Of each unit: a network that cannot be solved exactly is simulated once for every unit."""

_WITHOUT: Final = Notice(
    zh="有单元首先失效的推演未能完成（见 notComputed）：它们对其他单元的影响未计入，"
    "“作为受害者”的风险是下限；它们自身按“作为起因”排在最后，不说明风险最小。",
    en="What follows from some units failing first could not be computed (see notComputed): what "
    "they do to others is left out, so risks as victim are lower bounds; as sources they are "
    "ranked last, which does not mean that they matter least.",
)

Rows = Sequence[Mapping[str, Any]]


async def criticality(
    info: Asking,
    scope: strawberry.ID,
    by: CriticalityMeasure,
    *,
    first: int = 20,
    scenario: ScenarioInput | None = None,
    weather: WeatherInput | None = None,
    at: At | None = None,
) -> Any:
    """Rank the units of a scope by how they spread fire or suffer from it."""
    lacking = problems.not_found(scope, "行政区、园区或机构（其中应有单元）")

    async def ask(point: Point) -> Answer:
        trials = (scenario and scenario.trials) or TRIALS
        beyond = problems.beyond("scenario.trials", trials, MAX_TRIALS)
        if beyond or label_of(scope) not in SCOPES:
            return beyond or lacking
        asking = await held(info.context, point)
        return await asking.answer(planned(info), point, partial(rank, asking.context, point))

    async def rank(context: Context, point: Point) -> Answer:
        read, given = context.store.read, point.parameters
        text = question("propagation/network").about(label_of(scope))
        rows = await read(text, {"id": scope, "limit": MAX_UNITS + 1, **given})
        if not rows:
            return lacking
        if len(rows) > MAX_UNITS:
            return _too_many(len(rows))
        ids = [row["unit"] for row in rows]
        stored = await read(question("hazard/stored").text, {"ids": ids, **given})
        try:
            air = weather_of(weather)
            asked = scenario or ScenarioInput()
            size = page_size(first)

            def ranking() -> Answer:
                return _Network(rows, stored, air).answer(by, size, asked, point)

            return await asyncio.to_thread(ranking)
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


def _too_many(count: int) -> problems.BudgetExceeded:
    return problems.BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"范围内单元超过 {MAX_UNITS} 个，请按企业或园区分别查询。",
        message_en=f"More than {MAX_UNITS} units there; ask of one enterprise or park.",
        limit=MAX_UNITS,
        asked=count,
    )


class _Network:
    """The units of a scope with the heat between them."""

    def __init__(self, rows: Rows, stored: Rows, air: Weather | None) -> None:
        known = {row["unit"]: row for row in rows}
        found = [{**known[row["unit"]], **row} for row in stored]
        self._physics: Physics = heat_among(rows, found, air, known)
        self._around = Neighbourhood(rows, self._physics)

    def answer(
        self, by: CriticalityMeasure, first: int, asked: ScenarioInput, point: Point
    ) -> Answer:
        """Return the ranking, or what keeps it from being told.

        Raises:
            HazardError: If a unit that heat reaches lacks what the model needs.
        """
        runs: dict[str, hazard.Propagation] = {}
        lacking: list[NotComputed] = []
        seed = Limits().seed if asked.seed is None else asked.seed
        limits = Limits(trials=asked.trials or TRIALS, seed=seed)
        for unit in self._around.names:
            run = self._run(unit, asked, limits)
            if isinstance(run, problems.Problem):
                lacking.append(NotComputed(unit=unit, problem=run))
            else:
                runs[unit] = run
        if not runs:
            return lacking[0].problem
        found = criticality_of(self._around.units, self._around.vectors, runs)
        return types.Criticality(
            snapshot=snapshot_of(point),
            units_considered=len(found),
            units=[
                types.RankedUnit(
                    unit=each.unit,
                    reaches=each.reaches,
                    reached_by=each.reached_by,
                    out_closeness=each.out_closeness,
                    in_closeness=each.in_closeness,
                    betweenness=each.betweenness,
                    risk_as_source=each.as_source,
                    risk_as_victim=each.as_victim,
                )
                for each in ranked(found, by)[:first]
            ],
            not_computed=lacking,
            complete=not lacking,
            method=stated(self._method(list(runs.values()), (_WITHOUT,) if lacking else ())),
        )

    def _run(
        self, unit: str, asked: ScenarioInput, limits: Limits
    ) -> hazard.Propagation | problems.Problem:
        try:
            return self._around.follow([unit], asked, limits, ())
        except HazardError as error:
            return problems.problem_of(error)

    def _method(
        self, runs: Sequence[hazard.Propagation], warnings: Sequence[Notice]
    ) -> MethodStatement:
        """Return the statement of all runs together, with warnings of its own."""
        first = runs[0].method
        method = replace(
            first,
            models=tuple(dict.fromkeys((*(m for r in runs for m in r.method.models), METRICS))),
            exact=all(run.method.exact for run in runs),
            assumptions=(*first.assumptions, *ASSUMED, *self._around.assumptions),
            warnings=tuple(
                dict.fromkeys(
                    (
                        *warnings,
                        *(w for run in runs for w in run.method.warnings),
                        *unverified([METRICS]),
                    )
                )
            ),
        )
        return self._physics.stating(method)
