"""Sanctions (处罚与约谈): which authority summons or fines which enterprise or park.

甲局约谈乙公司主要负责人, 甲厅对丙园区实施挂牌督办, 乙公司因…被甲局罚款5万元.
"""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["sanctions"]

_AUTHORITY: Final = re.compile(r"(?:局|厅|委|办|委员会|办公室|支队|大队|总队|部|政府|管委会)\Z")
_SANCTION: Final = alternation("sanction.act")
_ADVERB: Final = r"(?:依法|已|先后|分别|集中|当场|再次|及时|立即)*"
_ACTIVE: Final = re.compile(rf"{_ADVERB}{_SANCTION}了?(?:位于)?")
_TOWARDS: Final = re.compile(rf"{_ADVERB}对")
_WITH: Final = re.compile(
    rf"[^,，。;；]{{0,12}}?(?:实施|进行|予以|给予|开展|作出)了?[^,，。;；]{{0,8}}?{_SANCTION}|{_SANCTION}"
)
_PASSIVE: Final = re.compile(rf"{_ADVERB}(?:处以?)?{_SANCTION}")
_DENIED: Final = re.compile(rf"(?:{alternation('modality.denied', 'modality.future')})\Z")
_SUPPOSED: Final = re.compile(r"(?:如果?|若|一旦|可能|拟|将)(?:[^,，。;；]{0,20})\Z")
_AIMED: Final = (EntityType.ENTERPRISE, EntityType.PARK)
_NEAR: Final = 120


def sanctions(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield authorities with those on whom they lay a sanction (处罚、约谈、挂牌督办)."""
    for sentence in reading.sentences:
        unreal = reading.unreal_from(sentence.span)
        for office in reading.mentions(sentence.span, EntityType.ORGANISATION):
            if not _AUTHORITY.search(office.name):
                continue
            if office.span.start < unreal:
                yield from _active(reading, sentence, office)
            yield from _passive(reading, sentence, office)


def _active(reading: Reading, sentence: Sentence, office: Named) -> Iterator[ExtractedRelation]:
    """Yield 甲局约谈乙公司, 甲局对乙公司实施挂牌督办."""
    for opening, closing in ((_ACTIVE, None), (_TOWARDS, _WITH)):
        begun = opening.match(reading.text, office.span.end, sentence.span.end)
        thing = _at(reading, begun.end(), sentence) if begun else None
        done = closing.match(reading.text, thing.span.end) if thing and closing else begun
        if thing and done:
            end = max(thing.span.end, done.end())
            yield _sanctioned(reading, office, thing, Span(office.span.start, end))
            return


def _passive(reading: Reading, sentence: Sentence, office: Named) -> Iterator[ExtractedRelation]:
    """Yield 乙公司因未…被甲局罚款: of the only one named before it."""
    if reading.text[office.span.start - 1 : office.span.start] != "被":
        return
    before = reading.text[sentence.span.start : office.span.start - 1]
    done = _PASSIVE.match(reading.text, office.span.end, sentence.span.end)
    named = reading.mentions(Span(sentence.span.start, office.span.start), *_AIMED)
    open_case = _DENIED.search(before) or _SUPPOSED.search(before)
    if done and len({n.name for n in named}) == 1 and not open_case:
        span = Span(named[0].span.start, done.end())
        if span.end - span.start <= _NEAR:
            yield _sanctioned(reading, office, named[0], span)


def _at(reading: Reading, position: int, sentence: Sentence) -> Named | None:
    """Return the enterprise or park whose name stands there."""
    near = Span(position, max(position, min(sentence.span.end, position + _NEAR)))
    named = next(iter(reading.mentions(near, *_AIMED)), None)
    return named if named and named.span.start == position else None


def _sanctioned(reading: Reading, office: Named, thing: Named, span: Span) -> ExtractedRelation:
    pair = (office.name, thing.name)
    return reading.relation(RelationType.REGULATES, *pair, span, "oversight.sanctioned")
