"""Size of a Bolt message (消息大小): refuse what would hang the connection.

ArcadeDB drops a message over 16 MiB without an answer, and the client waits for ever.
Sizes follow PackStream, https://neo4j.com/docs/bolt/current/packstream/.
"""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from graph.store.errors import OversizedMessageError

__all__ = ["MESSAGE_LIMIT", "packed_size", "refuse_oversized", "sent"]

MESSAGE_LIMIT: Final = 8 * 1024 * 1024
"""Largest size of the parameters of one statement [B]."""

_HEADER: Final = 5
_NUMBER: Final = 9
_SWELLING: Final = 5
"""At most how much longer a value is in a message than as JSON: 1, is 2 B there and 9 B here."""


class _Unspelled(list[Any]):
    """A list that is not written out for a log (不写入日志的列表), whether or not there is one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} items>"


def sent(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters as the driver gets them.

    It writes all of them out for its log, though nobody keeps one: that took half as long again as
    to send them.
    """
    return {
        name: _Unspelled(value) if isinstance(value, list) else value
        for name, value in parameters.items()
    }


def packed_size(value: Any) -> int:
    """Return an upper bound of a value's size in a message [B], at most 4 over an item's own.

    >>> packed_size({"id": "临港"})
    23
    """
    if isinstance(value, str):
        return _HEADER + (len(value) if value.isascii() else len(value.encode()))
    if isinstance(value, Mapping):
        return _HEADER + sum(packed_size(k) + packed_size(v) for k, v in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return _HEADER + sum(map(packed_size, value))
    if isinstance(value, (bytes, bytearray)):
        return _HEADER + len(value)
    return _NUMBER


def refuse_oversized(parameters: Mapping[str, Any]) -> None:
    """Let parameters pass if they fit into one message.

    Raises:
        OversizedMessageError: If they are over `MESSAGE_LIMIT`.
    """
    if _is_small(parameters):
        return
    if (size := packed_size(parameters)) > MESSAGE_LIMIT:
        raise OversizedMessageError(size, MESSAGE_LIMIT)


def _is_small(parameters: Mapping[str, Any]) -> bool:
    """Tell whether parameters are so short as JSON that they need not be measured."""
    try:
        return len(orjson.dumps(parameters)) * _SWELLING <= MESSAGE_LIMIT
    except orjson.JSONEncodeError:
        return False
