"""Export in a form (按样式导出): the graph as the spreadsheets that stewards keep.

A row is put together backwards by the form that reads it (`loaders.registers.sheetform`): from
what it is about to what that is related to, who answers for it, and the facts about it. What the
sheet could not say so that it reads back as the same is left out and told.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from graph.evidence import At
from graph.model.registry import node_spec, relation_spec
from graph.store.port import Store
from loaders.export import ExportError, ExportReport, cell_of
from loaders.export_cells import (
    Line,
    as_presumed,
    fits,
    named_cells,
    own_id,
    pointed,
    same_cell,
    side_by_side,
    term_cells,
    told_elsewhere,
)
from loaders.export_duties import DutyCells
from loaders.export_facts import FactCells
from loaders.export_graph import FormGraph, read_for
from loaders.export_names import Record
from loaders.registers.rownames import names_in
from loaders.registers.sheetform import SheetForm, SheetLink, SheetThing
from loaders.registers.template import columns_of_form, workbook_of

__all__ = ["export_forms"]


async def export_forms(
    store: Store, forms: Sequence[SheetForm], folder: Path, *, at: At | None = None
) -> ExportReport:
    """Write what is true on a day as spreadsheets, one a form; of several, those that hold a row.

    Args:
        store: Where from.
        forms: The forms.
        folder: Where to; made if it is not there.
        at: Point on both clocks; today and now if left out.

    Raises:
        ExportError: If the folder cannot be written to.
    """
    point, report = at or At.of(), ExportReport()
    graph = await read_for(store, forms, point)
    for form in forms:
        writer = _Writer(form, graph, ExportReport())
        columns = columns_of_form(form)
        rows = [[line.get(column.field, "") for column in columns] for line in writer.lines()]
        if rows or len(forms) == 1:
            path = folder / f"{form.name}.xlsx"
            book = workbook_of(form, point.as_of, rows, part=writer.is_part)
            await asyncio.to_thread(_save, path, book)
            report.files[path.name] = len(rows)
        report.left_out += (t for t in writer.report.left_out if t not in report.left_out)
    return report


def _save(path: Path, book: Workbook) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
    except OSError as error:
        raise ExportError(path.parent, error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class _Around:
    """What a row says already, and the things that something else in it leads to."""

    line: Line = field(default_factory=Line)
    keys: frozenset[str] = frozenset()


class _Writer:
    """Puts the rows of a form together."""

    def __init__(self, form: SheetForm, graph: FormGraph, report: ExportReport) -> None:
        self._form = form
        self._graph = graph
        self.report = report
        self._lacks = False
        self._facts = FactCells(form, graph, self._leave)
        codes = ((t.properties.get(node_spec(t.label).code or ""), t) for t in form.things)
        self._keys = {*form.needed, *(source for source, _ in codes if source)}

    @property
    def is_part(self) -> bool:
        """Whether the rows say less than there is, so that what they do not say has not ended."""
        return self._lacks or bool(self.report.left_out)

    def lines(self) -> Iterator[Line]:
        """Yield the rows, in the order of their names."""
        main = self._main()
        found = [node for node in self._graph.nodes.values() if self._fits(main, node)]
        for node in sorted(found, key=lambda each: (each["name"], each["id"])):
            yield from self._about(main, node)

    def _main(self) -> SheetThing:
        """Return what a row is about: the innermost thing that it must name."""
        needs = (need.split("|") for need in self._form.needs)
        named = [t for need in needs for t in self._form.things if t.name in need]
        inner = [t for t in named if t.within]
        return inner[0] if inner else named[0]

    def _about(self, main: SheetThing, node: Record) -> Iterator[Line]:
        placed: dict[str, str] = {}
        lines = self._expanded(main, node, placed, _Around())
        if not self._reads_back(main, node, placed):
            self._leave(node, "所属无法写明")
            return
        if not as_presumed(main, node):
            words = self._own_words(main, node)
            lines = [line for line in lines if words & line.keys()]
            if not lines:
                return  # nothing but what other forms list
        whole = [line for line in lines if not self._form.lacking(line.get)]
        self._lacks |= len(whole) < max(len(lines), 1)
        yield from map(self._beside, whole)

    def _beside(self, line: Line) -> Line:
        """Return a row with what it tells of things that it only names, such as a CAS number."""
        linked = {key for link in self._form.links for key in (link.source, link.target)}
        for thing in self._form.things:
            if thing.key in linked or not (name := line.get(thing.name)):
                continue
            named = [n for n in self._graph.called(thing.label, name) if fits(thing, n)]
            if len(named) == 1:
                line = {**self._own(thing, named[0]), **line}
        return line

    def _own_words(self, main: SheetThing, node: Record) -> frozenset[str]:
        """Return the fields in which only this form tells what other forms list, too."""
        told = told_elsewhere(node)
        other = {field for name, field in main.properties.items() if name in told}
        around = {
            field
            for thing in self._form.things
            if thing.key in main.within
            for field in (thing.name, *thing.properties.values())
        }
        return frozenset({*self._form.titles} - self._form.needed - other - told - around)

    def _reads_back(self, main: SheetThing, node: Record, placed: Mapping[str, str]) -> bool:
        """Tell whether what a row names around a thing makes its name the same again."""
        if main.anywhere and not any(key in placed for key in main.within):
            return bool(own_id(main, node, main.scope) == node["id"])
        held = (self._holds(placed, main, node, key) for key in main.within)
        return not main.within or any(held)

    def _expanded(
        self, thing: SheetThing, node: Record, placed: dict[str, str], around: "_Around"
    ) -> list[Line]:
        """Return the rows that tell of a thing and of all that the form relates to it."""
        placed[thing.key] = node["id"]
        facts = self._facts.of(thing, node)
        alone = {k: text for k, text in self._own(thing, node).items() if k not in facts}
        own = next(self._facts.agreeing(thing, node, facts, [alone]), Line())
        if not all(same_cell(around.line.get(name, text), text) for name, text in own.items()):
            return []
        named = dict(named_cells(thing, node))
        own = {k: text if k in named else around.line.get(k, text) for k, text in own.items()}
        links = [link for link in self._form.links if thing.key in (link.source, link.target)]
        sure = [link for link in links if not link.unless]
        beside = {key for link in sure for key in (link.source, link.target or "")}
        inner = _Around({**around.line, **own}, around.keys | beside)
        groups: list[list[Line]] = []
        for link in links:
            if not {link.source, link.target} & around.keys - {thing.key}:
                there = placed if len(sure) == len(links) else {**placed}
                said = self._linked(link, thing, node, there, inner)
                found = list(self._facts.agreeing(thing, node, facts, said))
                if link.unless and groups:
                    groups[-1] += found  # in a row of its own, since it does not hold beside it
                else:
                    groups.append(found)
        duties = [d for d in self._form.duties if d.of == thing.key and d.unless not in placed]
        answering = DutyCells(self._form, self._graph, self.report.left_out)
        groups += [answering.lines(duty, node, placed) for duty in duties]
        return side_by_side({**own, **facts}, groups, self._keys)

    def _own(self, thing: SheetThing, node: Record) -> Line:
        line = dict(named_cells(thing, node))
        spec = node_spec(thing.label)
        for name, sources in (*thing.properties.items(), *thing.hints.items()):
            source = sources.rpartition("|")[2].partition("+")[0]
            prop, value = spec.declared(name), node.get(name)
            if name == "aliases" and thing.place in line:
                value = [other for other in value or () if other != line[thing.name]] or None
            if prop is not None and value is not None and source not in line:
                line[source] = cell_of(prop, value, node["name"], self.report)
        return line

    def _linked(
        self,
        link: SheetLink,
        thing: SheetThing,
        node: Record,
        placed: dict[str, str],
        around: "_Around",
    ) -> list[Line]:
        forward = link.source == thing.key
        if self._first_of(link) is not link:
            return []
        if link.mention:
            return self._mentioned(link, node) if forward else []
        key = link.target if forward else link.source
        other = next(each for each in self._form.things if each.key == key)
        if other.key in placed:
            return []
        found = [
            (edge, self._graph.nodes[end])
            for edge, end in self._graph.beside(node["id"], link.type, forward=forward)
            if self._fits(other, self._graph.nodes[end])
            and self._is_within(other, self._graph.nodes[end], {**placed, thing.key: node["id"]})
        ]
        found.sort(key=lambda pair: (pair[1]["name"], pair[1]["id"]))
        if other.many and not other.properties:
            return self._listed(other, [beside["name"] for _, beside in found])
        found = [(edge, beside) for edge, beside in found if self._is_one(other, beside)]
        lines: list[Line] = []
        for edge, beside in found:
            there = placed if len(found) == 1 else {**placed}
            said = self._said(link, edge)
            lines += [{**line, **said} for line in self._expanded(other, beside, there, around)]
        return lines

    def _first_of(self, link: SheetLink) -> SheetLink:
        """Return the first link that says the same, so that each is written once."""

        def said(each: SheetLink) -> tuple[object, ...]:
            head = next((t for t in self._form.things if t.key == each.target), None)
            tail = each.source
            return (tail, each.type, each.labels, head and (head.label, head.fixed))

        return next(each for each in self._form.links if said(each) == said(link))

    def _mentioned(self, link: SheetLink, node: Record) -> list[Line]:
        others = (key for _, key in self._graph.beside(node["id"], link.type, forward=True))
        nodes = [n for n in map(self._graph.nodes.__getitem__, others) if n["label"] in link.labels]
        field = link.mention or ""
        return [{field: pointed(n)} for n in sorted(nodes, key=lambda n: str(n["name"]))]

    def _said(self, link: SheetLink, edge: Record) -> Line:
        spec, line = relation_spec(link.type), Line()
        if link.lasts:
            line |= term_cells(self._form.term, edge)
        for name, source in link.properties.items():
            prop, value = spec.declared(name), edge.get(name)
            if prop is not None and value is not None:
                line[source] = cell_of(prop, value, spec.zh, self.report)
        return line

    def _listed(self, thing: SheetThing, names: Sequence[str]) -> list[Line]:
        """Return several names in one cell where it reads back as these; else one a row."""
        if not names:
            return []
        numbered = "；".join(f"{k}.{name}" for k, name in enumerate(names, 1))
        whole = numbered if thing.many == "items" else "、".join(names)
        if names_in(whole, thing.many) == list(names):
            return [{thing.name: whole}]
        alone = [name for name in names if names_in(name, thing.many) == [name]]
        self.report.left_out += [
            f"{node_spec(thing.label).zh}“{name}”：含分隔符" for name in names if name not in alone
        ]
        return [{thing.name: name} for name in alone]

    def _is_one(self, thing: SheetThing, node: Record) -> bool:
        """Tell whether a name alone in its cell is read as one; else it is left out."""
        if not thing.many or names_in(node["name"], thing.many) == [node["name"]]:
            return True
        self._leave(node, "含分隔符")
        return False

    def _holds(self, placed: Mapping[str, str], thing: SheetThing, node: Record, key: str) -> bool:
        return key in placed and own_id(thing, node, placed[key]) == node["id"]

    def _is_within(self, thing: SheetThing, node: Record, placed: Mapping[str, str]) -> bool:
        known = [key for key in thing.within if key in placed]
        return not known or any(self._holds(placed, thing, node, key) for key in known)

    def _fits(self, thing: SheetThing, node: Record) -> bool:
        """Tell whether a node may be a thing of the form, and no narrower one is it."""
        rivals = (t for t in self._form.things if t.label is thing.label and t.fixed)
        return fits(thing, node) and (
            bool(thing.fixed) or not any(fits(rival, node) for rival in rivals)
        )

    def _leave(self, node: Record, why: str) -> None:
        told = f"{node_spec(node['label']).zh}“{node['name']}”：{why}"
        if told not in self.report.left_out:
            self.report.left_out.append(told)
