"""Figures that several things share out (分别): 甲数、乙数分别下降8%、16%.

Each figure is of the thing that stands at its place in the list, if the list has as many things as
there are figures and none of them is a name or a year. Else it cannot be told which is whose, and
neither can it where a figure counts a part of the one right before it: 3家企业投保2家.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from loaders.documents.figures.amounts import Figure
from loaders.documents.grammar.reading import Reading
from loaders.documents.statements import EntityType, Span

__all__ = ["are_shared", "is_a_part", "shares"]

_APART: Final = "分别"
_COMPARING: Final = re.compile(r"(?P<thing>.*?)(?P<how>(?:同比|环比|均|[较比][^、]{2,8})?)")
_JOINED: Final = re.compile("[、和及与]|以及")
_DATED: Final = re.compile(r"\d|今年|去年")
_PAUSE: Final = re.compile(r"[,，、;；:：()（）和及与]")
_AMONG: Final = ("中", "中有", "内有", "里有")
_NAMES: Final = (
    EntityType.REGION,
    EntityType.PARK,
    EntityType.ENTERPRISE,
    EntityType.ORGANISATION,
)


def are_shared(reading: Reading, clause: Span, found: Sequence[Figure]) -> bool:
    """Tell whether several figures of a clause are shared out by 分别 before them (是否分述)."""
    if len(found) <= 1:
        return False
    return _APART in reading.text[clause.start : found[0].span.start]


def shares(reading: Reading, clause: Span, found: Sequence[Figure]) -> tuple[str, ...]:
    """Return what each of the figures counts, or nothing where that cannot be told (各自所计)."""
    text = reading.text
    listed, _, verb = text[clause.start : found[0].span.start].rpartition(_APART)
    pairs = pairwise(found)
    if not all(_JOINED.fullmatch(text, a.span.end, b.span.start) for a, b in pairs):
        return ()
    match = _COMPARING.fullmatch(listed)
    things = _JOINED.split(match.group("thing")) if match else []
    named = reading.mentions(Span(clause.start, found[0].span.start), *_NAMES)
    if match is None or named or len(things) != len(found) or _DATED.search(listed):
        return ()
    return tuple(thing + match.group("how") + verb.removesuffix("为") for thing in things)


def is_a_part(text: str, figure: Figure, following: Figure | None) -> bool:
    """Tell whether the next figure counts, without a pause, some of what this one counts (部分).

    It ends its words (3家企业投保2家) or is taken from among them (3家企业中有2家停产).
    """
    if following is None or following.unit != figure.unit:
        return False
    between = text[figure.span.end : following.span.start]
    if _PAUSE.search(between):
        return False
    ends = not text[following.span.end : following.span.end + 1].isalnum()
    return ends or between.endswith(_AMONG)
