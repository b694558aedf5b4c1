"""A made-up district in perfect order (虚构辖区), but for one known gap in most enterprises."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from graph.evidence import Evidence, Source
from graph.model.identity import entity_id
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.write import Batch

__all__ = ["DAY", "SPAN", "Planted", "planted"]

DAY: Final = "2022-03-12"
SPAN: Final = 4
RISK_POINTS: Final = 9
PER_PARK: Final = 50
SECTOR: Final = "危险化学品"

Gap = tuple[str, str | None, str]
"""Kind, role and subject of a gap."""


@dataclass
class Planted:
    """What is recorded, and the gaps that it must show, no more and no fewer."""

    evidence: list[Evidence] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    gaps: set[Gap] = field(default_factory=set)
    region: str = ""
    hazard: str = ""

    @property
    def batch(self) -> Batch:
        return Batch(
            sources=[SOURCE],
            evidence=self.evidence,
            entities=self.entities,
            relations=self.relations,
        )

    def said(self) -> tuple[str, ...]:
        row = len(self.evidence) + 2
        self.evidence.append(
            Evidence(document=SOURCE.sha256, method=Method.REGISTER_ROW, sheet="台账", row=row)
        )
        return (self.evidence[-1].id,)

    def thing(self, label: Label, name: str, **said: object) -> Entity:
        made = Entity(label=label, properties={"name": name, **said}, evidence=self.said())
        self.entities.append(made)
        return made

    def link(
        self,
        source: Entity,
        kind: RelType,
        target: Entity,
        *,
        start: str = "2021-05-01",
        end: str | None = None,
        **said: object,
    ) -> None:
        made = Relation(
            type=kind,
            source=source.reference,
            target=target.reference,
            evidence=self.said(),
            properties=said,
            valid_from=start,
            valid_to=end,
        )
        self.relations.append(made)


SOURCE: Final = Source(name="虚构辖区.csv", sha256="5a" * 32, source="虚构辖区台账")


@dataclass
class _Plant:
    """One enterprise while it is written."""

    district: Planted
    number: int
    plant: Entity
    tank: Entity
    authority: Entity

    def post(self, name: str, *, left: str | None = None) -> Entity:
        """Write a post with somebody in it."""
        made = self.district.thing(Label.POST, f"企业{self.number:05d}{name}")
        who = self.district.thing(Label.PERSON, f"企业{self.number:05d}{name}任职者")
        self.district.link(who, RelType.HOLDS_POST, made, end=left)
        return made

    def duty(
        self, post: Entity, role: str, on: Entity, end: str | None = None, **said: str
    ) -> None:
        self.district.link(
            post, RelType.RESPONSIBLE_FOR, on, end=end, line="ENTERPRISE", role=role, **said
        )

    def gap(self, kind: str, role: str | None, on: Entity) -> None:
        self.district.gaps.add((kind, role, on.id))

    def finding(self, **said: object) -> Entity:
        name = f"企业{self.number:05d}阀门内漏"
        made = self.district.thing(Label.FINDING, name, status="ASSIGNED", **said)
        self.district.link(made, RelType.FOUND_AT, self.tank)
        return made


def planted(enterprises: int) -> Planted:
    """Return a district of so many enterprises, ten hazards each, a kind of gap in turn."""
    district = Planted()
    region = district.thing(Label.REGION, "虚构区", code="990000", level="DISTRICT")
    district.region = region.id
    leader = district.thing(Label.POST, "虚构区区长")
    who = district.thing(Label.PERSON, "虚构区区长任职者")
    district.link(who, RelType.HOLDS_POST, leader)
    district.link(leader, RelType.RESPONSIBLE_FOR, region, line="GOVERNMENT", role="LEADER")
    authority = district.thing(Label.AUTHORITY, "虚构区应急管理局")
    for first in range(0, enterprises, PER_PARK):
        park = district.thing(Label.PARK, f"虚构园区{first:05d}")
        district.link(park, RelType.LOCATED_IN, region)
        district.link(authority, RelType.SUPERVISES, park, sector=SECTOR)
        for number in range(first, min(first + PER_PARK, enterprises)):
            _enterprise(district, number, park, authority)
    return district


def _enterprise(district: Planted, number: int, park: Entity, authority: Entity) -> None:
    name = f"虚构企业{number:05d}"
    plant = district.thing(Label.ENTERPRISE, name, licensed_by="虚构区应急管理局")
    tank = district.thing(
        Label.HAZARD, f"{name}罐区", kind="MAJOR_HAZARD_INSTALLATION", level="RED"
    )
    district.hazard = tank.id
    district.link(plant, RelType.LOCATED_IN, park)
    district.link(plant, RelType.HAS_HAZARD, tank)
    for k in range(RISK_POINTS):
        point = district.thing(Label.HAZARD, f"{name}风险点{k}", kind="RISK_POINT", level="YELLOW")
        district.link(plant, RelType.HAS_HAZARD, point)
    one = _Plant(district, number, plant, tank, authority)
    planting = KINDS[number % len(KINDS)]
    changed = planting(one) if planting else {}
    _in_order(one, changed)


def _in_order(one: _Plant, changed: dict[str, str | None]) -> None:
    """Write everything that the law wants of an enterprise, but for what a planting changed."""
    board = {"published_on": "2021-05-02", "filed_on": "2021-05-03"}
    head = one.post("总经理")
    one.duty(head, "PRINCIPAL", one.plant, end=changed.get("principal"))
    one.duty(one.post("班长"), "RISK_POINT_OWNER", one.plant)
    unpublished = {"filed_on": "2021-05-03"}
    one.duty(
        head, "PRINCIPAL_GUARANTOR", one.tank, **(unpublished if "board" in changed else board)
    )
    if "technical" not in changed:
        one.duty(one.post("生产副总"), "TECHNICAL_GUARANTOR", one.tank, **board)
    one.duty(
        one.post("车间主任", left=changed.get("left")), "OPERATION_GUARANTOR", one.tank, **board
    )
    _inspected(one, "OPERATION_GUARANTOR", changed.get("weekly") or "2022-03-08")
    _inspected(one, "TECHNICAL_GUARANTOR", "2022-02-01")
    one.district.link(one.authority, RelType.SUPERVISES, one.plant, sector=SECTOR)
    provider = one.district.thing(Label.CUSTODY_PROVIDER, f"虚构托管公司{one.number % 20:02d}")
    one.district.link(
        provider,
        RelType.HAS_CUSTODY_OF,
        one.plant,
        end=changed.get("contract"),
        contract=f"T-{one.number:05d}",
    )


def _inspected(one: _Plant, role: str, day: str) -> None:
    name = f"企业{one.number:05d}{role}{day}"
    check = one.district.thing(Label.INSPECTION, name, held_on=day, role=role)
    one.district.link(check, RelType.INSPECTS, one.tank, start=day)


def _missing(one: _Plant) -> dict[str, str | None]:
    one.gap("MISSING", "TECHNICAL_GUARANTOR", one.tank)
    return {"technical": None}


def _vacant(one: _Plant) -> dict[str, str | None]:
    one.gap("VACANT", "OPERATION_GUARANTOR", one.tank)
    return {"left": "2022-03-01"}


def _expired(one: _Plant) -> dict[str, str | None]:
    one.gap("EXPIRED", "PRINCIPAL", one.plant)
    return {"principal": "2022-01-01"}


def _stale(one: _Plant) -> dict[str, str | None]:
    one.gap("STALE", "OPERATION_GUARANTOR", one.tank)
    return {"weekly": "2022-02-20"}


def _duplicate(one: _Plant) -> dict[str, str | None]:
    one.gap("DUPLICATE", "PRINCIPAL", one.plant)
    one.duty(one.post("厂长"), "PRINCIPAL", one.plant)
    return {}


def _one_hand(one: _Plant) -> dict[str, str | None]:
    finding = one.finding(deadline="2022-04-01")
    safety = one.post("安全员")
    one.duty(safety, "RECTIFIER", finding, basis="整改通知书")
    one.duty(safety, "VERIFIER", finding, basis="整改通知书")
    one.gap("CONFLICT", "VERIFIER", finding)
    return {}


def _two_regulators(one: _Plant) -> dict[str, str | None]:
    other = one.district.thing(Label.AUTHORITY, "虚构区工业局")
    one.district.link(other, RelType.SUPERVISES, one.plant, sector=SECTOR)
    one.gap("CONFLICT", "SUPERVISOR", one.plant)
    return {}


def _unpublished(one: _Plant) -> dict[str, str | None]:
    one.gap("UNPUBLISHED", "PRINCIPAL_GUARANTOR", one.tank)
    return {"board": None}


def _unsupported(one: _Plant) -> dict[str, str | None]:
    one.duty(one.post("储运主任"), "WORKSHOP_HEAD", one.plant)
    one.gap("UNSUPPORTED", "WORKSHOP_HEAD", one.plant)
    return {}


def _lapsed(one: _Plant) -> dict[str, str | None]:
    one.gap("CUSTODY_LAPSED", "PROVIDER", one.plant)
    return {"contract": "2022-03-01"}


def _overdue(one: _Plant) -> dict[str, str | None]:
    one.gap("STALE", None, one.finding(deadline="2022-03-01"))
    return {}


def _overloaded(one: _Plant) -> dict[str, str | None]:
    busy = one.post("值班长")
    for k in range(SPAN + 1):
        point = entity_id(Label.HAZARD, {"name": f"虚构企业{one.number:05d}风险点{k}"})
        (hazard,) = (e for e in one.district.entities[-RISK_POINTS - 4 :] if e.id == point)
        one.duty(busy, "RISK_POINT_OWNER", hazard)
    one.gap(
        "OVERLOADED",
        None,
        Entity(label=Label.REGION, properties={"name": "虚构区", "code": "990000"}, evidence=()),
    )
    return {}


KINDS: Final[tuple[Callable[[_Plant], dict[str, str | None]] | None, ...]] = (
    None,
    _missing,
    _vacant,
    _expired,
    _stale,
    _duplicate,
    _one_hand,
    _two_regulators,
    _unpublished,
    _unsupported,
    _lapsed,
    _overdue,
    _overloaded,
)
