"""Spotting of known words (词语定位): in one pass over the text, however many words."""

from collections.abc import Iterable, Iterator
from typing import Final

import ahocorasick

from loaders.documents.statements import Span

__all__ = ["Spotter"]

_SHORTEST: Final = 2


class Spotter:
    """Finds words of at least two characters in a text (定位器).

    Args:
        words: What to look for; shorter ones are left out.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word in words:
            if len(word) >= _SHORTEST:
                self._automaton.add_word(word, len(word))
        self._automaton.make_automaton()

    def spots(self, text: str) -> Iterator[Span]:
        """Yield where the words stand, the longest at each place, none within another.

        >>> [(s.start, s.end) for s in Spotter(["甲乙", "甲乙丙"]).spots("甲乙丙甲乙")]
        [(0, 3), (3, 5)]
        >>> [(s.start, s.end) for s in Spotter(["乙丙", "乙乙丙丙"]).spots("乙乙丙")]
        [(1, 3)]
        """
        if not len(self._automaton):
            return
        # not iter_long: it misses a word that begins within a longer one that breaks off
        found = sorted((last + 1 - n, -n) for last, n in self._automaton.iter(text))
        position = 0
        for start, negative in found:
            if start >= position:
                position = start - negative
                yield Span(start, position)
