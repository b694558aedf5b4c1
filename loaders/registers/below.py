"""What a line below a table declares (表下声明): a unit, or a system of coordinates. Pure.

It holds for every row above it, so the end of a table is looked at before its first row is read.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from loaders.readers.spreadsheet import Row, Table
from loaders.registers.headings import unit_in
from loaders.registers.positions import is_same_system
from loaders.registers.recognition import Guess
from loaders.registers.sheetform import SheetForm
from loaders.registers.titles import SYSTEM, Above, Said, Title, system_in
from loaders.registers.totals import is_footer
from loaders.registers.values import text_of

__all__ = ["Declared", "declared_around", "declares", "with_below"]

_BEGINS: Final = re.compile(r"坐标|经纬度|(?:金额|计量|数量)?单位\s*[：:]")


def with_below(guess: Guess, table: Table) -> Guess:
    """Return a form with what the last rows of its table declare."""
    last = guess.header.last
    rows = [row for row in table.tail if row.number > last and declares(row)]
    return replace(guess, title=_joined(guess.title, guess.form, rows)) if rows else guess


@dataclass(frozen=True, slots=True)
class Declared:
    """What lines around a table declare for it (表外声明).

    Attributes:
        system: System of coordinates; empty if there is none.
        rows: Rows below it that declare something, and are no data.
    """

    system: str
    rows: frozenset[int]


def declared_around(table: Table, header: Row) -> Declared:
    """Return what stands around a table that is read in the words of the model."""
    above = system_in(Above.of([row for row in table.head if row.number < header.number], ()))
    rows = [row for row in table.tail if row.number > header.number and declares(row)]
    below = system_in(Above.of(rows, ()))
    said = _agreed(above, below) if below else above
    return Declared(said.text if said else "", frozenset(row.number for row in rows))


def declares(row: Row) -> bool:
    """Tell whether a row is no data, and declares a unit or a system of coordinates.

    >>> declares(Row(9, ("注：坐标系为GCJ-02",))), declares(Row(9, ("甲厂", "坐标系：GCJ-02")))
    (True, False)
    """
    texts = [text for cell in row.cells if (text := text_of(cell))]
    if not texts or not (len(texts) == 1 or _BEGINS.match(texts[0]) or is_footer(row)):
        return False
    above = Above.of([row], ())
    return system_in(above) is not None or any(unit_in(line) for line, _ in above.lines)


def _joined(title: Title, form: SheetForm, rows: list[Row]) -> Title:
    below = Above.of(rows, ())
    fields = dict(title.fields)
    if SYSTEM in form.titles and (said := system_in(below)):
        fields[SYSTEM] = _agreed(title.fields.get(SYSTEM), said)
    units = (unit_in(line) for line, _ in below.lines)
    return replace(
        title,
        fields=fields,
        unit=title.unit or next(filter(None, units), None),
        below=frozenset(row.number for row in rows),
    )


def _agreed(above: Said | None, below: Said) -> Said:
    """Return a system of coordinates; of two that differ both, which is none and gives no place."""
    if above is None or is_same_system(above.text, below.text):
        return below
    return Said(f"{above.text}、{below.text}", below.row)
