"""What a document says (文档陈述): entities, relations and counted facts, each with its quote."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from loaders.documents.precision import StatementKind
from loaders.layer import Span

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
    "SuggestionKind",
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
    HAS_HAZARD = "HAS_HAZARD"
    IMPLEMENTS = "IMPLEMENTS"
    IN_CUSTODY_OF = "IN_CUSTODY_OF"
    LOCATED_IN = "LOCATED_IN"
    MANAGES = "MANAGES"
    MEASURE_FOR = "MEASURE_FOR"
    PILOT_OF = "PILOT_OF"
    REGULATES = "REGULATES"
    RESPONSIBLE_FOR = "RESPONSIBLE_FOR"
    SUPPORTED_BY = "SUPPORTED_BY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something the document says, with the place that says it (有出处的陈述).

    Attributes:
        kind: Whether it is an entity, a relation or a fact.
        rule: Id of the rule that found it.
        evidence: Exact quote, as printed.
        span: Place of the quote in the cleaned text.
        original: Smallest place in the file's text that covers it; longer than the quote where a
            page break cuts the quote.
    """

    kind: ClassVar[StatementKind]

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
        official: Full name by which it is known outside the document; None where the printed
            name is that already, or where it cannot be told.
        official_rule: Id of the rule that resolved it.
    """

    kind = StatementKind.ENTITY

    type: EntityType
    name: str
    full_name: str | None = None
    same_as: str | None = None
    official: str | None = None
    official_rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedRelation(Statement):
    """A link between two things that the document states (关系).

    Attributes:
        type: Kind of link.
        source: Name it starts from.
        target: Name it leads to.
    """

    kind = StatementKind.RELATION

    type: RelationType
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedFact(Statement):
    """A counted fact (计数事实): so many of what, of whom.

    Attributes:
        subject: Whose figure it is; None where the document does not tell.
        metric: What is counted or measured, in the document's words.
        value: The figure; a grade or a range stays in words, such as 四级 or 20至30.
        unit: Measure word or unit as printed, such as 家 or 万元.
        figure: Where number and unit stand in the cleaned text, inside the quote.
        qualifier: What makes the figure vague, such as 余 or 约; empty for an exact one.
        period: For when it counts, as printed, such as 截至2023年11月底; None if it is not told.
        cumulative: Whether the document says that it adds up over time (累计).
    """

    kind = StatementKind.FACT

    subject: str | None
    metric: str
    value: float | str
    unit: str
    figure: Span
    qualifier: str = ""
    period: str | None = None
    cumulative: bool = False


class SuggestionKind(StrEnum):
    """Why a person should look (存疑类别)."""

    MISREADING = "MISREADING"
    MISMATCH = "MISMATCH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something that is probably wrong, for a person to decide (存疑).

    Attributes:
        kind: A probable misreading, or figures that contradict each other.
        span: Place in the cleaned text.
        original: Smallest place in the file's text that covers it.
        printed: What stands there; statements keep it.
        suggested: What was probably meant, or what the other figures give.
        reason: Why, in Chinese.
        reason_en: The same in English.
    """

    kind: SuggestionKind
    span: Span
    original: Span
    printed: str
    suggested: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Limit:
    """What was not done with a document (未尽之处).

    Attributes:
        zh: What, in Chinese.
        en: The same in English.
    """

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document (抽取结果).

    Attributes:
        document: File name, or whatever the caller calls it.
        entities: One for each type and name, at its first mention.
        relations: One for each type and pair of ends.
        facts: In the order of the text.
        suggestions: Probable misreadings, and figures that contradict each other.
        home: Code of the division that the document says it reports on; None if it does not say.
        limits: What was not done with all of it.
    """

    document: str
    entities: tuple[ExtractedEntity, ...]
    relations: tuple[ExtractedRelation, ...]
    facts: tuple[ExtractedFact, ...]
    suggestions: tuple[Suggestion, ...] = ()
    home: str | None = None
    limits: tuple[Limit, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Entities, relations and facts, in this order."""
        return (*self.entities, *self.relations, *self.facts)
