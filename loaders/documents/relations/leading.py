"""Leading (带队): who leads a team, a meeting or a drive, by the words right after him."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["leading"]

_LEADS: Final = re.compile(
    rf"(?:同志)?(?:亲自|一行)?{alternation('clause.leads')}(?P<of>的)?(?:第\d+次)?"
    r"|(?:同志)?(?:一行)?(?:率队|带队)?(?:来|赴|到|莅临|深入)[^,，。;；]{1,16}?(?:开展|进行)"
)
_TEAM: Final = re.compile(
    rf"(?:{alternation('organisation.team_head')}|专班|工作组|常务会议|督导组)\Z"
)
_NEAR: Final = 120


def leading(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who is said to lead what is named after him (带队)."""
    for sentence in reading.sentences:
        real = Span(sentence.span.start, reading.unreal_from(sentence.span))
        found = list(runs(reading, reading.mentions(real)))
        yield from _led(reading, sentence, found)


def _led(reading: Reading, sentence: Sentence, found: list[Run]) -> Iterator[ExtractedRelation]:
    """Yield 由甲局长带队的乙督查组, 甲区长主持召开乙会议, 甲带队开展乙行动."""
    for index, run in enumerate(found):
        leads = _LEADS.match(reading.text, run.span.end, sentence.span.end)
        leaders = [n for n in run.heads if n.type is EntityType.LEADER]
        if not leads or not leaders:
            continue
        thing = _led_thing(found[index + 1 :], after=leads.end() if leads.group("of") else None)
        for leader in leaders if thing else ():
            if thing and thing.span.end - leader.span.start <= _NEAR:
                span = Span(leader.span.start, thing.span.end)
                pair = (leader.name, thing.name)
                yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.leads")


def _led_thing(following: list[Run], *, after: int | None) -> Named | None:
    """Return the first team, meeting or programme that is named after the leader."""
    for run in following:
        last = run.heads[-1]
        if after is not None and run.span.start != after:
            return None
        if last.type is EntityType.PROGRAMME or _TEAM.search(last.name):
            return last
    return None
