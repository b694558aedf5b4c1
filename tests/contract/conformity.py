"""Whether data is what the schema promises (响应符合模式): what the executor would have checked.

Data passes through execution untouched, so this walks it beside the operation and the
types: no null where none may be, lists where lists are due, members of enums, no field
too many or too few.
"""

from collections.abc import Iterator
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
)

__all__ = ["faults"]

SCALARS: dict[str, tuple[type, ...]] = {
    "Int": (int,),
    "Float": (int, float),
    "String": (str,),
    "ID": (str,),
    "Boolean": (bool,),
    "Date": (str,),
    "DateTime": (str,),
    "GeoJSON": (dict,),
}


def faults(schema: GraphQLSchema, text: str, data: dict[str, Any]) -> list[str]:
    """Return every place where the data is not what the schema promises."""
    document = parse(text)
    operation = next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    root = schema.get_root_type(operation.operation)
    assert root
    walker = _Walker(schema, document)
    return list(walker.object(root, [operation.selection_set], data, ""))


class _Walker:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }

    def object(
        self, kind: GraphQLObjectType, sets: list[SelectionSetNode], data: Any, path: str
    ) -> Iterator[str]:
        fields: dict[str, list[FieldNode]] = {}
        for selections in sets:
            self._collect(kind, selections, fields)
        optional = {k for k, nodes in fields.items() if all(n.directives for n in nodes)}
        if not set(fields) - optional <= set(data) <= set(fields):
            yield f"{path}: keys {sorted(data)} instead of {sorted(fields)}"
            return
        if list(data) != [k for k in fields if k in data]:
            yield f"{path}: keys in the order {list(data)}"
        for key, value in data.items():
            nodes = fields[key]
            inner = [node.selection_set for node in nodes if node.selection_set]
            name = nodes[0].name.value
            if name == "__typename":
                if value != kind.name:
                    yield f"{path}.{key}: {value} instead of {kind.name}"
            else:
                yield from self._value(kind.fields[name].type, inner, value, f"{path}.{key}")

    def _value(
        self, kind: Any, sets: list[SelectionSetNode], value: Any, path: str
    ) -> Iterator[str]:
        if value is None:
            if isinstance(kind, GraphQLNonNull):
                yield f"{path}: null in a field that is never null"
            return
        kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if isinstance(kind, GraphQLList):
            for k, each in enumerate(value):
                yield from self._value(kind.of_type, sets, each, f"{path}[{k}]")
        elif isinstance(kind, (GraphQLScalarType, GraphQLEnumType)):
            yield from _leaf(kind, value, path)
        else:
            candidates = [
                list(self.object(concrete, sets, value, path)) for concrete in self._concrete(kind)
            ]
            yield from min(candidates, key=len)

    def _concrete(self, kind: Any) -> list[GraphQLObjectType]:
        if isinstance(kind, GraphQLObjectType):
            return [kind]
        return list(self._schema.get_possible_types(kind))

    def _collect(
        self, kind: GraphQLObjectType, selections: SelectionSetNode, into: dict[str, Any]
    ) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                key = node.alias.value if node.alias else node.name.value
                into.setdefault(key, []).append(node)
                continue
            fragment: Any = node
            if not isinstance(node, InlineFragmentNode):
                fragment = self._fragments[fragment.name.value]
            condition = fragment.type_condition
            if condition is None or self._applies(condition.name.value, kind):
                self._collect(kind, fragment.selection_set, into)

    def _applies(self, name: str, kind: GraphQLObjectType) -> bool:
        condition: Any = self._schema.get_type(name)
        if isinstance(condition, GraphQLObjectType):
            return name == kind.name
        return kind in self._schema.get_possible_types(condition)


def _leaf(kind: GraphQLScalarType | GraphQLEnumType, value: Any, path: str) -> Iterator[str]:
    known = (
        value in kind.values
        if isinstance(kind, GraphQLEnumType)
        else isinstance(value, SCALARS[kind.name])
    )
    if not known:
        yield f"{path}: {value!r} is no {kind.name}"
