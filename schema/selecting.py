"""From what was asked to a selection of the model (选取转换)."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final

from graph.cypher.selection import (
    Connection,
    Field,
    Filter,
    Fragment,
    Item,
    Items,
    Op,
    Order,
    Page,
    Part,
    Sources,
    TypeName,
)
from graph.errors import CustodyError
from graph.model.groups import ORGANISATION
from graph.model.labels import Label
from graph.model.registry import End, ends_of, node_spec
from graph.model.spec import Group, NodeSpec, RelationSpec
from schema.asked import Asked, Narrowed
from schema.naming import camel, snake
from schema.nouns import behind

__all__ = ["PageTooLargeError", "connection", "items_of", "page_of", "page_size", "sources_items"]

MAX_PAGE: Final = 500
"""Largest page that a list gives."""

_CLOCKS: Final = {
    "id": "id",
    "cursor": "cursor",
    "validFrom": "valid_from",
    "validTo": "valid_to",
    "recordedAt": "recorded_at",
}
_EVIDENCE_PARTS: Final = {
    "span": ("start", {"start", "end", "originalStart", "originalEnd"}),
    "cell": ("row", {"sheet", "row", "column"}),
}


class PageTooLargeError(CustodyError):
    """More items on one page than a list gives (分页过大)."""

    def __init__(self, asked: int) -> None:
        self.asked, self.limit = asked, MAX_PAGE
        super().__init__(
            zh=f"每页条数 first 应在 0 到 {MAX_PAGE} 之间，收到 {asked}；请用 after 翻页。",
            en=f"first must be between 0 and {MAX_PAGE}, got {asked}; turn pages with after.",
        )


class OneOrderError(CustodyError):
    """A list is ordered by one key (只能按一个键排序)."""

    def __init__(self, asked: int) -> None:
        self.asked = asked
        super().__init__(
            zh=f"列表只能按一个键排序，收到 {asked} 个；请只保留一个 orderBy。",
            en=f"a list is ordered by one key, got {asked}; keep one in orderBy.",
        )


def items_of(asked: Iterable[Asked | Narrowed], target: NodeSpec | Group) -> Items:
    """Return what is asked of a node that is one of these types."""
    return tuple(_item(one, target) for one in asked)


def _item(one: Asked | Narrowed, target: NodeSpec | Group) -> Item:
    if isinstance(one, Narrowed):
        return _fragment(one)
    if one.name == "evidence":
        return Sources(one.key, sources_items(one.below))
    if end := _end(one.name, target):
        return connection(one, end, _target(behind(end)))
    if target == node_spec(Label.EVIDENCE):
        return _evidence_item(one)
    return _plain_item(one, target)


def _plain_item(one: Asked, target: NodeSpec | Group) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, target.label if isinstance(target, NodeSpec) else None)
    return Field(one.key, _CLOCKS.get(one.name) or _declared(one.name, target))


def _fragment(one: Narrowed) -> Fragment:
    """Return what several types are asked alike; an interface's fields are in all of them."""
    kind = node_spec(one.types[0]) if len(one.types) == 1 else ORGANISATION
    return Fragment(one.types, items_of(one.below, kind))


def _end(name: str, target: NodeSpec | Group) -> End | None:
    label = target.label if isinstance(target, NodeSpec) else target.labels[0]
    return next((end for end in ends_of(label) if end.field == name), None)


def _target(group: Group) -> NodeSpec | Group:
    return node_spec(group.labels[0]) if len(group.labels) == 1 else group


def _declared(name: str, target: NodeSpec | Group | RelationSpec) -> str:
    spec = node_spec(target.labels[0]) if isinstance(target, Group) else target
    return next(prop.name for prop in spec.properties if camel(prop.name) == name)


def sources_items(asked: Iterable[Asked | Narrowed]) -> Items:
    """Return what is asked of evidence, of its place and of its document."""
    return tuple(_evidence_item(one) for one in asked if isinstance(one, Asked))


def _evidence_item(one: Asked) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, Label.EVIDENCE)
    if one.name == "document":
        inner = tuple(_document_item(i) for i in one.below if isinstance(i, Asked))
        return Part(one.key, None, inner)
    if one.name in _EVIDENCE_PARTS:
        guard, _ = _EVIDENCE_PARTS[one.name]
        inner = tuple(_part_item(i, one.name) for i in one.below if isinstance(i, Asked))
        return Part(one.key, guard, inner)
    return Field(one.key, snake(one.name))


def _document_item(one: Asked) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, Label.DOCUMENT)
    return Field(one.key, f"document.{snake(one.name)}")


def _part_item(one: Asked, part: str) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, part.capitalize())
    return Field(one.key, snake(one.name))


def connection(asked: Asked, end: End | None, target: NodeSpec | Group) -> Connection:
    """Return the list that a field asks for, with its page and everything below."""
    parts = [one for one in asked.below if isinstance(one, Asked)]
    relation = end.relation if end else None
    kind = asked.type.name if asked.type else ""
    return Connection(
        alias=asked.key,
        end=end,
        target=target,
        page=page_of(asked.arguments, target),
        edges=tuple(_edge(one, target, relation) for one in parts if one.name == "edges"),
        nodes=tuple((o.key, items_of(o.below, target)) for o in parts if o.name == "nodes"),
        page_info=tuple(_page_info(one) for one in parts if one.name == "pageInfo"),
        total=tuple(one.key for one in parts if one.name == "totalCount"),
        typenames=tuple((one.key, kind) for one in parts if one.name == "__typename"),
    )


def _edge(
    asked: Asked, target: NodeSpec | Group, relation: RelationSpec | None
) -> tuple[str, Items, tuple[tuple[str, Items], ...]]:
    own: list[Item] = []
    nodes: list[tuple[str, Items]] = []
    for one in asked.of(asked.type.name if asked.type else ""):
        if one.name == "node":
            nodes.append((one.key, items_of(one.below, target)))
        elif one.name == "__typename":
            own.append(TypeName(one.key, asked.type.name if asked.type else None))
        elif one.name == "evidence":
            own.append(Sources(one.key, sources_items(one.below)))
        elif one.name in _CLOCKS or relation is None:
            own.append(Field(one.key, _CLOCKS[one.name]))
        else:
            own.append(Field(one.key, _declared(one.name, relation)))
    return asked.key, tuple(own), tuple(nodes)


def _page_info(asked: Asked) -> tuple[str, tuple[tuple[str, str], ...]]:
    return asked.key, tuple((o.key, o.name) for o in asked.below if isinstance(o, Asked))


def page_size(first: int | None) -> int:
    """Return how many items a page may hold.

    Raises:
        PageTooLargeError: If more are asked than a list gives.
    """
    first = 20 if first is None else first
    if not 0 <= first <= MAX_PAGE:
        raise PageTooLargeError(first)
    return first


def page_of(arguments: Mapping[str, Any], target: NodeSpec | Group) -> Page:
    """Return the page that arguments ask for.

    Raises:
        PageTooLargeError: If it is larger than a list gives.
        OneOrderError: If it is to be ordered by more than one key.
    """
    first = page_size(arguments.get("first"))
    orders = arguments.get("orderBy") or ()
    if len(orders) > 1:
        raise OneOrderError(len(orders))
    given = arguments.get("filter") or {}
    return Page(
        first=first,
        after=arguments.get("after"),
        order=_order(orders[0]) if orders else Order(),
        filter=_filter(given, target),
    )


def _order(member: Any) -> Order:
    name, _, way = str(_plain(member)).partition(" ")
    return Order(name, descending=way == "desc")


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _filter(given: Mapping[str, Any], target: NodeSpec | Group) -> Filter:
    conditions: list[tuple[str, Op, Any]] = []
    related: list[tuple[End, bool, Filter]] = []
    for name, wanted in given.items():
        if wanted is None or name in ("AND", "OR", "NOT"):
            continue
        if end := _end(name, target):
            inner = _target(behind(end))
            for word, present in (("some", True), ("none", False)):
                if wanted.get(word) is not None:
                    related.append((end, present, _filter(wanted[word], inner)))
        else:
            stored = "id" if name == "id" else _declared(name, target)
            conditions += _conditions(stored, wanted)
    every = [_filter(each, target) for each in given.get("AND") or ()]
    some = given.get("OR")
    negated = [_filter(given["NOT"], target)] if given.get("NOT") is not None else []
    either = None if some is None else [_filter(each, target) for each in some]
    return Filter(conditions=conditions, every=every, some=either, negated=negated, related=related)


def _conditions(stored: str, wanted: Mapping[str, Any]) -> list[tuple[str, Op, Any]]:
    return [
        (stored, Op(op), [_plain(v) for v in value] if isinstance(value, list) else _plain(value))
        for op, value in wanted.items()
        if value is not None
    ]
