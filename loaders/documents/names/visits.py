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
_NO_NAME: Final = re.compile(
    rf"的|与|对|{alternation('boundary.verb', 'enterprise.generic')}|有关|相关|各|全[省市区县镇]|\d"
)


def visited(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the sites that a visit names: 先后来到甲厂、乙停车场和丙消防站 (走访场所)."""
    for _, match in reading.matches(_VISIT):
        for item in items(reading.text, Span(*match.span("list")), joined="[、和及]"):
            name = reading.quote(item)
            if _SITE.fullmatch(name) and not _NO_NAME.match(name):
                yield reading.entity(EntityType.ENTERPRISE, item, "enterprise.visited")
