"""Cards and boards (告知卡、公示牌): lines that name a field and give its value."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["fields"]

_FIELDS: Final = (
    (EntityType.ENTERPRISE, "card.enterprise"),
    (EntityType.ORGANISATION, "card.organisation"),
    (EntityType.ORGANISATION, "card.supervisor"),
    (EntityType.LEADER, "card.leader"),
    (EntityType.HAZARD, "card.hazard"),
)
_LINES: Final = {
    rule: re.compile(
        rf"(?:^|[\t 　|；;]){alternation(rule)}[：:][ \t　]*"
        r"(?P<value>[^\s：:，,；;。、|（(]{2,30})(?=[\s，,；;。|（(]|$)",
        re.MULTILINE,
    )
    for _, rule in _FIELDS
}
_WORDLESS: Final = re.compile(r"[\W\d_]+|无|见.*|略")


def fields(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what a card's fields name: enterprise, office, people, hazard (卡片字段)."""
    for kind, rule in _FIELDS:
        for match in _LINES[rule].finditer(reading.text):
            if not _WORDLESS.fullmatch(match.group("value")):
                yield reading.entity(kind, Span(*match.span("value")), rule)
