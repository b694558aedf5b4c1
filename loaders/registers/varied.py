"""Risk points of several rows (一点多险): what their rows say differently. Pure.

A list names each event of a risk point in a row of its own, with its own scores and level. These
are the event's, and the first of them is not that of the point, so the rows are gone through
before they are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.model.labels import Label
from graph.model.registry import node_spec
from loaders.identity import Trust
from loaders.readers.spreadsheet import Row, Table
from loaders.registers.placeholders import as_above
from loaders.registers.recognition import Guess
from loaders.registers.rowdoubts import Doubted
from loaders.registers.rowvalues import hinted
from loaders.registers.sheetform import SheetThing
from loaders.registers.values import text_of

__all__ = ["Varied", "highest", "varied_in"]

_LEVELS: Final = {"RED": "红", "ORANGE": "橙", "YELLOW": "黄", "BLUE": "蓝"}
_SAME: Final[frozenset[str]] = frozenset()

Key = tuple[str, ...]


@dataclass(slots=True)
class Varied:
    """What the rows of each risk point say differently (各行不同之处).

    Attributes:
        naming: Columns that name a risk point, from 0.
        fields: By that name, the fields that its rows fill differently.
        levels: By that name, its levels.
    """

    naming: Sequence[int] = ()
    fields: dict[Key, frozenset[str]] = field(default_factory=dict)
    levels: dict[Key, set[str]] = field(default_factory=dict)

    def of(self, row: Row) -> frozenset[str]:
        """Return the fields in which the rows of the risk point of a row differ."""
        return self.fields.get(self.key(row), _SAME) if self.fields else _SAME

    def key(self, row: Row) -> Key:
        """Return the name of the risk point of a row."""
        return tuple(_text(row, index) for index in self.naming)


def varied_in(guess: Guess, table: Table) -> Varied:
    """Return what the rows of the risk points of a list say differently."""
    point = next((t for t in guess.form.things if t.label is Label.HAZARD), None)
    if point is None or "level" not in point.properties:
        return Varied()
    names = (*(t.name for t in guess.form.things if t.key in point.within), point.name)
    found = Varied(naming=tuple(_columns(guess, names).values()))
    level = point.properties["level"]
    columns = _columns(guess, (level, *guess.form.figures.get(point.key, ())))
    first: dict[Key, dict[str, str]] = {}
    above: Row | None = None
    for row in table.rows:
        if row.number > guess.header.last:
            above = as_above(row, above)
            key = found.key(above)
            said = {name: _text(above, index) for name, index in columns.items()}
            if meant := _level(point, said.get(level, "")):
                said[level] = meant
                found.levels.setdefault(key, set()).add(meant)
            known = first.setdefault(key, {})
            other = {n for n, text in said.items() if text and known.setdefault(n, text) != text}
            if other:
                found.fields[key] = found.fields.get(key, _SAME) | other
    return found


def highest(levels: set[str], source: str, printed: str) -> Doubted:
    """Return the highest of the levels of a risk point's rows, for a person to decide."""
    given = next(level for level in _LEVELS if level in levels)
    words = "、".join(word for level, word in _LEVELS.items() if level in levels)
    doubt = (
        f"同一风险点各行等级不同（{words}），就高应为{_LEVELS[given]}，请核实",
        f"the rows of this risk point differ in level; the highest is {given}; find out which is",
    )
    why = Trust(asserted=False, doubt=doubt, printed=printed)
    return Doubted(given={"level": given}, why=why, fields=(source,))


def _level(point: SheetThing, text: str) -> str | None:
    return hinted(node_spec(Label.HAZARD).declared("level"), point.terms, text)


def _columns(guess: Guess, names: Sequence[str]) -> Mapping[str, int]:
    """Return the first column of each field that has one."""
    return {name: guess.by_field[name][0].index for name in names if name in guess.by_field}


def _text(row: Row, index: int) -> str:
    return text_of(row.cells[index]) if index < len(row.cells) else ""
