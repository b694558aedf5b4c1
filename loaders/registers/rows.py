"""Rows of a register (登记册行): from a sheet to what it says of things and relationships.

A row with a broken cell is refused whole, each broken cell with its place; the rows around it
are read. Nothing here knows any single form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.evidence import UNKNOWN_START, Evidence
from graph.model.labels import Label, Method
from graph.model.registry import node_spec, relation_spec
from graph.model.spec import NodeSpec, Property, RelationSpec
from graph.model.statement import Entity, Fault, Reference, Relation, faults_of
from loaders.identity import GLOBAL, EntityDraft, Mention, RelationDraft
from loaders.readers.spreadsheet import Cell, RegisterFile, Row, Table
from loaders.registers.columns import Column, LinkColumn, Role, columns_of, meanings
from loaders.registers.forms import Form, form_names, form_of
from loaders.registers.headings import heading_key
from loaders.registers.values import RefusedValueError, day_of, parsed, text_of
from loaders.report import Entry, Place

__all__ = ["Reading", "read_register"]

_TITLE_ROWS: Final = 10
"""So many rows may stand above the headings: a title, a unit, a date."""


@dataclass(slots=True)
class Reading:
    """What one file says (读取结果)."""

    entities: list[EntityDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)


def read_register(file: RegisterFile) -> Reading:
    """Return what the tables of a file say, and what in them cannot be read."""
    reading = Reading()
    for table in file.tables:
        form = form_of(table.name)
        if form is not None:
            _TableReader(file, table, form, reading).read()
        elif table.rows:
            reading.rejected.append(_unknown_form(file, table))
    return reading


def _unknown_form(file: RegisterFile, table: Table) -> Entry:
    names = "、".join(form_names())
    return Entry(
        kind="sheet" if table.sheet else "file",
        subject=table.name,
        place=Place(file=file.name, sheet=table.sheet),
        value=table.name,
        zh=f"不是登记册名称，未读；文件名或工作表名应为：{names}",
        en="is the name of no register; name the file or sheet after a type or relationship, "
        "such as Enterprise or HAS_CUSTODY_OF",
    )


class _RowFaultsError(Exception):
    """A row that cannot be used, with a line for each of its faults."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        super().__init__(len(entries))


class _TableReader:
    """Reads one table of a known form."""

    def __init__(self, file: RegisterFile, table: Table, form: Form, reading: Reading) -> None:
        self._file = file
        self._table = table
        self._form = form
        self._reading = reading
        self._whole = Place(file=file.name, sheet=table.sheet)

    def read(self) -> None:
        """Read headings, then row by row."""
        header = self._header()
        if header is None:
            if self._table.rows:
                self._reading.rejected.append(self._no_header())
            return
        columns, faults = columns_of(self._form, header, self._whole)
        self._reading.rejected += faults
        for row in self._table.rows:
            if row.number > header.number:
                try:
                    self._read_row(_CellsOf(columns, row, self._whole, self._form))
                except _RowFaultsError as error:
                    self._reading.rejected += error.entries

    def _header(self) -> Row | None:
        known = meanings(self._form)
        needed: list[object] = [Role.FROM, Role.TO]
        if isinstance(self._form, NodeSpec):
            needed = [self._form.properties[0]]
        for row in self._table.rows[:_TITLE_ROWS]:
            found = [known.get(heading_key(text_of(cell))) for cell in row.cells]
            if all(any(f is need for f in found) for need in needed):
                return row
        return None

    def _no_header(self) -> Entry:
        node = isinstance(self._form, NodeSpec)
        zh = f"“{self._form.properties[0].zh}”" if node else "“主体”和“客体”"
        en = self._form.properties[0].name if node else "from and to"
        return Entry(
            kind="column",
            subject=self._form.zh,
            place=self._whole,
            zh=f"没有找到表头，前 {_TITLE_ROWS} 行内应有{zh}列",
            en=f"no headings found; expected {en} within the first {_TITLE_ROWS} rows",
        )

    def _read_row(self, cells: "_CellsOf") -> None:
        if isinstance(self._form, NodeSpec):
            draft = self._entity(self._form, cells)
            links = [self._link(draft, column, cells) for column in cells.links()]
            cells.refuse_faults()
            self._reading.entities.append(draft)
            self._reading.relations += (link for part in links for link in part)
        else:
            draft_relation = self._relation(self._form, cells)
            cells.refuse_faults()
            self._reading.relations.append(draft_relation)

    def _entity(self, spec: NodeSpec, cells: "_CellsOf") -> EntityDraft:
        properties = cells.properties()
        valid_from, valid_to = cells.validity()
        within = cells.text(Role.WITHIN)
        if not within and spec.label not in GLOBAL:
            cells.add(
                "所属", None, zh="必填：写明它属于什么", en="required: what makes the name unique"
            )
        cells.refuse_faults()
        evidence = self._evidence(cells)
        cells.add_faults(
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
        cells.refuse_faults()
        return EntityDraft(
            label=spec.label,
            properties=properties,
            evidence=evidence,
            place=cells.place(),
            within=cells.mention(Role.WITHIN, _CONTAINERS) if within else "",
            valid_from=valid_from,
            valid_to=valid_to,
        )

    def _link(
        self, draft: EntityDraft, column: Column, cells: "_CellsOf"
    ) -> Iterator[RelationDraft]:
        link = column.meaning
        if not isinstance(link, LinkColumn):
            raise TypeError(link)
        place = cells.place(column.heading)
        for text in _several(cells.raw(column)):
            other = Mention(text=text, labels=link.others, place=place)
            yield RelationDraft(
                type=link.type,
                source=draft if link.outgoing else other,
                target=other if link.outgoing else draft,
                evidence=self._evidence(cells, column.heading),
                place=place,
                valid_from=draft.valid_from,
                valid_to=draft.valid_to,
            )

    def _relation(self, spec: RelationSpec, cells: "_CellsOf") -> RelationDraft:
        sources = cells.types(Role.FROM_TYPE, [x for k in spec.links for x in k.source.labels])
        targets = cells.types(Role.TO_TYPE, [x for k in spec.links for x in k.target.labels])
        properties = cells.properties()
        valid_from, valid_to = cells.validity()
        source = cells.mention(Role.FROM, sources)
        target = cells.mention(Role.TO, targets)
        cells.refuse_faults()
        evidence = self._evidence(cells)
        sample = next(k for k in spec.links)
        cells.add_faults(
            faults_of(
                Relation(
                    type=spec.type,
                    source=Reference(label=sample.source.labels[0], id=""),
                    target=Reference(label=sample.target.labels[0], id=""),
                    evidence=(evidence.id,),
                    properties=properties,
                    valid_from=valid_from,
                    valid_to=valid_to,
                )
            )
        )
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

    def _evidence(self, cells: "_CellsOf", heading: str | None = None) -> Evidence:
        return Evidence(
            document=self._file.sha256,
            method=Method.REGISTER_ROW,
            sheet=self._table.sheet,
            row=cells.number,
            column=heading,
            note=cells.text(Role.NOTE) or None,
        )
