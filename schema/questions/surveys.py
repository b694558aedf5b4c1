"""Surveys read of late (普查缓存): by who asks, the scope and both clocks.

The pages of a list repeat the token of the first, and each would read a whole district anew.
What was read under a token holds until a write ends that began before the token's moment:
the writes that had ended are the revision under which it is kept.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from graph.cypher.following import MARKS_SINCE
from graph.evidence import At as Point
from graph.evidence.clock import instant
from graph.responsibility.compare import Comparison
from graph.responsibility.rules import Rule
from graph.responsibility.survey import Survey
from graph.store.guarded import GuardedStore, Tally, note, tallying
from schema.context import Context
from schema.keeping import Kept
from schema.questions.scope import surveyed
from schema.subscriptions.mark import LATE

__all__ = ["HeldSurvey", "Surveys", "held_survey"]

_MOST: Final = 60_000
"""Things in all kept surveys together; a district of 2,000 enterprises has 26,000."""
_SURVEY: Final = 500
"""What a survey weighs by itself [things], so that many of nearly nothing are not kept for ever."""


@dataclass(frozen=True, kw_only=True)
class HeldSurvey:
    """A survey, and what was hidden from who asked for it (已读普查).

    Attributes:
        survey: What was read.
        rules: The law that it is compared with.
        hidden: How much was kept from the caller.
        revision: Instants of the writes that had ended.
    """

    survey: Survey
    rules: tuple[Rule, ...]
    hidden: Tally
    revision: frozenset[str] = frozenset()

    @cached_property
    def compared(self) -> Comparison:
        """Gaps of the things of the scope, told once, and by which rules."""
        return self.survey.compared(self.rules)


class Surveys:
    """The surveys that one process keeps (普查缓存), those read longest ago going first."""

    def __init__(self) -> None:
        self._held: Kept[Hashable, HeldSurvey] = Kept(_MOST)

    def kept(self, key: Hashable, revision: frozenset[str]) -> HeldSurvey | None:
        """Return what was read under a key, if nothing was written since."""
        held = self._held.get(key)
        return None if held is None or held.revision != revision else held

    def keep(self, key: Hashable, held: HeldSurvey) -> None:
        """Keep a survey, and let go of others if they are too many together."""
        self._held.keep(key, held, _SURVEY + len(held.survey.situation.contexts))


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
    sees = context.store.keys if isinstance(context.store, GuardedStore) else None
    key = (sees, scope, point.token)
    held = context.surveys.kept(key, revision)
    if held is None:
        held = await _read(context, scope, point, revision)
        context.surveys.keep(key, held)
    return held


async def _read(
    context: Context, scope: str, point: Point, revision: frozenset[str] = frozenset()
) -> HeldSurvey:
    with tallying() as hidden:
        survey = await surveyed(context.store, scope, point)
    return HeldSurvey(survey=survey, rules=context.rules, hidden=hidden, revision=revision)


async def _revision(context: Context, point: Point) -> frozenset[str]:
    """Return the writes that ended and began before a moment of knowledge, of its last hour."""
    since = instant(datetime.fromisoformat(point.known_at) - LATE)
    rows = await context.deciding.read(MARKS_SINCE, {"since": since})
    return frozenset(row["at"] for row in rows if row["at"] <= point.known_at)
