"""The port of the graph store (图存储端口): Cypher in, rows out, whatever engine is behind it."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any, Final, Literal, Protocol, TypeVar

__all__ = ["NO_PARAMETERS", "EngineName", "Observer", "Row", "Store", "Transaction"]

EngineName = Literal["arcadedb", "neo4j"]
Observer = Callable[[str, float], None]
Row = dict[str, Any]
T = TypeVar("T")

NO_PARAMETERS: Final[Mapping[str, Any]] = MappingProxyType({})


class Transaction(Protocol):
    """One write transaction (写事务); it is committed when the work that holds it returns."""

    async def run(self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[Row]:
        """Run one statement and return its rows, one mapping of column to value each."""
        ...


class Store(Protocol):
    """A graph database (图数据库). Statements return maps, lists and plain values, no nodes."""

    @property
    def engine(self) -> EngineName:
        """Which engine answers, for the few statements that differ."""
        ...

    @property
    def database(self) -> str:
        """Name of the database."""
        ...

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Run one reading statement in one round trip; it sees every write of this store."""
        ...

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run work in one transaction; it may run again, and must not open another one."""
        ...

    def observe(self, observer: Observer) -> AbstractContextManager[None]:
        """Tell the observer of each statement sent and of its duration [s], while it is open."""
        ...
