"""Interfaces and inputs that every type shares (公共接口与输入)."""

import strawberry

from graph.model.labels import Method
from schema.scalars import Date, DateTime

__all__ = ["At", "Cell", "Node", "PageInfo", "Snapshot", "Span"]

strawberry.enum(
    Method,
    name="ExtractionMethod",
    description="提取方式. How a statement was got out of its source.",
)


@strawberry.interface(description="有标识的对象. Anything with an id.")
class Node:
    """Anything with an id."""

    id: strawberry.ID


@strawberry.input(
    description="双时态时点. Two clocks: when it was true, and when we knew it. Given at the root, "
    "inherited by everything below."
)
class At:
    """A point on both clocks."""

    as_of: Date | None = strawberry.field(
        default=None, description="有效日. Day on which it must be true; today if left out."
    )
    known_at: DateTime | None = strawberry.field(
        default=None, description="知悉时刻. Instant at which it must be known; now if left out."
    )
    token: str | None = strawberry.field(
        default=None, description="快照令牌. Token of an earlier answer, in place of both."
    )


@strawberry.type(
    description="快照. What the answer was computed on. Quote the token back to get it again."
)
class Snapshot:
    """What an answer was computed on."""

    as_of: Date
    known_at: DateTime
    token: str


@strawberry.type(description="分页信息. Where this page lies in its list.")
class PageInfo:
    """Where a page lies in its list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(
    description="文本位置. Character span, in the cleaned text and in the file as it came."
)
class Span:
    """A span of characters."""

    start: int
    end: int
    original_start: int | None
    original_end: int | None


@strawberry.type(description="单元格位置. Sheet, row and column of a register.")
class Cell:
    """A cell, or a row where no column is named."""

    sheet: str | None
    row: int
    column: str | None
