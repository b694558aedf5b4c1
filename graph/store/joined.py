"""A transaction as a store (事务内的图数据库): what is many becomes one, whole or not at all."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from graph.store.port import NO_PARAMETERS, Row, Store, Transaction
from graph.store.wrapped import WrappedStore

__all__ = ["JoinedStore"]

T = TypeVar("T")


class JoinedStore(WrappedStore):
    """A store that does everything in one open transaction (合并事务)."""

    def __init__(self, store: Store, transaction: Transaction) -> None:
        """Bind a store to a transaction of it."""
        super().__init__(store)
        self._transaction = transaction

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Run one reading statement in the transaction."""
        return await self._transaction.run(statement, parameters)

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run work in the transaction."""
        return await work(self._transaction)
