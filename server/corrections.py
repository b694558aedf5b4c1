"""Corrections (人工指定): what the user said of a spreadsheet, remembered for its next edition.

They say how this installation reads a file, not what is true, so they are kept beside the data
and not in the graph (docs/adr/0010-sheets.md). Editions of a file have one name.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from loaders.readers.spreadsheet import RegisterFile
from loaders.registers import Correction
from loaders.registers.headings import heading_key, numbered
from server.errors import FileUnusableError

__all__ = ["FORGET", "Corrections"]

FORGET: Final = "auto"
"""Given as a form, it forgets what was remembered and recognises the file anew."""


class Corrections:
    """The corrections of one load (人工指定), given now or remembered.

    Args:
        book: File in which they are remembered; None to remember nothing.
        given: What the user says now of every spreadsheet of the load.
        keep: Whether to remember that.
    """

    def __init__(self, book: Path | None, given: Correction, *, keep: bool) -> None:
        self._book = book
        self._given = given
        self._keep = keep and book is not None
        self._remembered = _read(book) if book else {}

    def __call__(self, file: RegisterFile) -> Correction:
        """Return the correction for a file; remembered ones only if its headings are still there.

        Raises:
            FileUnusableError: If the book cannot be written.
        """
        if self._given == Correction():
            held = self._remembered.get(file.name, {})
            found = Correction(
                form=held.get("form", ""),
                columns=held.get("columns", {}),
                whole=held.get("whole"),
            )
            there = all(_has(file, heading) for heading in found.columns)
            return found if there else Correction(whole=found.whole)
        forget = self._given.form == FORGET
        if self._keep and self._book:
            held = self._remembered.pop(file.name, {})
            if not forget:
                self._remembered[file.name] = {**held, **_said(self._given)}
            _write(self._book, self._remembered)
        if forget:
            return replace(self._given, form="")
        held = self._remembered.get(file.name, {})
        if self._given.reads:
            given = self._given.whole
            return replace(self._given, whole=held.get("whole") if given is None else given)
        return Correction(
            form=held.get("form", ""), columns=held.get("columns", {}), whole=self._given.whole
        )


def _said(given: Correction) -> dict[str, Any]:
    """Return what is to be remembered of what was said now."""
    said: dict[str, Any] = {}
    if given.reads:
        said |= {"form": given.form, "columns": dict(given.columns)}
    return said if given.whole is None else {**said, "whole": given.whole}


def _has(file: RegisterFile, heading: str) -> bool:
    """Tell whether a row among the first has a heading, as often as it is numbered."""
    named, number = numbered(heading)
    wanted = {heading_key(named), heading_key(named.rpartition("/")[2])}  # of two rows, the lower
    rows = (row.cells for table in file.tables for row in table.head)
    found = ([heading_key(cell) for cell in cells if isinstance(cell, str)] for cells in rows)
    return any(sum(key in wanted for key in keys) >= number for keys in found)


def _read(book: Path) -> dict[str, Any]:
    if not book.is_file():
        return {}
    try:
        found = json.loads(book.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileUnusableError(book, str(error)) from error
    return found if isinstance(found, dict) else {}


def _write(book: Path, content: dict[str, Any]) -> None:
    try:
        book.parent.mkdir(parents=True, exist_ok=True)
        book.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    except OSError as error:
        raise FileUnusableError(book, error.strerror or str(error)) from error
