"""Measures that are in force or carried out (实施中的措施), by the field's words for them."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, NAME
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.programmes import TITLE
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.documents.text.spans import Spans

__all__ = ["conduct"]

_KNOWN: Final = re.compile(
    rf"(?:(?P<whose>{alternation('measure.whose')})(?=搬迁))?(?<!小时){alternation('measure.known')}"
    rf"(?!{alternation('measure.not_known')})"
)
_RESPONSE: Final = re.compile(
    rf"(?:启动|进入|升级至|提升至|发布|响应为)(?:了|为)?"
    rf"(?P<name>(?:[\u2160-\u2163IV]{{1,3}}|[一二三四1234])级{HAN}{{0,8}}?(?:应急)?响应|{HAN}{{2,6}}应急响应)"
    rf"(?=[,，。;；、\s]|后|$)"
)
_ON: Final = re.compile(
    rf"(?<!针)对{HAN}{{2,16}}?(?:进行|实施|开展|实行){alternation('measure.conduct')}(?=[,，。;；、\n]|$)"
)
_DUTIES: Final = re.compile(
    rf"(?:做好|开展|抓好)(?P<name>{HAN}{{2,8}}(?:、{HAN}{{2,8}}){{1,6}}?)等(?:各项|有关|相关)?工作"
)
_OFFERED: Final = re.compile(
    rf"提供(?P<name>{NAME}{{2,12}}(?:、{NAME}{{2,12}}){{1,6}}?)等(?:专业|技术)?服务"
)
_WAY: Final = re.compile(r"(?:采取|采用)(?P<name>“[^“”\n]{4,30}”的?(?:方式|模式|形式|办法))")
_MODE: Final = re.compile(
    r"“[^“”\n]{4,40}”的?(?:模式|方式|策略|形式|技战术措施|做法)(?=[,，。;；、\n对开进]|$)"
)
_HANDLED: Final = re.compile(
    rf"(?:对|将|把)[^,，。;；、\n]{{2,16}}?进行(?:堵漏|倒罐|冷却|堵截|稀释|输转|降温){HAN}{{0,4}}?(?=[,，。;；\n]|$)"
)
_AT_ONCE: Final = re.compile(
    r"(?:立即|及时|迅速)(?P<name>(?:疏散|撤离|洒水|转移)[^,，。;；\n]{2,12}?)(?=[,，。;；\n]|$)"
)
_BY_WAY: Final = re.compile(
    r"(?:通过|采取|采用|运用|利用)(?P<name>(?:(?!通过)[^,，。;；\n“”]){4,40}?)"
    r"(?:等(?:多种|多项|各种|宣传)?(?:方式|途径|形式|办法)|(?:相结合)?的(?:方式|形式|办法))"
)
_LOOKING: Final = re.compile(r"听取?汇报|座谈|查阅(?:资料|台账|档案)")
"""Ways by which inspectors look, which control nothing."""
_REGIME: Final = re.compile(
    rf"{alternation('measure.carrying')}了?"
    rf"(?P<name>(?:24小时)?{alternation('measure.regime')}|{alternation('measure.style')}{HAN}{{2,6}}?)"
    rf"(?=[,，。;；、\n”和及]|措施|工作|$)"
)
_ROUND_THE_CLOCK: Final = re.compile(
    rf"(?<!\d)24小时{HAN}{{0,4}}?(?:监管|管理|管控|监控|勤务|值守|值班)(?!制度|人员)(?=[,，。;；、\n”的]|$)"
)
_CARPET: Final = re.compile(
    r"“?(?:拉网式|地毯式|起底式)”?(?:、(?:拉网式|地毯式|起底式))?(?:大?排查|检查|整治|摸排)"
)
_RULED: Final = re.compile(
    rf"按(?:照)?(?:规定|指定){HAN}{{2,6}}(?:、(?:规定|指定)?{HAN}{{2,6}}){{0,3}}?{alternation('measure.regulated')}"
    rf"(?=[,，。;；\n]|$)"
)
_REGISTERED: Final = re.compile(
    rf"(?:进行|办理|完成)(?P<name>{HAN}{{2,6}}{alternation('measure.registered')})"
)
_HALTED: Final = re.compile(
    rf"(?:停产检修|停工停产|停产停工|停止{HAN}{{2,6}}作业|(?<!{HAN})(?P<idle>{HAN}{{2,10}}停工))"
    rf"[,，]?(?:{HAN}{{2,6}})?{alternation('measure.halted')}"
)
_RECTIFIED: Final = re.compile(
    rf"(?:制[定订]整改方案[,，])?落实整改(?:措施|责任|资金|时限|预案)"
    rf"(?:、(?:整改)?(?:措施|责任|责任人|资金|时限|期限|预案)){{1,5}}"
    rf"|定(?:整改)?{HAN}{{2,6}}(?:、定(?:整改|防范)?{HAN}{{2,6}}){{2,6}}(?=[,，。;；”\n]|$)"
)
_LEFT: Final = re.compile(
    rf"退出(?:危险化学品|危化品|化工){HAN}{{0,4}}?(?:生产|经营|市场|行业)(?=[,，。;；\n]|$)"
)
_NETWORK: Final = re.compile(
    rf"(?:构建|建立|织密|形成)了?(?P<name>{HAN}{{2,10}}[二两三四五]级{HAN}{{2,6}}网络)(?=[,，。;；\n]|$)"
)
_BY: Final = re.compile(
    rf"以{HAN}{{2,8}}{alternation('measure.means_of')}{HAN}{{4,14}}(?=[,，。;；\n]|$)"
)


def conduct(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield measures by the standards' own words, responses, stops and registrations (措施)."""
    titles = Spans(Span(*match.span()) for _, match in reading.matches(TITLE))
    for pattern, group, rule in (
        (_KNOWN, 0, "measure.known"),
        (_RESPONSE, "name", "measure.response"),
        (_ON, 0, "measure.on"),
        (_DUTIES, "name", "measure.duties"),
        (_OFFERED, "name", "measure.offered"),
        (_WAY, "name", "measure.way"),
        (_BY_WAY, "name", "measure.by-way"),
        (_MODE, 0, "measure.quoted-mode"),
        (_HANDLED, 0, "measure.handled"),
        (_AT_ONCE, "name", "measure.at-once"),
        (_CARPET, 0, "measure.carpet"),
        (_REGIME, "name", "measure.regime"),
        (_ROUND_THE_CLOCK, 0, "measure.round-the-clock"),
        (_RULED, 0, "measure.ruled"),
        (_REGISTERED, "name", "measure.registered"),
        (_RECTIFIED, 0, "measure.rectified"),
        (_LEFT, 0, "measure.left"),
        (_NETWORK, "name", "measure.network"),
        (_BY, 0, "measure.by-means"),
    ):
        for _, match in reading.matches(pattern):
            span = Span(*match.span(group))
            looking = pattern is _BY_WAY and _LOOKING.search(reading.quote(span))
            if not titles.hold(span) and not looking:
                yield reading.entity(EntityType.MEASURE, span, rule)
    for _, match in reading.matches(_HALTED):
        start = match.start("idle") if match.group("idle") else match.start()
        yield reading.entity(EntityType.MEASURE, Span(start, match.end()), "measure.halted")
