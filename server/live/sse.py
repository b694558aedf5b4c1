"""Subscriptions over server-sent events (SSE 订阅): GraphQL over SSE, distinct connections.

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md. A stream that the server
ends without ``complete`` is one to come back to, with the last token.
"""

from collections.abc import AsyncGenerator
from contextlib import ExitStack, aclosing
from typing import Final

import orjson
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from schema.caller import Caller
from server.executing import Executor, Request
from server.live.admission import Admission
from server.measuring import logged, measured
from server.presenting import told
from server.verifying import UnauthenticatedError

__all__ = ["EVENT_STREAM", "stream"]

EVENT_STREAM: Final = "text/event-stream"
_WAY: Final = "sse"
_HEARTBEAT: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata:\n\n"


def stream(
    executor: Executor, admission: Admission, request: Request, caller: Caller | None = None
) -> StreamingResponse:
    """Answer with the events of a subscription, or with the one answer of another operation.

    Raises:
        TooManySubscriptionsError: If no more may listen.
        TooManyOperationsError: If the caller asks too much at once.
        TooCostlyLatelyError: If the caller has asked too much lately.
    """
    field = executor.intake.subscribed(request)
    with ExitStack() as taking:
        charge = executor.intake.charge(request)
        if field is None:
            taking.enter_context(admission.operating(caller, charge))
        else:
            taking.enter_context(admission.connected())
            taking.enter_context(admission.subscribed(field, caller, cost=charge))
            taking.enter_context(logged(request, field, _WAY))
        places = taking.pop_all()
    return _Streaming(
        places,
        _events(executor, admission, request, field, caller),
        headers={
            "content-type": f"{EVENT_STREAM}; charset=utf-8",
            "cache-control": "no-store",
            "x-accel-buffering": "no",
            "x-request-id": request.id,
        },
    )


class _Streaming(StreamingResponse):
    """A stream that gives its places back, however it ends."""

    def __init__(
        self, places: ExitStack, content: AsyncGenerator[bytes], headers: dict[str, str]
    ) -> None:
        super().__init__(content, headers=headers)
        self._places, self._content = places, content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        with self._places:
            async with aclosing(self._content):
                await super().__call__(scope, receive, send)


async def _events(
    executor: Executor,
    admission: Admission,
    request: Request,
    field: str | None,
    caller: Caller | None,
) -> AsyncGenerator[bytes]:
    if field is None:
        outcome, _ = await measured(executor, admission.metrics, request, _WAY, caller)
        yield _next(outcome.response)
        yield _COMPLETE
        return
    yield _HEARTBEAT
    events = admission.until_end(executor.subscribe(request, caller), caller)
    try:
        async with aclosing(events) as coming:
            async for come in coming:
                if come is None:
                    yield _HEARTBEAT
                    continue
                yield _next(come.response)
                admission.sent(field)
    except UnauthenticatedError as error:
        yield _next({"errors": [told(error)]})
    if not admission.ended:
        yield _COMPLETE


def _next(response: object) -> bytes:
    return b"event: next\ndata: " + orjson.dumps(response) + b"\n\n"
