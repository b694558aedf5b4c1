"""What does this document say (文档陈述)."""

from collections.abc import Mapping, Sequence
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
        if not rows:
            return problems.not_found(of, "文档")
        found = [row for row in rows if row["evidence"] is not None]
        return DocumentStatements(
            snapshot=snapshot_of(point),
            nodes=[_statement(row) for row in found[:limit]],
            page_info=_page_info([row["position"] for row in found], limit, after),
        )

    return await answering(info, at, ask)


def _page_info(positions: Sequence[str], limit: int, after: str | None) -> PageInfo:
    shown = positions[:limit]
    return PageInfo(
        has_next_page=len(positions) > limit,
        has_previous_page=after is not None,
        start_cursor=shown[0] if shown else None,
        end_cursor=shown[-1] if shown else None,
    )


def _statement(row: Mapping[str, Any]) -> DocumentStatement:
    relations = [stated.split("|") for stated in row["relations"]]
    return DocumentStatement(
        evidence=row["evidence"],
        entities=row["entities"],
        proposals=row["proposals"],
        relations=[
            StatedRelation(type=RelType(kind), source=source, target=target)
            for kind, source, target in relations
        ],
    )
