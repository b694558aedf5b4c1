"""The application over HTTP (应用): what a careless or hostile client gets."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

import pytest
import strawberry
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from strawberry.types import Info

from graph.store.errors import StatementTimeoutError
from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Store, Transaction
from schema.context import Context
from server.app import create_app
from server.limits import LIMITS

GRAPHQL_JSON = "application/graphql-response+json"
SECRET = "bolt://neo4j:hunter2@graph:7687"  # noqa: S105 - what an exception might hold


class ClosedStore:
    """A store whose database does not answer: it fulfils the port, and says so each time."""

    engine: EngineName = "arcadedb"
    database = "custody"

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        assert statement
        assert parameters is not None
        raise StatementTimeoutError(30)

    async def write(self, work: Callable[[Transaction], Any]) -> Any:
        raise StatementTimeoutError(len(repr(work)))

    def observe(self, observer: Observer) -> AbstractContextManager[None]:
        observer("", 0.0)
        return nullcontext()


@strawberry.type
class Query:
    """What the tests ask."""

    @strawberry.field
    def hello(self, name: str = "园区") -> str:
        return f"你好，{name}"

    @strawberry.field
    async def broken(self) -> str | None:
        raise RuntimeError(f"cannot reach {SECRET}")

    @strawberry.field
    async def database(self, info: Info[Context, None]) -> str | None:
        await info.context.store.read("RETURN 1")
        return None

    @strawberry.field
    def same(self, value: strawberry.scalars.JSON) -> int:
        return len(json.dumps(value))


CHANGES: list[int] = []


@strawberry.type
class Mutation:
    """What must not be done by GET."""

    @strawberry.mutation
    async def change(self) -> int:
        await asyncio.sleep(0)
        CHANGES.append(1)
        return 1


@strawberry.type
class Subscription:
    """What has no single answer."""

    @strawberry.subscription
    async def ticks(self) -> AsyncIterator[int]:
        yield 1

    @strawberry.subscription
    async def breaking(self) -> AsyncIterator[int]:
        yield 1
        raise RuntimeError(f"cannot reach {SECRET}")


@pytest.fixture
def client() -> Iterator[TestClient]:
    schema = strawberry.Schema(query=Query, mutation=Mutation, subscription=Subscription)

    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    app = create_app(closed, schema=schema)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def post(client: TestClient, body: Any, accept: str = "application/json") -> Any:
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    headers = {"content-type": "application/json", "accept": accept}
    return client.post("/graphql", content=content, headers=headers)


def error_of(response: Any) -> dict[str, Any]:
    error: dict[str, Any] = response.json()["errors"][0]
    return error


def test_a_query_is_answered(client: TestClient) -> None:
    response = post(client, {"query": "{ hello }"})
    assert response.status_code == 200
    assert response.json() == {"data": {"hello": "你好，园区"}}
    assert response.headers["content-type"] == "application/json; charset=utf-8"


def test_variables_and_the_name_of_the_operation(client: TestClient) -> None:
    query = "query A($n: String!) { hello(name: $n) } query B { hello }"
    body = {"query": query, "variables": {"n": "临港"}, "operationName": "A"}
    assert post(client, body).json() == {"data": {"hello": "你好，临港"}}


def test_get_with_a_query_string(client: TestClient) -> None:
    query = "query($n: String!) { hello(name: $n) }"
    params = {"query": query, "variables": '{"n": "石门澳"}'}
    assert client.get("/graphql", params=params).json() == {"data": {"hello": "你好，石门澳"}}


@pytest.mark.parametrize(
    ("accept", "status"), [("application/json", 200), (GRAPHQL_JSON, 400), ("text/csv", 400)]
)
def test_a_subscription_is_told_to_come_as_a_stream(
    client: TestClient, accept: str, status: int
) -> None:
    response = post(client, {"query": "subscription { ticks }"}, accept)
    assert response.status_code == status
    assert error_of(response)["extensions"]["code"] == "SUBSCRIPTION_NOT_STREAMED"
    assert "data" not in response.json()
    wrong = post(client, {"query": "subscription { tocks }"}, accept)
    assert error_of(wrong)["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'"{ hello }"',
        b"null",
        b"1",
        b"[]",
        b'[{"query": "{ hello }"}]',
        b"{}",
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": 1}',
        b'{"query": {"a": 1}}',
        b'{"query": "{ hello }", "variables": "{}"}',
        b'{"query": "{ hello }", "variables": [1]}',
        b'{"query": "{ hello }", "operationName": 1}',
        b'{"query": "{ hello }", "extensions": 1}',
        b'{"query": ' + b"[" * 100_000,
        b"[" * 500_000 + b"]" * 500_000,
        b'{"query": "{ hello }", "variables": {"a": ' + b"[" * 500 + b"]" * 500 + b"}}",
    ],
)
def test_a_body_that_is_no_request_is_told_so(client: TestClient, body: bytes) -> None:
    response = post(client, body)
    assert response.status_code == 400
    extensions = error_of(response)["extensions"]
    assert extensions["code"] == ("REQUEST_TOO_LARGE" if "limit" in extensions else "BAD_REQUEST")
    assert extensions["zh"]
    assert extensions["en"]


def test_a_body_over_the_limit_is_refused(client: TestClient) -> None:
    response = post(client, {"query": "{ hello } # " + "x" * LIMITS.body})
    assert response.status_code == 413
    assert f"{LIMITS.body:,}" in error_of(response)["message"]
    told = error_of(response)["extensions"]
    assert told["limit"] == LIMITS.body < told["asked"]


def test_a_body_that_hides_its_size_is_refused(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        yield from (b" " * 65_536 for _ in range(64))

    headers = {"content-type": "application/json"}
    response = client.post("/graphql", content=endless(), headers=headers)
    assert response.status_code == 413


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/mixed; boundary=x", ""],
)
def test_only_json_is_read(client: TestClient, content_type: str) -> None:
    body = json.dumps({"query": "{ hello }"})
    response = client.post("/graphql", content=body, headers={"content-type": content_type})
    assert response.status_code == 415


def test_get_may_not_change_anything(client: TestClient) -> None:
    response = client.get("/graphql", params={"query": "mutation { change }"})
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert post(client, {"query": "mutation { change }"}).json() == {"data": {"change": 1}}


def test_get_may_not_hide_a_change_behind_a_query(client: TestClient) -> None:
    query = "query A { hello } mutation B { change }"
    assert client.get("/graphql", params={"query": query}).status_code == 200
    named = client.get("/graphql", params={"query": query, "operationName": "B"})
    assert named.status_code == 405
    answer = client.get("/graphql", params={"query": query}).json()
    assert "data" not in answer


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("query A { hello } query B { hello }", "BAD_USER_INPUT"),
        ("query($n: Int!) { hello }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_a_request_at_fault_has_no_data(client: TestClient, query: str, code: str) -> None:
    for accept, status in (("application/json", 200), (GRAPHQL_JSON, 400)):
        response = post(client, {"query": query}, accept)
        assert response.status_code == status
        assert response.headers["content-type"] == f"{accept}; charset=utf-8"
        assert "data" not in response.json()
        assert error_of(response)["extensions"]["code"] == code


def test_an_unknown_operation_is_told(client: TestClient) -> None:
    response = post(client, {"query": "query A { hello }", "operationName": "B"}, GRAPHQL_JSON)
    assert response.status_code == 400
    assert "B" in error_of(response)["message"]


def test_a_variable_of_the_wrong_type_is_the_request_s_fault(client: TestClient) -> None:
    body = {"query": "query($n: String!) { hello(name: $n) }", "variables": {"n": 1}}
    response = post(client, body, GRAPHQL_JSON)
    assert response.status_code == 400
    assert error_of(response)["extensions"]["code"] == "BAD_USER_INPUT"


def test_an_exception_never_reaches_the_client(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="custody.server"):
        response = post(client, {"query": "{ broken }"})
    assert "hunter2" not in response.text
    error = error_of(response)
    assert error["extensions"]["code"] == "INTERNAL_ERROR"
    assert response.json()["data"] == {"broken": None}
    number = response.headers["x-request-id"]
    assert number in error["message"]
    assert number in caplog.text
    assert SECRET in caplog.text


def test_an_exception_never_reaches_who_listens(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    asked = {"query": "subscription { breaking }"}
    address = "ws://127.0.0.1/graphql"
    with caplog.at_level(logging.ERROR, logger="custody.server"):
        told = post(client, asked, "text/event-stream").text
        with client.websocket_connect(address, ["graphql-transport-ws"]) as socket:
            socket.send_json({"type": "connection_init"})
            socket.send_json({"id": "1", "type": "subscribe", "payload": asked})
            while "INTERNAL_ERROR" not in (message := socket.receive_text()):
                assert "hunter2" not in message
            told += message
            socket.send_json({"type": "start"})  # for which the server closes it
            with pytest.raises(WebSocketDisconnect):
                socket.receive_text()
    assert "hunter2" not in told
    assert told.count("INTERNAL_ERROR") == 2
    assert caplog.text.count(SECRET) >= 2


def test_one_change_under_many_names_is_refused_before_the_first(client: TestClient) -> None:
    CHANGES.clear()
    for many in (LIMITS.roots + 1, LIMITS.aliases + 1):
        fields = " ".join(f"a{k}: change" for k in range(many))
        error = error_of(post(client, {"query": f"mutation {{ {fields} }}"}))
        assert error["extensions"]["code"] == "QUERY_TOO_LARGE"
    batch = [{"query": "mutation { change }"}] * 2
    assert post(client, batch).status_code == 400
    assert CHANGES == []


def test_an_error_on_purpose_reaches_the_client_in_both_languages(client: TestClient) -> None:
    error = error_of(post(client, {"query": "{ database }"}))
    expected = StatementTimeoutError(30)
    assert error["message"] == expected.zh
    assert error["extensions"] == {
        "code": "STATEMENT_TIMEOUT",
        "zh": expected.zh,
        "en": expected.en,
        "limit": 30,
        "hint": expected.hint,
    }
    assert error["path"] == ["database"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (GRAPHQL_JSON, GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}, application/json;q=0.9", GRAPHQL_JSON),
        (f"application/json, {GRAPHQL_JSON};q=0.5", "application/json"),
        (f"image/png, {GRAPHQL_JSON}; charset=utf-8", GRAPHQL_JSON),
    ],
)
def test_the_media_type_is_negotiated(
    client: TestClient, accept: str | None, expected: str
) -> None:
    response = post(client, {"query": "{ hello }"}, accept or "")
    assert response.headers["content-type"] == f"{expected}; charset=utf-8"


def test_who_accepts_nothing_of_ours_is_told(client: TestClient) -> None:
    assert post(client, {"query": "{ hello }"}, "image/png").status_code == 406


def test_only_get_and_post(client: TestClient) -> None:
    assert client.put("/graphql", content=b"{}").status_code == 405


def test_a_browser_at_the_endpoint_is_led_to_the_explorer(client: TestClient) -> None:
    response = client.get("/graphql", headers={"accept": "text/html"}, follow_redirects=False)
    assert response.headers["location"] == "/"


def test_health(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "live"}
    ready = client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json()["code"] == "STATEMENT_TIMEOUT"


def test_the_explorer_and_what_it_needs(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert "Custody 查询台" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    for asset in ("explorer.js", "explorer.css", "icon.svg"):
        assert f"/static/{asset}" in page.text
        assert client.get(f"/static/{asset}").status_code == 200
    assert client.get("/operations.json").json()[0]["name"] == "R1_chain"
    assert "type Query" in client.get("/schema.graphql").text


def test_the_explorer_can_be_turned_off() -> None:
    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    app = create_app(closed, schema=strawberry.Schema(query=Query), explorer=False)
    with TestClient(app, base_url="http://127.0.0.1") as bare:
        for path in ("/", "/static/explorer.js", "/operations.json"):
            assert bare.get(path).status_code == 404
        assert post(bare, {"query": "{ hello }"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"]
)
def test_nothing_beside_the_page_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_response_is_guarded(client: TestClient) -> None:
    for path in ("/", "/graphql", "/nothing", "/health/live"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers


def test_a_name_that_points_here_from_elsewhere_is_refused(client: TestClient) -> None:
    response = client.get("/operations.json", headers={"host": "rebound.example"})
    assert response.status_code == 421


def test_no_web_socket_is_open(client: TestClient) -> None:
    headers = {"connection": "upgrade", "upgrade": "websocket"}
    assert client.get("/graphql", headers=headers).status_code == 400


def test_an_answer_may_be_a_table(client: TestClient) -> None:
    response = post(client, {"query": "query Hello { hello }"}, accept="text/csv")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="Hello.csv"'
    assert response.headers["custody-complete"] == "true"
    assert "你好，园区" in response.text


def test_a_link_may_open_the_page_to_print(client: TestClient) -> None:
    headers = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    query = {"query": "# 问候\nquery Hello { hello }"}
    response = client.get("/graphql", params=query, headers=headers)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "style-src 'sha256-" in response.headers["content-security-policy"]
    assert "<h1>问候</h1>" in response.text


@pytest.mark.parametrize("accept", ["text/csv", "application/geo+json", "text/html"])
def test_what_went_wrong_is_told_and_never_an_empty_form(client: TestClient, accept: str) -> None:
    response = post(client, {"query": "{ nothing }"}, accept=accept)
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("application/graphql-response+json")
    assert error_of(response)


def test_an_answer_without_a_place_is_no_map(client: TestClient) -> None:
    response = post(client, {"query": "{ hello }"}, accept="application/geo+json")
    assert response.status_code == 422
    assert "longitude" in error_of(response)["message"]
