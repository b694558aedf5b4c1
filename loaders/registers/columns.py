"""Columns of a register (列): what each heading means for a form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from graph.model.labels import Label, RelType
from graph.model.registry import RELATIONS, relation_spec
from graph.model.spec import NodeSpec, Property, RelationSpec
from loaders.readers.spreadsheet import Row
from loaders.registers.forms import Form, form_of
from loaders.registers.headings import heading_key, headings, same_unit, split_unit
from loaders.registers.values import text_of
from loaders.report import Entry, Place

__all__ = ["NOTHING", "Column", "LinkColumn", "Role", "columns_of", "meanings", "meant_by"]

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
"""What a user says of headings who says nothing."""


class Role(Enum):
    """What a column says that is no property (列的用途)."""

    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    VALID_THROUGH = "valid_through"
    NOTE = "note"
    WITHIN = "within"
    SYSTEM = "system"
    FROM_TYPE = "from_type"
    FROM = "from"
    TO_TYPE = "to_type"
    TO = "to"


@dataclass(frozen=True, slots=True)
class LinkColumn:
    """A column of things that the row's thing is related to (关联列).

    Attributes:
        type: Relationship type.
        others: Types at the other end.
        outgoing: Whether the row's thing is where the relationship starts.
    """

    type: RelType
    others: tuple[Label, ...]
    outgoing: bool


Meaning = Property | Role | LinkColumn


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet (列)."""

    index: int
    heading: str
    meaning: Meaning


def meanings(form: Form) -> Mapping[str, Meaning]:
    """Return what headings mean for a form; what stands first goes before what follows."""
    return _known(form.label if isinstance(form, NodeSpec) else form.type)


@cache
def _known(name: str) -> Mapping[str, Meaning]:
    form = form_of(name)
    if form is None:
        raise KeyError(name)
    known: dict[str, Meaning] = {}
    for heading, meaning in _meanings(form):
        known.setdefault(heading_key(heading), meaning)
    return known


def columns_of(
    form: Form, header: Row, place: Place, given: Mapping[str, str] = NOTHING
) -> tuple[list[Column], list[Entry]]:
    """Return the columns that can be read, and a line for each that cannot.

    Args:
        form: What the table is named after.
        header: Its headings.
        place: Where it stands.
        given: By heading, the column that the user says it is.
    """
    columns: list[Column] = []
    faults: list[Entry] = []
    for index, cell in enumerate(header.cells):
        heading = text_of(cell)
        if heading:
            found = _column(form, index, heading, meant_by(heading, given))
            taken = {id(column.meaning) for column in columns}
            if isinstance(found, Column) and id(found.meaning) not in taken:
                columns.append(found)
            else:
                zh, en = _DUPLICATE if isinstance(found, Column) else found
                where = Place(file=place.file, sheet=place.sheet, row=header.number, column=heading)
                faults.append(
                    Entry(kind="column", subject=form.zh, place=where, value=heading, zh=zh, en=en)
                )
    return columns, faults


_DUPLICATE = ("与前面某列重复，此列未读", "repeats an earlier column; not read")
_UNKNOWN = ("不是本登记册的列，此列未读", "is no column of this register; not read")


def meant_by(heading: str, given: Mapping[str, str]) -> str:
    """Return what a heading is to be read as: itself, if the user says nothing of it."""
    key = heading_key(heading)
    return next((meant for name, meant in given.items() if heading_key(name) == key), heading)


def _unknown(meant: str) -> tuple[str, str]:
    return (
        f"指定的“{meant}”不是本登记册的列，此列未读",
        f"“{meant}”, as which it is to be read, is no column of this register; not read",
    )


def _column(form: Form, index: int, heading: str, meant: str) -> Column | tuple[str, str]:
    known = meanings(form)
    meaning = known.get(heading_key(meant))
    printed = split_unit(heading)[1] if meant != heading else None
    if printed and isinstance(meaning, Property) and meaning.unit:
        return _column(form, index, heading, f"{meant}（{printed}）")
    if meaning:
        return Column(index, heading, meaning)
    name, unit = split_unit(meant)
    meaning = known.get(heading_key(name))
    if not isinstance(meaning, Property) or unit is None or meaning.unit is None:
        return _UNKNOWN if meant == heading else _unknown(meant)
    if not same_unit(unit, meaning.unit):
        return f"计量单位应为 {meaning.unit}，此列未读", f"expected {meaning.unit}; not read"
    return Column(index, heading, meaning)


def _meanings(form: Form) -> Iterator[tuple[str, Meaning]]:
    for prop in form.properties:
        yield prop.name, prop
        yield prop.zh, prop
    yield from _roles("shared")
    if isinstance(form, RelationSpec):
        yield from _roles("relation")
        return
    name = form.properties[0]
    for part in form.zh.split("/"):
        yield f"{part}名称", name
    yield from _roles("entity")
    yield from _declared_links(form)
    yield from _model_links(form)


def _roles(table: str) -> Iterator[tuple[str, Meaning]]:
    for role, words in headings()[table].items():
        for word in words:
            yield word, Role(role)


def _declared_links(form: NodeSpec) -> Iterator[tuple[str, Meaning]]:
    for row in headings()["link"]:
        relation, outgoing = relation_spec(row["type"]), row["end"] == "source"
        others = _others(relation, form.label, outgoing=outgoing, only=row.get("other"))
        if others:
            meaning = LinkColumn(relation.type, others, outgoing)
            yield from ((heading, meaning) for heading in row["headings"])


def _model_links(form: NodeSpec) -> Iterator[tuple[str, Meaning]]:
    for relation in RELATIONS:
        others = _others(relation, form.label, outgoing=True)
        if others and not any(prop.required for prop in relation.properties):
            meaning = LinkColumn(relation.type, others, outgoing=True)
            yield relation.type, meaning
            yield relation.zh, meaning


def _others(
    relation: RelationSpec, label: Label, *, outgoing: bool, only: Any = None
) -> tuple[Label, ...]:
    """Return the types that may stand at the other end."""
    ends = [(x.source, x.target) if outgoing else (x.target, x.source) for x in relation.links]
    found: Sequence[Label] = [o for own, other in ends if label in own.labels for o in other.labels]
    return tuple(dict.fromkeys(o for o in found if only in (None, o)))
