"""Leases on the embedded engine (引擎租约): it lives as long as somebody needs it.

A user opens a connection to the keeper, says the token and keeps the connection open. The
system closes it when the user ends, in whatever way; after the last one the keeper ends too.
"""

import asyncio
import hmac
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

__all__ = ["Leases", "take_lease"]

_HOST: Final = "127.0.0.1"
_GRANTED: Final = b"granted\n"
_HANDSHAKE: Final = 5.0
"""Longest time to say the token, or to answer it [s]."""


def take_lease(port: int, token: str) -> socket.socket | None:
    """Take a lease; it lasts until the connection is closed.

    Returns:
        The connection, or None if the keeper is about to end.
    """
    try:
        connection = socket.create_connection((_HOST, port), timeout=_HANDSHAKE)
    except OSError:
        return None
    try:
        connection.sendall(token.encode() + b"\n")
        if connection.recv(len(_GRANTED), socket.MSG_WAITALL) == _GRANTED:
            connection.settimeout(None)
            return connection
    except OSError:
        pass
    connection.close()
    return None


class Leases:
    """The leases that a keeper has granted (租约登记).

    Args:
        token: What a user must say.
        grace: How long the engine waits for another user after the last one [s].
        patience: How long it waits for the first one [s].
    """

    def __init__(self, token: str, *, grace: float = 1.0, patience: float = 20.0) -> None:
        self._token = token.encode()
        self._grace = grace
        self._patience = patience
        self._held = 0
        self._ended = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """Grant leases while it is open, at the port that it yields."""
        server = await asyncio.start_server(self._serve, _HOST, 0)
        self._wait(self._patience)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            self._ended.set()
            server.close()

    async def last(self) -> None:
        """Return when nobody needs the engine any more; none is granted after that."""
        await self._ended.wait()

    def _wait(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._ended.set)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_HANDSHAKE):
                said = await reader.readline()
            if hmac.compare_digest(said.rstrip(), self._token) and not self._ended.is_set():
                await self._grant(reader, writer)
        except (OSError, ValueError):
            pass  # the user is gone, slow, or no user of ours: nothing was granted or all is over
        finally:
            writer.close()

    async def _grant(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._held += 1
        if self._timer is not None:
            self._timer.cancel()
        try:
            writer.write(_GRANTED)
            while await reader.read(64):
                pass
        finally:
            self._held -= 1
            if self._held == 0:
                self._wait(self._grace)
