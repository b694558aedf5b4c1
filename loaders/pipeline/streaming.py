"""Streaming (分批读取): the registers of a load, begun to be read; the rest on request."""

from collections.abc import Callable, Iterator
from datetime import date

from loaders.aside import Aside
from loaders.errors import LoaderError
from loaders.pipeline.lists import ListFile
from loaders.readers.spreadsheet import RegisterFile
from loaders.registers import Correction, Coverage, Reading, readings
from loaders.report import Entry
from loaders.sources import ReadFiles

__all__ = ["Correct", "opened"]

Correct = Callable[[RegisterFile], Correction]


def opened(
    files: ReadFiles, correct: Correct | None, dated: date | None, aside: Aside
) -> list[ListFile]:
    """Begin to read the registers of a load."""
    found: list[ListFile] = []
    for source, file in files.registers:
        given = correct(file) if correct else Correction()
        coverage = Coverage(unread=bool(file.faults))
        meant = file.reread(given.columns) if file.reread and given.columns else file
        said = _read(meant, given, coverage, aside)
        found.append(ListFile.opened(source, said, coverage, given).dated(dated))
    return found


def _read(
    file: RegisterFile, given: Correction, coverage: Coverage, aside: Aside
) -> Iterator[Reading]:
    """Yield what a register says; one that breaks off is told."""
    yield Reading(rejected=[Entry.of_error(fault) for fault in file.faults])
    try:
        yield from readings(file, given, coverage, aside)
    except LoaderError as error:
        coverage.unread = True
        yield Reading(rejected=[Entry.of_error(error)])
