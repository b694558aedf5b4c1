"""What a selection means (选取的含义), evaluated in plain Python over everything stored.

The compiler must agree with this on every engine. It knows nothing of Cypher: it walks all
nodes and relationships, as slowly and as plainly as the definition reads.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.cypher.selection import (
    Connection,
    Field,
    Filter,
    Items,
    Op,
    Order,
    Quantifier,
    Related,
)
from graph.evidence import UNKNOWN_START, At
from graph.evidence.calendar import prolonged
from graph.model.labels import RelType
from graph.model.registry import End
from graph.store.port import Store

__all__ = ["Stored", "listed"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Stored:
    """Everything in the store, as rows."""

    states: Sequence[Row]
    links: Sequence[Row]

    @classmethod
    async def of(cls, store: Store) -> "Stored":
        states = await store.read(
            "MATCH (n)-[:HAS_STATE]->(s) RETURN n.id AS id, n.type AS type, properties(s) AS s"
        )
        links = await store.read(
            "MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL "
            "RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS r"
        )
        return cls(states, links)


def true_at(version: Row, at: At) -> bool:
    valid_to, retracted = version.get("valid_to"), version.get("retracted_at")
    return (
        version["valid_from"] <= at.as_of
        and (valid_to is None or valid_to > at.as_of)
        and version["recorded_at"] <= at.known_at
        and (retracted is None or retracted > at.known_at)
    )


def lasting(link: Row, kind: str, at: At) -> bool:
    """Tell whether a relationship is true; a contract over the days off behind its last day."""
    end = link.get("valid_to")
    if kind != RelType.HAS_CUSTODY_OF or end is None:
        return true_at(link, at)
    return true_at({**link, "valid_to": prolonged(end)[0]}, at)


def listed(stored: Stored, asked: Connection, at: At) -> dict[str, Any]:
    """Return the answer to a list of all nodes of a type."""
    found = [
        (row, {"id": ""})
        for row in stored.states
        if row["type"] == asked.target.label  # type: ignore[union-attr]  # lists are of one type
        and true_at(row["s"], at)
        and holds(stored, row, asked.page.filter, at)
    ]
    return page(stored, asked, found, at)


def around(stored: Stored, node: Row, end: End, at: At) -> list[tuple[Row, Row]]:
    """Return what stands behind an end of a node, with the relationship."""
    here, there = ("a", "b") if end.direction == "forward" else ("b", "a")
    group = end.link.target if end.direction == "forward" else end.link.source
    return [
        (row, link["r"])
        for link in stored.links
        if link["type"] == end.relation.type
        and link[here] == node["id"]
        and lasting(link["r"], link["type"], at)
        for row in stored.states
        if row["id"] == link[there] and row["type"] in group.labels and true_at(row["s"], at)
    ]


def holds(stored: Stored, node: Row, wanted: Filter, at: At) -> bool:
    return (
        all(compare(node, *condition) for condition in wanted.conditions)
        and all(holds(stored, node, each, at) for each in wanted.every)
        and (wanted.some is None or any(holds(stored, node, each, at) for each in wanted.some))
        and not any(holds(stored, node, each, at) for each in wanted.negated)
        and all(
            fits(
                given,
                [
                    (other["id"], holds(stored, other, given.node, at) and said(link, given.edge))
                    for other, link in around(stored, node, given.end, at)
                ],
            )
            for given in wanted.related
        )
    )


def said(link: Row, wanted: Filter) -> bool:
    """Tell whether a relationship fulfils a condition."""
    return (
        all(compare({"s": link}, *condition) for condition in wanted.conditions)
        and all(said(link, each) for each in wanted.every)
        and (wanted.some is None or any(said(link, each) for each in wanted.some))
        and not any(said(link, each) for each in wanted.negated)
    )


def fits(given: Related, found: Sequence[tuple[str, bool]]) -> bool:
    """Tell whether so many things fulfil a condition, each named with whether it does."""
    those = {one for one, fulfilled in found if fulfilled is not given.negated}
    if given.how is Quantifier.SINGLE:
        return len(those) == 1
    return bool(those) is (given.how is Quantifier.SOME)


def compare(node: Row, name: str, op: Op, value: Any) -> bool:
    held = node["id"] if name == "id" else node["s"].get(name)
    held = None if name == "valid_from" and held == UNKNOWN_START else held
    if op is Op.IS_NULL:
        return (held is None) is value
    if held is None:
        return False
    tests: dict[Op, Callable[[], bool]] = {
        Op.EQ: lambda: held == value,
        Op.IN: lambda: held in value,
        Op.CONTAINS: lambda: value in held,
        Op.STARTS_WITH: lambda: held.startswith(value),
        Op.GT: lambda: held > value,
        Op.GTE: lambda: held >= value,
        Op.LT: lambda: held < value,
        Op.LTE: lambda: held <= value,
        Op.HAS: lambda: value in held,
    }
    return tests[op]()


def rank(order: Order, node: Row) -> tuple[bool, Any]:
    value = node["s"].get(order.property)
    return (value is None, value if value is not None else "")


def page(
    stored: Stored,
    asked: Connection,
    found: Sequence[tuple[Row, Row]],
    at: At,
) -> dict[str, Any]:
    last = asked.page.orders[-1]
    # Two relationships between the same two come one behind the other, by their ids.
    found = sorted(found, key=lambda f: (f[0]["id"], f[1]["id"]), reverse=last.descending)
    for order in reversed(asked.page.orders):
        found.sort(key=lambda f: rank(order, f[0]), reverse=order.descending)
    shown = found[: asked.page.first]
    answer: dict[str, Any] = {
        alias: [shaped(stored, row, items, at) for row, _ in shown] for alias, items in asked.nodes
    }
    for alias, items, nodes in asked.edges:
        answer[alias] = [
            {
                **{i.alias: plain(link, i.name) for i in items if isinstance(i, Field)},
                **{name: shaped(stored, row, inner, at) for name, inner in nodes},
            }
            for row, link in shown
        ]
    answer |= dict.fromkeys(asked.total, len(found))
    for alias, parts in asked.page_info:
        more = len(found) > asked.page.first
        answer[alias] = {name: more for name, part in parts if part == "hasNextPage"}
    return answer


def shaped(stored: Stored, node: Row, items: Items, at: At) -> dict[str, Any]:
    shape: dict[str, Any] = {}
    for item in items:
        if isinstance(item, Field):
            shape[item.alias] = node["id"] if item.name == "id" else plain(node["s"], item.name)
        elif isinstance(item, Connection) and item.end:
            behind = [
                (row, link)
                for row, link in around(stored, node, item.end, at)
                if holds(stored, row, item.page.filter, at)
            ]
            shape[item.alias] = page(stored, item, behind, at)
    return shape


def plain(version: Row, name: str) -> Any:
    value = version.get(name)
    if name == "valid_from" and value == UNKNOWN_START:
        return None
    return [] if name == "aliases" and value is None else value
