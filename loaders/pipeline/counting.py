"""Counted facts as indicators (计数入图): what is counted, and the properties of the figure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from loaders.documents import ExtractedFact

__all__ = ["Counting", "figure_of"]

_BEHIND: Final = frozenset({"余", "多", "左右", "以上", "以下"})


class Counting:
    """Names what a document counts (指标命名): for several periods, each with its own.

    Args:
        facts: Every counted fact of the document.
    """

    def __init__(self, facts: Sequence[ExtractedFact]) -> None:
        self._periods: dict[tuple[str | None, str], set[str | None]] = defaultdict(set)
        for fact in facts:
            self._periods[fact.subject, fact.metric].add(fact.period)

    def name(self, fact: ExtractedFact) -> str:
        """Return what is counted; with its period, where the document counts it for several."""
        several = len(self._periods[fact.subject, fact.metric]) > 1
        return f"{fact.metric}（{fact.period}）" if fact.period and several else fact.metric


def figure_of(fact: ExtractedFact) -> Mapping[str, object]:
    """Return number, wording, unit and period; a vague number keeps its word (指标属性)."""
    told = {"unit": fact.unit or None, "period": fact.period}
    unit = {name: value for name, value in told.items() if value is not None}
    if isinstance(fact.value, str):
        return {"value_text": fact.value, **unit}
    if not fact.qualifier:
        return {"value": float(fact.value), **unit}
    number = f"{fact.value:.12g}"
    behind = fact.qualifier in _BEHIND
    words = number + fact.qualifier if behind else fact.qualifier + number
    return {"value": float(fact.value), "value_text": words, **unit}
