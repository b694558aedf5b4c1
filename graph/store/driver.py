"""The Neo4j driver (驱动), as the store uses it.

Where pandas or pyarrow are installed, the driver imports them, in case rows were wanted as data
frames. They never are: so it is not let see them, which saves 0.3 s and 40 MB at each start.

Neo4j tells how long to wait for a piece of an answer. Before Python 3.12 the driver waits for each
of them in a task of its own, as that version did: seven tasks for a small statement, which are a
fifth of the processor time that the driver takes over it. Here it waits as later versions do.
"""

import asyncio
import sys
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TypeVar

__all__ = [
    "READ_ACCESS",
    "WRITE_ACCESS",
    "AsyncDriver",
    "AsyncGraphDatabase",
    "AsyncResult",
    "AsyncSession",
    "AsyncTransaction",
    "AuthError",
    "ConnectionPoolError",
    "ConstraintError",
    "DriverError",
    "Neo4jError",
    "NotificationMinimumSeverity",
    "Query",
    "ServiceUnavailable",
    "SessionExpired",
    "TransientError",
    "waited",
]


T = TypeVar("T")


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Let an import find some modules missing, unless they were imported before."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # which Python takes for "not there"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _hidden("pandas", "pyarrow"):
    from neo4j import (
        READ_ACCESS,
        WRITE_ACCESS,
        AsyncDriver,
        AsyncGraphDatabase,
        AsyncResult,
        AsyncSession,
        AsyncTransaction,
        NotificationMinimumSeverity,
        Query,
    )
    from neo4j.exceptions import (
        AuthError,
        ConnectionPoolError,
        ConstraintError,
        DriverError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
        TransientError,
    )


async def waited(awaited: Awaitable[T], timeout: float | None) -> T:  # noqa: ASYNC109 - as in asyncio
    """Return what is awaited; `TimeoutError` if that takes too long."""
    async with asyncio.timeout(timeout):
        return await awaited


if sys.version_info < (3, 12):
    from neo4j._async_compat.network import _bolt_socket

    _bolt_socket.wait_for = waited  # type: ignore[attr-defined]  # where it looks it up
