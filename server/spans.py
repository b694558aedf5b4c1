"""Where spans go (链路追踪接口): what the server tells of an operation, whoever records it.

Nothing here knows OpenTelemetry, which need not be installed; `server.tracing` does.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from graph.store.port import Observer
from server.executing import Described

__all__ = ["OperationSpan", "Spans"]


class OperationSpan(Protocol):
    """The span of one operation, while it is executed (操作跨度)."""

    def told(
        self, name: str, described: Described, request: str, way: str, codes: Iterable[str]
    ) -> None:
        """Tell what the operation was, and the codes of its errors.

        Args:
            name: Its name, one of a few.
            described: What kind it is, how deep, and what it may cost.
            request: Number under which the log knows it.
            way: How it came: a method of HTTP, or a protocol.
            codes: Codes of its errors.
        """
        ...


class Spans(Protocol):
    """Records spans (链路追踪)."""

    @property
    def observer(self) -> Observer:
        """What a store tells of each statement, in the task that sent it."""
        ...

    def operation(self, came: Mapping[str, str] | None) -> AbstractContextManager[OperationSpan]:
        """Open the span of an operation; statements inside become spans below it.

        Args:
            came: Headers of its request, which may name the span above it.
        """
        ...

    def close(self) -> None:
        """Send what waits, and record no more."""
        ...
