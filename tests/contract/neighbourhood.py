"""An invented neighbourhood (虚构的邻域): tanks round a school, for tests only; no real place.

Positions are metres east and north of the school, turned into degrees.
"""

import math
from typing import Any

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.write import Batch

__all__ = [
    "BATCH",
    "BENZENE",
    "CHLORINE",
    "EMPTY",
    "ENTERPRISE",
    "HIDDEN",
    "NOWHERE",
    "PROPANE",
    "REGISTER",
    "SCHOOL",
]

REGISTER = Source(name="虚构单元台账.csv", sha256="44" * 32, source="测试用虚构数据")
ROW = Evidence(document=REGISTER.sha256, method=Method.REGISTER_ROW, row=2, note="虚构")
_LONGITUDE, _LATITUDE = 119.0, 25.2


def _at(east: float, north: float) -> dict[str, float]:
    degree = 111_320 * math.cos(math.radians(_LATITUDE))
    return {
        "longitude": _LONGITUDE + east / degree,
        "latitude": _LATITUDE + north / 110_800,
    }


def _entity(label: Label, name: str, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(ROW.id,))


def _relation(kind: RelType, source: Entity, target: Entity, **properties: object) -> Relation:
    return Relation(
        type=kind,
        source=source.reference,
        target=target.reference,
        properties=properties,
        evidence=(ROW.id,),
    )


def _substance(name: str, cas: str) -> Entity:
    return _entity(Label.SUBSTANCE, name, cas=cas)


SCHOOL = _entity(
    Label.RECEPTOR,
    "虚构小学",
    protection_class="HIGHLY_SENSITIVE",
    population=300,
    **_at(0, 0),
)
DISTRICT = _entity(Label.REGION, "虚构区", code="990102", level="DISTRICT")
NOWHERE = _entity(Label.RECEPTOR, "无坐标村")
ENTERPRISE = _entity(Label.ENTERPRISE, "虚构化工", **_at(900, 0))
BENZENE = _entity(
    Label.UNIT,
    "苯罐",
    equipment="ATMOSPHERIC",
    volume=600.0,
    bund_area=900.0,
    tank_area=80.0,
    **_at(150, 0),
)
PROPANE = _entity(Label.UNIT, "丙烷球罐", equipment="PRESSURISED", volume=100.0, **_at(0, 400))
CHLORINE = _entity(Label.UNIT, "氯罐", equipment="PRESSURISED", volume=5.0, **_at(-800, 0))
HIDDEN = _entity(Label.UNIT, "无坐标罐", equipment="ATMOSPHERIC")
EMPTY = _entity(Label.UNIT, "空登记罐", equipment="ATMOSPHERIC", **_at(0, -500))
FAR = _entity(
    Label.UNIT,
    "远处罐",
    equipment="ATMOSPHERIC",
    volume=600.0,
    bund_area=900.0,
    tank_area=80.0,
    **_at(15_000, 0),
)

_HELD: tuple[tuple[Entity, Entity, dict[str, Any]], ...] = (
    (BENZENE, _substance("苯", "71-43-2"), {"quantity": 500.0, "state": "LIQUID"}),
    (
        PROPANE,
        _substance("丙烷", "74-98-6"),
        {"quantity": 40.0, "state": "LIQUEFIED_GAS", "pressure": 1.0},
    ),
    (CHLORINE, _substance("氯", "7782-50-5"), {"quantity": 5.0, "state": "LIQUEFIED_GAS"}),
    (FAR, _substance("苯", "71-43-2"), {"quantity": 500.0, "state": "LIQUID"}),
    (HIDDEN, _substance("甲醇", "67-56-1"), {"quantity": 50.0, "state": "LIQUID"}),
)

BATCH = Batch(
    sources=[REGISTER],
    evidence=[ROW],
    entities=[
        *(DISTRICT, SCHOOL, NOWHERE, ENTERPRISE, BENZENE, PROPANE, CHLORINE, HIDDEN, EMPTY, FAR),
        *{held.id: held for _, held, _ in _HELD}.values(),
    ],
    relations=[
        *(_relation(RelType.HOLDS, unit, held, **said) for unit, held, said in _HELD),
        _relation(RelType.OPERATES, ENTERPRISE, HIDDEN),
        _relation(RelType.OPERATES, ENTERPRISE, CHLORINE),
        *(_relation(RelType.LOCATED_IN, x, DISTRICT) for x in (SCHOOL, NOWHERE, ENTERPRISE)),
    ],
)
