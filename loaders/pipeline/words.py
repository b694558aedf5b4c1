"""Words of documents in terms of the model (文档用语与模型): types, relationships and duties."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from graph.model.labels import DutyRole, Label, Line, RelType
from loaders.documents import EntityType, RelationType

__all__ = ["LABELS", "RELATION_TYPES", "duty_of", "label_of"]

LABELS: Final[Mapping[EntityType, Label]] = {
    EntityType.REGION: Label.REGION,
    EntityType.PARK: Label.PARK,
    EntityType.CUSTODY_PROVIDER: Label.CUSTODY_PROVIDER,
    EntityType.ENTERPRISE: Label.ENTERPRISE,
    EntityType.ORGANISATION: Label.AUTHORITY,
    EntityType.LEADER: Label.POST,
    EntityType.PROGRAMME: Label.PROGRAMME,
    EntityType.PLATFORM: Label.PLATFORM,
    EntityType.HAZARD: Label.HAZARD,
    EntityType.MEASURE: Label.MEASURE,
}

RELATION_TYPES: Final[Mapping[RelationType, RelType | None]] = {
    RelationType.COOPERATES_WITH: RelType.COOPERATES_WITH,
    RelationType.DETECTS: RelType.DETECTS,
    RelationType.HAD_ACCIDENT: None,  # the model records hazards and findings, not accidents
    RelationType.HAS_HAZARD: RelType.HAS_HAZARD,
    RelationType.IMPLEMENTS: RelType.IMPLEMENTS,
    RelationType.IN_CUSTODY_OF: RelType.HAS_CUSTODY_OF,
    RelationType.LOCATED_IN: RelType.LOCATED_IN,
    RelationType.MANAGES: RelType.MANAGES,
    RelationType.MEASURE_FOR: RelType.CONTROLS,
    RelationType.PILOT_OF: RelType.PILOT_OF,
    RelationType.REGULATES: RelType.SUPERVISES,
    RelationType.RESPONSIBLE_FOR: RelType.RESPONSIBLE_FOR,
    RelationType.SUPPORTED_BY: RelType.SUPPORTED_BY,
}

_INSTITUTION: Final = re.compile(
    r"(?:技术中心|服务中心|检测中心|评价中心|培训中心|交流合作中心|党校|学院|大学|学校|医院"
    r"|研究院|研究所|科学院|安科院|分院|协会|学会|联合会)$"
)


@dataclass(frozen=True, slots=True)
class _Duty:
    post: re.Pattern[str]
    quote: re.Pattern[str]
    line: Line
    role: DutyRole


def label_of(kind: EntityType, name: str) -> Label:
    """Return the type that a word of a document suggests.

    >>> label_of(EntityType.ORGANISATION, "区委党校")
    <Label.INSTITUTION: 'Institution'>
    """
    if kind is EntityType.ORGANISATION and _INSTITUTION.search(name):
        return Label.INSTITUTION
    return LABELS[kind]


def duty_of(post: str, quote: str) -> dict[str, str] | None:
    """Return line and role of a post; None where the words do not tell.

    >>> duty_of("区长", "成立由区长任组长的领导小组")
    {'line': 'GOVERNMENT', 'role': 'GROUP_HEAD'}
    """
    for duty in _duties():
        if duty.post.search(post) and duty.quote.search(quote):
            return {"line": duty.line.value, "role": duty.role.value}
    return None


@cache
def _duties() -> tuple[_Duty, ...]:
    text = (files("loaders.pipeline") / "duties.toml").read_text(encoding="utf-8")
    return tuple(
        _Duty(
            post=re.compile(row.get("post", "")),
            quote=re.compile(row.get("quote", "")),
            line=Line(row["line"]),
            role=DutyRole(row["role"]),
        )
        for row in tomllib.loads(text)["duty"]
    )
