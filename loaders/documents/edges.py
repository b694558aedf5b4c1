"""Edges of names (名称边界): where a name begins, and how a list of names is cut.

Chinese puts no spaces between words. A name's end shows by its ending; its beginning shows by
what stands before it: punctuation, a verb or a particle of the lexicon, a preposition that opens
the clause. Where none of these is found, there is no name.
"""

import re
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.statements import Span

__all__ = ["HAN", "NAME", "has_edge", "items", "name_start"]

HAN: Final = r"[\u4e00-\u9fff]"
NAME: Final = r"[\u4e00-\u9fffA-Za-z0-9]"

_RUN: Final = re.compile(rf"{NAME}*\Z")
_CUT: Final = re.compile(
    rf"{alternation('boundary.verb')}(?![区园])|{alternation('boundary.particle')}"
    r"|(?<=公司|集团|机构|中心|园区|单位|业园|发区|基地)[为对受向与和在将被]"
)
_LEAD: Final = re.compile(
    rf"(?:{alternation('boundary.adverb')})?{alternation('boundary.preposition')}"
)
_BEFORE: Final = re.compile(
    rf"(?:{alternation('boundary.verb', 'boundary.particle', 'boundary.level_preposition')})\Z"
)
_NUMBERED: Final = re.compile(r"\A[一二三四五六七八九十]+是")
_AND: Final = re.compile(r"、|以及|及|和|与")


def name_start(text: str, floor: int, end: int) -> int:
    """Return where the name begins that runs up to `end` (名称起点).

    Args:
        text: The whole text.
        floor: No name begins before this place, usually the start of the clause.
        end: Where the name, or the known ending of it, ends.

    >>> name_start("由甲乙集团", 0, 5)
    1
    """
    run = _RUN.search(text, floor, end)
    start = run.start() if run else end
    for cut in _CUT.finditer(text, start, end):
        start = cut.end() if cut.end() < end else start
    for lead in (_NUMBERED, _LEAD):
        match = lead.match(text[start:end])
        if match and start + match.end() < end:
            start += match.end()
    return start


def has_edge(text: str, position: int) -> bool:
    """Return whether a name may begin here: after a mark, a verb, a particle, a preposition."""
    before = text[max(0, position - 8) : position]
    return not before or not re.search(rf"{NAME}\Z", before) or bool(_BEFORE.search(before))


def items(text: str, span: Span) -> tuple[Span, ...]:
    """Return the items of a list joined by 、 and 和 (并列成分).

    >>> [(item.start, item.end) for item in items("甲乙、丙丁和戊己", Span(0, 8))]
    [(0, 2), (3, 5), (6, 8)]
    """
    found: list[Span] = []
    start = span.start
    for mark in _AND.finditer(text, span.start, span.end):
        found.append(Span(start, mark.start()))
        start = mark.end()
    found.append(Span(start, span.end))
    return tuple(item for item in found if item.start < item.end)
