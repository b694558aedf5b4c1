"""Windows of annotated documents, each with what is to be found in it (训练样本)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from loaders.documents.meaning.ties import Mention
from loaders.documents.meaning.windows import windows
from loaders.documents.statements import EntityType, RelationType, Span
from loaders.measure import Names
from loaders.training.corpus import Lesson, named_spans

__all__ = ["Example", "Link", "apart", "examples"]

_LINKS: Final = frozenset(RelationType)


class Link(NamedTuple):
    """A link between two things, by the names that stand for them (关系)."""

    kind: RelationType
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """A window and its right answers (训练样本).

    Attributes:
        text: Its characters.
        mentions: What it names, in order.
        links: Those of the document whose ends are both named in the window.
        weight: How much it counts.
    """

    text: str
    mentions: Sequence[Mention]
    links: Sequence[Link]
    weight: float


def apart(learned: Iterable[Lesson], judged: Iterable[Lesson]) -> list[Lesson]:
    """Return the documents to learn from without those that are judged by (剔除评测文档).

    They are told by their texts: the same page may have been annotated under another name.
    """
    texts = {lesson.reading.text for lesson in judged}
    return [lesson for lesson in learned if lesson.reading.text not in texts]


def examples(lesson: Lesson, weight: float) -> Iterator[Example]:
    """Yield the windows of an annotated document (切分训练样本).

    A name that a window's end cuts is in neither window.

    Args:
        lesson: The document.
        weight: How much each of its windows counts.
    """
    reading = lesson.reading
    mentions, links = _mentions(lesson), _links(lesson)
    for window in windows(len(reading.text), reading.starts):
        within = [_seen_from(window, one) for one in mentions if window.holds(one.span)]
        things = {mention.name for mention in within}
        yield Example(
            text=reading.quote(window),
            mentions=within,
            links=[link for link in links if {link.source, link.target} <= things],
            weight=weight,
        )


def _mentions(lesson: Lesson) -> list[Mention]:
    reading, names = lesson.reading, Names(lesson.gold["entities"])
    return [
        Mention(
            span=span,
            kind=EntityType(kind),
            name=names.of(reading.quote(span)),
            sentence=reading.sentence_at(span.start),
        )
        for span, kind in named_spans(reading.text, lesson.gold)
    ]


def _links(lesson: Lesson) -> list[Link]:
    names = Names(lesson.gold["entities"])
    return [
        Link(RelationType(row["type"]), names.of(row["from"]), names.of(row["to"]))
        for row in lesson.gold["relations"]
        if row["type"] in _LINKS
    ]


def _seen_from(window: Span, mention: Mention) -> Mention:
    start, end = mention.span.start - window.start, mention.span.end - window.start
    return mention._replace(span=Span(start, end))
