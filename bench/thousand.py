"""A thousand objects (千对象应答): requests a second of one core, without the database.

The server runs in its own process over a store that answers from memory, through the whole
way of a request: HTTP, reading, preparing, compiling, executing, shaping, encoding. Its own
processor time is counted, so that neither the client nor other work on the machine is. Beside
it stands the same server with one plain Starlette route that writes the same objects as JSON,
which is the least that a server does.

Run: ``python -m bench.thousand [REQUESTS]``.
"""

import asyncio
import http.client
import json
import multiprocessing
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext
from typing import Any, Final

import psutil
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Store, Transaction
from server.app import create_app
from server.serving import serving

__all__ = ["main"]

PAGE: Final = 500
FIELDS: Final = "id name equipment volume bundArea validFrom"
QUERY: Final = (
    f"query Thousand {{ a: units(first: {PAGE}) {{ nodes {{ {FIELDS} }} }}"
    f" b: units(first: {PAGE}) {{ nodes {{ {FIELDS} }} }} }}"
)
BODY: Final = json.dumps({"query": QUERY}).encode()
HEADERS: Final = {"content-type": "application/json", "host": "127.0.0.1"}
WARMING: Final = 30


def _unit(k: int) -> dict[str, Any]:
    """Return a unit as the driver gives it: keys in no order that matters."""
    return {
        "name": f"储罐 V-{k:04d}",
        "id": f"Unit:{k:032x}",
        "validFrom": "2020-01-01",
        "volume": 100.0 + k,
        "equipment": "ATMOSPHERIC_TANK",
        "bundArea": 12.5,
    }


class Remembered:
    """A store that answers every list of units with one page (内存中的存储)."""

    engine: EngineName = "arcadedb"
    database = "custody"

    def __init__(self) -> None:
        self._rows = [{"data": {"nodes": [_unit(k) for k in range(PAGE)]}}]

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Return the page."""
        del statement, parameters
        return self._rows

    async def write(self, work: Callable[[Transaction], Any]) -> Any:
        """Refuse: nothing is written here."""
        raise RuntimeError("nothing is written here", work)

    def observe(self, observer: Observer) -> Any:
        """Tell nobody: there is no database whose time could count."""
        del observer
        return nullcontext()


def product() -> Starlette:
    """Return the application over the store in memory."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Store]:
        yield Remembered()

    return create_app(opened)


def plain() -> Starlette:
    """Return one route that reads the request and writes the same objects."""
    nodes = [{key: _unit(k)[key] for key in FIELDS.split()} for k in range(PAGE)]
    data = {"data": {"a": {"nodes": nodes}, "b": {"nodes": nodes}}}

    async def answer(request: Request) -> Response:
        await request.json()
        return JSONResponse(data)

    app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])])

    class Live:
        async def end(self) -> None:
            """End nothing."""

    app.state.live = Live()
    return app


def _serve(made: Callable[[], Starlette], listening: socket.socket) -> None:
    async def run() -> None:
        async with serving(made(), listening) as served:
            await served.ended()

    asyncio.run(run())


def _rate(made: Callable[[], Starlette], requests: int) -> tuple[float, bytes]:
    """Return requests for each second of the server's processor time, and an answer."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as the product does
        port = listening.getsockname()[1]
        process = multiprocessing.get_context("fork").Process(target=_serve, args=(made, listening))
        process.start()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            for _ in range(WARMING):
                _ask(connection)
            answer = _ask(connection)
            began = _used(process.pid)
            for _ in range(requests):
                _ask(connection)
            used = _used(process.pid) - began
            connection.close()
            return requests / used, answer
        finally:
            process.terminate()
            process.join()


def _used(pid: int | None) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def _ask(connection: http.client.HTTPConnection) -> bytes:
    connection.request("POST", "/graphql", BODY, HEADERS)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK or b'"errors"' in body:
        raise RuntimeError(body[:500])
    return body


def main(requests: int = 1000) -> None:
    """Print requests a second of both, and their ratio."""
    print(
        f"1,000 objects x 6 fields, no database; {requests} requests, processor time of the server"
    )
    ours, answer = _rate(product, requests)
    theirs, same = _rate(plain, requests)
    if json.loads(answer) != json.loads(same):
        raise RuntimeError("the two answers differ")
    print(f"product {ours:6.0f}/s a core   plain route {theirs:6.0f}/s   ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
