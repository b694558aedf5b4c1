"""Questions over HTTP (问答耗时): each example, as a ratio to its Cypher through the bare driver.

The server runs in its own process over the bundled registers. The statements that an
example sends are taken down once, with their parameters; then the example over HTTP and
those statements through the driver are timed in turn.

Run: ``python -m bench.questions [ROUNDS]``.
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
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graphql import OperationType

from bench.engines import ENGINES, Bench, running
from graph.store.opening import open_store
from graph.store.port import Row, Store
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from schema.build import build_schema
from schema.context import Context
from server.operations import operations

OPERATIONS = Path(__file__).parent.parent / "examples" / "operations"
Sent = list[tuple[str, dict[str, Any]]]


class Listening:
    """A store that takes down what it is asked (记录语句的存储)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.sent: Sent = []

    async def read(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Pass a statement on, and keep it."""
        self.sent.append((statement, dict(parameters)))
        return await self._store.read(statement, parameters)


def main(rounds: int = 60) -> None:
    """Time every example on both engines, and print medians and their ratio."""
    print(f"example: median over HTTP, median of its Cypher by the driver, ratio; {rounds} rounds")
    for name in ENGINES:
        with running(name) as bench:
            operations = asyncio.run(_prepared(bench))
            with served(bench) as (address, _):
                for stem, (body, sent) in operations.items():
                    print(f"{name:9s} {stem:16s} {_timed(bench, address, body, sent, rounds)}")


async def _prepared(bench: Bench) -> dict[str, tuple[bytes, Sent]]:
    """Load the bundled registers; return each example with the statements it sends."""
    schema = build_schema()
    operations: dict[str, tuple[bytes, Sent]] = {}
    async with open_store(bench.settings) as store:
        await load(store, bundled_paths())
        for stem, query in _queries():
            variables = json.loads((OPERATIONS / f"{stem}.variables.json").read_text("utf-8"))
            listening = Listening(store)
            result = await schema.execute(query, variables, context_value=Context(listening))  # type: ignore[arg-type]  # it answers what is asked of it
            if result.errors:
                raise RuntimeError(f"{stem}: {result.errors}")
            body = json.dumps({"query": query, "variables": variables}).encode()
            operations[stem] = (body, listening.sent)
    return operations


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


def _timed(bench: Bench, address: str, body: bytes, sent: Sent, rounds: int) -> str:
    connection = http.client.HTTPConnection(address, timeout=60)
    over_http, bare = [], []
    with bench.driver.session(database=bench.database, default_access_mode="READ") as session:
        for k in range(rounds + 10):
            began = time.perf_counter()
            connection.request("POST", "/graphql", body, {"content-type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            asked = time.perf_counter()
            for statement, parameters in sent:
                session.run(statement, parameters).data()
            done = time.perf_counter()
            if answer.status != http.client.OK:
                raise RuntimeError(f"HTTP {answer.status}")
            if k >= 10:  # noqa: PLR2004 - the first ten warm up
                over_http.append(asked - began)
                bare.append(done - asked)
    connection.close()
    ours, theirs = statistics.median(over_http) * 1000, statistics.median(bare) * 1000
    return f"{ours:7.1f} ms {theirs:7.1f} ms  {ours / theirs:5.2f}  ({len(sent)} statements)"


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
