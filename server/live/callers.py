"""Who subscribes (订阅者): the one place that decides who may connect, and for how long.

A page of another site can open a WebSocket to this machine, and the browser asks nobody, so
the origin is checked (cross-site WebSocket hijacking). With accounts a token is shown too.
"""

import asyncio
import time
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from schema.caller import Caller
from server.protection import is_own_host
from server.verifying import UnauthenticatedError

__all__ = ["lapsed", "may_connect"]

_LOOK: Final = 30.0
"""Longest time between two looks at the clock, which may be set [s]."""


def may_connect(headers: Headers, *, anywhere: bool = False) -> bool:
    """Tell whether a connection comes from a page of this server, or from no page at all.

    Args:
        headers: Of its request.
        anywhere: Whether the server may be reached by any name, since tokens are asked for.
    """
    host = headers.get("host", "").lower()
    origin = headers.get("origin")
    known = anywhere or is_own_host(host)
    return known and (origin is None or urlsplit(origin).netloc.lower() == host)


async def lapsed(caller: Caller | None) -> UnauthenticatedError:
    """Return why a caller may listen no longer, once their token has expired."""
    if caller is None or caller.expires is None:
        await asyncio.Event().wait()
    while caller and caller.expires and (left := caller.expires - time.time()) > 0:  # noqa: ASYNC110 - only the clock tells
        await asyncio.sleep(min(left, _LOOK))
    return UnauthenticatedError(
        "expired",
        zh="令牌已过期，订阅结束；请换新令牌后带续传令牌重连。",
        en="The token has expired, which ends the subscription; come back with a new one.",
    )
