"""Words of answers for a person (答案用语): Chinese terms of the model, and where it is said."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from rich.cells import cell_len

from graph.model.registry import NODES, RELATIONS, node_spec, relation_spec

__all__ = ["GAPS", "figure", "folded", "grade_word", "line_word", "role_word", "sources", "zh_of"]

_PARTS: Final = re.compile(
    r"[“《（]*(?:[\u2e80-\u9fff]|[^\s\u2e80-\u9fff“《（，。；：、）》”]+|\s+|$)[，。；：、）》”]*|."
)
"""A Chinese character, a Latin word or a space, with the punctuation that must stay with it."""
_SHOWN: Final = 2
"""Sources shown of one statement; the rest are counted."""

GAPS: Final[Mapping[str, str]] = {
    "MISSING": "缺岗",
    "VACANT": "空缺",
    "EXPIRED": "到期",
    "STALE": "逾期",
    "DUPLICATE": "重复",
    "CONFLICT": "冲突",
    "OVERLOADED": "超载",
    "UNPUBLISHED": "未公示",
    "UNSUPPORTED": "无依据",
    "CUSTODY_LAPSED": "托管到期",
}
"""Kinds of gap in Chinese."""


def zh_of(kind: str) -> str | None:
    """Return what a type of things or relationships is called in Chinese; None if it is neither.

    >>> zh_of("Hazard"), zh_of("HOLDS_POST"), zh_of("cell")
    ('危险源', '任职', None)
    """
    return _kinds().get(kind)


@cache
def _kinds() -> Mapping[str, str]:
    things = {str(spec.label): spec.zh for spec in NODES}
    return things | {str(spec.type): spec.zh for spec in RELATIONS}


def line_word(member: str) -> str:
    """Return a line of responsibility in Chinese.

    >>> line_word("CUSTODY")
    '安全托管'
    """
    return _terms("RESPONSIBLE_FOR", "line").get(member, member)


def role_word(member: str) -> str:
    """Return a role in Chinese.

    >>> role_word("PROVIDER")
    '托管机构'
    """
    return _terms("RESPONSIBLE_FOR", "role").get(member, member)


def grade_word(member: str | None) -> str:
    """Return a grade of a major hazard installation in Chinese.

    >>> grade_word("THREE")
    '三级'
    """
    prop = node_spec("Hazard").declared("grade")
    terms = {value: word for word, value in prop.terms.items()} if prop else {}
    return terms.get(member or "", "—")


def figure(value: float | None, digits: int = 4) -> str:
    """Return a figure as a person writes it.

    >>> figure(1099.0), figure(0.390625), figure(None)
    ('1,099', '0.3906', '—')
    """
    if value is None:
        return "—"
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def sources(evidence: Sequence[Mapping[str, Any]]) -> str:
    """Return where something is said: document, place in it, and its words or their origin.

    >>> cell = {"sheet": None, "row": 3, "column": None}
    >>> sources([{"document": {"name": "企业.csv"}, "cell": cell, "quote": None, "note": "年报"}])
    '企业.csv 第3行（年报）'
    """
    rows: dict[tuple[str, str], list[int]] = {}
    for one in evidence:
        words = (
            f"：“{one['quote']}”" if one["quote"] else f"（{one['note']}）" if one["note"] else ""
        )
        found = rows.setdefault((one["document"]["name"], words), [])
        if one["cell"] and one["cell"]["row"] not in found:
            found.append(one["cell"]["row"])
    shown = [f"{name}{_rows(numbers)}{words}" for (name, words), numbers in rows.items()]
    more = f" 等 {len(shown)} 处" if len(shown) > _SHOWN else ""
    return "；".join(shown[:_SHOWN]) + more


def _rows(numbers: Sequence[int]) -> str:
    return f" 第{'、'.join(map(str, sorted(numbers)))}行" if numbers else ""


def folded(words: str, width: int) -> str:
    r"""Return words on lines of at most this many columns, broken as Chinese is.

    A Chinese character takes two columns and a line may end behind any of them, but no
    line begins with a comma or a closing bracket; Latin words stay whole.

    >>> folded("由厦门熙宝源集团托管，见合同 A-1。", 12)
    '由厦门熙宝源\n集团托管，见\n合同 A-1。'
    """
    lines = [""]
    for part in _PARTS.findall(words):
        if cell_len(lines[-1] + part.rstrip()) > width and lines[-1]:
            lines.append("")
            part = part.lstrip()  # noqa: PLW2901 - a line begins with no space
        lines[-1] += part
    return "\n".join(line.rstrip() for line in lines)


@cache
def _terms(relation: str, name: str) -> Mapping[str, str]:
    prop = relation_spec(relation).declared(name)
    return {value: word for word, value in prop.terms.items()} if prop else {}
