"""Signatures (发文机关): whose letter a document is, by its signature, its heading or its title."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import runs
from loaders.documents.statements import EntityType, Span

__all__ = ["is_plan", "issuers"]

_OFFICES: Final = (EntityType.ORGANISATION,)
_TITLE: Final = re.compile(r"\s*(?:#\s*)?(?:title|标题)?\s*[:：]?\s*")
_ABOUT: Final = re.compile(r"[\s　]*(?:印发|关于|转发)")
_PLAN: Final = re.compile(
    r"(?:计划|要点|方案|规划|打算|思路|安排)(?:[（(][^（()）]{1,12}[)）])?[》〉]?(?:的通知)?\Z"
)
_PLAN_MAX: Final = 40
_DATE: Final = re.compile(r"[^\s年]{4}年[\d一二三四五六七八九十]{1,2}月")
_LINE: Final = re.compile(r"[^\n]+")
_LINE_MAX: Final = 60
_HEADING_LINES: Final = 6


def issuers(reading: Reading, position: int) -> tuple[str, ...]:
    """Return the offices that speak at a place of the document (发文机关).

    They sign after it, head the document on a line of their own, or open its title.
    """
    signed = _signatures(reading)
    after = bisect_left(signed, position, key=_place)
    if after < len(signed):
        return signed[after][1]
    return _opening(reading)


@lru_cache(maxsize=4)
def is_plan(reading: Reading) -> bool:
    """Return whether the first line says that the document is a plan (计划、要点、方案)."""
    first = next(_lines(reading), None)
    if first is None:
        return False
    end = first.start + len(reading.quote(first).rstrip())
    return bool(_PLAN.search(reading.text, max(first.start, end - _PLAN_MAX), end))


@lru_cache(maxsize=4)
def _opening(reading: Reading) -> tuple[str, ...]:
    """Return the offices that head the document, or open its title."""
    return _heading(reading) or _titled(reading)


@lru_cache(maxsize=4)
def _signatures(reading: Reading) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the lines that consist of offices and are followed by a date, and where."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for line in _lines(reading):
        names = _offices_alone(reading, line)
        if names and _DATE.search(reading.text, line.end, line.end + _LINE_MAX):
            found.append((line.start, tuple(n.name for n in names)))
    return tuple(found)


def _offices_alone(reading: Reading, line: Span) -> tuple[Named, ...]:
    if line.end - line.start > _LINE_MAX:
        return ()
    printed = "".join(reading.quote(line).split()).removeprefix("中共")
    named = reading.mentions(line, *_OFFICES)
    return named if sum(len(n.name) + 1 for n in named) > len(printed) else ()


def _heading(reading: Reading) -> tuple[str, ...]:
    """Return the offices on a line before 关于…的通知."""
    for line, following in pairwise(islice(_lines(reading), _HEADING_LINES)):
        if _ABOUT.match(reading.text, following.start):
            names = tuple(n.name for n in _offices_alone(reading, line))
            if names:
                return names
    return ()


def _titled(reading: Reading) -> tuple[str, ...]:
    """Return the offices that open the first line."""
    first = next(_lines(reading), None)
    opening = _TITLE.match(reading.text, first.start) if first else None
    if first is None or opening is None:
        return ()
    named = reading.mentions(Span(opening.end(), max(opening.end(), first.end)), *_OFFICES)
    run = next(runs(reading, named), None)
    if run is None or run.span.start != opening.end():
        return ()
    return tuple(n.name for n in run.heads)


def _lines(reading: Reading) -> Iterator[Span]:
    """Yield the lines that are not blank."""
    for match in _LINE.finditer(reading.text):
        if not match.group().isspace():
            yield Span(*match.span())


def _place(signature: tuple[int, tuple[str, ...]]) -> int:
    return signature[0]
