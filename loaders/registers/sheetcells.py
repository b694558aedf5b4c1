"""The cells of one row of a kept spreadsheet (台账单元格), by the fields of its form."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final, TypeVar
from unicodedata import normalize

from loaders.readers.spreadsheet import Cell, Row
from loaders.registers.headings import factor_of, heading_key, is_implied
from loaders.registers.placeholders import DASHES
from loaders.registers.positions import pair_of
from loaders.registers.recognition import Guess, SheetColumn
from loaders.registers.sheetform import AXES, PAIR, SheetForm
from loaders.registers.unstated import Unstated, note_of
from loaders.registers.values import RefusedValueError, is_bare, text_of
from loaders.report import Entry, Place

__all__ = ["SheetCells"]

T = TypeVar("T")

_WIDE: Final = 3
"""So many columns has a table in which a row of one cell is not like the others."""


class SheetCells:
    """One row, read by the fields of a form (一行).

    Args:
        guess: The form and its columns.
        row: The row.
        table: Where the sheet is.

    Attributes:
        faults: What could not be used.
        varied: Fields in which the rows of its risk point differ.
        unstated: Numbers without a unit, by field.
        gone: Whether it says that what it is about is gone.
    """

    def __init__(self, guess: Guess, row: Row, table: Place) -> None:
        self._guess = guess
        self._row = row
        self._table = table
        self._columns = guess.by_field
        self._read: dict[str, tuple[SheetColumn | None, Cell]] = {}
        self._texts: dict[str, str] = {}
        self.faults: list[Entry] = []
        self.varied: frozenset[str] = frozenset()
        self.gone = False
        self.unstated: dict[str, Unstated] = {}
        for field in guess.repeated:
            self._compare(field)

    @property
    def row(self) -> Row:
        """The row itself."""
        return self._row

    @property
    def form(self) -> SheetForm:
        """The form by which it is read."""
        return self._guess.form

    def says_nothing(self) -> bool:
        """Tell whether the row is empty but for serial numbers, or repeats headings."""
        texts = ((text_of(self._cell(column)), column.heading) for column in self._guess.loud)
        said = ((text, heading) for text, heading in texts if text)
        if not all(_is_heading(*each) for each in islice(said, 1)):
            return False
        others = [_is_heading(*each) for each in said]
        return sum(others) * 2 > len(others) - 1

    @property
    def alone(self) -> str:
        """What stands in the only cell of a wide row that holds anything; else empty."""
        loud = self._guess.loud
        found = islice((text for c in loud if (text := text_of(self._cell(c)))), 2)
        first, second = next(found, ""), next(found, "")
        return "" if second or len(loud) < _WIDE else first

    def is_day(self, field: str) -> bool:
        """Tell whether a spreadsheet program takes what stands under a field for a day."""
        return isinstance(self._found(field)[1], date)

    def is_merged(self, field: str) -> bool:
        """Tell whether a cell is merged with those of other rows."""
        column = self._found(field)[0] if self._row.merged else None
        return column is not None and column.index in self._row.merged

    def is_shared(self, field: str, *names: str | None) -> bool:
        """Tell whether a cell is merged with those of rows that name something else."""
        if not self.is_merged(field):
            return False
        columns = (self._found(name)[0] for name in filter(None, names))
        return any(column.index not in self._row.merged for column in columns if column)

    def text(self, field: str) -> str:
        """Return what stands under a field, in its first column that holds something."""
        if (found := self._texts.get(field)) is None:
            found = self._texts[field] = text_of(self._meant(field))
        return found

    def written(self, field: str) -> str:
        """Return what stands under a field, be it a word that stands for something else."""
        return text_of(self._found(field)[1])

    def unit(self, field: str) -> str | None:
        """Return the unit of a field: in a column of its own, else in its heading."""
        column, beside = self._found(field)[0], self.form.units.get(field)
        own = self.text(beside) if beside and self._found(beside)[0] else ""
        said = own or (column.unit if column else None)
        return said or (self.text(beside) if beside else None) or None

    def unit_for(self, field: str, declared: str | None) -> str | None:
        """Return the unit of a field that is to be given in a declared unit.

        Raises:
            RefusedValueError: If its heading and the column of units contradict each other.
        """
        unit, column = self.unit(field), self._found(field)[0]
        if unit is None:
            return self._general_unit(field, declared, assumed=True)
        if column and column.unit and factor_of(column.unit, declared) != factor_of(unit, declared):
            raise RefusedValueError(
                self.text(field),
                zh=f"表头的单位是“{column.unit}”，单位列写的是“{unit}”，无法确定",
                en=f"the heading gives the unit {column.unit}, the column of units {unit}",
            )
        return unit

    def figure_unit(self, field: str, declared: str) -> str:
        """Return the unit of a counted fact, as it is stated; empty where nobody states one."""
        found = self.unit(field) or self._general_unit(field, declared, assumed=False)
        if found is None:
            return "" if field in self.unstated else declared
        return declared if normalize("NFKC", found) == normalize("NFKC", declared) else found

    def _general_unit(self, field: str, declared: str | None, *, assumed: bool) -> str | None:
        """Return the unit that the table states for all of it, where it may be that of a field.

        A bare number that has none is noted.
        """
        general = self._guess.title.unit
        if declared is None or is_implied(declared):
            return None
        if general and factor_of(general, declared):
            return general
        if is_bare(self.written(field)):
            column = self._found(field)[0]
            self.unstated[field] = Unstated(
                field=field,
                heading=column.heading if column else field,
                unit=declared,
                assumed=assumed,
                general=general,
            )
        return None

    def note(self, *fields: str | None) -> str | None:
        """Return what evidence says of the units that nobody states for some fields."""
        if not self.unstated:
            return None
        return note_of(tuple(self.unstated[f] for f in dict.fromkeys(fields) if f in self.unstated))

    def read(self, field: str, parse: Callable[[Cell], T]) -> T | None:
        """Return the value of a field; None for an empty cell or a broken one, which is told."""
        if not (text := self.text(field)):
            return None
        try:
            return parse(self._meant(field))
        except RefusedValueError as error:
            self.refuse(field, text, zh=error.zh, en=error.en)
            return None

    def place(self, *fields: str | None) -> Place:
        """Return the place of some fields; where none is a cell, what stands above the table."""
        columns = [c for f in fields if f and (c := self._found(f)[0])]
        row: int | None = self._row_of(columns[0] if columns else None)
        if not columns:
            said = next((x for f in fields if f and (x := self._guess.title.fields.get(f))), None)
            row = said.row if said else row
        named = "、".join(dict.fromkeys([column.heading for column in columns])) or None
        return Place(file=self._table.file, sheet=self._table.sheet, row=row, column=named)

    def _row_of(self, column: SheetColumn | None) -> int:
        """Return the row in which the cell of a column stands."""
        numbers = self._row.numbers
        return numbers[column.index] if column and numbers else self._row.number

    def refuse(self, field: str, value: str, *, zh: str, en: str) -> None:
        """Note a fault under a field, once."""
        column = self._found(field)[0] or next(iter(self._columns.get(field, ())), None)
        where = self._table
        entry = Entry(
            kind="cell",
            subject=self._guess.form.name,
            place=Place(
                file=where.file,
                sheet=where.sheet,
                row=self._row_of(column),
                column=column.heading if column else field,
            ),
            value=value or None,
            zh=zh,
            en=en,
        )
        if entry not in self.faults:
            self.faults.append(entry)

    def remark(self, value: str, *, zh: str, en: str) -> None:
        """Note something about the row as a whole."""
        entry = Entry(
            kind="row",
            subject=self._guess.form.name,
            place=replace(self._table, row=self._row.number),
            value=value,
            zh=zh,
            en=en,
        )
        self.faults.append(entry)

    def _meant(self, field: str) -> Cell:
        """Return the cell of a field, or what the word in it stands for."""
        cell = self._found(field)[1]
        if cell is None:
            return None
        words = self.form.words.get(field)
        if words and (text := text_of(cell)) in words:
            return words[text]
        return None if cell in DASHES else cell

    def _compare(self, field: str) -> None:
        """Tell where columns of one heading hold different values; the first counts."""
        texts = [text for column in self._columns[field] if (text := text_of(self._cell(column)))]
        for other in dict.fromkeys(texts[1:]):
            if other != texts[0]:
                self.refuse(
                    field,
                    other,
                    zh=f"同名列的值不同，取前一列的“{texts[0]}”；"
                    "如各有所指，用 --map 列#2=字段 指明",
                    en=f"columns of one heading differ; “{texts[0]}” of the first is read; if they "
                    "are no repetition, name the second with --map column#2=field",
                )

    def _found(self, field: str) -> tuple[SheetColumn | None, Cell]:
        """Return the column and cell of a field; of columns of one heading the first filled."""
        if (found := self._read.get(field)) is None:
            found = self._read[field] = self._find(field)
        return found

    def _find(self, field: str) -> tuple[SheetColumn | None, Cell]:
        for column in self._columns.get(field, ()):
            cell = self._cell(column)
            if text_of(cell):
                return column, cell
        if field in AXES:
            both = self._found(PAIR)
            if pair := pair_of(text_of(both[1])):
                return both[0], pair[AXES.index(field)]
        said = self._guess.title.fields.get(field)
        return None, said.text if said else None

    def _cell(self, column: SheetColumn) -> Cell:
        return self._row.cells[column.index] if column.index < len(self._row.cells) else None


def _is_heading(text: str, heading: str) -> bool:
    """Tell whether a cell repeats the heading of its column, or a part of one of several rows."""
    key = heading_key(text)
    return key == heading_key(heading) or key in map(heading_key, heading.split("/"))
