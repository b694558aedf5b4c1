"""What every response carries and every request must show (安全响应头与主机校验).

The page may load nothing from another host, no other site may frame it or read its answers,
and a name that an attacker points at this machine is refused (DNS rebinding).
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Protection", "is_own_host"]

HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; object-src 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

_ENCODED: Final = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_HOSTS: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Protection:
    """Middleware that guards the whole application (防护中间件).

    A response that states a header of its own keeps it.
    """

    def __init__(self, app: ASGIApp, *, anywhere: bool = False) -> None:
        """Guard an application.

        Args:
            app: The application.
            anywhere: Whether it may be reached by any name: only where every caller shows a token,
                which a page of another site does not have.
        """
        self._app, self._anywhere = app, anywhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, unless it was meant for another host."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                stated = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(header for header in _ENCODED if header[0] not in stated),
                ]
            await send(message)

        if not self._anywhere and not is_own_host(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse(
                "请用 http://127.0.0.1 访问。 / Use http://127.0.0.1.",
                status_code=HTTPStatus.MISDIRECTED_REQUEST,
            )
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def is_own_host(header: str) -> bool:
    """Tell whether a Host header names this machine."""
    return _host(header) in _HOSTS


def _host(header: str) -> str:
    """Return the host of a Host header without its port.

    >>> _host("127.0.0.1:8000"), _host("[::1]:8000"), _host("evil.example")
    ('127.0.0.1', '[::1]', 'evil.example')
    """
    return header.rpartition(":")[0] if header[header.rfind("]") + 1 :].count(":") else header
