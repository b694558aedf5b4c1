"""Large pages over HTTP (大页应答): 800 objects, as a ratio to their Cypher by the bare driver.

An invented register of 40 enterprises with 19 units each is loaded. The same objects are asked over
HTTP and, by the statements that the product sends for them, of the bare driver, in turn. Something
is written before each round, outside the clock, so that no rows are given from memory; then the
same is asked twice more: on the embedded engine the first of these keeps the rows, and the second
gets them from memory.

Run: ``python -m bench.pages [ROUNDS] [ENGINE …]``.
"""

import asyncio
import http.client
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from bench.engines import ENGINES, Bench, running
from bench.questions import Asked, Listening, served
from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.opening import open_store
from graph.store.port import Store, Transaction
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.context import Context

ENTERPRISES, UNITS = 40, 19
WARMING = 5
MOST: Final = 1.2
"""What HTTP may take at 800 objects, as a ratio to the bare driver."""
FIELDS: Final = "id name equipment volume bundArea validFrom"
PAGES: Final = {
    "800 objects, 2 pages": "query ($after: String!) {"
    f" a: units(first: 400) {{ nodes {{ {FIELDS} }} }}"
    f" b: units(first: 400, after: $after) {{ nodes {{ {FIELDS} }} }} }}",
    "800 objects, nested": f"{{ enterprises(first: {ENTERPRISES}) {{ nodes {{ id name"
    f" units(first: {UNITS}) {{ nodes {{ {FIELDS} }} }} }} }} }}",
}
CURSOR: Final = "{ units(first: 400) { pageInfo { endCursor } } }"


def register() -> Batch:
    """Return the invented register."""
    source = Source(name="invented.csv", sha256="7b" * 32, source="invented for the bench")
    row = Evidence(document=source.sha256, method=Method.REGISTER_ROW, row=2, note="invented")
    owners = [_entity(Label.ENTERPRISE, row, f"企业 {k:02d}") for k in range(ENTERPRISES)]
    owned = [
        (owner, _entity(Label.UNIT, row, f"储罐 {k:02d}-{n:02d}", **_tank(n)))
        for k, owner in enumerate(owners)
        for n in range(UNITS + 2)
    ]
    relations = [
        Relation(
            type=RelType.OPERATES,
            source=owner.reference,
            target=unit.reference,
            properties={},
            evidence=(row.id,),
        )
        for owner, unit in owned
    ]
    entities = [*owners, *(unit for _, unit in owned)]
    return Batch(sources=[source], evidence=[row], entities=entities, relations=relations)


def _tank(n: int) -> dict[str, object]:
    return {"equipment": "ATMOSPHERIC", "volume": 100.0 + n, "bund_area": 12.5}


def _entity(label: Label, row: Evidence, name: str, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(row.id,))


def main(rounds: int = 60, *engines: str) -> None:
    """Print medians over HTTP and of the driver, and their ratio."""
    for name in engines or ENGINES:
        with running(name) as bench:
            asyncio.run(_measured(bench, rounds))


async def _measured(bench: Bench, rounds: int) -> None:
    async with open_store(bench.settings) as store:
        await write(store, register())
        asked = await _prepared(store)
        with served(bench) as (address, _):
            for name, each in asked.items():
                said = await _in_turn(bench, store, address, each, rounds)
                print(f"{bench.name:9s} {name:22s} {said}", flush=True)


async def _prepared(store: Store) -> dict[str, Asked]:
    """Return each question with the statements that it sends."""
    schema, found = build_schema(), {}
    cursor = await schema.execute(CURSOR, context_value=Context(store))
    after = (cursor.data or {})["units"]["pageInfo"]["endCursor"]
    for name, query in PAGES.items():
        variables = {"after": after} if "$after" in query else {}
        listening = Listening(store)
        result = await schema.execute(query, variables, context_value=Context(listening))
        if result.errors or json.dumps(result.data).count('"equipment"') < ENTERPRISES * UNITS:
            raise RuntimeError(result.errors or f"{name}: too few")
        found[name] = Asked(query, variables, listening.sent)
    return found


async def _in_turn(bench: Bench, store: Store, address: str, asked: Asked, rounds: int) -> str:
    connection = http.client.HTTPConnection(address, timeout=60)
    body = json.dumps({"query": asked.query, "variables": asked.variables}).encode()

    def over_http() -> None:
        connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        answer = connection.getresponse()
        if b'"errors"' in answer.read() or answer.status != http.client.OK:
            raise RuntimeError(answer.status)

    times: tuple[list[float], ...] = ([], [], [], [])
    with bench.driver.session(database=bench.database, default_access_mode="READ") as session:

        def bare() -> None:
            for statement, parameters in asked.sent:
                session.run(statement, parameters).values()

        for _ in range(WARMING + rounds):
            await store.write(_touch)
            for way, kept in zip((over_http, bare, over_http, over_http), times, strict=True):
                kept.append(_timed(way))
    connection.close()
    first, driver, _, again = (statistics.median(each[WARMING:]) * 1000 for each in times)
    fits = " " if first <= MOST * driver else "!"
    return (
        f"{first:6.1f} ms  driver {driver:6.1f} ms  ratio {first / driver:4.2f} of {MOST} {fits}"
        f"  asked again {again:6.1f} ms  ({len(asked.sent)} statements)"
    )


async def _touch(tx: Transaction) -> None:
    await tx.run("MERGE (b:Bench {id: 'bench'}) SET b.times = coalesce(b.times, 0) + 1")


def _timed(way: Callable[[], Any]) -> float:
    began = time.perf_counter()
    way()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, *sys.argv[2:])
