"""What a query asks, read as a resolver of the product reads it."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLResolveInfo, GraphQLSchema, build_schema, execute, parse

from schema.asked import Asked, asked_below
from schema.build import build_schema as build_product
from schema.execution import PassThrough, Shaped

__all__ = ["PRODUCT", "SMALL", "asked_of", "names"]

SMALL = build_schema("""
interface Named { name: String! }
enum Kind { TANK VESSEL }
input Where { name: String, kinds: [Kind!], not: Where }
type Unit implements Named { name: String!, volume: Float, kind: Kind }
type Park implements Named {
  name: String!
  grade: String
  units(first: Int = 20, after: String, kinds: [Kind!], where: Where): [Unit!]!
  things: [Thing!]!
}
union Thing = Park | Unit
type Query { park: Park, thing: Thing!, named(id: ID): Named }
""")
PRODUCT = build_schema(build_product().as_str())


def asked_of(
    text: str, variables: Mapping[str, Any] | None = None, schema: GraphQLSchema = SMALL
) -> Asked:
    """Return what the only root field of a query asks."""
    read: list[Asked] = []

    def resolver(_: object, info: GraphQLResolveInfo[Any], **__: object) -> Shaped:
        read.append(asked_below(info))
        return Shaped({})

    result = execute(
        schema,
        parse(text),
        variable_values=dict(variables or {}),
        field_resolver=resolver,
        executor_class=PassThrough,
    )
    assert getattr(result, "errors", None) is None
    return read[0]


def names(asked: Asked, kind: str) -> list[str]:
    """Return the names under which a value of a type is answered, in order."""
    return [one.key for one in asked.of(kind)]
