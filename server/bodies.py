"""Bodies of requests (请求体): read up to a limit, every fault with its status."""

from collections.abc import AsyncGenerator, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import Request as HttpRequest

from graph.errors import CustodyError

__all__ = [
    "BadRequestError",
    "RequestTooLargeError",
    "bounded",
    "malformed",
    "parsed",
    "wants_cost",
]


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


async def bounded(http: HttpRequest, limit: int) -> AsyncGenerator[bytes]:
    """Yield the body in parts, but no more of it than is allowed, whatever its header says.

    Raises:
        RequestTooLargeError: If there is more.
    """
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
        yield part


def parsed(text: bytes) -> Any:
    """Return what JSON says.

    Raises:
        BadRequestError: If it is none.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequestError(
            HTTPStatus.BAD_REQUEST,
            zh=f"不是有效的 JSON（第 {error.lineno} 行第 {error.colno} 列），请更正。",
            en=f"This is no JSON (line {error.lineno}, column {error.colno}); correct it.",
        ) from error


def malformed(name: str, zh: str, en: str) -> BadRequestError:
    """Return the error that a part of a request is not what it must be."""
    return BadRequestError(
        HTTPStatus.BAD_REQUEST, zh=f"“{name}”应为{zh}，请更正。", en=f"{name} must be {en}."
    )


def wants_cost(extensions: object) -> bool:
    """Tell whether a request asks what it costs, by ``"extensions": {"cost": true}``."""
    return isinstance(extensions, Mapping) and extensions.get("cost") is True
