"""Events of subscriptions (订阅事件)."""

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import strawberry

from schema.nouns import NOUNS
from schema.types.base import Snapshot
from schema.types.portfolio import ChainChange
from schema.types.reference import Evidence

if TYPE_CHECKING:
    Document: TypeAlias = str
    Finding: TypeAlias = str
    Load: TypeAlias = str
else:
    Document = NOUNS.types["Document"]
    Finding = NOUNS.types["Finding"]
    Load = NOUNS.types["Load"]

__all__ = ["FindingEvent", "FindingNews", "GapEvent", "LoadEvent"]


class FindingNews(StrEnum):
    """What became of a finding (隐患变化)."""

    RECORDED = "RECORDED"
    CHANGED = "CHANGED"
    WITHDRAWN = "WITHDRAWN"


strawberry.enum(FindingNews, description="隐患变化. What became of a finding.")


@strawberry.type(description="导入事件. A load, once all of it is there.")
class LoadEvent:
    """A load, once all of it is there."""

    token: str
    snapshot: Snapshot
    load: Load = strawberry.field(description="导入. What was loaded, and what that changed.")
    documents: list[Document] = strawberry.field(
        description="来源. Sources that were not known before it."
    )


@strawberry.type(description="隐患事件. A finding of the scope that was recorded or changed.")
class FindingEvent:
    """A finding of the scope that was recorded or changed."""

    token: str
    snapshot: Snapshot
    kind: FindingNews
    finding: Finding = strawberry.field(
        description="隐患. As it was known from then on; of one that was withdrawn, until then."
    )
    evidence: list[Evidence]


@strawberry.type(description="缺口事件. A gap of the scope that opened or closed.")
class GapEvent:
    """A gap of the scope that opened or closed."""

    token: str
    snapshot: Snapshot
    change: ChainChange = strawberry.field(
        description="变化. The gap, whether it opened or closed, and why."
    )
    evidence: list[Evidence]
