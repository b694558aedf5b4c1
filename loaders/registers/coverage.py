"""Coverage (覆盖范围): what an edition of a register speaks of, so that its silence says something.

A row that is gone from a list says so only where the list was read: not under a heading that this
edition has no longer, on a sheet that was not recognised, or in a row with a broken cell. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.model.identity import normalised
from graph.model.labels import Label, RelType
from graph.model.spec import NodeSpec, Property
from loaders.readers.spreadsheet import Row
from loaders.registers.columns import Column, LinkColumn
from loaders.registers.days import calendar_day
from loaders.registers.forms import Form
from loaders.registers.headings import heading_key
from loaders.registers.recognition import Guess, readings_of
from loaders.registers.sheetform import AXES, PAIR
from loaders.registers.values import text_of
from loaders.shelf import Spool

__all__ = ["PART", "Coverage"]

PART: Final = "部分清单"
"""Stands above a table that is a part of its list, whose silence ends nothing."""

_DATED: Final = re.compile(
    r"(?:截至|截止|更新|填报|填表|编制|制表|统计|数据)(?:日期|时间|到|至)?\s*[：:]?\s*"
    r"([\d一二三四五六七八九十廿\u3007]{2,4}[-./年][\d一二三四五六七八九十.\-/月]{2,9}[日号]?)"
)
_JOINT: Final = "、"


@dataclass(slots=True)
class Coverage:
    """What one file was read for (读取范围).

    Attributes:
        kinds: Types of things and relationships that it speaks of.
        headings: Keys of the headings that are read.
        properties: Types with the properties that have a column.
        unread: Whether a sheet that holds something was not read.
        doubtful: Texts of what could not be used, without differences that mean nothing.
        days: Days that the file itself gives for what it lists.
        numbers: Registers whose numbers it gives to what it states.
        numbered: Registers by whose numbers it points to what other files state.
        part: Whether the file says that it is a part of its list.
    """

    kinds: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    properties: set[tuple[str, str]] = field(default_factory=set)
    unread: bool = False
    doubtful: Spool[str] = field(default_factory=Spool)
    days: list[date] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    numbered: set[str] = field(default_factory=set)
    part: bool = False

    @property
    def day(self) -> date | None:
        """The day for which the list holds; the latest that the file gives."""
        return max(self.days, default=None)

    def read_model(self, form: Form, columns: Sequence[Column], above: Iterable[Row]) -> None:
        """Note a table in the words of the model."""
        own = str(form.label if isinstance(form, NodeSpec) else form.type)
        self.kinds.add(own)
        for column in columns:
            self.headings.add(heading_key(column.heading))
            if isinstance(column.meaning, Property):
                self.properties.add((own, column.meaning.name))
            elif isinstance(column.meaning, LinkColumn):
                self.kinds.add(column.meaning.type)
        self._read_above(above)

    def read_form(self, guess: Guess, above: Iterable[Row]) -> None:
        """Note a sheet of a form that stewards keep."""
        form = guess.form
        fields = {column.field for column in guess.used} | set(guess.title.fields)
        fields |= set(AXES) if PAIR in fields else set()
        self.headings |= {key for key, name in form.fields.items() if name in fields}
        for column in guess.used:
            whole = column.heading
            self.headings |= {heading_key(p) for p in (whole, *whole.split(_JOINT)) if p}
        self._read_above(above)
        for thing in form.things:
            self.kinds.add(thing.label)
            if thing.scheme:
                (self.numbered if thing.refers else self.numbers).add(thing.scheme)
            found = ((thing.label, n) for n, source in thing.properties.items() if source in fields)
            self.properties |= {(str(label), name) for label, name in found}
        for link in form.links:
            self.kinds.add(link.type)
            known = (n for n, source in link.properties.items() if source in fields)
            self.properties |= {(str(link.type), name) for name in known}
        if form.duties:
            self.kinds |= {Label.POST, Label.PERSON, *_DUTIES}
        if any(duty.phone in fields for duty in form.duties):
            self.properties.add((Label.PERSON, "phone"))
        if form.figures:
            self.kinds |= {Label.INDICATOR, RelType.MEASURES}

    def _read_above(self, above: Iterable[Row]) -> None:
        """Note the days that the lines above a table give for it, and whether it is a part."""
        for row in above:
            line = " ".join(filter(None, map(text_of, row.cells)))
            self.part |= PART in line
            found = (calendar_day(match[1]) for match in _DATED.finditer(line))
            self.days += filter(None, found)

    def doubt(self, row: Row) -> None:
        """Note a row of which something could not be used."""
        self.doubt_text("\n".join(filter(None, map(text_of, row.cells))))

    def doubt_text(self, text: str) -> None:
        """Note words of something that could not be used."""
        self.doubtful.append(normalised(text))

    def speaks_of(self, kind: str, column: str | None) -> bool:
        """Tell whether the silence of this edition on a statement means anything.

        Args:
            kind: Type of what was stated.
            column: Headings under which it stood; None where the whole row said so.
        """
        if self.unread or kind not in self.kinds:
            return False
        if column is None or heading_key(column) in self.headings:
            return True
        return all(map(self._reads, column.split(_JOINT)))

    def _reads(self, heading: str) -> bool:
        """Tell whether a heading is read, be it below another heading or with another unit."""
        return any(key in self.headings for key, _ in readings_of(heading))

    def doubts(self, names: Iterable[str]) -> bool:
        """Tell whether a row that could not be used whole has one of these names."""
        plain = [normalised(name) for name in names if name]
        return any(name in text for name in plain for text in self.doubtful)


_DUTIES: Final = (RelType.BELONGS_TO, RelType.RESPONSIBLE_FOR, RelType.HOLDS_POST)
