"""Issuing (发文): whose paper a document is, whose papers it names, and what they carry out."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.lexicon import alternation
from loaders.documents.names.places import home
from loaders.documents.relations.signing import is_plan, issuers
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["issuing", "spoken_for"]

_PAPER: Final = frozenset({EntityType.PROGRAMME})
_OFFICES: Final = (EntityType.ORGANISATION,)
_OF_LETTER: Final = re.compile(
    r"现将|现(?:正式)?(?:印发|发布|公布)|经研究|决定|特制定|现制定|[我本][局厅委办司]"
)
_BEFORE_PAPER: Final = re.compile("的?[《“]?")
_MEETING: Final = re.compile(rf"(?:工作)?{alternation('clause.head_noun')}")
_GROUND: Final = re.compile(r"(?:[现特])?(?:为|根据|按照|依据|依照|遵照|以|结合|认真|深入|全面)")
_GOES_ON: Final = re.compile(r"现|特|经研究")
_DONE_WELL: Final = re.compile(
    r"[^,，。;；]{0,4}?(?:走深走实|落地见效|落地落实|落实落细|落到实处|见行见效|取得实效|走实走细|提质增效)"
)
_HEADING: Final = re.compile(
    r"(?P<gap>(?<=[局委府办会厅部室])[ \u3000]*\n?[ \u3000]*)关于(?:印发|下发|发布)"
    r"(?:《[^《》\n]{4,80}》[和、]?){1,4}的(?:通知|公告)"
)
_MAKING: Final = frozenset({"issue", "hold", "launch", "carry"})
_THIS: Final = re.compile(
    r"了?本(?P<kind>实施方案|工作方案|方案|办法|规定|细则|预案|计划|制度|意见|导则|指南)"
)
_OWN_RULE: Final = re.compile(r"(?:制度|责任制|机制)\Z")
_FAR: Final = 400
_MOST: Final = 8


def issuing(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who stands behind a paper by its name or place, and what a paper carries out (发文)."""
    yield from _named_after(reading)
    yield from _put_before(reading)
    yield from _over_heading(reading)
    yield from _implementing(reading)


def spoken_for(reading: Reading, predicate: Predicate, thing: Named) -> tuple[str, ...]:
    """Return who acts in a clause without a subject (省略的主语): none, or those it speaks for.

    A letter speaks for the office that signs it; a report, of what bears its region's name or of
    an act of authority, for the region; a plan for nobody: nothing in it is done yet.
    """
    start = max(predicate.sentence.start, predicate.verb.end - _FAR)
    opening = reading.text[start : predicate.verb.end]
    if thing.type is EntityType.PROGRAMME and _OF_LETTER.search(opening):
        names = issuers(reading, predicate.verb.start)
        if names:
            return names
    if predicate.target is None and not predicate.opens:
        return ()
    region = None if is_plan(reading) else home(reading)
    if region is None:
        return ()
    if thing.type in {EntityType.PROGRAMME, EntityType.PLATFORM}:
        follows = re.search(r"贯彻|落实", opening)
        return (region,) if region in thing.name and not follows else ()
    return (region,)


def _named_after(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield a paper whose name opens with an office, or a rule that opens with its leaders."""
    for paper in reading.entities:
        if paper.type is not EntityType.PROGRAMME:
            continue
        inside = reading.mentions(paper.span, *_OFFICES, EntityType.LEADER)
        for run in runs(reading, inside):
            if run.span.start <= paper.span.start + 1:
                yield from _behind(reading, run, paper.name, paper.span)
            break


def _behind(reading: Reading, run: Run, paper: str, span: Span) -> Iterator[ExtractedRelation]:
    for one in run.heads:
        if one.type is EntityType.ORGANISATION:
            yield reading.relation(RelationType.MANAGES, one.name, paper, span, "duty.own-paper")
        elif _OWN_RULE.search(paper):
            kind = RelationType.RESPONSIBLE_FOR
            yield reading.relation(kind, one.name, paper, span, "duty.own-rule")
            for office in reading.mentions(one.span, *_OFFICES):
                if office.span.start == one.span.start:
                    pair = (office.name, paper)
                    yield reading.relation(RelationType.MANAGES, *pair, span, "duty.own-rule")


def _put_before(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲局《乙办法》, 甲局和丙局乙行动: the offices right before a paper stand behind it."""
    for sentence in reading.sentences:
        named = reading.mentions(sentence.span)
        papers = {n.span.start: n for n in named if n.type in _PAPER}
        for run in runs(reading, [n for n in named if n.type is EntityType.ORGANISATION]):
            between = _BEFORE_PAPER.match(reading.text, run.span.end)
            paper = papers.get(between.end()) if between else None
            for office in run.heads if paper else ():
                about = paper and _MEETING.match(reading.text, paper.span.end)
                if paper and not about and office.name not in paper.name:
                    span = Span(run.span.start, paper.span.end)
                    pair = (office.name, paper.name)
                    yield reading.relation(RelationType.MANAGES, *pair, span, "duty.paper-of")


def _over_heading(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲局 above the line 关于印发《乙方案》的通知: it issues what the heading names."""
    whole = Span(0, len(reading.text))
    ends = {n.span.end: n for n in reading.mentions(whole, *_OFFICES)}
    for match in _HEADING.finditer(reading.text):
        office = ends.get(match.start("gap"))
        if office is None:
            continue
        for paper in reading.mentions(Span(match.end("gap"), match.end()), EntityType.PROGRAMME):
            span = Span(office.span.start, paper.span.end)
            pair = (office.name, paper.name)
            yield reading.relation(RelationType.MANAGES, *pair, span, "duty.heading")


def _implementing(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 为贯彻落实甲,制定乙: the second carries out the first."""
    higher: list[Named] = []
    for span, found in groupby(predicates(reading), key=lambda p: p.sentence):
        if not _GOES_ON.match(reading.text, span.start):
            higher = []
        for predicate in found:
            papers = _papers(predicate) or _itself(reading, predicate, higher)
            if _is_ground(reading, predicate):
                higher += papers
            elif (
                predicate.kinds & _MAKING and predicate.real and not _is_purpose(reading, predicate)
            ):
                yield from _carrying_out(reading, papers, higher[-_MOST:])


def _is_ground(reading: Reading, predicate: Predicate) -> bool:
    """Return whether the verb gives the ground for what comes: it opens its clause, or 为 does."""
    if "carry" in predicate.kinds and predicate.objects:
        done = _DONE_WELL.match(reading.text, predicate.objects.span.end, predicate.clause.end)
        return bool(done)
    if "follow" not in predicate.kinds:
        return False
    purpose = bool(_GROUND.match(reading.text, predicate.clause.start))
    if reading.quote(predicate.verb) == "确保":
        return reading.text.startswith("为", predicate.sentence.start)
    return purpose or predicate.subject is not None or predicate.opens


def _is_purpose(reading: Reading, predicate: Predicate) -> bool:
    """Return whether the verb only goes on with what 为 is for: 为落实甲,推进乙,决定召开丙."""
    is_for = reading.text.startswith("为", predicate.sentence.start)
    return is_for and predicate.subject is None and "carry" in predicate.kinds


def _papers(predicate: Predicate) -> tuple[Named, ...]:
    for run in (predicate.objects, predicate.target):
        papers = tuple(n for n in run.heads if n.type in _PAPER) if run else ()
        if papers:
            return papers
    return ()


def _is_one(name: str, other: str) -> bool:
    """Return whether two names are of one thing: a campaign and its own plan."""
    return name in other or other in name


def _itself(reading: Reading, predicate: Predicate, higher: Sequence[Named]) -> tuple[Named, ...]:
    """Return the paper that 制定本方案 speaks of: the first of its kind that the document names."""
    said = _THIS.match(reading.text, predicate.verb.end, predicate.clause.end)
    if said is None or "issue" not in predicate.kinds or not higher:
        return ()
    grounds = {paper.name for paper in higher}
    for paper in reading.entities:
        fits = paper.type is EntityType.PROGRAMME and paper.name.endswith(said.group("kind"))
        if fits and paper.name not in grounds and paper.span.start < predicate.verb.start:
            return (Named(span=Span(*said.span()), type=paper.type, name=paper.name),)
    return ()


def _carrying_out(
    reading: Reading, papers: tuple[Named, ...], higher: list[Named]
) -> Iterator[ExtractedRelation]:
    for own in papers:
        for other in higher:
            span = Span(other.span.start, own.span.end)
            if not _is_one(own.name, other.name) and 0 < span.end - span.start <= _FAR:
                pair = (own.name, other.name)
                yield reading.relation(RelationType.IMPLEMENTS, *pair, span, "duty.implements")
