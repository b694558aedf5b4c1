"""Enterprises and custody providers (企业与安全托管机构)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.edges import HAN, NAME, has_edge, items, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation, terms
from loaders.documents.names.regions import DISTRICT, rank_of
from loaders.documents.names.registered import is_generic, past_by, registered_start
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedRelation,
    RelationType,
    Span,
)

__all__ = ["PICKED", "companies", "facilities", "is_trade", "listed", "ownership", "short_named"]

_FORM: Final = re.compile(
    rf"{alternation('enterprise.form')}(?:{HAN}{{2,8}}?(?:分公司|厂))?(?!化[^工学肥]|公司|团|{alternation('enterprise.form')})"
)
_PLAIN: Final = re.compile(
    rf"(?P<end>{alternation('enterprise.plain')})(?!{alternation('enterprise.after_plain')})"
)
_TRADE: Final = re.compile(
    rf"(?P<end>{alternation('enterprise.trade')})(?![和与及、]{alternation('enterprise.industry')})"
    rf"(?=[^\u4e00-\u9fffA-Za-z0-9]|$|{alternation('enterprise.after_trade', 'boundary.verb')})"
)
_STATE: Final = re.compile(
    rf"{alternation('enterprise.state')}(?!化工|石油化工|天然气|{HAN}{{0,12}}?公司|集团|报|股份|{HAN}{{2,4}}(?:石化|炼化|油田))"
)
_REFINERY: Final = re.compile(r"石化|炼化")
_STEM: Final = range(2, 26)
_SHORT: Final = range(2, 9)
_PLAIN_STEM: Final = range(2, 17)
_NOUN_BEFORE: Final = re.compile(rf".*(?:央企|企业|单位)(?={HAN}{{2}})")
_FACILITY: Final = re.compile(
    rf"(?![一某])(?:[A-Z]{{1,6}}和(?=[A-Z]))?(?P<stem>{NAME}{{2,12}}?){alternation('enterprise.facility')}"
)
_ITEM: Final = r"[\u4e00-\u9fff]{2,20}?"
_LIST: Final = rf"(?P<list>{_ITEM}(?:(?:、|以及|及|和|与){_ITEM})*?)"
_NOUN: Final = alternation("enterprise.noun")
PICKED: Final = re.compile(
    rf"(?P<verb>{alternation('enterprise.picked')}){_LIST}"
    rf"(?:等(?:\d+|[两二三四五六七八九十]+)?[家个]?{HAN}{{0,8}}?(?P<noun>{_NOUN})"
    rf"|[为作]+{HAN}{{0,12}}?试点{_NOUN})"
)
_INCLUDED: Final = re.compile(
    rf"包括{_LIST}在内的(?:\d+|[两二三四五六七八九十多几]+)?[家个]?{HAN}{{0,8}}?{alternation('enterprise.included')}"
)
_LEVEL_GROUP: Final = re.compile(
    rf"[省市](?:{alternation('enterprise.trade')}|{HAN}{{2}}(?<!全))集团(?!有限|股份|公司)"
)
_ZONED: Final = re.compile("园区|开发区")
_JOINT: Final = re.compile(r"[A-Z]{1,6}和(?=[A-Z])")
_ROLE: Final = re.compile(
    rf"(?:园区|联合|引入|引进|聘请|委托|邀请|由|与|和)(?P<name>“{alternation('custody.title')}”)"
    r"(?!工作|机制|制度|服务模式|模式|试点)"
)
_COMPANY_NEXT: Final = re.compile(rf"{HAN}{{2,20}}?{alternation('enterprise.form')}")
_COUNTED: Final = re.compile(
    rf"等(?:(?:\d+|[两二三四五六七八九十多]+)家|(?:{alternation('enterprise.praised')})+(?:化工|石化)?企业)"
)
_REGISTERED: Final = re.compile(rf"{alternation('enterprise.form')}\Z")
_OF_TRADE: Final = re.compile(rf"{alternation('enterprise.trade')}\Z")
_CLAUSE_MARK: Final = re.compile(r"[,，:：（(]")
_LIST_WINDOW: Final = 100
_ANONYMOUS: Final = re.compile(rf"某{HAN}{{0,4}}(?:企业|公司|厂)")
_SOME: Final = re.compile(
    rf"某(?:(?![某在的]){HAN}){{2,8}}?(?:企业|公司|厂|经营部|门店)(?=[,，。;；、\n在发进开对的一]|\Z)"
)
_TRADES: Final = re.compile(rf"(?:{alternation('enterprise.industry')})*")
_BRANCH: Final = "分公司"
_ONE: Final = re.compile(rf"[一某含每](?:{alternation('enterprise.industry')})*\Z")
_OWN_MIN: Final = 2
_SHORT_MIN: Final = 4


def companies(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield enterprises by the form that ends their name, and anonymous ones of a park (企业)."""
    floor = 0
    for sentence, match in reading.matches(_FORM):
        start = registered_start(reading, max(floor, sentence.span.start), match.start())
        noun = _NOUN_BEFORE.match(reading.text, start, match.start())
        start = noun.end() if noun else start
        if match.start() - start in _STEM and not is_generic(reading, start, match.start()):
            floor = match.end()
            yield reading.entity(EntityType.ENTERPRISE, Span(start, match.end()), "enterprise.form")
    yield from _anonymous(reading)


def short_named(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield enterprises without a legal form: a proper name before 厂 or a trade (企业简称)."""
    for pattern, lengths, rule in (
        (_PLAIN, _PLAIN_STEM, "enterprise.plain"),
        (_TRADE, _SHORT, "enterprise.trade"),
    ):
        for sentence, match in reading.matches(pattern):
            start = name_start(reading, sentence.span.start, match.start())
            start = past_by(reading, start, match.start())
            own = Span(_past_and(reading, start, match.start()), match.start())
            noun = _NOUN_BEFORE.match(reading.text, own.start, own.end)
            own = Span(noun.end(), own.end) if noun else own
            own = Span(_past_districts(reading, own), own.end)
            if own.end - own.start in lengths and _is_proper(reading, own, match.group("end")):
                span = Span(own.start, match.end())
                yield reading.entity(EntityType.ENTERPRISE, span, rule)


def state_owned(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield central enterprises by their usual names, where no longer name begins (中央企业)."""
    whole = Span(0, len(reading.text))
    longer = {named.span.start for named in reading.mentions(whole, EntityType.ENTERPRISE)}
    for _, match in reading.matches(_STATE):
        if match.start() not in longer and has_edge(reading, match.start()):
            yield reading.entity(EntityType.ENTERPRISE, Span(*match.span()), "enterprise.state")


def _past_districts(reading: Reading, own: Span) -> int:
    """Return where a name without a legal form begins after the county or town that it lies in."""
    start = own.start
    for place in reading.mentions(own, EntityType.REGION):
        rank = rank_of(place.name)
        if place.span.start != start or rank is None:
            break
        if rank >= DISTRICT and own.end - place.span.end >= _OWN_MIN:
            start = place.span.end
    return start


def _past_and(reading: Reading, start: int, end: int) -> int:
    """Return the start of the last item where 和 or 与 joins two inside one run."""
    last = max(start, end - 1)
    joint = max(reading.text.rfind(word, start + 2, last) for word in "和与及")
    return joint + 1 if joint > 0 else start


def _is_proper(reading: Reading, own: Span, end: str) -> bool:
    """Return whether a short name's own part is a name: a known or unknown proper word in it."""
    name = reading.quote(own)
    if (
        is_generic(reading, own.start, own.end)
        or (end != _BRANCH and _ONE.search(name))
        or re.search(r"\d", name)
    ):
        return False
    odd = reading.words.may_be_proper(own.start) and _REFINERY.search(
        reading.text, own.start, own.end + 2
    )
    return bool(odd) or reading.words.has_proper(own.start, own.end)


def _states() -> frozenset[str]:
    """Return the central enterprises: what follows one is a firm of its own (中央企业)."""
    return terms("enterprise.state")


def facilities(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what follows an enterprise or a town under a name of its own (所属设施)."""
    kinds = (EntityType.ENTERPRISE, EntityType.REGION)
    for sentence in reading.sentences:
        for owner in reading.mentions(sentence.span, *kinds):
            match = _FACILITY.match(reading.text, owner.span.end, sentence.span.end)
            zoned = match and _ZONED.search(match.group("stem"))
            if match and not zoned and owner.name not in _states() and _opens(reading, match):
                span = Span(*match.span())
                yield reading.entity(EntityType.ENTERPRISE, span, "enterprise.facility")


def _opens(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether a facility's name is one run; products may be joined: PX和PTA厂区."""
    if _ONE.search(match.group("stem")):
        return False
    joint = _JOINT.match(match.group())
    start = match.start() + joint.end() if joint else match.start()
    return name_start(reading, start, match.end(), least=_SHORT_MIN - 1) == start


def _grouped(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield groups that a province or a city owns, and what a list is said to include."""
    for _, match in reading.matches(_LEVEL_GROUP):
        if has_edge(reading, match.start()):
            yield reading.entity(EntityType.ENTERPRISE, Span(*match.span()), "enterprise.level")
    for _, match in reading.matches(_INCLUDED):
        for item in items(reading.text, Span(*match.span("list"))):
            if not is_trade(reading.quote(item)):
                yield reading.entity(EntityType.ENTERPRISE, item, "enterprise.list")


def listed(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield short names in a list that is said to be of enterprises (企业并列)."""
    yield from _grouped(reading)
    for _, match in reading.matches(PICKED):
        for item in items(reading.text, Span(*match.span("list"))):
            if not is_trade(reading.quote(item)):
                yield reading.entity(EntityType.ENTERPRISE, item, "enterprise.list")


def fellows(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what is listed and counted together with an enterprise: 甲、乙化工等5家 (同列企业)."""
    for sentence, match in reading.matches(_COUNTED):
        floor = max(sentence.span.start, match.start() - _LIST_WINDOW)
        clause = re.split(_CLAUSE_MARK, reading.text[floor : match.start()])[-1]
        listed = items(reading.text, Span(match.start() - len(clause), match.start()), joined="、")
        known = reading.names(EntityType.ENTERPRISE)
        if len(listed) > 1 and any(_is_company(reading.quote(item), known) for item in listed):
            for item in listed:
                own = Span(name_start(reading, item.start, item.end), item.end)
                name = reading.quote(own)
                short = own.end - own.start in _SHORT and not _REGISTERED.search(name)
                if short and not is_trade(name):
                    yield reading.entity(EntityType.ENTERPRISE, own, "enterprise.list")


def _is_company(name: str, known: frozenset[str]) -> bool:
    """Return whether a list item is known or ends in a trade, after a name of its own."""
    return name in known or (_OF_TRADE.search(name) is not None and not is_trade(name))


def is_trade(name: str) -> bool:
    """Return whether a list item is a trade or too short to be a name (行业而非名称).

    >>> is_trade("精细化工"), is_trade("甲乙化工")
    (True, False)
    """
    own = _TRADES.sub("", name)
    words = terms("boundary.verb", "boundary.particle")
    return len(name) < _SHORT_MIN or len(own) < _OWN_MIN or any(word in name for word in words)


def _anonymous(reading: Reading) -> Iterator[ExtractedEntity]:
    for sentence, match in reading.matches(_ANONYMOUS):
        before = Span(sentence.span.start, match.start())
        named = reading.mentions(before, EntityType.PARK, EntityType.REGION)
        if named and named[-1].span.end == match.start():
            span = Span(named[-1].span.start, match.end())
            yield reading.entity(EntityType.ENTERPRISE, span, "enterprise.anonymous")
    for sentence, match in reading.matches(_SOME):
        before = Span(sentence.span.start, match.start())
        named = reading.mentions(before, EntityType.PARK, EntityType.REGION)
        if not named or named[-1].span.end != match.start():
            yield reading.entity(EntityType.ENTERPRISE, Span(*match.span()), "enterprise.some")


def role_named(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield a provider that is named by its role alone: 联合园区“安全管家”开展 (未具名托管机构)."""
    for _, match in reading.matches(_ROLE):
        named = reading.mentions(Span(match.end(), match.end() + 1), EntityType.CUSTODY_PROVIDER)
        companies_after = _COMPANY_NEXT.match(reading.text, match.end())
        if not named and not companies_after:
            span = Span(*match.span("name"))
            yield reading.entity(EntityType.CUSTODY_PROVIDER, span, "custody.role")


def ownership(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the facility that stands right after an enterprise: the enterprise runs it (所属).

    Two registered names without a mark between them are a slip, not an owner and what it owns.
    """
    for sentence in reading.sentences:
        named = reading.mentions(sentence.span, EntityType.ENTERPRISE)
        for owner, owned in pairwise(named):
            registered = owned.name.endswith("有限公司")
            touching = owner.span.end == owned.span.start and owner.name not in _states()
            if touching and not registered:
                span = Span(owner.span.start, owned.span.end)
                yield reading.relation(
                    RelationType.MANAGES, owner.name, owned.name, span, "enterprise.facility"
                )
