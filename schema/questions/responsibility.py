"""Who answers for this, and what is missing (责任链)."""

from dataclasses import replace
from typing import Any

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.evidence.answer import Snapshot
from graph.model.groups import ANSWERABLE, ORGANISATION
from graph.model.identity import label_of
from graph.model.labels import Line
from graph.responsibility.chain import ResponsibilityChain, chain_of
from schema.answers import Answer, answering
from schema.context import Context
from schema.reading import Asking
from schema.types import problems
from schema.types.base import At

__all__ = ["chained", "responsibility_chain"]


async def responsibility_chain(
    info: Asking,
    of: strawberry.ID,
    lines: list[Line] | None = None,
    at: At | None = None,
) -> Any:
    """Return the chain of a subject on a date, from what is recorded of it and around it."""

    async def ask(point: Point) -> Answer:
        chain = await chained(info.context, of, point, lines)
        return chain or problems.not_found(of, "可追责对象")

    return await answering(info, at, ask)


async def chained(
    context: Context, of: str, point: Point, lines: list[Line] | None
) -> ResponsibilityChain | None:
    """Read the chain of a subject at a point; None if nothing there can be answered for."""
    label = label_of(of)
    if label not in {*ANSWERABLE.labels, ORGANISATION.name}:
        return None
    rows = await context.store.read(
        question("chain/duties").about(label), {"id": of, **point.parameters}
    )
    if not rows:
        return None
    asked = None if lines is None else frozenset(lines)
    chain = context.computed.of(
        ("chain", of, point.as_of, asked),
        rows,
        lambda: chain_of(of, _type_of(of, rows), rows, point, context.rules, lines=lines),
    )
    return replace(chain, snapshot=Snapshot.of(point))


def _type_of(subject: str, rows: list[dict[str, Any]]) -> str:
    return next(str(row["type"]) for row in rows if row["context"] == subject)
