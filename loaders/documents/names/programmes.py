"""Programmes (专项行动、制度、方案): campaigns, titled papers, rules that are practised."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.documents.grammar.edges import HAN, items, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.documents.text.spans import Spans

__all__ = ["ISSUED", "TITLE", "programmes"]

_PAPER: Final = alternation("programme.paper")
_STOP: Final = r"(?=[,，。；;\n]|要求|部署|为主线|的|$)"
_END: Final = r"(?=[,，。；;\n、]|$)"
_LICENCE: Final = alternation("programme.licence")
TITLE: Final = re.compile(
    rf"《(?![^《》\n]{{0,60}}(?:{_LICENCE}|(?<![通简])报)》)(?:[^《》〈〉\n]|〈[^〈〉\n]{{1,80}}〉){{4,120}}》"
)
_GATHERING: Final = alternation("programme.gathering")
_HELD: Final = alternation("programme.held")
_MEETING: Final = re.compile(
    rf"(?:(?<=[,，。；;、\n ])|\A)(?P<name>[^,，。；;:：\n“”《》]{{4,60}}?{_GATHERING})"
    rf"(?=(?:于[^,，。\n]{{2,12}}?)?(?:在[^,，。\n]{{2,20}}?)?(?:成功|隆重|顺利)?{_HELD})"
)
_CONVENED: Final = re.compile(
    rf"(?:决定|拟|定于|将于)[^,，。\n]{{0,24}}?{_HELD}"
    rf"(?P<name>[^,，。；;:：\n“”《》]{{4,40}}?{_GATHERING})(?=[,，。；;\n]|$)"
)
_OF_BODY: Final = re.compile(
    rf"{alternation('organisation.group', 'organisation.ending')}(?:全体|扩大)?会议\Z"
)
_YEARLY: Final = re.compile(
    rf"(?:按照|根据|传达|落实|(?<=[局厅部委]))(?P<name>\d{{4}}年(?:度)?{HAN}{{0,16}}?{alternation('programme.yearly')})"
    rf"(?!{_PAPER}|部署|情况|计划)"
)
_QUOTED: Final = re.compile(
    r"(?P<whole>“[^“”、\n]{2,14}(?:行动|大检查|大排查|工程|整治|治理|攻坚)”)"
    rf"|(?P<name>“[^“”\n]{{2,16}}”(?!等){HAN}{{0,8}}?{alternation('programme.quoted')}(?:行动(?!计划|方案))?)"
    rf"|(?:{alternation('programme.practise')}|建立|落实|实施|探索|创新)(?P<post>“[^“”]{{1,8}}制”)"
    r"|(?P<system>“[^“”\n]{4,40}”的?[\u4e00-\u9fff]{2,10}体系)"
    r"|以(?P<slogan>“[^“”\n]{2,12}”)(?:破解|推动|助推|筑牢)"
)
_STANDARD: Final = re.compile(
    r"(?<![A-Za-z])(?:GB|AQ|HG|SH|DB\d{2}|XF|GA)(?:/T)? ?\d{3,6}(?:\.\d+)?[-—–]\d{4}(?!\d)"
)
ISSUED: Final = re.compile(
    rf"(?P<verb>{alternation('programme.issue')}了?)(?P<name>[^,，:：;；。《》的\n]{{3,40}}?{_PAPER}){_STOP}"
)
_PRACTISED: Final = re.compile(
    rf"{alternation('programme.practise')}"
    rf"(?P<name>[^,，。“”《》\n]{{4,30}}?制度){_STOP}"
    rf"|(?:形成|{alternation('programme.practise')})了?(?P<mechanism>{HAN}{{2,14}}工作机制){_END}"
)
_BASED: Final = re.compile(
    rf"{alternation('programme.based')}(?P<name>[^,，、。“”《》\n]{{6,40}}?(?:{_PAPER}{_STOP}|导则))"
)
_CAMPAIGN: Final = re.compile(
    rf"{alternation('programme.campaign')}|(?:专项)?(?:排查)?整治\d{{4}}行动"
)
_OF_PLAN: Final = re.compile(
    r"”?(?:(?:\d{4}年)?(?:工作)?任务|(?:\d{4}年)?(?:实施|工作|行动)?(?:方案|计划))"
    r"(?!要求|部署|安排)"
)
_DRIVE: Final = re.compile(
    rf"(?:开展|推进|启动|部署|关于)了?(?P<name>[^,，。；;\n“”《》的]{{2,60}}?{alternation('programme.drive')})(?:{_END}|(?P<work>(?=工作)))"
)
_LINE: Final = re.compile(alternation("enterprise.industry"))
_SCOPED: Final = re.compile(rf".*等|.*领域\Z|{alternation('programme.scope')}")
_ENLISTED: Final = re.compile(
    rf"(?:纳入|列入|入选|入围)了?(?P<name>[^,，。；;：:“”《》\n]{{4,30}}?{alternation('programme.roll')})"
    r"(?=[,，。；;\n]|$)"
)
_ROUND: Final = re.compile(
    rf"第[一二三四五六七八九十]+[批轮次]{HAN}{{2,8}}?{alternation('programme.round')}(?!{alternation('programme.not_round')})"
)
_KNOWN: Final = re.compile(rf"{alternation('programme.known')}(?!建设|化|公司|机构|业务)")
_EVENT: Final = re.compile(
    rf"(?P<name>“[^”]{{2,12}}”{alternation('programme.event')}"
    r"|“[^”]{2,10}(?:[月周]”|日”(?=系列活动|活动)))"
)
_ENUMERATED: Final = re.compile(r"\d+[个项条]|等[^级]*\Z|^[省市区县]、")
_GENERIC: Final = re.compile(rf"(?:{alternation('programme.generic')})*{_PAPER}")
_QUOTED_ONLY: Final = re.compile(r"任务\Z")
_SEASON: Final = re.compile(r"(?:今冬明春|岁末年初|冬春|秋冬|[春夏秋冬][季春]|汛期)\Z")
_PREFIX: Final = re.compile(r"(?:\d{4}年)?[省市区县]?")
_IN_FIELD: Final = re.compile(r"(?:等)?(?:各)?行业领域(?=安全生产)")
_TOPICS: Final = re.compile(
    r"(?P<list>“[^“”\n]{6,40}”(?:[、和及]?“[^“”\n]{6,40}”){0,3})[\d一二两三四]个专题"
)
_TOPIC: Final = re.compile(r"“[^“”]+”")
_HEADLINE: Final = re.compile(
    rf"^[ 　\t]*(?:附件\d*[:：] ?|{HAN}{{2,8}}〔\d{{4}}〕\d+号 ?)?"
    rf"(?P<name>[^\n《》。,，;；|]{{6,70}}?{alternation('programme.headed')})[ 　\t]*(?=\n)",
    re.MULTILINE,
)
_OPENED: Final = re.compile(r"关于[^\n。,，;；：:的》]{2,40}\Z")
_ENDED: Final = re.compile(rf"[^（(]{{4}}{_PAPER}\Z")
_SHORT: Final = re.compile(rf"{alternation('programme.short')}\Z")
_STEM_MIN: Final = 4
_WHOLE: Final = re.compile("[全本我该][省市区县镇乡]")
_FIELD_MAX: Final = 10


def programmes(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield campaigns, papers, rules and public events by their names (专项行动等)."""
    yield from _titles(reading)
    yield from _worded(reading)
    titles = Spans(Span(*match.span()) for match in TITLE.finditer(reading.text))
    yield from _quoted(reading, titles)
    for pattern, rule in (
        (_STANDARD, "programme.standard"),
        (_ROUND, "programme.round"),
        (_KNOWN, "programme.known"),
    ):
        for _, match in reading.matches(pattern):
            if not titles.hold(Span(*match.span())):
                yield reading.entity(EntityType.PROGRAMME, Span(*match.span()), rule)
    for _, match in reading.matches(_TOPICS):
        for topic in _TOPIC.finditer(reading.text, *match.span("list")):
            yield reading.entity(EntityType.PROGRAMME, Span(*topic.span()), "programme.topic")
    yield from _headlines(reading)
    yield from _campaigns(reading, titles)
    yield from _drives(reading)
    yield from _meetings(reading)


def _worded(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what the words before or around a name tell: 印发甲方案, 实行乙制度."""
    for pattern, rule in (
        (ISSUED, "programme.issued"),
        (_PRACTISED, "programme.practised"),
        (_BASED, "programme.based"),
        (_ENLISTED, "programme.enlisted"),
        (_EVENT, "programme.event"),
        (_YEARLY, "programme.yearly"),
    ):
        for _, match in reading.matches(pattern):
            for span in _papers(reading, Span(*match.span(match.lastgroup or "name"))):
                if _is_name(reading.quote(span)):
                    yield reading.entity(EntityType.PROGRAMME, span, rule)


def _headlines(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the titles of papers that stand as lines of their own: 关于甲的通告."""
    for match in _HEADLINE.finditer(reading.text):
        span = Span(*match.span("name"))
        if _is_name(match.group("name")) and not _goes_on(reading.text, span):
            yield reading.entity(EntityType.PROGRAMME, span, "programme.headline")


def _goes_on(text: str, title: Span) -> bool:
    """Return whether a title is but the end of one that the line before it begins: 关于印发甲市."""
    before = text[text.rfind("\n", 0, max(0, title.start - 1)) + 1 : title.start].strip()
    opened = _OPENED.search(before) is not None and "关于" not in text[title.start : title.end]
    return opened and title.start > 0


def _papers(reading: Reading, span: Span) -> tuple[Span, ...]:
    """Return each of several papers that are issued together: 甲承诺书、乙责任状."""
    listed = items(reading.text, span, joined="、")
    each = all(_ENDED.search(reading.quote(item)) for item in listed)
    return listed if each else (span,)


def _titles(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what stands in title marks."""
    for match in TITLE.finditer(reading.text):
        yield reading.entity(EntityType.PROGRAMME, Span(*match.span()), "programme.title")


def _quoted(reading: Reading, titles: Spans) -> Iterator[ExtractedEntity]:
    """Yield programmes whose own name is quoted."""
    for sentence, match in reading.matches(_QUOTED):
        span = Span(*match.span(match.lastgroup or 0))
        if match.group("name") or match.group("whole"):
            span = _with_field(reading, sentence.span.start, span)
        if not titles.hold(span) and not _OF_PLAN.match(reading.text, span.end):
            yield reading.entity(EntityType.PROGRAMME, span, "programme.quoted")


def _with_field(reading: Reading, floor: int, span: Span) -> Span:
    """Return a quoted name with the words before it that say what it is for: 烟花爆竹“甲”行动."""
    start = max(name_start(reading, floor, span.start, least=0), span.start - _FIELD_MAX)
    for region in reading.mentions(Span(start, span.start), EntityType.REGION):
        start = region.span.end
    start += 2 * bool(_WHOLE.match(reading.text, start, span.start))
    before = reading.text[start : span.start]
    plain = before.isalnum() and not _SCOPED.match(before) and reading.words.begins(start)
    return Span(start, span.end) if plain else span


def _drives(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield drives that are carried out: 开展安全隐患大排查大整治, without how far they reach."""
    for _, match in reading.matches(_DRIVE):
        scope = _SCOPED.match(reading.text, *match.span("name"))
        start = scope.end() if scope else match.start("name")
        if match.end("name") - start >= _STEM_MIN and "、" not in reading.text[start : match.end()]:
            span = Span(start, match.end("name"))
            if match.group("work") is None:
                yield reading.entity(EntityType.PROGRAMME, span, "programme.drive")
            elif _LINE.match(reading.text, span.start, span.end):
                yield reading.entity(EntityType.PROGRAMME, span, "programme.drive-work")


def _meetings(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield meetings that the document is about, and the word that it calls them by afterwards."""
    for pattern in (_MEETING, _CONVENED):
        for match in pattern.finditer(reading.text):
            span = Span(*match.span("name"))
            if _OF_BODY.search(match.group("name")):
                continue
            meeting = reading.entity(EntityType.PROGRAMME, span, "programme.meeting")
            yield meeting
            short = _SHORT.search(meeting.name)
            if short and (again := re.search(rf"[。\n]{short.group()}", reading.text)):
                span = Span(again.start() + 1, again.end())
                alias = reading.entity(EntityType.PROGRAMME, span, "programme.meeting")
                yield replace(alias, same_as=meeting.name)


def _is_name(name: str) -> bool:
    """Return whether the words are a name and not a count, a list or a bare task."""
    if _ENUMERATED.search(name) or _GENERIC.fullmatch(name):
        return False
    return "“" in name or not _QUOTED_ONLY.search(name)


def _campaigns(reading: Reading, titles: Spans) -> Iterator[ExtractedEntity]:
    """Yield campaigns, not as part of the name of their own plan."""
    for sentence, match in reading.matches(_CAMPAIGN):
        if titles.hold(Span(*match.span())) or _OF_PLAN.match(reading.text, match.end()):
            continue
        start = name_start(reading, sentence.span.start, match.start())
        for region in reading.mentions(Span(start, match.start()), EntityType.REGION):
            start = max(start, region.span.end)
        field = _IN_FIELD.match(reading.text, start, match.start())
        start = field.end() if field else start
        prefix = _PREFIX.match(reading.text, start, match.start())
        start = prefix.end() if prefix else start
        season = _SEASON.search(reading.text, max(sentence.span.start, start - 4), start)
        start = season.start() if season else start
        stem = reading.text[start : match.start()]
        if len(stem) >= _STEM_MIN and not re.search(r"[\d个]", stem):
            span = Span(start, match.end())
            yield reading.entity(EntityType.PROGRAMME, span, "programme.campaign")
