"""Health (健康检查): whether the process lives, and whether its database answers."""

import asyncio
from http import HTTPStatus
from time import perf_counter
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph.cypher import question
from graph.errors import CustodyError
from graph.store.errors import StatementTimeoutError
from graph.store.port import Store
from server.presenting import code_of

__all__ = ["live", "ready"]

_TRIVIAL: Final = "lookup/is_empty"
_PATIENCE: Final = 5.0
"""How long the database may take to answer the simplest question [s]."""


async def live(_: Request) -> Response:
    """Say that the process lives."""
    return JSONResponse({"status": "live"})


async def ready(request: Request) -> Response:
    """Say which database answers and how fast; 503 if it does not, or if the server is ending."""
    if request.app.state.live.ended:
        return _unready({"code": "STOPPING", "zh": "服务正在停止。", "en": "It is stopping."})
    store: Store = request.app.state.store
    began = perf_counter()
    try:
        async with asyncio.timeout(_PATIENCE):
            await store.read(question(_TRIVIAL).text, {"limit": 1})
    except TimeoutError:
        return _refused(StatementTimeoutError(_PATIENCE), store)
    except CustodyError as error:
        return _refused(error, store)
    seconds = round(perf_counter() - began, 4)
    return JSONResponse({"status": "ready", "engine": store.engine, "seconds": seconds})


def _refused(error: CustodyError, store: Store) -> Response:
    body = {"code": code_of(error), "zh": error.zh, "en": error.en}
    return _unready({"engine": store.engine, **body})


def _unready(body: dict[str, Any]) -> Response:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"status": "unready", **body}, status_code=status)
