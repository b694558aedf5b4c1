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
from loaders.identity import GLOBAL
from loaders.offices import thing_id

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
        if node["label"] in GLOBAL and (
            _code(node) or any(_own_id(node, name, "") == node["id"] for name in names)
        ):
            return ""
        # Nearly always it is a neighbour; only a name that has none is looked for everywhere.
        places = chain(self._near[node["id"]], self._nodes)
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
        node = self._nodes.get(identifier)
        within = self.within(identifier) if node else None
        if node is None or within is None:
            return None
        own: str = _code(node) or node["name"]
        if not within:
            return own if self._alone(own, node, typed=typed) else None
        outer = self.text(within, typed=False)
        path = f"{outer}/{own}"
        return own if self._alone(own, node, typed=typed) else path if outer else None

    def _alone(self, text: str, node: Record, *, typed: bool) -> bool:
        rivals = self._bearing[normalised(text)]
        if typed:
            rivals = {key for key in rivals if self._nodes[key]["label"] == node["label"]}
        return rivals == {node["id"]}


def _code(node: Record) -> str | None:
    return node_spec(node["label"]).code_of(node)


def _own_id(node: Record, name: str, within: str) -> str:
    return thing_id(node["label"], {"name": name, "period": node.get("period")}, within)
