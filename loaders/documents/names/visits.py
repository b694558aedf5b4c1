"""Sites that someone visits (走访场所): works, car parks, fire stations, firms."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import items
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["visited"]

_ITEM: Final = r"[^,，。;；:：、\n]{3,20}?"
_VISIT: Final = re.compile(
    rf"{alternation('enterprise.visited')}(?P<list>{_ITEM}(?:[、和及]{_ITEM}){{0,9}}?)"
    r"(?=等|[,，。;；\n]|建设|进行|现场|调研|开展)"
)
_SITE: Final = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9()（）]{{2,18}}?{alternation('enterprise.site')}"
)
_SUCH: Final = re.compile(r"等(?:多?家|\d+[家个处]|地|处|企业|单位|场所|点位|重点)")
_PLAIN: Final = re.compile(r"[\u4e00-\u9fff]{4,10}")
_ELSE: Final = re.compile(r"(?:[村镇乡区局委办所队组]|街道|社区|政府|管委会|情况|工作|现场|区域)\Z")
_NO_NAME: Final = re.compile(
    rf"的|与|对|{alternation('boundary.verb', 'enterprise.generic')}|有关|相关|各|全[省市区县镇]|\d"
)


def visited(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the sites that a visit names: 先后来到甲厂、乙停车场和丙消防站 (走访场所)."""
    for _, match in reading.matches(_VISIT):
        listed = items(reading.text, Span(*match.span("list")), joined="[、和及]")
        sites = [item for item in listed if _is_site(reading.quote(item))]
        for item in sites:
            yield reading.entity(EntityType.ENTERPRISE, item, "enterprise.visited")
        if sites and _SUCH.match(reading.text, match.end()):
            for item in listed:
                if item not in sites and _is_peer(reading, item):
                    yield reading.entity(EntityType.ENTERPRISE, item, "enterprise.visited-too")


def _is_site(name: str) -> bool:
    return bool(_SITE.fullmatch(name)) and not _NO_NAME.match(name)


def _is_peer(reading: Reading, item: Span) -> bool:
    """Return whether an item among sites may be one itself: a proper name, of nothing else."""
    name = reading.quote(item)
    known = reading.mentions(item)
    plain = _PLAIN.fullmatch(name) and not _NO_NAME.search(name) and not _ELSE.search(name)
    return not known and bool(plain) and reading.words.has_proper(item.start, item.end)
