"""Extraction (信息抽取): one cleaned document in, every statement it makes out; no guessing.

Rules read the document first. The learned layer then adds the names and the links that they missed;
figures and doubts are the rules' alone.
"""

from loaders.documents.doubts.suggest import suggestions
from loaders.documents.figures.facts import facts
from loaders.documents.figures.totals import mismatches
from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.layer import Found, Learned, learned
from loaders.documents.names.abbreviations import with_official
from loaders.documents.names.alone import standing_alone
from loaders.documents.names.entities import with_entities
from loaders.documents.names.seats import seats
from loaders.documents.names.setting import setting
from loaders.documents.relations.relate import relations
from loaders.documents.statements import Extraction
from loaders.documents.text.clean import CleanText

__all__ = ["by_rules", "extract", "extract_with", "read"]


def extract(source: CleanText, *, document: str = "") -> Extraction:
    """Return the entities, relations and counted facts of a document (信息抽取).

    Args:
        source: The cleaned text.
        document: What to call it, usually its file name.
    """
    return extract_with(learned(), source, document=document)


def by_rules(source: CleanText, *, document: str = "") -> Extraction:
    """Return what the rules find in a document without the learned layer (规则抽取)."""
    return extract_with(None, source, document=document)


def extract_with(layer: Learned | None, source: CleanText, *, document: str = "") -> Extraction:
    """Return what the rules find, and beside them a learned layer; None leaves it to the rules."""
    reading = read(source)
    counted = facts(reading)
    where = setting(reading)
    doubts = (*suggestions(reading), *mismatches(reading, counted))
    told = relations(reading)
    found = layer.read(reading, told) if layer else Found(reading, told, ())
    return Extraction(
        document=document,
        entities=tuple(sorted(found.reading.entities, key=lambda entity: entity.span)),
        relations=found.relations,
        facts=counted,
        suggestions=tuple(sorted(doubts, key=lambda one: one.span)),
        home=where.chain[0].code if where.certain else None,
        limits=found.limits,
    )


def read(source: CleanText) -> Reading:
    """Return a document with the entities that the rules find (规则抽名)."""
    reading = standing_alone(with_official(with_entities(Reading.of(source))))
    return reading.knowing(seats(reading))
