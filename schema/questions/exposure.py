"""What is a place exposed to (暴露分析)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from hazard import exposure as hazard
from hazard.consequence.effect import EffectKind
from hazard.errors import HazardError
from hazard.geodesy import Position, offsets
from hazard.likelihood.climate import WeatherClass
from hazard.method import MethodStatement
from hazard.weather import Weather
from schema.answers import Answer, answering, snapshot_of
from schema.questions.risk import Place, classes_of, risk_at, too_many
from schema.questions.sites import (
    NOTHING_ON_RECORD,
    contents_of,
    position_of,
    shown,
    stored_of,
    told,
    units_around,
    weather_of,
)
from schema.reading import Asking, asked_of
from schema.types import exposure as types, problems
from schema.types.base import At
from schema.types.exposure import PointInput, WeatherInput
from schema.types.method import stated
from schema.types.risk import IndividualRisk, WeatherClassInput

__all__ = ["exposure"]

MAX_RADIUS: Final = 20_000.0
"""Greatest distance that may be asked [m]; dispersion is stated for 10 km."""
MAX_UNITS: Final = 500

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """The place that was asked about (目标)."""

    id: str | None
    position: Position
    name: str = "所问位置 point"
    protection_class: str | None = None


async def exposure(
    info: Asking,
    of: strawberry.ID | None = None,
    point: PointInput | None = None,
    weather: WeatherInput | None = None,
    radius: float = 10_000.0,
    climate: list[WeatherClassInput] | None = None,
    at: At | None = None,
) -> Any:
    """Tell what reaches an enterprise, a protection target or a point."""

    async def ask(when: Point) -> Answer:
        if problem := _refused(of, point, radius) or too_many(climate):
            return problem
        try:
            air = weather_of(weather)
            target = await _target(info, of, point, when)
            if isinstance(target, problems.Problem):
                return target
            classes = classes_of(climate) if asked_of(info).mentions("risk") else None
            return await _exposed(info, target, air, radius, when, classes)
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


def _refused(of: str | None, point: PointInput | None, radius: float) -> problems.Problem | None:
    if (of is None) == (point is None):
        return problems.InvalidInput(
            code="INVALID_INPUT",
            message="请给出 of（企业或防护目标的标识）或 point（经纬度）之一。",
            message_en="Give either of (an enterprise or a protection target) or point.",
            field="of",
        )
    if not 0 < radius <= MAX_RADIUS:
        return problems.BudgetExceeded(
            code="BUDGET_EXCEEDED",
            message=f"radius 应大于 0、不超过 {MAX_RADIUS:g} m，收到 {radius:g}。",
            message_en=f"radius must be above 0 and at most {MAX_RADIUS:g} m, got {radius:g}.",
            limit=MAX_RADIUS,
            asked=radius,
        )
    return None


async def _target(
    info: Asking, of: str | None, point: PointInput | None, when: Point
) -> _Target | problems.Problem:
    """Return the place asked about; `MissingInputError` if the record gives it no position."""
    if point is not None:
        place = Position(longitude=point.longitude, latitude=point.latitude)
        return _Target(id=None, position=place)
    identifier = str(of)
    found = await info.context.store.read(
        question("hazard/place").text, {"id": identifier, **when.parameters}
    )
    if not found:
        return problems.not_found(identifier, "企业或防护目标")
    kind = identifier.partition(":")[0].replace("Organisation", "Enterprise")
    place = position_of(found[0], kind)
    row = found[0]
    return _Target(
        id=identifier,
        position=place,
        name=row["name"],
        protection_class=row["protection_class"],
    )


async def _exposed(
    info: Asking,
    target: _Target,
    air: Weather | None,
    radius: float,
    when: Point,
    climate: Sequence[WeatherClass] | None,
) -> Answer:
    rows = await units_around(info, target.id or "", target.position, radius, when, most=MAX_UNITS)
    if isinstance(rows, problems.BudgetExceeded):
        return rows
    classes = None if climate is None else tuple(climate)
    answer = await info.context.computed.apart(
        ("exposure", target, air, radius, classes),
        rows,
        lambda: _Surroundings(rows, target, radius).answer(air, classes, when),
    )
    return replace(answer, snapshot=snapshot_of(when))


def _knowing_nothing(method: MethodStatement) -> MethodStatement:
    """Return the statement of an answer where no unit is on record."""
    return replace(method, warnings=(*method.warnings, NOTHING_ON_RECORD))


class _Surroundings:
    """The units around a place, and what reaches it from them."""

    def __init__(self, rows: Rows, target: _Target, radius: float) -> None:
        self._target, self._radius = target, radius
        self._rows: list[Mapping[str, Any]] = []
        self._contents: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {}
        self._sources: list[hazard.Source] = []
        self._lacking: list[tuple[str, HazardError]] = []
        for row in rows:
            try:
                self._take(row)
            except HazardError as error:
                self._rows.append(row)
                self._lacking.append((row["unit"], error))

    def _take(self, row: Mapping[str, Any]) -> None:
        """Take a unit in, if it is near enough.

        Raises:
            HazardError: If it has no position, or nothing is on record that it holds.
        """
        place = position_of(row, "Unit")
        (east,), (north,) = offsets(place, [self._target.position])
        if east**2 + north**2 > self._radius**2:
            return
        contents = contents_of(row)
        self._rows.append(row)
        for content in contents:
            key = f"{row['unit']} {content['substance']}"
            self._contents[key] = (row, content)
            self._sources.append(
                hazard.Source(id=key, position=place, stored=stored_of(row, content))
            )

    def answer(
        self, air: Weather | None, climate: Sequence[WeatherClass] | None, when: Point
    ) -> types.Exposure:
        """Return what reaches the place, and the risk there if classes of weather are given."""
        found = hazard.exposure(self._target.position, self._sources, air)
        uncomputed = [
            *self._lacking,
            *((self._contents[k][0]["unit"], e) for k, e in found.problems),
        ]
        return types.Exposure(
            target=self._target.id,
            position=types.Position(
                longitude=self._target.position.longitude,
                latitude=self._target.position.latitude,
            ),
            radius=self._radius,
            snapshot=snapshot_of(when),
            weather=shown(air),
            units_considered=len(self._rows),
            effects=[self._effect(effect) for effect in found.effects],
            risk=None if climate is None else self._risk(climate),
            not_computed=list(told(uncomputed)),
            complete=bool(self._rows) and not uncomputed and not found.unmodelled,
            method=stated(found.method if self._rows else _knowing_nothing(found.method)),
        )

    def _risk(self, climate: Sequence[WeatherClass]) -> IndividualRisk:
        asked = self._target
        place = Place(asked.position, asked.name, asked.protection_class)
        lacking = bool(self._lacking) or not self._rows
        return risk_at(place, self._sources, self._contents, climate, lacking=lacking)

    def _effect(self, effect: hazard.Effect) -> types.ExposureEffect:
        row, content = self._contents[effect.source]
        kind, consequence = effect.consequence.kind, effect.consequence

        def only(factor: float, *wanted: EffectKind) -> float | None:
            return effect.intensity * factor if kind in wanted else None

        return types.ExposureEffect(
            unit=row["unit"],
            substance=content["substance"],
            scenario=consequence.scenario.kind,
            kind=kind,
            distance=effect.distance,
            bearing=effect.bearing,
            heat_flux=only(1e-3, EffectKind.HEAT_RADIATION),
            overpressure=only(1e-3, EffectKind.OVERPRESSURE),
            concentration=only(1e6, EffectKind.TOXIC, EffectKind.FLASH_FIRE),
            toxic_dose=effect.dose,
            toxic_dose_unit=consequence.dose_unit or None,
            exposure_time=consequence.exposure or None,
            lethality=effect.lethality,
            evidence=list(content["evidence"]),
            method=stated(effect.method),
        )
