"""Nouns (名词类型): GraphQL types of the model's nodes and relationships, derived from it.

The classes are made first and described afterwards, since they refer to each other in a
ring. Their fields are never resolved one by one: a root field is one statement whose rows
come back in the shape of the response.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn

import strawberry

from graph.model.groups import ORGANISATION
from graph.model.labels import Label, Method
from graph.model.registry import NODES, End, ends_of, node_spec
from graph.model.spec import Group, Kind, NodeSpec, Property
from schema.filters import enum_of, filter_input, group_filter, list_of, order_enum
from schema.naming import camel, capitalised
from schema.scalars import Date, DateTime, GeoJSON
from schema.types.base import Cell, Node, PageInfo, Span

__all__ = ["NOUNS", "Asserted", "Evidence", "Fields", "Nouns", "Organisation", "describe", "pager"]

_KINDS: Final[Mapping[Kind, Any]] = {
    Kind.TEXT: str,
    Kind.TEXTS: list[str],
    Kind.INTEGER: int,
    Kind.DECIMAL: float,
    Kind.BOOLEAN: bool,
    Kind.DATE: Date,
    Kind.INSTANT: DateTime,
}

Fields = Mapping[str, tuple[Any, str | None]]


def unresolved(*_: object, **__: object) -> NoReturn:
    """Fail: rows arrive in the shape of the response, so no field is asked by itself."""
    raise RuntimeError("a field of a noun was resolved by itself")


def pager(returns: Any, extra: Mapping[str, Any]) -> Callable[..., Any]:
    """Return a resolver that declares the arguments of a list and its result."""
    given: dict[str, tuple[Any, Any]] = {
        "first": (int | None, 20),
        "after": (str | None, strawberry.UNSET),
    }
    given |= {name: (annotation | None, strawberry.UNSET) for name, annotation in extra.items()}
    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in given.items()
    ]

    def declared(**_: object) -> None:
        unresolved()

    vars(declared)["__signature__"] = inspect.Signature(parameters, return_annotation=returns)
    declared.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": returns}
    return declared


def describe(cls: Any, name: str, fields: Fields, doc: str, *, interface: bool = False) -> Any:
    """Turn a class into a GraphQL type; a callable annotation is a field with arguments."""
    cls.__annotations__ = {}
    for field, (annotation, text) in fields.items():
        if inspect.isfunction(annotation):
            made = strawberry.field(resolver=annotation, name=field, description=text)
        else:
            cls.__annotations__[field] = annotation
            made = strawberry.field(name=field, description=text)
        setattr(cls, field, made)
    kind = strawberry.interface if interface else strawberry.type
    return kind(cls, name=name, description=doc)


def connection_name(end: End) -> str:
    """Return the name of the list at an end, without its ending."""
    return f"{end.here.name}{capitalised(end.field)}"


def _property(prop: Property) -> tuple[Any, str]:
    kind = enum_of(prop.choices) if prop.choices else _KINDS[prop.kind]
    if prop.name == "boundary":
        kind = GeoJSON
    unit = f" [{prop.unit}]" if prop.unit else ""
    always = prop.kind is Kind.TEXTS or (prop.required and not prop.personal)
    return (kind if always else kind | None, f"{prop.zh}. {prop.doc}{unit}")


def _properties(properties: tuple[Property, ...]) -> dict[str, tuple[Any, str | None]]:
    return {camel(prop.name): _property(prop) for prop in properties}


def _connection(name: str, node: Any, edge: Any, doc: str) -> Any:
    fields: Fields = {
        "edges": (list_of(edge), None),
        "nodes": (list_of(node), "节点. The nodes of the edges."),
        "pageInfo": (PageInfo, None),
        "totalCount": (int, "总数. Counted only when asked."),
    }
    return describe(type(f"{name}Connection", (), {}), f"{name}Connection", fields, doc)


class Nouns:
    """All noun types with their filters and orders (名词类型集), made once from the model.

    Attributes:
        types: Every type, by name; `Organisation`, `Asserted` and `Evidence` among them.
        filters: Filter inputs, by noun or group of nouns.
        orders: Order enums, by noun.
    """

    def __init__(self) -> None:
        self.orders: dict[str, Any] = {}
        self.types: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        self.types["Asserted"] = self._asserted()
        self.types["Organisation"] = type("Organisation", (Node, self.types["Asserted"]), {})
        for spec in NODES:
            self.types.setdefault(spec.label, type(spec.label, self._bases(spec), {}))
        groups = {end.there for spec in NODES for end in ends_of(spec.label)}
        self.filters = {spec.label.value: filter_input(spec) for spec in NODES}
        self.filters |= {g.name: group_filter(g) for g in groups if g.name not in self.filters}
        self.orders = {
            spec.label.value: order_enum(spec)
            for spec in NODES
            if any(prop.sortable for prop in spec.properties)
        }
        self._evidence()
        self._organisation()
        for spec in NODES:
            if spec.label is not Label.EVIDENCE:
                self._noun(spec)

    def root_connection(self, spec: NodeSpec) -> Any:
        """Return the connection type of the list of all nodes of a type."""
        fields: Fields = {"cursor": (str, None), "node": (self.types[spec.label], None)}
        edge = describe(type(f"{spec.label}Edge", (), {}), f"{spec.label}Edge", fields, spec.doc)
        return _connection(spec.label, self.types[spec.label], edge, f"{spec.zh}列表. {spec.doc}")

    def search_connection(self) -> Any:
        """Return the connection type of a search over all types."""
        fields: Fields = {"cursor": (str, None), "node": (Node, None)}
        doc = "检索结果. Hits, best first."
        edge = describe(type("SearchEdge", (), {}), "SearchEdge", fields, doc)
        return _connection("Search", Node, edge, doc)

    def _bases(self, spec: NodeSpec) -> tuple[Any, ...]:
        if spec.record:
            return (Node,)
        return (self.types["Organisation"],) if spec.parent else (Node, self.types["Asserted"])

    def _asserted(self) -> Any:
        evidence = self.types.setdefault("Evidence", type("Evidence", (Node,), {}))
        clocks: Fields = {
            "evidence": (list_of(evidence), "依据. The places that say so; never empty."),
            "validFrom": (Date | None, "起始日. First day on which it is true; null if unknown."),
            "validTo": (Date | None, "失效日. First day on which it is no longer true."),
            "recordedAt": (DateTime, "记录时间. When we knew it."),
        }
        doc = "有依据的陈述. Something a source asserts. Nothing is asserted without evidence."
        return describe(type("Asserted", (), {}), "Asserted", clocks, doc, interface=True)

    def _evidence(self) -> None:
        fields: Fields = {
            "document": (self.types["Document"], None),
            "quote": (str | None, "原文. Exact text, for documents; null for registers."),
            "span": (Span | None, None),
            "cell": (Cell | None, None),
            "locator": (
                str | None,
                "位置. Page, paragraph or row of a table, where there are any.",
            ),
            "method": (Method, None),
            "rule": (str | None, "规则. Rule that found it."),
            "note": (
                str | None,
                "出处. Where the register took it from; what was taken for granted.",
            ),
            "recordedAt": (DateTime, None),
        }
        doc = "依据. The exact place in a source that says so: a span of text or a cell."
        describe(self.types["Evidence"], "Evidence", fields, doc)

    def _organisation(self) -> None:
        specs = [node_spec(label) for label in ORGANISATION.labels]
        shared = tuple(p for p in specs[0].properties if all(s.declared(p.name) for s in specs))
        ends = [e for e in ends_of(specs[0].label) if all(e in ends_of(s.label) for s in specs)]
        fields = _properties(shared) | {end.field: self._end(end) for end in ends}
        doc = "机构. Enterprise, custody provider, authority or institution."
        describe(self.types["Organisation"], "Organisation", fields, doc, interface=True)

    def _noun(self, spec: NodeSpec) -> None:
        fields = _properties(spec.properties)
        fields |= {end.field: self._end(end) for end in ends_of(spec.label)}
        describe(self.types[spec.label], spec.label, fields, f"{spec.zh}. {spec.doc}")

    def _end(self, end: End) -> tuple[Any, str]:
        group = end.there
        extra: dict[str, Any] = {"filter": self.filters[group.name]}
        if len(group.labels) == 1:
            extra["orderBy"] = list_of(self.orders[group.name])
        return (pager(self._list_at(end), extra), f"{end.relation.zh}. {end.relation.doc}")

    def _list_at(self, end: End) -> Any:
        """Return the connection type at an end, made once."""
        name = connection_name(end)
        if name not in self._lists:
            node = self.type_behind(end.there)
            fields: Fields = {"cursor": (str, None), "node": (node, None)}
            fields = {**fields, **_properties(end.relation.properties)}
            doc = f"{end.relation.zh}. {end.relation.doc}"
            cls = type(f"{name}Edge", (self.types["Asserted"],), {})
            edge = describe(cls, f"{name}Edge", fields, doc)
            self._lists[name] = _connection(name, node, edge, doc)
        return self._lists[name]

    def type_behind(self, group: Group) -> Any:
        """Return the type of whatever is one of these types."""
        known = len(group.labels) == 1 or group.name == ORGANISATION.name
        return self.types[group.name] if known else Node


NOUNS: Final = Nouns()
Asserted = NOUNS.types["Asserted"]
Evidence = NOUNS.types["Evidence"]
Organisation = NOUNS.types["Organisation"]
