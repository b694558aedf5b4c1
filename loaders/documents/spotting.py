"""Spotting of known words (词语定位): in one pass over the text, however many words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from loaders.documents.statements import Span

__all__ = ["Spotter"]

_KEY: Final = 2


class Spotter:
    """Finds words of at least two characters in a text (定位器).

    Args:
        words: What to look for; shorter ones are left out.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(word for word in words if len(word) >= _KEY)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._known:
            lengths[word[:_KEY]].add(len(word))
        self._lengths = {key: sorted(found, reverse=True) for key, found in lengths.items()}

    def spots(self, text: str) -> Iterator[Span]:
        """Yield where the words stand, the longest at each place, none within another.

        >>> [(s.start, s.end) for s in Spotter(["甲乙", "甲乙丙"]).spots("甲乙丙甲乙")]
        [(0, 3), (3, 5)]
        """
        place = 0
        while place < len(text):
            end = self._end(text, place)
            if end is not None:
                yield Span(place, end)
            place = end or place + 1

    def _end(self, text: str, place: int) -> int | None:
        """Return where the longest word ends that begins at a place."""
        for length in self._lengths.get(text[place : place + _KEY], ()):
            word = text[place : place + length]  # shorter where the text ends
            if len(word) == length and word in self._known:
                return place + length
        return None
