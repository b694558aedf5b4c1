"""Numbers of Word's lists (自动编号): what Word shows before a paragraph and does not store.

ECMA-376-1 17.9: a paragraph, or its style, names a list and a level; the list's definition says
how to count and how to print. Bullets count nothing and print nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from docx.oxml.ns import qn

from loaders.readers.numberformats import printed_number

__all__ = ["Numbering"]

_LEVELS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list counts and prints (编号级别).

    Attributes:
        start: First number.
        format: Name of the number format, ``w:numFmt``.
        text: Pattern, ``w:lvlText``: ``%1`` stands for the number of the first level.
        is_legal: Whether all levels print in Arabic figures, ``w:isLgl``.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """A list definition and how far it has counted."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document while it is read in order (文档的自动编号)."""

    def __init__(self, element: Any | None, styles: Any | None) -> None:
        """Take the roots of the numbering part and of the style part, where there are any."""
        self._lists = {} if element is None else _lists(element)
        self._styles = {} if styles is None else _styles(styles)

    def label(self, paragraph: Any) -> str:
        """Return what Word prints before a paragraph; empty if that is nothing.

        Each call counts, so every paragraph is to be asked about once, in order.
        """
        named = self._named(paragraph)
        if named is None or named[0] not in self._lists:
            return ""
        counted, index = self._lists[named[0]], named[1]
        level = counted.levels.get(index)
        if level is None:
            return ""
        counted.counts[index] = counted.counts.get(index, level.start - 1) + 1
        for deeper in range(index + 1, _LEVELS):
            counted.counts.pop(deeper, None)
        return _printed(counted, level, index)

    def _named(self, paragraph: Any) -> tuple[str, int] | None:
        """Return list and level of a paragraph: its own, else those of its style."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return self._styles.get("")
        own = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        inherited = self._styles.get("" if style is None else style.get(qn("w:val")))
        if own is None:
            return inherited
        number, level = _value(own, "w:numId"), _value(own, "w:ilvl")
        identifier = number if number is not None else inherited[0] if inherited else None
        if identifier is None or identifier == "0":  # 0 takes the number of the style away
            return None
        return identifier, _whole(level, inherited[1] if inherited else 0)


def _lists(root: Any) -> dict[str, _List]:
    """Return the lists by id; those that share a definition count together."""
    abstract = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
    shared: dict[str, _List] = {}
    found: dict[str, _List] = {}
    for instance in root.findall(qn("w:num")):
        definition = _value(instance, "w:abstractNumId")
        overrides = instance.findall(qn("w:lvlOverride"))
        if definition is None or definition not in abstract:
            continue
        levels = _levels(abstract[definition].findall(qn("w:lvl")))
        if overrides:
            found[instance.get(qn("w:numId"))] = _List(levels | _overridden(levels, overrides))
        else:
            counted = shared.setdefault(definition, _List(levels))
            found[instance.get(qn("w:numId"))] = counted
    return found


def _levels(elements: Sequence[Any]) -> dict[int, Level]:
    return {
        _whole(element.get(qn("w:ilvl")), 0): Level(
            start=_whole(_value(element, "w:start"), 1),
            format=_value(element, "w:numFmt") or "decimal",
            text=_value(element, "w:lvlText") or "",
            is_legal=element.find(qn("w:isLgl")) is not None,
        )
        for element in elements
    }


def _overridden(levels: Mapping[int, Level], overrides: Sequence[Any]) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for override in overrides:
        index = _whole(override.get(qn("w:ilvl")), 0)
        own = _levels(override.findall(qn("w:lvl")))
        level = own.get(index) or levels.get(index) or Level()
        start = _whole(_value(override, "w:startOverride"), level.start)
        found[index] = replace(level, start=start)
    return found


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    """Return list and level of each style that has one; of the default style, under no name."""
    named = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
    found: dict[str, tuple[str, int]] = {}
    for identifier, style in named.items():
        number, level = _inherited(style, named)
        if number is not None and number != "0":
            found[identifier] = number, _whole(level, 0)
            if style.get(qn("w:default")) in {"1", "true"}:
                found[""] = found[identifier]
    return found


def _inherited(style: Any, named: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return list and level that a style names, or else those it is based on."""
    number, level = None, None
    seen: set[int] = set()
    while style is not None and id(style) not in seen:
        seen.add(id(style))
        own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            number = number or _value(own, "w:numId")
            level = level or _value(own, "w:ilvl")
        style = named.get(_value(style, "w:basedOn") or "")
    return number, level


def _printed(counted: _List, level: Level, index: int) -> str:
    text = level.text
    if level.format in {"bullet", "none"}:
        return ""
    for outer in range(index + 1):
        other = counted.levels.get(outer, Level())
        number = counted.counts.get(outer, other.start)
        style = "decimal" if level.is_legal else other.format
        text = text.replace(f"%{outer + 1}", printed_number(number, style))
    return text.strip()


def _value(parent: Any, tag: str) -> str | None:
    child = parent.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _whole(printed: str | None, otherwise: int) -> int:
    return int(printed) if printed is not None and printed.isdecimal() else otherwise
