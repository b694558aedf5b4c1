"""A store before another (包装的图数据库): what it does not change is passed on."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Store, Transaction

__all__ = ["WrappedStore"]

T = TypeVar("T")


class WrappedStore:
    """A store that does what another does (包装的图数据库), but for what it overrides."""

    def __init__(self, store: Store) -> None:
        """Stand before a store."""
        self._store = store

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
        """Run one reading statement."""
        return await self._store.read(statement, parameters)

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run work in one transaction."""
        return await self._store.write(work)

    def observe(self, observer: Observer) -> AbstractContextManager[None]:
        """Tell the observer of each statement that is sent."""
        return self._store.observe(observer)
