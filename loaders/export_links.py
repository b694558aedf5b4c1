"""Links of a form, backwards (关系反写): each written once, with what its cells say of it."""

from collections.abc import Sequence

from graph.model.registry import node_spec, relation_spec
from loaders.export import ExportReport, cell_of
from loaders.export_cells import Line, pointed, term_cells
from loaders.export_graph import FormGraph
from loaders.export_names import Record
from loaders.registers.rownames import names_in
from loaders.registers.sheetform import SheetForm, SheetLink, SheetThing

__all__ = ["first_of", "listed", "mentioned", "said"]


def first_of(form: SheetForm, link: SheetLink) -> SheetLink:
    """Return the first link that says the same, so that each is written once."""

    def told(each: SheetLink) -> tuple[object, ...]:
        head = next((t for t in form.things if t.key == each.target), None)
        tail = each.source
        return (tail, each.type, each.labels, head and (head.label, head.fixed))

    return next(each for each in form.links if told(each) == told(link))


def mentioned(graph: FormGraph, link: SheetLink, node: Record) -> list[Line]:
    """Return a row for each thing that a node mentions."""
    others = (key for _, key in graph.beside(node["id"], link.type, forward=True))
    nodes = [n for n in map(graph.nodes.__getitem__, others) if n["label"] in link.labels]
    field = link.mention or ""
    return [{field: pointed(n)} for n in sorted(nodes, key=lambda n: str(n["name"]))]


def said(form: SheetForm, link: SheetLink, edge: Record, report: ExportReport) -> Line:
    """Return the cells that tell of a relationship itself."""
    spec, line = relation_spec(link.type), Line()
    if link.lasts:
        line |= term_cells(form.term, edge)
    for name, source in link.properties.items():
        prop, value = spec.declared(name), edge.get(name)
        if prop is not None and value is not None:
            line[source] = cell_of(prop, value, spec.zh, report)
    return line


def listed(thing: SheetThing, names: Sequence[str], report: ExportReport) -> list[Line]:
    """Return several names in one cell where it reads back as these; else one a row."""
    if not names:
        return []
    numbered = "；".join(f"{k}.{name}" for k, name in enumerate(names, 1))
    whole = numbered if thing.many == "items" else "、".join(names)
    if names_in(whole, thing.many) == list(names):
        return [{thing.name: whole}]
    alone = [name for name in names if names_in(name, thing.many) == [name]]
    report.left_out += [
        f"{node_spec(thing.label).zh}“{name}”：含分隔符" for name in names if name not in alone
    ]
    return [{thing.name: name} for name in alone]
