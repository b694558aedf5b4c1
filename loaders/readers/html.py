"""Reader of web pages (网页读取): the words that a browser shows, each with its place in the file.

Only what is visible is read, without menus. Blocks are lines; tables are rows. White space
collapses as on the page, and a line break of the source inside Chinese text is no space.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import Final

from loaders.layer import Span, TextLayer
from loaders.readers.htmltable import OpenTable
from loaders.readers.layout import Fragment, LayerWriter, Paragraph
from loaders.readers.links import Links
from loaders.readers.markup import Tag, Words
from loaders.readers.visible import visible

__all__ = ["declared_encoding", "html_layer"]

_BLOCKS: Final = frozenset(
    {"address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "ul"}
)
_PIECE: Final = re.compile(
    r"(?P<space>[ \t\r\n\f]+)|(?P<entity>&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?:[^ \t\r\n\f&]|&(?![#a-zA-Z]))+|&"
)
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_\-]{1,40})", re.IGNORECASE
)
_CHARSET_WITHIN: Final = 4096
_OTHERS: Final = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026]")


def declared_encoding(raw: bytes) -> str:
    """Return the encoding to try where the bytes are not UTF-8: Big5 if declared, else GB18030."""
    found = _CHARSET.search(raw[:_CHARSET_WITHIN])
    return _OTHERS.get(found.group(1).decode("ascii").lower() if found else "", "gb18030")


def html_layer(text: str) -> TextLayer:
    r"""Return the text layer of a decoded web page (文本层).

    >>> html_layer("<p>甲&ldquo;乙&rdquo;<table><tr><td>苯<td>3t</table>").text
    '甲“乙”\n苯 | 3t'
    """
    return _Page(text).layer()


class _Page:
    """Reads one page, keeping what was opened and not yet written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._writer = LayerWriter()
        self._paragraph: list[Fragment] = []
        self._tables: list[OpenTable] = []
        self._is_preformatted = False
        self._links = Links()

    def layer(self) -> TextLayer:
        """Return what the page shows."""
        for token in visible(self._text):
            if isinstance(token, Words):
                self._words(token)
            else:
                self._tag(token)
        while self._tables:
            self._end_table()
        self._end_paragraph()
        self._write(self._links.end())
        return self._writer.layer()

    def _words(self, words: Words) -> None:
        self._links.see(self._text[words.span.start : words.span.end])
        for fragment in _fragments(self._text, words.span):
            if fragment.text == "\n" and self._is_preformatted:
                self._end_paragraph()
            else:
                self._paragraph.append(fragment)

    def _tag(self, tag: Tag) -> None:
        if tag.name == "table":
            self._end_paragraph()
            if tag.is_closing:
                self._end_table()
            else:
                self._begin_table()
        elif tag.name in {"td", "th", "tr"}:
            self._end_paragraph()
            self._cell(tag)
        elif tag.name == "a":
            self._links.turn(is_open=not tag.is_closing)
        elif tag.name in _BLOCKS:
            self._end_paragraph()
            if tag.name == "pre":
                self._is_preformatted = not tag.is_closing

    def _cell(self, tag: Tag) -> None:
        """Begin or end a row or a cell of the innermost table."""
        if not self._tables:
            return
        table = self._tables[-1]
        if tag.name == "tr":
            self._write_row(table)
        elif tag.is_closing:
            table.is_in_cell = False
        else:
            table.begin_cell(tag.attributes)

    def _begin_table(self) -> None:
        """Begin a table; the one around it only places it on the page."""
        if self._tables:
            self._write_row(self._tables[-1], is_layout=True)
            self._tables[-1].is_layout = True
        self._tables.append(OpenTable())

    def _end_table(self) -> None:
        if self._tables:
            self._write_row(self._tables.pop())

    def _write_row(self, table: OpenTable, *, is_layout: bool = False) -> None:
        cells = table.take_row()
        if cells:
            self._write(self._links.end())
        if is_layout or table.is_layout:
            self._write(p for cell in cells for p in cell)
        else:
            self._writer.row(cells)

    def _end_paragraph(self) -> None:
        """Close the paragraph: into the open cell, or onto a line."""
        paragraph, self._paragraph = _collapsed(self._paragraph), []
        if not paragraph:
            return
        if self._tables and self._tables[-1].is_in_cell:
            self._links.forget()
            self._tables[-1].add(paragraph)
        else:
            self._write(self._links.sift(paragraph))

    def _write(self, paragraphs: Iterable[Paragraph]) -> None:
        for paragraph in paragraphs:
            self._writer.line(paragraph)


def _fragments(text: str, within: Span) -> Iterator[Fragment]:
    """Yield words, decoded entities, and each run of white space as one space."""
    for found in _PIECE.finditer(text, within.start, within.end):
        printed = found.group()
        if found.lastgroup == "space":
            printed = "\n" if "\n" in printed else " "
        elif found.lastgroup == "entity":
            printed = unescape(printed)
        yield Fragment(text=printed, file=Span(*found.span()))


def _collapsed(fragments: list[Fragment]) -> list[Fragment]:
    """Return a paragraph with single spaces, and none for a line break inside Chinese text."""
    found: list[Fragment] = []
    for index, fragment in enumerate(fragments):
        if fragment.text not in {" ", "\n"}:
            found.append(fragment)
        elif found and found[-1].text != " ":
            after = fragments[index + 1].text[:1] if index + 1 < len(fragments) else ""
            is_wide = _WIDE.match(found[-1].text[-1:]) and _WIDE.match(after)
            if not (fragment.text == "\n" and is_wide):
                found.append(replace(fragment, text=" "))
    return found if any(fragment.text.strip() for fragment in found) else []
