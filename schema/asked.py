"""What was asked (查询意图): the selection below a root field, read once.

Fragments are opened, equal names merged, `@skip` and `@include` obeyed, arguments
coerced; what is left is a tree of names that statements and answers are made from.
Where a value may be of several types, the fields are collected for each, as the
specification does, so that a name asked in two fragments is merged in their order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableValues,
    get_argument_values,
    get_directive_values,
    get_named_type,
)

from schema.arranging import arranger

__all__ = ["Asked", "Narrowed", "asked_at_root", "asked_below"]

_MOST_FETCHED: Final = 32
"""Most combinations of fields and types for which it is kept what fetches their nodes."""

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One field that was asked (所问字段).

    Attributes:
        key: Name to answer with.
        name: Name of the field.
        arguments: Coerced arguments, defaults among them.
        type: Named type of the field; None for `__typename`.
        required: Whether the schema promises a value.
        below: What is asked of the value, by its type; each type in one of them.
    """

    key: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    type: GraphQLNamedType | None = None
    required: bool = True
    below: "tuple[Narrowed, ...]" = ()

    def of(self, type_name: str) -> "tuple[Asked, ...]":
        """Return what is asked of a value of this concrete type."""
        return self._of_types.get(type_name, ())

    @cached_property
    def _of_types(self) -> "dict[str, tuple[Asked, ...]]":
        return {name: part.below for part in self.below for name in part.types}

    def mentions(self, *names: str) -> bool:
        """Tell whether a field of one of these names is asked anywhere below; kept."""
        if names not in self._mentioned:
            self._mentioned[names] = any(
                one.name in names or one.mentions(*names)
                for part in self.below
                for one in part.below
            )
        return self._mentioned[names]

    @cached_property
    def _mentioned(self) -> dict[tuple[str, ...], bool]:
        return {}

    def leads_to(self, types: frozenset[str]) -> bool:
        """Tell whether a value may be of one of some types, or hold one that is; kept."""
        if types not in self._leading:
            self._leading[types] = (self.type is not None and self.type.name in types) or any(
                one.leads_to(types) for part in self.below for one in part.below
            )
        return self._leading[types]

    @cached_property
    def _leading(self) -> dict[frozenset[str], bool]:
        return {}

    @property
    def is_json(self) -> bool:
        """Whether the graph keeps the value as text that the response gives as an object."""
        return self.type is not None and self.type.name == "GeoJSON"

    @cached_property
    def arrange(self) -> Callable[[Any], Any]:
        """What gives rows of the graph the shape of the response."""
        return arranger(self)

    @cached_property
    def _fetching(self) -> dict[object, Any]:
        return {}

    def fetching(self, nodes: object, make: Callable[[], T]) -> T:
        """Return what fetches the nodes that an answer names, made when such are first named.

        Args:
            nodes: Of which fields and types they are.
            make: What makes it.
        """
        if nodes not in self._fetching:
            if len(self._fetching) >= _MOST_FETCHED:
                self._fetching.clear()
            self._fetching[nodes] = make()
        found: T = self._fetching[nodes]
        return found

    @property
    def fields(self) -> "tuple[Asked, ...]":
        """What is asked of a value whose types are all asked alike."""
        return self.below[0].below if self.below else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is asked of some concrete types alike (类型限定).

    A field that several of them are asked alike is one and the same object.
    """

    types: tuple[str, ...]
    below: tuple[Asked, ...]


def asked_below(info: GraphQLResolveInfo[Any]) -> Asked:
    """Return the root field with everything asked below it."""
    variables = cast("Mapping[str, Any]", info.variable_values)  # Strawberry gives them coerced
    reader = _Reader(info.schema, info.fragments, variables)
    return reader.field(info.parent_type, list(info.field_nodes))


def asked_at_root(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> list[tuple[list[FieldNode], Asked]] | None:
    """Return the root fields of a query, each with the places where it is asked.

    Args:
        schema: What is asked.
        fragments: Fragments of the document, by name.
        operation: The query.
        variables: Coerced values of its variables.

    Returns:
        None if it asks for the schema.

    Raises:
        GraphQLError: If an argument cannot be what it is.
    """
    query = schema.query_type
    return _Reader(schema, fragments, variables).root(query, operation) if query else None


class _Reader:
    """Reads selections of one operation; the same field nodes give the same object."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, Any], variables: Mapping[str, Any]
    ) -> None:
        self._schema, self._fragments = schema, fragments
        self._variables = VariableValues(sources={}, coerced=dict(variables))
        self._read: dict[tuple[str, tuple[int, ...]], Asked] = {}

    def root(
        self, parent: GraphQLObjectType, operation: OperationDefinitionNode
    ) -> list[tuple[list[FieldNode], Asked]] | None:
        """Read all that an operation asks; None if some of it is no field of the type."""
        fields: dict[str, list[FieldNode]] = {}
        self._collect(parent, operation.selection_set.selections, fields)
        if not {nodes[0].name.value for nodes in fields.values()} <= {"__typename", *parent.fields}:
            return None
        return [(nodes, self.field(parent, nodes)) for nodes in fields.values()]

    def field(self, parent: GraphQLObjectType, nodes: list[FieldNode]) -> Asked:
        """Read one field that was asked in one or more places."""
        first = nodes[0]
        if first.name.value == "__typename":
            return self._once("", nodes, lambda: Asked(key=_key(first), name="__typename"))
        declared = parent.fields[first.name.value]
        kind = get_named_type(declared.type)
        return self._once(
            kind.name,
            nodes,
            lambda: Asked(
                key=_key(first),
                name=first.name.value,
                arguments=get_argument_values(declared, first, self._variables),
                type=kind,
                required=isinstance(declared.type, GraphQLNonNull),
                below=self._below(kind, [n.selection_set for n in nodes if n.selection_set]),
            ),
        )

    def _once(self, kind: str, nodes: list[FieldNode], read: Callable[[], Asked]) -> Asked:
        place = (kind, tuple(id(node) for node in nodes))
        if place not in self._read:
            self._read[place] = read()
        return self._read[place]

    def _below(
        self, parent: GraphQLNamedType, sets: list[SelectionSetNode]
    ) -> tuple[Narrowed, ...]:
        """Read what is asked of each type that a value may have; leaves are asked nothing."""
        groups: dict[tuple[int, ...], tuple[list[str], tuple[Asked, ...]]] = {}
        for kind in self._possible(parent) if sets else ():
            fields: dict[str, list[FieldNode]] = {}
            for selections in sets:
                self._collect(kind, selections.selections, fields)
            asked = tuple(self.field(kind, nodes) for nodes in fields.values())
            groups.setdefault(tuple(map(id, asked)), ([], asked))[0].append(kind.name)
        return tuple(Narrowed(types=tuple(types), below=a) for types, a in groups.values())

    def _collect(
        self,
        kind: GraphQLObjectType,
        selections: Iterable[SelectionNode],
        fields: dict[str, list[FieldNode]],
    ) -> None:
        """Collect the fields that a value of a concrete type is asked, in their order."""
        for node in selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                fields.setdefault(_key(node), []).append(node)
                continue
            condition, body = self._fragment(node)
            if condition is None or kind in self._possible(condition):
                self._collect(kind, body.selections, fields)

    def _fragment(self, node: SelectionNode) -> tuple[GraphQLNamedType | None, SelectionSetNode]:
        if isinstance(node, FragmentSpreadNode):
            fragment = self._fragments[node.name.value]
        elif isinstance(node, InlineFragmentNode):
            fragment = node
        else:
            raise TypeError(node)
        named = fragment.type_condition
        kind = self._schema.get_type(named.name.value) if named else None
        return kind, fragment.selection_set

    def _possible(self, kind: GraphQLNamedType) -> Sequence[GraphQLObjectType]:
        if isinstance(kind, (GraphQLInterfaceType, GraphQLUnionType)):
            return self._schema.get_possible_types(kind)
        return [kind] if isinstance(kind, GraphQLObjectType) else []

    def _included(self, node: SelectionNode) -> bool:
        """Obey `@skip(if:)` and `@include(if:)`."""
        skipped = get_directive_values(GraphQLSkipDirective, node, self._variables)
        included = get_directive_values(GraphQLIncludeDirective, node, self._variables)
        return not (skipped and skipped["if"]) and not (included and not included["if"])


def _key(node: FieldNode) -> str:
    return node.alias.value if node.alias else node.name.value
