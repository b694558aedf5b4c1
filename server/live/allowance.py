"""Allowances (成本额度): what the operations of one caller may cost together, lately."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from graph.errors import CustodyError
from schema.caller import Caller

__all__ = ["Allowance", "TooCostlyLatelyError"]

_MINUTE: Final = 60.0
_MANY: Final = 10_000
"""Callers from which on those are forgotten whose allowance is whole again."""


class TooCostlyLatelyError(CustodyError):
    """The operations of a caller cost too much within a minute (近期成本超限).

    Attributes:
        limit: What they may cost in a minute.
        asked: What they would have cost.
        wait: After how long it may be asked again [s].
    """

    def __init__(self, limit: int, asked: int, wait: int) -> None:
        self.limit, self.asked, self.wait = limit, asked, wait
        self.hint = f"{wait} 秒后再试，或减小 first / again after {wait} s, or smaller pages"
        super().__init__(
            zh=f"一分钟内的查询成本将达 {asked}，上限 {limit}；请 {wait} 秒后再试。",
            en=f"queries of a minute would cost {asked}; at most {limit}. Try after {wait} s.",
        )


@dataclass(slots=True)
class _Used:
    cost: float
    at: float


class Allowance:
    """What each caller may still cost (成本额度); it comes back evenly within a minute.

    Without accounts, all of this machine is one caller.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = limit, clock
        self._used: dict[str, _Used] = {}

    def take(self, caller: Caller | None, cost: int) -> None:
        """Take a cost from the allowance of a caller; one larger than all of it takes all.

        Raises:
            TooCostlyLatelyError: If not so much is left.
        """
        if not self._limit or not cost:
            return
        now = self._clock()
        if len(self._used) >= _MANY:
            self._used = {who: u for who, u in self._used.items() if self._left(u, now) > 0}
        used = self._used.setdefault(caller.account if caller else "", _Used(0.0, now))
        before = self._left(used, now)
        after = before + min(cost, self._limit)
        if after > self._limit:
            wait = math.ceil((after - self._limit) * _MINUTE / self._limit)
            raise TooCostlyLatelyError(self._limit, math.ceil(after), wait)
        used.cost, used.at = after, now

    def _left(self, used: _Used, now: float) -> float:
        """Return what of an earlier cost still counts."""
        return max(0.0, used.cost - (now - used.at) * self._limit / _MINUTE)
