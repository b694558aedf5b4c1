"""Entities (实体抽取): the rules in their order; each sees what those before it found."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from loaders.documents.custody import providers
from loaders.documents.enterprises import companies, facilities, listed, role_named, short_named
from loaders.documents.hazards import hazards, measures
from loaders.documents.lexicon import alternation
from loaders.documents.organisations import groups, institutions, offices, sources
from loaders.documents.pilots import pilot_programmes
from loaders.documents.places import parks
from loaders.documents.platforms import platforms
from loaders.documents.posts import posts
from loaders.documents.programmes import programmes
from loaders.documents.reading import Reading
from loaders.documents.regions import regions
from loaders.documents.statements import EntityType, ExtractedEntity
from loaders.documents.tasks import tasks

__all__ = ["with_entities"]

_Rule = Callable[[Reading], Iterable[ExtractedEntity]]

_RULES: Final[tuple[_Rule, ...]] = (
    regions,
    parks,
    companies,
    listed,
    short_named,
    facilities,
    providers,
    role_named,
    programmes,
    pilot_programmes,
    offices,
    institutions,
    sources,
    groups,
    posts,
    platforms,
    hazards,
    measures,
    tasks,
)
_SHORT_MIN: Final = 4


def with_entities(reading: Reading) -> Reading:
    """Return the document with every entity found (实体抽取)."""
    for rule in _RULES:
        reading = _one_role(reading.knowing(rule(reading)))
    return replace(reading, entities=tuple(_with_alias(e, reading) for e in reading.entities))


def _one_role(reading: Reading) -> Reading:
    """Return the document with nothing listed as its wider kind besides its narrower one.

    A custody provider is no enterprise besides, and a park no region.
    """
    narrower = {
        EntityType.ENTERPRISE: reading.names(EntityType.CUSTODY_PROVIDER),
        EntityType.REGION: reading.names(EntityType.PARK),
    }
    kept = tuple(e for e in reading.entities if e.name not in narrower.get(e.type, frozenset()))
    return replace(reading, entities=kept)


def _with_alias(entity: ExtractedEntity, reading: Reading) -> ExtractedEntity:
    """Return an enterprise's short name with its one full name: a place before, its form after."""
    if entity.type is not EntityType.ENTERPRISE or len(entity.name) < _SHORT_MIN:
        return entity
    long_form = re.compile(rf".{{0,8}}{re.escape(entity.name)}{alternation('enterprise.form')}")
    whole = [n for n in reading.names(EntityType.ENTERPRISE) if long_form.fullmatch(n)]
    return replace(entity, same_as=whole[0]) if len(whole) == 1 else entity
