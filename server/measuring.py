"""Measuring operations (操作计量): what each took, for the metrics and for the log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from time import perf_counter

from schema.caller import Caller
from server.executing import Executor, Outcome, Request
from server.logs import request_log
from server.metrics import Metrics

__all__ = ["logged", "measured"]


async def measured(
    executor: Executor,
    metrics: Metrics,
    request: Request,
    way: str,
    caller: Caller | None = None,
    *,
    came: Mapping[str, str] | None = None,
) -> tuple[Outcome, str]:
    """Execute a request; return what came of it, and the name under which it is counted.

    Args:
        executor: What executes it.
        metrics: Where it is counted.
        request: What is asked.
        way: How it came: a method of HTTP, or a protocol.
        caller: Who asks; None without accounts.
        came: Headers of a request over HTTP, which may name a span above it.
    """
    began = perf_counter()
    tracing = metrics.spans.operation(came) if metrics.spans else nullcontext()
    with metrics.measuring() as used, tracing as span:
        outcome = await executor.execute(request, caller)
        described = executor.intake.described(request)
        name = metrics.named(described.name)
        codes = [e["extensions"]["code"] for e in outcome.response.get("errors") or ()]
        if span is not None:
            span.told(name, described, request.id, way, codes)
    seconds = perf_counter() - began
    metrics.executed(name, seconds, described, used)
    request_log(
        "operation",
        requestId=request.id,
        operation=name,
        way=way,
        seconds=round(seconds, 6),
        statements=used.statements,
        databaseSeconds=round(used.seconds, 6),
        depth=described.depth,
        cost=described.cost,
        errors=codes,
    )
    return outcome, name


@contextmanager
def logged(request: Request, field: str, way: str) -> Iterator[None]:
    """Tell of a subscription when it begins and when it ends."""
    began = perf_counter()
    request_log("subscribed", requestId=request.id, field=field, way=way)
    try:
        yield
    finally:
        seconds = round(perf_counter() - began, 3)
        request_log("unsubscribed", requestId=request.id, field=field, way=way, seconds=seconds)
