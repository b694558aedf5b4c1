"""Periods of figures (统计时期): the words that say for when a figure counts."""

import re
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.statements import Span

__all__ = ["PERIOD", "period_of"]

_YEAR: Final = r"(?:\d{4}|[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})年"
_DATE: Final = rf"(?:{_YEAR})?\d{{1,2}}月(?:\d{{1,2}}日|份)?|{_YEAR}|\d{{1,2}}日"
_TO: Final = r"[至到~\uff5e—–-]{1,2}"
_MONTH: Final = r"(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})"
_FROM: Final = rf"(?:今年|去年|{_YEAR})?(?:{_MONTH}月?|\d{{1,2}}月\d{{1,2}}日?)"
_SPAN: Final = rf"(?:{_FROM}{_TO}(?:{_DATE}|{_MONTH}月份?)|(?:{_DATE})(?:{_TO}(?:{_DATE}))?)"
_NAMED: Final = rf"(?:{alternation('count.period')}|第?[一二三四1-4]季度|近?[两二三四五\d]年)"
PERIOD: Final = rf"(?:{_SPAN}|{_NAMED})"
"""The bare words of a period."""
_TAIL: Final = alternation("count.period_end")
_CLOCK: Final = r"(?:[上下]午|凌晨|傍晚|晚)?\d{1,2}[时点]"
_PERIOD: Final = re.compile(
    rf"(?<![\d年月])(?P<period>{alternation('count.until')}(?:{_SPAN}|{_NAMED}){_TAIL}?"
    rf"|(?:{_SPAN}|{_NAMED}){_TAIL}"
    rf"|(?:{_SPAN}|{alternation('count.period')})(?=[,，]|全[省市区县]|共|累计|{_CLOCK}))"
)
_OWN: Final = re.compile(
    rf"(?:\A|[,，;；、:：])(?:其中[,，:：]?)?(?P<period>{_SPAN}|{_NAMED}(?:同期)?)(?![前之]|度)"
)
"""What opens the words right before a figure: 2023年销售收入9亿元."""
_COMPARED: Final = re.compile(r"(?:[去上前]年|20\d\d年)[^,，]*同期\Z")
_PAUSE: Final = re.compile("[,，;；、]")
_FOUNDED: Final = re.compile(rf"{alternation('count.founded')}\Z")
_FOUNDED_MAX: Final = 4
_REACH: Final = 160


def period_of(text: str, sentence: Span, figure: Span) -> str | None:
    """Return the period that is told last before a figure in its sentence, as printed (时期).

    >>> text = "截至2023年11月底,检查12家"
    >>> period_of(text, Span(0, len(text)), Span(15, 18))
    '截至2023年11月底'
    """
    start = max(sentence.start, figure.start - _REACH)
    told = [
        match
        for pattern in (_PERIOD, _OWN)
        for match in pattern.finditer(text, start, figure.start)
        if not _FOUNDED.search(
            text, max(start, match.start("period") - _FOUNDED_MAX), match.start("period")
        )
        and not _is_past(text, match, figure)
    ]
    return max(told, key=lambda match: match.start("period")).group("period") if told else None


def _is_past(text: str, told: re.Match[str], figure: Span) -> bool:
    """Return whether a period was named for a comparison that a pause ends: 去年同期为0,伤2人."""
    compared = _COMPARED.search(told.group("period")) is not None
    return compared and _PAUSE.search(text, told.end("period"), figure.start) is not None
