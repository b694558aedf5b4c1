"""One at a time (同问同答): who asks what another is asking waits for that answer."""

import asyncio
from collections.abc import Hashable
from weakref import WeakValueDictionary

__all__ = ["Singly"]


class Singly:
    """Locks by what is asked (按键排队), each for as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def of(self, key: Hashable) -> asyncio.Lock:
        """Return the lock of what is asked.

        Whoever holds it looks first whether what they need is kept by now.
        """
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        return lock
