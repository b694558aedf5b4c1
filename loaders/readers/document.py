"""Reader of documents (文档读取): one way in for text, web pages, Word and PDF.

The content decides what a file is, and its name must agree: a PDF named .docx was mixed up
somewhere, and the person who named it should look.
"""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from loaders.errors import LoaderError
from loaders.layer import TextLayer
from loaders.readers.faults import (
    BrokenDocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    OldFormatError,
    TooLargeError,
    WrongSuffixError,
)
from loaders.readers.html import declared_encoding, html_layer
from loaders.readers.text import MEDIA_TYPE, SourceText, decoded, read_bytes

__all__ = ["FILE_MAX", "SUFFIXES", "read_document"]

FILE_MAX: Final = 128
"""Largest file that is read [MB]."""

_MEGABYTE: Final = 1024 * 1024
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES: Final = {
    ".txt": MEDIA_TYPE,
    ".html": "text/html",
    ".docx": _WORD,
    ".pdf": "application/pdf",
}
_KINDS: Final = {".htm": ".html", ".shtml": ".html", ".xhtml": ".html"}
_OLD: Final = {".doc": "Word 97–2003 (.doc)", ".wps": "WPS (.wps)", ".rtf": "RTF"}

SUFFIXES: Final = frozenset({*_MEDIA_TYPES, *_KINDS, *_OLD})
"""Suffixes of files that are documents; those of old formats are told apart from unknown ones."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_PART: Final = b"word/"
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNING: Final = 1024


def read_document(path: Path) -> SourceText:
    """Read a document of any kind (读取文档).

    Raises:
        UnreadableFileError: If the file is missing or may not be read.
        TooLargeError: If it is larger, or unpacks further, than is read.
        EmptyDocumentError: If it has no words.
        EncryptedDocumentError: If it is locked with a password.
        OldFormatError: If it is in the format of an old word processor.
        WrongSuffixError: If its name says one thing and its content another.
        BrokenDocumentError: If it is cut off or damaged.
        ScannedDocumentError: If it is a PDF without a text layer.
        UndecodableTextError: If its bytes are not text in a known encoding.
    """
    raw = read_bytes(path, most=FILE_MAX * _MEGABYTE)
    if len(raw) > FILE_MAX * _MEGABYTE:
        raise TooLargeError(str(path), FILE_MAX)
    kind = _kind(raw, path)
    encoding, layer, unread = _read(raw, kind, str(path))
    if not layer.text.strip():
        raise EmptyDocumentError(str(path))
    return SourceText(
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=_MEDIA_TYPES[kind],
        encoding=encoding,
        layer=layer,
        unread=unread,
    )


def _read(raw: bytes, kind: str, file: str) -> tuple[str | None, TextLayer, tuple[str, ...]]:
    """Return the encoding, the text layer and the pages that could not be read."""
    if kind == ".pdf":
        from loaders.readers.pdf import pdf_layer  # noqa: PLC0415 - large, and no register needs it

        return None, *pdf_layer(raw, file)
    if kind == ".docx":
        from loaders.readers.docx import docx_layer  # noqa: PLC0415 - as above

        return None, docx_layer(raw, file), ()
    if kind == ".html":
        encoding, text = decoded(raw, file, fallback=declared_encoding(raw))
        return encoding, html_layer(text), ()
    encoding, text = decoded(raw, file)
    return encoding, TextLayer(text=text), ()


def _kind(raw: bytes, path: Path) -> str:
    """Return the suffix that stands for the content, if the file's name agrees with it."""
    file, suffix = str(path), path.suffix.lower()
    if not raw.strip():
        raise EmptyDocumentError(file)
    named = _KINDS.get(suffix, suffix)
    found = _found(raw, file, named)
    if found is None:  # no signature: what the name says, if that needs none
        if named in _OLD:
            raise OldFormatError(file, _OLD[named])
        if named in {".docx", ".pdf"}:
            raise _misnamed_text(raw, file, named)
        return named if named in _MEDIA_TYPES else ".txt"
    if found != named and named in SUFFIXES:
        raise WrongSuffixError(file, suffix, found)
    return found


def _found(raw: bytes, file: str, named: str) -> str | None:
    """Return the kind that the first bytes tell, or None for plain text and the unknown."""
    if raw.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in raw:
            raise EncryptedDocumentError(file)
        raise OldFormatError(file, _OLD.get(named, "Office 97–2003"))
    if raw.startswith(b"{\\rtf"):
        raise OldFormatError(file, _OLD[".rtf"])
    if raw.startswith(b"PK\x03\x04"):
        return _package(raw, file, named)
    if b"%PDF-" in raw[:_BEGINNING]:
        return ".pdf"
    return ".html" if _HTML.match(raw[: _BEGINNING * 4]) else None


def _package(raw: bytes, file: str, named: str) -> str:
    """Return which kind of package a zip file is; Word's own may be damaged in its directory."""
    try:
        with ZipFile(BytesIO(raw)) as package:
            names = set(package.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BrokenDocumentError(file, "docx", str(error)) from error
    if "word/document.xml" in names:
        return ".docx"
    if "xl/workbook.xml" in names:
        return ".xlsx"
    if "ppt/presentation.xml" in names:
        return ".pptx"
    if named == ".docx" and _WORD_PART in raw:
        raise BrokenDocumentError(file, "docx", "缺少正文 / word/document.xml is missing")
    return ".zip"


def _misnamed_text(raw: bytes, file: str, named: str) -> LoaderError:
    """Return what is wrong with a file that should have a signature and has none."""
    try:
        decoded(raw, file)
    except LoaderError:
        return BrokenDocumentError(file, named.lstrip("."), "文件头不符 / no such file header")
    return WrongSuffixError(file, named, ".txt")
