"""Limits of live answers (订阅限额), tried to the last place over both transports."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import websockets
from starlette.applications import Starlette
from strawberry import Schema
from websockets.asyncio.client import ClientConnection

from graph.store.port import Store
from schema.build import build_schema
from server.app import create_app
from server.live.admission import BOUNDS
from server.serving import serving
from server.tokens import LocalKeys
from tests.unit.server.test_accounts import accounts, bearer, keys
from tests.unit.server.test_app import ClosedStore

__all__ = ["keys"]

LOADS = "subscription { loads { token } }"
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server whose store tells no news, so that whoever listens goes on listening."""

    app: Starlette
    port: int
    keys: LocalKeys

    def headers(self, name: str) -> dict[str, str]:
        return bearer(self.keys, name=name)

    @property
    def listening(self) -> int:
        """How many subscriptions are open."""
        registry = self.app.state.metrics.registry
        return int(registry.get_sample_value("custody_subscriptions", {"field": "loads"}) or 0)

    async def listened(self, count: int) -> None:
        """Wait until so many subscriptions are open."""
        async with asyncio.timeout(PATIENCE):
            while self.listening != count:  # noqa: ASYNC110 - a gauge has no event
                await asyncio.sleep(0.005)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return build_schema()


@pytest.fixture
async def served(keys: LocalKeys, schema: Schema) -> AsyncIterator[Served]:
    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    app = create_app(closed, schema=schema, accounts=accounts(keys))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        async with serving(app, listening):
            yield Served(app, listening.getsockname()[1], keys)


@asynccontextmanager
async def connected(served: Served, name: str) -> AsyncIterator[ClientConnection]:
    address = f"ws://127.0.0.1:{served.port}/graphql"
    protocol = websockets.Subprotocol("graphql-transport-ws")
    headers = served.headers(name)
    async with websockets.connect(
        address, subprotocols=[protocol], additional_headers=headers
    ) as client:
        await client.send('{"type": "connection_init"}')
        assert json.loads(await client.recv()) == {"type": "connection_ack"}
        yield client


async def subscribe(client: ClientConnection, *names: str) -> None:
    for name in names:
        sent = {"id": name, "type": "subscribe", "payload": {"query": LOADS}}
        await client.send(json.dumps(sent))


async def refused(client: ClientConnection) -> Mapping[str, Any]:
    """Return the refusal that comes next, as its client reads it."""
    message = json.loads(await asyncio.wait_for(client.recv(), PATIENCE))
    assert message["type"] == "error"
    (error,) = message["payload"]
    return {"id": message["id"], **error["extensions"]}


@asynccontextmanager
async def streamed(served: Served, name: str) -> AsyncIterator[tuple[int, Any]]:
    """Ask for a stream; yield its status, and what it says if it is refused."""
    body = json.dumps({"query": LOADS}).encode()
    head = {
        **served.headers(name),
        "host": f"127.0.0.1:{served.port}",
        "content-type": "application/json",
        "content-length": str(len(body)),
        "accept": "text/event-stream",
    }
    lines = "".join(f"{each}: {value}\r\n" for each, value in head.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    try:
        writer.write(f"POST /graphql HTTP/1.1\r\n{lines}\r\n".encode() + body)
        async with asyncio.timeout(PATIENCE):
            said = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            status = int(said.split()[1])
            length = said.partition("content-length:")[2].split()
            told = json.loads(await reader.readexactly(int(length[0]))) if length else None
        yield status, told
    finally:
        writer.close()


def told_of(error: Mapping[str, Any]) -> tuple[str, int, int]:
    assert error["zh"]
    assert error["en"]
    assert error["hint"]
    return error["code"], error["limit"], error["asked"]


async def test_a_caller_has_so_many_subscriptions_over_all_their_sockets(served: Served) -> None:
    names = [str(k) for k in range(BOUNDS.each)]
    async with AsyncExitStack() as opened:
        client = await opened.enter_async_context(connected(served, "王工"))
        await subscribe(client, *names)
        for _ in range(BOUNDS.caller // BOUNDS.each - 1):
            other = await opened.enter_async_context(connected(served, "王工"))
            await subscribe(other, *names)
        await served.listened(BOUNDS.caller)
        more = await opened.enter_async_context(connected(served, "王工"))
        await subscribe(more, "多")
        error = await refused(more)
        assert error["id"] == "多"
        assert told_of(error) == ("TOO_MANY_SUBSCRIPTIONS", BOUNDS.caller, BOUNDS.caller + 1)
        async with streamed(served, "王工") as (status, told):
            assert status == 429
            assert told_of(told["errors"][0]["extensions"])[1] == BOUNDS.caller
        async with connected(served, "李工") as other:
            await subscribe(other, "1")
            await served.listened(BOUNDS.caller + 1)
        await served.listened(BOUNDS.caller)
        await client.send('{"id": "0", "type": "complete"}')
        await served.listened(BOUNDS.caller - 1)
        await subscribe(more, "再")
        await served.listened(BOUNDS.caller)
        await client.close()
        await served.listened(BOUNDS.caller - (BOUNDS.each - 1))
    await served.listened(0)


async def test_one_socket_has_so_many_and_gives_each_place_back(served: Served) -> None:
    async with connected(served, "王工") as client:
        await subscribe(client, *(str(k) for k in range(BOUNDS.each)))
        await served.listened(BOUNDS.each)
        await subscribe(client, "多")
        error = await refused(client)
        assert told_of(error) == ("TOO_MANY_SUBSCRIPTIONS", BOUNDS.each, BOUNDS.each + 1)
        await client.send('{"id": "3", "type": "complete"}')
        await served.listened(BOUNDS.each - 1)
        await subscribe(client, "3")
        await served.listened(BOUNDS.each)


async def test_a_caller_has_so_many_streams_and_leaving_gives_the_place_back(
    served: Served,
) -> None:
    async with AsyncExitStack() as opened:
        first = AsyncExitStack()
        assert (await first.enter_async_context(streamed(served, "王工")))[0] == 200
        for _ in range(BOUNDS.caller - 1):
            status, _ = await opened.enter_async_context(streamed(served, "王工"))
            assert status == 200
        await served.listened(BOUNDS.caller)
        async with streamed(served, "王工") as (status, told):
            assert status == 429
            (error,) = told["errors"]
            expected = ("TOO_MANY_SUBSCRIPTIONS", BOUNDS.caller, BOUNDS.caller + 1)
            assert told_of(error["extensions"]) == expected
        async with connected(served, "王工") as client:
            await subscribe(client, "1")
            assert told_of(await refused(client)) == expected
        await first.aclose()
        await served.listened(BOUNDS.caller - 1)
        async with streamed(served, "王工") as (status, _):
            assert status == 200
            await served.listened(BOUNDS.caller)
    await served.listened(0)


async def test_so_many_connections_listen_whoever_holds_them(served: Served) -> None:
    async with AsyncExitStack() as opened:
        for k in range(BOUNDS.connections):
            status, _ = await opened.enter_async_context(streamed(served, f"员工{k % 2}"))
            assert status == 200
        async with streamed(served, "王工") as (status, told):
            assert status == 429
            said = told_of(told["errors"][0]["extensions"])
            assert said == ("TOO_MANY_SUBSCRIPTIONS", BOUNDS.connections, BOUNDS.connections + 1)
        with pytest.raises(websockets.ConnectionClosedError) as closed:
            await opened.enter_async_context(connected(served, "王工"))
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1013
    await served.listened(0)
    async with streamed(served, "王工") as (status, _):
        assert status == 200
