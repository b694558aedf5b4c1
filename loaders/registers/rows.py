"""Tables of a register (登记册内容): from rows to what they say of things and relationships.

No single form is known here: those of the model follow from it, those that stewards keep are data
(``sheets/``).
"""

from collections.abc import Iterator
from functools import partial

from loaders.aside import Aside
from loaders.readers.longtable import PORTION, STATEMENTS, portions
from loaders.readers.spreadsheet import RegisterFile, Table
from loaders.registers.below import with_below
from loaders.registers.cards import flattened, is_card
from loaders.registers.columns import Role, columns_of
from loaders.registers.coverage import Coverage
from loaders.registers.forms import Form, form_of
from loaders.registers.modelrows import header_of, read_table, rows_above
from loaders.registers.reading import Reading
from loaders.registers.recognition import Correction
from loaders.registers.sheetbook import SheetBook
from loaders.registers.sheetread import corrections_refused, guess_of, unread_columns
from loaders.registers.sheetrows import SheetReader
from loaders.registers.stacked import below, parts_of, row_below
from loaders.registers.unrecognised import is_prose, long_cards, unknown_form
from loaders.registers.varied import varied_in
from loaders.report import Entry, Place

__all__ = ["read_register", "readings"]


def read_register(file: RegisterFile, correction: Correction | None = None) -> Reading:
    """Return what the tables of a file say; as `readings`, in one."""
    whole = Reading()
    for reading in readings(file, correction):
        whole.add(reading)
    return whole


def readings(
    file: RegisterFile,
    correction: Correction | None = None,
    coverage: Coverage | None = None,
    aside: Aside | None = None,
) -> Iterator[Reading]:
    """Yield what the tables of a file say, so many rows at a time.

    A table named after a type or relationship of the model is read in the model's own words,
    unless a form that stewards keep reads more of its columns; any other is recognised by its
    headings.

    Args:
        file: The file.
        correction: What the user says of its form and columns.
        coverage: Where to note what the file is read for.
        aside: Reads long tables elsewhere; they are read here, if left out.
    """
    given = correction or Correction()
    noted = coverage or Coverage()
    for table in file.tables:
        place = Place(file=file.name, sheet=table.sheet)
        form = form_of(table.name)
        if table.hidden:
            yield from _unseen(table, place, noted)
        elif form is not None and not given.reads and _speaks_model(form, table, place):
            yield from read_table(file.sha256, form, table, place, noted)
        elif table.head:
            cards = flattened(table)
            if table.is_long and cards == [table] and is_card(table.head):
                noted.unread = True
                yield Reading(rejected=[long_cards(table, place)])
                continue
            for card in cards:
                yield from _each_part(file.sha256, card, place, given, noted, aside)


def _unseen(table: Table, place: Place, coverage: Coverage) -> Iterator[Reading]:
    """Tell of a register that nobody sees; lists to choose from are no register."""
    guess, _ = guess_of(table, place, Correction())
    if guess is None and form_of(table.name) is None:
        return
    coverage.unread = True
    entry = Entry(
        kind="sheet",
        subject=table.name,
        place=place,
        value=table.name,
        zh="是隐藏的工作表，可能已不再使用，未读；如需读入，请取消隐藏",
        en="is a hidden sheet, perhaps no longer in use; not read. To have it read, show it",
    )
    yield Reading(rejected=[entry])


def _speaks_model(form: Form, table: Table, place: Place) -> bool:
    """Tell whether a table named after a form of the model is to be read in the model's words."""
    header = header_of(form, table)
    if header is None:
        return not table.head
    columns, _ = columns_of(form, header, place)
    guess, _ = guess_of(table, place, Correction())
    said = [column for column in columns if column.meaning is not Role.SYSTEM]
    return guess is None or len(guess.used) <= len(said)


def _each_part(
    sha256: str,
    table: Table,
    place: Place,
    correction: Correction,
    coverage: Coverage,
    aside: Aside | None,
) -> Iterator[Reading]:
    """Yield what each table of a sheet says."""
    following: int | None = None
    for part in parts_of(table):
        for reading in _recognise(sha256, part, place, correction, coverage, aside):
            following = reading.following or following
            yield reading
    if following is not None:
        rest = below(table, following)
        yield from _each_part(sha256, rest, place, correction, coverage, aside)


def _recognise(
    sha256: str,
    table: Table,
    place: Place,
    correction: Correction,
    coverage: Coverage,
    aside: Aside | None,
) -> Iterator[Reading]:
    guess, told = guess_of(table, place, correction)
    form = form_of(table.name)
    if guess is not None and told is not None:
        refused = [
            *corrections_refused(guess, correction.columns, place),
            *unread_columns(guess, place),
        ]
        coverage.read_form(guess, rows_above(table, guess.header.first))
        reader = SheetReader(
            with_below(guess, table), place, SheetBook(sha256), varied_in(guess, table)
        )
        begin = partial(aside.begin, table.length, _read_sheet) if aside else _read_sheet
        rest = begin(reader, table)
        yield Reading(rejected=refused, sheets=[told], long=table.is_long)
        for reading in rest:
            for row in reading.doubtful:
                coverage.doubt(row)
            yield reading
    elif (
        form is not None
        and not correction.form
        and (told is None or header_of(form, table, correction.columns))
    ):
        yield from read_table(sha256, form, table, place, coverage, correction.columns)
    else:
        coverage.unread |= not is_prose(table)
        yield Reading(rejected=[unknown_form(table, place, told, correction)])


def _read_sheet(reader: SheetReader, table: Table) -> Iterator[Reading]:
    for rows in portions(table.rows):
        begun = 0
        for number, row in enumerate(rows, 1):
            if row.number > reader.guess.header.last:
                reader.read(row)
            if reader.book.size >= STATEMENTS:
                yield _said(reader, number - begun)
                reader.put_away()
                begun = number
        yield _said(reader, len(rows) - begun)
        if len(rows) == PORTION:
            reader.put_away()
            reader.stop_adding_up()
    yield Reading(following=row_below(table))


def _said(reader: SheetReader, rows: int) -> Reading:
    reader.join_turns()
    return Reading(
        entities=reader.book.entities,
        relations=reader.book.relations,
        rejected=reader.rejected,
        earlier=reader.book.earlier,
        doubtful=reader.doubtful,
        rows=rows,
    )
