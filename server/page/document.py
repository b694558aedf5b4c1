"""The page of one document (文档核对页): its text with every statement marked in it.

Nothing is loaded from anywhere, and a policy in the page lets only its own style and script run,
so that no text of a document can act on whoever checks it.
"""

import base64
import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from loaders.documents import CleanText, EntityType, Extraction, Span, Suggestion
from loaders.documents.doubts.spotting import Spotter
from server.page.blocks import Block, blocks
from server.page.marks import Mark, painted
from server.page.view import Card, Note, View, doubt_word, entity_word, view_of

__all__ = ["document_page"]

_TEMPLATE: Final = "document.html"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A block of text and what stands beside it."""

    block: Block
    html: Markup
    cards: tuple[Card, ...]
    suggestions: tuple[tuple[str, Suggestion], ...]
    resolved: tuple[Note, ...]


def document_page(source: CleanText, found: Extraction) -> str:
    """Return the page on which a steward checks what was found in a document (核对页).

    Args:
        source: The cleaned text.
        found: What was found in it.
    """
    view = view_of(source, found)
    style, script = _packaged("document.css"), _packaged("document.js")
    return (
        _environment()
        .get_template(_TEMPLATE)
        .render(
            view=view,
            rows=list(_rows(source.text, view)),
            types=list(_types(view)),
            kinds=Counter(card.kind for card in view.cards),
            statuses=view.counted(),
            limits=found.limits,
            style=style,
            script=script,
            policy=_policy(style, script),
            doubt_word=doubt_word,
        )
    )


def _rows(text: str, view: View) -> Iterator[_Row]:
    parts = blocks(text)
    starts = [block.span.start for block in parts]
    leads = (Mark(span=b.lead, look="lead") for b in parts if not b.is_heading)
    marks = _by_block(chain(leads, _marks(text, view)), parts, starts)
    cards = _grouped(starts, view.cards, lambda card: card.span)
    doubts = _grouped(starts, view.suggestions, lambda numbered: numbered[1].span)
    short = [n for n in view.notes if n.entity.official or n.entity.same_as]
    resolved = _grouped(starts, short, lambda note: note.entity.span)
    for k, block in enumerate(parts):
        yield _Row(
            block=block,
            html=painted(text, block.span, marks.get(k, ())),
            cards=tuple(cards.get(k, ())),
            suggestions=tuple(doubts.get(k, ())),
            resolved=tuple(resolved.get(k, ())),
        )


def _grouped(
    starts: Sequence[int], items: Iterable[T], span_of: Callable[[T], Span]
) -> Mapping[int, list[T]]:
    """Return items by the block in which they begin."""
    found: dict[int, list[T]] = defaultdict(list)
    for item in items:
        found[_index(starts, span_of(item).start)].append(item)
    return found


def _marks(text: str, view: View) -> Iterator[Mark]:
    """Yield what is marked: suggestions, figures, entities, and where these occur again."""
    for anchor, one in view.suggestions:
        title = (
            f"{' '.join(doubt_word(one.kind))} “{one.printed}” → “{one.suggested}”：{one.reason}"
        )
        yield Mark(span=one.span, look="doubt", anchor=f"m-{anchor}", title=title)
    for card in view.cards:
        if card.kind == "fact":
            yield Mark(span=card.shown, look="figure", anchor=f"m-{card.anchor}")
    first = {(note.entity.span.start, note.entity.span.end) for note in view.notes}
    named = {note.entity.name: note for note in reversed(view.notes)}
    for note in view.notes:
        look = f"entity t-{note.type} {note.trust.status}"
        yield Mark(span=note.entity.span, look=look, anchor=note.anchor, title=note.title)
    for span in Spotter(named).spots(text):
        if (span.start, span.end) not in first:
            yield Mark(span=span, look=f"echo t-{named[text[span.start : span.end]].type}")


def _by_block(
    marks: Iterable[Mark], parts: Sequence[Block], starts: Sequence[int]
) -> Mapping[int, list[Mark]]:
    """Return the marks of each block; one that runs over several is cut at their ends."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        first, last = _index(starts, mark.span.start), _index(starts, mark.span.end - 1)
        for k in range(first, last + 1):
            low = max(mark.span.start, parts[k].span.start)
            high = min(mark.span.end, parts[k].span.end)
            if low < high:
                anchor = mark.anchor if k == first else ""
                found[k].append(replace(mark, span=Span(low, high), anchor=anchor))
    return found


def _index(starts: Sequence[int], place: int) -> int:
    return max(bisect_right(starts, place) - 1, 0)


def _types(view: View) -> Iterator[tuple[str, str, int]]:
    """Yield the types of entity with their Chinese name and their number."""
    counts = Counter(note.type for note in view.notes)
    for kind in EntityType:
        if counts[kind]:
            yield str(kind), entity_word(kind), counts[kind]


def _policy(style: str, script: str) -> str:
    """Return a content security policy by which only this style and this script count."""
    return (
        f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("server.page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _packaged(name: str) -> str:
    return (files("server.page") / name).read_text(encoding="utf-8")
