"""Questions over HTTP (问答耗时): each example, as a ratio to its Cypher through the bare driver.

The server runs in its own process over the bundled registers. The statements that an
example sends are taken down once, with their parameters; then the example over HTTP and
those statements through the driver are timed in turn. Two examples to which the bundled registers
lack the data are asked once more of an invented neighbourhood, which has it.

Printed are both medians, their ratio, what HTTP adds beside what it may add (1.0 ms and 15 % of
the driver's time; ``!`` where it adds more); the processor time of the server for each answer and
of the driver for the same statements, which a busy machine stretches less; and the answers a
second of eight clients at once, over HTTP and by the asynchronous driver. What was measured is in
``bench/questions.md``.

Run: ``python -m bench.questions [ROUNDS] [ENGINE …]``.
"""

import asyncio
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from graphql import OperationType

from bench.clients import ask, request_of
from bench.engines import ENGINES, Bench, running
from graph.cypher.sight import spoken
from graph.store.opening import open_store
from graph.store.port import NO_PARAMETERS, Row, Store
from graph.store.wrapped import WrappedStore
from graph.store.write import write
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from schema.build import build_schema
from schema.context import Context
from server.operations import operation, operations
from tests.contract.neighbourhood import BATCH, CHLORINE, SCHOOL

ADDED, SHARE = 1.0, 0.15
"""What HTTP may add: so many ms, and such a share of the time of the bare driver."""
WARMING = 10
CLIENTS, SECONDS, TURNS = 8, 0.5, 3
OPERATIONS = Path(__file__).parent.parent / "examples" / "operations"
SCHEMA = build_schema()
Sent = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """An example, and the statements that it sends (示例及其语句)."""

    query: str
    variables: dict[str, Any]
    sent: Sent


class Listening(WrappedStore):
    """A store that takes down what it is asked (记录语句的存储)."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.sent: Sent = []

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Pass a statement on, and keep it."""
        self.sent.append((spoken(statement, self._store.engine), dict(parameters)))
        return await self._store.read(statement, parameters)


def main(rounds: int = 60, *engines: str) -> None:
    """Time every example on both engines, and print medians and their ratio."""
    print(f"example: over HTTP, its Cypher by the driver, ratio, added; at once; {rounds} rounds")
    for name in engines or ENGINES:
        with running(name) as bench:
            examples = asyncio.run(_examples(bench))
            with served(bench) as (address, process):
                server = psutil.Process(process.pid)
                _tell(bench, address, server, examples, rounds)
                _tell(bench, address, server, asyncio.run(_drawn(bench)), rounds)


def _tell(
    bench: Bench, address: str, server: psutil.Process, questions: dict[str, Asked], rounds: int
) -> None:
    for name, asked in questions.items():
        said = _timed(bench, address, server, asked, rounds)
        print(f"{bench.name:9s} {name:20s} {said}", flush=True)


async def _examples(bench: Bench) -> dict[str, Asked]:
    """Load the bundled registers; return each example with the statements it sends."""
    async with open_store(bench.settings) as store:
        await load(store, bundled_paths())
        return {
            stem: await _asked(
                store,
                query,
                json.loads((OPERATIONS / f"{stem}.variables.json").read_text("utf-8")),
            )
            for stem, query in _queries()
        }


async def _drawn(bench: Bench) -> dict[str, Asked]:
    """Load an invented neighbourhood; return questions that need more than what is bundled."""
    air = {"windSpeed": 3.0, "windDirection": 270.0, "stability": "D"}
    ids = {"H9_footprint": CHLORINE.id, "H1_exposure": SCHOOL.id}
    async with open_store(bench.settings) as store:
        await write(store, BATCH)
        return {
            f"{stem}, drawn": await _asked(
                store, operation(stem).query, {"of": of, "weather": air, "level": "END_POINT"}
            )
            for stem, of in ids.items()
        }


async def _asked(store: Store, query: str, variables: dict[str, Any]) -> Asked:
    listening = Listening(store)
    result = await SCHEMA.execute(query, variables, context_value=Context(listening))
    if result.errors:
        raise RuntimeError(result.errors)
    return Asked(query, variables, listening.sent)


def _queries() -> list[tuple[str, str]]:
    """Return the examples that only read, by name."""
    reading = (one for one in operations() if one.kind is OperationType.QUERY)
    return sorted((one.name, one.query) for one in reading)


@contextmanager
def served(bench: Bench) -> Iterator["tuple[str, subprocess.Popen[str]]"]:
    """Serve the engine in a process of its own; yield host and port, and the process."""
    command = [sys.executable, "-m", "server", "serve", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - our own server
        command, env={**os.environ, **bench.environment}, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            lines = iter(process.stdout or ())
            found = next(m for line in lines if (m := re.search(r"http://[^/\s]+", line)))
            yield urlsplit(found[0]).netloc, process
        finally:
            process.terminate()


def _timed(bench: Bench, address: str, server: psutil.Process, asked: Asked, rounds: int) -> str:
    """Ask an example and its statements in turn, then eight times at once."""
    used, times = _used(server), _in_turn(bench, address, asked, rounds)
    used = (_used(server) - used) / (rounds + WARMING)
    ours, theirs, own = (statistics.median(each[WARMING:]) * 1000 for each in times)
    over, most = ours - theirs, ADDED + SHARE * theirs
    many, raw = asyncio.run(_at_once(bench, address, asked))
    return (
        f"{ours:7.1f} ms {theirs:7.1f} ms  {ours / theirs:5.2f}  {over:+6.2f} of {most:5.2f} ms"
        f" {' ' if over <= most else '!'}  processor {1000 * used:5.2f} and {own:5.2f} ms"
        f"  {many:6.0f}/s {raw:6.0f}/s {100 * many / raw:4.0f} %"
        f"  ({len(asked.sent)} statements)"
    )


def _in_turn(bench: Bench, address: str, asked: Asked, rounds: int) -> tuple[list[float], ...]:
    """Return the times of each round [s]: over HTTP, by the driver, and the driver's processor."""
    connection = http.client.HTTPConnection(address, timeout=60)
    body = json.dumps({"query": asked.query, "variables": asked.variables}).encode()
    times: tuple[list[float], ...] = ([], [], [])
    with bench.driver.session(database=bench.database, default_access_mode="READ") as session:
        for _ in range(WARMING + rounds):
            began = time.perf_counter()
            connection.request("POST", "/graphql", body, {"content-type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            done, spent = time.perf_counter(), time.process_time()
            for statement, parameters in asked.sent:
                session.run(statement, parameters).data()
            end, spent = time.perf_counter(), time.process_time() - spent
            if answer.status != http.client.OK:
                raise RuntimeError(f"HTTP {answer.status}")
            for kept, took in zip(times, (done - began, end - done, spent), strict=True):
                kept.append(took)
    connection.close()
    return times


def _used(process: psutil.Process) -> float:
    """Return the processor time of a process so far [s]; where Linux tells it, not by ticks."""
    threads = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    if told := [int(each.read_text().split()[0]) for each in threads]:
        return sum(told) / 1e9
    times = process.cpu_times()
    return float(times.user + times.system)


async def _at_once(bench: Bench, address: str, asked: Asked) -> tuple[float, float]:
    """Return answers a second of eight clients, over HTTP and by the bare driver, in turn."""
    host, _, port = address.partition(":")
    request = request_of(address, asked.query, asked.variables)
    counts, times = [0, 0], [0.0, 0.0]
    async with bench.asynchronous() as driver:

        async def over_http(end: float) -> int:
            reader, writer = await asyncio.open_connection(host, int(port), limit=2**20)
            answers = 0
            while time.perf_counter() < end:
                await ask(reader, writer, request)
                answers += 1
            writer.close()
            return answers

        async def bare(end: float) -> int:
            answers = 0
            async with driver.session(
                database=bench.database, default_access_mode="READ"
            ) as session:
                while time.perf_counter() < end:
                    for statement, parameters in asked.sent:
                        await (await session.run(statement, parameters)).data()
                    answers += 1
            return answers

        for _ in range(TURNS):
            for k, way in enumerate((over_http, bare)):
                began = time.perf_counter()
                found = await asyncio.gather(*(way(began + SECONDS) for _ in range(CLIENTS)))
                counts[k] += sum(found)
                times[k] += time.perf_counter() - began
    return counts[0] / times[0], counts[1] / times[1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, *sys.argv[2:])
