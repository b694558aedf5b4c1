"""Remembering (免重读) on every engine: what is given from memory is what the engine would give."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Any

import pytest

from graph.evidence import now
from graph.store.bolt import BoltStore
from graph.store.opening import open_store
from graph.store.port import Store, Transaction
from graph.store.remembering import Counted, RememberingStore, remembering
from graph.store.settings import StoreSettings
from graph.store.standing import Standing
from tests.conftest import emptied

pytestmark = pytest.mark.usefixtures("store")  # which keeps the engine going, and empties it

CREATE = "CREATE (:Remembered {recorded_at: $at})"
ASKED = "MATCH (n:Remembered) RETURN count(n) AS n, max(n.recorded_at) AS last"
AT = "MATCH (n:Remembered) WHERE n.recorded_at <= $known_at RETURN count(n) AS n"


@asynccontextmanager
async def _two(settings: StoreSettings) -> AsyncIterator[tuple[Store, Store, Store]]:
    """Two stores as two processes open them, and the second as it remembers, without delay."""
    async with open_store(settings) as other, open_store(settings) as store:
        assert isinstance(store, BoltStore)
        counted = store.writes and Counted(store.writes)
        counting = counted or Standing(store.stands, settles=0.0)
        yield other, store, RememberingStore(store, counting)
        await emptied(store)


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Take down the statements that a store sends."""
    sent: list[str] = []

    def observer(statement: str, _: float) -> None:
        if statement != "BEGIN COMMIT":  # how Neo4j is asked whether it was written to
            sent.append(statement)

    with store.observe(observer):
        yield sent


async def _done(statement: str, parameters: Mapping[str, Any], tx: Transaction) -> None:
    await tx.run(statement, parameters)


async def _create(tx: Transaction) -> None:
    await _done(CREATE, {"at": now()}, tx)


async def _fail(tx: Transaction) -> None:
    await _create(tx)
    raise ZeroDivisionError


async def test_what_another_process_writes_is_seen_at_once(store_settings: StoreSettings) -> None:
    async with _two(store_settings) as (other, store, remembered):
        for expected in range(1, 9):
            await (other if expected % 2 else store).write(_create)
            for _ in range(3):
                assert (await remembered.read(ASKED))[0]["n"] == expected
                assert (await remembered.read(AT, {"known_at": now()}))[0]["n"] == expected
        with pytest.raises(ZeroDivisionError):
            await other.write(_fail)
        await remembered.read(ASKED)
        with counted(store) as sent:
            assert (await remembered.read(ASKED))[0]["n"] == 8
        assert sent == []
        await other.write(partial(_done, "MATCH (n:Remembered) DETACH DELETE n", {}))
        assert (await remembered.read(ASKED))[0]["n"] == 0


async def test_whoever_asks_is_told_of_all_that_was_written_before(
    store_settings: StoreSettings,
) -> None:
    """Two processes write while eight clients read: nothing over is missed, nothing foretold."""
    begun = over = asked = 0
    async with _two(store_settings) as (other, store, remembered):

        async def writing(writer: Store) -> None:
            nonlocal begun, over
            for _ in range(25):
                begun += 1
                await writer.write(_create)
                over += 1
                await asyncio.sleep(0.01)

        async def reading() -> None:
            nonlocal asked
            while over < 50:
                before = over
                rows = await remembered.read(ASKED)
                asked += 1
                assert before <= rows[0]["n"] <= begun
                await asyncio.sleep(0)

        with counted(store) as sent:
            await asyncio.gather(writing(other), writing(store), *(reading() for _ in range(8)))
        assert sent.count(ASKED) < asked


async def test_a_store_remembers_once_some_time_has_passed_since_a_write(
    store_settings: StoreSettings,
) -> None:
    async with open_store(store_settings) as store, asyncio.timeout(30):
        remembered = remembering(store)
        await store.write(_create)
        with counted(store) as sent:
            for reads in range(1, 100):
                assert (await remembered.read(ASKED))[0]["n"] == 1
                if len(sent) < reads:
                    break
                await asyncio.sleep(0.2)
        await emptied(store)


FOUND = (
    "CALL db.index.fulltext.queryNodes('State[search]', $query) YIELD node AS s RETURN s.of AS k"
)
NAMED = "MATCH (s:State) WHERE s.search STARTS WITH $query RETURN s.of AS k"
"""The same without an index."""
ADD = "CREATE (:State {of: $k, search: $word + ' 液氨储罐'})"
RENAME = "MATCH (s:State {of: $k}) SET s.search = $word"
DROP = "MATCH (s:State {of: $k}) DETACH DELETE s"


async def test_words_are_found_as_soon_as_the_write_of_whichever_process_is_over(
    store_settings: StoreSettings,
) -> None:
    """Things get a word, lose it to another, or go; then both words are searched, from memory."""
    chance = random.Random(7)  # noqa: S311 - no secret
    async with _two(store_settings) as (other, store, remembered):

        async def found(word: str) -> list[str]:
            rows = await remembered.read(FOUND, {"query": word})
            return sorted(row["k"] for row in rows)

        for _ in range(20):
            given = {"k": f"k{chance.randrange(6)}", "word": f"wort{chance.randrange(3)}"}
            act = chance.choice((ADD, ADD, RENAME, DROP))
            await chance.choice((store, other)).write(partial(_done, act, given))
            await remembered.read(FOUND, {"query": "wort"})  # so that the change was noticed
            for word in ("wort0", "wort1", "wort2"):
                truth = sorted(row["k"] for row in await store.read(NAMED, {"query": word}))
                assert await found(word) == truth
                with counted(store) as sent:
                    assert await found(word) == truth
                assert sent == []
