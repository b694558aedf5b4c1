"""Periods of figures (统计时期): the words that say for when a figure counts."""

import re
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.statements import Span

__all__ = ["PERIOD", "period_of"]

_YEAR: Final = r"(?:\d{4}|[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})年"
_DATE: Final = rf"(?:{_YEAR})?\d{{1,2}}月(?:\d{{1,2}}日|份)?|{_YEAR}|\d{{1,2}}日"
_SPAN: Final = rf"(?:{_DATE})(?:[至到—-](?:{_DATE}))?"
_NAMED: Final = rf"(?:{alternation('count.period')}|第?[一二三四1-4]季度|近?[两二三四五\d]年)"
PERIOD: Final = rf"(?:{_SPAN}|{_NAMED})"
"""The bare words of a period."""
_TAIL: Final = alternation("count.period_end")
_PERIOD: Final = re.compile(
    rf"(?<![\d年月])(?P<period>{alternation('count.until')}(?:{_SPAN}|{_NAMED}){_TAIL}?"
    rf"|(?:{_SPAN}|{_NAMED}){_TAIL}"
    rf"|(?:{_SPAN}|{alternation('count.period')})(?=[,，]|全[省市区县]|共|累计))"
)
_REACH: Final = 160


def period_of(text: str, sentence: Span, figure: Span) -> str | None:
    """Return the period that is told last before a figure in its sentence, as printed (时期).

    >>> text = "截至2023年11月底,检查12家"
    >>> period_of(text, Span(0, len(text)), Span(15, 18))
    '截至2023年11月底'
    """
    start = max(sentence.start, figure.start - _REACH)
    told = [m.group("period") for m in _PERIOD.finditer(text, start, figure.start)]
    return told[-1] if told else None
