"""Windows (窗口): what the encoder reads at once, cut where sentences begin."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from loaders.documents.statements import Span

__all__ = ["WIDEST", "windows"]

WIDEST: Final = 510
"""Characters that the encoder reads at once; it knows 512 places, and takes one at either end."""


def windows(text_length: int, starts: Sequence[int]) -> list[Span]:
    """Return the windows of a text, one after the other without a gap (分窗).

    Args:
        text_length: Characters of the text.
        starts: Where its sentences begin, in order.

    A window ends where the last sentence begins that fits no more, if that is not in its first
    third; else it is as wide as can be.

    >>> [(span.start, span.end) for span in windows(1000, [0, 100, 400, 700])]
    [(0, 400), (400, 700), (700, 1000)]
    """
    found: list[Span] = []
    start = 0
    while start < text_length:
        end = min(text_length, start + WIDEST)
        if end < text_length:
            fitting = bisect_right(starts, end)
            last = starts[fitting - 1] if fitting else start
            end = last if last > start + WIDEST // 3 else end
        found.append(Span(start, end))
        start = end
    return found
