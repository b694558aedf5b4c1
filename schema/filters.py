"""Filters and orders (筛选与排序): inputs derived from the model."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from functools import cache
from types import GenericAlias
from typing import Any, Final

import strawberry

from graph.model.labels import RelType
from graph.model.registry import ends_of, node_spec, relation_spec
from graph.model.spec import Group, Kind, NodeSpec, Property
from schema.naming import camel
from schema.scalars import Date, DateTime

__all__ = ["EDGES", "enum_of", "filter_input", "group_filter", "list_of", "order_enum"]

_SCALARS: Mapping[Kind, tuple[str, Any, str]] = {
    Kind.INTEGER: ("Int", int, "整数条件. Conditions on a whole number."),
    Kind.DECIMAL: ("Float", float, "数值条件. Conditions on a quantity."),
    Kind.BOOLEAN: ("Boolean", bool, "是否条件. Conditions on yes or no."),
    Kind.DATE: ("Date", Date, "日期条件. Conditions on a day."),
    Kind.INSTANT: ("DateTime", DateTime, "时刻条件. Conditions on an instant."),
}


EDGES: Final = "Connection"
"""What a filter on related things with their relationships is called, behind the field's name."""
_QUANTIFIERS: Final = ("some", "all", "none", "single")
_CLOCKS: Final = {"validFrom": Kind.DATE, "validTo": Kind.DATE, "recordedAt": Kind.INSTANT}


def list_of(item: Any) -> Any:
    """Return the annotation of a list of a type that is made at run time."""
    return GenericAlias(list, (item,))


@cache
def enum_of(choices: type[StrEnum]) -> Any:
    """Return the GraphQL enum of a closed vocabulary."""
    first_line = (choices.__doc__ or choices.__name__).splitlines()[0]
    return strawberry.enum(choices, name=choices.__name__, description=first_line)


def input_type(name: str, description: str, fields: dict[str, Any]) -> Any:
    """Make an input whose fields may all be left out."""
    cls = type(name, (), {"__doc__": description})
    return _optional(cls, name, description, fields)


def _optional(cls: Any, name: str, description: str, fields: dict[str, Any]) -> Any:
    """Describe an input; attributes end in an underscore, since `in` is no name in Python."""
    cls.__annotations__ = {f"{field}_": annotation | None for field, annotation in fields.items()}
    for field in fields:
        setattr(cls, f"{field}_", strawberry.field(default=strawberry.UNSET, name=field))
    return strawberry.input(cls, name=name, description=description)


@cache
def _text_filter() -> Any:
    operators = {"eq": str, "in": list_of(str), "contains": str, "startsWith": str, "isNull": bool}
    return input_type("StringFilter", "文本条件. Conditions on text.", operators)


@cache
def _id_filter() -> Any:
    operators = {"eq": strawberry.ID, "in": list_of(strawberry.ID)}
    return input_type("IDFilter", "标识条件. Conditions on an id.", operators)


@cache
def _list_filter() -> Any:
    operators = {"has": str, "isNull": bool}
    return input_type("ListFilter", "列表条件. Conditions on a list of text.", operators)


@cache
def _scalar_filter(kind: Kind) -> Any:
    name, scalar, description = _SCALARS[kind]
    operators = dict.fromkeys(("eq", "gt", "gte", "lt", "lte"), scalar)
    operators |= {"in": list_of(scalar), "isNull": bool}
    return input_type(f"{name}Filter", description, operators)


@cache
def _enum_filter(choices: type[StrEnum]) -> Any:
    member = enum_of(choices)
    operators = {"eq": member, "in": list_of(member), "isNull": bool}
    name = choices.__name__
    return input_type(f"{name}Filter", f"词表条件. Conditions on {name}.", operators)


@strawberry.input(name="NearInput", description="邻近范围. A circle on the earth.")
class NearInput:
    """A circle on the earth (邻近范围)."""

    latitude: float = strawberry.field(description="中心纬度. Of its middle, in degrees north.")
    longitude: float = strawberry.field(description="中心经度. Of its middle, in degrees east.")
    kilometres: float = strawberry.field(description="半径. Its radius in kilometres, up to 1000.")


def _filter_of(prop: Property) -> Any:
    if prop.choices:
        return _enum_filter(prop.choices)
    if prop.kind is Kind.TEXTS:
        return _list_filter()
    return _text_filter() if prop.kind is Kind.TEXT else _scalar_filter(prop.kind)


@cache
def _raw_filter(name: str) -> Any:
    """Return the class of a filter before it is described, since filters form a ring."""
    return type(f"{name}Filter", (), {})


@cache
def _relation_filter(name: str) -> Any:
    nested = _raw_filter(name)
    operators = dict.fromkeys(_QUANTIFIERS, nested)
    description = "关联条件. Related to some, to nothing but such, to no such, or to just one such "
    description += f"{name}; all of nothing is true."
    return input_type(f"{name}RelationFilter", description, operators)


@cache
def _edge_filter(relation: RelType) -> Any:
    """Return the filter of a relationship: its properties and when it is true."""
    spec = relation_spec(relation)
    fields = {camel(prop.name): _filter_of(prop) for prop in spec.properties}
    fields |= {name: _scalar_filter(kind) for name, kind in _CLOCKS.items()}
    cls = type(f"{_pascal(relation)}Filter", (), {})
    fields |= {"AND": list_of(cls), "OR": list_of(cls), "NOT": cls}
    description = (
        f"{spec.zh}关系条件. Conditions on the relationship itself. What is given must all "
    )
    description += "hold; an unknown first day, and a last day that is not set, are null."
    return _optional(cls, cls.__name__, description, fields)


@cache
def _connection_filter(relation: RelType, name: str) -> Any:
    """Return the filter of things together with the relationships to them."""
    called = f"{_pascal(relation)}{name}"
    zh = relation_spec(relation).zh
    both = {"node": _raw_filter(name), "edge": _edge_filter(relation)}
    description = f"{zh}及其对象条件. What the thing and the relationship to it must fulfil."
    pair = input_type(f"{called}ConnectionPair", description, both)
    description = (
        f"{zh}条件. Related to some, to nothing but such, to no such, or to just one such "
    )
    description += "thing, by such a relationship; all of nothing is true."
    return input_type(f"{called}ConnectionFilter", description, dict.fromkeys(_QUANTIFIERS, pair))


def _pascal(relation: RelType) -> str:
    return "".join(part.capitalize() for part in relation.split("_"))


def _connections(spec: NodeSpec) -> dict[str, Any]:
    """Return the filters of relationships that say something themselves."""
    return {
        f"{end.field}{EDGES}": _connection_filter(end.relation.type, end.there.name)
        for end in ends_of(spec.label)
        if end.relation.properties
    }


def filter_input(spec: NodeSpec) -> Any:
    """Return the filter of a noun: its properties, its relations, and AND, OR, NOT."""
    fields: dict[str, Any] = {"id": _id_filter()}
    fields |= {camel(prop.name): _filter_of(prop) for prop in spec.properties}
    fields |= {end.field: _relation_filter(end.there.name) for end in ends_of(spec.label)}
    fields |= _connections(spec)
    fields |= {"near": NearInput} if spec.is_placed else {}
    return _described(spec.label, spec.zh, fields)


def group_filter(group: Group) -> Any:
    """Return the filter of a group of nouns: what all of them have."""
    shared = [node_spec(label) for label in group.labels]
    names = [p.name for p in shared[0].properties if all(s.declared(p.name) for s in shared)]
    fields: dict[str, Any] = {"id": _id_filter()}
    fields |= {camel(name): _filter_of(_declared(shared[0], name)) for name in names}
    return _described(group.name, "、".join(spec.zh for spec in shared), fields)


def _declared(spec: NodeSpec, name: str) -> Property:
    prop = spec.declared(name)
    if prop is None:
        raise KeyError(name)
    return prop


def _described(name: str, zh: str, fields: dict[str, Any]) -> Any:
    cls = _raw_filter(name)
    fields |= {"AND": list_of(cls), "OR": list_of(cls), "NOT": cls}
    description = f"{zh}筛选条件. What is given must all hold."
    return _optional(cls, f"{name}Filter", description, fields)


def order_enum(spec: NodeSpec) -> Any:
    """Return the orders of a noun: each sortable property, up or down."""
    members = {
        f"{prop.name}_{way}".upper(): f"{prop.name} {way}"
        for prop in spec.properties
        if prop.sortable
        for way in ("asc", "desc")
    }
    orders: Any = Enum(f"{spec.label}Order", members)  # type: ignore[misc]  # named by the model
    description = f"{spec.zh}排序. Orders of the list; words of a vocabulary as it lists them, the "
    description += "id breaks ties."
    return strawberry.enum(orders, name=f"{spec.label}Order", description=description)
