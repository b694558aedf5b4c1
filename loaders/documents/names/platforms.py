"""Information platforms (信息平台), found by their ending and the verb that governs them."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import has_edge, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation, terms
from loaders.documents.names.programmes import TITLE
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.documents.text.segment import Sentence

__all__ = ["APPS", "platforms"]

_QUOTE: Final = r"“[^“”]{2,8}”"
APPS: Final = re.compile(
    rf"(?P<list>{_QUOTE}(?:[、和]?{_QUOTE})*)等(?:手机)?{alternation('platform.app')}"
)
_ENDINGS: Final = tuple(terms("platform.ending"))
_APP: Final = re.compile(rf"“[^“”\n]{{2,10}}”(?:手机|微信)?{alternation('platform.app_noun')}")
_QUOTED_WHOLE: Final = re.compile(rf"“[^“”\n]{{4,24}}{alternation('platform.sort')}”")
_CHART: Final = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:一张图|“一张图”)|“一张图”")
_BRAIN: Final = re.compile(
    rf"{alternation('platform.smart')}{{1,2}}{alternation('platform.brain')}"
)
_OWN: Final = re.compile(r"“[^“”\n]{2,10}[网云码]”")
_SCENE: Final = re.compile(
    r"“[^“”\n]{4,30}”(?:综合|应用)?场景|(?P<plain>[\u4e00-\u9fff]{4,24}?综合场景)"
)
_CORE: Final = re.compile(rf"{alternation('platform.core')}{alternation('platform.sort')}")
_ENDING: Final = re.compile(rf"{alternation('platform.ending')}(?![性化内])")
_BROUGHT: Final = re.compile(rf"{alternation('platform.bring')}了?\Z")
_IN_LIST: Final = re.compile(rf"{alternation('platform.bring')}[^,，。]*[、和]\Z")
_ALL_IN_ONE: Final = re.compile(r"[为于]一体的\Z")
_SCOPED: Final = re.compile(rf"{alternation('platform.bring')}[了]?全[省市区县]\Z")
_HEADING: Final = re.compile(r"[一二三四五六七八九十]+是")
_QUOTED: Final = re.compile(rf"{_QUOTE}\Z")
_AHEAD: Final = 120
_STEM: Final = range(2, 26)
_OWN_STEM: Final = range(4, 20)
_NAME_END: Final = re.compile(r"[,，。;；、\n对进上]|的|[（(]以下简称|和|建设|\Z")
_SERIAL: Final = re.compile(r"[A-Za-z和及]\Z|[的等“”]")
_DEVICE: Final = re.compile(rf"{alternation('platform.device')}\Z")
_LEVELS: Final = re.compile(r"[省市区县镇乡村]{0,2}[两二三四五]级(?=[\u4e00-\u9fff]{4})")
_SCENE_MIN: Final = 6


def platforms(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield platforms and applications (平台、系统、APP)."""
    titles = [Span(*match.span()) for _, match in reading.matches(TITLE)]
    for sentence, match in reading.matches(_ENDING):
        for find, rule in ((_platform, "platform.governed"), (_named, "platform.named")):
            span = find(reading, sentence, match)
            if span is not None and not any(title.holds(span) for title in titles):
                yield reading.entity(EntityType.PLATFORM, span, rule)
                break
    for _, match in reading.matches(APPS):
        for name in re.finditer(_QUOTE, match.group("list")):
            start = match.start("list") + name.start()
            span = Span(start, start + len(name.group()))
            yield reading.entity(EntityType.PLATFORM, span, "platform.apps")
    yield from _kinds(reading)
    yield from _own(reading)


def _kinds(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield systems that the field knows by their kind: 园区一张图、智慧大脑、封闭化管理平台."""
    for pattern, rule in (
        (_CHART, "platform.chart"),
        (_BRAIN, "platform.brain"),
        (_APP, "platform.app"),
        (_QUOTED_WHOLE, "platform.quoted"),
    ):
        for _, match in reading.matches(pattern):
            yield reading.entity(EntityType.PLATFORM, Span(*match.span()), rule)
    for sentence, match in reading.matches(_SCENE):
        start = match.start()
        if match.group("plain"):
            end = match.end() - len("综合场景")
            start = max(start, _start(reading, sentence.span.start, end))
        if match.end() - start > _SCENE_MIN:
            span = Span(start, match.end())
            yield reading.entity(EntityType.PLATFORM, span, "platform.scene")
    for _, match in reading.matches(_CORE):
        if has_edge(reading, match.start()):
            yield reading.entity(EntityType.PLATFORM, Span(*match.span()), "platform.kind")


def _own(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield a network whose name is quoted right after whoever has it: 市政府“安全网”."""
    whole = Span(0, len(reading.text))
    owners = reading.mentions(whole, EntityType.ORGANISATION, EntityType.PARK)
    ends = {owner.span.end for owner in owners}
    for _, match in reading.matches(_OWN):
        if match.start() in ends:
            yield reading.entity(EntityType.PLATFORM, Span(*match.span()), "platform.own")


def _start(reading: Reading, floor: int, end: int) -> int:
    """Return where the name begins; 和 may stand inside it, as in 指挥和信息平台."""
    start = name_start(reading, floor, end)
    while start > floor and reading.text[start - 1] in "和与及":
        if reading.text.endswith(_ENDINGS, floor, start - 1):
            break
        start = name_start(reading, floor, start - 1)
    levels = _LEVELS.match(reading.text, start, end)
    return levels.end() if levels else start


def _platform(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Span | None:
    """Return the whole name, with quotation marks that open it, if something governs it."""
    start = _start(reading, sentence.span.start, match.start())
    before = reading.text[max(sentence.span.start, start - _AHEAD) : start]
    if quoted := _QUOTED.search(before):
        ahead = before.removesuffix(quoted.group())
        listed = _BROUGHT.search(ahead) or _IN_LIST.search(ahead)
        return Span(start - len(quoted.group()), match.end()) if listed else None
    stem = reading.text[start : match.start()]
    if len(stem) not in _STEM or stem in terms("platform.generic"):
        return None
    governed = any(p.search(before) for p in (_BROUGHT, _IN_LIST, _ALL_IN_ONE, _SCOPED))
    heads = start - sentence.span.start == len(before) and _HEADING.fullmatch(before)
    whole = heads and match.end() == sentence.span.end
    return Span(start, match.end()) if governed or whole else None


def _named(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Span | None:
    """Return a name that nothing governs if it is long enough to be one system's, and ends here."""
    start = _start(reading, sentence.span.start, match.start())
    stem = reading.text[start : match.start()]
    own = len(stem) in _OWN_STEM and stem not in terms("platform.generic")
    own = own and not _DEVICE.search(stem)
    ended = _NAME_END.match(reading.text, match.end())
    return Span(start, match.end()) if own and ended and not _SERIAL.search(stem) else None
