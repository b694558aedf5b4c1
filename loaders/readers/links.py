"""Menus of a web page (导航链接): short lines that are links and nothing else, several in a row."""

from collections.abc import Iterator
from typing import Final

from loaders.readers.layout import Paragraph

__all__ = ["Links"]

_FEW: Final = 2
_LENGTH: Final = 30
_BETWEEN: Final = frozenset("|·-/\uff5c\xa0\u3000")


class Links:
    """Tells menus from text while a page is read (导航识别)."""

    def __init__(self) -> None:
        self._is_open = False
        self._links = 0
        self._has_other_words = False
        self._held: list[Paragraph] = []
        self._held_links = 0

    def turn(self, *, is_open: bool) -> None:
        """Note that a link begins or ends."""
        self._is_open = is_open
        self._links += is_open

    def see(self, words: str) -> None:
        """Note words of the open paragraph."""
        if not self._is_open and not self._has_other_words:
            said = (c for c in words if not c.isspace() and c not in _BETWEEN)
            self._has_other_words = next(said, None) is not None

    def forget(self) -> None:
        """Begin a new paragraph."""
        self._links, self._has_other_words = int(self._is_open), False

    def sift(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        """Yield what may be written now: a line of links waits for what follows it."""
        links, is_text = self._links, self._has_other_words
        self.forget()
        length = sum(len(fragment.text) for fragment in paragraph)
        if links and not is_text and length <= _LENGTH * links:
            self._held.append(paragraph)
            self._held_links += links
        else:
            yield from self.end()
            yield paragraph

    def end(self) -> Iterator[Paragraph]:
        """Yield the lines of links that wait, unless they are a menu."""
        held, count = self._held, self._held_links
        self._held, self._held_links = [], 0
        if count <= _FEW:
            yield from held
