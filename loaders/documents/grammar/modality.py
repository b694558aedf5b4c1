"""Modality (语气): from where on a sentence says what is planned, wished or ordered, not done."""

import re
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.statements import Span

__all__ = ["unreal_from"]

_UNREAL: Final = re.compile(
    rf"(?P<unreal>{alternation('modality.unreal')})|(?P<wish>{alternation('modality.wish')})"
)
_HEEDING: Final = re.compile(r"(?:按照?|依照|根据|依据|遵照|对照|落实|贯彻|结合)[^,，。;；]*\Z")
_NEAR: Final = 60


def unreal_from(text: str, sentence: Span) -> int:
    """Return where a sentence begins to speak of what is not so, or where it ends (非实现之始).

    按照…要求 is a ground, no wish.

    >>> unreal_from("按照要求,甲园区引入乙公司,计划推广", Span(0, 18))
    14
    """
    for match in _UNREAL.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - _NEAR) : match.start()]
        if match.group("unreal") or not _HEEDING.search(before):
            return match.start()
    return sentence.end
