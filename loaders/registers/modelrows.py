"""Tables in the words of the model (模型用语登记册): each row says something of one thing or link.

A row with a broken cell is refused whole, each broken cell with its place; the rows around it
are read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.evidence import Evidence
from graph.model.labels import Label, Method
from graph.model.registry import THINGS
from graph.model.spec import NodeSpec, RelationSpec
from graph.model.statement import Entity, Reference, Relation, faults_of
from loaders.identity import GLOBAL, NOWHERE, EntityDraft, Mention, RelationDraft
from loaders.readers.longtable import portions
from loaders.readers.spreadsheet import Row, Table
from loaders.registers.below import declared_around
from loaders.registers.cells import RowCells, RowRefusedError
from loaders.registers.columns import (
    NOTHING,
    Column,
    Role,
    columns_of,
    meanings,
    meant_by,
)
from loaders.registers.coverage import Coverage
from loaders.registers.forms import Form
from loaders.registers.headings import heading_key
from loaders.registers.placeholders import as_above
from loaders.registers.reading import Reading
from loaders.registers.sheetform import scopes
from loaders.registers.stray import FOOTER, SLIPPED, slipped
from loaders.registers.totals import is_footer
from loaders.registers.values import text_of
from loaders.report import Entry, Place

__all__ = ["header_of", "read_table", "rows_above"]

_TITLE_ROWS: Final = 10
"""The headings stand within so many rows; a title or a date may stand above them."""

_CONTAINERS: Final[tuple[Label, ...]] = tuple(spec.label for spec in THINGS)


def rows_above(table: Table, number: int) -> list[Row]:
    """Return the rows above the headings, among which titles stand."""
    return [row for row in table.head[:_TITLE_ROWS] if row.number < number]


def read_table(
    sha256: str,
    form: Form,
    table: Table,
    place: Place,
    coverage: Coverage,
    given: Mapping[str, str] = NOTHING,
) -> Iterator[Reading]:
    """Yield what a table that is named after a form of the model says, so many rows at a time.

    Args:
        sha256: Digest of its file.
        form: The form.
        table: The table.
        place: Where it stands.
        coverage: Where to note what it is read for.
        given: By heading, the column that the user says it is.
    """
    header = header_of(form, table, given)
    if header is None:
        coverage.unread |= bool(table.head)
        yield Reading(rejected=[_no_header(form, place)] if table.head else [])
        return
    columns, faults = columns_of(form, header, place, given)
    if _lies_nowhere(form, columns):
        coverage.unread = True
        yield Reading(rejected=[_no_place(form, header, place)])
        return
    coverage.read_model(form, columns, rows_above(table, header.number))
    yield Reading(rejected=faults, long=table.is_long)
    declared = declared_around(table, header)
    names = form.properties[:1] if isinstance(form, NodeSpec) else ()
    naming = {column.index for column in columns if column.meaning in names}
    last: Row | None = None
    for rows in portions(table.rows):
        reading = Reading(rows=len(rows))
        for each in rows:
            if each.number > header.number and each.number not in declared.rows:
                last = row = as_above(each, last, but=naming)
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


def header_of(form: Form, table: Table, given: Mapping[str, str] = NOTHING) -> Row | None:
    """Return the row of headings that has what a form cannot do without; None if there is none."""
    known = meanings(form)
    needed = [form.properties[0]] if isinstance(form, NodeSpec) else [Role.FROM, Role.TO]
    for row in table.head[:_TITLE_ROWS]:
        found = [known.get(heading_key(meant_by(text_of(cell), given))) for cell in row.cells]
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
        text = cells.text(Role.WITHIN)
        if text in scopes():
            within = text
        elif text != NOWHERE:
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
