"""Support (支撑): institutions that help, platforms that carry, measures that answer a hazard."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.enterprises import PICKED
from loaders.documents.hazards import BETTERED, COUNTED_RULES, STAGES, WARNED
from loaders.documents.lexicon import alternation
from loaders.documents.pilots import pilots
from loaders.documents.places import home
from loaders.documents.platforms import APPS
from loaders.documents.programmes import TITLE
from loaders.documents.reading import Named, Reading
from loaders.documents.segment import Sentence
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["support"]

_HELPING: Final = re.compile(
    rf"(?:提供[^,，。]{{0,4}}{alternation('organisation.help')}|进行[^,，。]{{0,4}}(?:辅导|指导|培训))"
)
_RELY: Final = re.compile(r"依托\Z")
_PRACTISE: Final = re.compile(r"(?:实行|推行|开展|落实)\Z")
_ASKED: Final = re.compile(r"对全(?P<rank>[省市区县])[^,，。]*进行")
_USE: Final = re.compile(rf"{alternation('platform.use')}\Z")
_CONTROL: Final = alternation("hazard.control")


def support(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield links of support, detection and control (支撑、监测与管控关系)."""
    yield from _helped(reading)
    for sentence in reading.sentences:
        yield from _diagnosed(reading, sentence)
        yield from _carried(reading, sentence)
        yield from _detected(reading, sentence)
        yield from _apps(reading, sentence)
        yield from _stages(reading, sentence)
        yield from _guided(reading, sentence)
        yield from _bettered(reading, sentence)
        yield from _controlled(reading, sentence)
    yield from _titled(reading)
    yield from _rules(reading)


def _helped(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 由甲提供技术支撑 after a pilot: of what it was said to be, or what was carried out."""
    for pilot in pilots(reading):
        sentence = next(s for s in reading.sentences if s.span.holds(pilot.evidence))
        after = Span(pilot.evidence.end, sentence.span.end)
        for office in reading.mentions(after, EntityType.ORGANISATION):
            by = reading.text[office.span.start - 1] == "由"
            end = _HELPING.match(reading.text, office.span.end)
            if by and end:
                helped = pilot.trying if pilot.rule == "pilot.be" else (pilot.programme,)
                span = Span(pilot.evidence.start, end.end())
                for name in helped:
                    yield _by(reading, (name, office.name), span, "support.help")


def _diagnosed(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 委托甲对全市…进行诊断: the region has its help."""
    region = home(reading)
    for office in reading.mentions(sentence.span, EntityType.ORGANISATION):
        before = reading.text[sentence.span.start : office.span.start]
        asked = _ASKED.match(reading.text, office.span.end)
        if region and asked and region.endswith(asked.group("rank")) and before.endswith("委托"):
            span = Span(office.span.start - 2, asked.end())
            yield _by(reading, (region, office.name), span, "support.entrusted")


def _carried(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 依托甲平台实行乙制度, and 使用甲系统,依托乙平台."""
    for platform in reading.mentions(sentence.span, EntityType.PLATFORM):
        before = reading.text[sentence.span.start : platform.span.start]
        if not _RELY.search(before):
            continue
        rest = Span(platform.span.end, sentence.span.end)
        for rule in reading.mentions(rest, EntityType.PROGRAMME):
            between = reading.text[platform.span.end : rule.span.start]
            if _PRACTISE.fullmatch(between):
                span = Span(platform.span.start - 2, rule.span.end)
                yield _by(reading, (rule.name, platform.name), span, "support.carried")
        user = _used(reading, sentence, platform.span.start)
        if user is not None:
            span = Span(user.span.start, platform.span.end)
            yield _by(reading, (user.name, platform.name), span, "support.platform")


def _used(reading: Reading, sentence: Sentence, before: int) -> Named | None:
    """Return the one system that the sentence says is used, before a place."""
    if before <= sentence.span.start:
        return None
    named = reading.mentions(Span(sentence.span.start, before), EntityType.PLATFORM)
    used = [m for m in named if _USE.search(reading.text[: m.span.start])]
    return used[0] if len(used) == 1 else None


def _detected(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 使用甲系统…预警乙 508 起."""
    for match in WARNED.finditer(reading.text, sentence.span.start, sentence.span.end):
        system = _used(reading, sentence, match.start())
        if system is not None and match.group().startswith("预警"):
            for hazard in reading.mentions(Span(*match.span()), EntityType.HAZARD):
                span = Span(system.span.start, hazard.span.end)
                pair = (system.name, hazard.name)
                yield reading.relation(RelationType.DETECTS, *pair, span, "support.detects")


def _apps(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 运用甲、乙等APP,…加强丙巡查."""
    for match in APPS.finditer(reading.text, sentence.span.start, sentence.span.end):
        after = Span(match.end(), sentence.span.end)
        hazard = next(iter(reading.mentions(after, EntityType.HAZARD)), None)
        patrol = hazard and re.match(alternation("hazard.patrol"), reading.text[hazard.span.end :])
        if hazard and patrol and _USE.search(reading.text[: match.start()]):
            span = Span(match.start(), hazard.span.end + patrol.end())
            for app in reading.mentions(Span(*match.span("list")), EntityType.PLATFORM):
                yield _for(reading, (app.name, hazard.name), span, "support.apps")


def _stages(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield the measures before, during and after the event that a rule brings."""
    for match in STAGES.finditer(reading.text, sentence.span.start, sentence.span.end):
        before = Span(sentence.span.start, match.start())
        rules = [
            m
            for m in reading.mentions(before, EntityType.PROGRAMME)
            if reading.text[m.span.end : m.span.end + 2] in {"”,", "”，"}
        ]
        if rules:
            span = Span(rules[-1].span.start, match.end())
            yield _for(reading, (match.group(), rules[-1].name), span, "support.stages")


def _guided(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 对甲公司…,指导企业…."""
    for measure in reading.mentions(sentence.span, EntityType.MEASURE):
        before = Span(sentence.span.start, measure.span.start)
        companies = reading.mentions(before, EntityType.ENTERPRISE)
        if measure.name.startswith("指导企业") and len(companies) == 1:
            company = companies[0]
            if reading.text[company.span.start - 1] == "对":
                span = Span(company.span.start - 1, measure.span.end)
                yield _for(reading, (measure.name, company.name), span, "support.guided")


def _bettered(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 推动甲、乙等公司完成…改造."""
    for picked in PICKED.finditer(reading.text, sentence.span.start, sentence.span.end):
        match = BETTERED.match(reading.text, picked.end(), sentence.span.end)
        listed = Span(*picked.span("list"))
        for company in reading.mentions(listed, EntityType.ENTERPRISE) if match else ():
            if match:
                span = Span(picked.start(), match.end())
                pair = (match.group("name"), company.name)
                yield _for(reading, pair, span, "support.bettered")


def _controlled(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 甲平台,提高…重大危险源…管控水平: the platform serves to control the hazard."""
    for platform in reading.mentions(sentence.span, EntityType.PLATFORM):
        rest = Span(platform.span.end, sentence.span.end)
        hazard = next(iter(reading.mentions(rest, EntityType.HAZARD)), None)
        if hazard is None:
            continue
        before = reading.text[platform.span.end : hazard.span.start]
        lead = re.fullmatch(r"[,，](?:进一步|有效|全面)?(?:提高|提升|加强)[^,，。]{0,8}", before)
        control = re.match(rf"(?:{_CONTROL})+", reading.text[hazard.span.end :])
        if lead and control:
            span = Span(platform.span.start, hazard.span.end + control.end())
            yield _for(reading, (platform.name, hazard.name), span, "support.controlled")


def _titled(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield rules whose title names a hazard: they regulate it."""
    for _, match in reading.matches(TITLE):
        span = Span(*match.span())
        titled = reading.mentions(span, EntityType.PROGRAMME)
        if titled and re.search(r"(?:办法|规定|细则)(?:[（(]试行[）)])?》\Z", match.group()):
            for hazard in reading.mentions(span, EntityType.HAZARD):
                pair = (titled[0].name, hazard.name)
                yield reading.relation(RelationType.REGULATES, *pair, span, "support.titled")


def _rules(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield counted rules that a programme's paper, issued in the same sentence, brings."""
    for sentence, match in reading.matches(COUNTED_RULES):
        before = Span(sentence.span.start, match.start())
        papers = reading.mentions(before, EntityType.PROGRAMME)
        if not papers:
            continue
        campaigns = [
            e
            for e in reading.entities
            if e.rule == "programme.campaign" and e.name in papers[-1].name
        ]
        for campaign in campaigns:
            span = Span(papers[-1].span.start, match.end())
            pair = (match.group("name"), campaign.name)
            yield _for(reading, pair, span, "support.rules")


def _by(reading: Reading, pair: tuple[str, str], span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.SUPPORTED_BY, *pair, span, rule)


def _for(reading: Reading, pair: tuple[str, str], span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.MEASURE_FOR, *pair, span, rule)
