"""Properties that many declarations share (公共属性), and short ways to declare one."""

from collections.abc import Mapping
from enum import StrEnum

from graph.model.labels import RegionLevel
from graph.model.spec import Kind, Property

__all__ = [
    "ADDRESS",
    "ALIASES",
    "LATITUDE",
    "LEVEL",
    "LONGITUDE",
    "NAME",
    "PEOPLE_WITHIN_500_M",
    "ROLES",
    "choice",
    "day",
    "number",
    "text",
    "texts",
    "truth",
    "whole",
]


def text(
    name: str, zh: str, doc: str, *, required: bool = False, personal: bool = False
) -> Property:
    """Declare a property that holds text."""
    return Property(name=name, kind=Kind.TEXT, zh=zh, doc=doc, required=required, personal=personal)


def texts(name: str, zh: str, doc: str) -> Property:
    """Declare a property that holds a list of text."""
    return Property(name=name, kind=Kind.TEXTS, zh=zh, doc=doc)


def number(
    name: str, zh: str, doc: str, unit: str | None = None, *, sortable: bool = False
) -> Property:
    """Declare a decimal quantity with its unit."""
    return Property(name=name, kind=Kind.DECIMAL, zh=zh, doc=doc, unit=unit, sortable=sortable)


def whole(
    name: str, zh: str, doc: str, unit: str | None = None, *, sortable: bool = False
) -> Property:
    """Declare a whole number."""
    return Property(name=name, kind=Kind.INTEGER, zh=zh, doc=doc, unit=unit, sortable=sortable)


def day(
    name: str, zh: str, doc: str, *, sortable: bool = False, not_before: str | None = None
) -> Property:
    """Declare a date."""
    return Property(
        name=name, kind=Kind.DATE, zh=zh, doc=doc, sortable=sortable, not_before=not_before
    )


def truth(name: str, zh: str, doc: str) -> Property:
    """Declare a property that is yes or no."""
    return Property(name=name, kind=Kind.BOOLEAN, zh=zh, doc=doc)


def choice(
    name: str,
    zh: str,
    doc: str,
    choices: type[StrEnum],
    terms: Mapping[str, str] | None = None,
    *,
    required: bool = False,
    sortable: bool = False,
) -> Property:
    """Declare a property with a closed vocabulary; `terms` maps Chinese words to its members."""
    return Property(
        name=name,
        kind=Kind.TEXT,
        zh=zh,
        doc=doc,
        choices=choices,
        terms=terms or {},
        required=required,
        sortable=sortable,
    )


NAME = Property(
    name="name",
    kind=Kind.TEXT,
    zh="名称",
    doc="Name as the source gives it.",
    required=True,
    sortable=True,
)
ALIASES = texts("aliases", "别名", "Other names under which sources speak of it.")
ADDRESS = text("address", "地址", "Postal address.")
LONGITUDE = number("longitude", "经度", "Longitude, CGCS2000.", "°")
LATITUDE = number("latitude", "纬度", "Latitude, CGCS2000.", "°")
PEOPLE_WITHIN_500_M = whole(
    "people_within_500_m",
    "周边500米常住人口",
    "Residents within 500 m outward from the site boundary; selects α, GB 18218-2018 table 5.",
    "people",
    sortable=True,
)
LEVEL = choice(
    "level",
    "层级",
    "Level in the administrative hierarchy.",
    RegionLevel,
    {
        "国家": "NATION",
        "省": "PROVINCE",
        "市": "CITY",
        "区": "DISTRICT",
        "县": "DISTRICT",
        "镇": "TOWN",
        "乡": "TOWN",
        "街道": "TOWN",
        "村": "VILLAGE",
        "社区": "VILLAGE",
    },
)

ROLES = {
    "风险点责任人": "RISK_POINT_OWNER",
    "整改责任人": "RECTIFIER",
    "验收人": "VERIFIER",
    "操作负责人": "OPERATION_GUARANTOR",
    "技术负责人": "TECHNICAL_GUARANTOR",
    "包保主要负责人": "PRINCIPAL_GUARANTOR",
    "车间负责人": "WORKSHOP_HEAD",
    "部门负责人": "DEPARTMENT_HEAD",
    "安全管理人员": "SAFETY_MANAGER",
    "主要负责人": "PRINCIPAL",
    "安全管家": "STEWARD",
    "项目负责人": "PROJECT_LEAD",
    "托管机构": "PROVIDER",
    "网格员": "GRID_OFFICER",
    "监管责任人": "SUPERVISOR",
    "包联领导": "CONTACT_LEADER",
    "分管领导": "DEPUTY_LEADER",
    "组长": "GROUP_HEAD",
    "党政主要领导": "LEADER",
}
"""Chinese terms of the roles of `DutyRole`, as registers write them."""
