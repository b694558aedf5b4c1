"""Compiled execution beside the standard executor (编译执行对照): random queries, the same answers.

The product answers a root field by one statement and passes its rows through. Beside it stands
graphql-core's own executor: field by field, from plain rows (`tests.contract.standard`).
Random queries over the bundled registers and two planted districts are put to both: lists, filters,
orders, cursors, counts by groups, nodes, questions; aliases, fragments on types, interfaces and
unions, directives, variables; pages too large and cursors of other lists. Data, the order of its
keys, and errors with path and extensions must be the same. The same seed asks the same.

Run: ``python -m bench.executors [QUERIES] [SEED] [arcadedb|neo4j]``; it exits with 1 if two differ.
"""

import asyncio
import logging
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from bench.engines import running
from graph.evidence import now
from graph.store.opening import open_store
from graph.store.port import Store
from graph.store.settings import StoreSettings
from graph.store.write import write
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from schema.build import build_schema
from server.executing import Executor, Request
from tests.contract.alike import LIMITLESS, differences, is_refused
from tests.contract.compartments import WORLD
from tests.contract.queries import Query, known_of, queries
from tests.contract.situation import SITUATION
from tests.contract.standard import Standard

__all__ = ["main"]

ROOTS = 3
SHOWN = 5
"""Most differences that are printed."""


@dataclass
class Compared:
    """What came of it (对照结果).

    Attributes:
        queries: How many were put to both, by how they ended.
        size: Characters of data that both gave.
        seconds: Processor time of each executor [s].
        differing: Queries answered differently, with how.
    """

    queries: Counter[str] = field(default_factory=Counter)
    size: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: {"compiled": 0.0, "standard": 0.0})
    differing: list[tuple[Query, list[str]]] = field(default_factory=list)


def main(count: str = "5000", seed: str = "1", engine: str = "arcadedb") -> int:
    """Put random queries to both executors, and print how they ended."""
    logging.getLogger("custody.server").setLevel(logging.CRITICAL)
    with running(engine) as bench:
        found = asyncio.run(_compared(bench.settings, int(count), int(seed)))
    print(f"{engine}, seed {seed}: {sum(found.queries.values())} queries, {dict(found.queries)}")
    print(f"data [characters]: {found.size}; processor time [s]: {found.seconds}")
    print(f"answered differently: {len(found.differing)}")
    for query, said in found.differing[:SHOWN]:
        print(f"{query.text}\n{dict(query.variables)}\n{said}"[:4000])
    return 1 if found.differing else 0


async def _compared(settings: StoreSettings, count: int, seed: int) -> Compared:
    found = Compared()
    async with open_store(settings) as store:
        await _fill(store)
        standard, moment = await Standard.over(store), now()
        schema = build_schema()
        executor = Executor(schema, store, limits=LIMITLESS)
        known = known_of(standard.rows, seed, moment)
        asked = queries(schema._schema, seed, known, roots=ROOTS)  # noqa: SLF001 - Strawberry offers no public way to it
        for query in islice(asked, count):
            await _compare(executor, standard, query, found)
    return found


async def _fill(store: Store) -> None:
    await load(store, bundled_paths())
    await write(store, WORLD.batch)
    await write(store, SITUATION)


async def _compare(executor: Executor, standard: Standard, query: Query, found: Compared) -> None:
    began = time.process_time()
    outcome = await executor.execute(Request(query=query.text, variables=query.variables))
    told = outcome.response
    found.seconds["compiled"] += time.process_time() - began
    if is_refused(told):
        found.queries["too costly"] += 1
        return
    began = time.process_time()
    expected = await standard.execute(query.text, query.variables)
    found.seconds["standard"] += time.process_time() - began
    found.queries["with errors" if told.get("errors") else "answered"] += 1
    found.size += len(str(told.get("data")))
    if said := differences(told, expected):
        found.differing.append((query, said))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
