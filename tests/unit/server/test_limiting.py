"""Settings of the limits (限额设置), and what one caller may cost within a minute (成本额度)."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import fields
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.store.errors import SettingsError
from graph.store.port import Store
from schema.build import build_schema
from schema.caller import Caller, Role
from server.app import create_app
from server.limiting import LIMITED, RATE, limits_from
from server.limits import LIMITS, Limits
from server.live.allowance import Allowance, TooCostlyLatelyError
from server.presenting import told
from server.settings import Settings
from tests.unit.server.test_app import ClosedStore

OPERATIONS = Path(__file__).resolve().parents[3] / "docs" / "operations.md"
SCHEMA = build_schema()
ONE, OTHER = (
    Caller(name="同名", role=Role.STEWARD, scopes=(), account=account) for account in "ab"
)


def client(limits: Limits) -> TestClient:
    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    app = create_app(closed, schema=SCHEMA, limits=limits)
    return TestClient(app, base_url="http://127.0.0.1")


def test_every_limit_can_be_set() -> None:
    assert {each.field for each in LIMITED} == {each.name for each in fields(Limits)}
    for each in LIMITED:
        assert getattr(Settings.read({each.name: "7"}).limits, each.field) == 7
    assert limits_from({}) == LIMITS
    assert limits_from(dict.fromkeys((each.name for each in LIMITED), "")) == LIMITS


@pytest.mark.parametrize("text", ["many", "-1", "1.5", "²", "9" * 40])
def test_a_limit_is_a_number(text: str) -> None:
    with pytest.raises(SettingsError, match="CUSTODY_LIMIT_COST"):
        limits_from({"CUSTODY_LIMIT_COST": text})


def test_with_accounts_each_has_an_allowance_unless_it_is_turned_off() -> None:
    assert limits_from({}).rate == 0
    assert limits_from({}, accounts=True).rate == RATE
    assert limits_from({"CUSTODY_LIMIT_RATE": "0"}, accounts=True).rate == 0


def test_the_table_of_limits_is_up_to_date() -> None:
    row = re.compile(r"^\| (.*?) \| ([\d,]+) \| `(CUSTODY_LIMIT_\w+)` \| (.*?) \|$", re.MULTILINE)
    rows = row.findall(OPERATIONS.read_text(encoding="utf-8"))
    assert [
        (said, default, name, re.findall(r"`(\w+)`", code)) for said, default, name, code in rows
    ] == [
        (f"{one.zh} / {one.en}", f"{one.default:,}", one.name, one.code.split(", "))
        for one in LIMITED
    ]


@pytest.mark.parametrize(
    ("limits", "request_body", "code", "measure"),
    [
        (Limits(body=20), {"query": "{ __typename }"}, "REQUEST_TOO_LARGE", (20, 26)),
        (
            Limits(nesting=3),
            {"query": "{ __typename }", "variables": {"a": [[[1]]]}},
            "REQUEST_TOO_LARGE",
            (3, 4),
        ),
        (Limits(tokens=2), {"query": "{ __typename }"}, "QUERY_TOO_LARGE", (2, 3)),
        (Limits(aliases=0), {"query": "{ a: __typename }"}, "QUERY_TOO_LARGE", (0, 1)),
        (Limits(roots=1), {"query": "{ a: __typename b: __typename }"}, "QUERY_TOO_LARGE", (1, 2)),
        (
            Limits(cost=20),
            {"query": "{ parks { nodes { name } } }"},
            "QUERY_TOO_COSTLY",
            (20, 21),
        ),
        (
            LIMITS,
            {"query": "{ parks(first: 501) { nodes { name } } }"},
            "PAGE_TOO_LARGE",
            (500, 501),
        ),
    ],
)
def test_each_refusal_is_typed_with_limit_asked_and_hint(
    limits: Limits, request_body: dict[str, object], code: str, measure: tuple[int, int]
) -> None:
    with client(limits) as running:
        answer = running.post("/graphql", json=request_body).json()
    (error,) = answer["errors"]
    said = error["extensions"]
    assert (said["code"], (said["limit"], said["asked"])) == (code, measure)
    assert re.search("[\u4e00-\u9fff].* / [a-z]", said["hint"])


def test_what_was_used_comes_back_evenly_within_a_minute() -> None:
    now = [100.0]
    allowance = Allowance(600, clock=lambda: now[0])
    allowance.take(ONE, 600)
    allowance.take(OTHER, 600)
    with pytest.raises(TooCostlyLatelyError) as caught:
        allowance.take(ONE, 100)
    assert (caught.value.limit, caught.value.asked, caught.value.wait) == (600, 700, 10)
    now[0] += 10
    allowance.take(ONE, 100)
    with pytest.raises(TooCostlyLatelyError):
        allowance.take(ONE, 1)


def test_what_costs_more_than_all_of_it_takes_all_of_it_and_nothing_costs_nothing() -> None:
    allowance = Allowance(600, clock=lambda: 0.0)
    allowance.take(None, 10_000)
    allowance.take(None, 0)
    with pytest.raises(TooCostlyLatelyError):
        allowance.take(None, 1)
    Allowance(0).take(None, 10**12)


def test_who_asked_too_much_lately_is_told_when_to_come_back() -> None:
    body = {"query": "{ parks(first: 99) { nodes { name } } }"}
    with client(Limits(rate=100)) as running:
        first = running.post("/graphql", json=body)
        again = running.post("/graphql", json=body)
        streamed = running.post("/graphql", json=body, headers={"accept": "text/event-stream"})
    assert first.json()["errors"][0]["extensions"]["code"] == "STATEMENT_TIMEOUT"
    assert again.status_code == streamed.status_code == 429
    assert 1 <= int(again.headers["retry-after"]) <= 60
    said = again.json()["errors"][0]["extensions"]
    assert (said["code"], said["limit"]) == ("TOO_COSTLY_LATELY", 100)
    assert said["asked"] > 100


def test_what_is_refused_takes_nothing_of_the_allowance() -> None:
    dear, cheap = ({"query": f"{{ parks(first: {n}) {{ nodes {{ name }} }} }}"} for n in (50, 5))
    with client(Limits(rate=30, cost=30)) as running:
        codes = [
            running.post("/graphql", json=body).json()["errors"][0]["extensions"]["code"]
            for body in (dear, dear, cheap)
        ]
    assert codes == ["QUERY_TOO_COSTLY", "QUERY_TOO_COSTLY", "STATEMENT_TIMEOUT"]


def test_the_refusal_is_told_in_both_languages() -> None:
    said = told(TooCostlyLatelyError(100, 150, 30))["extensions"]
    assert "30 秒" in said["zh"]
    assert "30 s" in said["en"]
