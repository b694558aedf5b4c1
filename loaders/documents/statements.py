"""What a document says (文档陈述): entities, relations and counted facts, each with its quote."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = [
    "EntityType",
    "ExtractedEntity",
    "ExtractedFact",
    "ExtractedRelation",
    "Extraction",
    "RelationType",
    "Span",
    "Statement",
    "Suggestion",
]


class EntityType(StrEnum):
    """Kinds of thing that a safety document names (实体类型)."""

    REGION = "Region"
    PARK = "Park"
    CUSTODY_PROVIDER = "CustodyProvider"
    ENTERPRISE = "Enterprise"
    ORGANISATION = "Organisation"
    LEADER = "Leader"
    PROGRAMME = "Programme"
    PLATFORM = "Platform"
    HAZARD = "Hazard"
    MEASURE = "Measure"


class RelationType(StrEnum):
    """Kinds of link between them (关系类型)."""

    COOPERATES_WITH = "COOPERATES_WITH"
    DETECTS = "DETECTS"
    HAD_ACCIDENT = "HAD_ACCIDENT"
    IMPLEMENTS = "IMPLEMENTS"
    IN_CUSTODY_OF = "IN_CUSTODY_OF"
    LOCATED_IN = "LOCATED_IN"
    MANAGES = "MANAGES"
    MEASURE_FOR = "MEASURE_FOR"
    PILOT_OF = "PILOT_OF"
    REGULATES = "REGULATES"
    RESPONSIBLE_FOR = "RESPONSIBLE_FOR"
    SUPPORTED_BY = "SUPPORTED_BY"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters (字符区间).

    Attributes:
        start: First character, counted from 0.
        end: One past the last character.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def holds(self, other: "Span") -> bool:
        """Return whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something the document says, with the place that says it (有出处的陈述).

    Attributes:
        rule: Id of the rule that found it.
        evidence: Exact quote, as printed.
        span: Place of the quote in the cleaned text.
        original: Smallest place in the file's text that covers it; longer than the quote where a
            page break cuts the quote.
    """

    rule: str
    evidence: str
    span: Span
    original: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedEntity(Statement):
    """A thing named in the document (实体).

    Attributes:
        type: Kind of thing.
        name: Its name as printed.
        full_name: Longer form that stands there too, with its scope; None if there is none.
        same_as: Full name of which this is a short form in the same document.
    """

    type: EntityType
    name: str
    full_name: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedRelation(Statement):
    """A link between two things that the document states (关系).

    Attributes:
        type: Kind of link.
        source: Name it starts from.
        target: Name it leads to.
    """

    type: RelationType
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedFact(Statement):
    """A counted fact (计数事实): so many of what, of whom.

    Attributes:
        subject: Whose figure it is; None where the document does not tell.
        metric: What is counted or measured, in the document's words.
        value: The figure; a grade stays in words, such as 四级.
        unit: Measure word or unit as printed, such as 家 or 万元.
        qualifier: What makes the figure vague, such as 余 or 约; empty for an exact one.
    """

    subject: str | None
    metric: str
    value: float | str
    unit: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A probable misreading, for a person to decide (疑似误读).

    Attributes:
        span: Place in the cleaned text.
        original: Smallest place in the file's text that covers it.
        printed: What stands there; statements keep it.
        suggested: What was probably meant.
        reason: Why.
    """

    span: Span
    original: Span
    printed: str
    suggested: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document (抽取结果).

    Attributes:
        document: File name, or whatever the caller calls it.
        entities: One for each type and name, at its first mention.
        relations: One for each type and pair of ends.
        facts: In the order of the text.
        suggestions: Probable misreadings.
    """

    document: str
    entities: tuple[ExtractedEntity, ...]
    relations: tuple[ExtractedRelation, ...]
    facts: tuple[ExtractedFact, ...]
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Entities, relations and facts, in this order."""
        return (*self.entities, *self.relations, *self.facts)

    def as_gold_json(self) -> dict[str, Any]:
        """Return plain data in the form of an annotated document (标注格式)."""
        return {
            "document": self.document,
            "entities": [_entity(entity) for entity in self.entities],
            "relations": [
                {"type": str(r.type), "from": r.source, "to": r.target, "evidence": r.evidence}
                for r in self.relations
            ],
            "facts": [_fact(fact) for fact in self.facts],
        }


def _entity(entity: ExtractedEntity) -> Mapping[str, str]:
    row = {"type": str(entity.type), "name": entity.name}
    more = {"full": entity.full_name, "same_as": entity.same_as}
    return row | {key: value for key, value in more.items() if value is not None}


def _fact(fact: ExtractedFact) -> Mapping[str, Any]:
    return {
        "subject": fact.subject or "",
        "metric": fact.metric,
        "value": fact.value,
        "unit": fact.qualifier + fact.unit if fact.qualifier in {"多", "余"} else fact.unit,
        "evidence": fact.evidence,
    }
