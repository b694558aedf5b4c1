"""One document while it is read (阅读状态): its text, its sentences and what was named so far."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Final

import ahocorasick

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
class Named:
    """A mention of something already named (提及).

    Attributes:
        span: Place in the cleaned text.
        type: Kind of thing.
        name: Its name.
    """

    span: Span
    type: EntityType
    name: str


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
        words: Its words.
        entities: Entities found so far, one for each type and name.
    """

    source: CleanText
    sentences: tuple[Sentence, ...]
    starts: Sequence[int]
    words: Words
    entities: tuple[ExtractedEntity, ...] = ()

    @classmethod
    def of(cls, source: CleanText) -> "Reading":
        """Open a document (打开文档)."""
        text = source.text
        found = sentences(text)
        starts = [sentence.span.start for sentence in found]
        return cls(source=source, sentences=found, starts=starts, words=words(text))

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.source.text

    def sentence_at(self, position: int) -> int:
        """Return which sentence holds a place, or ends last before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def quote(self, span: Span) -> str:
        """Return the words that stand in a span."""
        return self.text[span.start : span.end]

    def knowing(self, found: Iterable[ExtractedEntity]) -> "Reading":
        """Return the same document with more entities, each type and name once."""
        known = {(entity.type, entity.name): entity for entity in self.entities}
        for entity in found:
            known.setdefault((entity.type, entity.name), entity)
        return replace(self, entities=tuple(known.values()))

    def names(self, *types: EntityType) -> frozenset[str]:
        """Return the names found so far of some types."""
        return frozenset(entity.name for entity in self.entities if entity.type in types)

    def mentions(self, within: Span, *types: EntityType) -> tuple[Named, ...]:
        """Return where things of some types are mentioned in a span, the longest name first."""
        return _index(self, frozenset(types)).within(within)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Yield every match of a pattern together with its sentence."""
        for sentence in self.sentences:
            for match in pattern.finditer(self.text, sentence.span.start, sentence.span.end):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Every place where one of some names stands: at each start its mentions, the longest first."""

    starts: Sequence[int]
    named: Mapping[int, Sequence[Named]]

    def within(self, span: Span) -> tuple[Named, ...]:
        """Return the mentions in a span, none of which begins before the one before it ends."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        position, found = span.start, []
        for start in self.starts[low:high]:
            if start >= position:
                for named in self.named[start]:
                    if named.span.end <= span.end:
                        position = named.span.end
                        found.append(named)
                        break
        return tuple(found)


@lru_cache(maxsize=32)
def _index(reading: Reading, types: frozenset[EntityType]) -> _Index:
    """Return the mentions of some types by the place where they stand."""
    kinds = {entity.name: entity.type for entity in reading.entities if entity.type in types}
    named: defaultdict[int, list[Named]] = defaultdict(list)
    for span, name in _places(reading) if kinds else ():
        if name in kinds:
            named[span.start].append(Named(span=span, type=kinds[name], name=name))
    return _Index(starts=list(named), named=named)


@lru_cache(maxsize=4)
def _places(reading: Reading) -> Sequence[tuple[Span, str]]:
    """Return where all names stand, in order and the longest first: all types share the search."""
    automaton = ahocorasick.Automaton()
    for name in {entity.name for entity in reading.entities}:
        automaton.add_word(name, name)
    automaton.make_automaton()
    found = [
        (Span(last + 1 - len(name), last + 1), name) for last, name in automaton.iter(reading.text)
    ]
    return sorted(found, key=lambda place: (place[0].start, -place[0].end))
