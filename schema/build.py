"""The schema (模式): put together once, printed to ``schema/schema.graphql``."""

from typing import Final

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type

from schema.describing import describe
from schema.execution import PassThrough
from schema.mutations import mutation_fields
from schema.nouns import NOUNS
from schema.pricing import price
from schema.questions import question_fields
from schema.roots import noun_fields
from schema.scalars import SCALARS
from schema.subscriptions import subscription_fields

__all__ = ["build_schema"]

_DESCRIPTION: Final = "查询入口. Every root field takes `at` and shows its evidence."
_CHANGES: Final = "变更入口. Each is recorded with who did it and when; nothing is deleted."

_NEWS: Final = (
    "订阅入口. Resumable: `after` is the last token seen; what was missed comes first, then live."
)


def build_schema() -> strawberry.Schema:
    """Return the schema, ready to execute."""
    query = create_type("Query", [*noun_fields(), *question_fields()], description=_DESCRIPTION)
    mutation = create_type("Mutation", mutation_fields(), description=_CHANGES)
    news = create_type("Subscription", subscription_fields(), description=_NEWS)
    schema = strawberry.Schema(
        query=query,
        mutation=mutation,
        subscription=news,
        types=list(NOUNS.types.values()),
        config=StrawberryConfig(scalar_map=dict(SCALARS)),
        execution_context_class=PassThrough,
    )
    describe(schema._schema)  # noqa: SLF001 - Strawberry offers no public way to it
    price(schema)
    return schema
