"""Turns (轮候): whoever asks first is answered first, so many at once.

Two hundred operations that are executed at once take turns at every statement: each is late by all
the others, those with many statements many times over, and all of their rows are in memory. Taken
a few at a time in their order, they are as fast together, and each waits as long as the others.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

__all__ = ["Turns"]

_AT_ONCE: Final = 8
"""Operations executed at once: enough to keep the engine at work while rows are read."""
_LONGEST: Final = 0.25
"""After how long an operation keeps no place from others, and goes on beside them [s]."""


class Turns:
    """Places in which operations are executed (轮候), given in the order of asking."""

    def __init__(self, at_once: int = _AT_ONCE, longest: float = _LONGEST) -> None:
        """Have all places free.

        Args:
            at_once: How many there are.
            longest: After how long one is given back by an operation that goes on [s]: a slow
                question holds up nobody, and whoever asks many of them no others.
        """
        self._places, self._longest = asyncio.Semaphore(at_once), longest

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Hold a place, for a while at most, once it is one's turn."""
        await self._places.acquire()
        place = _Place(self._places)
        early = asyncio.get_running_loop().call_later(self._longest, place.give_back)
        try:
            yield
        finally:
            early.cancel()
            place.give_back()


class _Place:
    """A place that is held, and given back once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places, self._held = places, True

    def give_back(self) -> None:
        if self._held:
            self._held = False
            self._places.release()
