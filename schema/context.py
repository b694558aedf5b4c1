"""The context of a request (请求上下文): the store, and the point on both clocks."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from graph.errors import CustodyError
from graph.evidence import At
from graph.responsibility.rulebook import rulebook
from graph.responsibility.rules import Rule
from graph.store.port import Store
from loaders.pipeline import Correct
from loaders.registers import Correction
from schema.caller import Caller
from schema.computed import Computed
from schema.planning import Plans
from schema.types import base

if TYPE_CHECKING:
    from schema.questions.readings import Readings
    from schema.questions.surveys import Surveys
    from schema.subscriptions.feed import Feeds

__all__ = ["Asker", "Context", "Loading", "TokenError", "TwoPointsError", "point_of"]


def _as_given(given: Correction, *, keep: bool) -> Correct:
    """Return what tells of every register what is said now, and remember nothing."""
    del keep
    return lambda _: given


@dataclass(frozen=True, slots=True)
class Loading:
    """How files are loaded that somebody sends (导入方式).

    Attributes:
        correcting: From what the sender says of registers, and whether to remember it, to what
            tells that of each.
        turn: Held by whoever loads: one at a time, since a load takes memory and time.
    """

    correcting: Callable[..., Correct] = _as_given
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class Context:
    """What resolvers may use (请求上下文).

    Attributes:
        store: The graph as the caller sees it.
        rules: Rules of responsibility that answers go by.
        caller: Who asks; None without accounts, when only this machine can.
        records: The whole graph, for what is decided; None where that is `store`.
        feeds: What tells subscriptions that there is news; None where nobody can subscribe.
        surveys: Surveys that were read of late; None where none are kept.
        readings: Neighbourhoods that were read of late; None where none are kept.
        plans: What was asked before, with its statements.
        computed: What rows came to before.
        loading: How files are loaded.
    """

    store: Store
    rules: tuple[Rule, ...] = field(default_factory=rulebook)
    caller: Caller | None = None
    records: Store | None = None
    feeds: "Feeds | None" = None
    surveys: "Surveys | None" = None
    readings: "Readings | None" = None
    plans: Plans = field(default_factory=Plans)
    computed: Computed = field(default_factory=Computed)
    loading: Loading = field(default_factory=Loading)

    @property
    def deciding(self) -> Store:
        """The whole graph; whoever writes to it has seen to it that they may."""
        return self.records or self.store

    @property
    def following(self) -> "Feeds":
        """What tells subscriptions that there is news."""
        if self.feeds is None:
            raise RuntimeError("nobody can subscribe here")
        return self.feeds


class Asker(Protocol):
    """Whatever carries a context: the `info` of a resolver, or what stands for it (请求)."""

    @property
    def context(self) -> Context:
        """What resolvers may use."""
        ...


class TokenError(CustodyError):
    """A snapshot token that no answer gave (快照令牌无效)."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__(
            zh=f"快照令牌“{token}”无法识别；请原样使用答案中的 snapshot.token。",
            en=f"snapshot token {token!r} is not one; use snapshot.token of an answer as it is.",
        )


class TwoPointsError(CustodyError):
    """A snapshot token beside a day or an instant that is not its own (时点相互矛盾)."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__(
            zh=f"快照令牌“{token}”与同时给出的 asOf 或 knownAt 不一致；请只给其一。",
            en=f"snapshot token {token!r} is of another point than asOf or knownAt beside it; "
            "give one of them.",
        )


def point_of(at: base.At | None) -> At:
    """Return the point on both clocks that a root field is asked at.

    What will be known later is what is known now: its token must give the same answer after the
    next write.

    Raises:
        TokenError: If a token is given that no answer gave.
        TwoPointsError: If a day or an instant is given beside a token, and is not the token's.
    """
    present = At.of()
    if at is None:
        return present
    if at.token is not None:
        as_of, _, known_at = at.token.partition("/")
        point = _parsed(at.token, as_of, known_at)
        if (at.as_of or point.as_of, at.known_at or point.known_at) != (
            point.as_of,
            point.known_at,
        ):
            raise TwoPointsError(at.token)
    else:
        as_of_day = date.fromisoformat(at.as_of) if at.as_of else None
        known = datetime.fromisoformat(at.known_at) if at.known_at else None
        point = At.of(as_of_day, known)
    return replace(point, known_at=min(point.known_at, present.known_at))


def _parsed(token: str, as_of: str, known_at: str) -> At:
    try:
        return At.of(date.fromisoformat(as_of), datetime.fromisoformat(known_at))
    except (OverflowError, ValueError) as error:
        raise TokenError(token) from error
