"""A transaction as a store (事务内的图数据库): what is many becomes one, whole or not at all."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Store, Transaction

__all__ = ["JoinedStore"]

T = TypeVar("T")


class JoinedStore:
    """A store that does everything in one open transaction (合并事务)."""

    def __init__(self, store: Store, transaction: Transaction) -> None:
        """Bind a store to a transaction of it."""
        self._store = store
        self._transaction = transaction

    @property
    def engine(self) -> EngineName:
        """Which engine answers."""
        return self._store.engine

    @property
    def database(self) -> str:
        """Name of the database."""
        return self._store.database

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Run one reading statement in the transaction."""
        return await self._transaction.run(statement, parameters)

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run work in the transaction."""
        return await work(self._transaction)

    def observe(self, observer: Observer) -> AbstractContextManager[None]:
        """Tell the observer of each statement sent and of its duration [s]."""
        return self._store.observe(observer)

    async def close(self) -> None:
        """Leave the store open: it is not ours."""
