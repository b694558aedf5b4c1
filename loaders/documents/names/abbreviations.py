"""Short names of offices (机关简称) in a document, with the full names that others know them by.

A document may define a short form itself; else `loaders.documents.names.official` tells.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.names.locality import Setting
from loaders.documents.names.official import full_name, resolved
from loaders.documents.names.setting import setting
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["with_official"]

_DEFINED: Final = "abbreviation.defined"
_DEFINITION: Final = re.compile(
    r"[（(](?:[^（）()\n]{1,40}[,，、;；])?(?:以下)?(?:统一|统)?简?称为?[：:]?[“\"《]?"
    r"(?P<short>[\u4e00-\u9fffA-Za-z]{2,15})[”\"》]?[）)]"
)
_DEFINABLE: Final = (
    EntityType.ORGANISATION,
    EntityType.ENTERPRISE,
    EntityType.CUSTODY_PROVIDER,
    EntityType.PARK,
)


def with_official(reading: Reading) -> Reading:
    """Return the document with the full names of its offices (机关全称)."""
    reading = reading.knowing(_shorts(reading))
    defined = {short: full for short, full, _ in _definitions(reading)}
    where = setting(reading)
    entities = (_explained(entity, defined, where) for entity in reading.entities)
    return replace(reading, entities=tuple(entities))


def _explained(entity: ExtractedEntity, defined: dict[str, str], where: Setting) -> ExtractedEntity:
    if entity.type in _DEFINABLE and (full := defined.get(entity.name)):
        known = full_name(full, where) if entity.type is EntityType.ORGANISATION else None
        return replace(entity, same_as=full, official=known or full, official_rule=_DEFINED)
    if entity.type is not EntityType.ORGANISATION or entity.same_as or entity.full_name:
        return entity
    found = resolved(entity.name, where)
    if found is None or found[0] == entity.name:
        return entity
    return replace(entity, official=found[0], official_rule=found[1])


def _shorts(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what a short form that the document defines names."""
    for _short, full, span in _definitions(reading):
        meant = next(e for e in reading.entities if e.name == full and e.type in _DEFINABLE)
        yield replace(reading.entity(meant.type, span, _DEFINED), same_as=full)


def _definitions(reading: Reading) -> Iterator[tuple[str, str, Span]]:
    """Yield the short forms that the document defines, with the full name before each."""
    for sentence, match in reading.matches(_DEFINITION):
        before = Span(sentence.span.start, match.start())
        named = reading.mentions(before, *_DEFINABLE)
        if named and named[-1].span.end == match.start() and named[-1].name != match.group("short"):
            yield match.group("short"), named[-1].name, Span(*match.span("short"))
