"""Metrics and logs (指标与日志): what is counted, and that clients cannot make it grow."""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

import pytest
import strawberry
from starlette.testclient import TestClient
from strawberry.types import Info

from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Store
from schema.context import Context
from server.app import create_app
from server.logs import JsonLines
from server.metrics import Metrics


class CountingStore:
    """A store that answers every statement in a quarter of a second, by its own account."""

    engine: EngineName = "neo4j"
    database = "neo4j"

    def __init__(self) -> None:
        self._observers: list[Observer] = []

    async def read(self, statement: str, parameters: Any = NO_PARAMETERS) -> list[Row]:
        assert parameters is not None
        for observer in self._observers:
            observer(statement, 0.25)
        return [{"one": 1}]

    async def write(self, work: Any) -> Any:
        raise RuntimeError("nothing is written here", work)

    def observe(self, observer: Observer) -> AbstractContextManager[None]:
        self._observers.append(observer)
        return nullcontext()


@strawberry.type
class Query:
    """What the tests ask."""

    @strawberry.field
    async def one(self, info: Info[Context, None]) -> int:
        rows = await info.context.store.read("RETURN 1 AS one")
        return int(rows[0]["one"])


@pytest.fixture
def client() -> Iterator[TestClient]:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Store]:
        yield CountingStore()

    app = create_app(opened, schema=strawberry.Schema(query=Query))
    with TestClient(app, base_url="http://127.0.0.1") as running:
        yield running


def metric(client: TestClient, line: str) -> float:
    found = [row for row in client.get("/metrics").text.splitlines() if row.startswith(line)]
    return float(found[0].rpartition(" ")[2]) if found else 0.0


def test_an_operation_is_counted_with_its_statements_and_their_time(client: TestClient) -> None:
    client.post("/graphql", json={"query": "query Twice { one again: one }"})
    label = '{operation="Twice"}'
    assert metric(client, f"custody_operation_statements_total{label}") == 2
    assert metric(client, f"custody_operation_database_seconds_sum{label}") == 0.5
    assert metric(client, f"custody_operation_duration_seconds_count{label}") == 1
    assert metric(client, f"custody_operation_depth_sum{label}") == 1
    assert metric(client, f"custody_operation_cost_count{label}") == 1
    assert metric(client, f"custody_operation_response_bytes_sum{label}") > 10


def test_an_error_is_counted_by_its_code(client: TestClient) -> None:
    client.post("/graphql", json={"query": "query Wrong { nothing }"})
    line = 'custody_operation_errors_total{code="GRAPHQL_VALIDATION_FAILED",operation="(unnamed)"}'
    assert metric(client, line) == 1


def test_clients_cannot_make_the_metrics_grow() -> None:
    metrics = Metrics()
    names = {metrics.named(f"Operation{k}") for k in range(10_000)}
    assert len(names) == 101
    assert metrics.named("x" * 10_000) == "(others)"
    assert metrics.named("Operation7") == "Operation7"


def test_readiness_names_the_engine(client: TestClient) -> None:
    ready = client.get("/health/ready").json()
    assert (ready["status"], ready["engine"]) == ("ready", "neo4j")


def test_a_request_is_one_line_of_json_with_its_number(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="custody.requests"):
        response = client.post("/graphql", json={"query": "query Once { one }"})
    (record,) = [each for each in caplog.records if each.name == "custody.requests"]
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert told["requestId"] == response.headers["x-request-id"]
    assert (told["operation"], told["statements"], told["errors"]) == ("Once", 1, [])
