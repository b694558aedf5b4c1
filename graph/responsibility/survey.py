"""A survey (普查): the situation of a whole region, park or organisation from flat rows.

The rows of the five statements ``scope/*`` say of every thing in the scope, and of whatever
those things lie in or are run by, what ``chain/duties`` says of one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.evidence.answer import Coverage
from graph.model.labels import Label
from graph.responsibility.compare import Comparison, compared
from graph.responsibility.gaps import ResponsibilityGap
from graph.responsibility.rows import situation_of
from graph.responsibility.rules import Rule
from graph.responsibility.situation import MAX_PLACES, Situation

__all__ = ["Survey", "SurveyRows", "survey_of"]

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRows:
    """The rows of the statements ``scope/*`` at one point (查询结果行)."""

    things: Rows
    duties: Rows
    posts: Rows
    services: Rows
    checks: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything in a scope on a day, and what it lies in (普查).

    Attributes:
        situation: All of it.
        inside: Ids of the things of the scope itself.
        unplaced: How many enterprises on record lie in no park or region, and so in no survey
            of one; None for a survey of an organisation.
    """

    situation: Situation
    inside: frozenset[str]
    unplaced: int | None = None

    def compared(self, rules: Iterable[Rule]) -> Comparison:
        """Return the gaps of the things of the scope, thing by thing, and by which rules."""
        found = compared(self.situation, rules)
        return replace(found, gaps=tuple(gap for gap in found.gaps if gap.subject in self.inside))

    def gaps(self, rules: Iterable[Rule]) -> tuple[ResponsibilityGap, ...]:
        """Return the gaps of the things of the scope, thing by thing."""
        return self.compared(rules).gaps

    @property
    def coverage(self) -> Coverage:
        """How far the survey looked: as deep as its statements go, and at what lies somewhere."""
        depth = self.situation.depth
        stopped = "MAX_DEPTH" if depth >= MAX_PLACES else "UNPLACED" if self.unplaced else None
        return Coverage(
            complete=stopped is None,
            stopped_by=stopped,
            expanded=len(self.situation.contexts),
            max_depth_reached=depth,
            unplaced=self.unplaced,
        )


def survey_of(scope: str, rows: SurveyRows, day: str, unplaced: int | None = None) -> Survey:
    """Build the survey of a scope from the rows of its statements.

    Args:
        scope: Id of the region, park or organisation.
        rows: What the statements returned at one point.
        day: Day asked about.
        unplaced: How many enterprises lie nowhere, where that bears on the scope.
    """
    situation = situation_of(scope, _type_of(scope, rows.things), _gathered(rows), day)
    return Survey(situation=situation, inside=_inside(scope, situation), unplaced=unplaced)


def _type_of(scope: str, things: Rows) -> str:
    return next((str(row["type"]) for row in things if row["context"] == scope), "")


def _gathered(rows: SurveyRows) -> list[dict[str, Any]]:
    """Return rows as ``chain/duties`` has them."""
    posts: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for post in rows.posts:
        posts[post["bearer"]].append(post)
    lists: dict[str, dict[str, list[Any]]] = defaultdict(
        lambda: {"duties": [], "custody": [], "supervision": [], "checks": []}
    )
    for row in rows.duties:
        duty = {**row["duty"], "posts": posts.get(row["duty"]["holder"], [])}
        lists[row["context"]]["duties"].append(duty)
    for row in rows.services:
        kind = "custody" if row["custody"] else "supervision"
        lists[row["context"]][kind].append(row["service"])
    for row in rows.checks:
        lists[row["context"]]["checks"].append(row)
    return [
        {**row, "step": 0, **lists[row["context"]]}
        for row in rows.things
        if row["type"] != Label.RECEPTOR
    ]


def _inside(scope: str, situation: Situation) -> frozenset[str]:
    """Return what lies in the scope, with whoever operates a unit there."""
    top = next((context for context in situation.contexts if context.id == scope), None)
    below = situation.below(top) if top else ()
    types = {context.id: context.type for context in situation.contexts}
    operators = {
        above
        for context in below
        if context.type == Label.UNIT
        for above in context.within
        if types.get(above) == Label.ENTERPRISE
    }
    return frozenset(context.id for context in below) | operators
