"""Turns (轮候): first come, first served, so many at once, and nobody waits for a slow one."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from graph.store.port import NO_PARAMETERS, Row
from schema.build import build_schema
from server.executing import Executor, Request
from server.turns import Turns
from tests.unit.server.test_app import ClosedStore

LONG = 1000.0


async def test_so_many_hold_a_place_and_the_others_come_in_their_order() -> None:
    turns, log, going = Turns(2, LONG), list[str](), asyncio.Event()

    async def ask(name: str) -> None:
        async with turns.taken():
            log.append(name)
            await going.wait()

    tasks = [asyncio.create_task(ask(name)) for name in "abcde"]
    for _ in range(5):
        await asyncio.sleep(0)
    assert log == ["a", "b"]
    going.set()
    await asyncio.gather(*tasks)
    assert log == ["a", "b", "c", "d", "e"]


async def test_whoever_takes_long_holds_up_nobody_and_gives_one_place_back() -> None:
    turns, slow = Turns(1, longest=0.0), asyncio.Event()

    async def wait() -> None:
        async with turns.taken():
            await slow.wait()

    first = asyncio.create_task(wait())
    await asyncio.sleep(0)
    async with asyncio.timeout(10), turns.taken():  # while the first one goes on
        assert not first.done()
    slow.set()
    await first
    turns = Turns(1, LONG)
    for _ in range(3):
        async with turns.taken():
            pass
    async with turns.taken():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0), turns.taken():
                pytest.fail("there was a second place")


async def test_a_place_is_given_back_by_who_fails_and_by_who_waits_no_more() -> None:
    turns = Turns(1, LONG)
    with pytest.raises(ZeroDivisionError):
        async with turns.taken():
            raise ZeroDivisionError
    async with turns.taken():
        waiting = asyncio.create_task(turns.taken().__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(10), turns.taken():
        pass


class CountingStore(ClosedStore):
    """A store of nothing, which tells how many ask it at once."""

    def __init__(self) -> None:
        self.now = self.most = 0

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        assert statement
        assert parameters is not None
        self.now += 1
        self.most = max(self.most, self.now)
        for _ in range(10):
            await asyncio.sleep(0)
        self.now -= 1
        return [{"data0": []}]


async def test_operations_are_executed_so_many_at_once() -> None:
    store = CountingStore()
    executor = Executor(build_schema(), store, turns=Turns(3, LONG))
    asked = Request(query='{ park(id: "Park:a") { name } }')
    outcomes = await asyncio.gather(*(executor.execute(asked) for _ in range(20)))
    assert [each.response for each in outcomes] == [{"data": {"park": None}}] * 20
    assert store.most == 3
