"""What is wrong in an enterprise (植入的缺口): one function a kind, and the gap that it must show.

Each returns what the enterprise that is otherwise in order has differently.
"""

from collections.abc import Callable, Mapping
from typing import Final

from graph.model.labels import Label, RelType
from graph.model.statement import Entity
from tests.contract.planting import SPAN, Plant

__all__ = ["KINDS", "SECTOR", "Changed", "of_the_port"]

SECTOR: Final = "危险化学品"
Changed = Mapping[str, str | None]


def _missing(one: Plant) -> Changed:
    one.gap("MISSING", "TECHNICAL_GUARANTOR", one.tank)
    return {"technical": None}


def _without_owner(one: Plant) -> Changed:
    for point in one.points:
        one.gap("MISSING", "RISK_POINT_OWNER", point)
    return {"owner": None}


def _unsettled(one: Plant) -> Changed:
    finding = one.finding(severity="MAJOR", deadline="2024-02-01")
    one.gap("MISSING", "RECTIFIER", finding)
    one.gap("MISSING", None, finding)
    return {}


def of_the_port(one: Plant) -> Changed:
    one.gap("MISSING", "SUPERVISOR", one.plant)
    return {"basis": "企业安全生产责任制"}


def _vacant(one: Plant) -> Changed:
    one.gap("VACANT", "OPERATION_GUARANTOR", one.tank)
    return {"left": "2024-01-02"}


def _unattended(one: Plant) -> Changed:
    measure = one.district.thing(
        Label.MEASURE, f"企业{one.number:05d}可燃气体报警器", kind="ENGINEERING"
    )
    one.district.link(measure, RelType.CONTROLS, one.tank)
    one.duty(one.post("仪表主管", left="2024-01-02"), "SAFETY_MANAGER", measure, basis="责任制")
    one.gap("VACANT", "SAFETY_MANAGER", measure)
    return {}


def _not_tested(one: Plant) -> Changed:
    measure = one.district.thing(
        Label.MEASURE, f"企业{one.number:05d}安全阀", kind="ENGINEERING", check_due="2024-01-14"
    )
    one.district.link(measure, RelType.CONTROLS, one.tank)
    one.gap("STALE", None, measure)
    return {}


def _expired(one: Plant) -> Changed:
    one.gap("EXPIRED", "PRINCIPAL", one.plant)
    return {"principal": "2024-01-02"}


def _not_weekly(one: Plant) -> Changed:
    one.gap("STALE", "OPERATION_GUARANTOR", one.tank)
    return {"weekly": "2023-12-25"}


def _not_quarterly(one: Plant) -> Changed:
    one.gap("STALE", "TECHNICAL_GUARANTOR", one.tank)
    return {"quarterly": "2023-09-01"}


def _not_updated(one: Plant) -> Changed:
    one.gap("STALE", "TECHNICAL_GUARANTOR", one.tank)
    return {"updated": "2021-04-02"}


def _not_assessed(one: Plant) -> Changed:
    _old_tank(one, assessed_on="2020-06-01", registered_on="2020-06-10")
    return {}


def _not_filed_anew(one: Plant) -> Changed:
    _old_tank(one, assessed_on="2023-06-01", registered_on="2020-06-10")
    return {}


def _old_tank(one: Plant, **days: str) -> None:
    """Say more of the tank of an enterprise, as another row of the register does."""
    said = {name: value for name, value in one.tank.properties.items() if name != "name"}
    one.district.thing(Label.HAZARD, str(one.tank.properties["name"]), **said, **days)
    one.gap("STALE", None, one.tank)


def _overdue(one: Plant) -> Changed:
    one.gap("STALE", None, one.finding(deadline="2024-01-02"))
    return {}


def _two_principals(one: Plant) -> Changed:
    one.gap("DUPLICATE", "PRINCIPAL", one.plant)
    one.duty(one.post("厂长"), "PRINCIPAL", one.plant)
    return {}


def _two_providers(one: Plant) -> Changed:
    for name in ("甲", "乙"):
        provider = one.district.thing(Label.CUSTODY_PROVIDER, f"虚构维保公司{name}")
        said = {"contract": f"W-{one.number:05d}{name}", "scope": "消防维保"}
        one.district.link(provider, RelType.HAS_CUSTODY_OF, one.plant, **said)
    one.gap("DUPLICATE", "PROVIDER", one.plant)
    return {}


def _one_hand(one: Plant) -> Changed:
    finding = one.finding(deadline="2024-02-01")
    safety = one.post("安全员")
    one.duty(safety, "RECTIFIER", finding, basis="整改通知书")
    one.duty(safety, "VERIFIER", finding, basis="整改通知书")
    one.gap("CONFLICT", "VERIFIER", finding)
    return {}


def _two_regulators(one: Plant) -> Changed:
    other = one.district.thing(Label.AUTHORITY, "虚构区工业局")
    one.district.link(other, RelType.SUPERVISES, one.plant, sector=SECTOR)
    one.gap("CONFLICT", "SUPERVISOR", one.plant)
    return {}


def _regulator_within(one: Plant) -> Changed:
    _two_hats(one, "REGULATOR", "SUPERVISOR")
    return {}


def _steward_within(one: Plant) -> Changed:
    _two_hats(one, "CUSTODY", "STEWARD")
    return {}


def _two_hats(one: Plant, line: str, role: str) -> None:
    """Write somebody who bears a duty on another line and one of the enterprise."""
    who = one.person("兼职者")
    outside, inside = (
        one.district.thing(Label.POST, f"企业{one.number:05d}{name}")
        for name in ("驻厂员", "安全员")
    )
    for post in (outside, inside):
        one.held(post, who)
    one.duty(inside, "SAFETY_MANAGER", one.plant, basis="责任制")
    said = {"line": line, "role": role, "basis": "派驻文件"}
    one.district.link(outside, RelType.RESPONSIBLE_FOR, one.plant, **said)
    one.gap("CONFLICT", role, one.plant)


def _unpublished(one: Plant) -> Changed:
    one.gap("UNPUBLISHED", "PRINCIPAL_GUARANTOR", one.tank)
    return {"published_on": None}


def _unfiled(one: Plant) -> Changed:
    one.gap("UNPUBLISHED", "PRINCIPAL_GUARANTOR", one.tank)
    return {"filed_on": None}


def _unsupported(one: Plant) -> Changed:
    one.duty(one.post("储运主任"), "WORKSHOP_HEAD", one.plant)
    one.gap("UNSUPPORTED", "WORKSHOP_HEAD", one.plant)
    return {}


def _no_contract(one: Plant) -> Changed:
    one.gap("UNSUPPORTED", "PROVIDER", one.plant)
    return {"number": None}


def _lapsed(one: Plant) -> Changed:
    one.gap("CUSTODY_LAPSED", "PROVIDER", one.plant)
    return {"contract": "2024-01-03"}


def _outlasting(one: Plant) -> Changed:
    provider = one.district.thing(Label.CUSTODY_PROVIDER, "虚构巡检公司")
    said = {"contract": f"X-{one.number:05d}", "scope": "特种设备巡检"}
    one.district.link(provider, RelType.HAS_CUSTODY_OF, one.plant, end="2024-01-03", **said)
    steward = one.post("驻厂管家")
    one.district.link(steward, RelType.BELONGS_TO, provider)
    charged = {"line": "CUSTODY", "role": "STEWARD", "basis": "派驻文件"}
    one.district.link(steward, RelType.RESPONSIBLE_FOR, one.plant, **charged)
    one.gap("CUSTODY_LAPSED", "STEWARD", one.plant)
    return {}


def _overloaded(one: Plant) -> Changed:
    busy = one.post("值班长")
    for point in one.points[: SPAN + 1]:
        one.duty(busy, "RISK_POINT_OWNER", point)
    region = Entity(
        label=Label.REGION, properties={"name": "虚构区", "code": "990000"}, evidence=()
    )
    one.gap("OVERLOADED", None, region)
    return {}


KINDS: Final[tuple[Callable[[Plant], Changed] | None, ...]] = (
    None,
    _missing,
    _vacant,
    _expired,
    _not_weekly,
    _not_quarterly,
    _not_updated,
    _not_assessed,
    _not_filed_anew,
    _overdue,
    _two_principals,
    _one_hand,
    _overloaded,
    _unpublished,
    _unfiled,
    _unsupported,
    _lapsed,
    _two_providers,
    _two_regulators,
    _without_owner,
    _unsettled,
    of_the_port,
    _unattended,
    _not_tested,
    _regulator_within,
    _steward_within,
    _no_contract,
    _outlasting,
)
"""What is wrong in one enterprise after another; the first 20 show every kind of gap."""
