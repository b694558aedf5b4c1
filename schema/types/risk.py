"""Risk (个人风险与社会风险): at one place against its criteria, and around a park as a curve."""

from typing import Annotated

import strawberry

from graph.model.labels import ProtectionClass
from hazard.dispersion.stability import Stability
from hazard.risk.criteria import PlantStatus, SocietalZone
from hazard.scenario import ScenarioKind
from schema.filters import enum_of
from schema.types.base import Snapshot
from schema.types.exposure import NotComputed
from schema.types.method import Citation, MethodStatement
from schema.types.problems import (
    BudgetExceeded,
    InvalidData,
    MissingData,
    NotFound,
    OutOfValidity,
    Problem,
)
from schema.types.receptors import NotCounted
from schema.types.reference import Evidence, Park, Substance, Unit

__all__ = [
    "CurvePoint",
    "DeathsByScenario",
    "IndividualRisk",
    "RiskContribution",
    "RiskCriterion",
    "SocietalRisk",
    "SocietalRiskResult",
    "WeatherClassInput",
]

enum_of(PlantStatus)
enum_of(SocietalZone)
enum_of(ProtectionClass)


@strawberry.input(
    description="气象等级. A class of weather and how much of the time it is there; the shares of "
    "all given must add up to one."
)
class WeatherClassInput:
    """A class of weather and its share."""

    wind_speed: float = strawberry.field(description="风速 [m/s]. At 10 m above the ground.")
    stability: Stability = strawberry.field(description="大气稳定度. Pasquill's class.")
    share: float = strawberry.field(description="概率 [-]. Share of the time.")


@strawberry.type(description="风险贡献. What one scenario of one unit adds to the risk at a place.")
class RiskContribution:
    """What one scenario adds to the risk at a place."""

    unit: Unit
    substance: Substance
    scenario: ScenarioKind
    release_frequency: float = strawberry.field(
        description="泄漏频率 [1/yr]. How often the unit loses all that it holds in such a way."
    )
    frequency_stated: bool = strawberry.field(
        description="频率是否有据. Whether the record gives it; else it is that of the kind of "
        "equipment in the literature, of which frequencyBasis tells."
    )
    frequency_basis: list[Citation] = strawberry.field(
        description="频率来源. What gives frequency and ignition where the record does not."
    )
    ignition: float = strawberry.field(
        description="点火概率 [-]. Share of releases that lead to the scenario; 1 for gas clouds."
    )
    lethality: float = strawberry.field(
        description="条件致死概率 [-]. Of somebody there, the mean over weather and wind."
    )
    per_year: float = strawberry.field(description="风险 [1/yr]. What it adds.")
    evidence: list[Evidence] = strawberry.field(
        description="存量依据. What says that the unit holds it."
    )


@strawberry.type(description="个人风险基准. The limit for one status of the plant.")
class RiskCriterion:
    """The limit for one status of the plant."""

    status: PlantStatus = strawberry.field(description="装置状态. New, or in service.")
    limit: float = strawberry.field(description="基准值 [1/yr]. Greatest individual risk allowed.")
    exceeded: bool | None = strawberry.field(
        description="是否超标. Null where the risk told is within the limit and something could "
        "not be computed, so that it cannot be known."
    )
    basis: Citation = strawberry.field(description="依据. What states the limit.")


@strawberry.type(
    description="个人风险. How often somebody who is always there, in the open and unprotected, "
    "would die; computed from frequencies that no record of these units gives unless it is said."
)
class IndividualRisk:
    """How often somebody who is always there would die."""

    per_year: float = strawberry.field(description="个人风险 [1/yr]. Sum of the contributions.")
    protection_class: ProtectionClass | None = strawberry.field(
        description="防护目标类别. As the record has it; null for a point or where it has none."
    )
    criteria: list[RiskCriterion] = strawberry.field(
        description="基准. GB 36894-2018 for its class; empty where the class is not known."
    )
    missing: list[Problem] = strawberry.field(
        description="缺失. Why it is not set against criteria, and the field to fill in."
    )
    contributions: list[RiskContribution] = strawberry.field(
        description="贡献. Greatest first; those that add nothing are left out."
    )
    complete: bool = strawberry.field(
        description="是否完整. Whether nothing within the radius was left out."
    )
    method: MethodStatement


@strawberry.type(description="F-N 曲线点. How often so many or more die.")
class CurvePoint:
    """How often so many or more die."""

    deaths: float = strawberry.field(description="死亡人数 N. So many, or more.")
    per_year: float = strawberry.field(description="累积频率 F [1/yr]. How often.")
    zone: SocietalZone | None = strawberry.field(
        description="区域. Of GB 36894-2018; null above 1000, where its lines end."
    )


@strawberry.type(description="情景期望死亡. Deaths a year that one scenario is expected to cause.")
class DeathsByScenario:
    """Deaths a year that one scenario is expected to cause."""

    unit: Unit
    substance: Substance
    scenario: ScenarioKind
    per_year: float = strawberry.field(description="年期望死亡人数 [1/yr]. Expected deaths.")
    evidence: list[Evidence] = strawberry.field(
        description="存量依据. What says that the unit holds it."
    )


@strawberry.type(
    description="社会风险. How often so many people around a park or more die by what its units "
    "hold; computed, never asserted."
)
class SocietalRisk:
    """How often so many people around a park or more die."""

    park: Park = strawberry.field(description="园区. Park whose units are counted.")
    snapshot: Snapshot
    radius: float = strawberry.field(
        description="搜索半径 [m]. Places farther from every unit than this are left out."
    )
    points: list[CurvePoint] = strawberry.field(
        description="F-N 曲线. Fewest deaths first; empty where nobody on record would die."
    )
    expected_deaths: float = strawberry.field(
        description="年期望死亡人数 [1/yr]. Potential loss of life, the sum over all scenarios."
    )
    by_scenario: list[DeathsByScenario] = strawberry.field(description="各情景. Greatest first.")
    people: int = strawberry.field(description="登记人数. People on record within the radius.")
    not_counted: list[NotCounted] = strawberry.field(
        description="未能计入. Places whose people are not on record, with the field to fill in."
    )
    not_computed: list[NotComputed]
    complete: bool = strawberry.field(description="是否完整. Whether nothing was left out.")
    method: MethodStatement


SocietalRiskResult = Annotated[
    SocietalRisk | MissingData | OutOfValidity | InvalidData | NotFound | BudgetExceeded,
    strawberry.union("SocietalRiskResult", description="社会风险结果. The curve, or why not."),
]
