"""Figures that are wanted (目标数): a plan, an order, a limit or a case that is only supposed.

检查企业120家 counts if it was done; in 力争检查企业120家, 至少检查120家, under 下一步工作打算 or in
造成3人以上死亡的 nobody has counted anything yet.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import Span
from loaders.documents.text.outline import outline

__all__ = ["is_wanted"]

_AHEAD: Final = "对于在继续组织开展检查抽查新建新增新投资派出实施建设建成完成投入按照重点进一步培育"
_TO_COME: Final = re.compile(
    rf"{alternation('modality.aim')}|(?<![模虚草])拟(?![定制态合])|争取(?=[在到用年实达于])"
    rf"|确保(?!了)(?=[^,，。;；]{{0,20}}\d)"
    rf"|(?<!已)将(?=[{_AHEAD}])"
    rf"|(?<![主重需只纪概摘必紧首扼简])要(?=[在于对按组开完配确每逐依重抓做加切坚达])"
    r"|(?:\A|(?<=[,，:：。;；\s]))到(?:20\d{2}年(?:底|末|年底)?|“[^”]{2,6}”末)[,，]"
    r"|(?:\d{1,2}月(?:底|末|\d{1,2}日)?|年底|月底|季度末)(?:之)?前|(?<!近[一二两三四五])年内"
    r"|(?:\A|(?<=[,，:：。;；\s]))(?:如果|如(?=[发遇出有泄超])|若|倘若|一旦|凡)"
    r"|预[计期估](?!之?[外前])|按照?(?:工作)?(?:计划|安排)[,，]|停止新|(?<![急必所])需(?=完成|在|新|再|达)"
    r"|目标(?:任务)?[:：为是]|(?:重点|任务)[为是]|为了?(?:实现|达到)"
    r"|模拟(?!演练|训练|考试|测试|操作|[器机屋])|假[设定想]|设想"
)
"""What it says holds for the rest of its sentence."""
_AT_LEAST: Final = re.compile(alternation("modality.limit"))
_ORDERED: Final = re.compile(
    rf"{alternation('modality.ordered')}|要求(?!的)|须(?!知)|[是系]指|指的是"
    r"|建议(?=[对由给将按追处])|最多(?!时)|最高可"
    r"|(?:建成|投产|达产|竣工|投用)后[^,，。;；]{0,12}可"
    r"|(?<![反响相对适供回效])应(?=[在于按配设至疏组建每当])"
)
"""What it says holds for its clause."""
_HEEDING: Final = re.compile(r"(?:按照?|依照|根据|依据|遵照|对照|落实|贯彻|结合)[^,，。;；]*\Z")
_SUPPOSED: Final = re.compile(
    r"以上[^,，。;；]{0,12}以下|以[上下](?:[^,，。;；]{0,8})(?:或者?)|的\Z"
)
_LIMIT: Final = re.compile(r"不少于|不低于|不超过|以[上下]|超过")
_BOUNDED: Final = re.compile(
    rf"(?:{alternation('count.bound')}|[~\uff5e—–-])[^,，。;；、]{{0,12}}\Z"
)
_OF_CLASS: Final = re.compile("(?:/年)?的")
_CLASS: Final = re.compile(r"(?:及)?以[上下](?=[“\u4e00-\u9fff])(?!的?(?:已|共|以上))")
_COUNTED: Final = re.compile(alternation("modality.counted"))
_PLANNED: Final = re.compile(alternation("modality.planned"))
_NEXT: Final = re.compile(r"(?:\A|(?<=[。；;]))[ 　]*下一?(?:步|阶段)")
_FIRST: Final = re.compile("一是|[（(]一[)）]|首先|第一[,，]")
_ITEM: Final = re.compile(
    "[二三四五六七八九十]是|[（(][二三四五六七八九十][)）]|[二三四五六七八九十]、"
)
_LABEL: Final = 3
_FAR: Final = 600
_REPORTED: Final = re.compile("完成|情况|进展|成效|回顾|总结")


def is_wanted(reading: Reading, clause: Span, figure: Span) -> bool:
    """Tell whether a figure is only planned, ordered, a limit or supposed (是否目标数)."""
    sentence = reading.sentences[reading.sentence_at(figure.start)].span
    told = _ends(_TO_COME, reading, sentence, figure.start)
    counted = _ends(_COUNTED, reading, sentence, figure.start)
    if told and (not counted or counted[-1] < told[-1]):
        return True
    if not counted and (_is_planned(reading, sentence.start) or _goes_on(reading, sentence.start)):
        return True
    return _is_ordered(reading, clause, figure)


def _ends(mark: re.Pattern[str], reading: Reading, sentence: Span, before: int) -> list[int]:
    """Return where such marks end in a sentence, before the figure; they may look at it."""
    found = mark.finditer(reading.text, sentence.start, sentence.end)
    return [match.end() for match in found if match.end() <= before]


def _is_ordered(reading: Reading, clause: Span, figure: Span) -> bool:
    before = reading.text[clause.start : figure.start]
    if _AT_LEAST.search(reading.text, clause.start, figure.end):
        return True
    for mark in _ORDERED.finditer(before):
        if not _HEEDING.search(before[: mark.start()]):
            return True
    if _CLASS.match(reading.text, figure.end):
        return True
    if _OF_CLASS.match(reading.text, figure.end):
        size = reading.text[clause.start : figure.end]
        return _BOUNDED.search(size[size.rfind("、") + 1 :]) is not None
    printed = reading.quote(clause)
    return bool(_SUPPOSED.search(printed) and _LIMIT.search(printed))


def _is_planned(reading: Reading, position: int) -> bool:
    """Tell whether a place lies under a heading such as 下一步工作打算."""
    found = _planned(reading)
    index = bisect_right(found, position, key=lambda span: span.start) - 1
    return index >= 0 and position < found[index].end


def _goes_on(reading: Reading, position: int) -> bool:
    """Tell whether a sentence goes on with what 下一步 began before it in its paragraph.

    An item of a list ends it, unless the list begins after it: 下一步,一是…二是….
    """
    start = reading.text.rfind("\n", max(0, position - _FAR), position) + 1
    before = reading.text[max(start, position - _FAR) : position + _LABEL]
    marks = list(_NEXT.finditer(before))
    if not marks:
        return False
    between = before[marks[-1].end() :]
    return _FIRST.search(between) is not None or _ITEM.search(between) is None


@lru_cache(maxsize=4)
def _planned(reading: Reading) -> tuple[Span, ...]:
    return tuple(_plans(reading))


def _plans(reading: Reading) -> Iterator[Span]:
    """Yield the bodies of sections that say what is to come, the outermost, in order."""
    end = 0
    for section in outline(reading.text):
        title = reading.quote(section.title)
        planned = _PLANNED.search(title) and not _REPORTED.search(title)
        if section.level and section.body.start >= end and planned:
            yield section.body
            end = section.body.end
