"""Admission (接入限额): how many may listen at once, and the end of all of them."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from graph.errors import CustodyError
from schema.caller import Caller
from server.live.allowance import Allowance
from server.live.callers import lapsed
from server.metrics import Metrics

__all__ = [
    "BOUNDS",
    "Admission",
    "Bounds",
    "TooManyOperationsError",
    "TooManySubscriptionsError",
    "TooManyUploadsError",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bounds of live answers (实时推送限额).

    Attributes:
        connections: Connections that listen at once; ordinary requests need room beside them.
        total: Subscriptions at once, on all connections.
        each: Subscriptions on one connection.
        caller: Subscriptions of one caller, on all their connections.
        operations: Operations of one caller at once.
        uploads: Requests with files at once, of all callers; each may fill a disk.
        message: Size of a message of a client [B].
        init: How long a client may take to say hello [s].
        heartbeat: Time between two signs of life [s].
    """

    connections: int = 128
    total: int = 1000
    each: int = 20
    caller: int = 100
    operations: int = 16
    uploads: int = 4
    message: int = 1 << 20
    init: float = 5.0
    heartbeat: float = 15.0


BOUNDS: Final = Bounds()
_FAREWELLS: Final = 50
_MOMENT: Final = 0.02


class TooManySubscriptionsError(CustodyError):
    """No more may listen (订阅数超限).

    Attributes:
        what: What there is too much of.
        limit: How many there may be.
        asked: How many there would be.
    """

    def __init__(self, what: str, zh: str, limit: int) -> None:
        self.what, self.limit, self.asked = what, limit, limit + 1
        self.hint = "结束不用的订阅，或稍后重试 / end subscriptions that are not used"
        super().__init__(
            zh=f"{zh}已达上限 {limit}；请先结束不用的订阅，或稍后重试。",
            en=f"no more than {limit} {what} at once; end some, or try again later.",
        )


class TooManyOperationsError(CustodyError):
    """One caller asks too much at once (同时查询过多).

    Attributes:
        limit: How many operations there may be.
        asked: How many there would be.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.asked = limit, limit + 1
        self.hint = "等前面的查询答复后再试 / wait for an answer first"
        super().__init__(
            zh=f"同一用户同时进行的查询已达上限 {limit}；请等前面的查询答复后再试。",
            en=f"no more than {limit} operations of one caller at once; wait for an answer first.",
        )


class TooManyUploadsError(CustodyError):
    """Too many files come at once (同时上传过多).

    Attributes:
        limit: How many uploads there may be.
        asked: How many there would be.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.asked = limit, limit + 1
        self.hint = "等前面的上传完成后再试 / wait for an upload to end"
        super().__init__(
            zh=f"同时进行的上传已达上限 {limit}；请等前面的上传完成后再试。",
            en=f"no more than {limit} uploads at once; wait for one to end.",
        )


class Admission:
    """Who listens, up to the bounds (接入); once ended, nobody does."""

    def __init__(
        self, metrics: Metrics, bounds: Bounds = BOUNDS, allowance: Allowance | None = None
    ) -> None:
        self.bounds = bounds
        self._allowance = allowance or Allowance(0)
        self._metrics = metrics
        self._connections = 0
        self._total = self._uploads = 0
        self._of_callers: Counter[str] = Counter()
        self._asking: Counter[str] = Counter()
        self._ended = asyncio.Event()

    @property
    def ended(self) -> bool:
        """Whether the server is stopping."""
        return self._ended.is_set()

    async def end(self) -> None:
        """End every subscription, admit no more, and give connections a moment to say so."""
        self._ended.set()
        for _ in range(_FAREWELLS):
            if not self._connections:
                return
            await asyncio.sleep(_MOMENT)

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Hold a place for a connection.

        Raises:
            TooManySubscriptionsError: If there is none.
        """
        if self._connections >= self.bounds.connections:
            raise TooManySubscriptionsError("connections", "连接数", self.bounds.connections)
        self._connections += 1
        try:
            yield
        finally:
            self._connections -= 1

    @contextmanager
    def subscribed(
        self, field: str, caller: Caller | None = None, others: int = 0, cost: int = 0
    ) -> Iterator[None]:
        """Hold a place for a subscription to a field, beside others on its connection.

        Raises:
            TooManySubscriptionsError: If there is none.
            TooCostlyLatelyError: If the caller may not cost so much now.
        """
        who = caller.account if caller else None
        if others >= self.bounds.each:
            raise TooManySubscriptionsError(
                "subscriptions on a connection", "同一连接的订阅数", self.bounds.each
            )
        if self._total >= self.bounds.total:
            raise TooManySubscriptionsError("subscriptions", "订阅总数", self.bounds.total)
        if who is not None and self._of_callers[who] >= self.bounds.caller:
            raise TooManySubscriptionsError(
                "subscriptions of a caller", "同一用户的订阅数", self.bounds.caller
            )
        self._allowance.take(caller, cost)
        gauge = self._metrics.subscriptions.labels(field)
        self._total += 1
        self._of_callers += Counter({who: 1} if who is not None else {})
        gauge.inc()
        try:
            yield
        finally:
            self._total -= 1
            self._of_callers -= Counter({who: 1} if who is not None else {})
            gauge.dec()

    @contextmanager
    def operating(self, caller: Caller | None, cost: int = 0) -> Iterator[None]:
        """Hold a place for an operation of a caller; without accounts there is one for all.

        Raises:
            TooManyOperationsError: If there is none.
            TooCostlyLatelyError: If the caller may not cost so much now.
        """
        if caller is None:
            self._allowance.take(None, cost)
            yield
            return
        if self._asking[caller.account] >= self.bounds.operations:
            raise TooManyOperationsError(self.bounds.operations)
        self._allowance.take(caller, cost)
        self._asking[caller.account] += 1
        try:
            yield
        finally:
            self._asking -= Counter({caller.account: 1})

    @contextmanager
    def uploading(self) -> Iterator[None]:
        """Hold a place for a request with files.

        Raises:
            TooManyUploadsError: If there is none.
        """
        if self._uploads >= self.bounds.uploads:
            raise TooManyUploadsError(self.bounds.uploads)
        self._uploads += 1
        try:
            yield
        finally:
            self._uploads -= 1

    @property
    def metrics(self) -> Metrics:
        """Where it is counted."""
        return self._metrics

    def sent(self, field: str) -> None:
        """Count an event that was sent."""
        self._metrics.events.labels(field).inc()

    async def ending(self, seconds: float) -> bool:
        """Wait so long, or until the server stops; tell whether it does."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), seconds)
        return self.ended

    async def until_end(
        self, items: AsyncGenerator[T], caller: Caller | None = None
    ) -> AsyncGenerator[T | None]:
        """Yield items as they come, None as a sign of life, and stop when the server does.

        Raises:
            UnauthenticatedError: Once the token of the caller has expired.
        """
        stopping = asyncio.ensure_future(self._ended.wait())
        lapsing = asyncio.ensure_future(lapsed(caller))
        coming: asyncio.Future[Any] = asyncio.ensure_future(anext(items, _OVER))
        try:
            while True:
                waits = {stopping, lapsing, coming}
                first = asyncio.FIRST_COMPLETED
                await asyncio.wait(waits, timeout=self.bounds.heartbeat, return_when=first)
                if stopping.done():
                    return
                if lapsing.done():
                    raise lapsing.result()
                if not coming.done():
                    yield None
                    continue
                item = coming.result()
                if item is _OVER:
                    return
                yield item
                coming = asyncio.ensure_future(anext(items, _OVER))
        finally:
            await _dropped(stopping, lapsing, coming)
            await items.aclose()


_OVER: Final = object()


async def _dropped(*futures: "asyncio.Future[Any]") -> None:
    """Cancel what is awaited no more, and see it end."""
    for future in futures:
        future.cancel()
    for future in futures:
        with suppress(asyncio.CancelledError, StopAsyncIteration, Exception):
            await future
