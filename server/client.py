"""Asking the server itself (自问自答): one operation over HTTP, as any frontend would."""

import asyncio
import http.client
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import orjson

from server.errors import ServerFailedError

__all__ = ["ask"]

_PATIENCE: Final = 60.0
"""Longest wait for an answer [s]."""


async def ask(url: str, query: str, variables: Mapping[str, Any]) -> Any:
    """Return the data that answers an operation.

    Args:
        url: Address of the server, such as ``http://127.0.0.1:8000``.
        query: The document.
        variables: Values of its variables.

    Raises:
        ServerFailedError: If there is no answer, or one with errors.
    """
    body = orjson.dumps({"query": query, "variables": dict(variables)})
    try:
        status, answer = await asyncio.to_thread(_post, url, body)
        response = orjson.loads(answer)
    except (OSError, http.client.HTTPException, orjson.JSONDecodeError) as error:
        raise ServerFailedError(str(error) or type(error).__name__) from error
    if status != HTTPStatus.OK or response.get("errors"):
        errors = response.get("errors") or [{"message": f"HTTP {status}"}]
        raise ServerFailedError(errors[0]["message"])
    return response["data"]


def _post(url: str, body: bytes) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)
    try:
        connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
