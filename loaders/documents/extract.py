"""Extraction (信息抽取): one cleaned document in, every statement it makes out; no guessing."""

from loaders.documents.doubts.suggest import suggestions
from loaders.documents.figures.facts import facts
from loaders.documents.figures.totals import mismatches
from loaders.documents.grammar.reading import Reading
from loaders.documents.names.abbreviations import with_official
from loaders.documents.names.alone import standing_alone
from loaders.documents.names.entities import with_entities
from loaders.documents.names.setting import setting
from loaders.documents.relations.relate import relations
from loaders.documents.statements import Extraction
from loaders.documents.text.clean import CleanText

__all__ = ["extract"]


def extract(source: CleanText, *, document: str = "") -> Extraction:
    """Return the entities, relations and counted facts of a document (信息抽取).

    Args:
        source: The cleaned text.
        document: What to call it, usually its file name.
    """
    reading = standing_alone(with_official(with_entities(Reading.of(source))))
    counted = facts(reading)
    where = setting(reading)
    doubts = (*suggestions(reading), *mismatches(reading, counted))
    return Extraction(
        document=document,
        entities=tuple(sorted(reading.entities, key=lambda entity: entity.span)),
        relations=relations(reading),
        facts=counted,
        suggestions=tuple(sorted(doubts, key=lambda one: one.span)),
        home=where.chain[0].code if where.certain else None,
    )
