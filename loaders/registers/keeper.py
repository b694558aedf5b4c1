"""Whose a register is (填报单位): the office that a line above or below its table names. Pure.

Two offices may both keep a list of one name, and what one of them says corrects nothing that the
other does. A register that names nobody is nobody's in particular.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.model.identity import normalised
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers.totals import is_footer
from loaders.registers.values import text_of

__all__ = ["NOBODY", "keeper_in", "keeper_of"]

NOBODY: Final = "-"
"""Given as an office, it says that a register is nobody's in particular, whatever it says."""

_DONE: Final = ("填报", "上报", "报送", "呈报", "编报", "填表", "编制", "制表")
"""What an office does with a register, the surest word of whose it is first."""
_BODIES: Final = ("单位", "机构", "部门", "科室")
"""From the wider to the narrower: of a company its department."""
_JOINT: Final = "、"
_LONGEST: Final = 60
_SPACED: Final = tuple("|".join(r"\s*".join(word) for word in words) for words in (_DONE, _BODIES))
_SAID: Final = re.compile(
    rf"({_SPACED[0]})\s*({_SPACED[1]})\s*(?:[(（][^()（）]{{0,10}}[)）])?\s*[：:]\s*"
    r"(\S[^：:]*?)??(?=\s+[^\s：:]{2,14}\s*[：:]|\s+\d|\s{2,}|\s*$)"
)
"""Verb, body and name; the name ends where something else is said, or a day."""
_SEAL: Final = re.compile(r"[(（【\[]\s*(?:加?盖?公?章|签章|盖章处|公章处)\s*[)）】\]]")
_EMPTY: Final = re.compile(r"[\W_]*(?:无|盖章|公章)?[\W_]*")


def keeper_of(file: RegisterFile) -> str:
    """Return the office whose register a file says it is; several, if its sheets name several.

    Empty if it names none.
    """
    shown = (table for table in file.tables if not table.hidden)
    found = sorted(filter(None, {keeper_in(_around(table)) for table in shown}))
    return _JOINT.join(found)


def keeper_in(rows: Iterable[Row]) -> str:
    """Return the office that lines around a table name; empty if they name none.

    >>> keeper_in([Row(2, ("填报单位（盖章）：应急管理局  填报人：王某",))])
    '应急管理局'
    >>> keeper_in([Row(2, ("填报单位：甲公司", None, "填报部门：安环部", "编制单位：乙"))])
    '甲公司安环部'
    """
    said: dict[tuple[str, str], str] = {}
    for verb, body, name in (each for row in rows for each in _named(row)):
        said.setdefault((verb, body), name)
    for verb in _DONE:
        if found := [said[verb, body] for body in _BODIES if (verb, body) in said]:
            return "".join(dict.fromkeys(found))
    return ""


def _around(table: Table) -> Iterator[Row]:
    """Yield the first rows of a table, and of its last rows those that are no data."""
    yield from table.head
    first = {row.number for row in table.head}
    yield from (row for row in table.tail if row.number not in first and is_footer(row))


def _named(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield what an office does, what it is, and its name, from one cell or from two."""
    texts = [text for text in map(text_of, row.cells) if text]
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        for match in _SAID.finditer(text) if "：" in text or ":" in text else ():
            beside = following if not match[3] and match.end() == len(text) else ""
            if name := _name(match[3] or beside):
                verb, body = ("".join(part.split()) for part in match.group(1, 2))
                yield verb, body, name


def _name(text: str) -> str:
    """Return the name of an office without a seal; empty if it is none."""
    plain = normalised(_SEAL.sub("", text)).strip("_")
    named = "：" not in text and ":" not in text and len(plain) <= _LONGEST
    return plain if named and not _EMPTY.fullmatch(plain) else ""
