"""What a figure counts (计数对象): the verb and the noun, in the words of the document."""

import re
from typing import Final

from loaders.documents.figures.amounts import SIZE, Figure
from loaders.documents.figures.periods import PERIOD
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation

__all__ = ["metric_of", "without_lead"]

_NOUN: Final = re.compile(r"(?:“[^“”\n]{0,60}”|[^,，。、;；:：!！?？()（）|“\n\d]){1,24}")
_SIZE: Final = re.compile(SIZE)
_OPENS: Final = re.compile(r"\A(?:的|[为系](?=\w{2}))")
_MONEY: Final = "人民币"
_OF_THEM: Final = frozenset("家个")
_ABOUT: Final = ("关于", "有关", "针对", "涉及", "面向", "对")
_THEIRS: Final = re.compile(r"(?<=企业|单位|公司|机构|领域|行业|环节|园区|省份|部门|地区|乡镇)的.*")
"""What is counted is not what is theirs: 4家企业的生产情况, 6个领域的检查力度."""
_OUTER: Final = re.compile(r"\A(?:\d{1,2}[.、]|.*[,，]|.*[(（](?=[^()（）]*\Z))")
"""A number of the list, and what another figure counts: (47家企业,员工1.8万人)."""
_NOUN_END: Final = re.compile(r"(?:的|[和及])\Z")
_LEAD: Final = re.compile(
    rf"(?:[(（]?其中[:：]?|{PERIOD}{alternation('count.period_end')}?|直接(?!经济)"
    rf"|(?!超[大高限标额]|已决|逾期|达标|有(?:[限机毒害色]|\w{{1,6}}的))"
    rf"{alternation('count.scope', 'count.lead', 'count.again', 'count.before')})*"
)
_UPON: Final = re.compile(r"\A(?:决定|依法|先后|分别|集中)?对\Z")
_LIST_MARK: Final = re.compile(r"[、和及与]|以及")
_AGAIN: Final = re.compile(alternation("count.again"))
_VERB: Final = re.compile(alternation("count.predicate"))
_WHERE: Final = re.compile(r"(?<=\w)(?<![存所现正潜内])[在赴]\w+\Z")
"""Where a list of places cuts the noun: 6个检查组在甲市、乙市."""
_TRAIL: Final = re.compile(r"(?:[:：]|共?有|共计?|达到?|(?<!行)为|仅)\Z")
_DENIED: Final = ("未", "没有", "不", "无法", "尚未", "未能")
_ADVERB: Final = re.compile(r"(?:已经?|全部|逐一|[均仍都将])+\Z")
_VERB_MAX: Final = 8
_NOUN_MIN: Final = 2
_LIST_MAX: Final = 60


def metric_of(reading: Reading, floor: int, figure: Figure, *, first: bool) -> tuple[str, str]:
    """Return what is counted: the verb and the noun after the figure, else the words before it."""
    after = _noun_after(reading.text, figure.span.end)
    if figure.unit in _OF_THEM and not after.startswith(_ABOUT):
        after = _THEIRS.sub("", after)
    before = _OUTER.sub("", reading.text[floor : figure.span.start].strip()).removeprefix("的")
    if before.endswith(_MONEY):
        before, after = before.removesuffix(_MONEY).rpartition("并处")[2], ""
    if not first:
        marks = list(_LIST_MARK.finditer(before))
        before = before[marks[-1].end() :] if marks else ("" if after else before)
    before = _LEAD.sub("", _AGAIN.split(before)[-1], count=1)
    before = _UPON.sub("", before)
    if not after:
        noun = "" if before.endswith("等") else _TRAIL.sub("", before)
        return noun, noun
    short = len(before) <= _VERB_MAX and not re.search(r"[、的“”|]", before)
    return (before + after if short else after), after


def _noun_after(text: str, position: int) -> str:
    """Return the noun that a figure counts; in 4个5000立方米的储罐 both figures are of the tank."""
    size = _SIZE.match(text, position)
    match = _NOUN.match(text, size.end() if size else position)
    end = _list_end(text, *match.span()) if match else position
    noun = _to_verb(text[match.start() : end]) if match else ""
    following = text[end : end + 1]
    if following.isdigit() and _VERB.match(noun):
        return ""
    if following == "、":
        noun = _WHERE.sub("", noun)
    elif following.isdigit():
        noun = _TRAIL.sub("", noun.rstrip("对向"))
    while tail := _NOUN_END.search(noun):
        noun = noun[: tail.start()]
    return _OPENS.sub("", noun.strip())


def _list_end(text: str, start: int, end: int) -> int:
    """Return where a list ends that one figure counts: 3家生产、储存企业, not 4个园区、9家企业."""
    longest = start + _LIST_MAX
    while text.startswith("、", end) and end < longest and not _WHERE.search(text, start, end):
        match = _NOUN.match(text, end + 1)
        if match is None or text[match.end() : match.end() + 1].isdigit():
            break
        end = match.end()
    return end


def _to_verb(noun: str) -> str:
    """Return the noun up to the verb that follows it, if one does and it is not denied."""
    verbs = (match.start() for match in _VERB.finditer(noun, _NOUN_MIN))
    end = next((start for start in verbs if not noun[:start].endswith(_DENIED)), None)
    return noun if end is None else _ADVERB.sub("", noun[:end])


def without_lead(metric: str) -> str:
    """Return what is counted without the words before it that are no part of it: 全市, 累计, 共."""
    return _LEAD.sub("", metric, count=1)
