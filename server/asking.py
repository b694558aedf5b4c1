"""Requests over HTTP (请求读取): from bytes to what is asked, every fault with its status.

GraphQL over HTTP, https://graphql.github.io/graphql-over-http/draft/.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.requests import Request as HttpRequest

from graph.errors import CustodyError
from server.documents import document_id
from server.executing import Request
from server.limits import LIMITS, Limits, nesting

__all__ = ["BadRequestError", "RequestTooLargeError", "read_request", "wants_cost"]

_JSON: Final = "application/json"


class BadRequestError(CustodyError):
    """A request over HTTP that is none (请求格式有误).

    Attributes:
        status: Status of the answer.
    """

    def __init__(self, status: HTTPStatus, *, zh: str, en: str) -> None:
        self.status = status
        super().__init__(zh=zh, en=en)


class RequestTooLargeError(BadRequestError):
    """A request over HTTP that is too large to be read (请求过大).

    Attributes:
        limit: The limit that was exceeded.
        asked: What was asked: as much of it as was read.
    """

    def __init__(self, status: HTTPStatus, *, zh: str, en: str, limit: int, asked: int) -> None:
        self.limit, self.asked = limit, asked
        self.hint = "缩小请求，分几次发送 / make it smaller, or send several"
        super().__init__(status, zh=zh, en=en)


async def read_request(http: HttpRequest, request_id: str, limits: Limits = LIMITS) -> Request:
    """Return what is asked.

    Raises:
        BadRequestError: If it is no well-formed request; its status says how.
    """
    given = _of_query_string(http) if http.method == "GET" else await _of_body(http, limits)
    query, variables = given.get("query"), given.get("variables")
    operation, extensions = given.get("operationName"), given.get("extensions")
    document = document_id(given)
    if query is None and document is not None:
        query = ""
    elif not isinstance(query, str) or not query.strip():
        raise _malformed("query", "一段查询文本", "the text of a query")
    for name, value in (("variables", variables), ("extensions", extensions)):
        if not isinstance(value, Mapping | None):
            raise _malformed(name, "JSON 对象", "a JSON object")
    if not isinstance(operation, str | None):
        raise _malformed("operationName", "文本", "text")
    if (asked := nesting(variables)) > limits.nesting:
        raise RequestTooLargeError(
            HTTPStatus.BAD_REQUEST,
            zh=f"variables 嵌套超过 {limits.nesting} 层，请简化。",
            en=f"variables nest deeper than {limits.nesting}; make them simpler.",
            limit=limits.nesting,
            asked=asked,
        )
    return Request(
        query=query,
        variables=variables or {},
        operation=operation or None,
        id=request_id,
        document=document,
        priced=wants_cost(extensions),
    )


def wants_cost(extensions: object) -> bool:
    """Tell whether a request asks what it costs, by ``"extensions": {"cost": true}``."""
    return isinstance(extensions, Mapping) and extensions.get("cost") is True


def _of_query_string(http: HttpRequest) -> Mapping[str, Any]:
    given: dict[str, Any] = dict(http.query_params)
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _parsed(given[name].encode())
        else:
            given.pop(name, None)
    return given


async def _of_body(http: HttpRequest, limits: Limits) -> Mapping[str, Any]:
    media_type, _, parameters = http.headers.get("content-type", "").partition(";")
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if media_type.strip().lower() != _JSON or charset not in ("", "charset=utf-8"):
        raise BadRequestError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            zh="请求体应为 application/json（UTF-8），请设置 Content-Type。",
            en="The body must be application/json in UTF-8; set Content-Type.",
        )
    body = _parsed(await _bounded(http, limits.body))
    if not isinstance(body, dict):
        raise _malformed("请求体 / body", "JSON 对象", "a JSON object")
    return body


async def _bounded(http: HttpRequest, limit: int) -> bytes:
    """Read the body, but no more of it than is allowed, whatever its header says."""
    parts: list[bytes] = []
    size = 0
    async for part in http.stream():
        size += len(part)
        if size > limit:
            raise RequestTooLargeError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                zh=f"请求体超过上限 {limit:,} 字节，请缩小。",
                en=f"The body is over the limit of {limit:,} bytes; make it smaller.",
                limit=limit,
                asked=size,
            )
        parts.append(part)
    return b"".join(parts)


def _parsed(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequestError(
            HTTPStatus.BAD_REQUEST,
            zh=f"不是有效的 JSON（第 {error.lineno} 行第 {error.colno} 列），请更正。",
            en=f"This is no JSON (line {error.lineno}, column {error.colno}); correct it.",
        ) from error


def _malformed(name: str, zh: str, en: str) -> BadRequestError:
    return BadRequestError(
        HTTPStatus.BAD_REQUEST, zh=f"“{name}”应为{zh}，请更正。", en=f"{name} must be {en}."
    )
