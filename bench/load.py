"""Loading (导入速度): statements a second, as a ratio to the bare driver.

The baseline creates the same nodes and relationships with the same properties, in the same
batches, and does nothing else: it neither reads what is recorded nor weighs it.

Run: ``python -m bench.load [ENTERPRISES]``.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

import neo4j

from bench.district import district
from bench.engines import ENGINES, Bench, running
from graph.model.registry import node_spec
from graph.model.statement import Entity
from graph.store.opening import open_store
from graph.store.write import CHUNK, Batch, write


def main(enterprises: int = 2000, rounds: int = 3) -> None:
    """Time both ways in turn, and print the medians and their ratio."""
    batch = district(enterprises)
    size = len(batch.entities) + len(batch.relations)
    print(f"{size} statements, each with its evidence; {rounds} rounds, product and driver in turn")
    for name in ENGINES:
        with running(name) as bench:
            pairs = [_pair(bench, batch) for _ in range(rounds + 1)][1:]
        ratios = sorted(ours / theirs for ours, theirs in pairs)
        ours, theirs = (sorted(column)[rounds // 2] for column in zip(*pairs, strict=True))
        print(
            f"{name:9s} product {size / ours:7.0f}/s, driver {size / theirs:7.0f}/s,"
            f" time ratio {ratios[rounds // 2]:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


def _pair(bench: Bench, batch: Batch) -> tuple[float, float]:
    bench.empty()
    ours = asyncio.run(_product(bench, batch))
    stored = _stored(bench)
    bench.empty()
    return ours, _bare(bench, batch, stored)


async def _product(bench: Bench, batch: Batch) -> float:
    async with open_store(bench.settings) as store:
        began = time.perf_counter()
        await write(store, batch)
        return time.perf_counter() - began


def _stored(bench: Bench) -> dict[str, Any]:
    """Return what the product stored, so that the driver stores exactly that."""
    with bench.driver.session(database=bench.database) as session:
        states = session.run("MATCH (s:State) RETURN s.of AS id, properties(s) AS p").data()
        links = session.run(
            "MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL "
            "RETURN type(r) AS t, a.id AS a, b.id AS b,"
            " a.type AS f, b.type AS g, properties(r) AS p"
        ).data()
        evidence = session.run("MATCH (e:Evidence) RETURN properties(e) AS p").data()
    return {"states": states, "links": links, "evidence": evidence}


def _bare(bench: Bench, batch: Batch, stored: dict[str, Any]) -> float:
    began = time.perf_counter()
    with bench.driver.session(database=bench.database) as session:
        for statement, rows in _statements(batch, stored):
            for chunk in _sliced(rows):
                session.execute_write(_consume, statement, chunk)
    return time.perf_counter() - began


def _consume(transaction: neo4j.ManagedTransaction, statement: str, rows: list[Any]) -> None:
    transaction.run(statement, rows=rows).consume()


def _statements(batch: Batch, stored: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the plainest statements that make the same graph, with their rows."""
    yield "UNWIND $rows AS r CREATE (e:Evidence) SET e = r.p", stored["evidence"]
    states = {row["id"]: row["p"] for row in stored["states"]}
    for label, group in groupby(sorted(batch.entities, key=_label), key=_label):
        spec = node_spec(label)
        labels = f"{spec.parent}:{label}" if spec.parent else label
        made = f"(n:{labels} {{id: r.id}})-[:HAS_STATE]->(s:{spec.state_label}:State)"
        rows = [{"id": entity.id, "p": states[entity.id]} for entity in group]
        yield f"UNWIND $rows AS r CREATE {made} SET s = r.p", rows
    for (kind, *ends), links in groupby(sorted(stored["links"], key=_shape), key=_shape):
        a, b = (node_spec(end).identity_label for end in ends)
        found = f"MATCH (a:{a} {{id: r.a}}) MATCH (b:{b} {{id: r.b}})"
        yield f"UNWIND $rows AS r {found} CREATE (a)-[x:{kind}]->(b) SET x = r.p", list(links)


def _label(entity: Entity) -> str:
    return entity.label


def _shape(row: dict[str, Any]) -> tuple[str, str, str]:
    return (row["t"], row["f"], row["g"])


def _sliced(rows: list[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
