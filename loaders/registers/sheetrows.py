"""Rows of kept spreadsheets (台账行): from the cells of a recognised form to statements. Pure.

A cell that names what the row is about must be right, or the row is refused. Any other broken
cell is told and left out; the rest of its row is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.model.labels import Label, RelType
from graph.model.registry import node_spec
from loaders.identity import Mention
from loaders.readers.spreadsheet import Row
from loaders.registers.asked import Asked, value_of
from loaders.registers.gone import Gone
from loaders.registers.placeholders import NONE, as_above
from loaders.registers.recognition import Guess
from loaders.registers.rowchecks import compare_number, scored
from loaders.registers.rowdoubts import Doubted
from loaders.registers.rowlimits import denied, of_all, of_each, of_one, only_where
from loaders.registers.rownames import agrees, aliases_of, is_listed, name_of, names_in
from loaders.registers.rowplaces import position_of
from loaders.registers.rowvalues import hinted
from loaders.registers.sheetbook import SheetBook, Thing, Things
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetduties import Duties
from loaders.registers.sheetform import SheetForm, SheetThing
from loaders.registers.sheetlinks import Links
from loaders.registers.stray import SLIPPED, slipped, strays
from loaders.registers.totals import Totals, is_footer, is_note, is_sample
from loaders.registers.turns import joined
from loaders.registers.values import RefusedValueError, figure_of, text_of
from loaders.registers.varied import Varied, highest
from loaders.report import Entry, Place

__all__ = ["SheetReader"]


_OF_ALL: Final = frozenset({"t", "m³", "m²", "台", "个", "人"})
"""Units of figures that may be of several devices together; those have a diameter each."""


@dataclass(slots=True)
class SheetReader:
    """Reads the rows of one sheet (台账读取).

    What several rows say alike of a thing is stated once, at the first of them.

    Attributes:
        guess: The form of the sheet, and its columns.
        table: Where the sheet is.
        book: What was read.
        varied: What the rows of each risk point say differently.
        rejected: What could not be used.
        doubtful: The rows in which that stood.
    """

    guess: Guess
    table: Place
    book: SheetBook
    varied: Varied = field(default_factory=Varied)
    rejected: list[Entry] = field(default_factory=list)
    doubtful: list[Row] = field(default_factory=list)
    _above: Row | None = None
    _told: set[str] = field(default_factory=set)
    _totals: Totals = field(init=False)
    _asked: dict[str, Asked] = field(init=False)
    _needed: frozenset[str] = field(init=False)
    _gone: Gone = field(init=False)
    _links: Links = field(init=False)
    _duties: Duties = field(init=False)

    def __post_init__(self) -> None:
        """Begin to add up."""
        self._totals = Totals(self.guess.form)
        self._asked = {thing.key: Asked.of(thing) for thing in self.guess.form.things}
        self._gone = Gone(self.guess)
        self._needed = self.guess.form.needed  # found here, since each row asks for them
        by_key = {thing.key: thing for thing in self.guess.form.things}
        self._links = Links(self.guess.form, self.book, by_key)
        self._duties = Duties(self.guess.form, self.book, by_key)

    def put_away(self) -> None:
        """Begin new lists; what was stated so far is remembered, and not held."""
        self.book.put_away()
        self.rejected, self.doubtful = [], []

    def join_turns(self) -> None:
        """Close offices that one row begins and another ends; tell of those that may be over."""
        if not self._form.term.state:
            return
        self.book.relations, unclear = joined(self.book.relations, self.book.turns.left)
        for one in unclear:
            self.rejected.append(
                Entry(
                    kind="cell",
                    subject=self._form.name,
                    place=one.place,
                    value=getattr(one.source, "name", None),
                    zh="另一行写明此人已不任此职，而没有写明自何日起，任期不明，未读",
                    en="another row says that the office is over, and not since when; not read",
                )
            )

    def stop_adding_up(self) -> None:
        """Hold no totals against the rows any more, which are too many."""
        self._totals.stop()

    def read(self, row: Row) -> None:
        """Read one row below the headings."""
        row = as_above(row, self._above)
        cells = SheetCells(self.guess, row, self.table)
        cells.varied = self.varied.of(row)
        if cells.says_nothing():
            return
        lacking = self._form.lacking(cells.text)
        if lacking and is_footer(row):
            return
        if is_sample(row):
            cells.remark(
                next(filter(None, map(text_of, row.cells)), ""),
                zh="像是填写示例，不作为数据读入",
                en="looks like a sample of how to fill it in; not loaded as data",
            )
        elif not self._totals.tell(row, cells) and not self._is_beside(row, cells):
            self._above = row
            self._totals.add(cells)
            for name in lacking:
                cells.refuse(name, "", zh="必填，此行未读", en="required; the row was not read")
            if not lacking and not self._is_slipped(row, cells) and not self._gone.tell(cells):
                self._read(cells)
        self.rejected += [*cells.faults, *self._unstated(cells)]
        if cells.faults and not cells.gone:
            self.doubtful.append(row)

    def _unstated(self, cells: SheetCells) -> Iterator[Entry]:
        """Yield a line for each column with a number without a unit, at the first such row."""
        for name, number in cells.unstated.items():
            if name not in self._told:
                self._told.add(name)
                yield number.entry(self._form.name, cells.place(name))

    def _is_slipped(self, row: Row, cells: SheetCells) -> bool:
        """Tell of what stands under no heading; whether its row may have slipped, as of 1,200."""
        headings = self.guess.header.headings
        if len(row.cells) <= len(headings) and all(headings):
            return False  # nearly all rows
        beyond = slipped(headings, row) if self.table.sheet is None else ""
        if beyond:
            cells.remark(beyond, zh=SLIPPED[0], en=SLIPPED[1])
            return True
        for index, text in strays(headings, row):
            if f"#{index}" not in self._told:
                self._told.add(f"#{index}")
                zh = f"第 {index + 1} 列没有表头，此列未读"
                cells.remark(text, zh=zh, en=f"column {index + 1} has no heading; not read")
        return False

    @property
    def _form(self) -> SheetForm:
        return self.guess.form

    def _is_beside(self, row: Row, cells: SheetCells) -> bool:
        """Tell whether a row stands below or between the data, in the column of names; say so."""
        first = next(filter(None, map(text_of, row.cells)), "")
        alone = cells.alone
        declares = row.number in self.guess.title.below
        if (
            not declares
            and not (first in map(cells.text, self._needed) and is_footer(row))
            and not (alone and (self._totals.ended or is_note(alone)))
        ):
            return False
        cells.remark(
            first,
            zh="像是说明或分组标题，不作为数据读入",
            en="looks like a remark or the heading of a group; not loaded as data",
        )
        return True

    def _read(self, cells: SheetCells) -> None:
        things: Things = {}
        for thing in self._form.things:
            things[thing.key] = list(self._things(thing, things, cells))
            if thing.number:
                compare_number(thing.number, len(things[thing.key]), cells)
        for link in self._form.links:
            self._links.state(link, things, cells)
        for duty in self._form.duties:
            self._duties.state(duty, things, cells)
        for key, figures in self._form.figures.items():
            for subject in things[key]:
                for name, unit in figures.items():
                    self._figure(subject, name, unit, cells, several=len(things[key]) > 1)

    def _things(
        self, thing: SheetThing, things: Mapping[str, list[Thing]], cells: SheetCells
    ) -> Iterator[Thing]:
        text = "" if denied(thing, cells) else self._named(thing, cells)
        if thing.refers and text:
            where = cells.place(thing.name)
            yield Mention(text=f"{thing.scheme}:{text}", labels=(thing.label,), place=where)
            return
        within = next((things[key][0] for key in thing.within if things.get(key)), None)
        lost = thing.within and within is None and not thing.anywhere
        if not text or lost or (thing.when and not any(map(cells.text, thing.when))):
            return
        yield from self._drafts_of(thing, text, within, cells)

    def _drafts_of(
        self, thing: SheetThing, text: str, within: Thing | None, cells: SheetCells
    ) -> Iterator[Thing]:
        """Yield what a row says of a thing, or of each of those that a cell names."""
        asked = self._asked[thing.key]
        said = {**thing.fixed, **self._properties(thing, cells)}
        place, doubts = position_of(thing, cells) if asked.is_placed else ({}, [])
        said |= place
        if "level" in said and thing.properties["level"] in cells.varied:
            doubts = [*doubts, self._highest(thing, cells)]
            list(scored(thing, said, cells))  # its product is still compared with its factors
            del said["level"]
        if thing.code and (number := cells.text(thing.code)):
            said["register_code"] = f"{thing.scheme}:{number}"
        before = f"{cells.text(thing.place)}：" if thing.place and cells.text(thing.place) else ""
        names = names_in(text, thing.many, thing.label)
        doubts = doubts if len(names) == 1 else []
        said = of_each(thing, names, said, cells)
        said = of_one(thing.properties, said, (thing.name, thing.otherwise), cells)
        for name in names:
            if not agrees(thing, name, said, cells):
                continue
            given = {"name": f"{thing.prefix}{before}{name}", **said}
            given |= aliases_of(thing, name, given, placed=bool(before))
            where, note = cells.place(*asked.fields), cells.note(*asked.fields)
            draft = self.book.state(
                thing.label, given, within or thing.scope, where, note, presumed=thing.presumed
            )
            for doubt in [*doubts, *scored(thing, said, cells)]:
                self.book.doubt(draft, doubt.given, doubt.why, cells.place(*doubt.fields))
            yield draft

    def _highest(self, thing: SheetThing, cells: SheetCells) -> Doubted:
        source = thing.properties["level"]
        levels = self.varied.levels[self.varied.key(cells.row)]
        return highest(levels, source, cells.text(source))

    def _named(self, thing: SheetThing, cells: SheetCells) -> str:
        """Return the name of a thing; a word that stands for none is told."""
        source = thing.name
        if thing.otherwise and cells.text(source) in {"", *NONE}:
            source = thing.otherwise
        text = cells.text(source)
        if thing.listed and not is_listed(text, cells.text(thing.properties["cas"])):
            return ""
        try:
            return name_of(thing, source, cells)
        except RefusedValueError as error:
            cells.refuse(source, text, zh=error.zh, en=error.en)
            return ""

    def _properties(self, thing: SheetThing, cells: SheetCells) -> dict[str, Any]:
        spec = node_spec(thing.label)
        found: dict[str, Any] = {}
        for prop, source in self._asked[thing.key].properties:
            value = value_of(prop, source, cells)
            if value is not None:
                found[prop.name] = value
        for name, source in thing.hints.items():
            if (meant := hinted(spec.declared(name), thing.terms, cells.text(source))) is not None:
                found[name] = meant
        return only_where(thing, found, cells)

    def _figure(
        self, subject: Thing, name: str, unit: str, cells: SheetCells, *, several: bool
    ) -> None:
        if not cells.written(name) or self._differs(name, cells):
            return
        if several and unit in _OF_ALL:
            of_all(name, cells)
            return
        words = self._form.words.get(name)
        if words is not None and cells.written(name) not in words:
            return  # said of the thing itself; only what is no value of it is kept in words
        said: dict[str, Any] | None
        if words is not None:
            said = {"value_text": cells.written(name)}
        else:
            said = cells.read(name, lambda cell: figure_of(cell, cells.figure_unit(name, unit)))
        if said:
            called = {"name": name, **said}
            figure = self.book.state(Label.INDICATOR, called, subject, cells.place(name))
            self.book.relate(RelType.MEASURES, figure, subject, cells.place(name))

    def _differs(self, name: str, cells: SheetCells) -> bool:
        """Tell whether the rows of a risk point differ in a fact, which is none of it."""
        if name not in cells.varied:
            return False
        told = f"{name}|{self.varied.key(cells.row)}"
        if told not in self._told:
            self._told.add(told)
            cells.refuse(
                name,
                cells.written(name),
                zh="同一风险点各行的此项不同，是各行的值而不是风险点的，未读",
                en="the rows of this risk point differ here, so it is not of the whole; not read",
            )
        return True
