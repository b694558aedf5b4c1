"""Founding (组建): who sets up a team for a task, and who is said to head it right there.

成立由甲牵头、乙参加的丙组, 成立了由丁任组长、戊任副组长的领导小组: what stands between the verb and
the team tells of it; without 由 the team is that of the one who acts in the sentence, or of the one
whom the document is about.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import ACTORS, Run, runs
from loaders.documents.lexicon import alternation
from loaders.documents.relations.speaking import protagonist
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["founding"]

_FOUNDS: Final = re.compile(rf"(?:{alternation('clause.founding')})了?")
_TEAM: Final = re.compile(
    rf"(?:{alternation('organisation.group', 'organisation.team_head')}|组)\Z"
)
_STATION: Final = re.compile(r"(?:站|中心|队|委员会|专委会|办公室)\Z")
_SHORT: Final = re.compile(r"[^,，。;；:：、]{0,10}?[“]?")
_MODIFIED: Final = re.compile(r"[^。;；]{0,160}?的(?:[\d一二三四五六七八九十两多]+个)?[“]?")
_LEADS: Final = re.compile(r"(?:牵头|为主|主导|会同)")
_HEADS: Final = re.compile(
    rf"(?:同志)?(?:任|担任|兼任|为)?(?:双|(?:常务)?副)?{alternation('clause.headship')}|带队"
)
_BY: Final = re.compile(r"(?:由|以)\Z")
_FAR: Final = 180


def founding(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield whose a team is that is set up, and who heads it (组建)."""
    for sentence in reading.sentences:
        end = reading.unreal_from(sentence.span)
        last = sentence.span.start
        for match in _FOUNDS.finditer(reading.text, sentence.span.start, end):
            team = _founded(reading, sentence, match) if match.start() >= last else None
            if team is not None:
                last = team.span.end
                yield from _founders(reading, sentence, match.start(), team)
                yield from _heads(reading, Span(match.end(), team.span.start), team)


def _founded(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Named | None:
    """Return the team that is set up: right after the verb, or after what is told of it."""
    rest = Span(match.end(), min(sentence.span.end, match.end() + _FAR))
    for office in reading.mentions(rest, EntityType.ORGANISATION):
        text = reading.text
        short = _SHORT.fullmatch(text, rest.start, office.span.start)
        if short and not _BY.search(short.group()):
            fits = _TEAM.search(office.name) or _STATION.search(office.name)
            return office if fits else None
        told = _MODIFIED.fullmatch(text, rest.start, office.span.start)
        if told and _TEAM.search(office.name):
            return office
    return None


def _founders(
    reading: Reading, sentence: Sentence, verb: int, team: Named
) -> Iterator[ExtractedRelation]:
    rule = "duty.founded"
    within = Span(verb, team.span.start)
    led = [run for run in _runs(reading, within) if _leads(reading, run)]
    before = Span(sentence.span.start, verb)
    run = led[0] if led else _acting(reading, before, verb)
    names = [n.name for n in run.heads] if run else []
    start = min(run.span.start, verb) if run else verb
    if run is None:
        name, rule = protagonist(reading), "duty.founded.told"
        names = [name] if name and not _runs(reading, before) else []
    for name in names:
        span = Span(start, team.span.end)
        yield reading.relation(RelationType.MANAGES, name, team.name, span, rule)


def _runs(reading: Reading, within: Span) -> list[Run]:
    found = runs(reading, reading.mentions(within))
    return [run for run in found if {n.type for n in run.heads} <= ACTORS]


def _leads(reading: Reading, run: Run) -> bool:
    by = _BY.search(reading.text[max(0, run.span.start - 1) : run.span.start])
    return bool(by) and bool(_LEADS.match(reading.text, run.span.end))


def _acting(reading: Reading, before: Span, verb: int) -> Run | None:
    """Return who acts: 由甲牵头 before the verb, else the subject of the verb's sentence."""
    for run in reversed(_runs(reading, before)):
        if _leads(reading, run):
            return run
    told = predicates(reading)
    low = bisect_left(told, before.start, key=lambda p: p.verb.start)
    high = bisect_right(told, verb, key=lambda p: p.clause.start)
    subjects = [p.subject for p in told[low:high] if p.subject]
    subject = subjects[-1] if subjects else None
    if subject and {n.type for n in subject.heads} <= ACTORS and subject.span.start < verb:
        return subject
    return None


def _heads(reading: Reading, told: Span, team: Named) -> Iterator[ExtractedRelation]:
    """Yield those of whom the words before the team say that they head it."""
    for leader in reading.mentions(told, EntityType.LEADER):
        if _HEADS.match(reading.text, leader.span.end, told.end):
            span = Span(leader.span.start, team.span.end)
            pair = (leader.name, team.name)
            yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.founded.head")
