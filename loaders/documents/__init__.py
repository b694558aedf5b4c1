"""Plain Chinese safety documents (安全文档): cleaned, cut into sentences, read by structure.

Pure: no graph, no files beyond the packaged lexicon. What a document says can be handled by whoever
reads none: the rules come with `loaders.documents.extract` alone.
"""

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
from loaders.documents.text.cleantext import CleanText

__all__ = [
    "CleanText",
    "EntityType",
    "ExtractedEntity",
    "ExtractedFact",
    "ExtractedRelation",
    "Extraction",
    "RelationType",
    "Span",
    "Statement",
    "Suggestion",
    "SuggestionKind",
]
