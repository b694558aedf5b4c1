"""Load (责任负荷): how much one person answers for, against a span that the asker sets."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from graph.evidence import Citation
from graph.model.labels import Line
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.situation import Charge
from graph.responsibility.survey import Survey
from graph.responsibility.wording import default_messages, worded

__all__ = ["overloaded"]


def overloaded(survey: Survey, scope: str, span: int) -> Iterator[ResponsibilityGap]:
    """Yield who answers for more things of a scope on one line than a span allows.

    A person counts once, whatever posts; a post that the sources name alone counts itself.

    Args:
        survey: Everything in the scope.
        scope: Its id, which the gap is told of.
        span: Most things that one may answer for on one line; no law gives a number.
    """
    things: dict[tuple[Line, str], set[str]] = defaultdict(set)
    posts: dict[tuple[Line, str], set[str]] = defaultdict(set)
    says: dict[tuple[Line, str], dict[str, None]] = defaultdict(dict)
    day = survey.situation.day
    for context in survey.situation.contexts:
        for charge in context.charges if context.id in survey.inside else ():
            for bearer in _bearers(charge, day):
                things[charge.line, bearer].add(context.id)
                posts[charge.line, bearer].update(charge.names)
                says[charge.line, bearer].update(dict.fromkeys(charge.rests_on))
    name = next((c.name for c in survey.situation.contexts if c.id == scope), "")
    for (line, bearer), answered in sorted(things.items()):
        if len(answered) > span:
            gap = _gap(line, scope, name, sorted(posts[line, bearer]), len(answered), span)
            yield replace(gap, evidence=tuple(says[line, bearer]))


def _bearers(charge: Charge, day: str) -> frozenset[str]:
    if charge.own is None or not charge.stands(day):
        return frozenset()
    return charge.persons(day) or (
        frozenset() if charge.vacant(day) else frozenset((charge.own.post,))
    )


def _gap(
    line: Line, scope: str, name: str, posts: list[str], count: int, span: int
) -> ResponsibilityGap:
    rule = Citation(
        instrument="查询方设定的管辖幅度",
        clause=f"{span}项",
        title="查询方设定的管辖幅度（非条文）",
        verified=False,
    )
    zh, en = worded(
        default_messages()[GapKind.OVERLOADED],
        rule=rule,
        subject=name,
        posts=tuple(posts),
        counted=(count, span),
    )
    return ResponsibilityGap(
        kind=GapKind.OVERLOADED,
        line=line,
        role=None,
        subject=scope,
        rule=rule,
        message=zh,
        message_en=en,
    )
