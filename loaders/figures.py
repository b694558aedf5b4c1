"""Counted facts of two sources (指标同一性): whether they are one, and whether they agree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from graph.model.identity import normalised
from loaders.documents.lexicon import alternation

__all__ = ["Figure", "contradicts", "same_figure"]

_PERIOD: Final = re.compile("（[^（）]*）$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted fact that the graph holds (已知指标).

    Attributes:
        within: Id of what it counts.
        type: Type of what it counts.
        id: Its id.
        name: What is counted.
        value: The number; None where it is a grade or a word.
        words: The value in words, where it is a grade or a word.
        unit: Unit or measure word.
        period: Period for which it counts; None if no source says.
        evidence: Ids of the places that say so.
        registered: Whether a register says so; else only documents do.
    """

    within: str
    type: str = ""
    id: str
    name: str
    value: float | None
    unit: str | None
    words: str | None = None
    period: str | None = None
    evidence: tuple[str, ...] = ()
    registered: bool = True


def same_figure(one: Mapping[str, Any] | Figure, other: Mapping[str, Any] | Figure) -> bool:
    """Tell whether two figures about one thing are the same, though worded differently.

    They are if number and unit agree, no two periods are told, and one wording holds every
    character of the other. A grade is not telling enough: there the wording must be the same.

    >>> shown = {"name": "落实管控措施", "value": 1099.0, "unit": "条"}
    >>> same_figure(shown, Figure(within="", id="", name="管控措施", value=1099.0, unit="条"))
    True
    """
    first, second = _figure(one), _figure(other)
    if not _alike(first, second) or _value(first) != _value(second):
        return False
    if first.value is None:
        return first.words is not None and _counted(first.name) == _counted(second.name)
    short, long = sorted((set(first.name), set(second.name)), key=len)
    return short <= long


def contradicts(one: Mapping[str, Any] | Figure, other: Mapping[str, Any] | Figure) -> bool:
    """Tell whether two figures about one thing count the same, and give another number.

    With other numbers, words that merely resemble each other prove nothing: 整改隐患 are not all
    隐患. So the wordings must be the same but for a verb that only says that there are some.

    >>> shown = {"name": "落实管控措施", "value": 1100.0, "unit": "条"}
    >>> contradicts(shown, Figure(within="", id="", name="管控措施", value=1099.0, unit="条"))
    True
    """
    first, second = _figure(one), _figure(other)
    values = {_value(first), _value(second)}
    if None in values or len(values) == 1 or not _alike(first, second):
        return False
    return _counted(first.name) == _counted(second.name)


def _value(of: Figure) -> float | str | None:
    return of.words if of.value is None else of.value


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether unit and period are no reason to hold two figures apart."""
    periods = {normalised(p) for p in (one.period, other.period) if p}
    return one.unit == other.unit and len(periods) < 2  # noqa: PLR2004 - two periods are two figures


def _counted(name: str) -> str:
    """Return what is counted, without the verb that brings it and without its period."""
    bare = _PERIOD.sub("", normalised(name))
    while found := _bringing().match(bare):
        if found.end() == len(bare):
            break
        bare = bare[found.end() :]
    return bare


@cache
def _bringing() -> re.Pattern[str]:
    return re.compile(alternation("count.bringing"))


def _figure(of: Mapping[str, Any] | Figure) -> Figure:
    if isinstance(of, Figure):
        return of
    return Figure(
        within="",
        id="",
        name=str(of["name"]),
        value=of.get("value"),
        unit=of.get("unit"),
        words=of.get("value_text"),
        period=of.get("period"),
    )
