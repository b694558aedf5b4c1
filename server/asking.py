"""Requests over HTTP (请求读取): from bytes to what is asked, every fault with its status.

GraphQL over HTTP, https://graphql.github.io/graphql-over-http/draft/.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request as HttpRequest

from server.bodies import (
    BadRequestError,
    RequestTooLargeError,
    bounded,
    malformed,
    parsed,
    wants_cost,
)
from server.documents import document_id
from server.executing import Request
from server.limits import Limits
from server.multipart import is_multipart, of_multipart
from server.nesting import nesting

__all__ = ["read_request"]

_JSON: Final = "application/json"


async def read_request(
    http: HttpRequest, request_id: str, limits: Limits, files: ExitStack
) -> Request:
    """Return what is asked.

    Args:
        http: The request over HTTP.
        request_id: Number under which the log knows it.
        limits: What may be asked at most.
        files: Closes the files that come with it.

    Raises:
        BadRequestError: If it is no well-formed request; its status says how.
    """
    given = await _given(http, limits, files)
    query, variables = given.get("query"), given.get("variables")
    operation, extensions = given.get("operationName"), given.get("extensions")
    document = document_id(given)
    if query is None and document is not None:
        query = ""
    elif not isinstance(query, str) or not query.strip():
        raise malformed("query", "一段查询文本", "the text of a query")
    for name, value in (("variables", variables), ("extensions", extensions)):
        if not isinstance(value, Mapping | None):
            raise malformed(name, "JSON 对象", "a JSON object")
    if not isinstance(operation, str | None):
        raise malformed("operationName", "文本", "text")
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


async def _given(http: HttpRequest, limits: Limits, files: ExitStack) -> Mapping[str, Any]:
    if http.method == "GET":
        return _of_query_string(http)
    if is_multipart(http):
        return await of_multipart(http, limits, files)
    return await _of_body(http, limits)


def _of_query_string(http: HttpRequest) -> Mapping[str, Any]:
    given: dict[str, Any] = dict(http.query_params)
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = parsed(given[name].encode())
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
    body = parsed(b"".join([part async for part in bounded(http, limits.body)]))
    if not isinstance(body, dict):
        raise malformed("请求体 / body", "JSON 对象", "a JSON object")
    return body
