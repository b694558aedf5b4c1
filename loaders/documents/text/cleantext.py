"""Cleaned text (清洗后的文本) with the way back to the file, exact for every character."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from loaders.layer import Span, TextLayer

__all__ = ["CleanText"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A cleaned text and the way back to the file (清洗后的文本).

    Attributes:
        text: The cleaned text.
        pieces: Where its parts stand in the text layer of the file, in order; together they make
            up `text`.
        layer: The text layer. Without one, the pieces point into the file itself.
    """

    text: str
    pieces: tuple[Span, ...]
    layer: TextLayer | None = None
    _offsets: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        *offsets, length = accumulate((p.end - p.start for p in self.pieces), initial=0)
        if length != len(self.text):
            raise ValueError("pieces do not make up the text")
        object.__setattr__(self, "_offsets", tuple(offsets))

    @classmethod
    def of(cls, layer: TextLayer) -> "CleanText":
        """Return the whole of a text layer (未清洗的文本)."""
        pieces = (Span(0, len(layer.text)),) if layer.text else ()
        return cls(text=layer.text, pieces=pieces, layer=layer)

    def keeping(self, spans: Iterable[Span]) -> "CleanText":
        """Return only some spans of this text; the way back stays exact.

        Raises:
            ValueError: If the spans do not ascend.
        """
        kept = [span for span in spans if span.start < span.end]
        if any(before.end > after.start for before, after in pairwise(kept)):
            raise ValueError("spans do not ascend")
        if kept == [Span(0, len(self.text))]:
            return self
        pieces = _joined(part for span in kept for part in self._parts(span.start, span.end))
        text = "".join(self.text[span.start : span.end] for span in kept)
        return CleanText(text=text, pieces=tuple(pieces), layer=self.layer)

    def to_original(self, start: int, end: int) -> Span:
        """Return the smallest place in the file that covers a span of this text.

        Characters of the decoded file for plain text and web pages, of the text layer for docx
        and PDF.

        Raises:
            ValueError: If the span lies outside the text.
        """
        covering = self._covering(start, end)
        return self.layer.to_file(covering) if self.layer else covering

    def locator(self, start: int, end: int) -> str | None:
        """Return the page, paragraph or row where a person finds a span; None if it has none.

        Raises:
            ValueError: If the span lies outside the text.
        """
        return self.layer.locator(self._covering(start, end)) if self.layer else None

    def original_parts(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the places in the text layer that, put together, read as the span.

        Raises:
            ValueError: If the span lies outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"outside the text: {start}–{end}")
        return tuple(self._parts(start, end)) or (self._point(start),)

    def _covering(self, start: int, end: int) -> Span:
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"outside the text: {start}–{end}")
        if start == end:
            return self._point(start)
        return Span(self._point(start).start, self._point(end - 1).start + 1)

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        for index in range(max(0, bisect_right(self._offsets, start) - 1), len(self.pieces)):
            offset, piece = self._offsets[index], self.pieces[index]
            low, high = max(start, offset), min(end, offset + piece.end - piece.start)
            if offset >= end:
                return
            if low < high:
                yield Span(piece.start + low - offset, piece.start + high - offset)

    def _point(self, position: int) -> Span:
        if not self.pieces:
            return Span(0, 0)
        index = bisect_right(self._offsets, position) - 1
        place = self.pieces[index].start + position - self._offsets[index]
        return Span(place, place)


def _joined(parts: Iterable[Span]) -> list[Span]:
    """Return parts with those that touch made one."""
    found: list[Span] = []
    for part in parts:
        if found and found[-1].end == part.start:
            found[-1] = Span(found[-1].start, part.end)
        else:
            found.append(part)
    return found
