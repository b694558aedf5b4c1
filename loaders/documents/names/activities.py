"""Activities (专项活动): drives, inspections, drills and contests that someone carries out."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, items
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.programmes import TITLE
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.documents.text.spans import Spans

__all__ = ["activities", "practices"]

_CHAR: Final = r"(?:(?!开展|组织|启动|举行|举办|进行)[\u4e00-\u9fffA-Za-z0-9“”])"
_LEAD: Final = (
    rf"(?:了|好|的|一[次场轮]|[\d一二三四五六七八九十百]+[天个]月?的?|为期{HAN}?[\d一二三四五六七八九十]*[天个]月?的?"
    r"|系列|首[次场]|全[省市区县](?:性的?)?|辖区|首个|新的?一轮)*"
)
_AFTER: Final = (
    r"(?=[,，。;；、\n：:和及暨后时中]|工作|期间|以来|以后|成效|要求|动员|部署|现场|提供|$)"
)
_CARRIED: Final = re.compile(
    rf"{alternation('programme.carried')}{_LEAD}(?!对|{alternation('programme.carried')})"
    rf"(?P<name>{alternation('programme.bare')}|{_CHAR}{{2,26}}?{alternation('programme.activity')})"
    rf"{_AFTER}"
)
_LISTED: Final = re.compile(r"[^,，。;；]*?等(?=(?:重点|细分|高危)?(?:行业)?领域)")
_COUNTED: Final = re.compile(r"\d+[次场个项]")
_JOINED: Final = re.compile(
    rf"[暨和及、](?P<name>(?!{alternation('programme.carried')}){_CHAR}{{2,24}}?{alternation('programme.activity')}){_AFTER}"
)
_BUILDING: Final = re.compile(
    r"(?:推进|开展|实施)了?(?:全[镇市区县乡])?(?P<name>(?:(?![及和])[\u4e00-\u9fff“”]){4,18}?(?<!化)(?<!体系)(?<!中心)建设)"
    r"(?=工作|[,，。;；\n]|$)"
)
_RULE: Final = r"[^,，。;；\n、和]{3,24}?(?:机制|制度)"
_INNOVATED: Final = re.compile(
    rf"(?:创新|实行|推行|运用|首创|首推|推出)了?的?(?P<list>{_RULE}(?:[、和]{_RULE})*)(?=[,，。;；\n]|$)"
)
_SET_UP: Final = re.compile(
    r"(?<!健全)(?:建立|设立|执行|构建|推行)了?"
    r"(?P<name>(?!健全|完善|起|各项|长效|有关|相关|的)[\u4e00-\u9fff“”、]{3,20}?(?:制度|机制|体系))(?=[,，。;；\n]|$)"
)
_PLAIN_SYSTEM: Final = re.compile(r"的(?:管控|应急|管理)|以及|有效的|现代")
_COMMON: Final = re.compile(
    rf"(?:{alternation('programme.common')})*{alternation('programme.activity')}"
)
_KNOWN: Final = re.compile(alternation("programme.bare"))
_TASK: Final = re.compile(alternation("programme.task"))
_WORTH: Final = 4


def activities(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what is said to be carried out by a name of its own: 开展甲乙专项督查 (专项活动)."""
    titles = Spans(Span(*match.span()) for match in TITLE.finditer(reading.text))
    for sentence, match in reading.matches(_CARRIED):
        found: re.Match[str] | None = match
        while found is not None:
            listed = _LISTED.match(reading.text, *found.span("name"))
            span = Span(listed.end() if listed else found.start("name"), found.end("name"))
            if not titles.hold(span) and _is_own(reading, span):
                yield reading.entity(EntityType.PROGRAMME, span, "programme.activity")
            found = _JOINED.match(reading.text, found.end(), sentence.span.end)


def practices(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what is built up or newly practised: 推进甲建设, 创新乙机制和丙制度 (新机制)."""
    titles = Spans(Span(*match.span()) for match in TITLE.finditer(reading.text))
    found = [(Span(*m.span("name")), "programme.building") for _, m in reading.matches(_BUILDING)]
    for _, match in reading.matches(_SET_UP):
        if not _PLAIN_SYSTEM.search(match.group("name")):
            found.append((Span(*match.span("name")), "programme.set-up"))
    for _, match in reading.matches(_INNOVATED):
        listed = items(reading.text, Span(*match.span("list")), joined="[、和]")
        found += [(span, "programme.innovated") for span in listed]
    for span, rule in found:
        if not titles.hold(span) and _is_own(reading, span):
            yield reading.entity(EntityType.PROGRAMME, span, rule)


def _is_own(reading: Reading, span: Span) -> bool:
    """Return whether an activity has a name of its own and is no everyday task."""
    name = reading.quote(span)
    common = _COMMON.fullmatch(name) and not _KNOWN.fullmatch(name)
    if len(name) < _WORTH or common or _TASK.search(name) or _COUNTED.match(name):
        return False
    return name.count("“") == name.count("”") and reading.words.begins(span.start)
