"""Form of annotated documents (标注格式): what was found, each row with its place and its rule."""

from dataclasses import asdict
from typing import Any

from loaders.documents.precision import Said, TrackRecord, packaged
from loaders.documents.statements import (
    ExtractedEntity,
    ExtractedFact,
    ExtractedRelation,
    Extraction,
    Statement,
    Suggestion,
)
from loaders.documents.text.cleantext import CleanText

__all__ = ["as_gold_json"]


def as_gold_json(
    found: Extraction, record: TrackRecord | None = None, source: CleanText | None = None
) -> dict[str, Any]:
    """Return plain data in the form of an annotated document.

    Each row says besides where it stands in the cleaned text and in the file, which rule found
    it, whether that makes it asserted or proposed, and how often the rule is right.

    Args:
        found: What was found in it.
        record: What was measured of the rules; by default the packaged table.
        source: The text it was found in; it tells the page, paragraph or row of each row.
    """
    known = record or packaged()
    return {
        "document": found.document,
        "entities": [_entity(e) | _place(e, source) | _trust(e, known) for e in found.entities],
        "relations": [_relation(r) | _place(r, source) | _trust(r, known) for r in found.relations],
        "facts": [_fact(f) | _place(f, source) | _trust(f, known) for f in found.facts],
        "suggestions": [_suggestion(one) | _place(one, source) for one in found.suggestions],
        "limits": [asdict(limit) for limit in found.limits],
    }


def _entity(entity: ExtractedEntity) -> dict[str, Any]:
    row = {"type": str(entity.type), "name": entity.name, "evidence": entity.evidence}
    more = {
        "full": entity.full_name,
        "same_as": entity.same_as,
        "official": entity.official,
        "official_rule": entity.official_rule,
    }
    return row | {key: value for key, value in more.items() if value is not None}


def _relation(said: ExtractedRelation) -> dict[str, Any]:
    ends = {"from": said.source, "to": said.target}
    return {"type": str(said.type), **ends, "evidence": said.evidence}


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "kind": str(one.kind),
        "printed": one.printed,
        "suggested": one.suggested,
        "reason": one.reason,
        "reason_en": one.reason_en,
    }


def _fact(fact: ExtractedFact) -> dict[str, Any]:
    row = {
        "subject": fact.subject or "",
        "metric": fact.metric,
        "value": fact.value,
        "unit": _printed_unit(fact),
        "evidence": fact.evidence,
    }
    more = {
        "qualifier": fact.qualifier or None,
        "period": fact.period,
        "cumulative": fact.cumulative or None,
    }
    return row | {key: value for key, value in more.items() if value is not None}


def _printed_unit(fact: ExtractedFact) -> str:
    """Return the unit with the word that stands inside it or before it: 万余个, 多位."""
    if fact.qualifier not in {"多", "余"}:
        return fact.unit
    inside = fact.unit[:1] + fact.qualifier + fact.unit[1:]
    return inside if inside in fact.evidence else fact.qualifier + fact.unit


def _place(said: Statement | Suggestion, source: CleanText | None) -> dict[str, Any]:
    """Return where a statement stands: in the cleaned text, and in the file as it came."""
    place = {
        "start": said.span.start,
        "end": said.span.end,
        "original_start": said.original.start,
        "original_end": said.original.end,
    }
    locator = source.locator(said.span.start, said.span.end) if source else None
    return place | {"locator": locator} if locator else place


def _trust(said: Said, record: TrackRecord) -> dict[str, Any]:
    """Return the rule of a statement and what is known of it; precision is null if nothing is."""
    known = record.measured(said)
    return {
        "rule": said.rule,
        "status": str(record.status_of(said)),
        "precision": None if known is None else round(known.precision, 3),
    }
