"""Subjects of figures (事实主体): whose figure it is, told by the sentence it stands in."""

import re
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.places import home
from loaders.documents.statements import EntityType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["subject_of"]

_SCOPE: Final = re.compile(alternation("count.scope"))
_FOR_ALL: Final = re.compile("[,，]为全([省市区县镇乡])")
"""For whom it was counted: 遴选15家示范企业,为全区积累经验. 占全区的5% does not say whose it is."""
_USE: Final = re.compile(rf"{alternation('platform.use')}\Z")
_WHOLE: Final = re.compile(r"全[省市区县]\Z")
_REACH: Final = 24
_FAR: Final = 200
_HEADING: Final = re.compile(r"[一二三四五六七八九十]+是")
_PAUSE: Final = re.compile("[,，]")
_IN_IT: Final = r"[》”\"）)]*(?:[,，](?:其中|[并共已现均]|累计|目前|全部){0,3})?"
_HOLDS: Final = {
    EntityType.PROGRAMME: re.compile(_IN_IT + alternation("programme.holds")),
    EntityType.PLATFORM: re.compile(_IN_IT + alternation("programme.holds", "platform.holds")),
}
"""What a paper or a system has in it: 《甲方案》,明确27项任务; 甲系统,累计接入车辆935辆."""
_LEARNT: Final = re.compile(r"(?:学习|借鉴|考察|对标|参观|参照|赴)[^,，。;；]{0,6}\Z")
_EXAMPLE: Final = re.compile("[^,，。;；]{0,6}(?:经验|做法|模式)")
_REPORTS: Final = re.compile("讲解|介绍|报道|通报|记载|回顾|登载|刊登")
_MADE: Final = re.compile(
    rf"(?:{alternation('programme.issue', 'platform.build', 'programme.practise')})\Z"
)
_GROUND: Final = re.compile(
    rf"(?:{alternation('clause.ground')}|违反|不符合)[^《,，。;；]{{0,12}}(?:《[^《》]*》[^《,，。;；]{{0,12}})*《?\Z"
)
"""Before a paper that a deed rests on, or breaks: the deed's figures are not the paper's."""


def subject_of(reading: Reading, index: int, figure: Span) -> tuple[str | None, str]:
    """Return whose figure it is and how that is told; None where the document does not tell.

    In this order: 全国 right before it; an enterprise that the clause before is about; a system
    that is used, or a programme or platform that is made, if the figure tells what is in it; a
    platform that heads the paragraph; a region that opens the clause; 全区; else the region that
    the whole document reports on, unless the sentence is about somebody else.

    Args:
        reading: The document with its entities.
        index: Which of its sentences.
        figure: Where the figure stands.
    """
    sentence = reading.sentences[index]
    before = Span(sentence.span.start, max(figure.start, sentence.span.start))
    if reading.quote(before).endswith("全国"):
        return "全国", "nation"
    for told, rule in (
        (_target(reading, before), "target"),
        (_used(reading, before), "used"),
        (_made(reading, before), "made"),
        (_headed(reading, index), "heading"),
    ):
        if told is not None:
            return told, rule
    return _region(reading, sentence, before)


def _region(reading: Reading, sentence: Sentence, before: Span) -> tuple[str | None, str]:
    region = home(reading)
    kinds = (EntityType.REGION, EntityType.ORGANISATION, EntityType.ENTERPRISE)
    clause = next(c for c in reversed(sentence.clauses) if c.start <= before.end)
    opening = next(iter(reading.mentions(clause, *kinds)), None)
    if opening and opening.type is EntityType.REGION and opening.span.start == clause.start:
        return opening.name, "region"
    if scope := _SCOPE.search(reading.quote(before)):
        return _of_rank(reading, scope.group()[-1], region), "scope"
    if scope := _FOR_ALL.search(reading.quote(Span(before.end, sentence.span.end))):
        return _of_rank(reading, scope[1], region), "scope"
    if region is None or _is_of_another(reading, before, region):
        return None, "none"
    return region, "document"


def _is_of_another(reading: Reading, before: Span, region: str) -> bool:
    """Return whether the sentence names a park, an enterprise or another region before a figure."""
    kinds = (EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
    return any(
        named.name != region and not _is_wider(reading, named)
        for named in reading.mentions(before, *kinds)
    )


def _is_wider(reading: Reading, named: Named) -> bool:
    """Return whether what is named is only the province or city that a longer name begins with."""
    return any(
        other.span.start == named.span.end
        for other in reading.mentions(
            Span(named.span.end, named.span.end + _REACH), EntityType.REGION
        )
    )


def _of_rank(reading: Reading, rank: str, region: str | None) -> str | None:
    """Return the region that 全市 means: the document's own, else the only one of its rank.

    One that the document only learns from (借鉴乙市经验) is not it.
    """
    if region is not None and region.endswith(rank):
        return region
    named = [name for name in _standing(reading) if name.endswith(rank)]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=4)
def _standing(reading: Reading) -> frozenset[str]:
    """Return the regions that the document names otherwise than as an example to learn from."""
    whole = Span(0, len(reading.text))
    return frozenset(
        named.name
        for named in reading.mentions(whole, EntityType.REGION)
        if not _is_example(reading, named.span)
    )


def _is_example(reading: Reading, span: Span) -> bool:
    learnt = _LEARNT.search(_just_before(reading, span)) is not None
    return learnt or _EXAMPLE.match(reading.text, span.end) is not None


def _headed(reading: Reading, index: int) -> str | None:
    """Return the platform that is the whole of the heading before the sentence (一是甲体系)."""
    heading = reading.sentences[index - 1].span if index else Span(0, 0)
    named = reading.mentions(heading, EntityType.PLATFORM)
    whole = named and _HEADING.fullmatch(reading.text, heading.start, named[0].span.start)
    return named[0].name if whole and named[0].span.end == heading.end else None


def _target(reading: Reading, before: Span) -> str | None:
    """Return the one enterprise that 对甲公司… is about."""
    named = reading.mentions(before, EntityType.ENTERPRISE)
    if len(named) != 1:
        return None
    aimed = reading.text[max(0, named[0].span.start - 1)] == "对"
    after = reading.text[named[0].span.end : before.end]
    if after.startswith("等"):
        return None
    return named[0].name if aimed or "发生" in after else None


def _used(reading: Reading, before: Span) -> str | None:
    return _after(reading, before, _USE, EntityType.PLATFORM)


def _made(reading: Reading, before: Span) -> str | None:
    return _after(reading, before, _MADE, EntityType.PROGRAMME, EntityType.PLATFORM)


def _after(reading: Reading, before: Span, verb: re.Pattern[str], *types: EntityType) -> str | None:
    """Return the last thing in the sentence that such a verb governs, if the figure is in it."""
    governed: list[Named] = [
        mention
        for mention in reading.mentions(before, *types)
        if verb.search(_WHOLE.sub("", _just_before(reading, mention.span)))
        or _is_quoted(reading, before, mention)
    ]
    if not governed:
        return None
    after = reading.text[governed[-1].span.end : before.end]
    pause = max(after.rfind(","), after.rfind("，"), 0)
    return governed[-1].name if _HOLDS[governed[-1].type].match(after, pause) else None


def _is_quoted(reading: Reading, before: Span, mention: Named) -> bool:
    """Return whether a name is quoted for its own sake, not as the ground of a deed.

    A drive in “ ” that an earlier clause is about has no part in what the next ones count, and a
    paper that reports on something is not what it counts: 《甲简报》介绍了6个检查组.
    """
    printed = reading.text[before.start : mention.span.start]
    after = reading.text[mention.span.end : before.end]
    paused = _PAUSE.search(after) is not None
    if paused and mention.type is EntityType.PROGRAMME and printed.endswith("“"):
        return False
    if _REPORTS.search(after):
        return False
    return printed.endswith(("“", "《")) and not _GROUND.search(printed[-_FAR:])


def _just_before(reading: Reading, span: Span) -> str:
    return reading.text[max(0, span.start - _REACH) : span.start]
