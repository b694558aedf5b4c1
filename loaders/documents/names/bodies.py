"""Bodies of a report (报道中的机构): who published it, who was sent, who is stationed."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, has_edge, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["bodies", "media"]

_DATELINE: Final = re.compile(
    rf"(?:(?<!{HAN})|^)(?P<name>{HAN}{{2,8}}?(?:网|报|社|客户端))(?:{HAN}{{2,6}}?)?"
    r"(?:\d{1,2}月\d{1,2}日)?(?:[电讯]|消息)(?=[\s　(（,，])",
    re.MULTILINE,
)
_TAKEN: Final = re.compile(
    rf"(?:来源|转自|转载自|稿源|信息来源)[:：][ 　\t]*(?P<name>{HAN}{{2,12}}?"
    rf"{alternation('organisation.publisher')}(?:{HAN}{{2,4}}频道)?)"
    r"(?=[\s　\-—(（]|$)",
    re.MULTILINE,
)
_TEAM: Final = re.compile(
    rf"(?:(?<=[,，。;；“”\s])|(?<=随后)|(?<=该)|(?<=由)|(?<=长的)|^|(?:成立|组建|抽调|共有|组织)了?(?:专门的|联合)?|\d个)"
    rf"(?P<name>(?:{alternation('organisation.team_kind')})*{alternation('organisation.team_head')})(?![长成织合员])",
    re.MULTILINE,
)
_STATIONED: Final = re.compile(
    rf"(?P<name>{HAN}{{2,8}}?{alternation('organisation.station')})"
    rf"(?=[、和及等与,，。\s]|$|{alternation('clause.after_subject', 'boundary.verb')})"
)
_NOT_YET: Final = re.compile(
    rf"{alternation('modality.norm')}[^,，。;；]{{0,6}}?"
    r"(?:成立|组建|组成|派出|抽调)[^,，。;；]{0,12}\Z"
)
_STEM: Final = range(2, 9)


def media(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the medium of 甲网1月2日讯, 转自:甲网 (媒体)."""
    for pattern in (_DATELINE, _TAKEN):
        for match in pattern.finditer(reading.text):
            span = Span(*match.span("name"))
            yield reading.entity(EntityType.ORGANISATION, span, "office.medium")


def bodies(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield teams that act under no other name, and squads and stations (检查组, 甲中队)."""
    for match in _TEAM.finditer(reading.text):
        span = Span(*match.span("name"))
        rule = "office.wanted-team" if _is_wanted(reading, span) else "office.acting-team"
        yield reading.entity(EntityType.ORGANISATION, span, rule)
    known = {
        n.span.end for n in reading.mentions(Span(0, len(reading.text)), EntityType.ORGANISATION)
    }
    for sentence, match in reading.matches(_STATIONED):
        start = max(name_start(reading, sentence.span.start, match.end() - 2), match.start())
        own = match.end() - start
        if match.end() not in known and own - 2 in _STEM and has_edge(reading, start):
            yield reading.entity(EntityType.ORGANISATION, Span(start, match.end()), "office.squad")


def _is_wanted(reading: Reading, team: Span) -> bool:
    """Tell whether a team is planned, ordered or forbidden: 拟成立工作组, 不得成立检查组."""
    sentence = reading.sentences[reading.sentence_at(team.start)].span
    if reading.unreal_from(sentence) < team.start:
        return True
    return _NOT_YET.search(reading.text, sentence.start, team.start) is not None
