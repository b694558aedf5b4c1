"""Answers of the past (历史答案缓存): what was asked of a point that lies behind us has a tag.

Such an answer stays as it is, unless the rules, the program or the rights of the caller
change; so a client may keep it, but asks each time whether it still holds (``ETag``).
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from graphql import FieldNode, OperationDefinitionNode, value_from_ast_untyped
from starlette.responses import Response

__all__ = ["asks_of_the_past", "tagged"]

_KEPT: Final = "private, no-cache"


def asks_of_the_past(operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> bool:
    """Tell whether every root field of a query names a moment of knowledge that is past."""
    fields = operation.selection_set.selections
    return all(isinstance(field, FieldNode) and _is_past(field, variables) for field in fields)


def _is_past(field: FieldNode, variables: Mapping[str, Any]) -> bool:
    given = {
        argument.name.value: value_from_ast_untyped(argument.value, dict(variables))
        for argument in field.arguments or ()
        if argument.name.value in ("at", "from", "to")
    }
    needed = ("from", "to") if "to" in given or "from" in given else ("at",)
    return all(_is_pinned(given.get(name)) for name in needed)


def _is_pinned(point: object) -> bool:
    if not isinstance(point, Mapping):
        return False
    token = point.get("token")
    said = str(token) if token else f"{point.get('asOf') or ''}/{point.get('knownAt') or ''}"
    day, _, moment = said.partition("/")
    try:
        known = datetime.fromisoformat(moment)
    except ValueError:
        return False
    known = known if known.tzinfo else known.replace(tzinfo=UTC)
    return bool(day) and known <= datetime.now(UTC)


def tagged(response: Response, if_none_match: str | None) -> Response:
    """Return an answer with its tag, or that the client has it already."""
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers["etag"] = tag
    response.headers["cache-control"] = _KEPT
    response.headers["vary"] = "Accept, Authorization"
    if if_none_match is None or not _matches(tag, if_none_match):
        return response
    kept = ("etag", "cache-control", "vary", "x-request-id", "custody-complete")
    headers = {name: response.headers[name] for name in kept if name in response.headers}
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)


def _matches(tag: str, header: str) -> bool:
    """Compare weakly, as RFC 9110 section 13.1.2 wants.

    >>> _matches('"a"', 'W/"b", W/"a"'), _matches('"a"', "*"), _matches('"a"', '"b"')
    (True, True, False)
    """
    given = [one.strip().removeprefix("W/") for one in header.split(",")]
    return header.strip() == "*" or tag in given
