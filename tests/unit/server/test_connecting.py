"""Who may listen (订阅接入): a token opens a connection, and its end closes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from schema.caller import Caller, Role
from server.live.admission import (
    Admission,
    Bounds,
    TooManyOperationsError,
    TooManySubscriptionsError,
)
from server.metrics import Metrics
from server.presenting import told
from server.tokens import LocalKeys
from tests.unit.server.test_accounts import TYPES, bearer, client, keys

__all__ = ["client", "keys"]

SUBSCRIBE = {"id": "1", "type": "subscribe", "payload": TYPES}
LOADS = {"query": "subscription { loads { token } }"}
SHORT = -(28 / 3600)
"""Age of a token that is taken for a moment only, since clocks may be apart [h]."""


@contextmanager
def connected(
    client: TestClient, headers: dict[str, str] | None = None
) -> Iterator[WebSocketTestSession]:
    with client.websocket_connect(
        "/graphql", ["graphql-transport-ws"], headers=dict(headers or {})
    ) as opened:
        yield opened


def hello(payload: Any = None) -> dict[str, Any]:
    return {"type": "connection_init"} | ({} if payload is None else {"payload": payload})


@pytest.mark.parametrize("name", ["authorization", "Authorization", ""])
def test_a_token_comes_with_the_hello_or_with_the_request(
    client: TestClient, keys: LocalKeys, name: str
) -> None:
    token = bearer(keys)["authorization"]
    with connected(client, None if name else {"authorization": token}) as socket:
        socket.send_json(hello({name: token} if name else None))
        assert socket.receive_json() == {"type": "connection_ack"}
        socket.send_json(SUBSCRIBE)
        assert socket.receive_json()["payload"] == {"data": {"__typename": "Query"}}
        assert socket.receive_json() == {"id": "1", "type": "complete"}
        socket.send_json({"type": "start"})  # which ends it from the side of the server
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()


@pytest.mark.parametrize("payload", [None, {}, [], {"authorization": "Bearer x"}, "Bearer x"])
def test_a_hello_without_a_token_closes_the_connection(client: TestClient, payload: Any) -> None:
    with connected(client) as socket:
        socket.send_json(hello(payload))
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_json()
    assert caught.value.code == 4403


def test_nothing_is_answered_before_the_token_is_weighed(client: TestClient) -> None:
    with connected(client) as socket:
        socket.send_json(SUBSCRIBE)
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_json()
    assert caught.value.code == 4401


def test_a_page_of_another_site_cannot_connect_even_with_a_token(
    client: TestClient, keys: LocalKeys
) -> None:
    headers = bearer(keys) | {"origin": "https://elsewhere.example"}
    with pytest.raises(WebSocketDisconnect), connected(client, headers):
        pytest.fail("a socket was opened")
    response = client.post(
        "/graphql", json=LOADS, headers=headers | {"accept": "text/event-stream"}
    )
    assert response.status_code == 403


def test_the_end_of_a_token_closes_its_connection(client: TestClient, keys: LocalKeys) -> None:
    with connected(client) as socket:
        socket.send_json(hello(bearer(keys, hours=SHORT)))
        assert socket.receive_json() == {"type": "connection_ack"}
        socket.send_json({**SUBSCRIBE, "payload": LOADS})
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_json()
    assert (caught.value.code, caught.value.reason) == (4403, "Token expired")


def test_the_end_of_a_token_ends_its_stream_and_says_so(
    client: TestClient, keys: LocalKeys
) -> None:
    headers = bearer(keys, hours=SHORT) | {"accept": "text/event-stream"}
    response = client.post("/graphql", json=LOADS, headers=headers)
    assert '"code":"UNAUTHENTICATED"' in response.text
    assert response.text.endswith("event: complete\ndata:\n\n")


def test_without_a_token_there_is_no_stream(client: TestClient) -> None:
    response = client.post("/graphql", json=LOADS, headers={"accept": "text/event-stream"})
    assert response.status_code == 401
    assert "data:" not in response.text


async def test_one_caller_asks_so_much_at_once_and_is_told_the_limit() -> None:
    admission = Admission(Metrics(), Bounds(operations=1))
    one, other = (
        Caller(name="同名", role=Role.STEWARD, scopes=(), account=account) for account in "ab"
    )
    with (
        admission.operating(one),
        admission.operating(other),
        admission.operating(None),
        pytest.raises(TooManyOperationsError) as caught,
        admission.operating(one),
    ):
        pytest.fail("a second one was taken")
    with admission.operating(one):
        pass
    told_of = told(caught.value)["extensions"]
    assert (told_of["code"], told_of["limit"], told_of["asked"]) == ("TOO_MANY_OPERATIONS", 1, 2)


async def test_one_caller_has_so_many_subscriptions_and_others_still_theirs() -> None:
    admission = Admission(Metrics(), Bounds(caller=2))
    one, other = (
        Caller(name="同名", role=Role.STEWARD, scopes=(), account=account) for account in "ab"
    )
    with admission.subscribed("loads", one), admission.subscribed("gaps", one):
        with pytest.raises(TooManySubscriptionsError), admission.subscribed("loads", one):
            pytest.fail("a third one was taken")
        with admission.subscribed("loads", other):
            pass
    with admission.subscribed("loads", one), admission.subscribed("loads", one):
        pass
