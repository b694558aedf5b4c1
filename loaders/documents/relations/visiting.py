"""Visits (到访检查): whom a team that inspects goes to see, as the sentence lists them.

检查组先后来到甲公司、乙公司, 在甲公司,督导组要求…, 甲带队,…组成检查组,…现场检查丙公司: the team
named last before the list inspects it, wherever in the sentence it stands.
"""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import ACTORS, Run, runs
from loaders.documents.lexicon import alternation
from loaders.documents.relations.speaking import protagonist
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["visiting"]

_TEAM: Final = re.compile(
    r"(?:检查|督查|督察|督导|督办|调研|巡查|暗访|审核|复核|验收|考核|执法|评估|核查|整治|攻坚|工作)\w{0,3}?(?:小组|组|专班|队)\Z"
)
_GOING: Final = re.compile(rf"(?:{alternation('clause.visit')})了?(?:位于)?[“]?\Z")
_AND_OTHERS: Final = re.compile(r"、(?:[^,，。;；、\n]{2,12}、){0,3}")
_SEEN: Final = re.compile(r"在\Z")
_THERE: Final = re.compile(r"等?[^,，。;；]{0,10}?[,，]")
_ITS_WORK: Final = re.compile(
    r"(?:开展|进行)?(?:督导|检查|督查|指导|调研|部署|推动)[^,，。;；]{2,20}?(?:工作|情况)"
)
_AUTHORITY: Final = re.compile(r"(?:局|厅|委|办|所|委员会|办公室|支队|大队|总队|部|管委会)\Z")
_TOWARDS: Final = re.compile(r"对\Z")
_ACTS: Final = re.compile(
    r"[^。;；]{0,24}?(?:进行|开展|实施|予以|给予)了?[^,，。;；]{0,8}?"
    r"(?:约谈|检查|督查|处罚|执法|整治|督办|曝光|通报|查处)"
)
_VISITED: Final = frozenset({EntityType.ENTERPRISE, EntityType.PARK})
_INSPECTED: Final = re.compile(
    r"(?:等地)?(?:开展|进行|实施)?了?(?:为期[^,，。;；]{1,6}的)?(?:安全生产|消防安全|危险?化学?品)?(?:专项|现场|交叉)?"
    r"(?:检查|督查|督导|督察|巡查|核查|考核|暗访|明查)(?!组|时|中)"
)
_NOT_YET: Final = re.compile(r"(?:将|拟|计划|准备)(?:于)?[^,，。;；]{0,20}\Z")
_NEAR: Final = 160


def visiting(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the enterprises, parks and regions that an inspecting team visits (到访检查)."""
    team: Named | None = None
    line = 0
    for sentence in reading.sentences:
        if "\n" in reading.text[line : sentence.span.start]:
            team = None
        line = sentence.span.end
        named = reading.mentions(sentence.span)
        teams = [n for n in named if n.type is EntityType.ORGANISATION and _TEAM.search(n.name)]
        for run in _visited(reading, sentence, named):
            before = [n for n in teams if n.span.end <= run.span.start]
            there = _SEEN.search(reading.text[run.span.start - 1 : run.span.start])
            going = before[-1] if before else _receiving(reading, teams, run) if there else team
            if going:
                yield from _inspects(reading, going, run)
        team = teams[-1] if teams else team
        yield from _acted_on(reading, sentence, named)


def _visited(reading: Reading, sentence: Sentence, named: tuple[Named, ...]) -> Iterator[Run]:
    """Yield those who are gone to, or stood in, where the sentence tells it as done."""
    end, last = reading.unreal_from(sentence.span), -1
    for run in runs(reading, named):
        floor = max(sentence.span.start, run.span.start - 8)
        before = reading.text[floor : run.span.start]
        going = _GOING.search(before) or _SEEN.search(before)
        gone_to = going is not None and reading.words.begins(floor + going.start())
        if last >= 0 and not gone_to:
            gone_to = _AND_OTHERS.fullmatch(reading.text, last, run.span.start) is not None
        last = run.span.end if gone_to and run.span.start < end else -1
        if last >= 0:
            yield run


def _receiving(reading: Reading, teams: list[Named], run: Run) -> Named | None:
    """Return the team of 在甲公司,督导组要求…."""
    after = next((n for n in teams if n.span.start >= run.span.end), None)
    if after and _THERE.fullmatch(reading.text, run.span.end, after.span.start):
        return after
    return None


def _acted_on(
    reading: Reading, sentence: Sentence, named: tuple[Named, ...]
) -> Iterator[ExtractedRelation]:
    """Yield 对甲、乙等多家单位进行约谈 of a document that is about one authority."""
    found = runs(reading, [n for n in named if n.type in ACTORS])
    run = next(found, None)
    name = protagonist(reading) if run else None
    if run is None or name is None or not _AUTHORITY.search(name):
        return
    before = reading.text[max(sentence.span.start, run.span.start - 6) : run.span.start]
    acts = _ACTS.match(reading.text, run.span.end, sentence.span.end)
    if acts and _TOWARDS.search(before) and run.span.start < reading.unreal_from(sentence.span):
        for thing in run.heads:
            if thing.type in _VISITED:
                span = Span(run.span.start, acts.end())
                pair = (name, thing.name)
                yield reading.relation(RelationType.REGULATES, *pair, span, "oversight.told")


def _inspects(reading: Reading, team: Named, run: Run) -> Iterator[ExtractedRelation]:
    span = Span(min(team.span.start, run.span.start), max(team.span.end, run.span.end))
    told = span.end - span.start <= _NEAR
    if _NOT_YET.search(reading.text, team.span.end, run.span.start):
        return
    for thing in run.heads if told else ():
        about = thing.type is EntityType.PARK and _ITS_WORK.match(reading.text, run.span.end)
        there = thing.type is EntityType.REGION and thing is run.heads[-1]
        inspected = there and _INSPECTED.match(reading.text, run.span.end)
        if (thing.type in _VISITED and not about) or inspected:
            pair = (team.name, thing.name)
            yield reading.relation(RelationType.REGULATES, *pair, span, "oversight.visited")
