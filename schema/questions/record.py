"""What does this document say (文档陈述)."""

from collections.abc import Mapping
from typing import Any

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import RelType
from schema.answers import Answer, answering, snapshot_of
from schema.paging import page_size
from schema.reading import Asking
from schema.types import problems
from schema.types.base import At, PageInfo
from schema.types.record import (
    DocumentStatement,
    DocumentStatements,
    StatedRelation,
)

__all__ = ["document_statements"]


async def document_statements(
    info: Asking,
    of: strawberry.ID,
    first: int = 50,
    after: str | None = None,
    at: At | None = None,
) -> Any:
    """Return what a document says, each with its place in it."""
    limit = page_size(first)

    async def ask(point: Point) -> Answer:
        rows = await info.context.store.read(
            question("record/statements").text,
            {"id": of, "after": after or "", "limit": limit + 1, "known_at": point.known_at},
        )
        if not rows and not after:
            return problems.not_found(of, "文档")
        positions = [row["position"] for row in rows[:limit]]
        return DocumentStatements(
            snapshot=snapshot_of(point),
            nodes=[_statement(row) for row in rows[:limit]],
            page_info=PageInfo(
                has_next_page=len(rows) > limit,
                has_previous_page=after is not None,
                start_cursor=positions[0] if positions else None,
                end_cursor=positions[-1] if positions else None,
            ),
        )

    return await answering(info, at, ask)


def _statement(row: Mapping[str, Any]) -> DocumentStatement:
    relations = [stated.split("|") for stated in row["relations"]]
    return DocumentStatement(
        evidence=row["evidence"],
        entities=row["entities"],
        relations=[
            StatedRelation(type=RelType(kind), source=source, target=target)
            for kind, source, target in relations
        ],
    )
