"""Errors of the driver (驱动错误) told as errors of the store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph.store.driver import (
    AuthError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from graph.store.errors import (
    CredentialsError,
    StatementError,
    StatementTimeoutError,
    StoreBusyError,
    StoreError,
    UnknownDatabaseError,
    UnreachableError,
)
from graph.store.port import EngineName

__all__ = ["Translator", "is_timed_out"]


def is_timed_out(error: Exception) -> bool:
    """Tell whether the database itself ended a statement that took longer than it allows."""
    return isinstance(error, Neo4jError) and ".TransactionTimedOut" in (error.code or "")


@dataclass(frozen=True, slots=True)
class Translator:
    """What the errors of one database are told with (错误转译).

    Attributes:
        engine: What it is.
        database: Its name.
        address: Where it is, without a password.
        timeout: Longest time a reading statement may take [s].
    """

    engine: EngineName
    database: str
    address: str
    timeout: float

    @contextmanager
    def translating(
        self, limit: float, late: Callable[[float], StoreError] = StatementTimeoutError
    ) -> Iterator[None]:
        """Tell what goes wrong within as a `StoreError`.

        Args:
            limit: The time that it may take [s].
            late: What is told if it takes longer, made of that time.
        """
        try:
            yield
        except TimeoutError as error:
            raise late(limit) from error
        except (Neo4jError, DriverError) as error:
            raise self._translated(error, late) from error

    def _translated(
        self, error: Neo4jError | DriverError, late: Callable[[float], StoreError]
    ) -> StoreError:
        code = (error.code if isinstance(error, Neo4jError) else None) or type(error).__name__
        if isinstance(error, AuthError):
            return CredentialsError(self.address)
        if isinstance(error, (ServiceUnavailable, SessionExpired, ConnectionPoolError)):
            return UnreachableError(self.engine, self.address)
        if isinstance(error, TransientError):
            return StoreBusyError(code)
        if code.endswith("DatabaseNotFound"):
            return UnknownDatabaseError(self.database, self.address)
        if is_timed_out(error):
            return late(self.timeout)
        reason = error.message if isinstance(error, Neo4jError) else str(error)
        return StatementError(code, (reason or "").strip())
