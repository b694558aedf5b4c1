"""Text layer of a file (文本层): its characters in reading order, each with its place in the file.

Of plain text the layer is the file itself. Of a web page every character knows its place in the
decoded file. Of a docx or PDF the layer is what a reader sees, and pages, paragraphs and rows are
named, since such a file has no characters to count.
"""

from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Landmark", "Part", "Span", "TextLayer"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters (字符区间).

    Attributes:
        start: First character, counted from 0.
        end: One past the last character.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def holds(self, other: "Span") -> bool:
        """Return whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Landmark:
    """The beginning of a page, paragraph or row (位置标记).

    Attributes:
        start: Where it begins in the layer.
        name: What a person would call it, such as ``第3页``.
    """

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the layer and what it stands for in the file (片段).

    Attributes:
        start: Where it begins in the layer; it ends where the next part begins.
        file: Place in the decoded file; of another length where an entity was decoded or a tag
            became a line end.
    """

    start: int
    file: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayer:
    """The characters of a file in reading order (文本层).

    Attributes:
        text: The characters.
        landmarks: Pages, paragraphs and rows in order; none where the file has none.
        parts: Where the text stands in the decoded file; none where the file is the text.
        generated: What the file does not hold as text but shows: the numbers of Word's lists.
    """

    text: str
    landmarks: tuple[Landmark, ...] = ()
    parts: tuple[Part, ...] = ()
    generated: tuple[Span, ...] = ()

    def to_file(self, span: Span) -> Span:
        """Return the smallest place in the decoded file, or else in the layer, for a span."""
        if not self.parts:
            return span
        first, last = self._part(span.start), self._part(max(span.start, span.end - 1))
        start, end = self._place(first, span.start), self._place(last, span.end)
        return Span(start.start, max(start.start, end.end))

    def locator(self, span: Span) -> str | None:
        """Return where a person finds a span (位置), or None where the file has no landmarks.

        >>> layer = TextLayer(text="甲乙", landmarks=(Landmark(0, "第1页"), Landmark(1, "第2页")))
        >>> layer.locator(Span(0, 1)), layer.locator(Span(0, 2))
        ('第1页', '第1页至第2页')
        """
        first = self._landmark(span.start)
        last = self._landmark(max(span.start, span.end - 1))
        return last if first in {None, last} else f"{first}至{last}"

    def _landmark(self, position: int) -> str | None:
        index = bisect_right(self.landmarks, position, key=_start) - 1
        return self.landmarks[index].name if index >= 0 else None

    def _part(self, position: int) -> int:
        return max(0, bisect_right(self.parts, position, key=_start) - 1)

    def _place(self, index: int, position: int) -> Span:
        """Return the place of a character in a part; of a part of another length, all of it."""
        part = self.parts[index]
        following = self.parts[index + 1].start if index + 1 < len(self.parts) else len(self.text)
        if part.file.end - part.file.start != following - part.start:
            return part.file
        place = part.file.start + position - part.start
        return Span(place, place)


def _start(mark: Landmark | Part) -> int:
    return mark.start
