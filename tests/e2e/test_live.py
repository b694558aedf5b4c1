"""Subscriptions over a real server (真实服务的订阅): WebSocket and server-sent events."""

import asyncio
import csv
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets
from websockets.asyncio.client import ClientConnection

from tests.e2e.process import Custody, Served

PROTOCOL = websockets.Subprotocol("graphql-transport-ws")
LOADS = "subscription($after: String) { loads(after: $after) { token load { name } } }"
NOW = '{ park(name: "临港产业园") { id } }'
PATIENCE = 60.0


@pytest.fixture(scope="module")
def server(written: Custody) -> Any:
    served = written.start("serve", "--port", "0")
    url = served.url()
    yield served, url, written
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(PATIENCE) == 0


Running = tuple[Served, str, Custody]


def register(folder: Path, name: str) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["名称", "安全风险等级"], [name, "B"]])
    return path.rename(folder / "园区.csv")


def load(custody: Custody, folder: Path, name: str) -> None:
    folder.mkdir()
    done = custody("load", str(register(folder, name)))
    assert done.returncode == 0, done.stderr


@asynccontextmanager
async def connected(url: str, **options: Any) -> AsyncIterator[ClientConnection]:
    address = url.replace("http", "ws") + "/graphql"
    async with websockets.connect(address, subprotocols=[PROTOCOL], **options) as client:
        await client.send('{"type": "connection_init"}')
        assert json.loads(await client.recv()) == {"type": "connection_ack"}
        yield client


async def said(client: ClientConnection) -> Any:
    """Return the next message that is no sign of life; it is text."""
    while True:
        frame = await asyncio.wait_for(client.recv(), PATIENCE)
        assert isinstance(frame, str)
        if (message := json.loads(frame)) != {"type": "ping"}:
            return message
        await client.send('{"type": "pong"}')


def subscribe(query: str, name: str = "1", **variables: Any) -> str:
    payload = {"query": query, "variables": variables}
    return json.dumps({"id": name, "type": "subscribe", "payload": payload})


async def closed(client: ClientConnection) -> int:
    await asyncio.wait_for(client.wait_closed(), PATIENCE)
    assert client.close_code is not None
    return client.close_code


async def test_nothing_is_lost_by_a_client_that_reconnects_while_loads_go_on(
    server: Running, tmp_path: Path
) -> None:
    _, url, custody = server
    names = [f"园{k}" for k in range(4)]

    def loading() -> None:
        for name in names:
            load(custody, tmp_path / name, name)

    told: list[str] = []
    async with connected(url) as client:
        await client.send(subscribe(LOADS))
        await asyncio.sleep(2)
        task = asyncio.create_task(asyncio.to_thread(loading))
        event = (await said(client))["payload"]["data"]["loads"]
    told.append(event["token"])
    while len(told) < len(names):
        async with connected(url) as client:
            await client.send(subscribe(LOADS, after=told[-1]))
            event = (await said(client))["payload"]["data"]["loads"]
        told.append(event["token"])
    await task
    assert len(set(told)) == len(names)
    async with connected(url) as client:
        await client.send(subscribe(LOADS, after=told[-1]))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.recv(), 3)


async def test_events_are_streamed_and_resumed_by_token(server: Running, tmp_path: Path) -> None:
    _, url, custody = server
    tokens: list[str] = []
    for name in ("西园", "北园"):
        body = {"query": LOADS, "variables": {"after": tokens[-1] if tokens else None}}
        headers = {"accept": "text/event-stream"}
        async with (
            httpx2.AsyncClient(timeout=PATIENCE) as client,
            client.stream("POST", f"{url}/graphql", json=body, headers=headers) as response,
        ):
            assert response.headers["content-type"].startswith("text/event-stream")
            lines = response.aiter_lines()
            assert await anext(lines) == ":"
            await asyncio.sleep(2)
            await asyncio.to_thread(load, custody, tmp_path / name, name)
            data = [line async for line in _until(lines, "data:")][-1]
        answered = json.loads(data.removeprefix("data:"))
        tokens.append(answered["data"]["loads"]["token"])
    assert len(set(tokens)) == 2


async def _until(lines: AsyncIterator[str], start: str) -> AsyncIterator[str]:
    async for line in lines:
        yield line
        if line.startswith(start):
            return


async def test_a_query_has_one_answer_on_either_way(server: Running) -> None:
    _, url, _ = server
    async with connected(url) as client:
        await client.send(subscribe(NOW))
        assert (await said(client))["payload"]["data"]["park"]["id"]
        assert await said(client) == {"id": "1", "type": "complete"}
    async with httpx2.AsyncClient(timeout=PATIENCE) as http:
        headers = {"accept": "text/event-stream"}
        answer = await http.post(f"{url}/graphql", json={"query": NOW}, headers=headers)
    assert answer.text.startswith("event: next\ndata: {")
    assert answer.text.endswith("event: complete\ndata:\n\n")


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (['{"type": "subscribe", "id": "1", "payload": {"query": "{ x }"}}'], 4401),
        (['{"type": "connection_init"}', '{"type": "connection_init"}'], 4429),
        (["{"], 4400),
        (["[]"], 4400),
        (['{"type": "start"}'], 4400),
        (['{"type": "connection_init"}', '{"type": "subscribe", "id": "1"}'], 4400),
        (['{"type": "connection_init"}', subscribe(LOADS), subscribe(LOADS)], 4409),
        ([b"\x00\xff"], 4400),
        ([], 4408),
    ],
)
async def test_a_client_that_breaks_the_protocol_is_closed(
    server: Running, messages: list[str | bytes], code: int
) -> None:
    address = server[1].replace("http", "ws") + "/graphql"
    async with websockets.connect(address, subprotocols=[PROTOCOL]) as client:
        for message in messages:
            await client.send(message)
        assert await closed(client) == code


async def test_the_older_protocol_is_not_spoken(server: Running) -> None:
    address = server[1].replace("http", "ws") + "/graphql"
    older = websockets.Subprotocol("graphql-ws")
    async with websockets.connect(address, subprotocols=[older]) as client:
        assert client.subprotocol is None
        assert await closed(client) == 4406


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
async def test_a_page_of_another_site_cannot_connect(server: Running, origin: str) -> None:
    address = server[1].replace("http", "ws") + "/graphql"
    with pytest.raises(websockets.InvalidStatus) as caught:
        await websockets.connect(address, subprotocols=[PROTOCOL], origin=websockets.Origin(origin))
    assert caught.value.response.status_code == 403
    async with connected(server[1], origin=websockets.Origin(server[1])):
        pass


async def test_one_connection_has_so_many_subscriptions(server: Running) -> None:
    async with connected(server[1]) as client:
        for k in range(21):
            await client.send(subscribe(LOADS, str(k)))
        refused = await said(client)
        assert refused["type"] == "error"
        assert refused["id"] == "20"
        assert refused["payload"][0]["extensions"]["code"] == "TOO_MANY_SUBSCRIPTIONS"
        async with httpx2.AsyncClient() as http:
            metrics = (await http.get(f"{server[1]}/metrics")).text
        assert 'custody_subscriptions{field="loads"} 20.0' in metrics


async def test_a_subscription_at_fault_is_an_error(server: Running) -> None:
    async with connected(server[1]) as client:
        await client.send(subscribe('subscription { findings(scope: "Park:x") { token } }'))
        refused = await said(client)
    assert refused["type"] == "error"
    assert refused["payload"][0]["extensions"]["code"] == "NOTHING_THERE"


async def test_the_end_of_the_server_ends_subscriptions(loaded: Custody) -> None:
    served = loaded.start("serve", "--port", "0")
    async with connected(served.url()) as client:
        await client.send(subscribe(LOADS))
        await asyncio.sleep(1)
        served.process.send_signal(signal.SIGTERM)
        assert await closed(client) == 1001
    assert await asyncio.to_thread(served.process.wait, PATIENCE) == 0
