"""Surveys read of late (普查缓存): by who asks, the scope and both clocks.

The pages of a list repeat the token of the first, and each would read a whole district anew.
What was read under a token holds until a write ends that began before the token's moment:
the writes that had ended are the revision under which it is kept. For a minute it is also what was
known at a later moment, if no write ended that began in between: a load that is under way, and
whoever writes without Custody, leaves no word of it before.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final

from graph.cypher.following import MARKS_SINCE
from graph.evidence import At as Point
from graph.evidence.clock import instant
from graph.responsibility.compare import Comparison
from graph.responsibility.rules import Rule
from graph.responsibility.survey import Survey
from graph.store.guarded import GuardedStore, Tally, note, tallying
from graph.store.keeping import Kept, written_size
from schema.context import Context
from schema.questions.scope import surveyed
from schema.singly import Singly
from schema.subscriptions.mark import LATE

__all__ = ["HeldSurvey", "Surveys", "held_survey"]

_MOST: Final = 20_000_000
"""Length of what all kept surveys say of their things, as JSON [B]; in memory they take nine times
that. A district of 2,000 enterprises has 26,000 things, of some 660 B each.
"""
_EACH: Final = 8
"""Each of so many things is weighed, and stands for the others."""
_LASTS: Final = timedelta(minutes=1)
_LATEST: Final = 1000
"""Callers, scopes and days of which it is known under which token they were read last."""
_FIRST: Final = datetime.min.replace(tzinfo=UTC) + LATE
_SURVEY: Final = 5000
"""What a survey weighs by itself [B], so that many of nearly nothing are not kept for ever."""


@dataclass(frozen=True, kw_only=True)
class HeldSurvey:
    """A survey, and what was hidden from who asked for it (已读普查).

    Attributes:
        survey: What was read.
        rules: The law that it is compared with.
        hidden: How much was kept from the caller.
        point: Point on both clocks.
        revision: Instants of the writes that had ended.
    """

    survey: Survey
    rules: tuple[Rule, ...]
    hidden: Tally
    point: Point
    revision: frozenset[str] = frozenset()

    @cached_property
    def compared(self) -> Comparison:
        """Gaps of the things of the scope, told once, and by which rules."""
        return self.survey.compared(self.rules)

    def holds(self, point: Point, revision: frozenset[str]) -> bool:
        """Tell whether what was read is also what was known at this moment of the same day.

        Args:
            point: The moment, and the day.
            revision: Instants of the writes that have ended by now and began before it.
        """
        passed = datetime.fromisoformat(point.known_at) - datetime.fromisoformat(
            self.point.known_at
        )
        since = _since(point)
        ended = {each for each in self.revision if each > since}
        return timedelta(0) <= passed <= _LASTS and ended == revision


class Surveys:
    """The surveys that one process keeps (普查缓存), those read longest ago going first.

    Attributes:
        reading: Held by whoever reads one, so that others wait for it and do not read it too.
    """

    def __init__(self, most: int = _MOST) -> None:
        """Keep nothing yet.

        Args:
            most: Length of what all kept surveys may say, as JSON [B].
        """
        self._held: Kept[Hashable, HeldSurvey] = Kept(most)
        self._latest: Kept[Hashable, str] = Kept(_LATEST)
        self.reading = Singly()

    @property
    def weight(self) -> int:
        """What the surveys weigh that are kept now [B]."""
        return self._held.weight

    def kept(self, who: Hashable, point: Point, revision: frozenset[str]) -> HeldSurvey | None:
        """Return what was read at a point, or a moment before, if nothing was written since.

        Args:
            who: Who asks, and about which scope.
            point: Point on both clocks.
            revision: Instants of the writes that have ended by now and began before it.
        """
        for token in (point.token, self._latest.get((who, point.as_of))):
            held = self._held.get((who, token))
            if held is not None and held.holds(point, revision):
                return held
        return None

    def keep(self, who: Hashable, held: HeldSurvey) -> None:
        """Keep a survey, and let go of others if they are too many together."""
        size = written_size(held.survey.situation.contexts[::_EACH])
        if size is None:
            return
        self._held.keep((who, held.point.token), held, _SURVEY + _EACH * size)
        self._latest.keep((who, held.point.as_of), held.point.token, 1)


async def held_survey(context: Context, scope: str, point: Point) -> HeldSurvey:
    """Read everything in a scope at a point, unless it was read of late and nothing changed.

    Raises:
        NothingThereError: If there is no such region, park or organisation.
    """
    held = await _kept_or_read(context, scope, point)
    note(held.hidden)
    return held


async def _kept_or_read(context: Context, scope: str, point: Point) -> HeldSurvey:
    if context.surveys is None:
        return await _read(context, scope, point)
    revision = await _revision(context, point)
    who = (context.store.keys if isinstance(context.store, GuardedStore) else None, scope)
    if held := context.surveys.kept(who, point, revision):
        return held
    async with context.surveys.reading.of((who, point.as_of)):
        held = context.surveys.kept(who, point, revision)
        if held is None:
            held = await _read(context, scope, point, revision)
            context.surveys.keep(who, held)
        return held


async def _read(
    context: Context, scope: str, point: Point, revision: frozenset[str] = frozenset()
) -> HeldSurvey:
    with tallying() as hidden:
        survey = await surveyed(context.store, scope, point)
    return HeldSurvey(
        survey=survey, rules=context.rules, hidden=hidden, point=point, revision=revision
    )


async def _revision(context: Context, point: Point) -> frozenset[str]:
    """Return the writes that ended and began before a moment of knowledge, of its last hour."""
    rows = await context.deciding.read(MARKS_SINCE, {"since": _since(point)})
    return frozenset(row["at"] for row in rows if row["at"] <= point.known_at)


def _since(point: Point) -> str:
    moment = datetime.fromisoformat(point.known_at)
    return instant(max(moment, _FIRST) - LATE)
