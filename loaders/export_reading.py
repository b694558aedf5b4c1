"""Reading for an export (导出读取): things and relationships as they are true at a point.

Everything is read in pages, with what says so; nothing of it is interpreted here.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Final

from graph.cypher.listing import listed
from graph.cypher.roots import by_ids
from graph.cypher.selection import ById, Connection, Field, Items, Page, Sources
from graph.evidence import At
from graph.model.registry import End, ends_of, node_spec
from graph.model.spec import Group, NodeSpec, RelationSpec
from graph.store.port import Store
from loaders.export_names import Record
from loaders.registers.forms import forms

__all__ = ["edges_at", "nodes_of", "tails_of", "things"]

_PAGE: Final = 500
_NEXT: Final = (("page", (("more", "hasNextPage"), ("end", "endCursor"))),)
_CLOCKS: Final[Items] = (
    Field("valid_from", "valid_from"),
    Field("valid_to", "valid_to"),
    Sources(
        "evidence", (Field("name", "document.name"), Field("note", "note"), Field("quote", "quote"))
    ),
)


def things() -> Iterator[NodeSpec]:
    """Yield every type of thing."""
    yield from (form for form in forms() if isinstance(form, NodeSpec))


def tails_of(relation: RelationSpec) -> Iterator[tuple[End, str]]:
    """Yield every end at which the relationship starts, for each type that stands there."""
    for spec in things():
        for end in ends_of(spec.label):
            if end.relation is relation and end.direction == "forward":
                yield end, spec.label


async def nodes_of(store: Store, spec: NodeSpec, at: At) -> AsyncIterator[Record]:
    """Yield every node of a type with its properties, its days and what says so."""
    items = (Field("id", "id"), *(Field(p.name, p.name) for p in spec.properties), *_CLOCKS)
    after: str | None = None
    while True:
        page = Page(first=_PAGE, after=after)
        asked = Connection(
            alias="data", end=None, target=spec, page=page, nodes=(("nodes", items),),
            page_info=_NEXT,
        )  # fmt: skip
        statement = listed(asked)
        rows = await store.read(statement.text, {**statement.parameters, **at.parameters})
        for row in rows[0]["data"]["nodes"]:
            yield {**row, "label": spec.label}
        if not rows[0]["data"]["page"]["more"]:
            return
        after = rows[0]["data"]["page"]["end"]


async def edges_at(
    store: Store, end: End, tails: Sequence[Record], at: At
) -> AsyncIterator[tuple[Record, Record]]:
    """Yield each relationship at an end with the node that it starts from."""
    own = (*(Field(p.name, p.name) for p in end.relation.properties), *_CLOCKS)
    head = (("node", (Field("id", "id"),)),)
    waiting = [(list(tails[k : k + _PAGE]), "") for k in range(0, len(tails), _PAGE)]
    while waiting:
        chunk, after = waiting.pop(0)
        target = end.link.target
        asked = Connection(
            alias="links", end=end, target=_spec(target),
            page=Page(first=_PAGE, after=after or None),
            edges=(("edges", own, head),), page_info=_NEXT,
        )  # fmt: skip
        spec = node_spec(chunk[0]["label"])
        statement = by_ids([ById(target=spec, ids=[n["id"] for n in chunk], items=(asked,))])
        rows = await store.read(statement.text, {**statement.parameters, **at.parameters})
        found = {row["id"]: row["node"]["links"] for row in rows[0]["data0"]}
        for node in chunk:
            links = found.get(node["id"])
            for edge in links["edges"] if links else ():
                yield node, edge
            if links and links["page"]["more"]:
                waiting.append(([node], links["page"]["end"]))


def _spec(group: Group) -> NodeSpec | Group:
    return node_spec(group.labels[0]) if len(group.labels) == 1 else group
