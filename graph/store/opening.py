"""Opening the store (打开存储): the one place where settings become a database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from graph.store.bolt import BoltStore
from graph.store.ddl import neo4j_statements
from graph.store.engine import EmbeddedEngine
from graph.store.port import Store, Transaction
from graph.store.settings import StoreSettings

__all__ = ["open_store"]

_DECLARED: Final = "SHOW INDEXES YIELD name RETURN collect(name) AS names"
"""A constraint has an index, which bears its name."""

_AWAIT_INDEXES: Final = "CALL db.awaitIndexes(300)"


@asynccontextmanager
async def open_store(
    settings: StoreSettings, *, on_wait: Callable[[float], None] | None = None
) -> AsyncIterator[Store]:
    """Open the Neo4j that the settings name, or else the embedded engine, ready to use.

    Args:
        settings: Which store.
        on_wait: Called with the seconds waited so far while the embedded engine starts;
            from another thread.

    Raises:
        StoreError: If it cannot be opened; the message says what to do.
    """
    opened = _embedded(settings, on_wait) if settings.uri is None else _neo4j(settings)
    async with opened as store:
        yield store


@asynccontextmanager
async def _neo4j(settings: StoreSettings) -> AsyncIterator[Store]:
    auth = None if settings.password is None else (settings.username, settings.password)
    async with BoltStore.connect(
        settings.uri or "",
        auth,
        engine="neo4j",
        database=settings.database,
        timeout=settings.timeout,
    ) as store:
        await _declare(store)
        yield store


async def _declare(store: Store) -> None:
    """Declare what is not there yet: to ask costs one statement, to declare all over a hundred."""
    (row,) = await store.read(_DECLARED)
    missing = [said for name, said in neo4j_statements().items() if name not in row["names"]]

    async def declare(transaction: Transaction) -> None:
        for statement in missing:
            await transaction.run(statement)

    if missing:
        await store.write(declare)
    await store.read(_AWAIT_INDEXES)


@asynccontextmanager
async def _embedded(
    settings: StoreSettings, on_wait: Callable[[float], None] | None
) -> AsyncIterator[Store]:
    engine = await asyncio.to_thread(EmbeddedEngine.attach, settings.data_folder, on_wait=on_wait)
    with engine:
        async with BoltStore.connect(
            engine.bolt_uri,
            engine.auth,
            engine="arcadedb",
            database=engine.database,
            timeout=settings.timeout,
            writes=engine.writes,
        ) as store:
            yield store
