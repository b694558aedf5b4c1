"""Names of the model in GraphQL (命名): camel case outside, snake case inside."""

from dataclasses import fields
from functools import cache
from typing import Any

from graph.model.registry import End, ends_of, node_spec
from graph.model.spec import Group, NodeSpec, RelationSpec

__all__ = ["attribute", "camel", "capitalised", "end_called", "stored"]


@cache
def camel(name: str) -> str:
    """Return the GraphQL name of a property.

    >>> camel("people_within_500_m")
    'peopleWithin500M'
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def capitalised(name: str) -> str:
    """Return a name with its first letter large, as a type's name begins."""
    return name[:1].upper() + name[1:]


def attribute(name: str, owner: type[Any]) -> str:
    """Return what a record calls a GraphQL field; `LookupError` if it has none.

    A name is looked for, since it cannot be turned back: ``peopleWithin500M``.
    """
    return _attributes(owner)[name]  # type: ignore[arg-type]  # a class is hashable


@cache
def _attributes(owner: type[Any]) -> dict[str, str]:
    names = {*dir(owner), *(field.name for field in fields(owner))}
    return {camel(name): name for name in names if not name.startswith("_")}


def stored(name: str, target: NodeSpec | Group | RelationSpec) -> str:
    """Return the property that a GraphQL field shows; `LookupError` if there is none."""
    spec = node_spec(target.labels[0]) if isinstance(target, Group) else target
    return {camel(prop.name): prop.name for prop in spec.properties}[name]


def end_called(name: str, target: NodeSpec | Group) -> End | None:
    """Return the end of relationships that a GraphQL field shows; None if it is another field."""
    label = target.label if isinstance(target, NodeSpec) else target.labels[0]
    return next((end for end in ends_of(label) if end.field == name), None)
