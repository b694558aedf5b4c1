"""Metrics (运行指标): what Prometheus reads at ``/metrics``.

A client names its operations, so names are counted apart only as long as there are few; all
others share one. Nothing that a client sends is ever a label otherwise.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from server.executing import Described
from server.spans import Spans
from server.verifying import UnauthenticatedError, Verifier

__all__ = ["Measured", "Metrics", "show"]

_MOST_NAMES: Final = 100
_LONGEST_NAME: Final = 60
_OTHERS: Final = "(others)"
_UNNAMED: Final = "(unnamed)"
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_BYTES: Final = tuple(4.0**k for k in range(4, 13))
_COSTS: Final = (10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000)
_FIELDS: Final = (1, 2, 3, 4, 6, 8, 10, 15, 20)


@dataclass(slots=True)
class Measured:
    """What one operation took of the database (数据库用量).

    Attributes:
        statements: Statements that were sent.
        seconds: Their time, one added to the other [s].
    """

    statements: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is counted of operations of one name."""

    duration: Histogram
    size: Histogram
    depth: Histogram
    cost: Histogram
    database: Histogram
    statements: Counter


_CURRENT: Final[ContextVar[Measured | None]] = ContextVar("measured", default=None)


class Metrics:
    """Counts and times of one server (运行指标); a registry of its own.

    Attributes:
        registry: What Prometheus reads.
        spans: Where spans go; None where nothing is traced.
    """

    def __init__(self, spans: Spans | None = None) -> None:
        self.registry, self.spans = CollectorRegistry(), spans
        self._names: set[str] = set()
        self._counts: dict[str, _Counts] = {}
        self._duration = self._histogram("duration_seconds", "Time of an operation", _SECONDS)
        self._size = self._histogram("response_bytes", "Size of a response", _BYTES)
        self._depth = self._histogram("depth", "Fields within fields", _FIELDS)
        self._cost = self._histogram("cost", "Cost by the prices of the schema", _COSTS)
        self._database = self._histogram(
            "database_seconds", "Time of the statements of an operation", _SECONDS
        )
        self._statements = self._counter("statements", "Statements that operations sent")
        self._errors = Counter(
            "custody_operation_errors",
            "Errors that operations were answered with",
            ["operation", "code"],
            registry=self.registry,
        )
        self.subscriptions = Gauge(
            "custody_subscriptions", "Subscriptions open", ["field"], registry=self.registry
        )
        self.events = Counter(
            "custody_events", "Events sent to subscribers", ["field"], registry=self.registry
        )

    def _histogram(self, name: str, doc: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(
            f"custody_operation_{name}",
            doc,
            ["operation"],
            buckets=buckets,
            registry=self.registry,
        )

    def _counter(self, name: str, doc: str) -> Counter:
        return Counter(f"custody_operation_{name}", doc, ["operation"], registry=self.registry)

    def named(self, name: str | None) -> str:
        """Return the label of an operation; a name beyond the first hundred is one of others."""
        if not name:
            return _UNNAMED
        if name not in self._names:
            if len(self._names) >= _MOST_NAMES or len(name) > _LONGEST_NAME:
                return _OTHERS
            self._names.add(name)
        return name

    def executed(self, name: str, seconds: float, described: Described, used: Measured) -> None:
        """Count an operation that was executed."""
        counts = self._of_name(name)
        counts.duration.observe(seconds)
        counts.depth.observe(described.depth)
        counts.cost.observe(described.cost)
        counts.database.observe(used.seconds)
        counts.statements.inc(used.statements)

    def answered(self, name: str, size: int, response: Mapping[str, Any]) -> None:
        """Count a response and its errors."""
        self._of_name(name).size.observe(size)
        for error in response.get("errors") or ():
            self._errors.labels(name, error["extensions"]["code"]).inc()

    def _of_name(self, name: str) -> _Counts:
        """Return what is counted of operations of a name, looked up once."""
        found = self._counts.get(name)
        if found is None:
            found = self._counts[name] = _Counts(
                self._duration.labels(name),
                self._size.labels(name),
                self._depth.labels(name),
                self._cost.labels(name),
                self._database.labels(name),
                self._statements.labels(name),
            )
        return found

    @contextmanager
    def measuring(self) -> Iterator[Measured]:
        """Gather what the statements inside take of the database."""
        used = Measured()
        token = _CURRENT.set(used)
        try:
            yield used
        finally:
            _CURRENT.reset(token)

    @property
    def observer(self) -> Callable[[str, float], None]:
        """What the store tells of each statement, in the task that sent it."""
        return _observed


def _observed(_: str, seconds: float) -> None:
    used = _CURRENT.get()
    if used is not None:
        used.statements += 1
        used.seconds += seconds


async def show(request: Request) -> Response:
    """Answer with all metrics in the text format of Prometheus; with accounts, to a token."""
    verifier: Verifier | None = request.app.state.verifier
    if verifier is not None:
        try:
            await verifier.caller(request.headers.get("authorization"))
        except UnauthenticatedError as error:
            said = f"{error.zh} / {error.en}\n"
            headers = {"www-authenticate": 'Bearer realm="custody"'}
            return PlainTextResponse(said, HTTPStatus.UNAUTHORIZED, headers)
    metrics: Metrics = request.app.state.metrics
    return Response(
        generate_latest(metrics.registry), headers={"content-type": CONTENT_TYPE_LATEST}
    )
