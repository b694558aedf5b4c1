"""Keeping what was made (缓存): the least used goes first, once all of it weighs too much.

A cache that counts what it holds and does not weigh it holds as much as clients make it: a document
of 20,000 characters takes a thousand times the memory of a short one.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final, Generic, TypeVar

import orjson

__all__ = ["Kept", "written_size"]

_WEIGHED: Final = orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """What was made of late, of bounded weight (限重缓存)."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet.

        Args:
            most: What all of it may weigh together; what weighs more by itself is not kept.
        """
        self._most, self._weight = most, 0
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many things are kept."""
        return len(self._held)

    @property
    def weight(self) -> int:
        """What all that is kept weighs."""
        return self._weight

    def get(self, key: K) -> V | None:
        """Return what is kept under a key; None if nothing is."""
        found = self._held.get(key)
        if found is None:
            return None
        self._held.move_to_end(key)
        return found[0]

    def keep(self, key: K, value: V, weight: int) -> None:
        """Keep a value, in place of the one before it, and let go of others if need be."""
        self._weight -= self._held.pop(key, (None, 0))[1]
        if weight > self._most:
            return
        self._held[key] = (value, weight)
        self._weight += weight
        while self._weight > self._most:
            self._weight -= self._held.popitem(last=False)[1][1]


def written_size(value: object) -> int | None:
    """Return how long a value is as JSON [B]; None if it is none.

    In memory it takes some ten times that. What JSON has no word for counts by the words that
    stand for it.
    """
    try:
        return len(orjson.dumps(value, default=repr, option=_WEIGHED))
    except TypeError:
        return None
