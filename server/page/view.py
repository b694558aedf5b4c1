"""What the page shows of a statement (陈述的呈现): in Chinese, with the English term beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.model.registry import node_spec, relation_spec
from loaders.documents import (
    CleanText,
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
from loaders.documents.names.official import INFERRED
from loaders.documents.precision import Status, measured, status_of
from loaders.pipeline.words import LABELS, RELATION_TYPES
from server.wording import figure

__all__ = [
    "Card",
    "End",
    "Note",
    "Trust",
    "View",
    "doubt_word",
    "entity_word",
    "relation_word",
    "view_of",
]

_ORGANISATION: Final = "机关/机构"
_STATUS: Final = {Status.ASSERTED: "已断言", Status.PROPOSED: "待核实"}
_DOUBTS: Final = {
    SuggestionKind.MISREADING: ("疑似误读", "misreading?"),
    SuggestionKind.MISMATCH: ("数字矛盾", "figures disagree"),
}
_WORDS: Final = {
    RelationType.HAD_ACCIDENT: "发生事故",
    RelationType.IN_CUSTODY_OF: "由其托管",
    RelationType.MEASURE_FOR: "措施针对",
}
"""Relations of documents that the model does not have, or reads the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far a statement can be relied on, and where it stands (可信度与出处)."""

    rule: str
    status: Status
    word: str
    precision: str
    counted: str
    cleaned: str
    original: str

    @classmethod
    def of(cls, said: Statement, source: CleanText) -> "Trust":
        """Return what was measured of its rule, and its places."""
        known, status = measured(said), status_of(said)
        found = source.locator(said.span.start, said.span.end)
        return cls(
            rule=said.rule,
            status=status,
            word=_STATUS[status],
            precision=f"{known.precision:.2f}" if known else "未测 unmeasured",
            counted=f"{known.right}/{known.found}" if known else "",
            cleaned=_place(said.span),
            original=" ".join(filter(None, (_place(said.original), found))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a relation, or the subject of a figure (端点).

    Attributes:
        name: As printed.
        type: Type of the entity; empty where it is not one.
        anchor: Id of its mark; empty where it has none.
    """

    name: str
    type: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A relation or a counted fact beside the text (陈述卡片).

    Attributes:
        anchor: Id of the card.
        kind: ``relation`` or ``fact``.
        zh: What it is, in Chinese.
        en: The same in English.
        ends: Source and target of a relation; subject of a fact, if it is known.
        figure: Figure and unit of a fact.
        when: For when it counts; empty where that is not told.
        quote: What the text says.
        span: Its place in the cleaned text, for the script.
        shown: Place of the figure in it; the whole for a relation.
        lit: Places in it to point out, for the script.
        trust: How far it can be relied on.
    """

    anchor: str
    kind: str
    zh: str
    en: str
    ends: tuple[End, ...]
    figure: str
    when: str
    quote: str
    span: Span
    shown: Span
    lit: tuple[Span, ...]
    trust: Trust

    @property
    def places(self) -> str:
        """Places to point out, as the script reads them."""
        return " ".join(f"{span.start}-{span.end}" for span in self.lit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An entity, as the index lists it (实体条目)."""

    anchor: str
    type: str
    zh: str
    entity: ExtractedEntity
    trust: Trust
    inferred: bool

    @property
    def title(self) -> str:
        """What is told at its mark."""
        said = f"{self.zh} {self.type} · {self.trust.word} {self.trust.status}"
        said += f" · {self.trust.rule} · 准确率 precision {self.trust.precision}"
        known = self.entity.official or self.entity.same_as
        return f"{said} · 即 {known}" if known else said


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All statements of a document, as the page shows them (页面内容)."""

    document: str
    notes: tuple[Note, ...]
    cards: tuple[Card, ...]
    suggestions: tuple[tuple[str, Suggestion], ...]

    def counted(self) -> Mapping[str, int]:
        """Return how many statements have each status."""
        every = Counter(note.trust.status for note in self.notes)
        every.update(card.trust.status for card in self.cards)
        return {str(status): every[status] for status in Status}


def entity_word(kind: EntityType) -> str:
    """Return a type of entity in Chinese.

    >>> entity_word(EntityType.CUSTODY_PROVIDER)
    '安全托管机构'
    """
    return _ORGANISATION if kind is EntityType.ORGANISATION else node_spec(LABELS[kind]).zh


def relation_word(kind: RelationType) -> str:
    """Return a type of relation in Chinese, as read from its source to its target.

    >>> relation_word(RelationType.PILOT_OF)
    '试点'
    """
    known = RELATION_TYPES[kind]
    return _WORDS.get(kind) or (relation_spec(known).zh if known else str(kind))


def doubt_word(kind: SuggestionKind) -> tuple[str, str]:
    """Return why a person should look, in Chinese and in English."""
    return _DOUBTS[kind]


def view_of(source: CleanText, found: Extraction) -> View:
    """Return what the page shows of an extraction, and of the text that it is from."""
    notes = tuple(_note(k, e, Trust.of(e, source)) for k, e in enumerate(found.entities))
    named = {note.entity.name: note for note in reversed(notes)}
    relations = (_relation(k, r, named, Trust.of(r, source)) for k, r in enumerate(found.relations))
    facts = (_fact(k, f, named, Trust.of(f, source)) for k, f in enumerate(found.facts))
    cards = sorted((*relations, *facts), key=lambda card: (card.span.start, card.kind))
    numbered = ((f"s{k}", one) for k, one in enumerate(found.suggestions))
    return View(
        document=found.document, notes=notes, cards=tuple(cards), suggestions=tuple(numbered)
    )


def _note(number: int, entity: ExtractedEntity, trust: Trust) -> Note:
    return Note(
        anchor=f"e{number}",
        type=str(entity.type),
        zh=entity_word(entity.type),
        entity=entity,
        trust=trust,
        inferred=entity.official_rule == INFERRED,
    )


def _relation(
    number: int, said: ExtractedRelation, named: Mapping[str, Note], trust: Trust
) -> Card:
    return Card(
        anchor=f"r{number}",
        kind="relation",
        zh=relation_word(said.type),
        en=str(said.type),
        ends=(_end(said.source, named), _end(said.target, named)),
        figure="",
        when="",
        quote=said.evidence,
        span=said.span,
        shown=said.span,
        lit=tuple(_lit(said, (said.source, said.target), named)),
        trust=trust,
    )


def _fact(number: int, fact: ExtractedFact, named: Mapping[str, Note], trust: Trust) -> Card:
    return Card(
        anchor=f"f{number}",
        kind="fact",
        zh=fact.metric,
        en="",
        ends=(_end(fact.subject, named),) if fact.subject else (),
        figure=_figure(fact),
        when=" · ".join(filter(None, (fact.period, "累计" if fact.cumulative else None))),
        quote=fact.evidence,
        span=fact.span,
        shown=fact.figure,
        lit=(fact.figure, *_lit(fact, (fact.subject,) if fact.subject else (), named)),
        trust=trust,
    )


def _figure(fact: ExtractedFact) -> str:
    """Return a figure as printed, with its value where that is written in another way."""
    start = fact.figure.start - fact.span.start
    printed = fact.evidence[start : start + fact.figure.end - fact.figure.start]
    if fact.qualifier not in printed:
        printed = fact.qualifier + printed
    value = fact.value if isinstance(fact.value, str) else figure(fact.value, 12)
    plain = value.replace(",", "")
    return printed if plain in printed.replace(",", "") else f"{printed}（{value}）"


def _end(name: str, named: Mapping[str, Note]) -> End:
    note = named.get(name)
    return End(name=name, type=note.type, anchor=note.anchor) if note else End(name=name)


def _lit(said: Statement, names: Iterable[str], named: Mapping[str, Note]) -> Iterator[Span]:
    """Yield where the ends stand: in the quote, else where they are first named."""
    for name in names:
        inside = said.evidence.find(name)
        if inside >= 0:
            start = said.span.start + inside
            yield Span(start, start + len(name))
        elif note := named.get(name):
            yield note.entity.span


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"
