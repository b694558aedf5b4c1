"""Counted facts (计数事实): so many of what, of whom, with the clause that says so.

Each figure of a clause becomes a fact with its subject, its period and the words that say what is
counted. Figures inside quotation marks, wishes and limits are left alone; one that is only wanted
has a rule of its own, ``fact.wanted``, and so has one of which it is unclear what it counts or of
whom, ``fact.shared``: both were never measured and so only propose.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from loaders.documents.figures.amounts import Change, Figure, changes, figures
from loaders.documents.figures.apart import are_shared, is_a_part, shares
from loaders.documents.figures.lasting import lasting_facts
from loaders.documents.figures.metrics import metric_of, without_lead
from loaders.documents.figures.periods import period_of
from loaders.documents.figures.subjects import subject_of
from loaders.documents.figures.tables import table_facts
from loaders.documents.figures.wanted import is_wanted
from loaders.documents.grammar.edges import HAN
from loaders.documents.grammar.reading import Counted, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.hazards import WARNED
from loaders.documents.statements import EntityType, ExtractedFact, Span
from loaders.documents.text.numerals import number
from loaders.documents.text.spans import Spans

__all__ = ["facts"]

_ENCLOSED: Final = re.compile(r"“[^“”\n]{0,300}”|《[^《》\n]{0,300}》|\"[^\"\n]{1,40}\"")
_GOES_ON: Final = re.compile("[、和及与]?")
_AGAIN: Final = re.compile(alternation("count.again"))
_OWNERS: Final = (EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
_CASE_VERB: Final = re.compile(alternation("hazard.warned"))
_NOT_SO: Final = re.compile(
    rf"(?!拟(?:立案|处|罚))(?<![模虚]){alternation('modality.unreal', 'modality.norm')}"
)
"""A wish or a norm; what is about to be fined was found all the same: 拟罚款2万元."""
_REFERRING: Final = re.compile(r"(?:[这那]|上述|前述|以上|这些|上面)\Z")
"""A figure of what was told of: 这3辆车均无运输资质 counts nothing anew."""
_CLASS: Final = re.compile(r"(?:属|属于|列入|归为)\Z")
"""A class, not so many of them: 属于三类易燃液体."""
_HEADLINE: Final = re.compile(r"\s*[^。\n]{1,60}(?=\n)")
_ADDING_UP: Final = re.compile("累计|累积|总计")
_REACH: Final = 60
_SAME_NOUN: Final = 2
_LEVELS: Final = re.compile(
    rf"(?P<list>{HAN}{{1,2}}(?:、{HAN}{{1,2}}){{1,5}}|(?<=[成建立])[省市区县镇乡村]{{2,6}})"
    rf"(?P<count>[二三四五六])级(?P<what>(?:(?![对向的]){HAN}){{0,8}})"
)


def facts(reading: Reading) -> tuple[ExtractedFact, ...]:
    """Return the counted facts of a document whose entities are known, in order (计数事实).

    What is said again is one fact; said twice in one sentence, or in one row of sentences joined
    by ；, it is of two things: 甲县死亡1人；乙县死亡1人.
    """
    kept: dict[tuple[object, ...], ExtractedFact] = {}
    given: set[tuple[object, ...]] = set()
    times: Counter[tuple[object, ...]] = Counter()
    rows = _rows(reading)
    for fact in _told(reading):
        briefly = (fact.value, fact.unit, fact.metric[:_SAME_NOUN])
        if briefly in given and _AGAIN.search(fact.evidence):
            continue
        given.add(briefly)
        row = rows[reading.sentence_at(fact.figure.start)]
        kept.setdefault((fact.subject, *_said(fact), times[row, _said(fact)]), fact)
        times[row, _said(fact)] += 1
    told = {key[1:] for key in kept if key[0] is not None}
    dated = {_undated(fact) for fact in kept.values() if fact.period}
    ahead = _headlined(reading, kept.values())
    found = (
        fact
        for key, fact in kept.items()
        if (key[0] is not None or key[1:] not in told)
        and (fact.period or _undated(fact) not in dated)
        and fact.figure not in ahead
    )
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.figure)))


def _told(reading: Reading) -> Iterator[ExtractedFact]:
    """Yield all that is said, again or not; what is counted is not said to last as well."""
    counted = (*_all(reading), *table_facts(reading))
    starts = {fact.figure.start for fact in counted}
    yield from counted
    yield from (fact for fact in lasting_facts(reading) if fact.figure.start not in starts)


def _headlined(reading: Reading, told: Collection[ExtractedFact]) -> set[Span]:
    """Return the figures that a headline takes from the text below it."""
    headline = _HEADLINE.match(reading.text)
    ends = headline.end() if headline else 0
    below = {(fact.value, fact.unit) for fact in told if fact.figure.start >= ends}
    return {f.figure for f in told if f.figure.end <= ends and (f.value, f.unit) in below}


def _rows(reading: Reading) -> list[int]:
    """Return for each sentence the first of those that ； joins it to."""
    found: list[int] = []
    for index, sentence in enumerate(reading.sentences):
        joined = reading.text[max(0, sentence.span.start - 2) : sentence.span.start].strip()
        found.append(found[-1] if found and joined.endswith((";", "；")) else index)
    return found


def _undated(fact: ExtractedFact) -> tuple[object, ...]:
    """Return what is counted of whom; a headline says it without the date that the text gives."""
    return (fact.subject, fact.metric, fact.value, fact.unit)


def _said(fact: ExtractedFact) -> tuple[object, ...]:
    return (fact.metric, fact.value, fact.unit, fact.period)


def _all(reading: Reading) -> Iterator[ExtractedFact]:
    enclosed = Spans(Span(*m.span()) for m in _ENCLOSED.finditer(reading.text))
    for index, sentence in enumerate(reading.sentences):
        yield from _levels(reading, index)
        changed = tuple(changes(reading.text, sentence.span))
        yield from _changes(reading, index, changed)
        if "|" in reading.quote(sentence.span):
            continue
        named = [n.span for n in reading.mentions(sentence.span, EntityType.PROGRAMME)]
        for clause in sentence.clauses:
            found = [
                figure
                for figure in figures(reading.text, clause)
                if not enclosed.hold(figure.span)
                and not _refers(reading, clause, figure)
                and not any(change.span.holds(figure.span) for change in changed)
                and not any(span.holds(figure.span) for span in named)
            ]
            yield from _counted(reading, index, clause, found, _floor(clause, found, changed))


def _floor(clause: Span, found: list[Figure], changed: tuple[Change, ...]) -> int:
    """Return where the words of a clause's first figure begin: after a change told before it."""
    told = (c.span.end for c in changed if found and c.span.end <= found[0].span.start)
    return max(clause.start, *told, 0)


def _refers(reading: Reading, clause: Span, figure: Figure) -> bool:
    """Return whether a figure is of what was told of before, or the number of a class."""
    before = reading.text[clause.start : figure.span.start]
    named = figure.unit == "类" and _CLASS.search(before) is not None
    return named or _REFERRING.search(before) is not None


def _counted(
    reading: Reading, index: int, clause: Span, found: list[Figure], floor: int
) -> Iterator[ExtractedFact]:
    sentence = reading.sentences[index].span
    previous = ""
    shared = are_shared(reading, clause, found)
    apart = shares(reading, clause, found) if shared else ()
    for position, figure in enumerate(found):
        metric, noun = metric_of(reading, floor, figure, first=floor == clause.start)
        if apart:
            metric = without_lead(apart[position])
        goes_on = _GOES_ON.fullmatch(reading.text, floor, figure.span.start)
        metric = metric or noun or (previous if goes_on else "")
        previous = metric
        told = Span(floor, figure.span.start)
        floor = figure.span.end
        if not metric or _NOT_SO.search(reading.text, clause.start, figure.span.start):
            continue
        subject, rule = subject_of(reading, index, figure.span)
        following = found[position + 1] if position + 1 < len(found) else None
        unclear = (shared and not apart) or is_a_part(reading.text, figure, following)
        unclear = unclear or _is_owner(reading, clause, metric)
        hazard = _hazard(reading, figure.span)
        if hazard is not None:
            subject, metric, rule = hazard[0], hazard[1], "hazard"
        yield reading.fact(
            Counted(
                subject=subject,
                metric=metric,
                value=figure.value,
                unit=figure.unit,
                qualifier=figure.qualifier,
                figure=figure.span,
                period=period_of(reading.text, sentence, figure.span),
                cumulative=_ADDING_UP.search(reading.text, told.start, told.end) is not None,
            ),
            clause,
            f"fact.{_standing(reading, clause, figure, unclear=unclear)}/{rule}",
        )


def _standing(reading: Reading, clause: Span, figure: Figure, *, unclear: bool) -> str:
    """Return whether a figure was counted, is only wanted, or may be of another thing (口径)."""
    if is_wanted(reading, clause, figure.span):
        return "wanted"
    return "shared" if unclear else "count"


def _is_owner(reading: Reading, clause: Span, metric: str) -> bool:
    """Return whether what seems to be counted is whose figure it is: 甲市11家、乙县16家."""
    return any(named.name == metric for named in reading.mentions(clause, *_OWNERS))


def _hazard(reading: Reading, figure: Span) -> tuple[str, str] | None:
    """Return the hazard that stands right before the figure, and the verb that counts it."""
    before = Span(max(0, figure.start - _REACH), figure.start)
    named = reading.mentions(before, EntityType.HAZARD)
    if not named or named[-1].span.end != figure.start:
        return None
    verbs = list(_CASE_VERB.finditer(reading.text, before.start, named[-1].span.start))
    listed = verbs and WARNED.match(reading.text, verbs[-1].start())
    return (named[-1].name, verbs[-1].group()) if listed and listed.end() > figure.start else None


def _levels(reading: Reading, index: int) -> Iterator[ExtractedFact]:
    """Yield 国家、省、市三级…: the levels are counted only where the list has as many."""
    sentence = reading.sentences[index].span
    for match in _LEVELS.finditer(reading.text, sentence.start, sentence.end):
        listed = match.group("list")
        size = listed.count("、") + 1 if "、" in listed else len(listed)
        value = number(match.group("count"))
        if value is not None and value == size:
            span = Span(*match.span())
            subject, rule = subject_of(reading, index, span)
            counted = Counted(
                subject=subject,
                metric=f"层级{match.group('what')}",
                value=value,
                unit="级",
                figure=Span(match.start("count"), match.end("count") + 1),
            )
            yield reading.fact(counted, span, f"fact.levels/{rule}")


def _changes(reading: Reading, index: int, changed: tuple[Change, ...]) -> Iterator[ExtractedFact]:
    """Yield 由四级晋升为三级 as two facts, the figure before and the figure after."""
    for change in changed:
        subject, rule = subject_of(reading, index, change.span)
        for amount, when in ((change.old, "前"), (change.new, "后")):
            counted = Counted(
                subject=subject,
                metric=f"{change.what}({when})",
                value=amount.value,
                unit=amount.unit,
                figure=amount.span,
            )
            yield reading.fact(counted, change.span, f"fact.change/{rule}")
