"""Entities (实体抽取): the rules in their order; each sees what those before it found."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.activities import activities, practices
from loaders.documents.names.bodies import bodies, media
from loaders.documents.names.breaches import breaches
from loaders.documents.names.cards import fields
from loaders.documents.names.columns import columns
from loaders.documents.names.conduct import conduct
from loaders.documents.names.custody import providers
from loaders.documents.names.enterprises import (
    companies,
    facilities,
    fellows,
    listed,
    role_named,
    short_named,
    state_owned,
)
from loaders.documents.names.exposures import exposures
from loaders.documents.names.findings import findings
from loaders.documents.names.free_places import free_places
from loaders.documents.names.hazards import hazards, measures
from loaders.documents.names.headed_teams import team_names
from loaders.documents.names.organisations import (
    fellow_offices,
    groups,
    institutions,
    offices,
    sources,
)
from loaders.documents.names.people import people
from loaders.documents.names.pilots import pilot_programmes
from loaders.documents.names.places import parks
from loaders.documents.names.platforms import platforms
from loaders.documents.names.post_holders import post_holders
from loaders.documents.names.posts import posts
from loaders.documents.names.programmes import programmes
from loaders.documents.names.regions import regions, short_regions
from loaders.documents.names.sections import sections
from loaders.documents.names.tasks import tasks
from loaders.documents.names.visits import visited
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["with_entities"]

_Rule = Callable[[Reading], Iterable[ExtractedEntity]]

_RULES: Final[tuple[_Rule, ...]] = (
    regions,
    parks,
    companies,
    listed,
    short_named,
    fellows,
    state_owned,
    facilities,
    visited,
    providers,
    role_named,
    programmes,
    activities,
    practices,
    pilot_programmes,
    offices,
    fellow_offices,
    institutions,
    sources,
    media,
    groups,
    sections,
    bodies,
    posts,
    people,
    team_names,
    post_holders,
    platforms,
    hazards,
    findings,
    breaches,
    measures,
    short_regions,
    tasks,
    fields,
    columns,
    exposures,
    conduct,
    free_places,
)
_SHORT_MIN: Final = 4
_PLACE_MAX: Final = 8
_FORM: Final = re.compile(rf"{alternation('enterprise.form')}\Z")
_NAMED_BY_SHORT: Final = (
    EntityType.ENTERPRISE,
    EntityType.ORGANISATION,
    EntityType.PARK,
    EntityType.PLATFORM,
)
_CALLED: Final = re.compile(
    r"[（(]以下(?:简称|统称)[“\"]?(?P<short>[^（）()“”\"《》\n]{3,16})[”\"]?[)）]"
)


def with_entities(reading: Reading) -> Reading:
    """Return the document with every entity found (实体抽取)."""
    for rule in _RULES:
        reading = _one_role(reading.knowing(rule(reading)))
    return _called(_shortened(reading))


def _called(reading: Reading) -> Reading:
    """Return the document with the short names that it gives itself: （以下简称市安监局）."""
    whole = Span(0, len(reading.text))
    ends = {named.span.end: named for named in reading.mentions(whole, *_NAMED_BY_SHORT)}
    short = [
        replace(
            reading.entity(ends[match.start()].type, Span(*match.span("short")), "alias.called"),
            same_as=ends[match.start()].name,
        )
        for match in _CALLED.finditer(reading.text)
        if match.start() in ends and ends[match.start()].name != match.group("short")
    ]
    given = {(entity.type, entity.name) for entity in short}
    others = tuple(e for e in reading.entities if (e.type, e.name) not in given)
    return replace(reading, entities=others).knowing(short)


def _one_role(reading: Reading) -> Reading:
    """Return the document with nothing listed as its wider kind besides its narrower one.

    A custody provider is no enterprise besides, and a park no region.
    """
    narrower = {
        EntityType.ENTERPRISE: reading.names(EntityType.CUSTODY_PROVIDER),
        EntityType.REGION: reading.names(EntityType.PARK),
    }
    return reading.with_only(
        e for e in reading.entities if e.name not in narrower.get(e.type, frozenset())
    )


def _shortened(reading: Reading) -> Reading:
    """Return the document with each enterprise's short name pointing to its one full name.

    The full name has a place before the short one at most, and its legal form after it.
    """
    full: defaultdict[str, set[str]] = defaultdict(set)
    for name in reading.names(EntityType.ENTERPRISE):
        form = _FORM.search(name)
        stem = name[: form.start()] if form else ""
        for start in range(min(_PLACE_MAX, len(stem) - _SHORT_MIN) + 1):
            full[stem[start:]].add(name)
    kept = tuple(
        replace(entity, same_as=next(iter(full[entity.name])))
        if entity.type is EntityType.ENTERPRISE and len(full.get(entity.name, ())) == 1
        else entity
        for entity in reading.entities
    )
    return replace(reading, entities=kept)
