"""Teams (带队): who leads a team, and what the team does under him."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["teams"]

_LEADS: Final = re.compile(r"(?:同志)?(?:亲自)?(?:带领|率领|率队|带队|率|牵头)")
_UNDER: Final = re.compile(r"(?:同志)?(?:的)?(?:带领|率领|带队|牵头|领导|统筹)下?")
_FORMED: Final = re.compile(r"(?:组成|组建|成立)(?:了)?[“]?\Z")
_OPENED: Final = re.compile(r"(?:在|由)\Z")
_FAR: Final = 200
_MOST: Final = 40


def teams(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield leaders with the team that they lead, or with what it carries out (带队)."""
    for sentence in reading.sentences:
        end = reading.unreal_from(sentence.span)
        for leader in reading.mentions(Span(sentence.span.start, end), EntityType.LEADER):
            yield from _led(reading, sentence, leader)


def _led(reading: Reading, sentence: Sentence, leader: Named) -> Iterator[ExtractedRelation]:
    rest = Span(leader.span.end, min(sentence.span.end, leader.span.end + _FAR))
    opened = _OPENED.search(reading.text[max(0, leader.span.start - 1) : leader.span.start])
    if opened and _UNDER.match(reading.text, rest.start, rest.end):
        led = _carried_out(reading, rest)
    elif _LEADS.match(reading.text, rest.start, rest.end):
        led = _formed(reading, rest)
    else:
        return
    for thing in led:
        start = min(leader.span.start, thing.span.start)
        span = Span(start, max(leader.span.end, thing.span.end))
        pair = (leader.name, thing.name)
        yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.team")


def _formed(reading: Reading, rest: Span) -> list[Named]:
    """Return the team of 甲带领乙、丙组成丁组."""
    named = reading.mentions(rest, EntityType.ORGANISATION)
    before = ((n, reading.text[max(0, n.span.start - 5) : n.span.start]) for n in named)
    return [n for n, words in before if _FORMED.search(words)][:1]


def _carried_out(reading: Reading, rest: Span) -> list[Named]:
    """Return what is carried out by those whom the leader leads."""
    told = predicates(reading)
    first = bisect_left(told, rest.start, key=lambda p: p.verb.start)
    for predicate in takewhile(lambda p: p.verb.start < rest.end, told[first : first + _MOST]):
        if predicate.real:
            run = predicate.objects if predicate.kinds & {"carry", "launch", "hold"} else None
            found = [n for n in run.heads if n.type is EntityType.PROGRAMME] if run else []
            if found:
                return found
    return []
