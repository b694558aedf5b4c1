"""What rows came to (计算缓存): computed once, for as long as the same rows are read.

The statement is sent each time. What it gives is compared, letter by letter, with the rows that the
kept result was computed from; so a result is never older than its rows, and nobody gets what was
computed from rows that they may not see.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, TypeVar, cast

import orjson

from graph.store.keeping import Kept
from graph.store.port import Row

__all__ = ["Computed"]

T = TypeVar("T")

_MOST: Final = 2_000_000
"""Length of all rows that are kept, as JSON [B]; what is made of them takes some ten times that."""
_RESULT: Final = 2000
"""What a result weighs by itself [B], so that many of nearly nothing are not kept for ever."""


class Computed:
    """Results that one process keeps (计算缓存), those asked longest ago going first."""

    def __init__(self, most: int = _MOST) -> None:
        self._kept: Kept[Hashable, tuple[bytes, Any]] = Kept(most)

    def of(self, what: Hashable, rows: Sequence[Row], compute: Callable[[], T]) -> T:
        """Return what rows come to.

        Args:
            what: What is asked of them, with everything else that the result depends on.
            rows: Rows of a statement, as they were read just now.
            compute: Makes the result of them, without changing them; it is shared.
        """
        try:
            said = orjson.dumps(rows)
        except TypeError:
            return compute()
        found = self._kept.get(what)
        if found is None or found[0] != said:
            found = (said, compute())
            self._kept.keep(what, found, _RESULT + len(said))
        return cast("T", found[1])
