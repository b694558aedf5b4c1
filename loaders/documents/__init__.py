"""Plain Chinese safety documents (安全文档): cleaned, cut into sentences, read by structure.

Pure: no graph, no files beyond the packaged lexicon.
"""

from loaders.documents.clean import CleanText, clean
from loaders.documents.extract import extract
from loaders.documents.outline import Section, outline
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedFact,
    ExtractedRelation,
    Extraction,
    RelationType,
    Span,
    Statement,
    Suggestion,
    SuggestionKind,
)

__all__ = [
    "CleanText",
    "EntityType",
    "ExtractedEntity",
    "ExtractedFact",
    "ExtractedRelation",
    "Extraction",
    "RelationType",
    "Section",
    "Span",
    "Statement",
    "Suggestion",
    "SuggestionKind",
    "clean",
    "extract",
    "outline",
]
