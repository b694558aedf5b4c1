"""Subscriptions over WebSocket (WebSocket 订阅): the protocol graphql-transport-ws.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md. The older protocol, called
graphql-ws, is not spoken. Frames are text.
"""

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import aclosing, suppress
from typing import Any, Final

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from schema.caller import Caller
from server.bodies import wants_cost
from server.documents import document_id
from server.executing import Executor, Request
from server.limits import Limits
from server.live.admission import (
    Admission,
    TooManyOperationsError,
    TooManySubscriptionsError,
)
from server.live.allowance import TooCostlyLatelyError
from server.live.callers import lapsed, may_connect
from server.measuring import logged, measured
from server.nesting import nesting
from server.presenting import told
from server.verifying import UnauthenticatedError, Verifier

__all__ = ["PROTOCOL", "connect"]

PROTOCOL: Final = "graphql-transport-ws"
_WAY: Final = "websocket"
_FORBIDDEN: Final = 1008
_LEAVING: Final = 1001
_FULL: Final = 1013
_MOST_IDS: Final = 100
_FAULTY: Final = 4400
_UNAUTHORISED: Final = 4401
_REFUSED: Final = 4403
_NO_HELLO: Final = 4408
_TWICE: Final = 4409
_HELLO_TWICE: Final = 4429
_BAD_PROTOCOL: Final = 4406


class _ClosedError(Exception):
    """The connection is to be closed, with a code and why."""

    def __init__(self, code: int, reason: str) -> None:
        self.code, self.reason = code, reason
        super().__init__(reason)


async def connect(socket: WebSocket) -> None:
    """Serve one connection to its end."""
    admission: Admission = socket.app.state.live
    verifier: Verifier | None = socket.app.state.verifier
    known = may_connect(socket.headers, anywhere=verifier is not None)
    if not known or admission.ended:
        await socket.close(_FORBIDDEN)
        return
    if PROTOCOL not in socket.scope["subprotocols"]:
        await socket.accept()
        await socket.close(_BAD_PROTOCOL, "Subprotocol not acceptable")
        return
    await socket.accept(PROTOCOL)
    try:
        with admission.connected():
            await _Connection(socket, socket.app.state.executor, admission, verifier).serve()
    except TooManySubscriptionsError as error:
        await socket.close(_FULL, error.en)


class _Connection:
    """One connection: its hello, who said it, and its subscriptions by their ids."""

    def __init__(
        self,
        socket: WebSocket,
        executor: Executor,
        admission: Admission,
        verifier: Verifier | None,
    ) -> None:
        self._socket, self._executor, self._admission = socket, executor, admission
        self._verifier = verifier
        self._limits: Limits = socket.app.state.limits
        self._caller: Caller | None = None
        self._hello = False
        self._greeted = asyncio.Event()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._sending = asyncio.Lock()

    async def serve(self) -> None:
        """Listen until one side ends it; then end every subscription."""
        beating = asyncio.create_task(self._beat())
        listening = asyncio.create_task(self._listen())
        lapsing = asyncio.create_task(self._lapse())
        lives = (listening, beating, lapsing)
        try:
            await asyncio.wait(lives, return_when=asyncio.FIRST_COMPLETED)
            next(life for life in lives if life.done()).result()
        except _ClosedError as error:
            await self._close(error)
        except (WebSocketDisconnect, RuntimeError):
            pass  # the client is gone; Starlette says the latter of a socket that is closed
        finally:
            tasks = (*lives, *self._tasks.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _close(self, error: _ClosedError) -> None:
        if self._socket.application_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, WebSocketDisconnect):
                await self._socket.close(error.code, error.reason)

    async def _beat(self) -> None:
        """Refuse a client that says nothing; then show a sign of life, until the server ends."""
        bounds = self._admission.bounds
        if not await self._admission.ending(bounds.init) and not self._greeted.is_set():
            raise _ClosedError(_NO_HELLO, "Connection initialisation timeout")
        while not await self._admission.ending(bounds.heartbeat):
            await self._send({"type": "ping"})
        raise _ClosedError(_LEAVING, "Going away")

    async def _lapse(self) -> None:
        """End the connection when the token of who opened it expires."""
        await self._greeted.wait()
        await lapsed(self._caller)
        raise _ClosedError(_REFUSED, "Token expired")

    async def _listen(self) -> None:
        while True:
            await self._heard(await self._message())

    async def _message(self) -> Mapping[str, Any]:
        event = await self._socket.receive()
        if event["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(event.get("code", 1000))
        text = event.get("text")
        try:
            message = orjson.loads(text) if text is not None else None
        except orjson.JSONDecodeError:
            message = None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise _ClosedError(_FAULTY, "Invalid message")
        return message

    async def _heard(self, message: Mapping[str, Any]) -> None:
        match message["type"]:
            case "connection_init":
                await self._greet(message.get("payload"))
            case "ping":
                await self._send({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._subscribe(message)
            case "complete":
                if task := self._tasks.pop(str(message.get("id")), None):
                    task.cancel()
            case _:
                raise _ClosedError(_FAULTY, "Invalid message type")

    async def _greet(self, payload: object) -> None:
        if self._hello:
            raise _ClosedError(_HELLO_TWICE, "Too many initialisation requests")
        self._hello = True
        if self._verifier is not None:
            header = _authorization(payload) or self._socket.headers.get("authorization")
            try:
                self._caller = await self._verifier.caller(header)
            except UnauthenticatedError as error:
                raise _ClosedError(_REFUSED, f"Forbidden: {error.reason}") from error
        self._greeted.set()
        await self._send({"type": "connection_ack"})

    def _subscribe(self, message: Mapping[str, Any]) -> None:
        if not self._greeted.is_set():
            raise _ClosedError(_UNAUTHORISED, "Unauthorized")
        name, request = message.get("id"), _request(message.get("payload"), self._limits)
        if not isinstance(name, str) or not name or len(name) > _MOST_IDS or request is None:
            raise _ClosedError(_FAULTY, "Invalid message")
        if name in self._tasks:
            raise _ClosedError(_TWICE, f"Subscriber for {name} already exists")
        others = len(self._tasks)
        self._tasks[name] = asyncio.create_task(self._answer(name, request, others))

    async def _answer(self, name: str, request: Request, others: int) -> None:
        try:
            await self._answered(name, request, others)
        except (
            TooManySubscriptionsError,
            TooManyOperationsError,
            TooCostlyLatelyError,
        ) as error:
            await self._send({"id": name, "type": "error", "payload": [told(error)]})
        finally:
            if self._tasks.get(name) is asyncio.current_task():
                del self._tasks[name]

    async def _answered(self, name: str, request: Request, others: int) -> None:
        field = self._executor.intake.subscribed(request)
        charge = self._executor.intake.charge(request)
        listening = charge if field is not None else 0
        with self._admission.subscribed(field or "(query)", self._caller, others, listening):
            if field is None:
                metrics = self._admission.metrics
                with self._admission.operating(self._caller, charge):
                    outcome, _ = await measured(
                        self._executor, metrics, request, _WAY, self._caller
                    )
                lasts = await self._next(name, outcome.response, executed=outcome.executed)
            else:
                with logged(request, field, _WAY):
                    lasts = await self._follow(name, request, field)
            if lasts and not self._admission.ended:
                await self._send({"id": name, "type": "complete"})

    async def _follow(self, name: str, request: Request, field: str) -> bool:
        """Send events as they come; False if an error ended the subscription."""
        coming = self._admission.until_end(self._executor.subscribe(request, self._caller))
        async with aclosing(coming) as outcomes:
            async for come in outcomes:
                if come is None:
                    continue
                if not await self._next(name, come.response, executed=come.executed):
                    return False
                self._admission.sent(field)
        return True

    async def _next(self, name: str, response: Mapping[str, Any], *, executed: bool) -> bool:
        """Send a result; False if it was the error that ends the subscription."""
        if not executed:
            await self._send({"id": name, "type": "error", "payload": response["errors"]})
            return False
        await self._send({"id": name, "type": "next", "payload": response})
        return True

    async def _send(self, message: Mapping[str, Any]) -> None:
        async with self._sending:
            await self._socket.send_text(orjson.dumps(message).decode())


def _request(payload: object, limits: Limits) -> Request | None:
    """Return the request of a message; None if it is none."""
    if not isinstance(payload, dict):
        return None
    query, variables = payload.get("query"), payload.get("variables")
    operation, document = payload.get("operationName"), document_id(payload)
    if query is None and document is not None:
        query = ""
    if not (
        isinstance(query, str)
        and isinstance(variables, dict | None)
        and isinstance(operation, str | None)
        and nesting(variables) <= limits.nesting
    ):
        return None
    return Request(
        query=query,
        variables=variables or {},
        operation=operation,
        id=secrets.token_hex(8),
        document=document,
        priced=wants_cost(payload.get("extensions")),
    )


def _authorization(payload: object) -> str | None:
    """Return the token in a hello, under the name of the header, however that is written."""
    for name, value in payload.items() if isinstance(payload, dict) else ():
        if isinstance(name, str) and name.lower() == "authorization" and isinstance(value, str):
            return value
    return None
