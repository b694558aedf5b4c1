"""Counted facts (计数事实): so many of what, of whom, with the clause that says so.

A figure counts when a measure word or a unit follows it. Dates, times, ordinals, document numbers,
figures inside quotation marks and distances that merely set a limit are left alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.edges import HAN
from loaders.documents.hazards import WARNED
from loaders.documents.lexicon import alternation
from loaders.documents.numerals import ARABIC, CHINESE, number
from loaders.documents.reading import Reading
from loaders.documents.segment import Sentence
from loaders.documents.statements import EntityType, ExtractedFact, Span
from loaders.documents.subjects import subject_of
from loaders.documents.tables import table_facts

__all__ = ["facts"]

_SYMBOL: Final = rf"{alternation('count.symbol')}(?![A-Za-z])"
_UNIT: Final = (
    rf"(?:[万亿]?{alternation('count.unit')}|{_SYMBOL}|{alternation('count.measure')})"
    rf"(?:/{alternation('count.measure', 'count.unit')})?"
)
_VAGUE_BEFORE: Final = rf"(?P<before>{alternation('count.before')})?"
_FIGURE: Final = re.compile(
    rf"{_VAGUE_BEFORE}(?:(?<![A-Za-z0-9.第=\-])(?P<arabic>{ARABIC})(?P<after>[多余])?"
    rf"(?:(?P<scale>[万亿])(?={alternation('count.measure')}))?"
    rf"(?P<unit>{_UNIT}|(?={alternation('count.bare')}))"
    rf"|(?<![第首每近{CHINESE[1:-2]}])(?P<chinese>{CHINESE})(?P<plain>{alternation('count.plain')})(?={HAN}|[,，。、;；\n]|$))"
    rf"(?P<about>{alternation('count.after')})?"
)
_SCALES: Final = {"万": 10_000, "亿": 100_000_000}
_ENCLOSED: Final = re.compile(r"“[^”\n]*”|《[^》\n]*》")
_WITHIN: Final = re.compile(rf"{HAN}{{0,2}}{alternation('count.within')}")
_NOUN: Final = re.compile(r"(?:“[^”\n]*”|[^,，。、;；:：()（）|“\n\d]){1,24}")
_NOUN_END: Final = re.compile(r"(?:的|[和及])\Z")
_LEAD: Final = re.compile(rf"(?:{alternation('count.lead', 'count.again', 'count.before')})*")
_LIST_MARK: Final = re.compile(r"[、和及与]|以及")
_AGAIN: Final = re.compile(alternation("count.again"))
_VERB: Final = re.compile(alternation("count.predicate"))
_TRAIL: Final = re.compile(r"(?:共?有|共计?|达到?|为|仅)\Z")
_SCOPE: Final = re.compile(rf"\A{alternation('count.scope')}")
_CASE_VERB: Final = re.compile(alternation("hazard.warned"))
_VERB_MAX: Final = 8
_NOT_SO: Final = re.compile(alternation("modality.unreal", "modality.norm"))
_MANY: Final = 2
_SAME_NOUN: Final = 2
_LEVELS: Final = re.compile(
    rf"(?P<list>{HAN}{{1,2}}(?:、{HAN}{{1,2}})+|(?<=[成建立])[省市区县镇乡村]{{2,6}})"
    rf"(?P<count>[二三四五六])级(?P<what>{HAN}{{0,8}})"
)
_CHANGE: Final = re.compile(
    rf"(?P<what>[^将,，。、“”]{{2,8}}?)[由从](?P<old>[一二三四五六七八九\d]级)"
    rf"{alternation('count.change')}[为至到](?P<new>[一二三四五六七八九\d]级)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A figure in its clause: value, unit, what makes it vague, and where it stands."""

    value: float
    unit: str
    qualifier: str
    span: Span


def facts(reading: Reading) -> tuple[ExtractedFact, ...]:
    """Return the counted facts of a document whose entities are known, in order (计数事实)."""
    kept: dict[tuple[str | None, str, object, str], ExtractedFact] = {}
    for fact in (*_all(reading), *table_facts(reading)):
        if not _is_again(fact, kept.values()):
            kept.setdefault((fact.subject, fact.metric, fact.value, fact.unit), fact)
    told = {key[1:] for key in kept if key[0] is not None}
    found = (fact for key, fact in kept.items() if key[0] is not None or key[1:] not in told)
    return tuple(sorted(found, key=lambda fact: fact.span))


def _all(reading: Reading) -> Iterator[ExtractedFact]:
    enclosed = [Span(*m.span()) for m in _ENCLOSED.finditer(reading.text)]
    for sentence in reading.sentences:
        yield from _levels(reading, sentence)
        yield from _changes(reading, sentence)
        if "|" in reading.quote(sentence.span):
            continue
        for clause in sentence.clauses:
            found = [
                figure
                for figure in _figures(reading, clause)
                if not any(quoted.holds(figure.span) for quoted in enclosed)
            ]
            yield from _counted(reading, sentence, clause, found)


def _figures(reading: Reading, clause: Span) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(reading.text, clause.start, clause.end):
        printed = match.group("arabic") or match.group("chinese")
        value = number(printed)
        if value is None or (match.group("chinese") and value < _MANY):
            continue
        if _WITHIN.match(reading.text, match.end()):
            continue
        vague = (match.group("before"), match.group("after"), match.group("about"))
        yield _Figure(
            value=value * _SCALES.get(match.group("scale"), 1),
            unit=match.group("unit") or match.group("plain") or "",
            qualifier="".join(word for word in vague if word),
            span=Span(*match.span()),
        )


def _counted(
    reading: Reading, sentence: Sentence, clause: Span, found: list[_Figure]
) -> Iterator[ExtractedFact]:
    previous = ""
    for index, figure in enumerate(found):
        floor = found[index - 1].span.end if index else clause.start
        metric, noun = _metric(reading, floor, figure, first=not index)
        metric = metric or noun or (previous if figure.span.start == floor else "")
        previous = metric
        if not metric or _NOT_SO.search(reading.text, clause.start, figure.span.start):
            continue
        subject, rule = subject_of(reading, sentence, figure.span)
        hazard = _hazard(reading, figure.span, sentence)
        if hazard is not None:
            subject, metric, rule = hazard[0], hazard[1], "hazard"
        yield reading.fact(
            (subject, metric),
            (figure.value, figure.unit, figure.qualifier),
            clause,
            f"fact.count/{rule}",
        )


def _metric(reading: Reading, floor: int, figure: _Figure, *, first: bool) -> tuple[str, str]:
    """Return what is counted: the verb and the noun after the figure, else the words before it."""
    match = _NOUN.match(reading.text, figure.span.end)
    after = _to_verb(match.group()) if match else ""
    while end := _NOUN_END.search(after):
        after = after[: end.start()]
    after = after.removeprefix("的")
    before = reading.text[floor : figure.span.start]
    if not first:
        marks = list(_LIST_MARK.finditer(before))
        before = before[marks[-1].end() :] if marks else ("" if after else before)
    before = _SCOPE.sub("", _LEAD.sub("", _AGAIN.split(before)[-1], count=1))
    if not after:
        noun = "" if before.endswith("等") else _TRAIL.sub("", before)
        return noun, noun
    short = len(before) <= _VERB_MAX and not re.search(r"[、的“”|]", before)
    return (before + after if short else after), after


def _to_verb(noun: str) -> str:
    """Return the noun up to the verb that follows it, if one does."""
    verb = _VERB.search(noun, _MANY)
    return noun[: verb.start()] if verb else noun


def _hazard(reading: Reading, figure: Span, sentence: Sentence) -> tuple[str, str] | None:
    """Return the hazard that stands right before the figure, and the verb that counts it."""
    for match in WARNED.finditer(reading.text, sentence.span.start, sentence.span.end):
        for hazard in reading.mentions(Span(*match.span()), EntityType.HAZARD):
            verb = _CASE_VERB.match(match.group())
            if hazard.span.end == figure.start and verb:
                return hazard.name, verb.group()
    return None


def _levels(reading: Reading, sentence: Sentence) -> Iterator[ExtractedFact]:
    """Yield 国家、省、市三级…: the levels are counted only where the list has as many."""
    for match in _LEVELS.finditer(reading.text, sentence.span.start, sentence.span.end):
        listed = match.group("list")
        size = listed.count("、") + 1 if "、" in listed else len(listed)
        value = number(match.group("count"))
        if value is not None and value == size:
            subject, rule = subject_of(reading, sentence, Span(*match.span()))
            counted = (subject, f"层级{match.group('what')}")
            figure = (value, "级", "")
            yield reading.fact(counted, figure, Span(*match.span()), f"fact.levels/{rule}")


def _changes(reading: Reading, sentence: Sentence) -> Iterator[ExtractedFact]:
    """Yield 由四级晋升为三级 as two facts, the grade before and the grade after."""
    for match in _CHANGE.finditer(reading.text, sentence.span.start, sentence.span.end):
        subject, rule = subject_of(reading, sentence, Span(*match.span()))
        what = match.group("what")
        for group, when in (("old", "前"), ("new", "后")):
            yield reading.fact(
                (subject, f"{what}({when})"),
                (match.group(group), "级", ""),
                Span(*match.span()),
                f"fact.change/{rule}",
            )


def _is_again(fact: ExtractedFact, known: Iterable[ExtractedFact]) -> bool:
    """Return whether 按照2个专题… only refers to a figure that was given before."""
    if not _AGAIN.search(fact.evidence):
        return False
    return any(
        (fact.value, fact.unit, fact.metric[:_SAME_NOUN])
        == (other.value, other.unit, other.metric[:_SAME_NOUN])
        for other in known
    )
