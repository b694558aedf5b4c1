"""Corrections (人工指定): what the user said of a spreadsheet, remembered for its next edition.

They say how this installation reads a file, not what is true, so they are kept beside the data
and not in the graph (docs/adr/0010-sheets.md). Editions of a file have one name.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from loaders.readers.spreadsheet import RegisterFile
from loaders.registers import NOBODY, Correction, keeper_of
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

        Whose it is, is remembered for all files of its name that say the same of that, and whether
        it is whole for those of its name and keeper. That it is a part ends nothing, and so
        holds whosever it is.

        Raises:
            FileUnusableError: If the book cannot be written.
        """
        given, said = self._given, keeper_of(file)
        if given != Correction() and self._keep and self._book:
            self._remember(file.name, said)
            _write(self._book, self._remembered)
        if given.form == FORGET:
            return replace(given, form="")
        held = self._remembered.get(file.name, {})
        office = given.office or self._office(file.name, said)
        whole = given.whole if given.whole is not None else self._whole(file.name, office or said)
        found = Correction(
            form=held.get("form", ""), columns=held.get("columns", {}), whole=whole, office=office
        )
        if given.reads:
            return replace(found, form=given.form, columns=given.columns)
        there = given != Correction() or all(_has(file, heading) for heading in found.columns)
        return found if there else replace(found, form="", columns={})

    def _remember(self, name: str, said: str) -> None:
        """Remember what the user says of a file that says whose it is."""
        given = self._given
        if given.form == FORGET:
            for key in {name, _kept(name, said), _kept(name, given.office or said)}:
                self._remembered.pop(key, None)
            return
        if given.reads:
            read = {"form": given.form, "columns": dict(given.columns)}
            self._remembered[name] = {**self._remembered.get(name, {}), **read}
        if given.office:
            key = _kept(name, said)
            held = self._remembered.get(key, {})
            offices = sorted({*held.get("offices", ()), given.office})
            self._remembered[key] = {**held, "offices": offices}
        if given.whole is not None:
            key = _kept(name, given.office or self._office(name, said) or said)
            self._remembered[key] = {**self._remembered.get(key, {}), "whole": given.whole}

    def _office(self, name: str, said: str) -> str:
        """Return whose files are that say this of it, if only one was ever named."""
        offices = self._remembered.get(_kept(name, said), {}).get("offices", ())
        return offices[0] if len(offices) == 1 else ""

    def _whole(self, name: str, keeper: str) -> bool | None:
        """Return whether a keeper's file of a name is whole, as far as that was said."""
        found: bool | None = self._remembered.get(_kept(name, keeper), {}).get("whole")
        is_part = self._remembered.get(name, {}).get("whole") is False
        return False if found is None and is_part else found


def _kept(name: str, keeper: str) -> str:
    """Return under what it is remembered what holds for files of one name and keeper."""
    return f"{name}（{keeper}）" if keeper not in ("", NOBODY) else name


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
