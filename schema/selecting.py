"""From what was asked to a selection of the model (选取转换)."""

from dataclasses import replace
from typing import Final

from graph.cypher.selection import Connection, Field, Fragment, Item, Items, Part, Sources, TypeName
from graph.cypher.sight import guard_of
from graph.model.labels import Label
from graph.model.record import DOCUMENT, EVIDENCE
from graph.model.registry import End, node_spec
from graph.model.spec import Group, NodeSpec, RelationSpec
from schema.arranging import KIND
from schema.asked import Asked
from schema.naming import end_called, stored
from schema.paging import page_of

__all__ = ["connection", "items_of"]

_CLOCKS: Final = {
    "id": "id",
    "cursor": "cursor",
    "validFrom": "valid_from",
    "validTo": "valid_to",
    "recordedAt": "recorded_at",
}
_PLACES: Final = {"span": "start", "cell": "row"}
"""Places that evidence may have, each with the property without which there is none."""


def items_of(asked: Asked, target: NodeSpec | Group) -> Items:
    """Return what is asked of a node that is one of these types.

    Where types are not asked alike, the row tells its type under `KIND`.
    """
    labels = (target.label,) if isinstance(target, NodeSpec) else target.labels
    told = (TypeName(KIND),) if len(asked.below) > 1 else ()
    made: dict[int, Item] = {}
    fragments = [
        Fragment(here, (*(_made(one, node_spec(here[0]), made) for one in part.below), *told))
        for part in asked.below
        if (here := tuple(label for label in labels if label in part.types))
    ]
    return fragments[0].items if len(fragments) == 1 else tuple(fragments)


def _made(one: Asked, spec: NodeSpec, made: dict[int, Item]) -> Item:
    """Return the item of a field; types that are asked it alike share it."""
    if id(one) not in made:
        made[id(one)] = _item(one, spec)
    return made[id(one)]


def _item(one: Asked, spec: NodeSpec) -> Item:
    if one.name == "__typename":
        return TypeName(one.key)
    if one.name == "evidence":
        return Sources(one.key, sources_items(one))
    if end := end_called(one.name, spec):
        return connection(one, end, end.target)
    return _evidence_item(one) if spec == EVIDENCE else _field(one, spec)


def _field(one: Asked, spec: NodeSpec | RelationSpec) -> Field:
    name = _CLOCKS.get(one.name) or stored(one.name, spec)
    return Field(one.key, name, guard_of(spec, name) if isinstance(spec, NodeSpec) else None)


def sources_items(asked: Asked) -> Items:
    """Return what is asked of evidence, of its place and of its document."""
    return tuple(_evidence_item(one) for one in asked.fields)


def _evidence_item(one: Asked) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, Label.EVIDENCE)
    if one.name == "document":
        return Part(one.key, None, tuple(_document_item(i) for i in one.fields))
    if one.name in _PLACES:
        return Part(one.key, _PLACES[one.name], tuple(_place_item(i, one) for i in one.fields))
    return _field(one, EVIDENCE)


def _document_item(one: Asked) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, Label.DOCUMENT)
    field = _field(one, DOCUMENT)
    return replace(field, name=f"document.{field.name}")


def _place_item(one: Asked, place: Asked) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, _type_of(place))
    return _field(one, EVIDENCE)


def connection(asked: Asked, end: End | None, target: NodeSpec | Group) -> Connection:
    """Return the list that a field asks for, with its page and everything below."""
    relation = end.relation if end else None
    edges, nodes, info, total, types = (
        [one for one in asked.fields if one.name == name]
        for name in ("edges", "nodes", "pageInfo", "totalCount", "__typename")
    )
    return Connection(
        alias=asked.key,
        end=end,
        target=target,
        page=page_of(asked.arguments, target),
        edges=tuple(_edge(one, target, relation) for one in edges),
        nodes=tuple((one.key, items_of(one, target)) for one in nodes),
        page_info=tuple((one.key, tuple((i.key, i.name) for i in one.fields)) for one in info),
        total=tuple(one.key for one in total),
        typenames=tuple((one.key, _type_of(asked)) for one in types),
    )


def _edge(
    asked: Asked, target: NodeSpec | Group, relation: RelationSpec | None
) -> tuple[str, Items, tuple[tuple[str, Items], ...]]:
    nodes = tuple((one.key, items_of(one, target)) for one in asked.fields if one.name == "node")
    own = (_edge_item(one, asked, relation) for one in asked.fields if one.name != "node")
    return asked.key, tuple(own), nodes


def _edge_item(one: Asked, edge: Asked, relation: RelationSpec | None) -> Item:
    if one.name == "__typename":
        return TypeName(one.key, _type_of(edge))
    if one.name == "evidence":
        return Sources(one.key, sources_items(one))
    return Field(one.key, "cursor") if relation is None else _field(one, relation)


def _type_of(asked: Asked) -> str:
    return asked.type.name if asked.type else ""
