"""Leases on the engine (引擎租约)."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from graph.store.lease import Leases, take_lease

TOKEN = "open-sesame"  # noqa: S105 - of these tests alone
GRACE = 0.1


@asynccontextmanager
async def office(patience: float = 5.0) -> AsyncIterator[tuple[int, "asyncio.Task[None]"]]:
    leases = Leases(TOKEN, grace=GRACE, patience=patience)
    async with leases.listening() as port:
        last = asyncio.create_task(leases.last())
        yield port, last
        last.cancel()


async def taken(port: int, token: str = TOKEN) -> socket.socket | None:
    return await asyncio.to_thread(take_lease, port, token)


async def given(port: int) -> socket.socket:
    lease = await taken(port)
    assert lease is not None
    return lease


async def test_the_engine_is_needed_until_the_last_lease_is_given_back() -> None:
    async with office() as (port, last):
        first, second = await given(port), await given(port)
        first.close()
        await asyncio.sleep(3 * GRACE)
        assert not last.done()
        second.close()
        await asyncio.wait_for(last, 5)


async def test_a_user_within_the_grace_keeps_it_alive() -> None:
    async with office() as (port, last):
        (await given(port)).close()
        with await given(port):
            await asyncio.sleep(3 * GRACE)
            assert not last.done()


async def test_none_is_granted_after_the_last() -> None:
    async with office() as (port, last):
        (await given(port)).close()
        await asyncio.wait_for(last, 5)
        assert await taken(port) is None


async def test_an_engine_that_nobody_comes_for_ends() -> None:
    async with office(patience=GRACE) as (_, last):
        await asyncio.wait_for(last, 5)


@pytest.mark.parametrize("said", ["", "guess", TOKEN + "x", "x" * 100_000])
async def test_who_does_not_know_the_token_gets_none(said: str) -> None:
    async with office() as (port, _):
        assert await taken(port, said) is None
