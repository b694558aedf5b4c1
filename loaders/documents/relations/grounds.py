"""Grounds (依据): what a paper or a campaign of the document is done on the strength of.

根据《甲法》、《乙办法》等规定,…现将有关事项通知如下 names the grounds of the notice itself;
对照《丙导则》对园区进行复核 those of the check that the document is about. What the sentence itself
makes is left to the rule that reads it from the verbs.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["grounds"]

_GROUND: Final = re.compile(
    rf"(?:严格)?(?:{alternation('clause.ground')})[^《“,，。;；]{{0,24}}?[《“]?\Z"
)
_SELF: Final = re.compile(
    r"(?:现|特|就)[^。;；]{0,40}?(?:通知|通告|公告|公布|通报|函告|意见)(?:如下)?|(?:制定|制订|编制|发布)(?:了)?本|事项(?:通知|通告|公告)如下"
)
_LISTED: Final = re.compile(
    r"[》”]?(?:[（(〔\[][^（）()]{0,30}[)）〕\]])*(?:、|,|，|和|以及|及|与)?[《“]?"
)
_OPENING: Final = 3
_PAPERS: Final = re.compile(
    r"(?:方案|办法|规定|通知|意见|细则|法|条例|导则|标准|通告|公告|制度|机制|报告|结果|清单|督察)\Z"
)
_NEWS: Final = 300
_MOST: Final = 12
_FAR: Final = 300


def _title(reading: Reading) -> Named | None:
    """Return the paper or the activity that the first lines of the document name, or None."""
    end = 0
    for _ in range(_OPENING):
        start, end = end, reading.text.find("\n", end) + 1
        line = Span(start, end - 1 if end else len(reading.text))
        named = reading.mentions(line, EntityType.PROGRAMME)
        if named and len(named[0].name) * 2 > line.end - line.start:
            return _issued(reading, named[0])
        if not end:
            break
    return None


def _issued(reading: Reading, letter: Named) -> Named:
    """Return the paper that 关于印发乙方案的通知 issues: what it says of itself is said of that."""
    issued = letter.name.find("印发")
    names = reading.names(EntityType.PROGRAMME) - {letter.name}
    inner = [name for name in names if issued >= 0 and name in letter.name[issued:]]
    return replace(letter, name=max(inner, key=len)) if inner else letter


def grounds(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield what the document's own paper, or what it tells of, is grounded on (依据)."""
    own, told = _title(reading), _told(reading)
    for sentence in reading.sentences if own or told else ():
        for ground in _grounds(reading, sentence.span):
            span = Span(sentence.span.start, ground.span.end)
            if own and _SELF.search(reading.quote(sentence.span)):
                yield from _on(reading, own, ground, span, "duty.grounds")
            elif told and reading.text.startswith("《", ground.span.start - 1):
                yield from _on(reading, told, ground, span, "duty.grounds.told")


def _on(
    reading: Reading, own: Named, ground: Named, span: Span, rule: str
) -> Iterator[ExtractedRelation]:
    whole = span if span.end - span.start <= _FAR else ground.span
    if ground.name not in own.name and own.name not in ground.name:
        pair = (own.name, ground.name)
        yield reading.relation(RelationType.IMPLEMENTS, *pair, whole, rule)


def _told(reading: Reading) -> Named | None:
    """Return the activity that the document tells of: the first that is named as no paper."""
    first = next(iter(reading.mentions(Span(0, _NEWS), EntityType.PROGRAMME)), None)
    if first is None or _PAPERS.search(first.name) or first.name.startswith("《"):
        return None
    return None if reading.text.startswith("《", first.span.start - 1) else first


def _grounds(reading: Reading, within: Span) -> list[Named]:
    """Return the papers after 根据 or 按照, as far as the list of them goes on."""
    found: list[Named] = []
    for named in reading.mentions(within, EntityType.PROGRAMME):
        before = reading.text[max(within.start, named.span.start - 30) : named.span.start]
        if _GROUND.search(before) or (
            found and _LISTED.fullmatch(reading.text, found[-1].span.end, named.span.start)
        ):
            found.append(named)
    return found[:_MOST]
