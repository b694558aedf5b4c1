"""A few hundred hostile requests and frames of one seed; `bench/hostile.py` sends many more."""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager, suppress
from itertools import islice

import pytest
from graphql import build_schema as parsed
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from graph.store.port import Store
from schema.build import build_schema
from server.app import create_app
from server.live.sockets import PROTOCOL
from server.operations import operations
from tests.fuzz.hostile import exchanges, faults, frames, requests
from tests.unit.server.test_app import ClosedStore

SCHEMA = build_schema()
EXAMPLES = [(one.query, dict(one.variables)) for one in operations()]


@pytest.fixture
def client() -> Iterator[TestClient]:
    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    app = create_app(closed, schema=SCHEMA)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.property
def test_no_request_fails_the_server(client: TestClient) -> None:
    hostile = requests(parsed(SCHEMA.as_str()), EXAMPLES, seed=20)
    for one in islice(hostile, 250):
        answer = client.request(one.method, one.target, content=one.body, headers=one.headers)
        assert faults(answer.status_code, answer.content) == [], one
    assert client.get("/health/live").status_code == 200


@pytest.mark.property
def test_no_files_and_forms_of_answers_fail_the_server(client: TestClient) -> None:
    hostile = exchanges(parsed(SCHEMA.as_str()), EXAMPLES, seed=20)
    small = (one for one in hostile if one.kind != "files")  # those are read: tests of the readers
    for one in islice(small, 150):
        answer = client.request(one.method, one.target, content=one.body, headers=one.headers)
        assert faults(answer.status_code, answer.content) == [], one
    assert client.get("/health/live").status_code == 200


@pytest.mark.property
def test_no_frames_fail_the_server(client: TestClient) -> None:
    for sent in islice(frames(seed=20), 60):
        # The client leaves in the middle of whatever the server is doing, which ends that task.
        with suppress(WebSocketDisconnect, CancelledError), _talking(client) as socket:
            for frame in sent:
                if isinstance(frame, str):
                    socket.send_text(frame)
                else:
                    socket.send_bytes(frame)
    assert client.get("/health/live").status_code == 200


def _talking(client: TestClient) -> WebSocketTestSession:
    return client.websocket_connect("ws://127.0.0.1/graphql", subprotocols=[PROTOCOL])
