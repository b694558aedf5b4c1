"""Tracing (链路追踪): operations and their statements as spans of OpenTelemetry.

This is the only module that imports it, and is itself imported only if the settings ask for it. A
span holds what the log holds of an operation, and of a statement its text: values travel as
parameters, and neither those nor variables, documents, answers, names of callers or words of errors
are told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from threading import Timer
from time import time_ns
from typing import Final

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from graph.store.port import Observer
from server.executing import Described

__all__ = ["Tracing", "exporting"]

_OURS: Final = "INTERNAL_ERROR"
_NANO: Final = 1e9
_PATIENCE: Final = 2.0
"""How long a server that stops waits for a collector [s]."""


class Tracing:
    """Records spans through a provider of its own (链路追踪); nothing global is set.

    Args:
        processor: Takes the spans.
        give_up: Lets it no longer try to be rid of them, where it may try for long.
    """

    def __init__(self, processor: SpanProcessor, give_up: Callable[[], None] | None = None) -> None:
        resource = Resource.create({"service.name": "custody", "service.version": _version()})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(processor)
        self._give_up = give_up
        self._tracer = self._provider.get_tracer("custody")
        self._above = TraceContextTextMapPropagator()

    @property
    def observer(self) -> Observer:
        """What a store tells of each statement, in the task that sent it."""
        return self._stated

    @contextmanager
    def operation(self, came: Mapping[str, str] | None) -> Iterator["_Operation"]:
        """Open the span of an operation; statements inside become spans below it."""
        above = self._above.extract(came, context=Context()) if came else Context()
        with self._tracer.start_as_current_span(
            "operation",
            context=above,
            kind=SpanKind.SERVER,
            record_exception=False,  # its words may hold anything
            set_status_on_exception=False,
        ) as span:
            yield _Operation(span)

    def close(self) -> None:
        """Send what waits, for so long, and record no more."""
        if self._give_up is None:
            self._provider.shutdown()
            return
        patience = Timer(_PATIENCE, self._give_up)
        patience.start()
        self._provider.shutdown()
        patience.cancel()

    def _stated(self, statement: str, seconds: float) -> None:
        """Record a statement that has ended, if it is part of an operation."""
        if not get_current_span().is_recording():
            return
        ended = time_ns()
        word = statement.split(maxsplit=1)[0] if statement else "statement"
        span = self._tracer.start_span(
            word,
            kind=SpanKind.CLIENT,
            attributes={"db.query.text": statement, "db.operation.name": word},
            start_time=ended - int(seconds * _NANO),
        )
        span.end(end_time=ended)


class _Operation:
    """The span of one operation (操作跨度)."""

    def __init__(self, span: Span) -> None:
        self._span = span

    def told(
        self, name: str, described: Described, request: str, way: str, codes: Iterable[str]
    ) -> None:
        """Tell what the operation was, and the codes of its errors."""
        kind = described.kind or "operation"
        self._span.update_name(f"{kind} {name}")
        self._span.set_attributes(
            {
                "graphql.operation.name": name,
                "graphql.operation.type": kind,
                "custody.request": request,
                "custody.way": way,
                "custody.depth": described.depth,
                "custody.cost": described.cost,
            }
        )
        found = sorted(set(codes))
        if found:
            self._span.set_attribute("custody.errors", found)
        if _OURS in found:
            self._span.set_status(StatusCode.ERROR)


def exporting() -> Tracing:
    """Return tracing that sends spans by OTLP over HTTP, as the variables ``OTEL_…`` say where."""
    exporter = OTLPSpanExporter()
    return Tracing(BatchSpanProcessor(exporter), exporter.shutdown)


def _version() -> str:
    return version("custody")
