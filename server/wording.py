"""Words of answers for a person (答案用语): Chinese terms of the model, and where it is said."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from graph.model.registry import node_spec, relation_spec

__all__ = ["GAPS", "figure", "grade_word", "line_word", "role_word", "sources"]

_SHOWN: Final = 2
"""Sources shown of one statement; the rest are counted."""

GAPS: Final[Mapping[str, str]] = {
    "MISSING": "缺岗",
    "VACANT": "空缺",
    "EXPIRED": "到期",
    "STALE": "逾期未履职",
    "DUPLICATE": "重复",
    "CONFLICT": "冲突",
    "OVERLOADED": "超载",
    "UNPUBLISHED": "未公示",
    "UNSUPPORTED": "无依据",
    "CUSTODY_LAPSED": "托管到期",
}
"""Kinds of gap in Chinese."""


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
    """Return where something is said: document, place in it, and its words or their origin."""
    shown = list(dict.fromkeys(map(_source, evidence)))
    more = len(shown) - _SHOWN
    return "；".join(shown[:_SHOWN]) + (f" 等 {len(shown)} 处" if more > 0 else "")


def _source(one: Mapping[str, Any]) -> str:
    cell = one.get("cell")
    name: str = one["document"]["name"]
    place = f"{name} 第 {cell['row']} 行" if cell else f"《{name}》"
    if words := one.get("quote"):
        return f"{place}：“{words}”"
    return f"{place}（{one['note']}）" if one.get("note") else place


@cache
def _terms(relation: str, name: str) -> Mapping[str, str]:
    prop = relation_spec(relation).declared(name)
    return {value: word for word, value in prop.terms.items()} if prop else {}
