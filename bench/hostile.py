"""Hostile requests (恶意请求) against the real server: none may fail it, and it must not grow.

The server runs in its own process over the bundled registers. The same seed sends the same
requests. Printed are the answers by kind and status, each finding with the request that shows
it, the memory of the server, and whether it still answers at the end. The first half warms it up:
readers of files are imported when the first file of a kind comes, and caches fill up to their
bounds. Of the second half the slope of the memory is told, by least squares.

Run: ``python -m bench.hostile [REQUESTS] [SEED] [files | uploads]``; it exits with 1 if anything
was found. With ``files`` all of them bring files, or want their answer as a table, a map or a page;
with ``uploads`` all bring files, eight each on average.
Interrupted, it prints what came of those that were sent.
"""

import asyncio
import http.client
import json
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from typing import Any, Final

import psutil
from graphql import build_schema as parsed
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from bench.engines import running
from bench.questions import served
from graph.store.opening import open_store
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from schema.build import build_schema
from server.operations import operations
from tests.fuzz.hostile import Hostile, exchanges, faults, frames, requests, uploads

__all__ = ["main"]

CLIENTS: Final = 4
PATIENCE: Final = 300
"""How long a client waits for a word [s]: uploads are loaded one after the other."""
SOCKETS: Final = 50
"""For each so many requests, one connection of hostile frames."""
SAMPLES: Final = 10
"""For each so many requests, one look at the memory of the server."""
SCHEMA: Final = parsed(build_schema().as_str())
EXAMPLES: Final = [(one.query, dict(one.variables)) for one in operations()]


class Findings:
    """What was seen (发现): answers by kind and status, and what none may show."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, int]] = Counter()
        self.faults: list[tuple[list[str], Hostile]] = []
        self.silent: Counter[str] = Counter()
        self.waits: list[tuple[float, str]] = []
        self.memory: list[int] = []
        self.sockets = self.files = 0
        self.enough = False


def main(count: str = "100000", seed: str = "1", what: str = "") -> int:
    """Send hostile requests, and print what came of them."""
    each, first = int(count) // CLIENTS, int(seed) * CLIENTS
    known = {"files": exchanges, "uploads": uploads}.get(what, requests)
    with running("arcadedb") as bench:

        async def filled() -> None:
            async with open_store(bench.settings) as store:
                await load(store, bundled_paths())

        asyncio.run(filled())
        with served(bench) as (address, process):
            found = Findings()
            clients = [
                threading.Thread(
                    target=_send,
                    args=(address, process, found, islice(known(SCHEMA, EXAMPLES, k), each), k),
                )
                for k in range(first, first + CLIENTS)
            ]
            for client in clients:
                client.start()
            try:
                for client in clients:
                    client.join()
            except KeyboardInterrupt:
                found.enough = True
                for client in clients:
                    client.join()
            last = _ask(address, _sound())
            _print(found, last, process.poll())
    return 1 if found.faults or last[0] != http.client.OK else 0


def _sound() -> Hostile:
    body = json.dumps({"query": "{ parks { totalCount } }"}).encode()
    return Hostile(kind="sound", body=body, headers={"content-type": "application/json"})


def _send(address: str, process: Any, found: Findings, asked: Iterator[Hostile], seed: int) -> None:
    talking = frames(seed)
    connection = http.client.HTTPConnection(address, timeout=PATIENCE)
    for k, one in enumerate(asked):
        if found.enough:
            return
        began = time.monotonic()
        status, body = _exchange(connection, one)
        found.waits.append((time.monotonic() - began, f"{one.kind} {one.body[:120]!r}"))
        found.answers[one.kind, status] += 1
        if status == 0:
            found.silent[body.decode()] += 1
        if wrong := faults(status, body):
            found.faults.append((wrong, one))
        found.files += one.body.count(b"filename=")
        if k % SOCKETS == 0:
            _talk(address, next(talking))
            found.sockets += 1
        if k % SAMPLES == 0:
            found.memory.append(psutil.Process(process.pid).memory_info().rss)


def _exchange(connection: http.client.HTTPConnection, one: Hostile) -> tuple[int, bytes]:
    """Return status and body; status 0, and why, if there was no word on two connections."""
    why: list[str] = []
    for _ in range(2):  # it may have closed the first one, since nothing was said for a while
        began = time.monotonic()
        try:
            connection.request(one.method, one.target, one.body or None, one.headers)
            answer = connection.getresponse()
            if answer.headers.get_content_type() == "text/event-stream":
                connection.close()  # it lasts as long as one listens
                return answer.status, b""
            return answer.status, answer.read()
        except (http.client.HTTPException, OSError) as error:
            why.append(f"{error!r} after {time.monotonic() - began:.1f} s")
            connection.close()
    return 0, "; ".join(why).encode()


def _talk(address: str, sent: list[str | bytes]) -> None:
    """Say it all over one connection; the server may close it whenever it likes."""
    try:
        with connect(f"ws://{address}/graphql", subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]  # the protocol's name is text
            for frame in sent:
                socket.send(frame)
            socket.recv(timeout=0.05)
    except (WebSocketException, TimeoutError, ConnectionError):
        return


def _ask(address: str, one: Hostile) -> tuple[int, bytes]:
    return _exchange(http.client.HTTPConnection(address, timeout=PATIENCE), one)


def _print(found: Findings, last: tuple[int, bytes], code: int | None) -> None:
    total = sum(found.answers.values())
    print(f"{total} requests, {found.files} files, {found.sockets} connections of frames")
    for (kind, status), number in sorted(found.answers.items()):
        print(f"  {kind:12s} {status:3d} {number:7d}")
    for why, number in found.silent.most_common():
        print(f"  no answer {number:4d}: {why}")
    for seconds, what in nlargest(5, found.waits):
        print(f"  {seconds:6.1f} s: {what}")
    for line in _memory(found.memory, total):
        print(line)
    print(f"findings: {len(found.faults)}; at the end it answers {last}; exit code {code}")
    for wrong, one in found.faults[:20]:
        print(f"  {wrong} {one}"[:2000])


def _memory(samples: list[int], requests: int) -> Iterator[str]:
    """Yield what the memory of the server was, and how it grew once it was warm."""
    ordered = [one / 1e6 for one in samples]
    tenths = [ordered[k * len(ordered) // 10] for k in range(10)]
    yield f"memory [MB] at each tenth: {', '.join(f'{one:.0f}' for one in tenths)}"
    early, late = ordered[: len(ordered) // 2], ordered[len(ordered) // 2 :]
    if len(late) > 1:
        yield f"at most {max(early):.0f} in the first half, {max(late):.0f} in the second"
        slope = statistics.linear_regression(range(len(late)), late).slope
        growth = slope * len(ordered) / requests * 10_000
        yield f"growth in the second half: {growth:+.1f} MB for 10,000 requests"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
