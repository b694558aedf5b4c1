"""What each row is asked of a thing (逐行取数), found once for a sheet. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.registry import node_spec
from graph.model.spec import Property
from loaders.registers.rowplaces import POSITION
from loaders.registers.rowvalues import with_terms
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import SheetThing
from loaders.registers.values import parsed

__all__ = ["Asked", "value_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where a row says what of a thing (取数位置).

    Attributes:
        fields: Fields in which it stands, some of them perhaps not there.
        properties: What is said of it, each with the field that says so; not where it is.
        is_placed: Whether they may say where it is.
    """

    fields: Sequence[str | None]
    properties: Sequence[tuple[Property, str]]
    is_placed: bool

    @classmethod
    def of(cls, thing: SheetThing) -> "Asked":
        """Return what a thing of a form is asked."""
        given_by = (*thing.properties.values(), *thing.hints.values())
        sources = (name for source in given_by for name in re.split(r"[+|]", source))
        spec = node_spec(thing.label)
        declared = ((spec.declared(name), source) for name, source in thing.properties.items())
        return cls(
            fields=(thing.place, thing.code, thing.name, thing.otherwise, *sources),
            properties=[
                (with_terms(prop, thing.terms), source)
                for prop, source in declared
                if prop is not None and prop.name not in POSITION
            ],
            is_placed=not thing.properties.keys().isdisjoint(POSITION),
        )


def value_of(prop: Property, source: str, cells: SheetCells) -> Any:
    """Return what a row gives for a property: one cell, the first with text, or several."""
    if "+" in source:
        parts = filter(None, map(cells.text, source.split("+")))
        return ", ".join(parts) or None
    if "|" in source:
        source = next(filter(cells.text, source.split("|")), source)
    return cells.read(source, lambda cell: parsed(prop, cell, cells.unit_for(source, prop.unit)))
