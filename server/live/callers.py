"""Who subscribes (订阅者): the one place that decides who may connect.

A page of another site can open a WebSocket to this machine, and the browser asks nobody, so
the origin is checked (cross-site WebSocket hijacking).
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from server.protection import is_own_host

__all__ = ["may_connect"]


def may_connect(headers: Headers) -> bool:
    """Tell whether a connection comes from a page of this server, or from no page at all."""
    host = headers.get("host", "").lower()
    origin = headers.get("origin")
    return is_own_host(host) and (origin is None or urlsplit(origin).netloc.lower() == host)
