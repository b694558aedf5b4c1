"""Prices of fields (字段价格): what each costs, told in the schema by `@cost` and `@listSize`.

The directives are those of the GraphQL Cost Directives Specification,
https://ibm.github.io/graphql-specs/cost-spec.html. This is the one place where they are set:
by kind of field, and for the questions by measured work of the database.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Final

import strawberry
from graphql import (
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_leaf_type,
    is_list_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.schema_directive import Location

from schema.paging import MAX_PAGE

__all__ = ["EXAMINED", "FREE", "PRICE", "Price", "price"]

PRICE: Final = "custody-price"
"""Where a field of the schema keeps its price."""
_BACKREF: Final = GraphQLCoreConverter.DEFINITION_BACKREF
_PAGES: Final = ("edges", "nodes")
_FIRST: Final = "first"
_USUAL_PAGE: Final = 20
_USUAL_LIST: Final = 10

WEIGHTS: Final = {
    "Query.search": 2000,
    "Query.responsibilityChain": 400,
    "Query.responsibilityGaps": 3000,
    "Query.responsibilities": 500,
    "Query.orphanedBy": 3000,
    "Query.resilience": 7500,
    "Query.chainChanges": 800,
    "Query.majorHazardAssessment": 100,
    "Query.hazardPropagation": 300,
    "Query.criticality": 300,
    "Query.exposure": 100,
    "Query.footprint": 300,
    "Query.fence": 300,
    "Query.societalRisk": 200,
    "Query.outage": 200,
    "Query.documentStatements": 150,
    "Mutation.upload": 10_000,
    "Propagation.callTree": 1500,
    "Propagation.measureRanking": 1000,
}
"""What the questions cost beside the objects of their answer (问题的权重).

About one for 0.1 ms of the statements of its example in `examples/operations`, on the embedded
engine with the bundled registers; more for what examines a whole scope, which grows with it, and
for a load, which takes seconds.
"""
_COUNTED: Final = 20
"""`totalCount` counts everything that matches, in a statement of its own."""
EXAMINED: Final = _COUNTED
"""At how many objects a filter is taken to look at least: whatever the page, it may look at all."""
_RELATED: Final = 10
"""How many related things a condition on them is taken to look at, for each object."""
_CONDITIONS: Final = ("RelationFilter", "ConnectionFilter")
"""How inputs are called that hold a condition on related things."""
_CHANGE: Final = 100
_SIZES: Final = {"evidence": 2, "terms": 2, "basis": 2, "lines": 4}
"""Lists that are known to be short: how long they are taken to be."""


@strawberry.schema_directive(
    name="cost",
    description="字段成本. What a field costs wherever it is asked, beside the objects it gives.",
    locations=[
        Location.ARGUMENT_DEFINITION,
        Location.ENUM,
        Location.FIELD_DEFINITION,
        Location.INPUT_FIELD_DEFINITION,
        Location.OBJECT,
        Location.SCALAR,
    ],
)
class _Cost:
    """What a field costs wherever it is asked, beside the objects it gives."""

    weight: str


@strawberry.schema_directive(
    name="listSize",
    description="列表大小. How many objects a field gives, or which of its arguments says so.",
    locations=[Location.FIELD_DEFINITION],
)
class _ListSize:
    """How many objects a field gives, or which of its arguments says so."""

    assumed_size: int | None = strawberry.UNSET
    slicing_arguments: list[str] | None = strawberry.UNSET
    sized_fields: list[str] | None = strawberry.UNSET
    require_one_slicing_argument: bool | None = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one field costs (字段价格).

    Attributes:
        weight: Once, wherever it is asked.
        item: For each object that it gives: 1, or 0 where it gives plain values.
        size: How many objects, unless an argument says so.
        slicing: Argument that says how many, by its number or by its length.
        most: How many there are at most; whoever asks for more is refused by the field.
        pages: Whether it gives pages, so that the size is that of `edges` and `nodes` in them.
        paged: Whether it is one of those: its size is told by the field above.
    """

    weight: int = 0
    item: int = 1
    size: int = 1
    slicing: str | None = None
    most: int | None = None
    pages: bool = False
    paged: bool = False


FREE: Final = Price(item=0)


def price(schema: strawberry.Schema) -> None:
    """Set the price of every field of a schema, and let its SDL say so."""
    for name, kind in schema._schema.type_map.items():  # noqa: SLF001 - Strawberry offers no public way to it
        if is_introspection_type(kind):
            continue
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for called, field in kind.fields.items():
                found = _price(name, called, field)
                _tell(field, found, list(_directives(found)))
        elif isinstance(kind, GraphQLInputObjectType) and name.endswith(_CONDITIONS):
            for condition in kind.fields.values():
                _tell(condition, Price(size=_RELATED), [_Cost(weight=str(_RELATED))])


def _tell(field: GraphQLField | GraphQLInputField, found: Price, directives: list[object]) -> None:
    """Set the price of a field, and let the SDL say so."""
    field.extensions = {**(field.extensions or {}), PRICE: found}
    if directives:
        # A copy, since types and schemas share what Strawberry knows of a field.
        declared = copy(field.extensions[_BACKREF])
        declared.directives = [*declared.directives, *directives]
        field.extensions[_BACKREF] = declared


def _price(name: str, called: str, field: GraphQLField) -> Price:
    """Return the price of a field by its kind."""
    weight = WEIGHTS.get(f"{name}.{called}", _CHANGE if name == "Mutation" else 0)
    given = get_named_type(field.type)
    if is_leaf_type(given):
        return Price(item=0, weight=_COUNTED if called == "totalCount" else weight)
    if given.name.endswith("Connection"):
        slicing = _FIRST if _FIRST in field.args else None
        return Price(weight=weight, size=_USUAL_PAGE, slicing=slicing, most=MAX_PAGE, pages=True)
    if name.endswith("Connection") and called in _PAGES:
        return Price(paged=True)
    if not is_list_type(get_nullable_type(field.type)):
        return Price(weight=weight)
    slicing = next((each for each in ("ids", _FIRST) if each in field.args), None)
    return Price(weight=weight, size=_SIZES.get(called, _USUAL_LIST), slicing=slicing)


def _directives(found: Price) -> Iterator[object]:
    if found.weight:
        yield _Cost(weight=str(found.weight))
    if found.size > 1:
        yield _ListSize(
            assumed_size=found.size,
            slicing_arguments=[found.slicing] if found.slicing else strawberry.UNSET,
            sized_fields=list(_PAGES) if found.pages else strawberry.UNSET,
            require_one_slicing_argument=False if found.slicing else strawberry.UNSET,
        )
