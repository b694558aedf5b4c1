"""Marks in a text (文中标记): spans that may lie within each other, or cross, as nested elements.

One sweep from left to right: a span that crosses another is drawn in parts. Where spans lie too
deep to be told apart, only a place to link to is left, so that the work grows with the text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Final

from markupsafe import Markup, escape

from loaders.documents import Span

__all__ = ["Mark", "painted"]

_DEEPEST: Final = 5
"""Marks drawn within each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked span (标记).

    Attributes:
        span: Its characters.
        look: Classes that say how it looks.
        anchor: Id to link to; empty for none.
        title: What is told of it; empty for nothing.
    """

    span: Span
    look: str
    anchor: str = ""
    title: str = ""


_Waiting = list[tuple[int, int, int, Mark]]


def painted(text: str, within: Span, marks: Iterable[Mark]) -> Markup:
    """Return part of a text as markup, with its marks; whatever the text holds is escaped.

    >>> marks = [Mark(span=Span(0, 4), look="a"), Mark(span=Span(1, 2), look="b")]
    >>> print(painted("a<b&c", Span(0, 5), marks))
    <mark class="a">a<mark class="b">&lt;</mark>b&amp;</mark>c
    """
    return Markup("").join(_Painter(text, within).parts(marks))  # every part is escaped on its own


class _Painter:
    """Writes one span of a text from left to right."""

    def __init__(self, text: str, within: Span) -> None:
        self._text = text
        self._within = within
        self._place = within.start
        self._open: list[int] = []

    def parts(self, marks: Iterable[Mark]) -> Iterator[Markup]:
        waiting: _Waiting = [_entry(k, mark) for k, mark in enumerate(marks)]
        heapify(waiting)
        while waiting:
            _, _, order, mark = heappop(waiting)
            yield from self._closed(mark.span.start)
            if self._open and mark.span.end > self._open[-1]:
                rest = Span(self._open[-1], mark.span.end)
                heappush(waiting, _entry(order, replace(mark, span=rest, anchor="")))
                mark = replace(mark, span=Span(mark.span.start, rest.start))
            yield from self._begun(mark)
        yield from self._closed(self._within.end)
        yield self._up_to(self._within.end)

    def _begun(self, mark: Mark) -> Iterator[Markup]:
        yield self._up_to(mark.span.start)
        anchor = Markup(' id="{}"').format(mark.anchor) if mark.anchor else Markup("")
        if len(self._open) < _DEEPEST:
            self._open.append(mark.span.end)
            title = Markup(' title="{}"').format(mark.title) if mark.title else Markup("")
            yield Markup('<mark class="{}"{}{}>').format(mark.look, anchor, title)
        elif anchor:
            yield Markup("<a{}></a>").format(anchor)

    def _closed(self, place: int) -> Iterator[Markup]:
        """Yield what ends before a place, or at it."""
        while self._open and self._open[-1] <= place:
            yield self._up_to(self._open.pop())
            yield Markup("</mark>")

    def _up_to(self, place: int) -> Markup:
        start, self._place = self._place, max(self._place, place)
        return escape(self._text[start : self._place])


def _entry(order: int, mark: Mark) -> tuple[int, int, int, Mark]:
    return mark.span.start, -mark.span.end, order, mark
