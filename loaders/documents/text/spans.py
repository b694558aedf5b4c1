"""Spans that enclose others (区间集合): asked in logarithmic time whether one holds a span."""

from bisect import bisect_right
from collections.abc import Iterable

from loaders.layer import Span

__all__ = ["Spans"]


class Spans:
    """Spans in order of which none overlaps another (互不重叠的区间)."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = tuple(spans)
        self._starts = [span.start for span in self._spans]

    def hold(self, other: Span) -> bool:
        """Return whether one of them holds the other.

        >>> Spans([Span(2, 5)]).hold(Span(3, 4)), Spans([Span(2, 5)]).hold(Span(4, 6))
        (True, False)
        """
        before = bisect_right(self._starts, other.start) - 1
        return before >= 0 and self._spans[before].holds(other)
