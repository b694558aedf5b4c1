"""Plain Chinese safety documents (安全文档): cleaned, cut into sentences, read by structure.

Pure: no graph, no files beyond the packaged lexicon.
"""

from loaders.documents.extract import extract
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
from loaders.documents.text.clean import CleanText, clean
from loaders.documents.text.outline import Section, outline

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
