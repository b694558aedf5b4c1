"""Loads as they come (导入动态)."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Final

from graph.cypher.following import members
from graph.evidence import At as Point
from graph.model.record import DOCUMENT, LOAD
from schema.answers import snapshot_of
from schema.execution import Shaped
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.subscriptions.mark import Mark
from schema.types.live import LoadEvent

__all__ = ["loads"]

_LOADS: Final = members(LOAD)
_DOCUMENTS: Final = members(DOCUMENT)


async def loads(info: Asking, after: str | None = None) -> AsyncIterator[Any]:
    """Tell of each load once it is whole; first of those missed since a token."""
    feeds, asked = info.context.following, asked_of(info)
    mark = None if after is None else Mark.of(after)
    async with aclosing(feeds.loads.follow(mark)) as news:
        async for moment, before in news:
            parameters = {"instant": moment}
            rows = await feeds.store.read(_LOADS, parameters)
            documents = await feeds.store.read(_DOCUMENTS, parameters)
            point = Point(as_of=Point.of().as_of, known_at=moment)
            for row in sorted(rows, key=lambda row: str(row["id"])):
                if moment == before.begun and row["id"] <= before.last:
                    continue
                event = LoadEvent(
                    token=before.within(moment, row["id"]).token,
                    snapshot=snapshot_of(point),
                    load=row["id"],
                    documents=[each["id"] for each in documents],
                )
                shaped = await answer(info.context.store, event, asked, point)
                if shaped is not None:
                    yield Shaped(shaped)
