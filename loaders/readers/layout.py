"""Lines of a text layer (版面成行): paragraphs on lines of their own, rows of tables with bars.

A row reads ``甲 | 乙``. Many pages and forms use a table to place whole paragraphs; a row that
holds one cell, or a long one of several paragraphs, is therefore read as its paragraphs. A figure
alone in the last column stays there: the cells before it are merged with those above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from loaders.layer import Landmark, Part, Span, TextLayer

__all__ = ["Fragment", "LayerWriter", "Paragraph"]

_CELL_MAX: Final = 300
_PARAGRAPHS_MAX: Final = 2
_FIGURE: Final = re.compile(r"\d[\d,.]*\w{0,3}|\d[\d,.]*%")
_BAR: Final = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Some characters of a paragraph (文字片段).

    Attributes:
        text: The characters.
        file: Their place in the decoded file; None where the format has no such places.
        is_generated: Whether the file shows them without holding them.
    """

    text: str
    file: Span | None = None
    is_generated: bool = False

    def cut(self, start: int, end: int) -> "Fragment":
        """Return a part of it; a decoded entity keeps its whole place."""
        if self.file is None or self.file.end - self.file.start != len(self.text):
            return replace(self, text=self.text[start:end])
        place = Span(self.file.start + start, self.file.start + end)
        return replace(self, text=self.text[start:end], file=place)


Paragraph = Sequence[Fragment]


class LayerWriter:
    """Writes a text layer line by line (文本层生成)."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._file_end = 0
        self._landmarks: list[Landmark] = []
        self._parts: list[Part] = []
        self._generated: list[Span] = []

    def line(self, paragraph: Paragraph, name: str | None = None) -> None:
        """Write a paragraph on a line of its own, if it has any words."""
        self._line([paragraph], name)

    def row(self, cells: Sequence[Sequence[Paragraph]], name: str | None = None) -> None:
        """Write a row of a table, the paragraphs of a cell one after the other."""
        said = [[p for p in map(_trimmed, cell) if p] for cell in cells]
        alone = sum(map(bool, said)) == 1 and not (said[-1] and _is_figure(said[-1]))
        if alone or any(map(_is_layout, said)):
            for paragraph in (p for cell in said for p in cell):
                self._line([paragraph], name)
        else:
            self._line([_spaced(cell) for cell in said], name)

    def layer(self) -> TextLayer:
        """Return what was written."""
        return TextLayer(
            text="".join(self._texts),
            landmarks=tuple(self._landmarks),
            parts=tuple(self._parts),
            generated=tuple(self._generated),
        )

    def _line(self, cells: Sequence[Paragraph], name: str | None) -> None:
        trimmed = [_trimmed(cell) for cell in cells]
        if not any(trimmed):
            return
        starts = self._starts(trimmed)
        if self._texts:
            self._between("\n", starts[0])
        if name is not None:
            self._landmarks.append(Landmark(self._length, name))
        bars = 0
        for index, cell in enumerate(trimmed):
            bars += bool(index)
            if bars and (cell or index == len(trimmed) - 1):
                self._between(_BAR * bars, starts[index])
                bars = 0
            for fragment in cell:
                self._write(fragment)

    def _starts(self, cells: Sequence[Paragraph]) -> list[int]:
        """Return where in the file each cell begins; of an empty one, where the next does."""
        starts = [max((f.file.end for c in cells for f in c if f.file), default=0)]
        for cell in reversed(cells):
            place = next((f.file.start for f in cell if f.file), starts[-1])
            starts.append(place)
        return starts[:0:-1]

    def _between(self, mark: str, following: int) -> None:
        """Write what stands for the tags before a place of the file."""
        place = Span(self._file_end, max(self._file_end, following)) if self._parts else None
        self._write(Fragment(text=mark, file=place))

    def _write(self, fragment: Fragment) -> None:
        span = Span(self._length, self._length + len(fragment.text))
        if fragment.file:
            self._parts.append(Part(span.start, fragment.file))
            self._file_end = fragment.file.end
        if fragment.is_generated:
            self._generated.append(span)
        self._texts.append(fragment.text)
        self._length = span.end


def _trimmed(paragraph: Paragraph) -> list[Fragment]:
    """Return a paragraph without space at its ends."""
    text = "".join(fragment.text for fragment in paragraph)
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    found, at = [], 0
    for fragment in paragraph:
        low, high = max(left - at, 0), min(right - at, len(fragment.text))
        if low < high:
            found.append(fragment.cut(low, high))
        at += len(fragment.text)
    return found


def _spaced(cell: Sequence[Paragraph]) -> list[Fragment]:
    """Return the paragraphs of a cell as one, a space between two."""
    found: list[Fragment] = []
    for paragraph in cell:
        if found:
            before, after = found[-1].file, paragraph[0].file
            place = Span(before.end, max(before.end, after.start)) if before and after else None
            found.append(Fragment(text=" ", file=place))
        found.extend(paragraph)
    return found


def _is_figure(cell: Sequence[Paragraph]) -> bool:
    """Tell whether a cell holds a number and no more."""
    return _FIGURE.fullmatch("".join(f.text for paragraph in cell for f in paragraph)) is not None


def _is_layout(cell: Sequence[Paragraph]) -> bool:
    """Tell whether a cell places paragraphs on the page."""
    length = sum(len(fragment.text) for paragraph in cell for fragment in paragraph)
    return len(cell) > _PARAGRAPHS_MAX and length > _CELL_MAX
