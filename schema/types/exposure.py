"""Exposure of a place (暴露分析): what reaches it, by which effect, how strongly."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from hazard.consequence.effect import EffectKind
from hazard.dispersion.stability import Stability
from hazard.scenario import ScenarioKind
from schema.filters import enum_of
from schema.types.base import Snapshot
from schema.types.method import MethodStatement
from schema.types.problems import (
    BudgetExceeded,
    InvalidInput,
    MissingData,
    NotFound,
    OutOfValidity,
    Problem,
)
from schema.types.reference import Evidence, NodeRef, Substance, Unit

if TYPE_CHECKING:
    from schema.types.risk import IndividualRisk

__all__ = [
    "Exposure",
    "ExposureEffect",
    "ExposureResult",
    "NotComputed",
    "PointInput",
    "Position",
    "Weather",
    "WeatherInput",
]

enum_of(EffectKind)
enum_of(ScenarioKind)
enum_of(Stability)


@strawberry.input(description="位置. A place, CGCS2000.")
class PointInput:
    """A place."""

    longitude: float = strawberry.field(description="经度 [°]. East, CGCS2000.")
    latitude: float = strawberry.field(description="纬度 [°]. North, CGCS2000.")


@strawberry.input(description="气象条件. Wind and stability; left out, the worst case is taken.")
class WeatherInput:
    """Wind and stability of the air."""

    wind_speed: float = strawberry.field(description="风速 [m/s]. At 10 m above the ground.")
    stability: Stability = strawberry.field(description="大气稳定度. Pasquill's class.")
    wind_direction: float | None = strawberry.field(
        default=None,
        description="风向 [°]. Where the wind blows from, clockwise from north; left out, it blows "
        "from each source to the target.",
    )


@strawberry.type(description="位置. A place, CGCS2000.")
class Position:
    """A place."""

    longitude: float
    latitude: float


@strawberry.type(description="气象条件. What was computed with.")
class Weather:
    """Wind and stability that were computed with."""

    wind_speed: float
    stability: Stability
    wind_direction: float | None
    worst_case: bool = strawberry.field(
        description="是否为默认最不利气象. Whether it was taken because none was given."
    )


@strawberry.type(
    description="到达的效应. What one scenario of one substance does at the place, if it happens."
)
class ExposureEffect:
    """What one scenario does at the place."""

    unit: Unit
    substance: Substance
    scenario: ScenarioKind
    kind: EffectKind
    distance: float = strawberry.field(description="距离 [m], from the unit, along the geodesic.")
    bearing: float = strawberry.field(description="方位 [°], from the unit, clockwise from north.")
    heat_flux: float | None = strawberry.field(description="热辐射强度 [kW/m²]. Heat radiation.")
    overpressure: float | None = strawberry.field(description="超压 [kPa]")
    concentration: float | None = strawberry.field(
        description="浓度 [mg/m³]. Concentration in the air."
    )
    toxic_dose: float | None = strawberry.field(description="毒性剂量, in toxicDoseUnit.")
    toxic_dose_unit: str | None = strawberry.field(
        description="毒性剂量单位. That of the probit used."
    )
    exposure_time: float | None = strawberry.field(description="暴露时间 [s]; null for a blast.")
    lethality: float = strawberry.field(
        description="条件致死概率. Chance of death in the open, unprotected, if it happens."
    )
    evidence: list[Evidence] = strawberry.field(
        description="存量依据. What says that the unit holds it."
    )
    method: MethodStatement


@strawberry.type(description="未能计算. What keeps a unit, or one of its scenarios, out.")
class NotComputed:
    """What keeps a unit, or one of its scenarios, out of the answer."""

    unit: Unit
    problem: Problem


@strawberry.type(
    description="暴露分析. What reaches a place from the units around it; never asserted. "
    "What could not be computed is listed, so an empty list of effects alone means nothing."
)
class Exposure:
    """What reaches a place."""

    target: NodeRef | None = strawberry.field(description="目标. Null for a bare point.")
    position: Position
    radius: float = strawberry.field(description="搜索半径 [m]. Units farther off are left out.")
    snapshot: Snapshot
    weather: Weather
    units_considered: int = strawberry.field(
        description="涉及单元数. Units within the radius, those not computed among them."
    )
    effects: list[ExposureEffect] = strawberry.field(description="效应. Gravest first.")
    risk: Annotated["IndividualRisk", strawberry.lazy("schema.types.risk")] | None = (
        strawberry.field(
            description="个人风险. Individual risk there, for every wind, against GB 36894-2018; "
            "weather does not bear on it, climate does."
        )
    )
    not_computed: list[NotComputed]
    complete: bool = strawberry.field(
        description="是否完整. Whether nothing was left out within the radius."
    )
    method: MethodStatement


ExposureResult = Annotated[
    Exposure | MissingData | OutOfValidity | InvalidInput | NotFound | BudgetExceeded,
    strawberry.union("ExposureResult", description="暴露分析结果. What reaches it, or why not."),
]
