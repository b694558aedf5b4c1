"""Beside the usual translator (同类对照): the same operations by @neo4j/graphql on the same Neo4j.

A district with planted gaps is written by the product. The product serves it in one process;
@neo4j/graphql serves the same database in another, behind GraphQL Yoga, which keeps parsed and
validated documents. Each operation is asked of both, and both must answer alike. Then they are
timed: one client that asks both in turn (median of the wall time), and eight clients at once,
now of one and now of the other (answers a second, and processor time of the server and of Neo4j
for each answer, which a busy machine hardly stretches).

The product holds both clocks against everything that it shows, at every hop; the other asks
nothing of the kind, since all that the district says is true, but for two operations that are
asked on a day. Where a list is ordered within
another, the other gives it in no order: it cannot order by what stands behind a relationship.

Meanwhile somebody else writes, twice a second, so that the product sends every statement; with
``--still`` nobody does, and it gives rows again (`graph.store.remembering`), which the other never
does.

Node.js is needed, and ``npm ci`` in ``bench/peer``, which the bench runs where it was not run.
What was measured is in ``bench/beside.md``.

Run: ``python -m bench.beside [ENTERPRISES] [ROUNDS] [--only WORD of the operations] [--still]``.
"""

import argparse
import asyncio
import http.client
import json
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil

from bench.engines import Bench, running
from bench.pairs import PAIRS, Pair, alike
from bench.questions import served
from graph.store.opening import open_store
from graph.store.write import write
from tests.contract.district import planted

__all__ = ["main"]

PEER: Final = Path(__file__).parent / "peer"
CLIENTS: Final = 8
SECONDS: Final = 1.5
TURNS: Final = 3
WARMING: Final = 20


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two services (被测服务): where it listens, and its process."""

    address: str
    process: psutil.Process

    def ask(self, connection: http.client.HTTPConnection, body: bytes) -> bytes:
        """Return the answer to a request; it must be one."""
        connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        answer = connection.getresponse()
        read = answer.read()
        if answer.status != http.client.OK or b'"errors"' in read:
            raise RuntimeError(read[:500])
        return read

    @property
    def connection(self) -> http.client.HTTPConnection:
        """A new connection to it."""
        return http.client.HTTPConnection(self.address, timeout=60)


@dataclass(slots=True)
class Load:
    """What eight clients got of a side (并发结果).

    Attributes:
        answers: How many answers.
        seconds: In how long [s].
        own: Processor time of the server [s].
        engine: Processor time of Neo4j [s].
    """

    answers: int = 0
    seconds: float = 0.0
    own: float = 0.0
    engine: float = 0.0

    @property
    def each(self) -> float:
        """Processor time of both for one answer [s]."""
        return (self.own + self.engine) / self.answers

    def __str__(self) -> str:
        """Return answers a second, and processor time for each of server and of Neo4j."""
        each = 1000 / self.answers
        return (
            f"{self.answers / self.seconds:7.0f}/s {self.own * each:6.2f} + "
            f"{self.engine * each:6.2f} ms"
        )


@contextmanager
def _peer(bench: Bench) -> Iterator[Side]:
    """Serve the database by @neo4j/graphql, in a process of its own."""
    if not (PEER / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=PEER, check=True)  # noqa: S607 - npm of the path
    with subprocess.Popen(
        ["node", "server.mjs"],  # noqa: S607 - Node.js of the path
        cwd=PEER,
        env={**os.environ, **bench.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        port = int(process.stdout.readline() if process.stdout else 0)
        yield Side(f"127.0.0.1:{port}", psutil.Process(process.pid))
        process.communicate(timeout=30)  # closes its standard input


@contextmanager
def _written_to(bench: Bench) -> Iterator[None]:
    """Write to the database twice a second, without the product."""
    over = threading.Event()

    def write_on() -> None:
        while not over.wait(0.5):
            bench.driver.execute_query("MERGE (n:Beat) SET n.at = timestamp()")

    bench.driver.execute_query("MERGE (n:Beat) SET n.at = timestamp()")
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write_on)
        try:
            yield
        finally:
            over.set()
        writing.result()


def main(enterprises: int = 100, rounds: int = 150, *, word: str = "", still: bool = False) -> None:
    """Ask both every operation, and print what they took."""
    with running("neo4j") as bench:
        district = planted(enterprises)

        async def fill() -> None:
            async with open_store(bench.settings) as store:
                await write(store, district.batch)

        asyncio.run(fill())
        print(f"{enterprises} enterprises, {len(district.entities)} things; {rounds} rounds")
        meanwhile = nullcontext() if still else _written_to(bench)
        with served(bench) as (address, process), _peer(bench) as peer, meanwhile:
            ours = Side(address, psutil.Process(process.pid))
            for pair in (each for each in PAIRS if word in each.name):
                print(f"{pair.name:28s} {_compared(bench, pair, ours, peer, rounds)}", flush=True)


def _compared(bench: Bench, pair: Pair, ours: Side, peer: Side, rounds: int) -> str:
    variables = {"id": _hazard(bench)} if "$id" in pair.ours else {}
    sides = [
        (ours, json.dumps({"query": pair.ours, "variables": variables}).encode()),
        (peer, json.dumps({"query": pair.theirs, "variables": variables}).encode()),
    ]
    answers = [side.ask(side.connection, body) for side, body in sides]
    if not alike(*(json.loads(answer)["data"] for answer in answers)):
        raise RuntimeError(f"{pair.name}: {answers[0][:500]!r} {answers[1][:500]!r}")
    one, two = _in_turn(sides, rounds)
    loads = [Load(), Load()]
    for _ in range(TURNS):
        for load, (side, body) in zip(loads, sides, strict=True):
            _at_once(bench, side, body, load)
    return (
        f"{one:7.2f} ms {two:7.2f} ms {two / one:5.2f}   {loads[0]}   {loads[1]}"
        f"  {loads[1].each / loads[0].each:5.2f}"
    )


def _in_turn(sides: list[tuple[Side, bytes]], rounds: int) -> list[float]:
    """Return the median wall time of both, asked in turn by one client [ms]."""
    connections = [side.connection for side, _ in sides]
    taken: list[list[float]] = [[] for _ in sides]
    for k in range(WARMING + rounds):
        for (side, body), connection, times in zip(sides, connections, taken, strict=True):
            began = time.perf_counter()
            side.ask(connection, body)
            if k >= WARMING:
                times.append(time.perf_counter() - began)
    return [statistics.median(times) * 1000 for times in taken]


def _at_once(bench: Bench, side: Side, body: bytes, load: Load) -> None:
    """Let eight clients ask a side for a while, and add what came of it."""
    end = time.perf_counter() + SECONDS

    def client(_: int) -> int:
        connection, answers = side.connection, 0
        while time.perf_counter() < end:
            side.ask(connection, body)
            answers += 1
        return answers

    began, own, engine = time.perf_counter(), _used(side.process), _used(bench.process)
    with ThreadPoolExecutor(CLIENTS) as pool:
        load.answers += sum(pool.map(client, range(CLIENTS)))
    load.seconds += time.perf_counter() - began
    load.own += _used(side.process) - own
    load.engine += _used(bench.process) - engine


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _hazard(bench: Bench) -> Any:
    """Return the id of a hazard of the district."""
    found = bench.driver.execute_query("MATCH (n:Hazard) RETURN min(n.id) AS id")
    return found.records[0]["id"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Ask the product and @neo4j/graphql the same.")
    parser.add_argument("enterprises", type=int, nargs="?", default=100)
    parser.add_argument("rounds", type=int, nargs="?", default=150)
    parser.add_argument("--only", default="", metavar="WORD", help="operations with it in the name")
    parser.add_argument("--still", action="store_true", help="let nobody write meanwhile")
    given = parser.parse_args()
    main(given.enterprises, given.rounds, word=given.only, still=given.still)
