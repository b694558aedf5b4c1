"""Peers (在册对象): what may be on record twice, read by pages and kept in a file."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

from graph.evidence import At
from graph.model.labels import Label
from graph.model.registry import node_spec
from graph.store import statements as cypher
from graph.store.port import Row, Store
from loaders.pipeline.likeness import Peer
from loaders.shelf import Spool

__all__ = ["on_record"]

_TYPES: Final = (Label.ENTERPRISE, Label.CUSTODY_PROVIDER, Label.PARK, Label.PERSON)
_PAGE: Final = 5000
"""States that are read at a time: all of a million would neither be held nor come in time."""


async def on_record(store: Store, page: int = _PAGE) -> Spool[Peer]:
    """Return what may be on record twice, by the names and numbers it is known by today.

    What has a number of a register is known by that; a person without a telephone by nothing.

    Args:
        store: The graph.
        page: States that are read at a time.
    """
    found = Spool[Peer]()
    for label in _TYPES:
        async for rows in _pages(store, label, page):
            peers = (_peer(label, row["peer"]) for row in rows if row["peer"] is not None)
            found.extend(p for p in peers if p.phone is not None or label is not Label.PERSON)
    return found


async def _pages(store: Store, label: Label, limit: int) -> AsyncIterator[Sequence[Row]]:
    """Yield what is known of things of a type; several states of one thing may bear one key."""
    statement, start = cypher.read_named(node_spec(label)), ""
    while True:
        asked = {"start": start, "limit": limit, "day": At.of().as_of}
        rows = await store.read(statement, asked)
        if len(rows) < limit:
            yield rows
            return
        last = rows[-1]["key"]
        whole = [row for row in rows if row["key"] != last]
        yield whole
        start, limit = last, limit if whole else 2 * limit


def _peer(label: Label, said: Mapping[str, Any]) -> Peer:
    return Peer(
        id=said["id"],
        type=label,
        name=said["name"],
        code=said["code"] or None,
        phone=said["phone"] or None,
        lineages=frozenset(said["lineages"] or ()),
        evidence=tuple(said["evidence"] or ()),
    )
