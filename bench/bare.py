"""The bare driver (裸驱动): what a graph holds, and the plainest statements that write it again.

It creates the same nodes and relationships with the same properties and does nothing else: it
reads no file, weighs nothing, and looks nothing up but the ends of relationships.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import neo4j

from bench.engines import Bench

__all__ = ["Stored", "rewrite", "stored"]

Row = dict[str, Any]
Stored = list[tuple[str, list[Row]]]
"""Statements in an order in which they can be run, each with all of its rows."""

_BATCH: Final = 2000
"""Rows in one transaction: fewer cost round trips, many more make a message too large."""

_ITEMS: Final = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r"
_RECORDS: Final = """\
MATCH (n) WHERE n.id IS NOT NULL AND NOT (n)-[:HAS_STATE]->() AND NOT n:Evidence
RETURN labels(n) AS labels, properties(n) AS p"""
_OF_DOCUMENT: Final = """\
MATCH (d:Document {id: r.document}) CREATE (e:Evidence)-[:IN_DOCUMENT]->(d) SET e = r.p"""
_EVIDENCE: Final = """\
MATCH (e:Evidence)-[:IN_DOCUMENT]->(d) RETURN d.id AS document, properties(e) AS p"""
_STATES: Final = """\
MATCH (n)-[:HAS_STATE]->(s)
RETURN labels(n) AS labels, labels(s) AS states, properties(n) AS n, properties(s) AS p"""
_LINKS: Final = """\
MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL
RETURN type(r) AS type, labels(a) AS f, labels(b) AS g, a.id AS a, b.id AS b, properties(r) AS p"""


def stored(bench: Bench) -> tuple[int, Stored]:
    """Return how many nodes and relationships a graph holds, and what writes them again."""
    with bench.driver.session(database=bench.database) as session:
        counts = session.run(_ITEMS).single(strict=True)
        found = [
            *_records(session.run(_RECORDS).data()),
            (_OF_DOCUMENT, session.run(_EVIDENCE).data()),
            *_states(session.run(_STATES).data()),
            *_links(session.run(_LINKS).data()),
        ]
    return counts["n"] + counts["r"], found


def rewrite(bench: Bench, what: Stored) -> None:
    """Write it, in batches."""
    with bench.driver.session(database=bench.database) as session:
        for statement, rows in what:
            for batch in _sliced(rows):
                session.execute_write(_consume, f"UNWIND $rows AS r {statement}", batch)


def _consume(transaction: neo4j.ManagedTransaction, statement: str, rows: list[Row]) -> None:
    transaction.run(statement, rows=rows).consume()


def _records(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    for (labels,), group in _grouped(rows, "labels").items():
        yield f"CREATE (n:{labels}) SET n = r.p", group


def _states(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield what makes each thing with its first state, then the other states."""
    for (labels, states), group in _grouped(rows, "labels", "states").items():
        first = {row["n"]["id"]: row for row in reversed(group)}
        more = [row for row in group if row is not first[row["n"]["id"]]]
        made = f"-[:HAS_STATE]->(s:{states}) SET s = r.p"
        yield f"CREATE (n:{labels}){made}, n = r.n", list(first.values())
        if more:
            yield f"MATCH (n:{_own(labels)} {{id: r.n.id}}) CREATE (n){made}", more


def _links(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    for (kind, f, g), group in _grouped(rows, "type", "f", "g").items():
        found = f"MATCH (a:{_own(f)} {{id: r.a}}) MATCH (b:{_own(g)} {{id: r.b}})"
        yield f"{found} CREATE (a)-[x:{kind}]->(b) SET x = r.p", group


def _own(labels: str) -> str:
    """Return the label under which an id is looked up."""
    return "Organisation" if "Organisation" in labels else labels


def _grouped(rows: Iterable[Row], *keys: str) -> dict[tuple[str, ...], list[Row]]:
    """Return rows by what is written into their statement, and without it."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        said = (row.pop(key) for key in keys)
        groups[tuple(":".join(sorted(x)) if isinstance(x, list) else x for x in said)].append(row)
    return groups


def _sliced(rows: list[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch
