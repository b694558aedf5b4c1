"""Reader of PDF files (PDF 读取): the text layer of each page; nothing is read from pictures.

The text stands as the file has it: hard line ends, running heads and page numbers included, each
page closed by a form feed. Rows of ruled tables read ``甲 | 乙``, as those of other files do.
Cleaning joins and drops lines, so every quote maps back to this layer. Many programs write a
Kangxi radical where its ideograph is meant (⼀ for 一); it is read as that.
"""

import logging
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import Final

from pypdf import PageObject, PdfReader
from pypdf.errors import (
    DependencyError,
    FileNotDecryptedError,
    LimitReachedError,
    PyPdfError,
    WrongPasswordError,
)

from loaders.layer import Landmark, TextLayer
from loaders.readers.faults import (
    BrokenDocumentError,
    EncryptedDocumentError,
    ScannedDocumentError,
    TooLargeError,
)
from loaders.readers.layout import Fragment, LayerWriter
from loaders.readers.pdftables import Line, has_rules, with_tables

__all__ = ["PAGES_MAX", "STREAM_MAX", "pdf_layer"]

PAGES_MAX: Final = 3000
"""Most pages that are read; a page takes some hundredths of a second."""

STREAM_MAX: Final = 75
"""What one stream may unpack to [MB]; the limit of pypdf."""

_LOCKED: Final = (DependencyError, FileNotDecryptedError, WrongPasswordError)
# What pypdf raises on damaged files besides its own errors.
_BROKEN: Final = (
    *(PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError),
    *(TypeError, ValueError, NotImplementedError),
)
_NO_TEXT: Final = frozenset({"Cc", "Cn", "Co"})
_PAGE_END: Final = "\n\f"
_RADICALS: Final = {
    radical: unicodedata.normalize("NFKC", chr(radical)) for radical in range(0x2F00, 0x2FD6)
}
_GARBLED: Final = 0.2
_KOREAN: Final = ("\uac00", "\ud7af")
_LAYOUT: Final = frozenset("\n\r\t\f")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the file has it."""

    text: str
    shows_pictures: bool
    rows: tuple[Landmark, ...] = ()


def pdf_layer(raw: bytes, file: str) -> tuple[TextLayer, tuple[str, ...]]:
    """Return the text layer of a PDF (文本层) with its pages, and those that show pictures alone.

    Raises:
        BrokenDocumentError: If it is cut off or damaged, or its text has no readable encoding.
        EncryptedDocumentError: If it needs a password.
        ScannedDocumentError: If no page has any text.
        TooLargeError: If a stream unpacks to more than `STREAM_MAX` MB, or there are more than
            `PAGES_MAX` pages.
    """
    try:
        with _quiet():
            pages = list(_pages(raw, file))
    except LimitReachedError as error:
        raise TooLargeError(file, STREAM_MAX) from error
    except _LOCKED as error:
        raise EncryptedDocumentError(file) from error
    except _BROKEN as error:
        raise BrokenDocumentError(file, "PDF", f"{type(error).__name__}: {error}") from error
    layer = _layer(pages)
    if not layer.text.strip():
        raise ScannedDocumentError(file, len(pages))
    if _is_garbled(layer.text):
        raise BrokenDocumentError(file, "PDF", "文字层是乱码 / its text layer is garbled")
    numbered = enumerate(pages, start=1)
    unread = (_named(n) for n, page in numbered if page.shows_pictures and not page.text.strip())
    return layer, tuple(unread)


def _layer(pages: Sequence[_Page]) -> TextLayer:
    starts = accumulate((len(page.text) for page in pages), initial=0)
    landmarks = (
        Landmark(start + mark.start, _named(number) + mark.name)
        for number, (start, page) in enumerate(zip(starts, pages, strict=False), start=1)
        for mark in (Landmark(0, ""), *page.rows)
    )
    return TextLayer(text="".join(page.text for page in pages), landmarks=tuple(landmarks))


def _named(number: int) -> str:
    return f"第{number}页"


def _pages(raw: bytes, file: str) -> Iterator[_Page]:
    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):  # many forbid copying but need no password
        raise EncryptedDocumentError(file)
    if len(reader.pages) > PAGES_MAX:
        raise TooLargeError(file, PAGES_MAX, "pages")
    ruled = [number for number, page in enumerate(reader.pages) if has_rules(page)]
    tables = with_tables(raw, ruled)
    for number, page in enumerate(reader.pages):
        shows_pictures = _shows_pictures(page)
        if number in tables:
            yield _with_rows(tables[number], shows_pictures=shows_pictures)
        else:
            yield _Page(_plain(page.extract_text()), shows_pictures)


def _with_rows(lines: Sequence[Line], *, shows_pictures: bool) -> _Page:
    """Return a page with tables: a row is a line, and a place that a person finds."""
    writer = LayerWriter()
    for line in lines:
        cells = [[[Fragment(text=cell)]] for cell in line.cells]
        writer.row(cells, None if line.row is None else "表{}第{}行".format(*line.row))
    layer = writer.layer()
    return _Page(_plain(layer.text), shows_pictures, layer.landmarks)


def _plain(text: str) -> str:
    return text.rstrip().translate(_RADICALS) + _PAGE_END


def _shows_pictures(page: PageObject) -> bool:
    """Tell whether a page uses anything besides text, as a scanned page does."""
    resources = page.get("/Resources")
    return resources is not None and "/XObject" in resources.get_object()


def _is_garbled(text: str) -> bool:
    """Tell whether a text layer holds glyph numbers, or bytes of an encoding taken for another.

    Chinese bytes read as UTF-16 look like Korean, which no Chinese document is full of.
    """
    bad = sum(
        character == "\ufffd"
        or _KOREAN[0] <= character <= _KOREAN[1]
        or (character not in _LAYOUT and unicodedata.category(character) in _NO_TEXT)
        for character in text
    )
    return bad > _GARBLED * len(text)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep remarks about odd files out of the log; what matters is raised."""
    loggers = [logging.getLogger(name) for name in ("pypdf", "pdfminer", "pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
