"""Many at once (并发访问): two hundred clients ask the embedded engine for a minute.

The server runs in its own process over the bundled registers. Each client holds one connection
and asks one example after the other, all the time; at any moment the clients stand at different
examples. Printed are how many answers there were, every answer that is not one, how long clients
waited (the median, the 99th of a hundred, and their ratio) and the same for each example.

Run: ``python -m bench.crowd [CLIENTS] [SECONDS]``.
"""

import asyncio
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import psutil
from graphql import OperationType

from bench.clients import ask, request_of
from bench.engines import running
from bench.questions import served
from graph.store.opening import open_store
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from server.operations import operations

__all__ = ["main"]

PATIENCE: Final = 60.0
"""Seconds after which a client counts as not answered."""


class Crowd:
    """What the clients saw (并发结果): seconds waited for each example, and what went wrong."""

    def __init__(self) -> None:
        self.waits: defaultdict[str, list[float]] = defaultdict(list)
        self.faults: Counter[str] = Counter()


async def _client(
    host: str, port: int, requests: Sequence[tuple[str, bytes]], end: float, crowd: Crowd
) -> None:
    reader, writer = await asyncio.open_connection(host, port, limit=2**20)
    k = 0
    while time.monotonic() < end:
        name, request = requests[k % len(requests)]
        k += 1
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                status, body = await ask(reader, writer, request)
        except (OSError, EOFError, TimeoutError) as error:
            crowd.faults[f"{name}: {error!r}"] += 1
            break
        crowd.waits[name].append(time.monotonic() - began)
        if status != 200 or b'"errors"' in body:  # noqa: PLR2004 - the status that says all is well
            crowd.faults[f"{name}: {status} {body[:200]!r}"] += 1
    writer.close()


async def _gather(address: str, clients: int, seconds: float) -> Crowd:
    host, _, port = address.partition(":")
    requests = _requests(address)
    await _client(host, int(port), requests, time.monotonic() + 10, Crowd())  # plans are made
    crowd, end = Crowd(), time.monotonic() + seconds
    await asyncio.gather(
        *(
            _client(
                host,
                int(port),
                requests[k % len(requests) :] + requests[: k % len(requests)],
                end,
                crowd,
            )
            for k in range(clients)
        )
    )
    return crowd


def _requests(address: str) -> list[tuple[str, bytes]]:
    reading = (one for one in operations() if one.kind is OperationType.QUERY)
    return [(one.name, request_of(address, one.query, one.variables)) for one in reading]


def _row(name: str, waits: Sequence[float]) -> str:
    cuts = statistics.quantiles(waits, n=100) if len(waits) > 1 else [*waits] * 99
    middle, high = cuts[49] * 1000, cuts[98] * 1000
    return f"{name:28s} {len(waits):7d} {middle:9.1f} ms {high:9.1f} ms  {high / middle:5.2f}"


def main(clients: int = 200, seconds: int = 60) -> None:
    """Let clients ask at once, and print how long they waited."""
    with running("arcadedb") as bench:

        async def filled() -> None:
            async with open_store(bench.settings) as store:
                await load(store, bundled_paths())

        asyncio.run(filled())
        with served(bench) as (address, process):
            crowd = asyncio.run(_gather(address, clients, seconds))
            memory = psutil.Process(process.pid).memory_info().rss
    print(f"{clients} clients, {seconds} s: answers, median, 99th of a hundred, their ratio")
    print(_row("all", [wait for waits in crowd.waits.values() for wait in waits]))
    for name, waits in sorted(crowd.waits.items()):
        print(_row(name, waits))
    print(f"memory of the server {memory / 1e6:.0f} MB; faults: {sum(crowd.faults.values())}")
    for what, number in crowd.faults.most_common(20):
        print(f"  {number} x {what}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
