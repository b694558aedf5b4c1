"""How an export points to things (导出指称): by code, by name, or by place and name.

A register knows a thing by its name within a place, and the graph by an id made of both; the
place is found again by making the id. A thing that was known by an alias first has the id of that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from graph.model.identity import normalised
from graph.model.registry import node_spec
from loaders.identity import GLOBAL, signed
from loaders.offices import thing_id
from loaders.registers.sheetform import scopes

__all__ = ["Names", "Record"]

Record = Mapping[str, Any]
"""What was read of a node or relationship."""


class Names:
    """How a register points to each node (登记册指称), if it can."""

    def __init__(
        self, nodes: Mapping[str, Sequence[Record]], links: Iterable[tuple[Record, Record]]
    ) -> None:
        self._nodes = {node["id"]: node for found in nodes.values() for node in found}
        self._bearing: dict[str, set[str]] = defaultdict(set)
        for key, node in self._nodes.items():
            for text in filter(None, (node["name"], _code(node))):
                self._bearing[normalised(text)].add(key)
        self._near: dict[str, list[str]] = defaultdict(list)
        for node, edge in links:
            self._near[node["id"]].append(edge["node"]["id"])
            self._near[edge["node"]["id"]].append(node["id"])
        self._within: dict[str, str | None] = {}

    def within(self, identifier: str) -> str | None:
        """Return the id of what makes a name unique, "" if nothing need; None if not known."""
        if identifier not in self._within:
            self._within[identifier] = self._found(self._nodes[identifier])
        return self._within[identifier]

    def _found(self, node: Record) -> str | None:
        names = (node["name"], *(node.get("aliases") or ()))
        if (node["label"] in GLOBAL and _code(node)) or any(
            _own_id(node, name, "") == node["id"] for name in names
        ):
            return ""
        # Nearly always it is a neighbour; only a name that has none is looked for everywhere.
        places = chain(self._near[node["id"]], scopes(), self._nodes)
        is_own = (key for key in places for n in names if _own_id(node, n, key) == node["id"])
        return next(is_own, None)

    def label(self, identifier: str) -> str | None:
        """Return the type of an exported node."""
        node = self._nodes.get(identifier)
        return node["label"] if node else None

    def text(self, identifier: str, *, typed: bool) -> str | None:
        """Return how to point to a node; None if that cannot be said.

        Args:
            identifier: Its id.
            typed: Whether its type is said as well.
        """
        if identifier in scopes():
            return identifier
        node = self._nodes.get(identifier)
        within = self.within(identifier) if node else None
        if node is None or within is None:
            return None
        own: str = _code(node) or node["name"]
        rivals = self._bearing[normalised(own)]
        if self._are_one(rivals, node, typed=typed):
            return own
        outer = self.text(within, typed=False) if within else ""
        if outer is None:
            return None
        beside = {key for key in rivals if not outer or self.within(key) == within}
        path = f"{outer}/" if outer else ""
        if outer and self._are_one(beside, node, typed=typed):
            return f"{path}{own}"
        is_typed = not typed and self._are_one(beside, node, typed=True)
        return f"{path}{signed(node['label'], own)}" if is_typed else None

    def _are_one(self, rivals: Iterable[str], node: Record, *, typed: bool) -> bool:
        """Tell whether nothing else is among what bears a name, of its type if that is said."""
        labels = {key: self._nodes[key]["label"] for key in rivals}
        return {k for k, label in labels.items() if not typed or label == node["label"]} == {
            node["id"]
        }


def _code(node: Record) -> str | None:
    return node_spec(node["label"]).code_of(node)


def _own_id(node: Record, name: str, within: str) -> str:
    return thing_id(node["label"], {"name": name, "period": node.get("period")}, within)
