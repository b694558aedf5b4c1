"""Where known names occur again (重复提及): in one pass over the text, however many names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from loaders.documents import Span

__all__ = ["echoes"]

_KEY: Final = 2


def echoes(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield where names stand in a text, the longest at each place, none within another.

    >>> [(e.start, e.end) for e in echoes("甲乙丙甲乙", ["甲乙", "甲乙丙"])]
    [(0, 3), (3, 5)]
    """
    known = frozenset(name for name in names if len(name) >= _KEY)
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in known:
        lengths[name[:_KEY]].add(len(name))
    longest_first = {key: sorted(found, reverse=True) for key, found in lengths.items()}
    place = 0
    while place < len(text):
        for length in longest_first.get(text[place : place + _KEY], ()):
            name = text[place : place + length]  # shorter where the text ends
            if len(name) == length and name in known:
                yield Span(place, place + length)
                place += length - 1
                break
        place += 1
