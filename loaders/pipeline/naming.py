"""Names of a document's entities for the graph (入图名称), and how each was resolved."""

from graph.evidence.instruments import Instrument, titled
from loaders.documents import EntityType, ExtractedEntity
from loaders.documents.names.official import INFERRED
from loaders.pipeline.words import label_of
from loaders.report import Entry, Place

__all__ = ["inferred", "known_as", "law", "resolution"]


def known_as(entity: ExtractedEntity) -> str:
    """Return the name under which others know it, as far as that is certain (入图名称)."""
    if known := law(entity):
        return known.common_title
    if entity.official and entity.official_rule != INFERRED:
        return entity.official
    return entity.same_as or entity.full_name or entity.name


def law(entity: ExtractedEntity) -> Instrument | None:
    """Return the instrument of law that a paper is (法规标准); None if it is another paper."""
    return titled(entity.name) if entity.type is EntityType.PROGRAMME else None


def resolution(entity: ExtractedEntity) -> str | None:
    """Return how the printed name was resolved, to be kept with its place; None if it was not."""
    if (known := law(entity)) and known.common_title != entity.name:
        return f"“{entity.name}”即“{known.common_title}”（{known.name}）"
    if known_as(entity) != entity.official:
        return None
    return f"“{entity.name}”即“{entity.official}”（{entity.official_rule}）"


def inferred(entity: ExtractedEntity, place: Place) -> Entry | None:
    """Return what a person must confirm of an entity's name; None if nothing."""
    if entity.official is None or entity.official_rule != INFERRED:
        return None
    return Entry(
        kind=label_of(entity.type, entity.name),
        subject=entity.name,
        place=place,
        value=entity.name,
        zh=f"“{entity.name}”可能是“{entity.official}”：文中出现的地名同属一地，但没有写明是哪里的机关",
        en=f"“{entity.name}” may be “{entity.official}”: all places in the document lie there, "
        "but it does not say whose office it is",
    )
