"""Nobody is told what they may not see (订阅隔离): every listener, every event, every token."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from graph.evidence import Evidence, Source, now
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store, Transaction
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.caller import Caller, Role
from schema.subscriptions.mark import Mark
from server.executing import Executor, Request
from tests.contract.compartments import CALLERS, WORLD

SCHEMA = build_schema()
PATIENCE = 60.0
FINDINGS = """subscription ($scope: ID!, $after: String) { findings(scope: $scope, after: $after) {
  token kind finding { id name } snapshot { knownAt } evidence { quote document { name } } } }"""
GAPS = """subscription ($scope: ID!, $after: String) { gaps(scope: $scope, after: $after) {
  token snapshot { knownAt } change { kind message messageEn gap { message subject {
  ... on Node { id } } } } evidence { quote } } }"""
LOADS = "subscription ($after: String) { loads(after: $after) { token } }"
LISTENERS = [who for who in CALLERS if who.sees != frozenset("XYZAB12")]
"""Those from whom something is kept."""


@pytest.fixture
async def executor(store: Store) -> Executor:
    await write(store, WORLD.batch)
    return Executor(SCHEMA, store)


@asynccontextmanager
async def listening(
    executor: Executor, caller: Caller | None, query: str, **variables: Any
) -> AsyncIterator[AsyncIterator[Any]]:
    outcomes = executor.subscribe(Request(query=query, variables=variables), caller)

    async def events() -> AsyncIterator[Any]:
        async for outcome in outcomes:
            assert "errors" not in outcome.response, outcome.response
            yield next(iter(outcome.response["data"].values()))

    async with aclosing(outcomes):
        yield events()


async def stated(store: Store, entity: Entity, kind: RelType, place: Entity) -> str:
    """Record a new thing somewhere, by a write of its own; return the instant."""
    source = Source(name="新台账.csv", sha256=hashlib.sha256(entity.id.encode()).hexdigest())
    proof = Evidence(
        document=source.sha256, method=Method.REGISTER_ROW, sheet="表", row=2, note=entity.id
    )
    made = replace(entity, evidence=(proof.id,))
    at = Relation(type=kind, source=made.reference, target=place.reference, evidence=(proof.id,))
    await write(store, Batch(sources=[source], evidence=[proof], entities=[made], relations=[at]))
    asked = f"MATCH (s:{entity.label}State {{of: $id}}) RETURN s.recorded_at AS at"
    (row,) = await store.read(asked, {"id": made.id})
    return str(row["at"])


async def found_at(store: Store, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Record a finding at each hazard; return the instants."""
    recorded: list[tuple[str, str]] = []
    for count, key in enumerate(keys):
        place = WORLD.entity(f"haz{key}")
        said = {"name": f"新隐患{key}{count}", "status": "REPORTED"}
        made = Entity(label=Label.FINDING, properties=said, evidence=(), within=place.id)
        recorded.append((key, await stated(store, made, RelType.FOUND_AT, place)))
    await ended(store, [at for _, at in recorded])
    return recorded


async def ended(store: Store, moments: Sequence[str]) -> None:
    """Say of writes that they are whole, as the end of a load does."""

    async def work(tx: Transaction) -> None:
        for moment in moments:
            await tx.run(
                "CREATE (:Load {id: $id, type: 'Load', recorded_at: $at, name: '密导入'})",
                {"id": f"Load:{moment}", "at": moment},
            )

    await store.write(work)


async def told(
    executor: Executor, caller: Caller | None, query: str, count: int, **variables: Any
) -> list[Any]:
    """Return the first events that a listener is told."""
    async with listening(executor, caller, query, **variables) as events:
        return [await asyncio.wait_for(anext(events), PATIENCE) for _ in range(count)]


WRITES = ("Z", "X", "PB", "Y", "PA", "X", "Z", "Y")
"""Where findings are recorded, one write after another: whoever waits for theirs passes others."""


async def test_no_event_and_no_token_tells_of_what_a_listener_may_not_see(
    store: Store, executor: Executor
) -> None:
    start = f"{now()[:10]}/{now()}"
    recorded = await found_at(store, WRITES)
    expected = {
        who.caller.name: [(key, at) for key, at in recorded if who.may(WORLD.things[f"haz{key}"])]
        for who in LISTENERS
    }
    everywhere = WORLD.entity("prov").id
    answers = await asyncio.gather(
        *(
            told(
                executor,
                who.caller,
                FINDINGS,
                len(expected[who.caller.name]),
                scope=everywhere,
                after=start,
            )
            for who in LISTENERS
        )
    )
    for who, events in zip(LISTENERS, answers, strict=True):
        wanted = expected[who.caller.name]
        assert [event["snapshot"]["knownAt"] for event in events] == [at for _, at in wanted], who
        hidden = {at for _, at in recorded} - {at for _, at in wanted}
        for event in events:
            mark = Mark.of(event["token"])
            assert not hidden & {mark.floor, *mark.told}, who
            assert event["evidence"]
    assert sum(map(len, answers)) >= 30


async def test_whoever_comes_back_is_told_nothing_twice_whatever_they_do_not_see(
    store: Store, executor: Executor
) -> None:
    start = f"{now()[:10]}/{now()}"
    recorded = await found_at(store, ("Z", "X", "PB", "X"))
    seen = [at for key, at in recorded if key == "X"]
    caller = Caller(name="李", role=Role.ENTERPRISE, scopes=(WORLD.entity("entX").id,))
    scope = WORLD.entity("entX").id
    (first,) = await told(executor, caller, FINDINGS, 1, scope=scope, after=start)
    (second,) = await told(executor, caller, FINDINGS, 1, scope=scope, after=first["token"])
    assert [each["snapshot"]["knownAt"] for each in (first, second)] == seen


@pytest.mark.parametrize("query", [FINDINGS, GAPS])
async def test_a_scope_that_is_hidden_is_as_one_that_is_not_there(
    executor: Executor, query: str
) -> None:
    for who in LISTENERS:
        for key in ("parkB", "entZ"):
            if who.may(WORLD.things[key]):
                continue
            said = []
            for scope in (WORLD.entity(key).id, f"{WORLD.entity(key).id}x"):
                request = Request(query=query, variables={"scope": scope})
                async with aclosing(executor.subscribe(request, who.caller)) as outcomes:
                    said.append(str((await anext(outcomes)).response).replace(scope, "…"))
            assert said[0] == said[1]
            assert "NOTHING_THERE" in said[0]


async def test_loads_are_told_to_those_alone_who_see_everything(
    store: Store, executor: Executor
) -> None:
    start = f"{now()[:10]}/{now()}"
    await ended(store, [now()])
    admin = Caller(name="管", role=Role.ADMIN, scopes=None)
    bound = Caller(name="省", role=Role.REGULATOR, scopes=(WORLD.entity("prov").id,), personal=True)
    outcomes = executor.subscribe(Request(query=LOADS, variables={"after": start}), bound)
    waiting = asyncio.ensure_future(anext(outcomes))
    assert len(await told(executor, admin, LOADS, 1, after=start)) == 1
    await asyncio.sleep(1)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)


async def test_a_finding_that_is_withdrawn_is_told_to_those_who_saw_it(
    store: Store, executor: Executor
) -> None:
    ((_, at),) = await found_at(store, ["X"])
    start, end = f"{now()[:10]}/{now()}", now()

    async def withdraw(tx: Transaction) -> None:
        await tx.run(
            "MATCH (s:FindingState {recorded_at: $at}) SET s.retracted_at = $end",
            {"at": at, "end": end},
        )
        await tx.run(
            "MATCH (:Finding)-[r:FOUND_AT {recorded_at: $at}]->() SET r.retracted_at = $end",
            {"at": at, "end": end},
        )
        await tx.run("MATCH (m:Scoping) DELETE m")

    await asyncio.sleep(0.01)
    end = now()
    await store.write(withdraw)
    await ended(store, [end])
    scope = WORLD.entity("dist1").id
    for who in (one for one in LISTENERS if one.sees in ({"X"}, {"A"})):
        (event,) = await told(executor, who.caller, FINDINGS, 1, scope=scope, after=start)
        assert (event["kind"], event["finding"]["name"]) == ("WITHDRAWN", "新隐患X0"), who


async def test_gaps_are_told_by_the_write_that_opened_them_whatever_else_was_written(
    store: Store, executor: Executor
) -> None:
    start = f"{now()[:10]}/{now()}"
    made = [
        await stated(
            store,
            Entity(label=Label.ENTERPRISE, properties={"name": name}, evidence=()),
            RelType.LOCATED_IN,
            WORLD.entity(f"park{letter}"),
        )
        for name, letter in (("甲厂", "B"), ("乙厂", "A"), ("丙厂", "B"))
    ]
    await ended(store, made)
    scope = WORLD.entity("prov").id
    steward = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    (event,) = await told(executor, steward, GAPS, 1, scope=scope, after=start)
    assert event["snapshot"]["knownAt"] == made[1]
    assert "甲厂" not in str(event)
    assert not {made[0], made[2]} & {*event["token"].replace(">", "/").split("/")}
    (again,) = await told(executor, None, GAPS, 1, scope=scope, after=start)
    assert again["snapshot"]["knownAt"] == made[2]
