"""Provenance (出处): a source file, and the exact place in it that says so."""

import hashlib
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

__all__ = ["Evidence", "Source", "digest"]


def digest(*parts: object) -> str:
    """Return a short, stable digest of the parts; equal parts give equal ids.

    >>> digest("Park", "甲园区") == digest("Park", "甲园区")
    True
    """
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.blake2s(joined.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as it came (来源文件).

    Attributes:
        name: File name.
        sha256: SHA-256 of its bytes, hexadecimal.
        source: Publication or register that the file carries over.
        media_type: Media type.
        text: Cleaned text of a document; None for a register.
        dated_on: Day for which a register says that it holds, ``YYYY-MM-DD``.
    """

    name: str
    sha256: str
    source: str | None = None
    media_type: str | None = None
    text: str | None = None
    dated_on: str | None = None

    @property
    def id(self) -> str:
        """Id of its `Document` node."""
        return f"Document:{self.sha256}"

    @property
    def lineage(self) -> str:
        """What all its editions are called."""
        return self.source or self.name


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A span of a document or a cell of a register (依据).

    Attributes:
        document: SHA-256 of the file.
        method: How the statement was got out, a `Method`.
        quote: Exact text, for documents.
        start: First character in the cleaned text.
        end: One past the last character in the cleaned text.
        original_start: First character in the file as it came.
        original_end: One past the last character in the file as it came; of a docx or PDF, in
            its text layer.
        locator: Page, paragraph or row of a table, where the file has such.
        sheet: Sheet, for registers.
        row: Row, counted from 1 as a spreadsheet shows it.
        column: Heading of the column; None where the whole row says so.
        note: Where the register took it from; what was taken for granted.
        rule: Rule that found it.
    """

    document: str
    method: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    original_start: int | None = None
    original_end: int | None = None
    locator: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    note: str | None = None
    rule: str | None = None

    @cached_property
    def id(self) -> str:
        """Id from the document and the place in it."""
        return f"Evidence:{digest(*_place_of(self))}"

    def properties(self) -> dict[str, Any]:
        """Return what its node holds, without what is not known."""
        said = zip(_NAMES, _all_of(self), strict=True)
        return {name: value for name, value in said if value is not None}


_NAMES: Final = tuple(part.name for part in fields(Evidence))
_all_of: Final = attrgetter(*_NAMES)
_place_of: Final = attrgetter(*(name for name in _NAMES if name != "locator"))
