"""Filters and orders (筛选与排序): inputs derived from the model."""

from enum import Enum, StrEnum
from functools import cache
from types import GenericAlias
from typing import Any

import strawberry

from graph.model.labels import Label
from graph.model.registry import End, ends_of, node_spec
from graph.model.spec import Group, Kind, NodeSpec, Property
from schema.naming import camel
from schema.scalars import Date, DateTime

__all__ = ["enum_of", "filter_input", "group_filter", "list_of", "order_enum"]

_SCALARS: dict[Kind, tuple[str, Any]] = {
    Kind.TEXT: ("String", str),
    Kind.INTEGER: ("Int", int),
    Kind.DECIMAL: ("Float", float),
    Kind.BOOLEAN: ("Boolean", bool),
    Kind.DATE: ("Date", Date),
    Kind.INSTANT: ("DateTime", DateTime),
}
_NOUN_LABELS = frozenset(Label) - {Label.ORGANISATION, Label.STATE}


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
    name, scalar = _SCALARS[kind]
    operators = dict.fromkeys(("eq", "gt", "gte", "lt", "lte"), scalar)
    operators |= {"in": list_of(scalar), "isNull": bool}
    return input_type(f"{name}Filter", f"{kind.value}. Conditions on it.", operators)


@cache
def _enum_filter(choices: type[StrEnum]) -> Any:
    member = enum_of(choices)
    operators = {"eq": member, "in": list_of(member), "isNull": bool}
    name = choices.__name__
    return input_type(f"{name}Filter", f"Conditions on {name}.", operators)


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
    operators = {"some": nested, "none": nested}
    return input_type(f"{name}RelationFilter", f"Related to some, or to no, {name}.", operators)


def filter_input(spec: NodeSpec) -> Any:
    """Return the filter of a noun: its properties, its relations, and AND, OR, NOT."""
    fields: dict[str, Any] = {"id": _id_filter()}
    fields |= {camel(prop.name): _filter_of(prop) for prop in spec.properties}
    fields |= {end.field: _relation_filter(_behind(end).name) for end in ends_of(spec.label)}
    return _described(spec.label, fields)


def group_filter(group: Group) -> Any:
    """Return the filter of a group of nouns: what all of them have."""
    shared = [node_spec(label) for label in group.labels]
    names = [p.name for p in shared[0].properties if all(s.declared(p.name) for s in shared)]
    fields: dict[str, Any] = {"id": _id_filter()}
    fields |= {camel(name): _filter_of(_declared(shared[0], name)) for name in names}
    return _described(group.name, fields)


def _declared(spec: NodeSpec, name: str) -> Property:
    prop = spec.declared(name)
    if prop is None:
        raise KeyError(name)
    return prop


def _behind(end: End) -> Group:
    return end.link.target if end.direction == "forward" else end.link.source


def _described(name: str, fields: dict[str, Any]) -> Any:
    cls = _raw_filter(name)
    fields |= {"AND": list_of(cls), "OR": list_of(cls), "NOT": cls}
    label = node_spec(name).zh if name in _NOUN_LABELS else name
    description = f"{label}筛选条件. What is given must all hold."
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
    description = f"{spec.zh}排序. Orders of the list; the id breaks ties."
    return strawberry.enum(orders, name=f"{spec.label}Order", description=description)
