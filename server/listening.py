"""The socket to listen on (监听端口)."""

import socket
from typing import Final

from server.errors import PortBusyError
from server.settings import DEFAULT_PORT, Settings

__all__ = ["listen"]

_BACKLOG: Final = 128


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say.

    Without a port in the settings it is the default one, or else any that is free.

    Raises:
        PortBusyError: If the port that the settings name is taken.
    """
    if settings.port is None:
        try:
            return _bound(settings.host, DEFAULT_PORT)
        except OSError:
            return _bound(settings.host, 0)
    try:
        return _bound(settings.host, settings.port)
    except OSError as error:
        raise PortBusyError(settings.host, settings.port) from error


def _bound(host: str, port: int) -> socket.socket:
    listening = socket.create_server((host, port), backlog=_BACKLOG)
    # Connections inherit it: else an answer waits some 40 ms for word that its head has come.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
