"""A survey (普查): the situation of a whole region, park or organisation from flat rows.

The rows of the five statements ``scope/*`` say of every thing in the scope, and of whatever
those things lie in or are run by, what ``chain/duties`` says of one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.labels import Label
from graph.responsibility.compare import gaps_of
from graph.responsibility.gaps import ResponsibilityGap
from graph.responsibility.rows import situation_of
from graph.responsibility.rules import Rule
from graph.responsibility.situation import Situation

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
    """

    situation: Situation
    inside: frozenset[str]

    def gaps(self, rules: Iterable[Rule]) -> tuple[ResponsibilityGap, ...]:
        """Return the gaps of the things of the scope, thing by thing."""
        found = gaps_of(self.situation, rules)
        return tuple(gap for gap in found if gap.subject in self.inside)


def survey_of(scope: str, rows: SurveyRows, day: str) -> Survey:
    """Build the survey of a scope from the rows of its statements.

    Args:
        scope: Id of the region, park or organisation.
        rows: What the statements returned at one point.
        day: Day asked about.
    """
    situation = situation_of(scope, _type_of(scope, rows.things), _gathered(rows), day)
    return Survey(situation=situation, inside=_inside(scope, situation))


def _type_of(scope: str, things: Rows) -> str:
    return next((str(row["type"]) for row in things if row["context"] == scope), "")


def _gathered(rows: SurveyRows) -> list[dict[str, Any]]:
    """Return rows as ``chain/duties`` has them, without the posts that are reported to."""
    posts = {post["post"]: {**post, "above": 0, "reporting": []} for post in rows.posts}
    lists: dict[str, dict[str, list[Any]]] = defaultdict(
        lambda: {"duties": [], "custody": [], "supervision": [], "checks": []}
    )
    for row in rows.duties:
        borne_by = posts.get(row["duty"]["holder"])
        duty = {**row["duty"], "posts": [borne_by] if borne_by else []}
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
    below: dict[str, list[str]] = defaultdict(list)
    types = {context.id: context.type for context in situation.contexts}
    for context in situation.contexts:
        for above in context.within:
            below[above].append(context.id)
    found: set[str] = set()
    waiting = [scope]
    while waiting:
        identifier = waiting.pop()
        if identifier in types and identifier not in found:
            found.add(identifier)
            waiting += below[identifier]
    operators = {
        above
        for context in situation.contexts
        if context.id in found and context.type == Label.UNIT
        for above in context.within
        if types.get(above) == Label.ENTERPRISE
    }
    return frozenset(found | operators)
