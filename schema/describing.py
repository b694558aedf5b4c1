"""Describing the schema (模式说明): every name in it says what it means, in both languages.

What the model declares is described from the model; the rest stands in ``words.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
)

from graph.cypher.dimensions import dimensions_of
from graph.model.proposal import PROPOSAL
from graph.model.record import DOCUMENT, LOAD
from graph.model.registry import NODES, RELATIONS
from graph.model.spec import NodeSpec, Property
from schema.filters import EDGES
from schema.naming import camel, capitalised

__all__ = ["describe"]

Words = Mapping[str, Mapping[str, str]]
_LISTED: Final = (*NODES, DOCUMENT, LOAD, PROPOSAL)
_EDGE: Final = "Edge"
_FILTER: Final = "Filter"
_ORDER: Final = "Order"
_DIRECTIONS: Final = {"ASC": ("升序", "ascending"), "DESC": ("降序", "descending")}


def describe(schema: GraphQLSchema) -> None:
    """Describe whatever in a schema says nothing of itself yet."""
    for name, described in schema.type_map.items():
        if is_introspection_type(described):
            continue
        described.description = _words()["exact"].get(name) or described.description
        if isinstance(described, GraphQLObjectType | GraphQLInterfaceType):
            _describe_fields(described, schema.type_map)
        elif isinstance(described, GraphQLInputObjectType):
            _describe_inputs(described, schema.type_map)
        elif isinstance(described, GraphQLEnumType):
            _describe_values(described)


@cache
def _words() -> Words:
    text = (files("schema") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _describe_fields(
    described: GraphQLObjectType | GraphQLInterfaceType, types: Mapping[str, GraphQLNamedType]
) -> None:
    words = _words()
    if described.name.endswith(_EDGE) and "node" in described.fields:
        described.description = _edge(str(described.fields["node"].type), types)
    for name, field in described.fields.items():
        own = f"{described.name}.{name}"
        field.description = field.description or words["exact"].get(own) or words["field"].get(name)
        for argument, given in field.args.items():
            given.description = (
                given.description
                or words["exact"].get(f"{own}({argument})")
                or words["argument"].get(argument)
            )


def _edge(node: str, types: Mapping[str, GraphQLNamedType]) -> str:
    zh = (types[node.removesuffix("!")].description or node).partition(".")[0]
    return f"{zh}条目. A thing of the page, and its cursor."


def _describe_inputs(
    described: GraphQLInputObjectType, types: Mapping[str, GraphQLNamedType]
) -> None:
    """Describe the fields of a filter as those that it filters by."""
    words = _words()
    filtered: Any = types.get(described.name.removesuffix(_FILTER))
    fields = getattr(filtered, "fields", {})
    stated = _of_relations().get(described.name, {})
    for name, field in described.fields.items():
        told = fields[name].description if name in fields else stated.get(name)
        related = fields.get(name.removesuffix(EDGES)) if name.endswith(EDGES) else None
        if told is None and related is not None:
            told = _with_edges(related.description or "")
        own = words["exact"].get(f"{described.name}.{name}")
        field.description = field.description or own or told or words["input"].get(name)


def _with_edges(related: str) -> str:
    """Describe a filter on related things together with their relationships."""
    zh, _, en = related.partition(". ")
    return f"{zh}（连同关系）. {en} Filters by them and by what the relationship itself says."


@cache
def _of_relations() -> Mapping[str, Mapping[str, str]]:
    """Return what each property of a relationship says, by the filter on it and its name."""
    return {
        f"{capitalised(camel(relation.type.lower()))}{_FILTER}": {
            camel(prop.name): _said(prop.zh, prop.doc) for prop in relation.properties
        }
        for relation in RELATIONS
    }


def _describe_values(described: GraphQLEnumType) -> None:
    terms = _terms()
    for name, value in described.values.items():
        own = f"{described.name}.{name}"
        value.description = value.description or _words()["value"].get(own) or terms.get(own)


@cache
def _terms() -> Mapping[str, str]:
    """Return what the model calls each value of an enumeration, by enumeration and value."""
    said = dict(_kinds())
    for spec in _LISTED:
        said |= dict(_directions(spec)) | dict(_groupings(spec))
    listed = [prop for spec in _LISTED for prop in spec.properties]
    for prop in (*listed, *(prop for relation in RELATIONS for prop in relation.properties)):
        for name, words in _vocabulary(prop):
            said.setdefault(name, words)
    return said


def _kinds() -> Iterator[tuple[str, str]]:
    for spec in NODES:
        yield f"NodeType.{spec.label}", _said(spec.zh, spec.doc)
    for relation in RELATIONS:
        yield f"RelationType.{relation.type}", _said(relation.zh, relation.doc)


def _said(zh: str, en: str) -> str:
    return f"{zh}. {en}"


def _directions(spec: NodeSpec) -> Iterator[tuple[str, str]]:
    for prop in spec.properties:
        for direction, (zh, en) in _DIRECTIONS.items():
            words = camel(prop.name)
            yield (
                f"{spec.label}{_ORDER}.{prop.name.upper()}_{direction}",
                (f"按{prop.zh}{zh}. By {words}, {en}."),
            )


def _groupings(spec: NodeSpec) -> Iterator[tuple[str, str]]:
    for dimension in dimensions_of(spec):
        yield f"{spec.label}Grouping.{dimension.constant}", _said(*dimension.words)


def _vocabulary(prop: Property) -> Iterator[tuple[str, str]]:
    """Yield the values of a property: the first Chinese term for it, and its name in words."""
    if prop.choices is None:
        return
    for term, member in prop.terms.items():
        words = str(member).replace("_", " ").capitalize()
        for name in {prop.choices.__name__, *_ALIASES.get(prop.choices.__name__, ())}:
            yield f"{name}.{member}", f"{term}. {words}."


_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {"Line": ("ResponsibilityLine",)}
"""Other names under which the schema has an enumeration of the model."""
