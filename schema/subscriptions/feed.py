"""Feeds (动态源): one reader of the record for all who follow one kind of news.

It looks while somebody listens, and not otherwise. It only tells that there is something
new; each subscriber reads it through the store that it may read.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from graph.cypher.following import MARKS, MARKS_SINCE, instants
from graph.errors import CustodyError
from graph.evidence import instant
from graph.model.finding import FINDING
from graph.model.record import LOAD
from graph.store.port import Store
from schema.subscriptions.mark import LATE, Mark

__all__ = ["Feed", "Feeds"]

_LOG: Final = logging.getLogger("custody.live")
_PAUSE: Final = 1.0
"""Time between two looks [s]."""
_BEHIND: Final = timedelta(minutes=10)
"""How far a mark may lie before the last hour without a look of its own."""
_WINDOW: Final = LATE + 2 * _BEHIND
"""How far back everybody's look goes: behind every mark that has none of its own."""
_SETTLED: Final = 30.0
"""How long a write whose end is not on record must not have grown to count as whole [s]."""

Look = Callable[[str], Awaitable[dict[str, int]]]
"""Returns the instants since one, with how much was recorded under each."""


class Feed:
    """News of one kind (动态源), by the instants under which it was recorded."""

    def __init__(self, store: Store, look: Look, *, marked: bool, pause: float = _PAUSE) -> None:
        """Follow what `look` finds; `marked` news is whole as soon as it is there."""
        self._store, self._look, self._marked, self._pause = store, look, marked, pause
        self._listeners = 0
        self._task: asyncio.Task[None] | None = None
        self._growing: dict[str, tuple[int, float]] = {}
        self._whole: frozenset[str] = frozenset()
        self._looked = asyncio.Event()
        self._news = asyncio.Event()

    async def follow(self, mark: Mark | None) -> AsyncGenerator[tuple[str, Mark]]:
        """Yield each whole instant that a mark does not know, with the mark before it.

        What was missed comes first, by time; without a mark, what is new from now on. Whoever
        asks for the next one was told all of the last one.
        """
        with self.listening():
            await self._looked.wait()
            mark = mark or self.here()
            while True:
                news = self._news
                for moment in await self._unknown(mark):
                    yield moment, mark
                    mark = mark.passed(moment, datetime.now(UTC))
                await news.wait()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Look for news while somebody listens."""
        self._listeners += 1
        if self._task is None:
            self._looked = asyncio.Event()
            self._task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners and self._task is not None:
                self._task.cancel()
                self._task = None

    def here(self) -> Mark:
        """Return the mark of somebody who knows all that is whole."""
        return Mark(floor=instant(datetime.now(UTC) - LATE), told=self._whole)

    async def changed(self, known: frozenset[str] | None, seconds: float) -> frozenset[str]:
        """Return what is whole of late, once it is not what is known or time is up."""
        await self._looked.wait()
        if self._whole == known:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), seconds)
        return self._whole

    async def _unknown(self, mark: Mark) -> list[str]:
        now = datetime.now(UTC)
        late, behind = instant(now - LATE), instant(now - LATE - _BEHIND)
        old = await self._look(mark.floor) if mark.floor < behind else {}
        found = {*(moment for moment in old if moment <= late), *self._whole}
        return sorted(moment for moment in found if not mark.knows(moment))

    async def _watch(self) -> None:
        while True:
            try:
                whole = await self._complete()
            except CustodyError as error:
                _LOG.warning("news cannot be read: %s", error.en)
            except Exception:  # noqa: BLE001 - the next look may succeed, and listeners wait
                _LOG.exception("news cannot be read")
            else:
                if whole != self._whole or not self._looked.is_set():
                    self._whole = whole
                    self._looked.set()
                    self._news, before = asyncio.Event(), self._news
                    before.set()
            await asyncio.sleep(self._pause)

    async def _complete(self) -> frozenset[str]:
        """Return the instants of late of which nothing more will come."""
        found = await self._look(instant(datetime.now(UTC) - _WINDOW))
        if self._marked:
            return frozenset(found)
        doubtful = sorted(found.keys() - self._whole)
        self._growing = {m: known for m, known in self._growing.items() if m in found}
        rows = await self._store.read(MARKS, {"instants": doubtful}) if doubtful else []
        marked = {row["at"] for row in rows}
        settled = {m for m in doubtful if m not in marked and self._is_settled(m, found[m])}
        return frozenset((found.keys() & self._whole) | marked | settled)

    def _is_settled(self, moment: str, size: int) -> bool:
        known, since = self._growing.get(moment, (-1, 0.0))
        if known != size:
            self._growing[moment] = (size, monotonic())
            return False
        return monotonic() - since >= _SETTLED


class Feeds:
    """All feeds of one store (全部动态源)."""

    def __init__(self, store: Store, *, pause: float = _PAUSE) -> None:
        def looking(statement: str) -> Look:
            async def look(since: str) -> dict[str, int]:
                rows = await store.read(statement, {"since": since})
                return {row["at"]: row.get("size", 1) for row in rows}

            return look

        self.loads = Feed(store, looking(instants(LOAD)), marked=True, pause=pause)
        self.findings = Feed(store, looking(instants(FINDING)), marked=False, pause=pause)
        self.writes = Feed(store, looking(MARKS_SINCE), marked=True, pause=pause)
