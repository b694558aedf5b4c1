"""Serving over HTTP (服务): a server that stops in order, and its address."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import uvicorn
from starlette.applications import Starlette

from server.live.admission import BOUNDS
from server.together import Together

__all__ = ["Serving", "serving"]

_GRACE: Final = 5
"""How long requests may take to end once the server is told to stop [s]."""
_AT_ONCE: Final = 256
"""Requests served at once; more are told to come again."""
_TICK: Final = 0.02
_STOPPING: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Serving:
    """A server that answers (运行中的服务)."""

    def __init__(self, server: uvicorn.Server, task: "asyncio.Task[None]", port: int) -> None:
        self._server = server
        self._task = task
        self.url = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """Tell it to end."""
        self._server.should_exit = True

    async def ended(self) -> None:
        """Return when it has ended."""
        await asyncio.shield(self._task)


@asynccontextmanager
async def serving(app: Starlette, listening: socket.socket) -> AsyncIterator[Serving]:
    """Serve an application while the context is open; signals to stop end it in order."""
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="on",
            limit_concurrency=_AT_ONCE,
            server_header=False,
            proxy_headers=False,  # nothing here asks where a request came from
            timeout_graceful_shutdown=_GRACE,
            http=Together,
            ws="websockets-sansio",
            ws_max_size=BOUNDS.message,
            ws_ping_interval=None,
        ),
        app,
    )
    task = asyncio.create_task(server.serve(sockets=[listening]))
    with _stopping(server):
        try:
            while not (server.started or task.done()):  # noqa: ASYNC110 - uvicorn has no event
                await asyncio.sleep(_TICK)
            if task.done():
                task.result()
            yield Serving(server, task, listening.getsockname()[1])
        finally:
            server.should_exit = True
            with contextlib.suppress(asyncio.CancelledError):
                await task


class _Server(uvicorn.Server):
    """Leaves signals to us, and ends subscriptions before it waits for requests to end.

    uvicorn would raise signals again before the store is closed.
    """

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop in order."""
        await self._app.state.live.end()
        await super().shutdown(sockets)


@contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """Let the signals that end a process end the server, and it alone."""
    signals = [getattr(signal, name) for name in _STOPPING if hasattr(signal, name)]
    before = {each: signal.signal(each, server.handle_exit) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
