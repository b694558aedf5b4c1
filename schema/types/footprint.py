"""Footprint of a unit (影响范围): the ground its accidents reach, and who is on it."""

from typing import Annotated

import strawberry

from hazard.consequence.effect import EffectKind
from hazard.footprint import FootprintLevel
from hazard.scenario import ScenarioKind
from schema.filters import enum_of
from schema.scalars import GeoJSON
from schema.types.base import Snapshot
from schema.types.exposure import NotComputed, Weather
from schema.types.method import MethodStatement
from schema.types.problems import BudgetExceeded, MissingData, NotFound, OutOfValidity
from schema.types.reference import Evidence, NodeRef, Substance, Unit

__all__ = ["Footprint", "FootprintPlace", "FootprintResult", "FootprintZone", "IsoLine"]

enum_of(FootprintLevel)


@strawberry.type(description="范围内的目标. A protection target or an enterprise on that ground.")
class FootprintPlace:
    """A protection target or an enterprise on that ground."""

    place: NodeRef
    distance: float = strawberry.field(description="距离 [m], from the unit.")
    population: int | None = strawberry.field(
        description="人数. People on record; null where none is, which is not nobody."
    )


@strawberry.type(description="等值线. Where the effect of a scenario falls to one level.")
class IsoLine:
    """Where the effect of a scenario falls to one level."""

    level: float = strawberry.field(description="界限值, in levelUnit.")
    level_unit: str
    level_meaning: str = strawberry.field(description="界限含义. What happens at that level.")
    reach: float = strawberry.field(description="最远距离 [m]. Farthest reach of the level.")
    truncated: bool = strawberry.field(
        description="是否截断. Whether it goes on beyond what the model is stated for."
    )
    line: GeoJSON = strawberry.field(
        description="线. RFC 7946 LineString, closed, geodesic corners."
    )


@strawberry.type(description="一个情景的影响范围. Ground on which one scenario reaches the level.")
class FootprintZone:
    """Ground on which one scenario reaches the level."""

    substance: Substance
    scenario: ScenarioKind
    kind: EffectKind
    level: float = strawberry.field(description="界限值, in levelUnit.")
    level_unit: str
    level_meaning: str = strawberry.field(description="界限含义. What happens at that level.")
    reach: float = strawberry.field(description="最远距离 [m]. Farthest reach of the level.")
    truncated: bool = strawberry.field(
        description="是否截断. Whether it goes on beyond what the model is stated for."
    )
    polygon: GeoJSON = strawberry.field(description="多边形. RFC 7946 Polygon, geodesic corners.")
    iso_lines: list[IsoLine] = strawberry.field(
        description="等值线. At the levels of harm by heat and blasts, or AEGL-3, 2 and 1, gravest "
        "first; a level that is reached nowhere has none."
    )
    places: list[FootprintPlace] = strawberry.field(description="范围内的目标. Nearest first.")
    people_on_record: int = strawberry.field(
        description="登记人数. Sum of the populations on record; a lower bound."
    )
    evidence: list[Evidence] = strawberry.field(
        description="存量依据. What says that the unit holds it."
    )
    method: MethodStatement


@strawberry.type(
    description="影响范围. Ground that the accidents of a unit reach in this wind, and who is on "
    "it; computed, never asserted."
)
class Footprint:
    """Ground that the accidents of a unit reach, and who is on it."""

    unit: Unit
    snapshot: Snapshot
    weather: Weather
    zones: list[FootprintZone] = strawberry.field(description="各情景. Farthest first.")
    not_computed: list[NotComputed]
    complete: bool = strawberry.field(description="是否完整. Whether nothing was left out.")
    assumptions: list[str]
    warnings: list[str]


FootprintResult = Annotated[
    Footprint | MissingData | OutOfValidity | NotFound | BudgetExceeded,
    strawberry.union("FootprintResult", description="影响范围结果. The ground, or why not."),
]
