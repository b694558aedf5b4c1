"""What was asked (查询意图): the selection below a root field, read once.

Fragments are opened, equal names merged, `@skip` and `@include` obeyed, arguments
coerced; what is left is a tree of names that statements and answers are made from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLUnionType,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableValues,
    get_argument_values,
    get_directive_values,
    get_named_type,
    is_abstract_type,
)

__all__ = ["Asked", "Narrowed", "asked_below"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field that was asked (所问字段).

    Attributes:
        key: Name to answer with.
        name: Name of the field.
        arguments: Coerced arguments, defaults among them.
        type: Named type of the field; None for `__typename`.
        below: What is asked of the value.
    """

    key: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    type: GraphQLNamedType | None = None
    below: tuple["Asked | Narrowed", ...] = ()

    def of(self, type_name: str) -> Iterator["Asked"]:
        """Yield what is asked of a value of this concrete type."""
        yield from _of(self.below, type_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is asked only of some concrete types (类型限定)."""

    types: tuple[str, ...]
    below: tuple["Asked | Narrowed", ...]


def _of(below: Iterable[Asked | Narrowed], type_name: str) -> Iterator[Asked]:
    for item in below:
        if isinstance(item, Asked):
            yield item
        elif type_name in item.types:
            yield from _of(item.below, type_name)


def asked_below(info: GraphQLResolveInfo[Any]) -> Asked:
    """Return the root field with everything asked below it."""
    variables = cast("Mapping[str, Any]", info.variable_values)  # Strawberry gives them coerced
    reader = _Reader(info.schema, info.fragments, variables)
    return reader.field(info.parent_type, list(info.field_nodes))


class _Reader:
    """Reads selections of one operation."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, Any], variables: Mapping[str, Any]
    ) -> None:
        self._schema, self._fragments = schema, fragments
        self._variables = VariableValues(sources={}, coerced=dict(variables))

    def field(self, parent: GraphQLCompositeType, nodes: list[FieldNode]) -> Asked:
        """Read one field that was asked in one or more places."""
        first = nodes[0]
        key = first.alias.value if first.alias else first.name.value
        if first.name.value == "__typename":
            return Asked(key=key, name="__typename")
        if isinstance(parent, GraphQLUnionType):
            raise TypeError(parent)
        declared = parent.fields[first.name.value]
        kind = get_named_type(declared.type)
        sets = [node.selection_set for node in nodes if node.selection_set]
        below = self._below(kind, sets) if sets else ()
        return Asked(
            key=key,
            name=first.name.value,
            arguments=get_argument_values(declared, first, self._variables),
            type=kind,
            below=below,
        )

    def _below(
        self, parent: GraphQLCompositeType, sets: list[SelectionSetNode]
    ) -> tuple[Asked | Narrowed, ...]:
        fields: dict[str, list[FieldNode]] = {}
        narrowed: list[Narrowed] = []
        for selections in sets:
            self._collect(parent, selections.selections, fields, narrowed)
        return (*(self.field(parent, nodes) for nodes in fields.values()), *narrowed)

    def _collect(
        self,
        parent: GraphQLCompositeType,
        selections: Iterable[SelectionNode],
        fields: dict[str, list[FieldNode]],
        narrowed: list[Narrowed],
    ) -> None:
        for node in selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                key = node.alias.value if node.alias else node.name.value
                fields.setdefault(key, []).append(node)
                continue
            condition, body = self._fragment(node)
            if condition is None or self._covers(condition, parent):
                self._collect(parent, body.selections, fields, narrowed)
            elif types := self._shared(condition, parent):
                narrowed.append(Narrowed(types=types, below=self._below(condition, [body])))

    def _fragment(
        self, node: SelectionNode
    ) -> tuple[GraphQLCompositeType | None, SelectionSetNode]:
        if isinstance(node, FragmentSpreadNode):
            fragment = self._fragments[node.name.value]
        elif isinstance(node, InlineFragmentNode):
            fragment = node
        else:
            raise TypeError(node)
        named = fragment.type_condition
        kind = self._schema.get_type(named.name.value) if named else None
        return kind, fragment.selection_set  # type: ignore[return-value]  # validated: a composite type

    def _covers(self, condition: GraphQLCompositeType, parent: GraphQLCompositeType) -> bool:
        """Tell whether every value of the parent has what the fragment asks."""
        if condition.name == parent.name:
            return True
        return is_abstract_type(condition) and self._schema.is_sub_type(condition, parent)

    def _shared(
        self, condition: GraphQLCompositeType, parent: GraphQLCompositeType
    ) -> tuple[str, ...]:
        possible = set(self._possible(parent))
        return tuple(name for name in self._possible(condition) if name in possible)

    def _possible(self, kind: GraphQLCompositeType) -> list[str]:
        if isinstance(kind, (GraphQLInterfaceType, GraphQLUnionType)):
            return [t.name for t in self._schema.get_possible_types(kind)]
        return [kind.name]

    def _included(self, node: SelectionNode) -> bool:
        """Obey `@skip(if:)` and `@include(if:)`."""
        skipped = get_directive_values(GraphQLSkipDirective, node, self._variables)
        included = get_directive_values(GraphQLIncludeDirective, node, self._variables)
        return not (skipped and skipped["if"]) and not (included and not included["if"])
