"""Errors as clients see them (错误呈现): what a person can act on, and nothing else.

An exception that was not raised on purpose may hold anything, a password among it; the
client gets a request number, and the log gets the exception.
"""

import logging
import re
from collections.abc import Iterable
from typing import Any, Final

from graphql import GraphQLError

from graph.errors import CustodyError

__all__ = ["bounds_of", "code_of", "internal_error", "not_streamed", "presented", "told"]

_LOG: Final = logging.getLogger("custody.server")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def code_of(error: CustodyError) -> str:
    """Return the code of an error: its class in upper snake case.

    >>> from graph.store.errors import StatementTimeoutError
    >>> code_of(StatementTimeoutError(30))
    'STATEMENT_TIMEOUT'
    """
    return _HUMP.sub("_", type(error).__name__.removesuffix("Error")).upper()


def told(error: CustodyError) -> dict[str, Any]:
    """Return an error of ours as a response shows it."""
    said = {"code": code_of(error), "zh": error.zh, "en": error.en}
    return {"message": error.zh, "extensions": {**said, **bounds_of(error)}}


def bounds_of(error: CustodyError) -> dict[str, int | str]:
    """Return the limit that was exceeded, what was asked and a hint, if an error is about that."""
    found = {name: getattr(error, name, None) for name in ("limit", "asked", "hint")}
    return {name: value for name, value in found.items() if isinstance(value, int | str)}


def presented(errors: Iterable[GraphQLError], request_id: str) -> list[dict[str, Any]]:
    """Return errors as the response shows them."""
    return [_presented(error, request_id) for error in errors]


def internal_error(request_id: str) -> dict[str, Any]:
    """Return what the client is told of an exception that nobody foresaw."""
    zh = f"服务器内部错误，请把请求号 {request_id} 告诉维护人员。"
    en = f"Internal error; quote request {request_id} to whoever runs this server."
    extensions = {"code": "INTERNAL_ERROR", "zh": zh, "en": en, "requestId": request_id}
    return {"message": f"{zh} / {en}", "extensions": extensions}


def not_streamed() -> GraphQLError:
    """Return the error of a subscription that is asked for one answer."""
    zh = "订阅没有单一的答案：请以 Accept: text/event-stream 或 WebSocket 接收。"
    en = "A subscription has no single answer: ask for text/event-stream, or by WebSocket."
    extensions = {"code": "SUBSCRIPTION_NOT_STREAMED", "zh": zh, "en": en}
    return GraphQLError(f"{zh} / {en}", extensions=extensions)


def _presented(error: GraphQLError, request_id: str) -> dict[str, Any]:
    cause = _cause(error)
    place = {key: value for key, value in error.formatted.items() if key in ("locations", "path")}
    if isinstance(cause, CustodyError):
        return {**told(cause), **place}
    if cause is None or not error.path:
        # GraphQL itself says so, of the client's own text and variables.
        return {"message": error.message, **place, "extensions": _extensions(error)}
    _LOG.error("request %s failed", request_id, exc_info=cause)
    return {**internal_error(request_id), **place}


def _extensions(error: GraphQLError) -> dict[str, Any]:
    said = {
        "code": "BAD_USER_INPUT",
        "zh": f"查询有误：{error.message}",
        "en": f"The query is not valid: {error.message}",
    }
    return {**said, **(error.extensions or {})}


def _cause(error: GraphQLError) -> Exception | None:
    """Return the exception behind an error; None if GraphQL itself raised it."""
    cause: Exception | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause
