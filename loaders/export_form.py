"""Export in a form (按样式导出): the graph as the spreadsheets that stewards keep.

A row is put together backwards by the form that reads it (`loaders.registers.sheetform`): from
what it is about to what that is related to, who answers for it, and the facts about it. What the
sheet could not say so that it reads back as the same is left out and told.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from graph.evidence import At
from graph.model.labels import Label, RelType
from graph.model.registry import node_spec, relation_spec
from graph.store.port import Store
from loaders.export import ExportError, ExportReport, cell_of
from loaders.export_names import Record
from loaders.export_reading import edges_at, nodes_of, tails_of
from loaders.offices import thing_id
from loaders.reference import divisions
from loaders.registers.days import calendar_day
from loaders.registers.regions import division_in
from loaders.registers.rowvalues import names_in
from loaders.registers.sheetform import Duty, SheetForm, SheetLink, SheetThing
from loaders.registers.template import columns_of_form, workbook_of

__all__ = ["export_form"]

_BASES: Final = (RelType.BELONGS_TO, RelType.RESPONSIBLE_FOR, RelType.HOLDS_POST)

Line = dict[str, str]
"""Cells of a row, by field."""


@dataclass(slots=True)
class _Graph:
    """What a form speaks of, as it is true at a point."""

    nodes: dict[str, Record] = field(default_factory=dict)
    links: dict[tuple[str, str, bool], list[tuple[Record, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def beside(
        self, identifier: str, kind: RelType, *, forward: bool
    ) -> Sequence[tuple[Record, str]]:
        """Return the relationships of a type at a node, with the ids of their other ends."""
        found = self.links.get((identifier, kind, forward), [])
        return [(edge, other) for edge, other in found if other in self.nodes]


async def export_form(
    store: Store, form: SheetForm, folder: Path, *, at: At | None = None
) -> ExportReport:
    """Write what is true on a day as one spreadsheet of a form.

    Args:
        store: Where from.
        form: The form.
        folder: Where to; made if it is not there.
        at: Point on both clocks; today and now if left out.

    Raises:
        ExportError: If the folder cannot be written to.
    """
    point, report = at or At.of(), ExportReport()
    writer = _Writer(form, await _read(store, form, point), report)
    columns = columns_of_form(form)
    rows = [[line.get(column.field, "") for column in columns] for line in writer.lines()]
    path = folder / f"{form.name}.xlsx"
    await asyncio.to_thread(_save, path, workbook_of(form, point.as_of, rows))
    report.files[path.name] = len(rows)
    return report


def _save(path: Path, book: Workbook) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
    except OSError as error:
        raise ExportError(path.parent, error.strerror or str(error)) from error


async def _read(store: Store, form: SheetForm, at: At) -> _Graph:
    labels = {thing.label for thing in form.things}
    kinds = {link.type for link in form.links}
    labels |= {label for link in form.links for label in link.labels}
    if form.duties:
        labels |= {Label.POST, Label.PERSON}
        kinds |= set(_BASES)
    if form.figures:
        labels.add(Label.INDICATOR)
        kinds.add(RelType.MEASURES)
    graph = _Graph()
    by_label: dict[str, list[Record]] = {}
    for label in sorted(labels):
        by_label[label] = [node async for node in nodes_of(store, node_spec(label), at)]
        graph.nodes |= {node["id"]: node for node in by_label[label]}
    for kind in sorted(kinds):
        for end, tail in tails_of(relation_spec(kind)):
            async for node, edge in edges_at(store, end, by_label.get(tail, []), at):
                head = edge["node"]["id"]
                graph.links[node["id"], kind, True].append((edge, head))
                graph.links[head, kind, False].append((edge, node["id"]))
    return graph


@dataclass(frozen=True, slots=True)
class _Around:
    """What a row says already, and the things that something else in it leads to."""

    line: Line = field(default_factory=Line)
    keys: frozenset[str] = frozenset()


class _Writer:
    """Puts the rows of a form together."""

    def __init__(self, form: SheetForm, graph: _Graph, report: ExportReport) -> None:
        self._form = form
        self._graph = graph
        self._report = report
        codes = ((t.properties.get(node_spec(t.label).code or ""), t) for t in form.things)
        self._keys = {*form.needs, *(source for source, _ in codes if source)}

    def lines(self) -> Iterator[Line]:
        """Yield the rows, in the order of their names."""
        main = self._main()
        found = [node for node in self._graph.nodes.values() if self._fits(main, node)]
        for node in sorted(found, key=lambda each: (each["name"], each["id"])):
            yield from self._about(main, node)

    def _main(self) -> SheetThing:
        """Return what a row is about: the innermost thing that it must name."""
        named = [t for need in self._form.needs for t in self._form.things if t.name == need]
        inner = [t for t in named if t.within]
        return inner[0] if inner else named[0]

    def _about(self, main: SheetThing, node: Record) -> Iterator[Line]:
        placed: dict[str, str] = {}
        lines = self._expanded(main, node, placed, _Around())
        if main.within and not any(self._holds(placed, main, node, key) for key in main.within):
            self._leave(node, "所属无法写明")
            return
        yield from (line for line in lines if all(map(line.get, self._form.needs)))

    def _expanded(
        self, thing: SheetThing, node: Record, placed: dict[str, str], around: "_Around"
    ) -> list[Line]:
        """Return the rows that tell of a thing and of all that the form relates to it."""
        placed[thing.key] = node["id"]
        own = self._own(thing, node)
        if not all(_same(around.line.get(name, text), text) for name, text in own.items()):
            return []
        links = [link for link in self._form.links if thing.key in (link.source, link.target)]
        beside = {key for link in links for key in (link.source, link.target or "")}
        inner = _Around({**around.line, **own}, around.keys | beside)
        groups = [
            self._linked(link, thing, node, placed, inner)
            for link in links
            if not {link.source, link.target} & around.keys - {thing.key}
        ]
        duties = [duty for duty in self._form.duties if duty.of == thing.key]
        groups += [self._duties(duty, node, placed) for duty in duties]
        return _side_by_side({**own, **dict(self._facts(thing, node))}, groups, self._keys)

    def _own(self, thing: SheetThing, node: Record) -> Line:
        line = dict(_named(thing, node["name"]))
        spec = node_spec(thing.label)
        for name, source in thing.properties.items():
            prop, value = spec.declared(name), node.get(name)
            if prop is not None and value is not None and source not in line:
                line[source] = cell_of(prop, value, node["name"], self._report)
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
        if other.many:
            return self._listed(other, [beside["name"] for _, beside in found])
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
        return [{field: _pointed(n)} for n in sorted(nodes, key=lambda n: str(n["name"]))]

    def _said(self, link: SheetLink, edge: Record) -> Line:
        spec, line = relation_spec(link.type), Line()
        for name, source in link.properties.items():
            prop, value = spec.declared(name), edge.get(name)
            if prop is not None and value is not None:
                line[source] = cell_of(prop, value, spec.zh, self._report)
        return line

    def _listed(self, thing: SheetThing, names: Sequence[str]) -> list[Line]:
        """Return several names in one cell where it reads back as these; else one a row."""
        if not names:
            return []
        numbered = "；".join(f"{k}.{name}" for k, name in enumerate(names, 1))
        whole = numbered if thing.many == "items" else "、".join(names)
        if names_in(whole, thing.many) == list(names):
            return [{thing.name: whole}]
        return [{thing.name: name} for name in names if names_in(name, thing.many) == [name]]

    def _duties(self, duty: Duty, node: Record, placed: Mapping[str, str]) -> list[Line]:
        """Return a row for each post in which someone answers for a thing."""
        lines: list[Line] = []
        for role, post in sorted(self._posts(duty, node, placed), key=lambda p: str(p[1]["name"])):
            if thing_id(Label.POST, {"name": post["name"]}, node["id"]) != post["id"]:
                self._leave(post, "岗位的所属无法写明")
            elif not duty.post and post["name"] not in (duty.named, role):
                self._leave(post, f"“{duty.person}”列不能写岗位名称")
            else:
                lines.append(self._duty(duty, post, role))
        return lines

    def _posts(
        self, duty: Duty, node: Record, placed: Mapping[str, str]
    ) -> Iterator[tuple[str, Record]]:
        """Yield the posts of a duty, each with the word for its role."""
        nodes = self._graph.nodes
        if not duty.role and not duty.role_field:
            holder = placed.get("enterprise", "")
            named = {each.named for each in self._form.duties if each is not duty and each.named}
            for _, key in self._graph.beside(holder, RelType.BELONGS_TO, forward=False):
                own = thing_id(Label.POST, {"name": nodes[key]["name"]}, node["id"]) == key
                name = nodes[key]["name"]
                if own and (name == duty.named if duty.named else name not in named):
                    yield "", nodes[key]
            return
        words = {role: word for word, role in reversed(list(duty.roles.items()))}
        for edge, key in self._graph.beside(node["id"], RelType.RESPONSIBLE_FOR, forward=False):
            if edge["role"] == duty.role or edge["role"] in words:
                yield words.get(edge["role"], ""), nodes[key]

    def _duty(self, duty: Duty, post: Record, role: str) -> Line:
        holders = self._graph.beside(post["id"], RelType.HOLDS_POST, forward=False)
        people = sorted(
            (self._graph.nodes[key] for _, key in holders), key=lambda p: str(p["name"])
        )
        phones = [str(p["phone"] or "") for p in people]
        line: Line = {duty.role_field: role} if duty.role_field else {}
        if duty.post and post["name"] != duty.named:
            line[duty.post] = post["name"]
        if duty.phone and all(phones):
            line |= {
                duty.person: "、".join(p["name"] for p in people),
                duty.phone: "、".join(phones),
            }
            return line
        told = (
            f"{p['name']}（{n}）" if n else p["name"] for p, n in zip(people, phones, strict=True)
        )
        return {**line, duty.person: "、".join(told)}

    def _facts(self, thing: SheetThing, node: Record) -> Iterator[tuple[str, str]]:
        wanted = self._form.figures.get(thing.key, {})
        for _, key in self._graph.beside(node["id"], RelType.MEASURES, forward=False):
            fact = self._graph.nodes[key]
            if fact["name"] in wanted:
                yield fact["name"], _fact(fact, wanted[fact["name"]])

    def _holds(self, placed: Mapping[str, str], thing: SheetThing, node: Record, key: str) -> bool:
        return key in placed and _own_id(thing, node, placed[key]) == node["id"]

    def _is_within(self, thing: SheetThing, node: Record, placed: Mapping[str, str]) -> bool:
        known = [key for key in thing.within if key in placed]
        return not known or any(self._holds(placed, thing, node, key) for key in known)

    def _fits(self, thing: SheetThing, node: Record) -> bool:
        """Tell whether a node may be a thing of the form, and no narrower one is it."""
        rivals = (t for t in self._form.things if t.label is thing.label and t.fixed)
        return _fits(thing, node) and (
            bool(thing.fixed) or not any(_fits(rival, node) for rival in rivals)
        )

    def _leave(self, node: Record, why: str) -> None:
        self._report.left_out.append(f"{node_spec(node['label']).zh}“{node['name']}”：{why}")


def _side_by_side(
    base: Line, groups: Sequence[Sequence[Line]], keys: Collection[str]
) -> list[Line]:
    """Return rows in which alternatives of several columns stand beside one another.

    Args:
        base: Cells that are the same in every row.
        groups: For each group of columns, what stands in it.
        keys: Fields without which a row says nothing, or of another thing.
    """
    filled = [group for group in groups if group]
    rows = [dict(base) for _ in range(max(map(len, filled), default=1))]
    for group in filled:
        again = {name: text for name, text in group[0].items() if name in keys}
        for row, line in zip_longest(rows, group, fillvalue=again):
            row.update(line)
    return rows


def _same(one: str, other: str) -> bool:
    """Tell whether two cells say the same, be it a day in another habit."""
    return one == other or ((day := calendar_day(one)) is not None and day == calendar_day(other))


def _fits(thing: SheetThing, node: Record) -> bool:
    fixed = all(node.get(name) == value for name, value in thing.fixed.items())
    named = str(node["name"]).startswith(thing.prefix)
    return node["label"] == thing.label and fixed and named


def _named(thing: SheetThing, name: str) -> Iterator[tuple[str, str]]:
    """Yield the cells that give a name back."""
    plain = name.removeprefix(thing.prefix)
    where, sign, rest = plain.partition("：")
    if thing.place and sign and where and rest:
        yield thing.place, where
        plain = rest
    yield thing.name, plain


def _own_id(thing: SheetThing, node: Record, within: str) -> str:
    return thing_id(thing.label, {"name": node["name"]}, within)


def _pointed(node: Record) -> str:
    """Return how a register points to a thing: a division by its path or code, else by name."""
    code = node.get("code")
    found = divisions().by_code(code) if code else None
    if found is None:
        return str(code or node["name"])
    path = "".join(d.name for d in reversed((found, *divisions().above(found))))
    return path if division_in(path) == found else found.code


def _fact(fact: Record, unit: str) -> str:
    if fact["value"] is None:
        return str(fact["value_text"] or "")
    number = f"{fact['value']:.12g}"
    own = fact["unit"] or ""
    return number if own == unit and own != "%" else f"{number}{own}"
