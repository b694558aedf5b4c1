"""Anaphora (回指): 该局, 该公司, 园区, 工作组 at the head of a clause, and which name they mean."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.statements import EntityType, Span

__all__ = ["referred", "shortened"]

_TEAM: Final = r"[工检督调巡专考帮评指]\w{0,3}?(?:小组|组|专班|队)"
_REFERRING: Final = re.compile(
    r"(?P<company>该(?:公司|企业|厂|集团))|(?P<park>该(?:园区|化工园区|开发区|经开区|高新区))"
    r"|(?P<office>该(?:局|厅|委|办|部|支队|大队|总队|中心|管委会|领导小组))"
    rf"|(?P<team>{_TEAM})(?=[一\W会同赴到深前在对要认指强先分还已]|检查|督|调研|成员|专家)"
    r"|(?P<bare_park>园区)(?![内外里企管各的道安封应消智、和与])"
    r"|(?P<bare_company>企业|公司)(?=已|制定|启动|建立|立即|随即|[,，])"
)
_ENDS: Final = (
    r"大检查|大排查|大整治|专项整治|专项行动|集中整治|百日行动|攻坚行动|整治行动|指导服务|大演练"
)
_SHORTENED: Final = re.compile(
    r"(?:部署|开展|铺开|启动|推进|组织|实施|推动)(?:了|全面|深入|此次|本次|这次|该|安全生产|安全)*[“]?"
    rf"(?P<tail>{_ENDS})(?=[”]?(?:工作|活动)?(?:[,，。;；\n]|\Z))"
)
_SAID: Final = 1
_REACH: Final = 600


@dataclass(frozen=True, slots=True)
class _Mentions:
    """Mentions of one kind of thing in order, and how many names they are of."""

    named: Sequence[Named]
    starts: Sequence[int]
    names: frozenset[str]


def referred(reading: Reading, position: int) -> Named | None:
    """Return the thing that a clause opening here speaks of without its name (回指的名称).

    Only where one thing fits: 该局 is the bureau named last, 园区 the only park of the document,
    工作组 the only group of that kind, 企业 the only enterprise of the paragraph so far.
    """
    match = _REFERRING.match(reading.text, position)
    if match is None:
        return None
    kind = match.lastgroup or ""
    found = _resolved(reading, match, kind.removeprefix("bare_"), bare=kind.startswith("bare_"))
    if found is None:
        return None
    return Named(span=Span(*match.span()), type=found.type, name=found.name)


def _resolved(reading: Reading, match: re.Match[str], kind: str, *, bare: bool) -> Named | None:
    if kind == "park":
        return _last(reading, EntityType.PARK, match.start(), alone=bare)
    if kind == "company":
        near = max(0, match.start() - _REACH)
        floor = reading.text.rfind("\n", near, match.start()) + 1 if bare else 0
        return _last(reading, EntityType.ENTERPRISE, match.start(), floor=floor, alone=bare)
    said = match.group().removeprefix("该")
    if kind == "team":
        return _team(reading, said, match.start())
    return _last(reading, EntityType.ORGANISATION, match.start(), ending=said)


def _last(
    reading: Reading,
    kind: EntityType,
    position: int,
    *,
    floor: int = 0,
    ending: str = "",
    alone: bool = False,
) -> Named | None:
    """Return the thing of a kind that was named last, within reach; alone: no other was."""
    found = _mentions(reading)[kind]
    end = bisect_left(found.starts, position)
    start = bisect_left(found.starts, max(floor, position - _REACH))
    near = [n for n in found.named[start:end] if n.name.endswith(ending)]
    if alone and kind is EntityType.PARK and len(found.names) > _SAID:
        return None
    if alone and len({n.name for n in near}) > _SAID:
        return None
    return near[-1] if near else None


def _team(reading: Reading, said: str, position: int) -> Named | None:
    """Return the only group named before that the word can mean: 专家组 is 甲专家指导服务组."""
    found = _mentions(reading)[EntityType.ORGANISATION]
    end = bisect_left(found.starts, position)
    start = bisect_left(found.starts, position - _REACH)
    stem = said.removesuffix("小组").removesuffix("组").removesuffix("队")
    near = {
        n.name: n
        for n in found.named[start:end]
        if n.name.endswith(said) or (n.name.endswith(said[-1]) and stem in n.name)
    }
    near.pop(said, None)
    return next(iter(near.values())) if len(near) == _SAID else None


def shortened(reading: Reading, within: Span) -> tuple[Named, ...]:
    """Return campaigns that a clause calls by the end of their name alone (简称): 部署大检查.

    Only where one campaign of the document ends so, and only after it was named.
    """
    found: list[Named] = []
    for match in _SHORTENED.finditer(reading.text, within.start, within.end):
        fitting = _campaigns(reading)[match.group("tail")]
        if len(fitting) == _SAID and fitting[0].span.start < match.start():
            span = Span(*match.span("tail"))
            found.append(Named(span=span, type=EntityType.PROGRAMME, name=fitting[0].name))
    return tuple(found)


@lru_cache(maxsize=4)
def _campaigns(reading: Reading) -> Mapping[str, Sequence[Named]]:
    """Return the campaigns of a document by the end of their name, at their first mention."""
    named = reading.mentions(Span(0, len(reading.text)), EntityType.PROGRAMME)
    first: dict[str, Named] = {}
    for mention in named:
        first.setdefault(mention.name, mention)
    return {end: [n for name, n in first.items() if name.endswith(end)] for end in _ENDS.split("|")}


@lru_cache(maxsize=4)
def _mentions(reading: Reading) -> Mapping[EntityType, _Mentions]:
    found = {}
    for kind in (EntityType.PARK, EntityType.ENTERPRISE, EntityType.ORGANISATION):
        named = reading.mentions(Span(0, len(reading.text)), kind)
        names = frozenset(n.name for n in named)
        found[kind] = _Mentions(named, [n.span.start for n in named], names)
    return found
