"""Provenance (出处): a source file, and the exact place in it that says so."""

import hashlib
from dataclasses import dataclass, fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, Self

__all__ = ["Evidence", "Source", "digest", "family_of"]

_OTHER: Final = "（另一份 "
"""Behind the name of a file that is like no other of its name."""


def digest(*parts: object) -> str:
    """Return a short, stable digest of the parts; equal parts give equal ids.

    >>> digest("Park", "甲园区") == digest("Park", "甲园区")
    True
    """
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.blake2s(joined.encode(), digest_size=8).hexdigest()


def family_of(lineage: str) -> str:
    """Return what lists of one name and keeper are called together.

    >>> family_of(Source(name="台账.csv", sha256="5a" * 32).apart().lineage)
    '台账.csv'
    """
    return lineage.partition(_OTHER)[0]


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
        """What all its editions are called, and nothing else."""
        return self.source or self.name

    def kept_by(self, keeper: str) -> Self:
        """Return it as one whose editions are those of one keeper alone."""
        return replace(self, source=f"{self.lineage}（{keeper}）")

    def called(self, lineage: str) -> Self:
        """Return it as an edition of what is called so."""
        return replace(self, source=None if lineage == self.name else lineage)

    def apart(self) -> Self:
        """Return it as the first edition of another list of its name and keeper."""
        return replace(self, source=f"{family_of(self.lineage)}{_OTHER}{self.sha256[:8]}）")


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
