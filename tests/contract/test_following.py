"""Subscriptions (订阅) on every engine: nothing lost, nothing twice, what was missed first."""

import asyncio
import csv
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.evidence import now
from graph.model.identity import entity_id
from graph.model.labels import Label
from graph.store.port import Store, Transaction
from loaders.pipeline import load
from schema.build import build_schema
from server.executing import Executor, Outcome, Request

SCHEMA = build_schema()
PARK = entity_id(Label.PARK, {"name": "东岸园区"})
LOADS = "subscription($after: String) { loads(after: $after) { token load { name } } }"
FINDINGS = """
subscription($scope: ID!, $after: String) {
  findings(scope: $scope, after: $after) {
    token kind snapshot { asOf knownAt }
    finding { name severity } evidence { cell { row } document { name } }
  }
}"""
GAPS = """
subscription($scope: ID!, $after: String) {
  gaps(scope: $scope, after: $after) {
    token snapshot { token } change { kind reason gap { kind role message } } evidence { id }
  }
}"""
PATIENCE = 60.0


def register(folder: Path, name: str, rows: list[list[str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


async def load_findings(store: Store, folder: Path, *names: str, severity: str = "一般") -> None:
    """Load findings at the park, as one load."""
    rows = [[name, "东岸园区", severity] for name in names]
    placed = [[f"东岸园区/{name}", "东岸园区"] for name in names]
    report = await load(
        store,
        [
            register(folder, "隐患", [["名称", "所属", "隐患级别"], *rows]),
            register(folder, "FOUND_AT", [["主体", "客体"], *placed]),
        ],
    )
    assert not report.rejected, report.summary("en")


@pytest.fixture
async def park(store: Store, tmp_path: Path) -> Store:
    rows = [["名称", "安全风险等级"], ["东岸园区", "B"], ["西岸园区", "C"]]
    await load(store, [register(tmp_path / "park", "园区", rows)])
    return store


@asynccontextmanager
async def subscribed(
    executor: Executor, query: str, **variables: Any
) -> AsyncIterator[AsyncIterator[Any]]:
    """Yield the events of a subscription, each within a time that it must not take."""
    outcomes = executor.subscribe(Request(query=query, variables=variables))

    async def events() -> AsyncIterator[Any]:
        while True:
            outcome: Outcome = await asyncio.wait_for(anext(outcomes), PATIENCE)
            assert "errors" not in outcome.response, outcome.response
            yield next(iter(outcome.response["data"].values()))

    async with aclosing(outcomes):
        yield events()


async def dropped(*futures: "asyncio.Future[Any]") -> None:
    """Wait no more for what has not come."""
    for future in futures:
        future.cancel()
    await asyncio.gather(*futures, return_exceptions=True)


async def some(events: AsyncIterator[Any], count: int) -> list[Any]:
    return [await anext(events) for _ in range(count)]


async def test_a_load_is_told_once_and_a_token_goes_on_behind_it(
    park: Store, tmp_path: Path
) -> None:
    executor = Executor(SCHEMA, park)
    async with subscribed(executor, LOADS) as events:
        coming = asyncio.ensure_future(anext(events))
        await asyncio.sleep(1.5)
        await load_findings(park, tmp_path / "a", "甲")
        first = await coming
    await load_findings(park, tmp_path / "b", "乙")
    await load_findings(park, tmp_path / "c", "丙")
    async with subscribed(executor, LOADS, after=first["token"]) as events:
        missed = await some(events, 2)
        await load_findings(park, tmp_path / "d", "丁")
        (live,) = await some(events, 1)
    assert len({event["token"] for event in (first, *missed, live)}) == 4


async def test_findings_of_the_scope_come_with_evidence_and_both_times(
    park: Store, tmp_path: Path
) -> None:
    executor = Executor(SCHEMA, park)
    token = (await known(executor))["token"]
    await load_findings(park, tmp_path / "a", "甲", "乙")
    async with subscribed(executor, FINDINGS, scope=PARK, after=token) as events:
        found = await some(events, 2)
        await load_findings(park, tmp_path / "a", "甲", severity="重大")
        (changed,) = await some(events, 1)
    assert {event["finding"]["name"] for event in found} == {"甲", "乙"}
    assert {event["kind"] for event in found} == {"RECORDED"}
    assert all(event["evidence"][0]["document"]["name"] == "隐患.csv" for event in found)
    assert found[0]["snapshot"]["asOf"]
    assert changed["kind"] == "CHANGED"
    assert changed["finding"] == {"name": "甲", "severity": "MAJOR"}


async def test_a_finding_that_is_withdrawn_is_shown_as_it_was(park: Store, tmp_path: Path) -> None:
    executor = Executor(SCHEMA, park)
    await load_findings(park, tmp_path / "a", "甲")
    token = (await known(executor))["token"]

    async def withdraw(tx: Transaction) -> None:
        await tx.run("MATCH (s:FindingState) SET s.retracted_at = $at", {"at": now()})

    await park.write(withdraw)
    async with subscribed(executor, FINDINGS, scope=PARK, after=token) as events:
        event = await anext(events)  # no record of its end: it must settle
    assert (event["kind"], event["finding"]["name"]) == ("WITHDRAWN", "甲")
    assert event["evidence"]


async def test_a_token_within_a_load_goes_on_within_it(park: Store, tmp_path: Path) -> None:
    executor = Executor(SCHEMA, park)
    token = (await known(executor))["token"]
    await load_findings(park, tmp_path / "a", *"甲乙丙丁戊")
    told: list[str] = []
    for _ in range(5):  # a client that reconnects after every event
        async with subscribed(executor, FINDINGS, scope=PARK, after=token) as events:
            (event,) = await some(events, 1)
        token = event["token"]
        told.append(event["finding"]["name"])
    assert sorted(told) == sorted("甲乙丙丁戊")


async def test_another_scope_is_told_nothing(park: Store, tmp_path: Path) -> None:
    executor = Executor(SCHEMA, park)
    token = (await known(executor))["token"]
    await load_findings(park, tmp_path / "a", "甲")
    west = entity_id(Label.PARK, {"name": "西岸园区"})
    async with subscribed(executor, FINDINGS, scope=west, after=token) as events:
        coming = asyncio.ensure_future(anext(events))
        async with subscribed(executor, FINDINGS, scope=PARK, after=token) as others:
            await some(others, 1)
        await asyncio.sleep(1.5)
        assert not coming.done()
        await dropped(coming)


async def test_a_gap_opens_and_closes_by_the_record(park: Store, tmp_path: Path) -> None:
    executor = Executor(SCHEMA, park)
    async with subscribed(executor, GAPS, scope=PARK) as events:
        coming = asyncio.ensure_future(anext(events))
        await asyncio.sleep(1.5)
        begun = (await known(executor))["token"]
        rows = [["名称", "所在园区"], ["甲化工有限公司", "东岸园区"]]
        await load(park, [register(tmp_path / "firm", "企业", rows)])
        opened = await coming
    assert opened["change"]["kind"] == "GAP_OPENED"
    assert opened["change"]["gap"]["message"]
    assert opened["evidence"]
    async with subscribed(executor, GAPS, scope=PARK, after=begun) as events:
        again = await anext(events)
    assert again["change"] == opened["change"]


async def test_loads_that_overlap_are_told_once_each_whatever_the_order_of_their_ends(
    park: Store, tmp_path: Path
) -> None:
    executor = Executor(SCHEMA, park)
    token = (await known(executor))["token"]
    names = [f"{letter}{k}" for letter in "甲乙丙丁" for k in range(5)]
    loading = asyncio.gather(
        *(load_findings(park, tmp_path / c, *(n for n in names if n[0] == c)) for c in "甲乙丙丁")
    )
    told: list[str] = []
    while len(told) < len(names):
        async with subscribed(executor, FINDINGS, scope=PARK, after=token) as events:
            for event in await some(events, min(3, len(names) - len(told))):
                token = event["token"]
                told.append(event["finding"]["name"])
    await loading
    assert sorted(told) == sorted(names)


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        yield sent


async def test_nobody_looks_while_nobody_listens_and_one_looks_for_all(park: Store) -> None:
    executor = Executor(SCHEMA, park)
    with counted(park) as sent:
        await asyncio.sleep(1.5)
        assert not sent
    requests = [executor.subscribe(Request(query=LOADS)) for _ in range(10)]
    waiting = [asyncio.ensure_future(anext(events)) for events in requests]
    with counted(park) as sent:
        await asyncio.sleep(3.5)
    await dropped(*waiting)
    assert 1 <= len(sent) <= 5
    with counted(park) as sent:
        await asyncio.sleep(1.5)
    assert len(sent) <= 1


@pytest.mark.parametrize(
    "token",
    ["", "x", "bm8", "a/b", "W10", "2026-01-01/2026", "1>2>3", "9999-12-31/9999-12-31T23:59:59-10"],
)
@pytest.mark.parametrize("field", ["loads", 'gaps(scope: "Region:1")'])
async def test_a_token_that_nobody_gave_is_refused(store: Store, field: str, token: str) -> None:
    asked = field.replace(")", ", after: $after)") if "(" in field else f"{field}(after: $after)"
    request = Request(
        query=f"subscription ($after: String) {{ {asked} {{ token }} }}", variables={"after": token}
    )
    outcome = await anext(Executor(SCHEMA, store).subscribe(request))
    assert outcome.response["errors"][0]["extensions"]["code"] == "TOKEN"


async def test_what_was_missed_long_ago_comes_first_and_once(park: Store, tmp_path: Path) -> None:
    executor = Executor(SCHEMA, park)
    token = (await known(executor))["token"]
    await load_findings(park, tmp_path / "a", "甲")
    await load_findings(park, tmp_path / "b", "乙")
    await aged(park, {0: "2026-01-01", 1: "2026-01-02"})
    old = "2025-12-31/2025-12-31T00:00:00.000000Z"
    told = []
    for after in (old, token):
        async with subscribed(executor, LOADS, after=after) as events:
            if after == old:
                told = await some(events, 2)
                await load_findings(park, tmp_path / "c", "丙")
            told += await some(events, 1)
    assert len({event["token"] for event in told[:3]}) == 3
    async with subscribed(executor, LOADS, after=told[0]["token"]) as events:
        second = await anext(events)
    assert second["load"] == told[1]["load"]


async def aged(store: Store, days: dict[int, str]) -> None:
    """Move the last loads back to days of long ago, and the first ones further."""
    rows = await store.read("MATCH (n:Load) RETURN n.id AS id, n.recorded_at AS at ORDER BY at")
    moved = [
        {"id": row["id"], "at": f"{days.get(k - 1, '2020-01-01')}T00:00:00.{k:06d}Z"}
        for k, row in enumerate(rows)
    ]

    async def work(tx: Transaction) -> None:
        await tx.run(
            "UNWIND $rows AS row MATCH (n:Load {id: row.id}) SET n.recorded_at = row.at",
            {"rows": moved},
        )

    await store.write(work)


async def known(executor: Executor) -> Any:
    """Return the snapshot of an answer now."""
    query = "query($of: ID!) { responsibilityGaps(scope: $of) { snapshot { token } } }"
    outcome = await executor.execute(Request(query=query, variables={"of": PARK}))
    return outcome.response["data"]["responsibilityGaps"]["snapshot"]
