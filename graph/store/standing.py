"""Standing (库内时点): whether a Neo4j was written to, by whomever, told without reading anything.

Neo4j numbers its transactions that write, and says at the end of each transaction which number was
the last to be committed (its bookmark, 书签). An empty transaction is asked for it, a third of what
a small statement costs. While the number stays, nobody wrote: neither this process nor another, nor
someone at a console. A statement that is sent afterwards carries the number and is not begun before
what was committed under it can be read.

Whoever asks is told of a transaction that was begun after he asked; those who ask while one is
under way share the next.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

__all__ = ["Standing"]

_SETTLES: Final = 2.0
"""How long after a change none is asked for [s]: while one write follows another, asking would only
cost. So far the clocks of machines that write to one database may be apart."""


class Standing:
    """How often a database was seen to have changed (库内时点)."""

    def __init__(self, ask: Callable[[], Awaitable[str]], settles: float = _SETTLES) -> None:
        """Know nothing yet.

        Args:
            ask: Returns what tells the state of the database from all others, of now.
            settles: How long nothing is said after a change [s].
        """
        self._ask, self._settles = ask, settles
        self._stood, self._changes, self._changed = "", 0, 0.0
        self._next: asyncio.Task[str] | None = None
        self._asking: asyncio.Task[str] | None = None

    async def settled(self) -> int | None:
        """Return how many changes were seen; None if there was one of late.

        As long as it returns the same number, nothing has been written in between.

        Raises:
            StoreError: If the database does not answer.
        """
        if self._is_young():
            return None
        stands = await self._asked()
        if stands == self._stood:
            return self._changes
        self._stood, self._changes, self._changed = stands, self._changes + 1, time.monotonic()
        return None

    async def reached(self) -> int | None:
        """Return the number that was told last, and ask only for the first; None as above.

        What is read from now on is of its state or of a later one, which has another number.

        Raises:
            StoreError: If the database does not answer.
        """
        if self._changes == 0:
            return await self.settled()
        return None if self._is_young() else self._changes

    def _is_young(self) -> bool:
        return self._changes > 0 and time.monotonic() < self._changed + self._settles

    async def _asked(self) -> str:
        """Return what a transaction says that is begun after this was called."""
        if self._next is None:
            self._next = asyncio.create_task(self._after(self._asking))
        return await asyncio.shield(self._next)

    async def _after(self, before: asyncio.Task[str] | None) -> str:
        if before is not None:
            await asyncio.wait([before])
        self._asking, self._next = self._next, None
        return await self._ask()
