"""Tracing (链路追踪): a span for each operation and statement, and nothing that is said in them."""

import asyncio
import re
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import strawberry
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from starlette.testclient import TestClient
from strawberry.types import Info

from graph.store.errors import SettingsError
from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Store
from schema.context import Context
from server.app import create_app
from server.exporter import Exporter
from server.settings import Settings
from server.tracing import Tracing

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("graph", "hazard", "loaders", "schema", "server")
SECRET = "张三13800001111"  # noqa: S105 - a person's name and number
ABOVE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
QUERY = "query Persons($name: String!) { found(name: $name) other: found(name: $name) }"


class ObservedStore:
    """A store that answers at once and says that it took a quarter of a second."""

    engine: EngineName = "neo4j"
    database = "neo4j"

    def __init__(self) -> None:
        self._observers: list[Observer] = []

    async def read(self, statement: str, parameters: Any = NO_PARAMETERS) -> list[Row]:
        await asyncio.sleep(0)
        for observer in self._observers:
            observer(statement, 0.25)
        return [{"name": parameters["name"]}]

    async def write(self, work: Any) -> Any:
        raise RuntimeError("nothing is written here", work)

    @contextmanager
    def observe(self, observer: Observer) -> Iterator[None]:
        self._observers.append(observer)
        yield
        self._observers.remove(observer)


@strawberry.type
class Query:
    """What the tests ask."""

    @strawberry.field
    async def found(self, info: Info[Context, None], name: str) -> str:
        rows = await info.context.store.read("MATCH (n {name: $name}) RETURN n", {"name": name})
        return str(rows[0]["name"])

    @strawberry.field
    def broken(self, name: str) -> str | None:
        raise RuntimeError(name)


SCHEMA = strawberry.Schema(query=Query)
Recorded = tuple[TestClient, Callable[[], tuple[ReadableSpan, ...]]]


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    kept, store = InMemorySpanExporter(), ObservedStore()

    @asynccontextmanager
    async def opened() -> AsyncIterator[Store]:
        yield store

    app = create_app(opened, schema=SCHEMA, spans=Tracing(SimpleSpanProcessor(kept)))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client, kept.get_finished_spans


def ask(client: TestClient, query: str, **more: Any) -> Any:
    body = {"query": query, "variables": {"name": SECRET}}
    return client.post("/graphql", json=body, **more).json()


def test_an_operation_is_a_span_above_its_statements(recorded: Recorded) -> None:
    client, spans = recorded
    assert ask(client, QUERY, headers={"traceparent": ABOVE})["data"]["found"] == SECRET
    *statements, operation = spans()
    assert operation.name == "query Persons"
    assert operation.attributes is not None
    assert operation.attributes["graphql.operation.type"] == "query"
    assert (operation.attributes["custody.way"], operation.attributes["custody.depth"]) == (
        "POST",
        1,
    )
    assert "custody.errors" not in operation.attributes
    assert operation.parent is not None
    assert f"{operation.context.trace_id:032x}-{operation.parent.span_id:016x}" in ABOVE
    assert [span.name for span in statements] == ["MATCH", "MATCH"]
    for span in statements:
        assert span.parent is not None
        assert span.parent.span_id == operation.context.span_id
        assert span.attributes == {
            "db.query.text": "MATCH (n {name: $name}) RETURN n",
            "db.operation.name": "MATCH",
        }
        assert (span.end_time or 0) - (span.start_time or 0) == 250_000_000


@pytest.mark.parametrize(
    "query",
    [
        QUERY,
        f'{{ found(name: "{SECRET}") }}',
        f'{{ broken(name: "{SECRET}") }}',
        f'{{ nothing(name: "{SECRET}") }}',
        f"{{ found(name: {SECRET}) }}",
        f"# {SECRET}",
    ],
)
def test_no_word_of_a_caller_or_of_an_answer_is_recorded(recorded: Recorded, query: str) -> None:
    client, spans = recorded
    ask(client, query, headers={"x-note": "1", "traceparent": "nonsense"})
    assert spans()
    for span in spans():
        assert SECRET not in str(dict(span.attributes or {}))
        assert SECRET not in f"{span.name} {span.status.description} {span.links}"
        assert not span.events


def test_a_fault_of_ours_is_one_and_a_fault_of_the_client_is_told(recorded: Recorded) -> None:
    client, spans = recorded
    ask(client, '{ broken(name: "a") }')
    ask(client, "{ nothing }")
    ours, theirs = spans()
    assert ours.status.status_code is StatusCode.ERROR
    assert ours.attributes is not None
    assert ours.attributes["custody.errors"] == ("INTERNAL_ERROR",)
    assert theirs.status.status_code is StatusCode.UNSET
    assert theirs.attributes is not None
    assert theirs.attributes["custody.errors"] == ("GRAPHQL_VALIDATION_FAILED",)


async def test_statements_stay_with_their_own_operation_and_others_are_none() -> None:
    kept, store = InMemorySpanExporter(), ObservedStore()
    tracing = Tracing(SimpleSpanProcessor(kept))

    async def operation() -> None:
        with tracing.operation(None):
            for _ in range(3):
                await store.read("RETURN 1", {"name": ""})

    with store.observe(tracing.observer):
        await asyncio.gather(*(operation() for _ in range(5)))
        await store.read("RETURN 1", {"name": ""})
    spans = kept.get_finished_spans()
    above = {span.context.span_id: 0 for span in spans if span.parent is None}
    for span in spans:
        if span.parent is not None:
            above[span.parent.span_id] += 1
    assert list(above.values()) == [3] * 5


class _Collector(BaseHTTPRequestHandler):
    """Takes what is sent to it."""

    def do_POST(self) -> None:
        self.server.taken.append(  # type: ignore[attr-defined]  # put there by the test
            (self.path, self.rfile.read(int(self.headers["content-length"])))
        )
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


def test_spans_are_sent_when_the_server_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    with HTTPServer(("127.0.0.1", 0), _Collector) as collector:
        taken: list[tuple[str, bytes]] = []
        collector.taken = taken  # type: ignore[attr-defined]  # read by the handler
        threading.Thread(target=collector.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{collector.server_port}"
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        settings = Settings.read({"CUSTODY_TRACING": "otlp"})
        spans = settings.tracing.spans()
        assert spans is not None
        with spans.operation(None):
            spans.observer("RETURN 1", 0.1)
        spans.close()
        collector.shutdown()
    ((path, content),) = taken
    assert path == "/v1/traces"
    assert b"RETURN" in content


def test_nothing_is_traced_unless_it_is_asked_for() -> None:
    assert Settings.read({}).tracing.spans() is None
    assert Exporter.of("OFF") is Exporter.OFF
    with pytest.raises(SettingsError, match="otlp"):
        Exporter.of("jaeger")


def test_opentelemetry_is_not_even_imported_where_nothing_is_traced() -> None:
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    importing = re.compile(r"^\s*(?:import|from) (?:opentelemetry|server\.tracing)", re.MULTILINE)
    knowing = [file for file in files if importing.search(file.read_text("utf-8"))]
    assert [file.relative_to(ROOT).as_posix() for file in knowing] == ["server/tracing.py"]


def test_who_has_not_installed_it_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "server.tracing", raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsError, match=r"custody\[tracing\]"):
        Exporter.OTLP.spans()
