"""Loads as they come (导入动态)."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Final

from graph.cypher.following import instants, members
from graph.evidence import At as Point
from graph.model.record import DOCUMENT, LOAD
from schema.answers import snapshot_of
from schema.execution import Shaped
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.subscriptions.mark import Mark
from schema.subscriptions.tokens import token_of
from schema.types.live import LoadEvent

__all__ = ["loads"]

_LOADS: Final = members(LOAD)
_INSTANTS: Final = instants(LOAD)
_DOCUMENTS: Final = members(DOCUMENT)


async def loads(info: Asking, after: str | None = None) -> AsyncIterator[Any]:
    """Tell of each load once it is whole; first of those missed since a token."""
    context, asked = info.context, asked_of(info)
    mark = None if after is None else Mark.of(after)
    async with aclosing(context.following.loads.follow(mark)) as news:
        async for moment, before in news:
            parameters = {"instant": moment}
            rows = await context.store.read(_LOADS, parameters)
            documents = await context.store.read(_DOCUMENTS, parameters)
            point = Point(as_of=Point.of().as_of, known_at=moment)
            for row in sorted(rows, key=lambda row: str(row["id"])):
                if moment == before.begun and row["id"] <= before.last:
                    continue
                event = LoadEvent(
                    token=await token_of(context, _INSTANTS, before, (moment, row["id"])),
                    snapshot=snapshot_of(point),
                    load=row["id"],
                    documents=[each["id"] for each in documents],
                )
                shaped = await answer(context.store, event, asked, point)
                if shaped is not None:
                    yield Shaped(shaped)
