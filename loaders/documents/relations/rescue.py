"""Rescue (应急救援): who directs it, and what is done against the accident a document tells of."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.relations.accidents import accidents
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["rescue"]

_AGAINST: Final = re.compile(r"应急响应|救援|抢险|处置|善后|疏散|灭火|扑救|搜救|救治|警戒|封控")
_BEFOREHAND: Final = re.compile("演练|预案|培训|机制|队伍|能力|物资")
_DIRECTING: Final = re.compile(
    r"(?:同志)?(?:等)?(?:第一时间|立即|迅速|连夜|及时|紧急|已|均|赶赴现场|赶到现场|赴现场|到现场|在现场|现场|率\w{0,8}?组|带队|赶赴|赶往|事故|[,，])*"
    r"(?:组织|指挥|指导|调度|协调|部署|开展)[^。;；]{0,40}?(?:处置|救援|抢险|扑救|灭火|救治|搜救)"
)
_WISHED: Final = re.compile(r"要求|批示|强调|指出|建议|应当|必须|今后|下一步")
_OF_FIRM: Final = re.compile(r"\A对[^,，]{0,4}?(?:该|涉事|事故)?(?:企业|公司|厂区)")
_FAR: Final = 1200


def rescue(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the direction and the measures of the rescue after the one accident told (应急救援)."""
    told = list(accidents(reading))
    struck = {link.source for link in told}
    if len({link.target for link in told}) != 1:
        return
    first, accident = min(link.span for link in told), told[0].target
    for sentence in reading.sentences:
        after = first.start <= sentence.span.start <= first.end + _FAR
        if after and not _WISHED.search(reading.quote(sentence.span)):
            yield from _directed(reading, sentence, accident)
            yield from _measures(reading, sentence, accident)
            if len(struck) == 1:
                yield from _around(reading, sentence, next(iter(struck)))


def _directed(reading: Reading, sentence: Sentence, accident: str) -> Iterator[ExtractedRelation]:
    """Yield 甲市主要领导组织公安、消防开展处置."""
    real = Span(sentence.span.start, reading.unreal_from(sentence.span))
    for leader in reading.mentions(real, EntityType.LEADER):
        done = _DIRECTING.match(reading.text, leader.span.end, sentence.span.end)
        if done:
            span = Span(leader.span.start, done.end())
            kind = RelationType.RESPONSIBLE_FOR
            yield reading.relation(kind, leader.name, accident, span, "duty.rescue")


def _measures(reading: Reading, sentence: Sentence, accident: str) -> Iterator[ExtractedRelation]:
    """Yield 启动应急响应, 开展抢险救援: taken against the accident."""
    for measure in reading.mentions(sentence.span, EntityType.MEASURE):
        if _AGAINST.search(measure.name) and not _BEFOREHAND.search(measure.name):
            pair = (measure.name, accident)
            kind = RelationType.MEASURE_FOR
            yield reading.relation(kind, *pair, measure.span, "measure.rescue")


def _around(reading: Reading, sentence: Sentence, struck: str) -> Iterator[ExtractedRelation]:
    """Yield 对企业周边空气进行监测: for the enterprise that had the accident."""
    for measure in reading.mentions(sentence.span, EntityType.MEASURE):
        if _OF_FIRM.match(measure.name):
            pair = (measure.name, struck)
            kind = RelationType.MEASURE_FOR
            yield reading.relation(kind, *pair, measure.span, "measure.rescue")
