"""A made-up district in perfect order (虚构辖区), but for one known gap in most enterprises."""

from typing import Final

from graph.model.labels import Label, RelType
from graph.model.statement import Entity
from tests.contract.planting import RISK_POINTS, Plant, Planted
from tests.contract.plantings import KINDS, SECTOR, Changed, of_the_port

__all__ = ["planted"]

PER_PARK: Final = 50


def planted(enterprises: int) -> Planted:
    """Return a district of so many enterprises, ten hazards each, a kind of gap in turn."""
    district = Planted()
    region = district.thing(Label.REGION, "虚构区", code="990000", level="DISTRICT")
    district.region = region.id
    authority = district.thing(Label.AUTHORITY, "虚构区应急管理局")
    leader, member = (district.thing(Label.POST, f"虚构区{name}") for name in ("区长", "副区长"))
    for post, role in ((leader, "LEADER"), (member, "DEPUTY_LEADER")):
        district.link(post, RelType.RESPONSIBLE_FOR, region, line="GOVERNMENT", role=role)
    who = district.thing(Label.PERSON, "虚构区区长任职者")
    district.link(who, RelType.HOLDS_POST, leader)
    _places(district, region, member)
    for first in range(0, enterprises, PER_PARK):
        park = district.thing(Label.PARK, f"虚构园区{first:05d}")
        district.link(park, RelType.LOCATED_IN, region)
        district.link(authority, RelType.SUPERVISES, park, sector=SECTOR)
        for number in range(first, min(first + PER_PARK, enterprises)):
            _enterprise(district, number, park, authority)
    return district


def _places(district: Planted, region: Entity, member: Entity) -> None:
    """Write a town and a park in disorder, and a deputy leader who runs a business."""
    town = district.thing(Label.REGION, "虚构镇", code="990001", level="TOWN")
    district.link(town, RelType.PART_OF, region)
    park = district.thing(Label.PARK, "虚构镇园区", assessed_on="2018-06-01")
    district.link(park, RelType.LOCATED_IN, town)
    provider = district.thing(Label.CUSTODY_PROVIDER, "虚构镇托管公司")
    district.link(
        provider,
        RelType.HAS_CUSTODY_OF,
        park,
        end="2024-01-03",
        contract="T-镇",
        start="2023-01-01",
    )
    shop = district.thing(Label.ENTERPRISE, "虚构镇商行")
    district.link(shop, RelType.LOCATED_IN, town)
    owner = district.thing(Label.POST, "虚构镇商行总经理")
    who = district.thing(Label.PERSON, "虚构区副区长任职者")
    for post in (member, owner):
        district.link(who, RelType.HOLDS_POST, post)
    district.link(owner, RelType.RESPONSIBLE_FOR, shop, line="ENTERPRISE", role="PRINCIPAL")
    grid = district.thing(Label.POST, "虚构镇网格员")
    district.link(grid, RelType.RESPONSIBLE_FOR, town, line="REGULATOR", role="GRID_OFFICER")
    district.gaps |= {
        ("UNSUPPORTED", "GRID_OFFICER", town.id),
        ("MISSING", "SUPERVISOR", town.id),
        ("MISSING", "SUPERVISOR", park.id),
        ("MISSING", "SUPERVISOR", shop.id),
        ("STALE", None, park.id),
        ("CUSTODY_LAPSED", "PROVIDER", park.id),
        ("CONFLICT", "DEPUTY_LEADER", region.id),
    }


def _enterprise(district: Planted, number: int, park: Entity, authority: Entity) -> None:
    planting = KINDS[number % len(KINDS)]
    name = f"虚构企业{number:05d}"
    licence = "虚构港口管理局" if planting is of_the_port else "虚构区应急管理局"
    plant = district.thing(Label.ENTERPRISE, name, licensed_by=licence)
    tank = district.thing(
        Label.HAZARD, f"{name}罐区", kind="MAJOR_HAZARD_INSTALLATION", level="RED"
    )
    district.hazard = tank.id
    district.link(plant, RelType.LOCATED_IN, park)
    district.link(plant, RelType.HAS_HAZARD, tank)
    points = [
        district.thing(Label.HAZARD, f"{name}风险点{k}", kind="RISK_POINT", level="YELLOW")
        for k in range(RISK_POINTS)
    ]
    for point in points:
        district.link(plant, RelType.HAS_HAZARD, point)
    one = Plant(district, number, plant, tank, points, authority)
    _in_order(one, planting(one) if planting else {})


def _in_order(one: Plant, changed: Changed) -> None:
    """Write everything that the law wants of an enterprise, but for what a planting changed."""
    days = {"published_on": "2021-05-02", "filed_on": "2021-05-03"}
    basis = {"basis": text} if (text := changed.get("basis")) else {}
    board = {**days, **basis}
    head = one.post("总经理")
    one.duty(head, "PRINCIPAL", one.plant, end=changed.get("principal"))
    if "owner" not in changed:
        one.duty(one.post("班长"), "RISK_POINT_OWNER", one.plant)
    shown = {name: day for name, day in days.items() if name not in changed}
    one.duty(head, "PRINCIPAL_GUARANTOR", one.tank, **shown, **basis)
    if "technical" not in changed:
        updated = {"updated_on": day} if (day := changed.get("updated")) else {}
        one.duty(one.post("生产副总"), "TECHNICAL_GUARANTOR", one.tank, **board, **updated)
    foreman = one.post("车间主任", left=changed.get("left"))
    one.duty(foreman, "OPERATION_GUARANTOR", one.tank, **board)
    _inspected(one, "OPERATION_GUARANTOR", changed.get("weekly") or "2024-01-11")
    _inspected(one, "TECHNICAL_GUARANTOR", changed.get("quarterly") or "2023-12-01")
    one.district.link(one.authority, RelType.SUPERVISES, one.plant, sector=SECTOR)
    provider = one.district.thing(Label.CUSTODY_PROVIDER, f"虚构托管公司{one.number % 20:02d}")
    contract = {} if "number" in changed else {"contract": f"T-{one.number:05d}"}
    one.district.link(
        provider, RelType.HAS_CUSTODY_OF, one.plant, end=changed.get("contract"), **contract
    )


def _inspected(one: Plant, role: str, day: str) -> None:
    name = f"企业{one.number:05d}{role}{day}"
    check = one.district.thing(Label.INSPECTION, name, held_on=day, role=role)
    one.district.link(check, RelType.INSPECTS, one.tank, start=day)
