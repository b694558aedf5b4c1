"""What rows came to (计算缓存): computed once, for as long as the same rows are read.

The statement is sent each time. What it gives is compared, letter by letter, with the rows that the
kept result was computed from; so a result is never older than its rows, and nobody gets what was
computed from rows that they may not see.
"""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

import orjson

from graph.store.keeping import Kept, written_size
from graph.store.port import Row

__all__ = ["Computed"]

T = TypeVar("T")

_MOST: Final = 4_000_000
"""Length of all rows and results that are kept, as JSON [B]; in memory they take ten times that."""
_RESULT: Final = 2000
"""What a result weighs by itself [B], so that many of nearly nothing are not kept for ever."""


@dataclass(frozen=True, slots=True)
class _Result(Generic[T]):
    """What rows came to, and the rows as they were written down."""

    said: bytes
    made: T


class Computed:
    """Results that one process keeps (计算缓存), those asked longest ago going first."""

    def __init__(self, most: int = _MOST) -> None:
        self._kept: Kept[Hashable, _Result[Any]] = Kept(most)

    def of(self, what: Hashable, rows: Sequence[Row], compute: Callable[[], T]) -> T:
        """Return what rows come to.

        Args:
            what: What is asked of them, with everything else that the result depends on.
            rows: Rows of statements, as they were read just now.
            compute: Makes the result of them, without changing them; it is shared.
        """
        said = _written(rows)
        found: _Result[T] | None = self._found(what, said)
        return found.made if found else self._keep(what, said, compute())

    async def apart(self, what: Hashable, rows: Sequence[Row], compute: Callable[[], T]) -> T:
        """Return what rows come to, as `of` does; computed in another thread."""
        said = _written(rows)
        found: _Result[T] | None = self._found(what, said)
        return found.made if found else self._keep(what, said, await asyncio.to_thread(compute))

    def _found(self, what: Hashable, said: bytes | None) -> _Result[Any] | None:
        found = self._kept.get(what)
        return found if found and found.said == said else None

    def _keep(self, what: Hashable, said: bytes | None, made: T) -> T:
        if said is not None:
            weight = _RESULT + len(said) + (written_size(made) or 0)
            self._kept.keep(what, _Result(said, made), weight)
        return made


def _written(rows: Sequence[Row]) -> bytes | None:
    try:
        return orjson.dumps(rows)
    except TypeError:
        return None  # they cannot be compared
