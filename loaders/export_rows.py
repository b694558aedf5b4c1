"""Rows of a form, backwards (表行反写): what each is about, and all that is related to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.model.registry import node_spec
from loaders.export import ExportReport, cell_of
from loaders.export_cells import (
    Line,
    as_presumed,
    fits,
    named_cells,
    same_cell,
    side_by_side,
    told_elsewhere,
)
from loaders.export_duties import DutyCells
from loaders.export_facts import FactCells
from loaders.export_graph import FormGraph
from loaders.export_links import first_of, listed, mentioned, said
from loaders.export_matching import is_within, main_thing, may_be, reads_back
from loaders.export_names import Record
from loaders.registers.rownames import names_in
from loaders.registers.sheetform import SheetForm, SheetLink, SheetThing

__all__ = ["FormRows"]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a row says already, and the things that something else in it leads to."""

    line: Line = field(default_factory=Line)
    keys: frozenset[str] = frozenset()


class FormRows:
    """Puts the rows of a form together (样式逐行反写).

    Args:
        form: The form.
        graph: What it speaks of.
        report: Where it is told what is left out.
    """

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
        main = main_thing(self._form)
        found = [node for node in self._graph.nodes.values() if may_be(self._form, main, node)]
        for node in sorted(found, key=lambda each: (each["name"], each["id"])):
            yield from self._about(main, node)

    def _about(self, main: SheetThing, node: Record) -> Iterator[Line]:
        placed: dict[str, str] = {}
        lines = self._expanded(main, node, placed, _Around())
        if not reads_back(main, node, placed):
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

    def _expanded(
        self, thing: SheetThing, node: Record, placed: dict[str, str], around: _Around
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
                beyond = self._linked(link, thing, node, there, inner)
                found = list(self._facts.agreeing(thing, node, facts, beyond))
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
        around: _Around,
    ) -> list[Line]:
        forward = link.source == thing.key
        if first_of(self._form, link) is not link:
            return []
        if link.mention:
            return mentioned(self._graph, link, node) if forward else []
        key = link.target if forward else link.source
        other = next(each for each in self._form.things if each.key == key)
        if other.key in placed:
            return []
        found = [
            (edge, self._graph.nodes[end])
            for edge, end in self._graph.beside(node["id"], link.type, forward=forward)
            if may_be(self._form, other, self._graph.nodes[end])
            and is_within(other, self._graph.nodes[end], {**placed, thing.key: node["id"]})
        ]
        found.sort(key=lambda pair: (pair[1]["name"], pair[1]["id"]))
        if other.many and not other.properties:
            return listed(other, [beside["name"] for _, beside in found], self.report)
        found = [(edge, beside) for edge, beside in found if self._is_one(other, beside)]
        lines: list[Line] = []
        for edge, beside in found:
            there = placed if len(found) == 1 else {**placed}
            own = said(self._form, link, edge, self.report)
            lines += [{**line, **own} for line in self._expanded(other, beside, there, around)]
        return lines

    def _is_one(self, thing: SheetThing, node: Record) -> bool:
        """Tell whether a name alone in its cell is read as one; else it is left out."""
        if not thing.many or names_in(node["name"], thing.many) == [node["name"]]:
            return True
        self._leave(node, "含分隔符")
        return False

    def _leave(self, node: Record, why: str) -> None:
        told = f"{node_spec(node['label']).zh}“{node['name']}”：{why}"
        if told not in self.report.left_out:
            self.report.left_out.append(told)
