"""The cells of one row (单元格): values by what their column means, and every fault in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from graph.errors import CustodyError
from graph.evidence import UNKNOWN_START
from graph.model.labels import Label
from graph.model.spec import NodeSpec, Property
from graph.model.statement import Fault
from loaders.identity import Mention
from loaders.readers.spreadsheet import Cell, Row
from loaders.registers.columns import Column, LinkColumn, Role
from loaders.registers.forms import Form, form_of
from loaders.registers.headings import headings
from loaders.registers.placeholders import names_nothing
from loaders.registers.positions import Position, converted
from loaders.registers.values import RefusedValueError, day_of, parsed, text_of
from loaders.report import Entry, Place

__all__ = ["RowCells", "RowRefusedError"]

T = TypeVar("T")


class RowRefusedError(CustodyError):
    """A row that cannot be used (行被拒收).

    Attributes:
        entries: A line for each broken cell.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        super().__init__(
            zh="；".join(entry.sentence("zh") for entry in entries),
            en="; ".join(entry.sentence("en") for entry in entries),
        )


class RowCells:
    """The cells of one row of a table (一行单元格).

    Args:
        form: What the table speaks of.
        columns: Its columns.
        row: The row.
        table: Where the table is.
        system: System of coordinates that the table declares; empty if it declares none.
    """

    def __init__(
        self, form: Form, columns: Sequence[Column], row: Row, table: Place, system: str = ""
    ) -> None:
        self._form = form
        self._columns = columns
        self._row = row
        self._table = table
        self._system = system
        self._faults: list[Entry] = []

    @property
    def number(self) -> int:
        """Number of the row."""
        return self._row.number

    def place(self, column: str | None = None) -> Place:
        """Return where the row, or its cell in a column, stands."""
        where = self._table
        return Place(file=where.file, sheet=where.sheet, row=self.number, column=column)

    def text(self, role: Role) -> str:
        """Return what stands in the column of a role; empty if there is none."""
        column = self._of(role)
        return text_of(self._cell(column)) if column else ""

    def properties(self) -> dict[str, Any]:
        """Return the properties that the row gives, without those it leaves empty."""
        given: dict[str, Any] = {}
        for column in self._columns:
            prop = column.meaning
            if isinstance(prop, Property):
                value = self._read(column, partial(parsed, prop))
                if prop.name == "name" and names_nothing(str(value)):
                    self.refuse(column, zh="不是名称", en="is no name")
                elif value is not None:
                    given[prop.name] = value
        return {**given, **self._placed(given)}

    def _placed(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return where a thing is in CGCS2000, if it is said in which system it is given."""
        system = self.text(Role.SYSTEM) or self._system
        if not (system and given.keys() >= {"longitude", "latitude"}):
            return {}
        try:
            return converted(Position(given["longitude"], given["latitude"]), system)._asdict()
        except RefusedValueError as error:
            column = next(c for c in self._columns if _field(c) == "longitude")
            self.refuse(column, zh=f"坐标系“{system}”：{error.zh}", en=f"{system}: {error.en}")
            return {}

    def validity(self) -> tuple[str, str | None]:
        """Return the first day on which it is true, and the first on which it no longer is."""
        begin, end = self._of(Role.VALID_FROM), self._of(Role.VALID_TO)
        last = self._of(Role.VALID_THROUGH)
        valid_from = self._read(begin, day_of) if begin else None
        valid_to = self._read(end, day_of) if end else None
        through = self._read(last, lambda c: day_of(c, following=True)) if last else None
        if valid_to and through and valid_to != through:
            self.refuse(
                last,
                zh="与“失效日期”矛盾：截止日期是有效的最后一天，失效日期是其次日",
                en="contradicts valid_to, which is the day after valid_through",
            )
        return valid_from or UNKNOWN_START, valid_to or through

    def mention(self, role: Role, labels: Iterable[Label]) -> Mention:
        """Return what the column of a role points to; it must point to something."""
        column = self._of(role)
        text = self.text(role)
        heading = column.heading if column else _zh(role)
        if not text:
            self.refuse(column or heading, zh="必填", en="required")
        return Mention(text=text, labels=tuple(labels), place=self.place(heading))

    def types(self, role: Role, allowed: Sequence[Label]) -> tuple[Label, ...]:
        """Return the types that the column of a role leaves; all that are allowed without it."""
        text = self.text(role)
        possible = tuple(dict.fromkeys(allowed))
        if not text:
            return possible
        form = form_of(text)
        if isinstance(form, NodeSpec) and form.label in possible:
            return (form.label,)
        words = "、".join(label.value for label in possible)
        self.refuse(self._of(role), zh=f"应为 {words} 之一", en=f"expected one of {words}")
        return possible

    def links(self) -> Iterator[tuple[LinkColumn, str, list[str]]]:
        """Yield each column of related things with its heading and what it points to."""
        for column in self._columns:
            if isinstance(column.meaning, LinkColumn):
                texts = text_of(self._cell(column)).replace(";", "；").split("；")
                yield column.meaning, column.heading, [t.strip() for t in texts if t.strip()]

    def check(self, faults: Iterable[Fault]) -> None:
        """Take over what the model does not accept."""
        for fault in faults:
            named = (c for c in self._columns if _field(c) == fault.field)
            prop = self._form.declared(fault.field)
            where = next(named, None) or (prop.zh if prop else fault.field)
            self.refuse(where, zh=fault.zh, en=fault.en)

    def refuse(self, where: Column | str | None, *, zh: str, en: str) -> None:
        """Note a fault in a column."""
        heading = where.heading if isinstance(where, Column) else where
        value = text_of(self._cell(where)) if isinstance(where, Column) else ""
        self._faults.append(
            Entry(
                kind=self._form.label if isinstance(self._form, NodeSpec) else self._form.type,
                subject=self._subject(),
                place=self.place(heading),
                value=value or None,
                zh=zh,
                en=en,
            )
        )

    def settle(self) -> None:
        """End the reading of the row.

        Raises:
            RowRefusedError: If there were faults in it.
        """
        if self._faults:
            raise RowRefusedError(self._faults)

    def _subject(self) -> str:
        if isinstance(self._form, NodeSpec):
            name = self._form.properties[0]
            column = next((c for c in self._columns if c.meaning is name), None)
            return (text_of(self._cell(column)) if column else "") or self._form.zh
        return f"{self.text(Role.FROM)} → {self.text(Role.TO)}"

    def _of(self, role: Role) -> Column | None:
        return next((c for c in self._columns if c.meaning is role), None)

    def _cell(self, column: Column) -> Cell:
        return self._row.cells[column.index] if column.index < len(self._row.cells) else None

    def _read(self, column: Column, read: Callable[[Cell], T]) -> T | None:
        try:
            return read(self._cell(column))
        except RefusedValueError as error:
            self.refuse(column, zh=error.zh, en=error.en)
            return None


def _field(column: Column) -> str:
    """Return the name under which the model speaks of a column."""
    meaning = column.meaning
    if isinstance(meaning, LinkColumn):
        return meaning.type
    return meaning.value if isinstance(meaning, Role) else meaning.name


def _zh(role: Role) -> str:
    """Return the Chinese heading of a role."""
    tables = ("shared", "entity", "relation")
    words: list[str] = next(
        headings()[t][role.value] for t in tables if role.value in headings()[t]
    )
    return words[-1]
