"""The store over Bolt (Bolt 适配器): one driver for both engines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, nullcontext
from time import perf_counter
from typing import Any, Final, TypeVar

from graph.cypher.sight import spoken
from graph.store.attempts import persist
from graph.store.driver import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncResult,
    AsyncSession,
    AsyncTransaction,
    ConstraintError,
    DriverError,
    Neo4jError,
    NotificationMinimumSeverity,
    Query,
    TransientError,
)
from graph.store.errors import (
    StatementTimeoutError,
    UnreachableError,
    WriteTimeoutError,
)
from graph.store.message import refuse_oversized, sent
from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Transaction
from graph.store.settings import shown
from graph.store.standing import Standing
from graph.store.translating import Translator, is_timed_out
from graph.store.writes import Write, Writes

__all__ = ["BoltStore"]

_PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Pauses between attempts [s]: about 3 s in all, as long as a cluster takes to elect a leader."""

_WRITE_PAUSES: Final = (*_PAUSES, 3.2, 6.4, 12.8)
"""The same for writes [s]: whoever holds what they need may take long."""

_EMPTY: Final = "BEGIN COMMIT"
"""What observers are told of a transaction without a statement."""

_CONNECT_TIMEOUT: Final = 10.0
_WRITE_FACTOR: Final = 20
"""How much longer than a reading statement a transaction may take.

It holds several, and waits for whoever holds what it needs: the engine itself, which is busy with
its indexes for minutes where they are large. Given up, a load would end.
"""

T = TypeVar("T")


class BoltStore:
    """A graph database reached over Bolt (Bolt 图数据库)."""

    def __init__(
        self,
        driver: AsyncDriver,
        uri: str,
        *,
        engine: EngineName,
        database: str,
        timeout: float,
        writes: Writes | None = None,
    ) -> None:
        self._driver = driver
        self._errors = Translator(engine, database, shown(uri), timeout)
        self._engine: EngineName = engine
        self._database = database
        self._timeout = timeout
        self.writes = writes
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        self._observers: list[Observer] = []
        self._idle: list[AsyncSession] = []
        self._turn = asyncio.Lock()
        self.standing = Standing(self.stands) if engine == "neo4j" else None

    @classmethod
    @asynccontextmanager
    async def connect(
        cls,
        uri: str,
        auth: tuple[str, str] | None,
        *,
        engine: EngineName,
        database: str,
        timeout: float = 30.0,  # noqa: ASYNC109 - a setting of the store, not of this call
        writes: Writes | None = None,
    ) -> AsyncIterator["BoltStore"]:
        """Connect to a database that answers, and close all connections at the end.

        Args:
            uri: Its address.
            auth: User name and password, if it asks for them.
            engine: What it is.
            database: Name of the database.
            timeout: Longest time a reading statement may take [s].
            writes: Where its writes are counted; None if nobody counts them.

        Raises:
            UnreachableError: If nobody answers.
            CredentialsError: If it refuses the login.
            UnknownDatabaseError: If it holds no such database.
        """
        driver = AsyncGraphDatabase.driver(
            uri,
            auth=auth,
            connection_timeout=_CONNECT_TIMEOUT,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,  # else one message more goes before each statement
        )
        store = cls(driver, uri, engine=engine, database=database, timeout=timeout, writes=writes)
        try:
            await store._greet()
            yield store
        finally:
            await store._close()

    @property
    def engine(self) -> EngineName:
        """Which engine answers."""
        return self._engine

    @property
    def database(self) -> str:
        """Name of the database."""
        return self._database

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Run one reading statement; the whole of it again if the database asks for that.

        Raises:
            StoreError: If it cannot be run, is refused or takes too long.
        """
        refuse_oversized(parameters)
        said = spoken(statement, self._engine)
        with self._errors.translating(self._timeout):
            async with asyncio.timeout(self._timeout):
                return await persist(
                    lambda: self._read_once(said, parameters), _PAUSES, _is_retryable
                )

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run work in one transaction, and again if the database asks for that or ends it as slow.

        ArcadeDB takes one writer at a time: four are five times slower than one.

        Raises:
            WriteTimeoutError: If it takes too long.
            StoreError: If it cannot be run or is refused.
        """
        async with self._turn if self._engine == "arcadedb" else nullcontext():
            with (
                self.writes.counting() if self.writes else nullcontext(Write()) as write,
                self._errors.translating(limit := self._timeout * _WRITE_FACTOR, WriteTimeoutError),
            ):
                async with asyncio.timeout(limit):
                    return await self._written(work, write)

    async def _written(self, work: Callable[[Transaction], Awaitable[T]], write: Write) -> T:
        async def once() -> T:
            async with (
                self._session(WRITE_ACCESS) as session,
                await session.begin_transaction() as transaction,
            ):
                result = await work(_BoltTransaction(transaction, self._timed))
                await _commit(transaction, write)
                return result

        async def attempt() -> T:
            return await persist(once, _WRITE_PAUSES, _may_pass)

        return await persist(attempt, _PAUSES[:2], _is_collision)

    async def stands(self) -> str:
        """Return the bookmark of an empty transaction: the last that was committed, by whomever.

        Raises:
            StoreError: If the database does not answer.
        """

        async def once() -> str:
            async with self._lent() as session:
                with self._timed(_EMPTY):
                    transaction = await session.begin_transaction()
                    await transaction.commit()
                    return ",".join((await session.last_bookmarks()).raw_values)

        with self._errors.translating(self._timeout):
            async with asyncio.timeout(self._timeout):
                return await persist(once, _PAUSES, _is_retryable)

    @contextmanager
    def observe(self, observer: Observer) -> Iterator[None]:
        """Tell the observer of each statement sent and of its duration [s]."""
        self._observers.append(observer)
        try:
            yield
        finally:
            self._observers.remove(observer)

    async def _close(self) -> None:
        """Give all connections back."""
        for session in self._idle:
            await session.close()
        self._idle.clear()
        await self._driver.close()

    async def _greet(self) -> None:
        """See that the database answers, without another attempt."""
        try:
            with self._errors.translating(limit := max(self._timeout, 2 * _CONNECT_TIMEOUT)):
                async with asyncio.timeout(limit):
                    await self._read_once("RETURN 1 AS one", NO_PARAMETERS)
        except StatementTimeoutError as error:
            raise UnreachableError(self._engine, self._errors.address) from error

    def _session(self, mode: str) -> AsyncSession:
        return self._driver.session(
            database=self._database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=-1,
        )

    async def _read_once(self, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        query = Query(statement, timeout=self._timeout)
        async with self._lent() as session:
            with self._timed(statement):
                return await _rows(await session.run(query, sent(parameters)))

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[AsyncSession]:
        """Lend a session: to make one takes a tenth of the time of a small statement."""
        session = self._idle.pop() if self._idle else self._session(READ_ACCESS)
        try:
            yield session
        except BaseException:
            async with session:  # which ends it as befits what came in between
                raise
        self._idle.append(session)

    @contextmanager
    def _timed(self, statement: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            for observer in tuple(self._observers):
                observer(statement, perf_counter() - began)


class _BoltTransaction:
    """A write transaction over Bolt (写事务)."""

    def __init__(self, transaction: AsyncTransaction, timed: Any) -> None:
        self._transaction = transaction
        self._timed = timed

    async def run(self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[Row]:
        refuse_oversized(parameters)
        with self._timed(statement):
            return await _rows(await self._transaction.run(statement, sent(parameters)))


async def _commit(transaction: AsyncTransaction, write: Write) -> None:
    """Commit; count as answered what was done, or refused before anything came of it."""
    write.asked += 1
    try:
        await transaction.commit()
    except (TransientError, ConstraintError):
        write.answered += 1
        raise
    write.answered += 1


async def _rows(result: AsyncResult) -> list[Row]:
    columns = result.keys()
    return [dict(zip(columns, values, strict=True)) for values in await result.values()]


def _is_collision(error: Exception) -> bool:
    """Tell whether two processes created one id at once, which is refused to one of them."""
    return isinstance(error, ConstraintError)


def _may_pass(error: Exception) -> bool:
    """Tell whether a write may be done a moment later; of one that was ended nothing is left."""
    return _is_retryable(error) or is_timed_out(error)


def _is_retryable(error: Exception) -> bool:
    return isinstance(error, (Neo4jError, DriverError)) and error.is_retryable()
