"""Recognition (样式识别): which form a sheet has, found from its headings. Pure.

Headings stand in one row or two, below titles. A form's score is the share of headings that it
knows; its name in a title, on the sheet or in the file's name adds to it. In doubt nothing is
read, and the best guess is told with what it lacks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import groupby
from typing import Final

from graph.model.pinyin import initials, spelled
from loaders.readers.spreadsheet import Row, Table
from loaders.registers.headings import heading_key, split_unit
from loaders.registers.heights import Header, headers
from loaders.registers.sheetform import SheetForm, sheet_forms
from loaders.registers.titles import Above, Title, title_of
from loaders.registers.values import text_of
from loaders.registers.vocabulary import CARD_ROWS, answers

__all__ = ["Correction", "Guess", "SheetColumn", "guesses", "readings_of"]

_NAMED: Final = 0.25
"""What the name of the form in a title adds to its score."""
_PINYIN: Final = 3
"""Initials of fewer letters could be anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the user says of a source (人工指定).

    Attributes:
        form: Name of its form; empty to recognise it.
        columns: Field by heading.
        whole: Whether it lists everything, so that what a later edition leaves out has ended;
            None to tell by what both have in common.
        office: Whose it is, whatever it says itself; empty to tell by that.
    """

    form: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    whole: bool | None = None
    office: str = ""

    @property
    def reads(self) -> bool:
        """Whether it says how the source is to be read."""
        return bool(self.form or self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """One column as a form understands it (列的识别).

    Attributes:
        index: Its place, from 0.
        heading: As printed; of two rows joined by a stroke.
        field: Field of the form; None if it is not read.
        unit: Unit in brackets behind the heading.
        known: Whether the form knows the heading, be it read or not.
        silent: Whether it says nothing about the world.
        taken: Another heading, of the same meaning, that is read instead.
        may: Fields of which it means one, where nothing tells which.
    """

    index: int
    heading: str
    field: str | None
    unit: str | None = None
    known: bool = True
    silent: bool = False
    taken: str = ""
    may: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A form that a sheet may have (识别结果).

    Attributes:
        form: The form.
        score: Share of the headings it knows, more if its name stands above; 0 to 1.25.
        header: Rows of the headings.
        columns: What each column is.
        title: What stands above the headings and in the names of sheet and file.
        missing: Fields that it needs and that neither a column nor the title has.
    """

    form: SheetForm
    score: float
    header: Header
    columns: Sequence[SheetColumn]
    title: Title
    missing: Sequence[str]

    @cached_property
    def used(self) -> list[SheetColumn]:
        """Columns that are read."""
        return [column for column in self.columns if column.field]

    @cached_property
    def loud(self) -> list[SheetColumn]:
        """Columns that say something about the world."""
        return [column for column in self.columns if not column.silent]

    @cached_property
    def repeated(self) -> list[str]:
        """Fields of several columns."""
        return [field for field, columns in self.by_field.items() if len(columns) > 1]

    @cached_property
    def by_field(self) -> Mapping[str, Sequence[SheetColumn]]:
        """Columns that are read, by their field."""
        found: dict[str, list[SheetColumn]] = {}
        for column in self.used:
            found.setdefault(column.field or "", []).append(column)
        return found


def guesses(table: Table, file: str, correction: Correction) -> list[Guess]:
    """Return what a sheet may be, the most likely first; each form at its best header."""
    allowed = _allowed(correction)
    best: dict[str, Guess] = {}
    names = (table.sheet or "", file.rpartition(".")[0])
    pairs = set() if correction.reads else set(_pairs(table.head))
    of_cards = set() if correction.reads else set(_of_cards(table.head))
    for header in headers(table.head):
        if header.last in of_cards or (header.first == header.last and header.first in pairs):
            continue
        above = Above.of([row for row in table.head if row.number < header.first], names)
        for form in allowed:
            guess = _guess(form, header, above, correction)
            earlier = best.get(form.key)
            if guess.used and (earlier is None or _rank(guess) > _rank(earlier)):
                best[form.key] = guess
    return sorted(best.values(), key=_rank, reverse=True)


def _pairs(rows: Sequence[Row]) -> Iterator[int]:
    """Yield rows in which what is asked is answered, above a table that is wider than they are."""
    widest = 0
    for row in reversed(rows):
        width = max((i for i, cell in enumerate(row.cells, 1) if text_of(cell)), default=0)
        if width < widest and answers(row):
            yield row.number
        widest = max(width, widest)


def _of_cards(rows: Sequence[Row]) -> Iterator[int]:
    """Yield rows in which what is asked is answered, of which there are as many as a card has."""
    for asks, run in groupby(rows, lambda row: bool(answers(row))):
        numbers = [row.number for row in run] if asks else []
        yield from numbers if len(numbers) >= CARD_ROWS else ()


def _allowed(correction: Correction) -> Sequence[SheetForm]:
    if not correction.form:
        return sheet_forms()
    wanted = heading_key(correction.form)
    return [form for form in sheet_forms() if wanted in map(heading_key, form.names)]


def _rank(guess: Guess) -> tuple[bool, float, int, int, bool]:
    alone = guess.header.first == guess.header.last  # a line above the headings is no group of them
    return (not guess.missing, guess.score, len(guess.used), len(guess.form.needs), alone)


def _guess(form: SheetForm, header: Header, above: Above, correction: Correction) -> Guess:
    title = title_of(form, above)
    read = (_column(form, *each, correction) for each in _numbered(header.headings) if each[1])
    told_apart = _told_apart(list(_each_once(read)))
    columns = [_with_unit(column, header.units) for column in told_apart]
    counted = [column for column in columns if not column.silent]
    known = sum(column.known for column in counted) / len(counted) if counted else 0.0
    has = {column.field for column in columns} | set(title.fields)
    return Guess(
        form=form,
        score=round(known + _NAMED * title.names_form, 3),
        header=header,
        columns=columns,
        title=title,
        missing=form.lacking(has.__contains__, *form.marks),
    )


def _numbered(headings: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Yield each column, its heading, and which of those with that heading it is, from 1."""
    seen: Counter[str] = Counter()
    for index, heading in enumerate(headings):
        key = heading_key(heading)
        seen[key] += 1
        yield index, heading, seen[key]


def _column(
    form: SheetForm, index: int, heading: str, number: int, correction: Correction
) -> SheetColumn:
    for called in (f"{heading}#{number}", heading) if correction.columns else ():
        for name, meant in correction.columns.items():
            if meant and heading_key(name) == heading_key(called):
                field, unit = form.field_named(meant)
                unit = unit or split_unit(heading)[1]
                return SheetColumn(index=index, heading=heading, field=field, unit=unit)
    for key, unit in readings_of(heading):
        if key in form.fields:
            field = form.fields[key]
            said = None if field in form.bare and key == heading_key(heading) else unit
            return SheetColumn(index=index, heading=heading, field=field, unit=said)
        if key in form.ignored or key in form.unused:
            silent = key in form.ignored
            return SheetColumn(index=index, heading=heading, field=None, silent=silent)
        if key in form.either:
            return SheetColumn(index=index, heading=heading, field=None, may=form.either[key])
    found = _initials(form).get(heading.strip().casefold())
    return SheetColumn(index=index, heading=heading, field=found, known=found is not None)


def _with_unit(column: SheetColumn, units: Sequence[str]) -> SheetColumn:
    """Return a column with the unit that stands below its heading, if it has none itself."""
    below = units[column.index] if column.index < len(units) else ""
    return replace(column, unit=below) if below and column.unit is None else column


def _each_once(columns: Iterable[SheetColumn]) -> Iterator[SheetColumn]:
    """Yield columns so that no two of different headings are read as one field."""
    first: dict[str, str] = {}
    for column in columns:
        earlier = first.setdefault(column.field, column.heading) if column.field else ""
        if column.field and heading_key(earlier) != heading_key(column.heading):
            yield replace(column, field=None, taken=earlier)
        else:
            yield column


def _told_apart(columns: Sequence[SheetColumn]) -> Iterator[SheetColumn]:
    """Yield columns; one that may mean either of two fields is the one that no other column is."""
    has = {column.field for column in columns}
    for column in columns:
        left = [name for name in column.may if name not in has]
        if len(left) == 1 and len(left) < len(column.may):
            yield replace(column, field=left[0], may=())
        else:
            yield column


@lru_cache(maxsize=1024)
def readings_of(heading: str) -> Sequence[tuple[str, str | None]]:
    """Return the ways to read a heading, each as a key and the unit behind it.

    It is read whole, without its unit, and its lower row alone; every form asks the same.
    """
    plain = heading.strip().strip("*:：")
    found: dict[tuple[str, str | None], None] = {}
    for text in (plain, plain.replace("/", ""), plain.rpartition("/")[2]):
        bare, unit = split_unit(text)
        found |= {(heading_key(text), unit): None, (heading_key(bare), unit): None}
    return list(found)


@cache
def _known_initials(form: str) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for each in sheet_forms():
        if each.key == form:
            for key, name in each.fields.items():
                for written in (initials(key), spelled(key)):
                    found.setdefault(written.casefold(), set()).add(name)
    return {
        written: next(iter(names))
        for written, names in found.items()
        if len(names) == 1 and len(written) >= _PINYIN
    }


def _initials(form: SheetForm) -> Mapping[str, str]:
    """Return fields by the pinyin of their headings, where that means only one of them."""
    return _known_initials(form.key)
