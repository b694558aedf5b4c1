"""Links of kept spreadsheets (台账关系): which things of a row a form relates, and how. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graph.model.labels import Label, RelType
from graph.model.registry import relation_spec
from loaders.identity import EntityDraft, Mention
from loaders.reference import Division, divisions
from loaders.registers.asked import value_of
from loaders.registers.placeholders import NONE
from loaders.registers.regions import TABLE, division_in
from loaders.registers.rowlimits import of_all, of_one
from loaders.registers.rownames import apart
from loaders.registers.rowterms import ALWAYS, lasting_of
from loaders.registers.sheetbook import SheetBook, Thing, key_of
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import SheetForm, SheetLink, SheetThing
from loaders.report import Place

__all__ = ["Links", "is_kept_from"]


@dataclass(frozen=True, slots=True)
class Links:
    """Relates the things of rows (台账关系).

    Attributes:
        form: The form of the sheet.
        book: What was read.
        by_key: What the form reads, by key.
    """

    form: SheetForm
    book: SheetBook
    by_key: Mapping[str, SheetThing]

    def state(self, link: SheetLink, things: Mapping[str, list[Thing]], cells: SheetCells) -> None:
        """State what a row says of a relationship."""
        lasting = lasting_of(self.form.term, cells) if link.lasts else ALWAYS
        if lasting is None or is_kept_from(link.unless, self.by_key, cells):
            return
        said = self._said(link, cells)
        ends = [self.by_key[key] for key in (link.source, link.target) if key]
        naming = [name for end in ends for name in (end.name, end.otherwise)]
        said = of_one(link.properties, said, naming, cells)
        if link.target and len(things[link.target]) > 1:
            said = apart(link, said, self.by_key[link.target], cells)
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
                    names = (self.by_key[link.source].name, self.by_key[link.target or ""].name)
                    terms = self.form.term.fields if link.lasts else ()
                    place = cells.place(*names, *link.properties.values(), *terms)
                    note = cells.note(*(f for name, f in link.properties.items() if name in said))
                    self.book.relate(
                        link.type, source, target, place, said, lasting=lasting, note=note
                    )

    def _said(self, link: SheetLink, cells: SheetCells) -> dict[str, Any]:
        if not link.properties:
            return {}
        spec = relation_spec(link.type)
        declared = ((spec.declared(name), cell) for name, cell in link.properties.items())
        values = {prop.name: value_of(prop, cell, cells) for prop, cell in declared if prop}
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


def is_kept_from(unless: str | None, by_key: Mapping[str, SheetThing], cells: SheetCells) -> bool:
    """Tell whether a row names the thing beside which something does not hold, read or not."""
    name = cells.text(by_key[unless].name) if unless else ""
    return bool(name) and name not in NONE
