"""Subscriptions (订阅): what is new in the record, without a gap and nothing twice."""

from typing import Any

import strawberry

from schema.subscriptions.findings import findings
from schema.subscriptions.gaps import gaps
from schema.subscriptions.loads import loads
from schema.types.live import FindingEvent, GapEvent, LoadEvent

__all__ = ["subscription_fields"]


def subscription_fields() -> list[Any]:
    """Return the fields of the subscriptions; what they yield has its shape already."""
    return [
        strawberry.subscription(
            resolver=findings,
            graphql_type=FindingEvent,
            description="隐患动态. Findings of a scope that were recorded, changed or withdrawn.",
        ),
        strawberry.subscription(
            resolver=gaps,
            graphql_type=GapEvent,
            description="责任缺口动态. Gaps of a scope that opened or closed, and why.",
        ),
        strawberry.subscription(
            resolver=loads,
            graphql_type=LoadEvent,
            description="导入动态. Loads, each once it is whole.",
        ),
    ]
