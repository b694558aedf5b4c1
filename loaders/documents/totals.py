"""Totals against their parts (总分核对): sums and rates that a document gets wrong.

A document is only held to what it says itself: parts listed after 其中 in one clause, grades that
together make up the whole, and a rate whose two figures stand right before it. The figures stay
as printed; a person is told.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.statements import ExtractedFact, Span

__all__ = ["Mismatch", "mismatches"]

_PARTS: Final = re.compile(r"其中|(?:分别|具体)(?:是|为)|包括")
_LISTED: Final = re.compile(r"(?:[、和及与]|以及)[^,，。;；\d]*")
_GRADED: Final = re.compile(
    rf"[、和及与,，]?[^,，。;；\d]*?{alternation('count.grade')}[^,，。;；\d]*"
)
_RATE: Final = re.compile(rf"[,，、]?(?P<act>{alternation('count.rated')})率(?:达到?|为)?")
_NEAR: Final = 0.1
"""Parts that miss the total by more than a tenth were probably not meant to make it up."""
_FAR: Final = 10.0
"""A rate that is off by more points than this has probably another base."""
_LIST_MIN: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A total, or a rate, that its own parts contradict (总分不符).

    Attributes:
        span: From the total to the last part.
        printed: The total or rate as printed, with its unit.
        computed: What the parts give.
        figures: The parts in the order printed; of a rate, the part and the whole.
        rate: Whether it is a rate.
    """

    span: Span
    printed: str
    computed: str
    figures: tuple[str, ...]
    rate: bool = False


def mismatches(text: str, sentence: Span, facts: Sequence[ExtractedFact]) -> Iterator[Mismatch]:
    """Yield what does not add up among the exact figures of one sentence (总分核对).

    Args:
        text: The cleaned text.
        sentence: The sentence.
        facts: Its counted facts in order.
    """
    exact = [f for f in facts if not f.qualifier and not isinstance(f.value, str)]
    for index, total in enumerate(exact):
        yield from _summed(total, _parts(text, sentence, total, exact[index + 1 :]))
    for whole, part, rate in zip(exact, exact[1:], exact[2:], strict=False):
        yield from _rated(text, whole, part, rate)


def _parts(
    text: str, sentence: Span, total: ExtractedFact, rest: Sequence[ExtractedFact]
) -> list[ExtractedFact]:
    """Return the list of figures in the total's unit that 其中 opens right after it.

    A list joined by 、 is taken to be whole; one cut by commas only if it runs through grades.
    """
    parts: list[ExtractedFact] = []
    floor = total.figure.end
    for fact in rest:
        between = text[floor : fact.figure.start]
        graded = bool(_GRADED.fullmatch(between))
        joined = graded or bool(_LISTED.fullmatch(between))
        opened = bool(_PARTS.search(between)) if not parts else joined
        if fact.unit != total.unit or not opened or fact.figure.end > sentence.end:
            break
        parts.append(fact)
        floor = fact.figure.end
    return parts


def _summed(total: ExtractedFact, parts: Sequence[ExtractedFact]) -> Iterator[Mismatch]:
    printed, found = float(total.value), math.fsum(float(part.value) for part in parts)
    if len(parts) < _LIST_MIN or math.isclose(found, printed):
        return
    if abs(found - printed) <= _NEAR * printed:
        yield Mismatch(
            span=Span(total.figure.start, parts[-1].figure.end),
            printed=f"{printed:.12g}{total.unit}",
            computed=f"{found:.12g}{total.unit}",
            figures=tuple(f"{part.value:.12g}" for part in parts),
        )


def _rated(
    text: str, whole: ExtractedFact, part: ExtractedFact, rate: ExtractedFact
) -> Iterator[Mismatch]:
    """Yield 发现100条,整改95条,整改率98%: the rate must be of what the figure before it counts."""
    told = _RATE.fullmatch(text[part.figure.end : rate.figure.start])
    base, share = float(whole.value), float(part.value)
    if not told or told.group("act") not in text[whole.figure.end : part.figure.end]:
        return
    if rate.unit not in {"%", "％"} or whole.unit != part.unit or not 0 < share <= base:
        return
    found, printed = 100 * share / base, float(rate.value)
    places = len(f"{printed:.12g}".partition(".")[2])
    if 0.51 * 10**-places < abs(found - printed) <= _FAR:  # more than rounding explains
        yield Mismatch(
            span=Span(whole.figure.start, rate.figure.end),
            printed=f"{printed:.12g}%",
            computed=f"{found:.{max(places, 1)}f}%",
            figures=(f"{share:.12g}", f"{base:.12g}"),
            rate=True,
        )
