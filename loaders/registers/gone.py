"""What a row says is gone (已不存在): pulled down, deregistered, left. Pure.

Whoever keeps a list leaves such rows in it and writes so beside them. Read as the others, they
would make a hazard of what is no longer there, and somebody answer for it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from graph.model.labels import Label
from loaders.registers.headings import heading_key
from loaders.registers.recognition import Guess
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import SheetForm
from loaders.registers.values import text_of

__all__ = ["Gone", "is_gone", "named_gone"]

_DAY: Final = r"\d{4}(?:年(?:\d{1,2}月(?:\d{1,2}日)?|[初底末])?|[-./]\d{1,2}(?:[-./]\d{1,2})?)"
_WORD: Final = (
    r"(?:拆除|拆迁|搬迁|搬离|迁出|报废|注销|核销|吊销|撤销|作废|废止|关闭|离职|离任|辞职|调离|退休|解聘|"
    r"免职|解除|终止)"
)
_SAID: Final = (
    rf"该?(?:装置|储罐|设备|罐区|企业|人员?|合同|协议|点|户)?"
    rf"(?:现|目前|整体|全部|已经?|被|予以|依法|[于在]|{_DAY}[起,]?)*{_WORD}(?:完毕|完成|了)?"
    rf"(?:\({_DAY}\))?"
)
_GONE: Final = re.compile(_SAID)
_NAMED: Final = re.compile(rf"(.+?)\s*(?:\({_SAID}\)|[-—]+{_SAID})")
_CLAUSE: Final = re.compile(r"[;,。\n]")
_STATES: Final = frozenset({"使用状态", "设备状态"})
_REMARKS: Final = frozenset(
    {"备注", "备注说明", "说明", "备注信息", "变更情况", "变动情况", "变更记录"}
)


def is_gone(text: str) -> bool:
    """Tell whether a remark says that what it stands beside is no longer there.

    >>> is_gone("已注销"), is_gone("2024年6月拆除"), is_gone("计划拆除")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(_GONE.fullmatch("".join(clause.split())) for clause in _CLAUSE.split(plain))


def named_gone(text: str) -> bool:
    """Tell whether a name says behind it that the thing is no longer there.

    >>> named_gone("老氨罐（2024.6拆除）"), named_gone("老氨罐-已拆除"), named_gone("拆除车间")
    (True, True, False)
    """
    return _NAMED.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


class Gone:
    """Where the rows of a sheet say that what they are about is gone (失效标注).

    Args:
        guess: The form of the sheet, and its columns.
    """

    def __init__(self, guess: Guess) -> None:
        form = guess.form
        stands = not any(thing.label is Label.FINDING for thing in form.things)
        self._ended = form.term.ended
        self._names = [
            name
            for thing in (form.things if stands else ())
            if thing.label in (Label.UNIT, Label.HAZARD)
            for name in filter(None, (thing.name, thing.otherwise))
        ]
        self._columns = [
            (column.index, column.field or column.heading)
            for column in (guess.columns if stands else ())
            if column.field in _states_of(form) or heading_key(column.heading) in _REMARKS
        ]

    def tell(self, cells: SheetCells) -> bool:
        """Tell of what a row says is gone; whether it does, and not since when.

        Such a row names what its list no longer lists, so a later edition ends it.
        """
        if self._ended and cells.text(self._ended):
            return False
        for name, text in self._said(cells):
            cells.gone = True
            cells.refuse(
                name,
                text,
                zh=f"“{text}”表示已不存在或已失效，此行未作为现状读入；如仍有效，请更正此项",
                en=f"“{text}” says that it is gone, so the row was not read as what is there now; "
                "if it still is, correct this",
            )
            break
        return cells.gone

    def _said(self, cells: SheetCells) -> Iterator[tuple[str, str]]:
        yield from ((name, text) for name in self._names if named_gone(text := cells.text(name)))
        for index, name in self._columns:
            text = text_of(cells.row.cells[index]) if index < len(cells.row.cells) else ""
            if text and is_gone(text):
                yield name, text


def _states_of(form: SheetForm) -> Sequence[str]:
    """Return the fields of facts that tell the state of a unit."""
    return [name for figures in form.figures.values() for name in figures if name in _STATES]
