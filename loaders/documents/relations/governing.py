"""Governing (治理与监测): what a campaign or a rule governs, and what a system watches."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["governing"]

_TOWARDS: Final = re.compile(
    r"[”》]?(?:已|可|能|能够|可以|有效|及时|实现|实现了|能实现|可实现|上线后|[,，])*对"
)
_SEEN: Final = re.compile(
    r"[”》]?等?(?:的|进行|实施|开展|[全\d]+[小天时候]+|实时|在线|动态|自动|智能|全方位|全过程|精准|远程)*"
    r"(?:监测|监控|预警|报警|识别|感知|抓拍|告警)"
)
_MADE: Final = re.compile(r"(?:开展|启动|实施|推行|推进|组织|部署|印发|制定|出台|建立)了?[“《]?\Z")
_REGULATING: Final = re.compile(
    r"[”》]?(?:行动|工作|活动)?[,，](?:不断|持续|进一步|全面|严格|重点|依法|从严|切实|有效|加强|强化)*"
    r"(?:规范|整治|打击|严打|严查|查处|治理|管控|监管|约束)"
)
_TIGHTENED: Final = re.compile(r"(?:加强|强化|规范|严格|抓好|做好|狠抓)了?\Z")
_FORMING: Final = re.compile(
    r"[”》]?(?:的)?(?:处置|监管|管理|管控|治理|运输|整治)?(?:工作)?[,，](?:形成|建立|推行|出台|制定|实行)了?[“《]?"
)
_VAGUE: Final = re.compile("隐患|风险|事故")


def governing(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield what systems watch, and what campaigns and rules govern (治理与监测)."""
    for sentence in reading.sentences:
        yield from _watching(reading, sentence)
        yield from _governing(reading, sentence)


def _watching(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 甲平台实现对乙的实时监测, 甲系统可对乙自动报警."""
    real = Span(sentence.span.start, reading.unreal_from(sentence.span))
    kinds = (EntityType.PLATFORM, EntityType.HAZARD)
    for system, hazard in pairwise(reading.mentions(real, *kinds)):
        if (system.type, hazard.type) != kinds:
            continue
        towards = _TOWARDS.fullmatch(reading.text, system.span.end, hazard.span.start)
        seen = _SEEN.match(reading.text, hazard.span.end, sentence.span.end) if towards else None
        if seen:
            pair, span = (system.name, hazard.name), Span(system.span.start, seen.end())
            yield reading.relation(RelationType.DETECTS, *pair, span, "control.watches")


def _governing(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 开展甲行动,规范乙运输; 加强乙处置,形成甲机制: it governs the trade."""
    kinds = (EntityType.PROGRAMME, EntityType.HAZARD)
    real = Span(sentence.span.start, reading.unreal_from(sentence.span))
    for one, other in pairwise(reading.mentions(real, *kinds)):
        between = reading.text[one.span.end : other.span.start]
        before = reading.text[max(sentence.span.start, one.span.start - 8) : one.span.start]
        if (one.type, other.type) == kinds:
            paper, thing = one, other
            said = _MADE.search(before) and _REGULATING.fullmatch(between)
        elif (other.type, one.type) == kinds:
            paper, thing = other, one
            said = _TIGHTENED.search(before) and _FORMING.fullmatch(between)
        else:
            continue
        if said and not _VAGUE.search(thing.name):
            span = Span(one.span.start, other.span.end)
            pair = (paper.name, thing.name)
            yield reading.relation(RelationType.REGULATES, *pair, span, "control.governs")
