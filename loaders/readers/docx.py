"""Reader of Word documents (docx 读取): what a reader of the printed pages sees, in its order.

Body paragraphs and tables in order, the automatic numbers of lists as Word shows them, then foot-
and endnotes. Text boxes follow the paragraph that anchors them. Left out: headers and footers
(they repeat on every page and state nothing), tables of contents (they repeat the headings),
deleted and hidden text, fields' codes, comments.
An automatic number stands before a tab, as in Word's own plain text, so no quote runs over it.
"""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from loaders.layer import TextLayer
from loaders.readers.faults import BrokenDocumentError, EncryptedDocumentError, TooLargeError
from loaders.readers.layout import Fragment, LayerWriter
from loaders.readers.wordnumbers import Numbering

__all__ = ["UNPACKED_MAX", "docx_layer"]

UNPACKED_MAX: Final = 256
_MEGABYTE: Final = 1024 * 1024
_DEFLATED_MOST: Final = 1040
"""Bytes that one byte unpacks to at most; deflate cannot do better than 1032."""
_SPANS_MAX: Final = 63
_PARTS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NOTES: Final = (("footnotes", "w:footnote", "脚注"), ("endnotes", "w:endnote", "尾注"))
_ENCRYPTED: Final = 0x1
# What python-docx and its XML parser raise on damaged packages; `SyntaxError` is the parser's.
_BROKEN: Final = (
    *(BadZipFile, zlib.error, OpcError, SyntaxError),
    *(AttributeError, EOFError, IndexError, KeyError, NotImplementedError, OSError, ValueError),
)
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX: Final = qn("w:txbxContent")
_WRAPPERS: Final = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))
)
_UNSEEN: Final = frozenset({_BOX, _FALLBACK, *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rt"))})
_SIGNS: Final = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def docx_layer(raw: bytes, file: str) -> TextLayer:
    """Return the text layer of a docx (文本层).

    Raises:
        BrokenDocumentError: If the package is cut off or damaged.
        EncryptedDocumentError: If its parts are locked with a password.
        TooLargeError: If it unpacks to more than `UNPACKED_MAX` MB.
    """
    try:
        _refuse_bomb(raw, file)
        document = docx.Document(BytesIO(raw))
        return _Body(document).layer()
    except _BROKEN as error:
        raise BrokenDocumentError(file, "docx", f"{type(error).__name__}: {error}") from error


def _refuse_bomb(raw: bytes, file: str) -> None:
    """Refuse what unpacks too far; a part never unpacks to more than the package says.

    A part that says it unpacks to more than its bytes can hold is damaged, not large.
    """
    with ZipFile(BytesIO(raw)) as package:
        parts = package.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise EncryptedDocumentError(file)
    if any(part.file_size > _DEFLATED_MOST * (part.compress_size + 1) for part in parts):
        raise BrokenDocumentError(file, "docx", "长度有误 / a part is too short for its length")
    if sum(part.file_size for part in parts) > UNPACKED_MAX * _MEGABYTE:
        raise TooLargeError(file, UNPACKED_MAX)


class _Body:
    """Reads one document."""

    def __init__(self, document: Any) -> None:
        self._writer = LayerWriter()
        self._part = document.part
        roots = {kind: self._root(kind) for kind in ("numbering", "styles")}
        self._numbering = Numbering(roots["numbering"], roots["styles"])
        self._contents = _contents_styles(roots["styles"])
        self._paragraphs = 0
        self._tables = 0

    def layer(self) -> TextLayer:
        """Return what was read."""
        self._blocks(self._part.element.body)
        for kind, tag, name in _NOTES:
            self._notes(self._root(kind), tag, name)
        return self._writer.layer()

    def _root(self, kind: str) -> Any | None:
        """Return the root element of a part that the document is related to."""
        for relation in self._part.rels.values():
            if relation.reltype == _PARTS + kind and not relation.is_external:
                part = relation.target_part
                return part.element if hasattr(part, "element") else parse_xml(part.blob)
        return None

    def _blocks(self, parent: Any) -> None:
        for block in _children(parent):
            if block.tag == qn("w:p"):
                self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                self._table(block)

    def _paragraph(self, element: Any) -> None:
        paragraph = self._words(element)
        if any(fragment.text.strip() for fragment in paragraph):
            self._paragraphs += 1
        name = f"第{max(1, self._paragraphs)}段"
        self._writer.line(paragraph, name)
        for box in _boxes(element):
            for inner in box.iter(qn("w:p")):
                self._writer.line(self._words(inner), f"{name}旁文本框")

    def _words(self, element: Any) -> list[Fragment]:
        label = self._numbering.label(element)
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in self._contents:
            return []
        text = "".join(_texts(element))
        number = [Fragment(text=f"{label}\t", is_generated=True)] if label and text.strip() else []
        return [*number, Fragment(text=text)]

    def _table(self, element: Any) -> None:
        self._tables += 1
        table = self._tables
        for index, row in enumerate(_descend(element, "w:tr"), start=1):
            cells = list(_descend(row, "w:tc"))
            name = f"表{table}第{index}行"
            if any(cell.find(f".//{qn('w:tbl')}") is not None for cell in cells):
                for cell in cells:
                    self._blocks(cell)
            else:
                self._writer.row([c for cell in cells for c in self._cell(cell)], name)

    def _cell(self, element: Any) -> Iterator[list[list[Fragment]]]:
        """Yield the paragraphs of a cell, then empty cells for the columns that it spans."""
        paragraphs = (self._words(paragraph) for paragraph in _descend(element, "w:p"))
        yield [[replace(f, text=f.text.replace("\n", " ")) for f in words] for words in paragraphs]
        span = element.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = int(span.get(qn("w:val"))) if span is not None else 1
        yield from ([] for _ in range(1, min(width, _SPANS_MAX)))

    def _notes(self, root: Any | None, tag: str, name: str) -> None:
        if root is None:
            return
        notes = [n for n in root.findall(qn(tag)) if n.get(qn("w:type")) is None]
        for index, note in enumerate(notes, start=1):
            for paragraph in note.iter(qn("w:p")):
                self._writer.line(self._words(paragraph), f"{name}{index}")


def _contents_styles(root: Any | None) -> frozenset[str]:
    """Return the ids of the styles that tables of contents are set in."""
    found = []
    for style in () if root is None else root.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and str(name.get(qn("w:val"))).lower().startswith("toc "):
            found.append(style.get(qn("w:styleId")))
    return frozenset(found)


def _children(parent: Any) -> Iterator[Any]:
    """Yield the blocks of a body or cell, those inside content controls and insertions too."""
    for child in parent.iterchildren("*"):
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _descend(parent: Any, tag: str) -> Iterator[Any]:
    return (child for child in _children(parent) if child.tag == qn(tag))


def _texts(element: Any) -> Iterator[str]:
    """Yield the visible characters below an element; a line break inside is a line end."""
    for child in element.iterchildren("*"):
        if child.tag in {qn("w:t"), _MATH}:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == qn("w:br"):
            yield "" if child.get(qn("w:type")) in {"page", "column"} else "\n"
        elif child.tag not in _UNSEEN and not _is_hidden(child):
            yield from _texts(child)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false", "off"}


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that a paragraph anchors; the copies for old readers left out."""
    for box in paragraph.iter(_BOX):
        if not any(outer.tag in {_BOX, _FALLBACK} for outer in box.iterancestors()):
            yield box
