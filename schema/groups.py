"""Types of counts by groups (分组统计类型): derived from the model, one set for each noun."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

import strawberry

from graph.cypher.dimensions import Dimension, dimensions_of
from graph.cypher.grouped import CONTAINED, GroupOrder
from graph.model.spec import Kind, NodeSpec
from schema.filters import enum_of, list_of
from schema.naming import camel
from schema.nouns import NOUNS, Fields, describe
from schema.types.base import At

__all__ = ["arguments_of", "group_field", "groups_type"]

_NULL: Final = "Null if not asked for, not on record, or related to none."

strawberry.enum(
    GroupOrder,
    description="分组排序. Order of groups: by how many, then by key; keys as their list has them, "
    "months by time, things by id, null last.",
)


def group_field(dimension: Dimension) -> str:
    """Return what a group calls the key of a dimension."""
    return camel(dimension.name)


def groups_type(spec: NodeSpec) -> Any:
    """Return the type of the counts of a noun."""
    group = describe(
        type(f"{spec.label}Group", (), {}),
        f"{spec.label}Group",
        {**_counted(), **{group_field(d): _field(d) for d in dimensions_of(spec)}},
        f"{spec.zh}分组. Things with the same keys, and how many there are.",
    )
    fields: Fields = {
        "groups": (list_of(group), "分组. As ordered, at most `first`."),
        "totalCount": (int, "总数. Things that were counted, each once; only when asked."),
        "complete": (bool, "是否完整. Whether there are no more groups than shown."),
    }
    doc = f"{spec.zh}分组统计. Counted by the keys asked for; a thing that is related to several "
    doc += "counts in the group of each."
    return describe(type(f"{spec.label}Groups", (), {}), f"{spec.label}Groups", fields, doc)


def _counted() -> Fields:
    return {"count": (int, "数量. How many there are.")}


def _field(dimension: Dimension) -> tuple[Any, str]:
    zh, doc = dimension.words
    return _kind(dimension) | None, f"{zh}. {doc} {_NULL}"


def _kind(dimension: Dimension) -> Any:
    prop = dimension.prop
    if prop is None:
        return NOUNS.type_behind(dimension.end.there) if dimension.end else str
    if prop.choices:
        return enum_of(prop.choices)
    return bool if prop.kind is Kind.BOOLEAN else str


def arguments_of(spec: NodeSpec) -> Mapping[str, tuple[Any, Any]]:
    """Return the arguments of the counts of a noun, each with its default."""
    members = {d.constant: d.name for d in dimensions_of(spec)}
    made: Any = Enum(f"{spec.label}Grouping", members)  # type: ignore[misc]  # named by the model
    doc = f"{spec.zh}分组依据. What its counts are grouped by; dates by month, relations by thing."
    grouping = strawberry.enum(made, name=f"{spec.label}Grouping", description=doc)
    given: dict[str, tuple[Any, Any]] = {"by": (list_of(grouping), ...)}
    given["filter"] = (NOUNS.filters[spec.label] | None, None)
    if spec.label in CONTAINED:
        given["within"] = (strawberry.ID | None, None)
    given["order"] = (GroupOrder | None, GroupOrder.COUNT_DESC)
    return given | {"first": (int | None, 100), "at": (At | None, None)}
