"""Tables of a register (登记册内容): from rows to what they say of things and relationships.

A row with a broken cell is refused whole, each broken cell with its place; the rows around it
are read. No single form is known here: those of the model follow from it, those that stewards
keep are data (``sheets/``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from graph.evidence import Evidence
from graph.model.labels import Label, Method
from graph.model.registry import THINGS
from graph.model.spec import NodeSpec, RelationSpec
from graph.model.statement import Entity, Reference, Relation, faults_of
from loaders.aside import Aside
from loaders.identity import GLOBAL, EntityDraft, Mention, RelationDraft
from loaders.readers.longtable import PORTION, STATEMENTS, portions
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers.below import declared_around, with_below
from loaders.registers.cards import flattened, is_card
from loaders.registers.cells import RowCells, RowRefusedError
from loaders.registers.columns import Column, Role, columns_of, meanings
from loaders.registers.coverage import Coverage
from loaders.registers.forms import Form, form_of
from loaders.registers.headings import heading_key
from loaders.registers.placeholders import as_above
from loaders.registers.reading import Reading
from loaders.registers.recognition import Correction
from loaders.registers.sheetbook import SheetBook
from loaders.registers.sheetread import corrections_refused, guess_of, unread_columns
from loaders.registers.sheetrows import SheetReader
from loaders.registers.stacked import below, parts_of, row_below
from loaders.registers.stray import FOOTER, SLIPPED, slipped
from loaders.registers.totals import is_footer
from loaders.registers.unrecognised import is_prose, long_cards, unknown_form
from loaders.registers.values import text_of
from loaders.registers.varied import varied_in
from loaders.report import Entry, Place

__all__ = ["read_register", "readings"]

_TITLE_ROWS: Final = 10
"""The headings stand within so many rows; a title or a date may stand above them."""

_CONTAINERS: Final[tuple[Label, ...]] = tuple(spec.label for spec in THINGS)


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
            yield from _read_table(file.sha256, form, table, place, noted)
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
    header = _header(form, table)
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
        coverage.read_form(guess, _above(table, guess.header.first))
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
    elif form is not None and not correction.form and (told is None or _header(form, table)):
        yield from _read_table(sha256, form, table, place, coverage)
    else:
        coverage.unread |= not is_prose(table)
        yield Reading(rejected=[unknown_form(table, place, told, correction)])


def _above(table: Table, number: int) -> list[Row]:
    return [row for row in table.head[:_TITLE_ROWS] if row.number < number]


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
    return Reading(
        entities=reader.book.entities,
        relations=reader.book.relations,
        rejected=reader.rejected,
        earlier=reader.book.earlier,
        doubtful=reader.doubtful,
        rows=rows,
    )


def _read_table(
    sha256: str, form: Form, table: Table, place: Place, coverage: Coverage
) -> Iterator[Reading]:
    header = _header(form, table)
    if header is None:
        coverage.unread |= bool(table.head)
        yield Reading(rejected=[_no_header(form, place)] if table.head else [])
        return
    columns, faults = columns_of(form, header, place)
    if _lies_nowhere(form, columns):
        coverage.unread = True
        yield Reading(rejected=[_no_place(form, header, place)])
        return
    coverage.read_model(form, columns, _above(table, header.number))
    yield Reading(rejected=faults, long=table.is_long)
    declared = declared_around(table, header)
    names = form.properties[:1] if isinstance(form, NodeSpec) else ()
    naming = {column.index for column in columns if column.meaning in names}
    above: Row | None = None
    for rows in portions(table.rows):
        reading = Reading(rows=len(rows))
        for each in rows:
            if each.number > header.number and each.number not in declared.rows:
                above = row = as_above(each, above, but=naming)
                try:
                    _refuse_no_data(form, header, row, place)
                    cells = RowCells(form, columns, row, place, declared.system)
                    _read_row(reading, sha256, form, cells)
                except RowRefusedError as error:
                    reading.rejected += error.entries
                    coverage.doubt(row)
        yield reading


def _refuse_no_data(form: Form, header: Row, row: Row, place: Place) -> None:
    """Refuse a row that says who filled in the table, or that has slipped, as of 1,200 in CSV.

    Raises:
        RowRefusedError: If it is one.
    """
    headings = tuple(map(text_of, header.cells))
    beyond = slipped(headings, row) if place.sheet is None else ""
    if beyond or is_footer(row):
        zh, en = SLIPPED if beyond else FOOTER
        value = beyond or next(filter(None, map(text_of, row.cells)), "")
        where = replace(place, row=row.number)
        raise RowRefusedError(
            [Entry(kind="row", subject=form.zh, place=where, value=value, zh=zh, en=en)]
        )


def _header(form: Form, table: Table) -> Row | None:
    known = meanings(form)
    needed = [form.properties[0]] if isinstance(form, NodeSpec) else [Role.FROM, Role.TO]
    for row in table.head[:_TITLE_ROWS]:
        found = [known.get(heading_key(text_of(cell))) for cell in row.cells]
        if all(any(meaning is need for meaning in found) for need in needed):
            return row
    return None


def _read_row(reading: Reading, sha256: str, form: Form, cells: RowCells) -> None:
    if isinstance(form, NodeSpec):
        draft = _entity(form, sha256, cells)
        reading.entities.append(draft)
        reading.relations += _links(draft, sha256, cells)
    else:
        reading.relations.append(_relation(form, sha256, cells))


def _entity(spec: NodeSpec, sha256: str, cells: RowCells) -> EntityDraft:
    properties = cells.properties()
    valid_from, valid_to = cells.validity()
    evidence = _evidence(sha256, cells)
    within: Mention | str = ""
    if spec.label not in GLOBAL or cells.text(Role.WITHIN):
        within = cells.mention(Role.WITHIN, _CONTAINERS)
    cells.settle()
    cells.check(
        faults_of(
            Entity(
                label=spec.label,
                properties=properties,
                evidence=(evidence.id,),
                valid_from=valid_from,
                valid_to=valid_to,
            )
        )
    )
    cells.settle()
    return EntityDraft(
        label=spec.label,
        properties=properties,
        evidence=evidence,
        place=cells.place(),
        within=within,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _links(draft: EntityDraft, sha256: str, cells: RowCells) -> Iterator[RelationDraft]:
    for link, heading, texts in cells.links():
        place = cells.place(heading)
        for text in texts:
            other = Mention(text=text, labels=link.others, place=place)
            yield RelationDraft(
                type=link.type,
                source=draft if link.outgoing else other,
                target=other if link.outgoing else draft,
                evidence=_evidence(sha256, cells, heading),
                place=place,
                valid_from=draft.valid_from,
                valid_to=draft.valid_to,
            )


def _relation(spec: RelationSpec, sha256: str, cells: RowCells) -> RelationDraft:
    sources = cells.types(Role.FROM_TYPE, [x for k in spec.links for x in k.source.labels])
    targets = cells.types(Role.TO_TYPE, [x for k in spec.links for x in k.target.labels])
    source, target = cells.mention(Role.FROM, sources), cells.mention(Role.TO, targets)
    properties = cells.properties()
    valid_from, valid_to = cells.validity()
    evidence = _evidence(sha256, cells)
    cells.settle()
    link = spec.links[0]
    cells.check(
        faults_of(
            Relation(
                type=spec.type,
                source=Reference(label=link.source.labels[0], id=""),
                target=Reference(label=link.target.labels[0], id=""),
                evidence=(evidence.id,),
                properties=properties,
                valid_from=valid_from,
                valid_to=valid_to,
            )
        )
    )
    cells.settle()
    return RelationDraft(
        type=spec.type,
        source=source,
        target=target,
        evidence=evidence,
        place=cells.place(),
        properties=properties,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _evidence(sha256: str, cells: RowCells, heading: str | None = None) -> Evidence:
    return Evidence(
        document=sha256,
        method=Method.REGISTER_ROW,
        sheet=cells.place().sheet,
        row=cells.number,
        column=heading,
        note=cells.text(Role.NOTE) or None,
    )


def _lies_nowhere(form: Form, columns: Sequence[Column]) -> bool:
    """Tell whether things that lie within others are listed without a column that says where."""
    within = any(column.meaning is Role.WITHIN for column in columns)
    return isinstance(form, NodeSpec) and form.label not in GLOBAL and not within


def _no_place(form: Form, header: Row, place: Place) -> Entry:
    return Entry(
        kind="column",
        subject=form.zh,
        place=replace(place, row=header.number),
        zh="没有“所属”列，不知各行属于哪个企业或园区，未读；请加上此列",
        en="no column within, so what its rows lie in cannot be told; not read. Add that column",
    )


def _no_header(form: Form, place: Place) -> Entry:
    zh, en = "“主体”和“客体”列", "the columns from and to"
    if isinstance(form, NodeSpec):
        zh, en = f"“{form.properties[0].zh}”列", f"the column {form.properties[0].name}"
    return Entry(
        kind="column",
        subject=form.zh,
        place=place,
        zh=f"没有找到表头，前 {_TITLE_ROWS} 个非空行内应有{zh}",
        en=f"no headings; expected {en} within the first {_TITLE_ROWS} rows that hold anything",
    )
