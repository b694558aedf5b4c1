"""One document while it is read (阅读状态): its text, its sentences and what was named so far."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from operator import is_
from typing import Final

from loaders.documents.grammar.mentions import Mentions, Named, Places
from loaders.documents.grammar.modality import unreal_from
from loaders.documents.grammar.words import Words, words
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedFact,
    ExtractedRelation,
    RelationType,
    Span,
)
from loaders.documents.text.clean import CleanText
from loaders.documents.text.segment import Sentence, sentences

__all__ = ["Counted", "Named", "Reading"]

_MARKS: Final = "“”《》〈〉"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a counted fact says (计数内容); see `ExtractedFact` for the attributes."""

    subject: str | None
    metric: str
    value: float | str
    unit: str
    figure: Span
    qualifier: str = ""
    period: str | None = None
    cumulative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """A document with what was found in it so far (阅读中的文档); two are the same only if one.

    Attributes:
        source: The cleaned text and the way back.
        sentences: Its sentences.
        starts: Where each sentence begins.
        bounds: Each sentence with where it begins and ends.
        words: Its words.
        places: Where names stand in it.
        unreal: Where each sentence begins to speak of what is not so, or where it ends.
        entities: Entities found so far, one for each type and name.
    """

    source: CleanText
    sentences: tuple[Sentence, ...]
    starts: Sequence[int]
    bounds: Sequence[tuple[Sentence, int, int]]
    words: Words
    places: Places
    unreal: Mapping[Span, int]
    entities: tuple[ExtractedEntity, ...] = ()
    _mentions: dict[tuple[EntityType, ...], Mentions] = field(default_factory=dict, init=False)

    @classmethod
    def of(cls, source: CleanText) -> "Reading":
        """Open a document (打开文档)."""
        text = source.text
        found = sentences(text)
        starts = [sentence.span.start for sentence in found]
        return cls(
            source=source,
            sentences=found,
            starts=starts,
            bounds=[(sentence, sentence.span.start, sentence.span.end) for sentence in found],
            words=words(text),
            places=Places(text),
            unreal={s.span: unreal_from(text, s.span) for s in found},
        )

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.source.text

    def sentence_at(self, position: int) -> int:
        """Return which sentence holds a place, or ends last before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def unreal_from(self, sentence: Span) -> int:
        """Return where a sentence begins to speak of what is not so, or its end (非实现之始)."""
        return self.unreal[sentence]

    def quote(self, span: Span) -> str:
        """Return the words that stand in a span."""
        return self.text[span.start : span.end]

    def knowing(self, found: Iterable[ExtractedEntity]) -> "Reading":
        """Return the same document with more entities, each type and name once."""
        known = {(entity.type, entity.name): entity for entity in self.entities}
        for entity in found:
            known.setdefault((entity.type, entity.name), entity)
        return self.with_only(known.values())

    def with_only(self, entities: Iterable[ExtractedEntity]) -> "Reading":
        """Return the same document with these entities; itself if it has no others."""
        kept = tuple(entities)
        same = len(kept) == len(self.entities) and all(map(is_, kept, self.entities))
        return self if same else replace(self, entities=kept)

    def names(self, *types: EntityType) -> frozenset[str]:
        """Return the names found so far of some types."""
        return frozenset(entity.name for entity in self.entities if entity.type in types)

    def mentions(self, within: Span, *types: EntityType) -> tuple[Named, ...]:
        """Return where things of some types, or of all, are mentioned in a span.

        Where several names begin the longest one is taken.
        """
        found = self._mentions.get(types)
        if found is None:
            some = types or tuple(EntityType)
            kinds = {entity.name: entity.type for entity in self.entities if entity.type in some}
            found = self._mentions[types] = self.places.mentions(kinds)
        return found.within(within)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Yield every match of a pattern together with its sentence."""
        text, matches = self.text, pattern.finditer
        for sentence, start, end in self.bounds:
            for match in matches(text, start, end):
                yield sentence, match

    def entity(
        self, kind: EntityType, span: Span, rule: str, *, full: Span | None = None
    ) -> ExtractedEntity:
        """Return an entity whose name, without enclosing marks, is what the span quotes."""
        whole = full or span
        return ExtractedEntity(
            type=kind,
            name=_bare(self.quote(span)),
            full_name=_bare(self.quote(full)) if full else None,
            rule=rule,
            evidence=self.quote(whole),
            span=whole,
            original=self.source.to_original(whole.start, whole.end),
        )

    def relation(
        self, kind: RelationType, source: str, target: str, span: Span, rule: str
    ) -> ExtractedRelation:
        """Return a relation that the span states."""
        return ExtractedRelation(
            type=kind,
            source=source,
            target=target,
            rule=rule,
            evidence=self.quote(span),
            span=span,
            original=self.source.to_original(span.start, span.end),
        )

    def fact(self, counted: Counted, span: Span, rule: str) -> ExtractedFact:
        """Return a fact that the span states."""
        return ExtractedFact(
            **asdict(counted) | {"figure": counted.figure},
            rule=rule,
            evidence=self.quote(span),
            span=span,
            original=self.source.to_original(span.start, span.end),
        )


def _bare(name: str) -> str:
    """Return a name without marks that enclose the whole of it.

    >>> _bare("《甲办法》"), _bare("“乙”系统")
    ('甲办法', '“乙”系统')
    """
    if name[:1] in "“《〈" and name[-1:] in "”》〉" and not set(name[1:-1]) & set(_MARKS):
        return name[1:-1]
    return name
