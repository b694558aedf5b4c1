"""The store over Bolt (Bolt 适配器), against real databases."""

import asyncio
import socket
from dataclasses import replace

import pytest

from graph.store.driver import Neo4jError
from graph.store.errors import (
    CredentialsError,
    StatementError,
    StatementTimeoutError,
    StoreError,
    UnknownDatabaseError,
    UnreachableError,
    WriteTimeoutError,
)
from graph.store.opening import open_store
from graph.store.port import EngineName, Store, Transaction
from graph.store.settings import StoreSettings
from tests.engines.endpoint import Endpoint

ENDLESS = "UNWIND range(1, 300000) AS a UNWIND range(1, 300000) AS b RETURN count(*) AS n"
SECRET = "not-the-password"  # noqa: S105 - it opens nothing


async def create(transaction: Transaction) -> None:
    await transaction.run("CREATE (:Probe {id: $id})", {"id": "a"})


async def count(store: Store) -> int:
    n: int = (await store.read("MATCH (n:Probe) RETURN count(n) AS n"))[0]["n"]
    return n


async def test_a_read_sees_the_write_before_it(store: Store) -> None:
    for expected in range(1, 6):
        await store.write(create)
        assert await count(store) == expected


async def test_a_read_sees_the_write_before_it_through_a_routing_address(
    store: Store, endpoint: Endpoint
) -> None:
    routed = replace(endpoint, uri=endpoint.uri.replace("bolt://", "neo4j://"))
    async with routed.connect() as other:
        for expected in range(1, 4):
            await other.write(create)
            assert await count(other) == expected
    assert await count(store) == 3


async def test_a_store_tells_what_it_is(
    store: Store, engine_name: EngineName, endpoint: Endpoint
) -> None:
    assert store.engine == engine_name
    assert store.database == endpoint.database


async def test_rows_are_maps_of_plain_values(store: Store) -> None:
    rows = await store.read("UNWIND [1, 2] AS x RETURN x, {name: '氯', list: [x]} AS m, null AS z")
    assert rows == [
        {"x": 1, "m": {"name": "氯", "list": [1]}, "z": None},
        {"x": 2, "m": {"name": "氯", "list": [2]}, "z": None},
    ]


async def test_work_that_fails_leaves_nothing_behind(store: Store) -> None:
    class ChangedMindError(Exception):
        pass

    async def work(transaction: Transaction) -> None:
        await create(transaction)
        raise ChangedMindError

    with pytest.raises(ChangedMindError):
        await store.write(work)
    assert await count(store) == 0


async def test_writers_of_one_process_do_not_collide(store: Store) -> None:
    async def merge(transaction: Transaction) -> None:
        await transaction.run(
            "MERGE (n:Park {id: 'one'}) ON CREATE SET n.hits = 1 ON MATCH SET n.hits = n.hits + 1"
        )

    await asyncio.gather(*(store.write(merge) for _ in range(8)))
    assert await store.read("MATCH (n:Park) RETURN n.hits AS hits") == [{"hits": 8}]


async def test_stores_of_two_users_may_create_the_same_thing_at_once(
    store: Store, store_settings: StoreSettings
) -> None:
    async def merge(transaction: Transaction) -> None:
        await transaction.run("UNWIND range(1, 50) AS i MERGE (:Park {id: 'p' + toString(i)})")

    async with open_store(store_settings) as other:
        await asyncio.gather(*(s.write(merge) for s in (store, other, store, other)))
    assert await store.read("MATCH (n:Park) RETURN count(n) AS n") == [{"n": 50}]


async def test_observers_hear_of_every_statement_while_they_listen(store: Store) -> None:
    heard: list[tuple[str, float]] = []
    with store.observe(lambda statement, seconds: heard.append((statement, seconds))):
        await store.write(create)
        await store.read("MATCH (n:Probe) RETURN n.id AS id")
    await count(store)
    assert [statement for statement, _ in heard] == [
        "CREATE (:Probe {id: $id})",
        "MATCH (n:Probe) RETURN n.id AS id",
    ]
    assert all(seconds > 0 for _, seconds in heard)


async def test_a_refused_statement_says_why(store: Store) -> None:
    with pytest.raises(StatementError) as caught:
        await store.read("MATCH (n RETURN n")
    assert caught.value.code == "Neo.ClientError.Statement.SyntaxError"
    assert "RETURN" in caught.value.reason


async def test_a_read_that_fails_or_is_given_up_spoils_no_other(store: Store) -> None:
    async def good(k: int) -> bool:
        return await store.read("RETURN $k AS k", {"k": k}) == [{"k": k}]

    given_up = [asyncio.create_task(good(k)) for k in range(4)]
    for k, each in enumerate(given_up):
        for _ in range(k * k):
            await asyncio.sleep(0)
        each.cancel()
    refused = store.read("RETURN $k (")
    found = await asyncio.gather(
        *(good(k) for k in range(6)), refused, *given_up, return_exceptions=True
    )
    assert found[:6] == [True] * 6
    assert isinstance(found[6], StatementError)
    assert all(await asyncio.gather(*(good(k) for k in range(8))))


async def test_a_statement_that_takes_too_long_ends_in_time(endpoint: Endpoint) -> None:
    async with endpoint.connect(timeout=1.0) as hasty:
        began = asyncio.get_running_loop().time()
        with pytest.raises(StatementTimeoutError) as caught:
            await hasty.read(ENDLESS)
        assert asyncio.get_running_loop().time() - began < 3
        assert caught.value.seconds == 1.0
        assert await hasty.read("RETURN 1 AS one") == [{"one": 1}]


async def test_a_write_that_takes_too_long_is_not_told_as_a_question(endpoint: Endpoint) -> None:
    async def slow(transaction: Transaction) -> None:
        await create(transaction)
        await asyncio.sleep(60)

    async with endpoint.connect(timeout=0.1) as hasty:
        with pytest.raises(WriteTimeoutError) as caught:
            await hasty.write(slow)
    assert caught.value.seconds == 2.0
    assert "narrow" not in caught.value.en
    assert "继续" in caught.value.zh


async def test_a_write_that_the_engine_ended_as_slow_is_done_once(store: Store) -> None:
    code = "Neo.ClientError.Transaction.TransactionTimedOut"
    slow = iter([Neo4jError._hydrate_neo4j(code=code, message="slow")])  # noqa: SLF001 - as the driver makes it

    async def work(transaction: Transaction) -> None:
        await create(transaction)
        for error in slow:
            raise error

    await store.write(work)
    assert await count(store) == 1


async def test_a_wrong_password_is_named_and_not_shown(endpoint: Endpoint) -> None:
    with pytest.raises(CredentialsError) as caught:
        async with replace(endpoint, auth=(endpoint.auth[0], SECRET)).connect():
            pass
    assert caught.value.address == endpoint.uri
    assert "NEO4J_PASSWORD" in caught.value.zh
    assert SECRET not in whole(caught.value)


async def test_a_database_that_is_not_there_is_named(endpoint: Endpoint) -> None:
    with pytest.raises(UnknownDatabaseError) as caught:
        async with replace(endpoint, database="nowhere").connect():
            pass
    assert caught.value.database == "nowhere"
    assert "nowhere" in caught.value.zh
    assert endpoint.auth[1] not in whole(caught.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
async def test_a_database_that_does_not_answer_is_named(scheme: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        uri = f"{scheme}://127.0.0.1:{unused.getsockname()[1]}"
        settings = StoreSettings(uri=uri, password=SECRET)
        with pytest.raises(UnreachableError) as caught:
            async with open_store(settings):
                pass
    assert caught.value.address == uri
    assert uri in caught.value.zh
    assert uri in caught.value.en
    assert SECRET not in whole(caught.value)


async def test_a_host_that_is_no_host_is_named() -> None:
    with pytest.raises(UnreachableError):
        async with open_store(StoreSettings(uri="neo4j://custody.invalid:7687")):
            pass


async def test_opening_again_changes_nothing(store: Store, store_settings: StoreSettings) -> None:
    await store.write(create)
    async with open_store(replace(store_settings, timeout=10.0)) as again:
        assert await count(again) == 1


def whole(error: StoreError) -> str:
    """Return everything that a traceback of the error could show."""
    cause: BaseException | None = error
    shown = ""
    while cause is not None:
        shown += f"{cause} {cause!r} {vars(cause)}"
        cause = cause.__cause__ or cause.__context__
    return shown
