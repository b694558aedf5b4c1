"""How often many people around a park die (社会风险), as an F-N curve."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any, Final

import numpy as np
import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import Label
from hazard.errors import HazardError, MissingInputError
from hazard.exposure import Source
from hazard.geodesy import Position, box_around, box_of, offsets
from hazard.likelihood.climate import WeatherClass
from hazard.likelihood.individual import RiskSource
from hazard.likelihood.societal import Crowd, societal_risk as curve_of
from hazard.notice import Notice
from schema.answers import Answer, answering, snapshot_of
from schema.questions.footprint import crowded
from schema.questions.risk import classes_of, too_many
from schema.questions.sites import NOTHING_ON_RECORD, contents_of, position_of, stored_of, told
from schema.questions.unplaced import MAX_PLACES, passed_over, unplaced_around
from schema.reading import Asking
from schema.types import problems, risk as types
from schema.types.base import At
from schema.types.method import stated
from schema.types.receptors import NotCounted
from schema.types.risk import WeatherClassInput

__all__ = ["societal_risk"]

MAX_RADIUS: Final = 20_000.0
MAX_UNITS: Final = 500

Row = Mapping[str, Any]

_PEOPLE: Final = Notice(zh="人数", en="number of people")
_NOBODY: Final = Notice(
    zh="范围内没有登记任何人数：曲线为空不说明不会有人死亡；请在防护目标登记表中补充人数（Receptor.population）。",
    en="No number of people is on record around: an empty curve does not say that nobody would "
    "die. Supply them in the register of protection targets (Receptor.population).",
)


async def societal_risk(
    info: Asking,
    of: strawberry.ID,
    climate: list[WeatherClassInput] | None = None,
    radius: float = 5_000.0,
    at: At | None = None,
) -> Any:
    """Tell how often so many people or more die by what the units of a park hold."""

    async def ask(when: Point) -> Answer:
        read = info.context.store.read
        try:
            if problem := _beyond(radius) or too_many(climate):
                return problem
            asked = {"id": of, **when.parameters}
            park, rows = await asyncio.gather(
                read(question("hazard/park").text, asked),
                read(question("hazard/members").text, {"limit": MAX_UNITS + 1, **asked}),
            )
            if not park:
                return problems.not_found(of, "园区")
            if len(rows) > MAX_UNITS:
                return _refused(len(rows), MAX_UNITS, "units")
            units = _Units(rows)
            places: list[dict[str, Any]] = []
            if units.origins:
                box = box_of([box_around(origin, radius) for origin in units.origins])
                bound = {"limit": MAX_PLACES + 1, **when.parameters}
                places = await read(question("hazard/receptors").text, {**asdict(box), **bound})
            if len(places) > MAX_PLACES:
                return crowded(len(places))
            lost = await unplaced_around(info, [row["unit"] for row in rows], when)
            classes = tuple(classes_of(climate))
            people = partial(_People, places, units.origins, radius, lost)
            answer = await info.context.computed.apart(
                ("societal risk", of, classes, radius),
                [*rows, *places, *lost],
                lambda: units.answer(of, people(), classes, radius, when),
            )
            return replace(answer, snapshot=snapshot_of(when))
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


def _beyond(radius: float) -> problems.BudgetExceeded | None:
    return None if 0 < radius <= MAX_RADIUS else _refused(radius, MAX_RADIUS, "radius")


def _refused(asked: float, limit: float, what: str) -> problems.BudgetExceeded:
    return problems.BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"{what} 应大于 0、不超过 {limit:g}，现为 {asked:g}。",
        message_en=f"{what} must be above 0 and at most {limit:g}, and is {asked:g}.",
        limit=limit,
        asked=asked,
    )


class _People:
    """The places around, those with people on record and those without."""

    def __init__(
        self,
        rows: Sequence[Row],
        origins: Sequence[Position],
        radius: float,
        lost: Sequence[Row],
    ) -> None:
        found = [row for row in rows if row["longitude"] is not None]
        places = [position_of(row, Label.RECEPTOR) for row in found]
        near = np.zeros(len(found), dtype=bool)
        for origin in origins:
            near |= np.hypot(*offsets(origin, places)) <= radius
        kept = [(row, place) for row, place, k in zip(found, places, near, strict=True) if k]
        self.crowds = [
            Crowd(position=place, people=row["population"])
            for row, place in kept
            if row["population"]
        ]
        self.unknown = [
            NotCounted(of=row["id"], problem=problems.problem_of(_uncounted(row)))
            for row, _ in kept
            if row["population"] is None and row["id"].startswith(f"{Label.RECEPTOR}:")
        ] + passed_over(lost)


def _uncounted(row: Row) -> HazardError:
    return MissingInputError(_PEOPLE, row["name"], "Receptor.population")


class _Units:
    """The units of a park that can be placed, and what keeps others out."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._lacking: list[tuple[str, HazardError]] = []
        self._sources: list[RiskSource] = []
        self._contents: dict[str, tuple[Row, Row]] = {}
        self.origins: list[Position] = []
        for row in rows:
            try:
                self._take(row, position_of(row, Label.UNIT))
            except HazardError as error:
                self._lacking.append((row["unit"], error))

    def _take(self, row: Row, origin: Position) -> None:
        for content in contents_of(row):
            key = f"{row['unit']} {content['substance']}"
            self._contents[key] = (row, content)
            source = Source(id=key, position=origin, stored=stored_of(row, content))
            self._sources.append(RiskSource(source=source, frequency=row["release_frequency"]))
        self.origins.append(origin)

    def answer(
        self,
        park: str,
        people: _People,
        climate: Sequence[WeatherClass],
        radius: float,
        when: Point,
    ) -> types.SocietalRisk:
        """Return the curve, and what it leaves out."""
        found = curve_of(people.crowds, self._sources, climate)
        lacking = [*self._lacking, *((self._contents[k][0]["unit"], e) for k, e in found.problems)]
        unknown = [
            *([] if self._sources else [NOTHING_ON_RECORD]),
            *([] if people.crowds else [_NOBODY]),
        ]
        return types.SocietalRisk(
            park=park,
            snapshot=snapshot_of(when),
            radius=radius,
            points=[
                types.CurvePoint(deaths=p.deaths, per_year=p.per_year, zone=p.zone)
                for p in found.points
            ],
            expected_deaths=found.expected,
            by_scenario=[
                types.DeathsByScenario(
                    unit=self._contents[each.source][0]["unit"],
                    substance=self._contents[each.source][1]["substance"],
                    scenario=each.kind,
                    per_year=each.per_year,
                    evidence=list(self._contents[each.source][1]["evidence"]),
                )
                for each in found.contributions
                if each.per_year
            ],
            people=sum(crowd.people for crowd in people.crowds),
            not_counted=people.unknown,
            not_computed=list(told(lacking)),
            complete=not (unknown or lacking or people.unknown or found.unmodelled),
            method=stated(replace(found.method, warnings=(*found.method.warnings, *unknown))),
        )
