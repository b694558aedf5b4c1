"""Nearest actor (就近主体): whose an activity or a paper is that no clause frame reaches.

Long sentences put adverbials, purposes and places between the one who acts and the verb. The actor
that stands nearest before the verb is then the one who acts, unless a word before it shows that it
does something else in the sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.lexicon import alternation, lists
from loaders.documents.names.programmes import TITLE
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence
from loaders.documents.text.spans import Spans

__all__ = ["nearby"]

_ACTORS: Final = frozenset(
    {EntityType.ORGANISATION, EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE}
)
_ACTING: Final = _ACTORS | {EntityType.LEADER}
_MADE: Final = re.compile(
    rf"(?P<verb>{alternation('programme.making')})(?:了|好)?[^,，。;；:：、]{{0,14}}?[《“]?\Z"
)
_OBLIQUE: Final = re.compile(
    rf"(?:{alternation('clause.target', 'clause.place', 'clause.oblique')})[^,，]{{0,6}}\Z"
)
_GOVERNED: Final = re.compile(
    rf"{alternation(*(name for name in lists() if name.startswith('verb.')))}"
)
_LED: Final = re.compile(r"(?:带领|率领|率)\Z")
_EXPERTS: Final = re.compile(r"专家(?:小组|组|团队?|队)\Z")
_OF_OFFICE: Final = re.compile(
    r"(?:等)?(?:有关|相关|职能|市直|县直|区直)*(?:部门|单位)?(?:主要|有关|相关|分管)*(?:负责人|负责同志|领导|同志)"
)
_OTHERS: Final = re.compile(
    rf"[,，](?!对|向|组织|联合|会同)[^,，。;；“《]{{0,8}}?"
    rf"{alternation('clause.other_subject', 'clause.other_actor')}|[,，][^,，。;；“《]{{0,4}}会上"
)
_NOT_YET: Final = re.compile(
    rf"{alternation('modality.denied', 'modality.future')}[^,，。;；]{{0,6}}\Z"
)
_SHARED: Final = re.compile(r"(?:三年行动|攻坚行动|双重预防机制|责任制|试点)(?:计划)?\Z|建设\Z")
_SEVERAL: Final = re.compile(r"等[\d一二两三四五六七八九十]|分别")
_THIS: Final = re.compile(rf"(?:[此本这]次)?(?P<kind>{alternation('programme.event_kind')})(?=由)")
_HOSTS: Final = re.compile(r"[”》]?(?:联合|共同|具体|牵头)*(?:主办|承办|协办|举办|组织|主持)")
_BY: Final = re.compile(r"(?:由[^,，。;；]{0,12}|[,，])\Z")
_MOST: Final = 40
_FAR: Final = 120


def nearby(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the nearest actor before a verb that makes a programme (就近主体)."""
    titles = Spans(Span(*m.span()) for m in TITLE.finditer(reading.text))
    for sentence in reading.sentences:
        yield from _of(reading, sentence, titles)
    yield from _hosted(reading)


def _of(reading: Reading, sentence: Sentence, titles: Spans) -> Iterator[ExtractedRelation]:
    real = Span(sentence.span.start, reading.unreal_from(sentence.span))
    actor: Run | None = None
    for run in runs(reading, reading.mentions(real)):
        if run.of(_ACTORS) and {n.type for n in run.heads} <= _ACTING:
            actor = run if _opens(reading, sentence, run) else actor
        elif actor and _is_paper(titles, run) and _is_made(reading, actor, run):
            yield from _manages(reading, actor, run)


def _hosted(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 此次演练由甲局主办,乙局承办: whose the event is that was named last by this word."""
    named = reading.mentions(Span(0, len(reading.text)), EntityType.PROGRAMME)
    for sentence, match in reading.matches(_THIS):
        kind = match.group("kind")
        until = bisect_left(named, match.start(), key=lambda n: n.span.start)
        before = named[max(0, until - _MOST) : until]
        event = next((n for n in reversed(before) if n.name.endswith(kind)), None)
        rest = Span(match.end("kind"), sentence.span.end)
        for run in runs(reading, reading.mentions(rest, *_ACTORS)) if event else ():
            by = reading.text[rest.start : run.span.start]
            acts = _HOSTS.match(reading.text, run.span.end, sentence.span.end)
            if event and acts and _BY.search(by):
                for one in run.heads:
                    pair = (one.name, event.name)
                    span = Span(match.start(), acts.end())
                    yield reading.relation(RelationType.MANAGES, *pair, span, "duty.hosted")


def _opens(reading: Reading, sentence: Sentence, run: Run) -> bool:
    """Return whether nothing before a name in its clause makes it an object or a place."""
    clause = max((c.start for c in sentence.clauses if c.start <= run.span.start), default=0)
    before = reading.text[clause : run.span.start]
    led = _LED.search(before) and _OF_OFFICE.match(reading.text, run.span.end)
    other = led or _EXPERTS.search(run.heads[-1].name)
    return not (_OBLIQUE.search(before) or _GOVERNED.search(before) or other)


def _is_paper(titles: Spans, run: Run) -> bool:
    """Return whether programmes alone are named, and not as part of a paper's title."""
    if {n.type for n in run.heads} != {EntityType.PROGRAMME}:
        return False
    left = Span(max(0, run.span.start - 2), run.span.end)
    return not (titles.hold(left) or titles.hold(Span(run.span.start, run.span.end + 2)))


def _is_made(reading: Reading, actor: Run, run: Run) -> bool:
    """Return whether a verb right before a programme says that it is made, by the actor."""
    between = reading.text[actor.span.end : run.span.start]
    made = _MADE.search(between)
    if made is None or len(between) > _FAR or _SEVERAL.match(between):
        return False
    return not (_NOT_YET.search(between[: made.start()]) or _OTHERS.search(between))


def _manages(reading: Reading, actor: Run, run: Run) -> Iterator[ExtractedRelation]:
    span = Span(actor.span.start, run.span.end)
    for thing in run.heads:
        if not _SHARED.search(thing.name):
            for one in actor.of(_ACTORS):
                pair = (one.name, thing.name)
                yield reading.relation(RelationType.MANAGES, *pair, span, "duty.nearest")
