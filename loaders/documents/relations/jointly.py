"""Joint making (联合举办): all who stand behind a programme that a sentence says is made together.

甲局于近日联合乙所、丙所,对…开展丁检查; 由甲办牵头,乙局、丙局联合开展丁活动; 甲局会同乙局等部门,
邀请…,对…进行丁审核: each of them has it, wherever between them and the verb the sentence goes.
"""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.grammar.runs import ACTORS, Run, runs
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["jointly"]

_MADE: Final = re.compile(
    rf"(?:{alternation('programme.making')})(?:了|好)?[^,，。;；:：、]{{0,20}}?[《“]?\Z"
)
_WITH: Final = re.compile(r"(?:联合|会同|协同|携手)(?:了)?\Z")
_WITHIN: Final = re.compile("联合|会同|协同|携手")
_HEADED: Final = re.compile(r"(?:同志)?牵头")
_TOGETHER: Final = re.compile(
    r"(?:等)?[^,，。;；、]{0,8}?(?:[,，])?(?:共同|联合)?(?:于)?[^,，。;；、]{0,8}?(?:联合|共同)"
)
_UNDER: Final = re.compile(r"(?:的)?(?:指导|支持|领导|统筹|安排|部署)")
_ACTING: Final = ACTORS - {EntityType.CUSTODY_PROVIDER}
_MAKES: Final = {EntityType.PROGRAMME}
_MOST: Final = 12
_FAR: Final = 240


def jointly(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield each of those who together make a programme (联合举办)."""
    for sentence in reading.sentences:
        end = reading.unreal_from(sentence.span)
        text = reading.text[sentence.span.start : end]
        if _WITHIN.search(text) or "牵头" in text:
            real = Span(sentence.span.start, end)
            found = list(runs(reading, reading.mentions(real)))
            yield from _of(reading, sentence, found)


def _of(reading: Reading, sentence: Sentence, found: list[Run]) -> Iterator[ExtractedRelation]:
    acting: list[Run] = []
    last: Run | None = None
    for run in found:
        before = reading.text[max(sentence.span.start, run.span.start - 40) : run.span.start]
        if {n.type for n in run.heads} <= _ACTING:
            if _UNDER.match(reading.text, run.span.end):
                continue
            if _WITH.search(before):
                acting += [last, run] if last and not acting else [run]
            elif _is_joint(reading, run, acting):
                acting.append(run)
            last = run
        elif acting and {n.type for n in run.heads} == _MAKES and _MADE.search(before):
            yield from _made(reading, acting[-_MOST:], run)


def _is_joint(reading: Reading, run: Run, acting: list[Run]) -> bool:
    """Return whether its own words say that it acts with others: 甲会同乙, 甲牵头, 乙联合."""
    within = _WITHIN.search(reading.quote(run.span)) or _HEADED.match(reading.text, run.span.end)
    return bool(within) or (bool(acting) and bool(_TOGETHER.match(reading.text, run.span.end)))


def _made(reading: Reading, acting: list[Run], run: Run) -> Iterator[ExtractedRelation]:
    for one in (n for actor in acting for n in actor.heads[:_MOST]):
        span = Span(one.span.start, run.span.end)
        for thing in run.heads if span.end - span.start <= _FAR else ():
            pair = (one.name, thing.name)
            yield reading.relation(RelationType.MANAGES, *pair, span, "duty.jointly")
