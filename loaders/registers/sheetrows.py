"""Rows of kept spreadsheets (台账行): from the cells of a recognised form to statements. Pure.

A cell that names what the row is about must be right, or the row is refused. Any other broken
cell is told and left out; the rest of its row is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from graph.model.labels import Label, RelType
from graph.model.registry import node_spec, relation_spec
from graph.model.spec import Property
from loaders.identity import EntityDraft, Mention
from loaders.readers.spreadsheet import Row
from loaders.reference import Division, divisions
from loaders.registers.asked import Asked
from loaders.registers.people import Person
from loaders.registers.placeholders import NONE, as_above
from loaders.registers.recognition import Guess
from loaders.registers.regions import TABLE, division_in
from loaders.registers.rownames import agrees, aliases_of, apart, is_listed, name_of, names_in
from loaders.registers.rowterms import ALWAYS, Lasting, lasting_of
from loaders.registers.rowvalues import (
    Doubted,
    compare_number,
    denied,
    hinted,
    of_all,
    of_each,
    of_one,
    only_where,
    people_in,
    position_of,
    scored,
)
from loaders.registers.sheetbook import SheetBook, Thing, key_of
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import Duty, SheetForm, SheetLink, SheetThing
from loaders.registers.stray import SLIPPED, slipped, strays
from loaders.registers.totals import Totals, is_footer, is_note, is_sample
from loaders.registers.values import RefusedValueError, figure_of, parsed, text_of
from loaders.registers.varied import Varied, highest
from loaders.report import Entry, Place

__all__ = ["SheetReader"]


_TITLES: Final = re.compile(r"[、/，,;；()（）\s]|兼任?")
_BESIDE: Final = re.compile(r"[(（](?:兼|兼任|兼职|专职)[)）]")
"""What leaves an office what it is."""

_OF_ALL: Final = frozenset({"t", "m³", "m²", "台", "个", "人"})
"""Units of figures that may be of several devices together; those have a diameter each."""

Things = dict[str, list[Thing]]


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
    _by_key: dict[str, SheetThing] = field(init=False)

    def __post_init__(self) -> None:
        """Begin to add up."""
        self._totals = Totals(self.guess.form)
        self._asked = {thing.key: Asked.of(thing) for thing in self.guess.form.things}
        self._needed = self.guess.form.needed  # found here, since each row asks for them
        self._by_key = {thing.key: thing for thing in self.guess.form.things}

    def put_away(self) -> None:
        """Begin new lists; what was stated so far is remembered, and not held."""
        self.book.put_away()
        self.rejected, self.doubtful = [], []

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
            if not lacking and not self._is_slipped(row, cells):
                self._read(cells)
        self.rejected += [*cells.faults, *self._unstated(cells)]
        if cells.faults:
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
            self._link(link, things, cells)
        for duty in self._form.duties:
            self._duty(duty, things, cells)
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
            draft = self.book.state(thing.label, given, within or thing.scope, where, note)
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
            value = self._value(prop, source, cells)
            if value is not None:
                found[prop.name] = value
        for name, source in thing.hints.items():
            if (meant := hinted(spec.declared(name), thing.terms, cells.text(source))) is not None:
                found[name] = meant
        return only_where(thing, found, cells)

    def _value(self, prop: Property, source: str, cells: SheetCells) -> Any:
        if "+" in source:
            parts = filter(None, map(cells.text, source.split("+")))
            return ", ".join(parts) or None
        if "|" in source:
            source = next(filter(cells.text, source.split("|")), source)
        return cells.read(
            source, lambda cell: parsed(prop, cell, cells.unit_for(source, prop.unit))
        )

    def _link(self, link: SheetLink, things: Mapping[str, list[Thing]], cells: SheetCells) -> None:
        lasting = lasting_of(self._form.term, cells) if link.lasts else ALWAYS
        if lasting is None or self._is_kept_from(link.unless, cells):
            return
        said = self._link_said(link, cells)
        ends = [self._thing(key) for key in (link.source, link.target) if key]
        naming = [name for end in ends for name in (end.name, end.otherwise)]
        said = of_one(link.properties, said, naming, cells)
        if link.target and len(things[link.target]) > 1:
            said = apart(link, said, self._thing(link.target), cells)
        if len(things[link.source]) > 1 and "quantity" in said:
            of_all(link.properties["quantity"], cells)
            del said["quantity"]
        for source in things[link.source]:
            if link.mention and (text := cells.text(link.mention)):
                place = cells.place(link.mention)
                wider = [cells.text(name) for name in link.wider]
                end = self._division(text, wider, place) if Label.REGION in link.labels else None
                mention = Mention(text=text, labels=link.labels, place=place)
                self.book.relate(link.type, source, end or mention, place, said)
            for target in things[link.target] if link.target else ():
                if target is not source:
                    names = (self._thing(link.source).name, self._thing(link.target or "").name)
                    terms = self._form.term.fields if link.lasts else ()
                    place = cells.place(*names, *link.properties.values(), *terms)
                    note = cells.note(*(f for name, f in link.properties.items() if name in said))
                    self.book.relate(
                        link.type, source, target, place, said, lasting=lasting, note=note
                    )

    def _is_kept_from(self, unless: str | None, cells: SheetCells) -> bool:
        """Tell whether a row names the thing beside which something does not hold, read or not."""
        name = cells.text(self._thing(unless).name) if unless else ""
        return bool(name) and name not in NONE

    def _link_said(self, link: SheetLink, cells: SheetCells) -> dict[str, Any]:
        if not link.properties:
            return {}
        spec = relation_spec(link.type)
        declared = ((spec.declared(name), cell) for name, cell in link.properties.items())
        values = {prop.name: self._value(prop, cell, cells) for prop, cell in declared if prop}
        return {name: value for name, value in values.items() if value is not None}

    def _division(self, text: str, wider: Sequence[str], place: Place) -> EntityDraft | None:
        """Return the region of the national table that a cell means, within those above it."""
        found = division_in(text, wider)
        if found is None:
            return None
        chain = [self._region(each, place) for each in (found, *divisions().above(found))]
        for part, whole in pairwise(chain):
            self.book.relate(RelType.PART_OF, part, whole, place)
        return chain[0]

    def _region(self, division: Division, place: Place) -> EntityDraft:
        said = {"name": division.name, "code": division.code}
        key = key_of(str(Label.REGION), "", said)
        if (known := self.book.drafted(key)) is not None:
            return known
        note = f"行政区划代码 {division.code}：{TABLE}"
        evidence = self.book.evidence(place, note)
        return self.book.once(
            key, EntityDraft(label=Label.REGION, properties=said, evidence=evidence, place=place)
        )

    def _thing(self, key: str) -> SheetThing:
        return self._by_key[key]

    def _duty(self, duty: Duty, things: Mapping[str, list[Thing]], cells: SheetCells) -> None:
        employer = next(iter(things[duty.employer]), None)
        targets = things[duty.of]
        if not targets or employer is None or self._is_kept_from(duty.unless, cells):
            return
        role, word = duty.role, ""
        if duty.role_field:
            word = cells.text(duty.role_field)
            role = _role_of(duty, _BESIDE.sub("", word).rstrip("：:"))
            if role is None and not duty.free:
                words = "、".join(duty.roles)
                cells.refuse(duty.role_field, word, zh=f"应为 {words} 之一", en="unknown role")
                return
        people = people_in(duty, cells)
        named = cells.text(duty.post) if duty.post else ""
        name = named or duty.named or word
        if not name or not (people or named):
            return
        fields = (duty.person, duty.post, duty.role_field)
        lasting = lasting_of(self._form.term, cells) if duty.lasts else ALWAYS
        answers = lasting if duty.bound else ALWAYS
        for target in targets if answers is not None else ():
            post = self.book.state(Label.POST, {"name": name}, target, cells.place(*fields))
            place = cells.place(*fields)
            self.book.relate(RelType.BELONGS_TO, post, employer, place)
            if role and answers is not None:
                said = {"line": duty.line.value, "role": role}
                self.book.relate(
                    RelType.RESPONSIBLE_FOR, post, target, place, said, lasting=answers
                )
            if lasting is not None:
                self._holders(duty, people, (post, employer), lasting, cells)

    def _holders(
        self,
        duty: Duty,
        people: Sequence[Person],
        ends: tuple[Thing, Thing],
        lasting: Lasting,
        cells: SheetCells,
    ) -> None:
        """State who holds a post of an employer, and for how long."""
        post, employer = ends
        terms = self._form.term.fields if duty.lasts else ()
        where = cells.place(duty.person, duty.post, duty.role_field, duty.appointment, *terms)
        by = cells.text(duty.appointment) if duty.appointment else ""
        held = {"appointment": by} if by else {}
        for person in people:
            given = {"name": person.name} | ({"phone": person.phone} if person.phone else {})
            holder = self.book.state(
                Label.PERSON, given, employer, cells.place(duty.person, duty.phone)
            )
            self.book.relate(RelType.HOLDS_POST, holder, post, where, held, lasting=lasting)

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


def _role_of(duty: Duty, word: str) -> str | None:
    """Return the role of a post; where a name may be free, of one that joins it to other titles.

    >>> _role_of(
    ...     Duty(person="", of="", free=True, roles={"安全员": "SAFETY_MANAGER"}), "班长兼安全员"
    ... )
    'SAFETY_MANAGER'
    """
    if word in duty.roles or not duty.free:
        return duty.roles.get(word)
    roles = {duty.roles[part] for part in _TITLES.split(word) if part in duty.roles}
    return next(iter(roles)) if len(roles) == 1 else None
