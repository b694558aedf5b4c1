"""Figures in a clause (数字): the value, its unit, and what makes it vague.

Read are Arabic and Chinese numerals with a measure word or a unit, ranges such as 20至30家, parts
of a hundred in words, and grades or figures before and after a change. Dates, ordinals, document
numbers and distances that merely set a limit are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.edges import HAN
from loaders.documents.lexicon import alternation
from loaders.documents.statements import Span
from loaders.documents.text.numerals import ARABIC, CHINESE, number

__all__ = ["SIZE", "Amount", "Change", "Figure", "changes", "figures"]

_SYMBOL: Final = rf"{alternation('count.symbol')}(?![A-Za-z])"
_UNIT: Final = (
    rf"(?:[万亿]?{alternation('count.unit')}|{_SYMBOL}|{alternation('count.measure')})"
    rf"(?:/{alternation('count.measure', 'count.unit')})?"
)
SIZE: Final = rf"{ARABIC}(?:[万亿]?{alternation('count.unit')}|{_SYMBOL})的?"
"""A size right after a count: 4个5000立方米的储罐."""
_TO: Final = r"[至到~\uff5e—–-]+"
_BEFORE: Final = rf"(?P<before>{alternation('count.before')})?"
_IN_DIGITS: Final = (
    rf"(?<![A-Za-z0-9.第=\-〔\[])(?<!第[ \u3000])"
    rf"(?:(?P<low>{ARABIC})(?:{_UNIT})?(?P<to>{_TO}))?(?P<arabic>{ARABIC})"
    rf"[ \u3000]?(?:(?P<after>[多余])?(?P<scale>[万亿])?(?P<more>[多余])?"
    rf"(?={alternation('count.measure')}|(?<=[万亿][多余]){alternation('count.unit')})|(?P<rest>[多余])?)"
    rf"(?P<unit>{_UNIT}(?<!吨(?=级))|(?={alternation('count.bare')}))"
)
_IN_WORDS: Final = (
    rf"(?<![第首每近{CHINESE[1:-2]}])(?P<chinese>{CHINESE})"
    rf"(?P<plain>{alternation('count.plain')}(?={HAN}|[,，。、;；\n]|$)"
    rf"|人(?={alternation('count.casualty')}))"
)
_DID: Final = alternation("count.did")
_ONE: Final = (
    rf"(?:(?<={_DID})|(?<={_DID}了)|(?<=[出入口站内处旁]有))(?P<one>一)(?P<each>[名辆艘套座支])"
    rf"|每(?:[半两]?年|季度|[月周天日]){HAN}{{0,8}}?(?P<once>一)(?P<time>次)"
)
"""One thing counts right after a verb that says what came of it, or how often it is done."""
_IN_HUNDREDTHS: Final = rf"百分之(?P<part>{CHINESE[:-2]}点]+|{ARABIC})"
_FIGURE: Final = re.compile(
    rf"(?:{_IN_HUNDREDTHS}|{_ONE}|{_BEFORE}(?:{_IN_DIGITS}|{_IN_WORDS}))"
    rf"(?:[（(]{alternation('count.measure')}[)）])?(?P<about>{alternation('count.after')})?"
)
_WITHIN: Final = re.compile(rf"{HAN}{{0,2}}{alternation('count.within')}")
_ALONG: Final = re.compile(r"(?:沿[江河海湖]|周边|周围|方圆)\Z")
"""Before a distance that sets a limit as well: 沿江1公里化工企业11家."""
_MANY: Final = 2
_GRADE: Final = r"[一二三四五六七八九\d]级"
_AMOUNT: Final = rf"{ARABIC}[万亿]?[多余]?(?:{_UNIT})"
_THEN: Final = (
    r"(?:(?:[去今前上]年|年初|目前|现在|\d{4}年)(?:同期|[底末初])?的?|[^,，。、;；\d]{1,6}的)"
)
_CHANGE: Final = re.compile(
    rf"(?P<what>[^将,，。、;；:：“”\n]{{2,16}}?)[由从](?:原来的|原|{_THEN})?(?P<old>{_GRADE}|{_AMOUNT})"
    rf"{alternation('count.change')}[为至到]?(?:{_THEN})?(?P<new>{_GRADE}|{_AMOUNT})"
)
_VAGUE: Final = re.compile("[多余]")
_LASTING: Final = re.compile("[多余]?(?:小时|月|年|星期|工作日|昼夜)")
_NUMBER: Final = re.compile(ARABIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in its clause (数字).

    Attributes:
        value: The number; a range stays in words, such as 20至30.
        unit: Measure word or unit as printed, with its 万 or 亿.
        qualifier: What makes it vague; empty for an exact one.
        span: Where it stands.
    """

    value: float | str
    unit: str
    qualifier: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A grade, or a number with its unit (量): a grade stays in words and counts in 级."""

    value: float | str
    unit: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something before and after a change (变化前后): 由四级晋升为三级, 从85%提高到97%.

    Attributes:
        what: What changed, in the document's words.
        old: What it was.
        new: What it is.
        span: Where it is said.
    """

    what: str
    old: Amount
    new: Amount
    span: Span


def figures(text: str, within: Span) -> Iterator[Figure]:
    """Yield the figures of a clause in order (数字列表)."""
    for match in _FIGURE.finditer(text, within.start, within.end):
        value = _value(match)
        if value is None or _WITHIN.match(text, match.end()):
            continue
        if _is_along(text, match) or _is_lasting(text, match):
            continue
        vague = tuple(match.group(name) for name in ("before", "after", "more", "rest", "about"))
        start = match.start("once") if match.group("once") else match.start()
        yield Figure(
            value=value,
            unit=_unit(match),
            qualifier="".join(word for word in vague if word),
            span=Span(start, match.end()),
        )


def changes(text: str, within: Span) -> Iterator[Change]:
    """Yield what a sentence says of before and after (前后变化)."""
    for match in _CHANGE.finditer(text, within.start, within.end):
        yield Change(
            what=match.group("what"),
            old=_amount(match, "old"),
            new=_amount(match, "new"),
            span=Span(*match.span()),
        )


def _is_along(text: str, match: re.Match[str]) -> bool:
    along = _ALONG.search(text, max(0, match.start() - _MANY), match.start())
    return along is not None and _unit(match) in {"米", "公里", "千米"}


def _is_lasting(text: str, match: re.Match[str]) -> bool:
    """Return whether a figure tells how long something took: 历时6个多小时."""
    return _unit(match) == "个" and _LASTING.match(text, match.end()) is not None


def _value(match: re.Match[str]) -> float | str | None:
    if match.group("one") or match.group("once"):
        return 1
    printed = match.group("part") or match.group("arabic") or match.group("chinese")
    value = number(printed)
    if value is None or (match.group("chinese") and value < _MANY):
        return None
    if match.group("low"):
        low = number(match.group("low"))
        rising = low is not None and low < value
        return f"{match.group('low')}{match.group('to')}{printed}" if rising else None
    return value


def _unit(match: re.Match[str]) -> str:
    if match.group("part"):
        return "%"
    if one := match.group("each") or match.group("time"):
        return one
    return (match.group("scale") or "") + (match.group("unit") or match.group("plain") or "")


def _amount(match: re.Match[str], side: str) -> Amount:
    printed, span = match.group(side), Span(*match.span(side))
    figure = _NUMBER.match(printed)
    value = number(figure.group()) if figure and not printed.endswith("级") else None
    if figure is None or value is None:
        return Amount(value=printed, unit="级", span=span)
    return Amount(value=value, unit=_VAGUE.sub("", printed[figure.end() :]), span=span)
