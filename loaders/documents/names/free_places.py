"""Places on their own (独立地名): provinces and cities called by their stem, in no longer name."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.edges import has_edge
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation, terms
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.documents.text.spans import Spans
from loaders.reference.divisions import divisions

__all__ = ["free_places"]

_RANK: Final = re.compile(r"(?:壮族|回族|维吾尔)?(?:省|自治区|特别行政区|市)\Z")
_NO_PLACE: Final = re.compile(
    rf"{alternation('place.region', 'place.no_free')}"
    rf"|[^,，。;；、\s]{{0,6}}{alternation('place.body_of')}|[—–-]"
)
_ROUTE: Final = ("—", "–", "-")
_SHORT: Final = (3, 2)
_LISTED: Final = re.compile("、")
_BESIDE: Final = (-3, -2, 1)


@lru_cache(maxsize=1)
def _provinces() -> frozenset[str]:
    return frozenset(_RANK.sub("", name) for name in terms("place.province"))


def free_places(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield 甲 and 乙 of 甲、乙等地 and the like: provinces and cities called by their stem alone.

    A name that holds the word takes it, and so does the office, the firm or the road that it opens.
    """
    kinds = [kind for kind in EntityType if kind is not EntityType.REGION]
    whole = Span(0, len(reading.text))
    taken = Spans(n.span for n in reading.mentions(whole, *kinds))
    seen = set(reading.names(EntityType.REGION))
    for start in _likely(reading):
        for length in _SHORT:
            span = Span(start, min(start + length, whole.end))
            if reading.quote(span) not in seen and _stands(reading, span, taken):
                seen.add(reading.quote(span))
                yield reading.entity(EntityType.REGION, span, "place.free")
                break


def _likely(reading: Reading) -> Sequence[int]:
    """Return where a place may begin: beside 、 or where the dictionary knows one."""
    listed = (
        match.start() + beside for match in _LISTED.finditer(reading.text) for beside in _BESIDE
    )
    within = range(len(reading.text))
    return sorted({start for start in listed if start in within} | {*reading.words.places()})


def _stands(reading: Reading, span: Span, taken: Spans) -> bool:
    name = reading.quote(span)
    if not (name in _provinces() or divisions().named(name + "市")):
        return False
    alone = (
        reading.words.begins(span.start)
        and reading.words.begins(span.end)
        and not _NO_PLACE.match(reading.text, span.end)
    )
    alone = alone and not reading.text.endswith(_ROUTE, 0, span.start)
    return alone and has_edge(reading, span.start) and not taken.hold(span)
