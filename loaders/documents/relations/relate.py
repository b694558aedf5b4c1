"""Relations (关系抽取): every family of rules, each pair of ends stated once."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.names.custody import custody
from loaders.documents.names.enterprises import ownership
from loaders.documents.names.pilots import pilot_links
from loaders.documents.names.place_names import named_after
from loaders.documents.relations.accidents import accidents
from loaders.documents.relations.aims import aims
from loaders.documents.relations.belongings import belongings
from loaders.documents.relations.chosen import chosen
from loaders.documents.relations.controls import controls
from loaders.documents.relations.duties import duties
from loaders.documents.relations.found_at import found_at
from loaders.documents.relations.founding import founding
from loaders.documents.relations.frames import framed
from loaders.documents.relations.governing import governing
from loaders.documents.relations.grounds import grounds
from loaders.documents.relations.guiding import guiding
from loaders.documents.relations.issuing import issuing
from loaders.documents.relations.joint import joint
from loaders.documents.relations.jointly import jointly
from loaders.documents.relations.leading import leading
from loaders.documents.relations.listed import listed_links
from loaders.documents.relations.locations import locations
from loaders.documents.relations.looking_after import looking_after
from loaders.documents.relations.nearby import nearby
from loaders.documents.relations.oversight import oversight
from loaders.documents.relations.rescue import rescue
from loaders.documents.relations.roles import roles
from loaders.documents.relations.sanctions import sanctions
from loaders.documents.relations.speaking import speaking
from loaders.documents.relations.support import support
from loaders.documents.relations.team_heads import team_heads
from loaders.documents.relations.teams import teams
from loaders.documents.relations.told_measures import told_measures
from loaders.documents.relations.visiting import visiting
from loaders.documents.statements import ExtractedRelation, RelationType

__all__ = ["relations"]

_Rule = Callable[[Reading], Iterable[ExtractedRelation]]

_RULES: Final[tuple[_Rule, ...]] = (
    custody,
    listed_links,
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
    team_heads,
    looking_after,
    sanctions,
    found_at,
    nearby,
    leading,
    jointly,
    founding,
    visiting,
    guiding,
    chosen,
    grounds,
    speaking,
    aims,
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
