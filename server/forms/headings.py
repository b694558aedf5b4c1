"""Headings (列名): what the fields of an answer are called, told from the schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
)

__all__ = ["Heading", "Path", "headings"]

Path = tuple[str, ...]
_TYPENAME: Final = "__typename"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a field is called (列名).

    Attributes:
        zh: In Chinese.
        en: In English: its name in the answer.
        leaf: Whether its value has no fields of its own.
        terms: Chinese terms of its values, for a closed vocabulary.
    """

    zh: str
    en: str
    leaf: bool
    terms: Mapping[str, str] = field(default_factory=dict)


def headings(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> dict[Path, Heading]:
    """Return the heading of every field that an operation selects, in its order.

    Args:
        schema: The schema that described it.
        document: The valid document.
        operation: Which of its operations.
    """
    root = schema.get_root_type(operation.operation)
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    found: dict[Path, Heading] = {}
    for path, heading in _Reader(schema, fragments).read(operation.selection_set, root, ()):
        found.setdefault(path, heading)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]

    def read(
        self, selected: SelectionSetNode, parent: Any, path: Path
    ) -> Iterator[tuple[Path, Heading]]:
        for node in selected.selections:
            if isinstance(node, FieldNode):
                yield from self._field(node, parent, path)
            else:
                inner = self._fragment(node)
                on = inner.type_condition
                kind = self.schema.type_map[on.name.value] if on else parent
                yield from self.read(inner.selection_set, kind, path)

    def _fragment(self, node: SelectionNode) -> FragmentDefinitionNode | InlineFragmentNode:
        if isinstance(node, FragmentSpreadNode):
            return self.fragments[node.name.value]
        if isinstance(node, InlineFragmentNode):
            return node
        raise TypeError(node)  # there are no other selections

    def _field(self, node: FieldNode, parent: Any, path: Path) -> Iterator[tuple[Path, Heading]]:
        key = node.alias.value if node.alias else node.name.value
        here = (*path, key)
        if node.name.value == _TYPENAME:
            yield here, Heading("类型", key, leaf=True, terms=_types(self.schema))
            return
        declared = parent.fields[node.name.value]
        kind = get_named_type(declared.type)
        zh = _chinese(declared.description) or key
        yield here, Heading(zh, key, leaf=node.selection_set is None, terms=_terms(kind))
        if node.selection_set is not None:
            yield from self.read(node.selection_set, kind, here)


def _chinese(description: str | None) -> str:
    return (description or "").partition(". ")[0]


def _terms(kind: Any) -> Mapping[str, str]:
    if not isinstance(kind, GraphQLEnumType):
        return {}
    return {name: _chinese(value.description) for name, value in kind.values.items()}


def _types(schema: GraphQLSchema) -> Mapping[str, str]:
    return {name: _chinese(kind.description) for name, kind in schema.type_map.items()}
