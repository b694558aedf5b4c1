"""A small district with two parks (样例情景), rich enough for every shape of selection."""

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.write import Batch

REGISTER = Source(name="甲区台账.csv", sha256="11" * 32, source="甲区园区台账")
NOTICE = Source(name="通知.txt", sha256="22" * 32, media_type="text/plain", text="北园委托丙公司。")

ROWS = [
    Evidence(
        document=REGISTER.sha256, method=Method.REGISTER_ROW, sheet="台账", row=k, note="附表1"
    )
    for k in range(2, 10)
]
QUOTE = Evidence(
    document=NOTICE.sha256,
    method=Method.DOCUMENT_RULE,
    quote="北园委托丙公司",
    start=0,
    end=7,
    original_start=3,
    original_end=10,
    locator="第2页",
    rule="custody",
)


def _entity(label: Label, name: str, row: int, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(ROWS[row].id,))


DISTRICT = _entity(Label.REGION, "甲区", 0, code="990101", level="DISTRICT")
BOUNDARY = '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}'
NORTH = _entity(Label.PARK, "北园", 1, risk_grade="B", aliases=["北部化工园"], boundary=BOUNDARY)
SOUTH = _entity(Label.PARK, "南园", 2, risk_grade="A")
PLANTS = [
    _entity(Label.ENTERPRISE, f"{name}化工", 3, people_within_500_m=people, industry="化工")
    for name, people in (("东风", 120), ("红旗", 20), ("前进", 65))
]
STEWARD = _entity(Label.CUSTODY_PROVIDER, "丙公司", 4, qualification="甲级")
BUREAU = _entity(Label.AUTHORITY, "甲区应急管理局", 4, sector="危险化学品")
COUNTED = Entity(
    label=Label.INDICATOR,
    properties={"name": "风险点", "value": 183.0, "unit": "个"},
    evidence=(ROWS[7].id,),
    within=DISTRICT.id,
)
AMMONIA = _entity(
    Label.SUBSTANCE, "氨", 5, cas="7664-41-7", aliases=["液氨"], critical_quantity=10.0
)
TANK = Entity(
    label=Label.UNIT,
    properties={"name": "V-101", "volume": 50.0, "equipment": "PRESSURISED"},
    evidence=(ROWS[5].id,),
    within=PLANTS[0].id,
)


def _relation(
    kind: RelType,
    source: Entity,
    target: Entity,
    evidence: Evidence,
    since: str = "0001-01-01",
    until: str | None = None,
    **properties: object,
) -> Relation:
    return Relation(
        type=kind,
        source=source.reference,
        target=target.reference,
        properties=properties,
        evidence=(evidence.id,),
        valid_from=since,
        valid_to=until,
    )


RELATIONS = [
    _relation(RelType.LOCATED_IN, NORTH, DISTRICT, ROWS[6]),
    _relation(RelType.LOCATED_IN, SOUTH, DISTRICT, ROWS[6]),
    _relation(RelType.LOCATED_IN, PLANTS[0], NORTH, ROWS[6]),
    _relation(RelType.LOCATED_IN, PLANTS[1], NORTH, ROWS[6]),
    _relation(RelType.LOCATED_IN, PLANTS[2], SOUTH, ROWS[6]),
    _relation(RelType.LOCATED_IN, BUREAU, DISTRICT, ROWS[6]),
    _relation(RelType.OPERATES, PLANTS[0], TANK, ROWS[6]),
    _relation(RelType.HOLDS, TANK, AMMONIA, ROWS[6], quantity=30.0, state="LIQUEFIED_GAS"),
    _relation(
        RelType.HAS_CUSTODY_OF, STEWARD, NORTH, QUOTE, "2024-01-01", "2025-01-01", contract="一号"
    ),
    _relation(
        RelType.HAS_CUSTODY_OF, STEWARD, NORTH, QUOTE, "2025-01-01", "2027-01-01", contract="二号"
    ),
    _relation(RelType.HAS_CUSTODY_OF, STEWARD, PLANTS[2], ROWS[7], "2026-01-01", contract="三号"),
    _relation(RelType.MEASURES, COUNTED, DISTRICT, ROWS[7]),
    _relation(RelType.SUPERVISES, BUREAU, PLANTS[0], ROWS[7], sector="危险化学品"),
]


def _proposal(identifier: str, summary: str, cause: str, *needs: str) -> Entity:
    return Entity(
        label=Label.PROPOSAL,
        properties={
            "position": f"{NOTICE.sha256}||000000000",
            "status": "OPEN",
            "cause": cause,
            "kind": "Park",
            "summary": summary,
            "subject": NORTH.id,
            "document": NOTICE.id,
            "statement": '{"writes": []}',
            "reason": "规则“custody”尚未实测",
            "reason_en": "rule custody was never measured",
            "rule": "custody",
            "needs": list(needs),
        },
        evidence=(QUOTE.id,),
        known_as=identifier,
    )


PROPOSALS = [
    _proposal("Proposal:one", "西园", "RULE"),
    _proposal("Proposal:two", "丙公司 → 西园", "END", "Proposal:one"),
]

SITUATION = Batch(
    sources=[REGISTER, NOTICE],
    evidence=[*ROWS, QUOTE],
    entities=[DISTRICT, NORTH, SOUTH, *PLANTS, STEWARD, BUREAU, AMMONIA, TANK, COUNTED],
    relations=RELATIONS,
)
