"""Probable misreadings (疑似误读): offered to a person, never applied.

Characters taken for others in terms of the field, digits for letters and the other way round,
and names of towns that the district does not have. Where the printed word may be right, nothing
is suggested.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Final

from loaders.documents.doubts.lookalikes import misprints
from loaders.documents.doubts.misplaced import misplaced
from loaders.documents.doubts.spotting import Spotter
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation, lists, terms
from loaders.documents.statements import Span, Suggestion, SuggestionKind

__all__ = ["suggestions"]

_TERMS: Final = (
    "misreading.field",
    "enterprise.form",
    "organisation.line",
    "organisation.ending",
    "organisation.stem_ending",
    "place.park",
    "programme.campaign",
    "programme.paper",
)
"""Tables whose terms are looked for with one character misread."""

_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9#-])(?=[A-Z]*\d[A-Z]*(?![A-Z0-9]))[A-Z\d]{3,6}(?![A-Za-z0-9#-])"
)
_COUNT: Final = re.compile(  # O3 and I2 are substances
    r"(?<![A-Za-z0-9.])(?![OI]\d(?!\d))(?=[OolI]*\d)(?=\d*[OolI])[0-9OolI]{2,8}"
    r"(?=[年月日号家起条个项辆名人处份次万亿元%])"
)
_DIGITS: Final = str.maketrans("OolI", "0011")
_DASH: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十第])一一(?=[\u4e00-\u9fff])(?![二三四五六七八九十])"
)
_REALLY: Final = re.compile(alternation("misreading.twice_one"))


def suggestions(reading: Reading) -> tuple[Suggestion, ...]:
    """Return probable misreadings in the order of the text (疑似误读)."""
    found = (
        *_codes(reading),
        *_counts(reading),
        *_words(reading),
        *_dashes(reading),
        *misplaced(reading),
    )
    return tuple(sorted(found, key=lambda one: one.span))


def _codes(reading: Reading) -> Iterator[Suggestion]:
    """Yield abbreviations in which one digit stands for a letter: 1NG for LNG."""
    for match in _CODE.finditer(reading.text):
        letters = (lists()["misreading.letter"].get(c, c) for c in match.group())
        meant = {"".join(read) for read in product(*letters)} & terms("misreading.abbreviation")
        if len(meant) == 1:
            yield _one(
                reading, match.span(), meant.pop(), "数字疑为字母误读", "a digit read for a letter"
            )


def _counts(reading: Reading) -> Iterator[Suggestion]:
    """Yield numbers in which a letter stands for a digit: 2O23年."""
    for match in _COUNT.finditer(reading.text):
        meant = match.group().translate(_DIGITS)
        yield _one(reading, match.span(), meant, "字母疑为数字误读", "a letter read for a digit")


def _words(reading: Reading) -> Iterator[Suggestion]:
    for span in _spotter().spots(reading.text):
        meant = _misread()[reading.quote(span)]
        zh = f"形近字疑误：没有这个词，“{meant}”是本领域用语"
        en = f"a similar shape: there is no such word, and “{meant}” is a term of the field"
        yield _one(reading, (span.start, span.end), meant, zh, en)


def _dashes(reading: Reading) -> Iterator[Suggestion]:
    for match in _DASH.finditer(reading.text):
        if not _REALLY.match(reading.text, match.start()):
            yield _one(reading, match.span(), "——", "破折号疑误读为“一一”", "a dash read as “一一”")


@cache
def _misread() -> Mapping[str, str]:
    """Return every misread form with its one term; a form that is itself a term is none."""
    found: dict[str, str] = {}
    right = {term for table in lists().values() for term in table} - terms("misreading.word")
    forms = [(form, term) for term in terms(*_TERMS) for form in misprints(term)]
    for form, term in sorted(forms):
        found[form] = "" if form in found and found[form] != term else term
    known = {form: term for form, term in found.items() if term and form not in right}
    return {**known, **lists()["misreading.word"]}


@cache
def _spotter() -> Spotter:
    return Spotter(_misread())


def _one(
    reading: Reading, place: tuple[int, int], meant: str, reason: str, reason_en: str
) -> Suggestion:
    span = Span(*place)
    return Suggestion(
        kind=SuggestionKind.MISREADING,
        span=span,
        original=reading.source.to_original(span.start, span.end),
        printed=reading.quote(span),
        suggested=meant,
        reason=reason,
        reason_en=reason_en,
    )
