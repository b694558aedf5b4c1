"""Writing beside reading (边读边写): a portion is written while the next is made ready.

Of the next, the evidence is written as soon as it is made: it is seen by nobody before what rests
on it is written, and hinders nothing that is written at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Self, TypeVar

from graph.evidence import now
from graph.store.port import Store
from graph.store.write import Batch, take_back, write_evidence
from loaders.pipeline.ahead import NOTHING, Ahead, NotYetError

__all__ = ["Placing", "Writing"]

T = TypeVar("T")


class Placing:
    """The evidence of a portion as it is written, before what it says (依据先写).

    Args:
        store: Where to.
        batch: What will be written.
        adding: Whether its evidence may say more than this batch.
    """

    def __init__(self, store: Store, batch: Batch, *, adding: bool) -> None:
        self._store, self._batch = store, batch
        self.task = asyncio.ensure_future(write_evidence(store, batch, now(), adding=adding))

    async def holds(self, batch: Batch) -> bool:
        """Tell, once it is written, whether it is that of a batch; if not, it says nothing."""
        await self.task
        if batch is not self._batch:
            await take_back(self._store, self._batch)
        return batch is self._batch


class Writing:
    """What is being written (在写批次): one portion at a time, and the evidence of the next.

    As a context it ends with what is being written; what came of that is raised before what came
    of anything later. Whoever is told to end tells the writing to end.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._task: asyncio.Task[object] | None = None
        self._placing: asyncio.Task[None] | None = None
        self._ahead = NOTHING

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        running = [task for task in (self._task, self._placing) if task is not None]
        if kind is not None and not issubclass(kind, Exception):
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        else:
            await asyncio.gather(*running, return_exceptions=True)
            for task in running:
                task.result()

    def place(self, batch: Batch, *, adding: bool) -> Placing:
        """Begin to write the evidence of a portion."""
        placing = Placing(self._store, batch, adding=adding)
        self._placing = placing.task
        return placing

    def begin(self, write: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Begin to write a portion."""
        self._task = asyncio.ensure_future(write())

    def tell(self, ahead: Ahead) -> None:
        """Take in what is known ahead of the portion that is being written."""
        self._ahead = ahead

    async def beside(
        self,
        make: Callable[[Ahead], Awaitable[T]],
        alone: Callable[[], Awaitable[object | None]],
    ) -> T:
        """Return what is made while a portion is being written, once it is written.

        Args:
            make: Makes it, by what is about to be recorded.
            alone: Tells, once that is recorded, whether nobody else wrote; None if somebody may.
        """
        made = None
        if (ahead := self._ahead) is not NOTHING:
            with suppress(NotYetError):
                made = await make(ahead)
        await self.ended()
        if made is None or await alone() is None:
            return await make(NOTHING)
        return made

    async def ended(self) -> None:
        """Wait until it is written."""
        task, self._ahead = self._task, NOTHING
        if task is not None:
            await task
            self._task = None
