"""Costs of operations (查询成本): what one may cost at most, by its text and variables alone.

A field costs its weight, and for each object it gives one and what is asked of that object.
What is asked of other types of a union or by another name is added, so that the cost is never
less than that of any answer. A filter costs what its conditions on related things do, for each
object that it looks at. Every fragment is opened once, in an order in which it follows
those that it uses: the time is that of reading the document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    value_from_ast_untyped,
)

from schema.pricing import EXAMINED, FREE, PRICE, Price
from server.conditions import conditions, input_of, names_conditions, variables_in

__all__ = ["Bill", "bills"]

_KEPT: Final = 64
_UNPRICED: Final = Price()


@dataclass(frozen=True, slots=True)
class _Sum:
    """Cost of selections: what is fixed, and what there is for each item of the page above."""

    fixed: int = 0
    paged: int = 0


@dataclass
class Bill:
    """What an operation costs (查询账单), by the values of those variables that matter."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: tuple[FragmentDefinitionNode, ...]
    _matters: frozenset[str] | None = None
    _known: dict[tuple[int | None, ...], int] = field(default_factory=dict)

    def cost(self, variables: Mapping[str, Any]) -> int:
        """Return the cost with these values; what is no proper value counts as not given."""
        values = self._values(variables)
        if self._matters is None:
            walk = _Walk(self.schema, values)
            walk.total(self.operation, self.fragments)
            self._matters = frozenset(walk.used)
        key = tuple(self._worth(name, values.get(name)) for name in sorted(self._matters))
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            walk = _Walk(self.schema, values)
            self._known[key] = walk.total(self.operation, self.fragments)
        return self._known[key]

    def _worth(self, name: str, value: Any) -> int | None:
        """Return what matters of a value: what its conditions cost, or how many it says."""
        kind = self._kinds.get(name)
        return _number(value) if kind is None else conditions(kind, value)

    @cached_property
    def _kinds(self) -> Mapping[str, GraphQLInputObjectType]:
        """The inputs among the variables, by name."""
        return {
            declared.variable.name.value: kind
            for declared in self.operation.variable_definitions or ()
            if (kind := input_of(self.schema, declared.type))
        }

    def _values(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the variables, those by default among them."""
        values: dict[str, Any] = {}
        for declared in self.operation.variable_definitions or ():
            name = declared.variable.name.value
            if name in variables:
                values[name] = variables[name]
            elif declared.default_value is not None:
                values[name] = value_from_ast_untyped(declared.default_value)
        return values


def bills(schema: GraphQLSchema, document: DocumentNode) -> dict[str | None, Bill]:
    """Return the bill of each operation of a valid document, by its name."""
    nodes = document.definitions
    fragments = _in_order([n for n in nodes if isinstance(n, FragmentDefinitionNode)])
    return {
        node.name.value if node.name else None: Bill(schema, node, fragments)
        for node in nodes
        if isinstance(node, OperationDefinitionNode)
    }


def _in_order(found: list[FragmentDefinitionNode]) -> tuple[FragmentDefinitionNode, ...]:
    """Return fragments so that each follows those that it uses; without recursion."""
    named = {node.name.value: node for node in found}
    ordered: dict[str, FragmentDefinitionNode] = {}
    begun: set[str] = set()
    for first in named:
        waiting = [(first, False)]
        while waiting:
            name, opened = waiting.pop()
            if opened:
                ordered.setdefault(name, named[name])
            elif name not in begun:
                begun.add(name)
                waiting.append((name, True))
                waiting += [(used, False) for used in _spread(named[name].selection_set)]
    return tuple(ordered.values())


def _spread(selections: SelectionSetNode) -> Iterator[str]:
    """Yield the fragments that selections use."""
    waiting = [selections]
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FragmentSpreadNode):
                yield node.name.value
            elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                waiting.append(node.selection_set)


@dataclass(slots=True)
class _Walk:
    """Walks over an operation with the values of its variables, and notes which it used."""

    schema: GraphQLSchema
    values: Mapping[str, Any]
    used: set[str] = field(default_factory=set)
    _fragments: dict[str, _Sum] = field(default_factory=dict)

    def total(
        self, operation: OperationDefinitionNode, fragments: tuple[FragmentDefinitionNode, ...]
    ) -> int:
        for fragment in fragments:
            kind = self.schema.get_type(fragment.type_condition.name.value)
            self._fragments[fragment.name.value] = self._sum(kind, fragment.selection_set)
        root = self.schema.get_root_type(operation.operation)
        return self._sum(root, operation.selection_set).fixed

    def _sum(self, kind: GraphQLNamedType | None, selections: SelectionSetNode) -> _Sum:
        fixed = paged = 0
        for node in selections.selections:
            one = self._one(kind, node)
            if self._included(node):
                fixed, paged = fixed + one.fixed, paged + one.paged
        return _Sum(fixed, paged)

    def _one(self, kind: GraphQLNamedType | None, node: SelectionNode) -> _Sum:
        if isinstance(node, FragmentSpreadNode):
            return self._fragments[node.name.value]
        if isinstance(node, InlineFragmentNode):
            named = node.type_condition
            narrowed = self.schema.get_type(named.name.value) if named else kind
            return self._sum(narrowed, node.selection_set)
        if not isinstance(node, FieldNode):
            raise TypeError(node)
        return self._field(kind, node)

    def _field(self, kind: GraphQLNamedType | None, node: FieldNode) -> _Sum:
        """Return the cost of a field with all below it; introspection is no work."""
        name = node.name.value
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) or name[:2] == "__":
            return _Sum()
        declared = kind.fields[name]
        found = _price_of(declared)
        below = _Sum()
        if node.selection_set:
            below = self._sum(get_named_type(declared.type), node.selection_set)
        size = self._size(found, declared, node)
        if found.paged:
            return _Sum(found.weight, found.item + below.fixed)
        weight = found.weight + max(size, EXAMINED) * self._filtered(declared, node)
        if found.pages:
            return _Sum(weight + found.item + below.fixed + size * below.paged)
        return _Sum(weight + size * (found.item + below.fixed))

    def _filtered(self, declared: GraphQLField, node: FieldNode) -> int:
        """Return what the conditions on related things cost that a field is given."""
        cost = 0
        for argument in node.arguments or ():
            kind = get_named_type(declared.args[argument.name.value].type)
            if isinstance(kind, GraphQLInputObjectType) and names_conditions(kind):
                self.used |= variables_in(argument.value)
                cost += conditions(kind, value_from_ast_untyped(argument.value, dict(self.values)))
        return cost

    def _size(self, found: Price, declared: GraphQLField, node: FieldNode) -> int:
        if found.slicing is None:
            return found.size
        given = [declared.args[found.slicing].default_value]
        for argument in node.arguments or ():
            if argument.name.value == found.slicing:
                given.insert(0, self._value(argument.value))
        told = (number for each in given if (number := _number(each)) is not None)
        asked = max(next(told, found.size), 0)
        return asked if found.most is None else min(asked, found.most)

    def _included(self, node: SelectionNode) -> bool:
        """Obey `@skip(if:)` and `@include(if:)`."""
        for directive in node.directives or ():
            if directive.name.value in ("skip", "include") and directive.arguments:
                met = self._value(directive.arguments[0].value) is True
                if met is (directive.name.value == "skip"):
                    return False
        return True

    def _value(self, node: ValueNode) -> Any:
        if isinstance(node, VariableNode):
            self.used.add(node.name.value)
            return self.values.get(node.name.value)
        if isinstance(node, ListValueNode):
            return node.values
        return value_from_ast_untyped(node)


def _price_of(declared: GraphQLField) -> Price:
    found = (declared.extensions or {}).get(PRICE)
    if isinstance(found, Price):
        return found
    return _UNPRICED if is_composite_type(get_named_type(declared.type)) else FREE


def _number(value: Any) -> int | None:
    """Return how many a value says: a number itself, a list its length; None if neither."""
    if isinstance(value, int):
        return int(value)
    return len(value) if isinstance(value, list | tuple) else None
