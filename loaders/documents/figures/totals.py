"""Totals against their parts (总分核对): sums and rates that a document gets wrong.

A document is only held to what it says itself: parts listed after 其中 in one clause, grades that
together make up the whole, what is done and what is left, and a rate whose two figures stand right
before it. The figures stay
as printed; a person is told.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import ExtractedFact, Span, Suggestion, SuggestionKind

__all__ = ["mismatches"]

_PARTS: Final = re.compile(r"其中|(?:分别|具体)(?:是|为)|包括")
_LISTED: Final = re.compile(r"(?:[、和及与]|以及)[^,，。;；\d]*")
_GRADED: Final = re.compile(
    rf"[、和及与,，]?[^,，。;；\d]*?{alternation('count.grade')}[^,，。;；\d]*"
)
_RATE: Final = re.compile(rf"[,，、]?(?P<act>{alternation('count.rated')})率(?:达到?|为)?")
_DONE: Final = re.compile(r"已|完成|整改|办结")
_REST: Final = re.compile(alternation("count.rest"))
_PER_CENT: Final = frozenset({"%", "\uff05"})
_NEAR: Final = 0.1
"""Parts that miss the total by more than a tenth were probably not meant to make it up."""
_FAR: Final = 10.0
"""A rate that is off by more points than this has probably another base."""
_LIST_MIN: Final = 2


def mismatches(reading: Reading, facts: Sequence[ExtractedFact]) -> Iterator[Suggestion]:
    """Yield what does not add up among the exact figures of one sentence (总分核对).

    >>> from loaders.documents.extract import extract
    >>> from loaders.documents.text.clean import clean
    >>> found = extract(clean("检查1025家次,其中危化688家次、工贸336家次。"))
    >>> [(one.printed, one.suggested) for one in found.suggestions]
    [('1025家次,其中危化688家次、工贸336家次', '1024家次')]
    """
    together: dict[int, list[ExtractedFact]] = defaultdict(list)
    for fact in facts:
        if not fact.qualifier and not isinstance(fact.value, str):
            together[reading.sentence_at(fact.figure.start)].append(fact)
    for exact in together.values():
        for index, total in enumerate(exact):
            yield from _summed(reading, total, _parts(reading.text, total, exact[index + 1 :]))
        for three in zip(exact, exact[1:], exact[2:], strict=False):
            yield from _rated(reading, *three)
            yield from _left(reading, *three)


def _parts(text: str, total: ExtractedFact, rest: Sequence[ExtractedFact]) -> list[ExtractedFact]:
    """Return the list of figures in the total's unit that 其中 opens right after it.

    A list joined by 、 is taken to be whole; one cut by commas only if it runs through grades.
    """
    parts: list[ExtractedFact] = []
    floor = total.figure.end
    for fact in rest:
        between = text[floor : fact.figure.start]
        joined = _GRADED.fullmatch(between) or _LISTED.fullmatch(between)
        opened = joined if parts else _PARTS.search(between)
        if fact.unit != total.unit or not opened:
            break
        parts.append(fact)
        floor = fact.figure.end
    return parts


def _left(
    reading: Reading, total: ExtractedFact, done: ExtractedFact, rest: ExtractedFact
) -> Iterator[Suggestion]:
    """Yield 发现1025条,已整改688条,剩余336条: what is done and what is left are the whole."""
    acted = _DONE.search(reading.text, total.figure.end, done.figure.start)
    remaining = _REST.search(reading.text, done.figure.end, rest.figure.start)
    if acted and remaining and total.unit == done.unit == rest.unit:
        yield from _unequal(reading, total, (done, rest))


def _summed(
    reading: Reading, total: ExtractedFact, parts: Sequence[ExtractedFact]
) -> Iterator[Suggestion]:
    found = math.fsum(float(part.value) for part in parts)
    if len(parts) >= _LIST_MIN and abs(found - float(total.value)) <= _NEAR * float(total.value):
        yield from _unequal(reading, total, parts)


def _unequal(
    reading: Reading, total: ExtractedFact, parts: Sequence[ExtractedFact]
) -> Iterator[Suggestion]:
    printed, found = float(total.value), math.fsum(float(part.value) for part in parts)
    if not math.isclose(found, printed):
        added = "+".join(f"{part.value:.12g}" for part in parts)
        yield _doubt(
            reading,
            Span(total.figure.start, parts[-1].figure.end),
            f"{found:.12g}{total.unit}",
            f"分项之和 {added}={found:.12g}，与总数 {printed:.12g} 不符",
            f"the parts {added.replace('+', ' + ')} = {found:.12g} do not make up {printed:.12g}",
        )


def _rated(
    reading: Reading, whole: ExtractedFact, part: ExtractedFact, rate: ExtractedFact
) -> Iterator[Suggestion]:
    """Yield 发现100条,整改95条,整改率98%: the rate must be of what the figure before it counts."""
    told = _RATE.fullmatch(reading.text, part.figure.end, rate.figure.start)
    base, share = float(whole.value), float(part.value)
    if not told or not 0 < share <= base or whole.unit != part.unit or rate.unit not in _PER_CENT:
        return
    if told.group("act") not in reading.text[whole.figure.end : part.figure.end]:
        return
    found, printed = 100 * share / base, float(rate.value)
    places = len(f"{printed:.12g}".partition(".")[2])
    if 0.51 * 10**-places < abs(found - printed) <= _FAR:  # more than rounding explains
        shown = f"{found:.{max(places, 1)}f}%"
        yield _doubt(
            reading,
            Span(whole.figure.start, rate.figure.end),
            shown,
            f"{share:.12g}÷{base:.12g}={shown}，与 {printed:.12g}% 不符",
            f"{share:.12g} of {base:.12g} is {shown}, not {printed:.12g}%",
        )


def _doubt(reading: Reading, span: Span, meant: str, reason: str, reason_en: str) -> Suggestion:
    return Suggestion(
        kind=SuggestionKind.MISMATCH,
        span=span,
        original=reading.source.to_original(span.start, span.end),
        printed=reading.quote(span),
        suggested=meant,
        reason=reason,
        reason_en=reason_en,
    )
