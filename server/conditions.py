"""Costs of filters (筛选成本): what conditions on related things may look at, for each object.

Conditions on an object itself cost nothing. One on related things looks at so many of them as
their price says, and at each for what is asked of it: conditions within conditions multiply.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    TypeNode,
    ValueNode,
    VariableNode,
    get_named_type,
    type_from_ast,
)

from schema.pricing import PRICE, Price

__all__ = ["conditions", "input_of", "names_conditions", "variables_in"]


def conditions(kind: GraphQLInputObjectType, value: Any) -> int:
    """Return what a filter costs for each object that it looks at.

    Args:
        kind: Type of the filter.
        value: Its value, or a list of such; what is no proper value costs nothing.
    """
    if isinstance(value, list | tuple):
        return sum(conditions(kind, one) for one in value)
    if not isinstance(value, Mapping):
        return 0
    return sum(_condition(kind, name, one) for name, one in value.items() if one is not None)


def _condition(kind: GraphQLInputObjectType, name: str, value: Any) -> int:
    declared = kind.fields.get(name)
    within = get_named_type(declared.type) if declared else None
    if declared is None or not isinstance(within, GraphQLInputObjectType):
        return 0
    below = conditions(within, value)
    found = (declared.extensions or {}).get(PRICE)
    return found.size * (found.item + below) if isinstance(found, Price) else below


def input_of(schema: GraphQLSchema, node: TypeNode) -> GraphQLInputObjectType | None:
    """Return the input that a variable is, or that it lists; None if it is something else."""
    found = type_from_ast(schema, node)
    kind = get_named_type(found) if found else None
    return kind if isinstance(kind, GraphQLInputObjectType) else None


@cache
def names_conditions(kind: GraphQLInputObjectType) -> bool:
    """Tell whether an input is a filter that may hold a condition on related things."""
    return any(
        PRICE in (inner.extensions or {})
        for declared in kind.fields.values()
        if isinstance(within := get_named_type(declared.type), GraphQLInputObjectType)
        for inner in within.fields.values()
    )


def variables_in(node: ValueNode) -> set[str]:
    """Return the variables that a value is made from."""
    if isinstance(node, VariableNode):
        return {node.name.value}
    if isinstance(node, ListValueNode):
        return {name for one in node.values for name in variables_in(one)}
    if isinstance(node, ObjectValueNode):
        return {name for one in node.fields for name in variables_in(one.value)}
    return set()
