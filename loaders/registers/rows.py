"""Tables of a register (登记册内容): from rows to what they say of things and relationships.

A row with a broken cell is refused whole, each broken cell with its place; the rows around it
are read. No single form is known here: those of the model follow from it, those that stewards
keep are data (``sheets/``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.evidence import Evidence
from graph.model.labels import Label, Method
from graph.model.registry import THINGS
from graph.model.spec import NodeSpec, RelationSpec
from graph.model.statement import Entity, Reference, Relation, faults_of
from loaders.identity import GLOBAL, EntityDraft, Mention, RelationDraft
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers.cells import RowCells, RowRefusedError
from loaders.registers.columns import Role, columns_of, meanings
from loaders.registers.forms import Form, form_names, form_of
from loaders.registers.headings import heading_key
from loaders.registers.recognition import Correction
from loaders.registers.sheetform import sheet_form, sheet_forms
from loaders.registers.sheetread import corrections_refused, guess_of, read_sheet
from loaders.registers.values import text_of
from loaders.report import Entry, Place, Recognised

__all__ = ["Reading", "read_register"]

_TITLE_ROWS: Final = 10
"""The headings stand within so many rows; a title or a date may stand above them."""

_CONTAINERS: Final[tuple[Label, ...]] = tuple(spec.label for spec in THINGS)


@dataclass(slots=True)
class Reading:
    """What one file says (读取结果), and what in it cannot be used."""

    entities: list[EntityDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)
    sheets: list[Recognised] = field(default_factory=list)

    def add(self, other: "Reading") -> None:
        """Take over what another file says."""
        self.entities += other.entities
        self.relations += other.relations
        self.rejected += other.rejected
        self.sheets += other.sheets


def read_register(file: RegisterFile, correction: Correction | None = None) -> Reading:
    """Return what the tables of a file say.

    A table named after a type or relationship of the model is read in the model's own words; any
    other is recognised by its headings.

    Args:
        file: The file.
        correction: What the user says of its form and columns.
    """
    reading = Reading()
    given = correction or Correction()
    for table in file.tables:
        place = Place(file=file.name, sheet=table.sheet)
        form = form_of(table.name)
        if form is not None and given == Correction() and (_header(form, table) or not table.rows):
            _read_table(reading, file.sha256, form, table, place)
        elif table.rows:
            _recognise(reading, file.sha256, table, place, given)
    return reading


def _recognise(
    reading: Reading, sha256: str, table: Table, place: Place, correction: Correction
) -> None:
    guess, told = guess_of(table, place, correction)
    if guess is not None and told is not None:
        found = read_sheet(guess, table, sha256, place)
        reading.entities += found.entities
        reading.relations += found.relations
        reading.rejected += corrections_refused(guess, correction.columns, place)
        reading.rejected += found.rejected
        reading.sheets.append(told)
        return
    form = form_of(table.name)
    if form is not None and not correction.form:
        _read_table(reading, sha256, form, table, place)
    else:
        reading.rejected.append(_unknown_form(table, place, told, correction))


def _read_table(reading: Reading, sha256: str, form: Form, table: Table, place: Place) -> None:
    header = _header(form, table)
    if header is None:
        reading.rejected += [_no_header(form, place)] if table.rows else []
        return
    columns, faults = columns_of(form, header, place)
    reading.rejected += faults
    for row in table.rows:
        if row.number > header.number:
            try:
                _read_row(reading, sha256, form, RowCells(form, columns, row, place))
            except RowRefusedError as error:
                reading.rejected += error.entries


def _header(form: Form, table: Table) -> Row | None:
    known = meanings(form)
    needed = [form.properties[0]] if isinstance(form, NodeSpec) else [Role.FROM, Role.TO]
    for row in table.rows[:_TITLE_ROWS]:
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


def _unknown_form(
    table: Table, place: Place, told: Recognised | None, correction: Correction
) -> Entry:
    zh, en = _unrecognised(told, correction)
    return Entry(
        kind="sheet" if table.sheet else "register",
        subject=table.name,
        place=place,
        value=table.name,
        zh=zh,
        en=en,
    )


def _unrecognised(told: Recognised | None, correction: Correction) -> tuple[str, str]:
    if correction.form and not sheet_form(correction.form):
        names = "、".join(form.name for form in sheet_forms())
        return (
            f"没有“{correction.form}”这种台账样式，未读；可用：{names}",
            f"“{correction.form}” is no form of spreadsheet; not read. The forms are: {names}",
        )
    if told is None:
        return (
            "没有认出表头，未读；表头应在前 10 个非空行内，"
            "或把工作表名、文件名改为登记册名称：" + "、".join(form_names()),
            (
                "no headings were recognised within the first 10 rows; not read. Or name the file "
                "or sheet after a type or a relationship, such as Enterprise or HAS_CUSTODY_OF"
            ),
        )
    lacking, used = "、".join(told.missing), sum(1 for _, _, field in told.columns if field)
    next_zh = f"，其次“{told.runner_up[0]}”（{told.runner_up[1]:.0%}）" if told.runner_up else ""
    next_en = f", then “{told.runner_up[0]}” ({told.runner_up[1]:.0%})" if told.runner_up else ""
    return (
        f"没有把握，未读：最像“{told.form}”（{told.score:.0%}，认出 {used} 列）{next_zh}"
        + (f"，但缺少：{lacking}" if lacking else "")
        + "；请用 --form 样式、--map 列=字段 指定，或在表的上方写明，如“企业名称：…”",
        f"in doubt, so not read: most like “{told.form}” ({told.score:.0%}, {used} columns known)"
        + next_en
        + (f", but it lacks {lacking}" if lacking else "")
        + "; name it with --form and --map column=field, or write it above the table",
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
