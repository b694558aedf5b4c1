"""Sizes of a document (查询规模): how deep and how long it is, and what of that exceeds the limits.

Fragments are opened once each, however often they are used, so that measuring a hostile
document costs no more than reading it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from server.limits import LIMITS, Limits
from server.overruns import exceeded

__all__ = ["depth_of", "over_limit", "repeats"]


@dataclass(frozen=True, slots=True)
class _Size:
    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0


@dataclass(slots=True)
class _Measure:
    """Measures selections; every fragment once."""

    fragments: Mapping[str, FragmentDefinitionNode]
    _known: dict[str, _Size] = field(default_factory=dict)

    def of(self, selections: tuple[SelectionNode, ...]) -> _Size:
        parts = [self._one(selection) for selection in selections]
        return _Size(
            depth=max((part.depth for part in parts), default=0),
            fields=sum(part.fields for part in parts),
            aliases=sum(part.aliases for part in parts),
            directives=sum(part.directives for part in parts),
        )

    def _one(self, node: SelectionNode) -> _Size:
        size = self._bare(node)
        return replace(size, directives=size.directives + len(node.directives or ()))

    def _bare(self, node: SelectionNode) -> _Size:
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        if isinstance(node, InlineFragmentNode):
            return self.of(node.selection_set.selections)
        if isinstance(node, FieldNode):
            below = self.of(node.selection_set.selections) if node.selection_set else _Size()
            aliases = below.aliases + bool(node.alias)
            return _Size(below.depth + 1, below.fields + 1, aliases, below.directives)
        raise TypeError(node)

    def _fragment(self, name: str) -> _Size:
        if name not in self._known:
            self._known[name] = self.of(self.fragments[name].selection_set.selections)
        return self._known[name]

    def roots(self, selections: tuple[SelectionNode, ...]) -> int:
        """Count the root fields, those in fragments among them."""
        count = 0
        for node in selections:
            if isinstance(node, FieldNode):
                count += 1
            elif isinstance(node, InlineFragmentNode):
                count += self.roots(node.selection_set.selections)
            elif isinstance(node, FragmentSpreadNode):
                count += self.roots(self.fragments[node.name.value].selection_set.selections)
        return count


def over_limit(document: DocumentNode, limits: Limits = LIMITS) -> list[GraphQLError]:
    """Return an error for each limit that a valid document exceeds."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    operations = [n for n in document.definitions if isinstance(n, OperationDefinitionNode)]
    measure = _Measure(fragments)
    found = [exceeded("operations", len(operations), limits.operations)]
    for operation in operations:
        selections = operation.selection_set.selections
        size = measure.of(selections)
        found += [
            exceeded("depth", size.depth, limits.depth),
            exceeded("fields", size.fields, limits.fields),
            exceeded("aliases", size.aliases, limits.aliases),
            exceeded("directives", size.directives, limits.directives),
        ]
        if size.fields <= limits.fields:
            found.append(exceeded("root fields", measure.roots(selections), limits.roots))
    return [error for error in found if error is not None]


def depth_of(document: DocumentNode) -> int:
    """Return how deep fields lie within fields in the deepest operation of a valid document."""
    nodes = document.definitions
    measure = _Measure({n.name.value: n for n in nodes if isinstance(n, FragmentDefinitionNode)})
    sizes = [
        measure.of(n.selection_set.selections)
        for n in nodes
        if isinstance(n, OperationDefinitionNode)
    ]
    return max((size.depth for size in sizes), default=0)


def repeats(document: DocumentNode) -> int:
    """Return how often the same is asked within one pair of brackets, at most.

    Fields count by the name that they answer under, fragments and fields of an input together.
    The document need not be valid, since it is validation that takes the square of this.
    """
    most = 0
    waiting: list[Node] = [*document.definitions]
    while waiting:
        node = waiting.pop()
        if isinstance(node, SelectionSetNode):
            asked = Counter(_answered(each) for each in node.selections)
            most = max([most, *asked.values()])
        elif isinstance(node, ObjectValueNode):
            most = max(most, len(node.fields))
        for key in node.keys:
            found = getattr(node, key, None)
            below = found if isinstance(found, (list, tuple)) else (found,)
            waiting += [one for one in below if isinstance(one, Node)]
    return most


def _answered(node: SelectionNode) -> str:
    """Return the name that a field answers under; nothing for a fragment."""
    if not isinstance(node, FieldNode):
        return ""
    return node.alias.value if node.alias else node.name.value
