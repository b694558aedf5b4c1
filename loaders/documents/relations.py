"""Relations (关系抽取): every family of rules, each pair of ends stated once."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

from loaders.documents.accidents import accidents
from loaders.documents.belongings import belongings
from loaders.documents.controls import controls
from loaders.documents.custody import custody
from loaders.documents.duties import duties
from loaders.documents.enterprises import ownership
from loaders.documents.frames import framed
from loaders.documents.governing import governing
from loaders.documents.issuing import issuing
from loaders.documents.joint import joint
from loaders.documents.locations import locations
from loaders.documents.oversight import oversight
from loaders.documents.pilots import pilot_links
from loaders.documents.place_names import named_after
from loaders.documents.reading import Reading
from loaders.documents.rescue import rescue
from loaders.documents.roles import roles
from loaders.documents.statements import ExtractedRelation, RelationType
from loaders.documents.support import support
from loaders.documents.teams import teams
from loaders.documents.told_measures import told_measures

__all__ = ["relations"]

_Rule = Callable[[Reading], Iterable[ExtractedRelation]]

_RULES: Final[tuple[_Rule, ...]] = (
    custody,
    pilot_links,
    issuing,
    duties,
    framed,
    joint,
    oversight,
    roles,
    support,
    controls,
    accidents,
    locations,
    ownership,
    belongings,
    governing,
    told_measures,
    rescue,
    teams,
)


def relations(reading: Reading) -> tuple[ExtractedRelation, ...]:
    """Return the relations of a document whose entities are known (关系抽取)."""
    told = [link for rule in _RULES for link in rule(reading)]
    found = chain(told, named_after(reading, told))
    once: dict[tuple[RelationType, str, str], ExtractedRelation] = {}
    for link in found:
        if link.source != link.target:
            once.setdefault((link.type, link.source, link.target), link)
    return tuple(sorted(once.values(), key=lambda link: link.span))
