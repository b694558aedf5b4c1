"""Health (健康检查): whether the process lives, and whether its database answers."""

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph.cypher import question
from graph.errors import CustodyError
from graph.store.port import Store
from server.presenting import code_of

__all__ = ["live", "ready"]

_TRIVIAL: Final = "lookup/is_empty"


async def live(_: Request) -> Response:
    """Say that the process lives."""
    return JSONResponse({"status": "live"})


async def ready(request: Request) -> Response:
    """Say whether the database answers; 503 if it does not."""
    store: Store = request.app.state.store
    try:
        await store.read(question(_TRIVIAL).text, {"limit": 1})
    except CustodyError as error:
        body = {"status": "unready", "code": code_of(error), "zh": error.zh, "en": error.en}
        return JSONResponse(body, status_code=HTTPStatus.SERVICE_UNAVAILABLE)
    return JSONResponse({"status": "ready", "engine": store.engine})
