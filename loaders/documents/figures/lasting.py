"""How long something lasts or may take (时长): 为期20天的专项检查, 24小时值守, 5分钟内到场.

Readers have 43 of 51 such figures as facts, so they are proposed.
"""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.figures.periods import period_of
from loaders.documents.figures.subjects import subject_of
from loaders.documents.grammar.edges import HAN
from loaders.documents.grammar.reading import Counted, Reading
from loaders.documents.statements import ExtractedFact, Span
from loaders.documents.text.numerals import ARABIC, CHINESE, number

__all__ = ["lasting_facts"]

_COUNT: Final = rf"(?:{ARABIC}|{CHINESE})"
_LONG: Final = "个月|工作日|个工作日|天|日|周|年"
_LASTING: Final = re.compile(
    rf"(?:为期|历时)约?(?P<in_all>{_COUNT})(?P<all>{_LONG}|小时|分钟)(?:的|左右)*"
    rf"|(?<![\d.:第每前近]){_COUNT}(?<=(?P<round>24))(?P<hours>小时)"
    rf"|(?<![\d.:月第每近{CHINESE[1:-2]}])(?P<within>{_COUNT})(?P<limit>{_LONG}|个?小时|分钟)[之以]?内"
)
"""All of it, round the clock, or a limit. 三年行动 is a name, and 7月20日 a date."""
_WHAT: Final = re.compile(rf"{HAN}{{2,16}}")
_BEFORE: Final = re.compile(rf"{HAN}{{2,16}}\Z")


def lasting_facts(reading: Reading) -> Iterator[ExtractedFact]:
    """Yield how long what a clause tells of lasts, or may take (时长)."""
    for index, sentence in enumerate(reading.sentences):
        for clause in sentence.clauses:
            for match in _LASTING.finditer(reading.text, clause.start, clause.end):
                if (fact := _fact(reading, index, clause, match)) is not None:
                    yield fact


def _fact(reading: Reading, index: int, clause: Span, match: re.Match[str]) -> ExtractedFact | None:
    name = next(name for name in ("in_all", "round", "within") if match.group(name))
    value = number(match.group(name))
    before = reading.text[clause.start : match.start()]
    what = _WHAT.match(reading.text, match.end(), clause.end) or _BEFORE.search(before)
    if value is None or what is None:
        return None
    figure = Span(match.start(name), match.end())
    subject, _ = subject_of(reading, index, figure)
    counted = Counted(
        subject=subject,
        metric=what.group(),
        value=value,
        unit=match.group("all") or match.group("hours") or match.group("limit"),
        figure=figure,
        period=period_of(reading.text, reading.sentences[index].span, figure),
    )
    return reading.fact(counted, clause, "fact.lasting")
