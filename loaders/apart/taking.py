"""Taking over (接收): what another process read, from the plain data that it wrote down."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from graph.evidence import Source
from loaders.apart.handing import FAULT, INDEX, rows_file
from loaders.apart.plain import UnfitError, cell_of, made
from loaders.documents import CleanText, Extraction
from loaders.errors import LoaderError
from loaders.readers.longtable import held
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.report import Entry
from loaders.sources import DocumentFile, ReadFiles

__all__ = ["Again", "taken_over"]

Again = Callable[[str, Mapping[str, str]], RegisterFile]
"""Reads a file of this name again, with what the user says of its headings."""


def taken_over(folder: Path, again: Again) -> ReadFiles:
    """Return what was read, in the order of `read_files`.

    Args:
        folder: What was written down; rows of long tables are read from it later on.
        again: Reads a file again that says that this may change what it holds.

    Raises:
        UnfitError: If it is not what is written down of files.
    """
    try:
        registers, documents, rejected = json.loads((folder / INDEX).read_bytes())
        read = [_register(folder, again, *each) for each in registers]
        texts = [_document(*each) for each in documents]
    except (OSError, RecursionError, TypeError, ValueError) as error:
        raise UnfitError(INDEX) from error
    return ReadFiles(
        registers=tuple(sorted(read, key=lambda each: (each[1].name, each[1].sha256))),
        documents=tuple(sorted(texts, key=lambda each: (each.source.name, each.source.sha256))),
        rejected=tuple(made(Entry, each) for each in rejected),
    )


def _register(folder: Path, again: Again, source: Any, file: Any) -> tuple[Source, RegisterFile]:
    name, sha256, media_type, tables, faults, anew = file
    return made(Source, source), RegisterFile(
        name=made(str, name),
        sha256=made(str, sha256),
        media_type=made(str, media_type),
        tables=tuple(_table(folder, *each) for each in tables),
        faults=tuple(_fault(each) for each in faults),
        reread=partial(again, name) if anew else None,
    )


def _table(folder: Path, name: Any, sheet: Any, hidden: Any, long: Any, number: Any) -> Table:
    reading = partial(_rows, rows_file(folder, made(int, number)))
    return Table(
        name=made(str, name),
        sheet=None if sheet is None else made(str, sheet),
        rows=held(reading(), reading) if made(bool, long) else tuple(reading()),
        hidden=made(bool, hidden),
    )


def _rows(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        for line in file:
            number, cells, numbers, merged = json.loads(line)
            yield Row(
                made(int, number),
                tuple(map(cell_of, cells)),
                tuple(made(int, each) for each in numbers),
                frozenset(made(int, each) for each in merged),
            )


def _document(source: Any, text: Any, extraction: Any) -> DocumentFile:
    read = made(CleanText, text)
    name, sha256, title, media_type, _, dated_on = source
    return DocumentFile(
        source=made(Source, [name, sha256, title, media_type, read.text, dated_on]),
        text=read,
        extraction=made(Extraction, extraction),
    )


def _fault(told: Any) -> LoaderError:
    given = dict(zip(FAULT, told, strict=True))
    where = given["location"]
    given["location"] = tuple(where) if isinstance(where, list) else where
    return LoaderError(**given)
