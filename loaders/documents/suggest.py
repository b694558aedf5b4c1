"""Probable misreadings (疑似误读): offered to a person, never applied."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.lexicon import alternation, lists, terms
from loaders.documents.reading import Reading
from loaders.documents.statements import Span, Suggestion, SuggestionKind

__all__ = ["suggestions"]

_LETTERS: Final = str.maketrans("01", "OL")
_MIXED: Final = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z]*[01])[A-Z01]{3}(?![A-Za-z0-9])")
_WORD: Final = re.compile(alternation("misreading.word"))
_DASH: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十第])一一(?=[\u4e00-\u9fff])(?![二三四五六七八九十])"
)
_REALLY: Final = re.compile(alternation("misreading.twice_one"))


def suggestions(reading: Reading) -> tuple[Suggestion, ...]:
    """Return probable misreadings in the order of the text (疑似误读)."""
    found = (*_abbreviations(reading), *_words(reading), *_dashes(reading))
    return tuple(sorted(found, key=lambda one: one.span))


def _abbreviations(reading: Reading) -> Iterator[Suggestion]:
    for match in _MIXED.finditer(reading.text):
        meant = match.group().translate(_LETTERS)
        if meant in terms("misreading.abbreviation"):
            yield _one(reading, match, meant, "数字疑为字母误读", "a digit read for a letter")


def _words(reading: Reading) -> Iterator[Suggestion]:
    for match in _WORD.finditer(reading.text):
        meant = lists()["misreading.word"][match.group()]
        yield _one(reading, match, meant, "形近字疑误", "a character of similar shape")


def _dashes(reading: Reading) -> Iterator[Suggestion]:
    for match in _DASH.finditer(reading.text):
        if not _REALLY.match(reading.text, match.start()):
            yield _one(reading, match, "——", "破折号疑误读为“一一”", "a dash read as “一一”")


def _one(
    reading: Reading, match: re.Match[str], meant: str, reason: str, reason_en: str
) -> Suggestion:
    return Suggestion(
        kind=SuggestionKind.MISREADING,
        span=Span(*match.span()),
        original=reading.source.to_original(*match.span()),
        printed=match.group(),
        suggested=meant,
        reason=reason,
        reason_en=reason_en,
    )
