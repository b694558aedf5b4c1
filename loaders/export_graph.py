"""What a form speaks of (样式所涉图谱), read from the graph as it is true at a point."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.evidence import At
from graph.model.labels import Label, RelType
from graph.model.registry import node_spec, relation_spec
from graph.store.port import Store
from loaders.export_names import Record
from loaders.export_reading import edges_at, nodes_of, tails_of
from loaders.registers.sheetform import SheetForm

__all__ = ["FormGraph", "read_for"]

_BASES: Final = (RelType.BELONGS_TO, RelType.RESPONSIBLE_FOR, RelType.HOLDS_POST)


@dataclass(slots=True)
class FormGraph:
    """Things and relationships that a form speaks of (样式所涉图谱).

    Attributes:
        nodes: Things by id.
        links: Relationships, with the id of the other end, by one end, type and direction.
    """

    nodes: dict[str, Record] = field(default_factory=dict)
    links: dict[tuple[str, str, bool], list[tuple[Record, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    _called: dict[tuple[str, str], list[Record]] = field(default_factory=dict)

    def called(self, label: Label, name: str) -> Sequence[Record]:
        """Return the things of a type that bear a name or alias."""
        if not self._called:
            for node in self.nodes.values():
                for text in dict.fromkeys((node["name"], *(node.get("aliases") or ()))):
                    self._called.setdefault((node["label"], text), []).append(node)
        return self._called.get((label, name), ())

    def beside(
        self, identifier: str, kind: RelType, *, forward: bool
    ) -> Sequence[tuple[Record, str]]:
        """Return the relationships of a type at a node, with the ids of their other ends."""
        found = self.links.get((identifier, kind, forward), [])
        return [(edge, other) for edge, other in found if other in self.nodes]


async def read_for(store: Store, forms: Iterable[SheetForm], at: At) -> FormGraph:
    """Return every thing and relationship that forms speak of, each read once."""
    labels, kinds = set[Label](), set[RelType]()
    for form in forms:
        labels |= {thing.label for thing in form.things}
        kinds |= {link.type for link in form.links}
        labels |= {label for link in form.links for label in link.labels}
        if form.duties:
            labels |= {Label.POST, Label.PERSON}
            kinds |= set(_BASES)
        if form.figures:
            labels.add(Label.INDICATOR)
            kinds.add(RelType.MEASURES)
    graph = FormGraph()
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
