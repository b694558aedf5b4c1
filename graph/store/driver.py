"""The Neo4j driver (驱动), as the store uses it.

Where pandas or pyarrow are installed, the driver imports them, in case rows were wanted as data
frames. They never are: so it is not let see them, which saves 0.3 s and 40 MB at each start.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

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
]


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
