"""Streaming (分批读取): the registers of a load, begun to be read; the rest on request."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from loaders.aside import Aside
from loaders.errors import LoaderError
from loaders.pipeline.lists import ListFile
from loaders.readers.spreadsheet import RegisterFile
from loaders.registers import NOBODY, Correction, Coverage, Reading, keeper_of, readings
from loaders.report import Entry
from loaders.sources import ReadFiles

__all__ = ["Correct", "opened"]

Correct = Callable[[RegisterFile], Correction]


def opened(
    files: ReadFiles, correct: Correct | None, dated: date | None, sender: str, aside: Aside
) -> list[ListFile]:
    """Begin to read the registers of a load.

    Args:
        files: What was read.
        correct: Tells what the user says of a register.
        dated: Day for which they hold, if the user says so.
        sender: Whose they are, where nobody says so.
        aside: Reads long tables elsewhere.
    """
    found: list[ListFile] = []
    for source, file in files.registers:
        given = correct(file) if correct else Correction()
        coverage = Coverage(unread=bool(file.faults))
        meant = file.reread(given.columns) if file.reread and given.columns else file
        said = _read(meant, given, coverage, aside)
        keeper = given.office or keeper_of(file) or sender
        begun = ListFile.opened(source, said, coverage, given).dated(dated)
        found.append(begun if keeper in ("", NOBODY) else begun.kept_by(keeper))
    return _told_apart(found)


def _told_apart(files: Sequence[ListFile]) -> list[ListFile]:
    """Return files of which no two are called alike: of one load, each is a list of its own."""
    alike = Counter((file.source.name, file.source.lineage) for file in files)
    return [
        file.called(file.source.apart())
        if alike[file.source.name, file.source.lineage] > 1
        else file
        for file in files
    ]


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
