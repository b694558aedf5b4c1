"""Counted facts (指标导出) as cells of a form, and what else would be read back as one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.model.labels import RelType
from loaders.export_cells import Line, as_presumed, fact_cell, told_elsewhere
from loaders.export_graph import FormGraph
from loaders.export_names import Record
from loaders.registers.sheetform import SheetForm, SheetThing

__all__ = ["FactCells"]


@dataclass(frozen=True, slots=True)
class FactCells:
    """Writes the facts that a form counts about a thing (指标单元格).

    A column may count a fact and say something else as well, such as 介质, which is a fact about a
    device and names what it holds. What no fact stands behind cannot be written there: read back
    it would be one.

    Attributes:
        form: The form.
        graph: What it speaks of.
        leave: Tells of a node why something of it is not written.
    """

    form: SheetForm
    graph: FormGraph
    leave: Callable[[Record, str], None]

    def of(self, thing: SheetThing, node: Record) -> Line:
        """Return the facts about a thing."""
        wanted = self.form.figures.get(thing.key, {})
        if not as_presumed(thing, node):
            told = told_elsewhere(node)  # the R of a major hazard is none of a risk matrix
            wanted = {name: unit for name, unit in wanted.items() if name not in told}
        beside = self.graph.beside(node["id"], RelType.MEASURES, forward=False)
        facts = [self.graph.nodes[key] for _, key in beside]
        return {f["name"]: fact_cell(f, wanted[f["name"]]) for f in facts if f["name"] in wanted}

    def agreeing(
        self, thing: SheetThing, node: Record, facts: Line, lines: Iterable[Line]
    ) -> Iterator[Line]:
        """Yield what can be written beside the facts about a thing.

        A line whose name cannot be written is left out whole.
        """
        for line in lines:
            shared = self.form.figures.get(thing.key, {}).keys() & line.keys()
            wrong = {name for name in shared if not self._agrees(name, line[name], facts)}
            for name in sorted(wrong):
                self.leave(node, f"“{name}”列也记指标，记录中没有指标“{line[name]}”，未写")
            if not any(map(self._named_by, wrong)):
                yield {
                    name: facts.get(name, text) for name, text in line.items() if name not in wrong
                }

    def _agrees(self, name: str, text: str, facts: Line) -> bool:
        """Tell whether a cell is read back as the fact that is recorded, or as none."""
        words = self.form.words.get(name)
        if name in facts:
            return facts[name] in (text, *self._also_called(name, text))
        return words is not None and text not in words

    def _named_by(self, name: str) -> list[SheetThing]:
        return [thing for thing in self.form.things if thing.name == name]

    def _also_called(self, name: str, text: str) -> Iterator[str]:
        """Yield the other names of what a cell names."""
        labels = {thing.label for thing in self._named_by(name)}
        for node in self.graph.nodes.values():
            if node["label"] in labels and node["name"] == text:
                yield from node.get("aliases") or ()
