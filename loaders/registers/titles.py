"""Titles (标题): what stands above a table, and in the names of its sheet and file. Pure.

A list of one enterprise names it in its title or in a line such as 企业名称：…, and nowhere else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.readers.spreadsheet import Row
from loaders.registers.headings import heading_key, unit_in
from loaders.registers.sheetform import SheetForm
from loaders.registers.values import text_of
from loaders.registers.vocabulary import answers

__all__ = ["SYSTEM", "Above", "Said", "Title", "system_in", "title_of"]

_PAIR: Final = re.compile(r"([^：:\s]{1,20})\s*[：:]\s*(.+?)(?=\s{2,}\S+[：:]|\s+[^：:\s]+[：:]|$)")
_COMPANY: Final = re.compile(
    r"(?:\d{4}年?度?\s*[-_ ]*)?"
    r"([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9（）()]{2,40}?(?:公司|厂))"
    r"(?=$|[\s_\-—《“]|安全|风险|隐患|重大|危险|包保|生产|\d{4}|储罐|罐区|设备|关键|主要|压力|周边|特种|消防|"
    r"危化|化学|企业|人员|任职|岗位|检查|应急|防护|敏感|托管|台账|清单)"
)
_ENTERPRISE: Final = "企业"
SYSTEM: Final = "坐标系"
"""Field of the system of coordinates."""
_DECLARED: Final = re.compile(
    r"(?:坐标|经纬度)[^。；;，,]{0,8}?(高德|百度|腾讯|火星|GCJ-?02|BD-?09|WGS-?84|CGCS-?2000)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"坐标系统?\s*[：:为]\s*([^\s。；;，,、（）()]{2,20})")
"""Another system, which is not known."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value that holds for the whole table (表头信息), and the row it stands in.

    Attributes:
        text: The value.
        row: Row; None for the name of the sheet or file.
    """

    text: str
    row: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What is said of the table as a whole (表的标题信息).

    Attributes:
        fields: Values by field of the form.
        names_form: Whether the form is named.
        unit: Unit of the amounts that have none nearer.
        below: Rows below the table that declare something for it.
    """

    fields: Mapping[str, Said]
    names_form: bool
    unit: str | None = None
    below: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """What stands above a table, whatever form the table has (表上文字).

    Attributes:
        lines: Each line above it with its row; the names of sheet and file, without one, last.
        pairs: Names and the values they stand before.
        whole: All of it as one key.
    """

    lines: Sequence[tuple[str, int | None]]
    pairs: Sequence[tuple[str, Said]]
    whole: str

    @classmethod
    def of(cls, rows: Sequence[Row], names: Sequence[str]) -> "Above":
        """Return what the rows above a table and the names of its sheet and file say."""
        texts = [([text for text in map(text_of, row.cells) if text], row.number) for row in rows]
        lines = [(" ".join(cells), number) for cells, number in texts]
        return cls(
            lines=[*lines, *((name, None) for name in names)],
            pairs=[
                (heading_key(name), Said(value, number))
                for cells, number in texts
                for name, value in _pairs(cells)
                if value
            ]
            + [
                (heading_key(name), Said(text_of(row.cells[index]), row.number))
                for row in rows
                for name, index in answers(row) or ()
            ],
            whole=heading_key("".join([*(line for line, _ in lines), *names])),
        )


def title_of(form: SheetForm, above: Above) -> Title:
    """Return what stands above a table as a form understands it."""
    fields: dict[str, Said] = {}
    for name, value in above.pairs:
        if known := form.fields.get(name):
            fields.setdefault(known, value)
    if SYSTEM in form.titles and (declared := system_in(above)):
        fields.setdefault(SYSTEM, declared)
    lacks = _ENTERPRISE in form.needed and _ENTERPRISE not in fields
    if lacks and (found := next(_companies(above.lines), None)):
        fields[_ENTERPRISE] = found
    named = any(heading_key(name) in above.whole for name in (form.name, *form.aliases))
    stated = (unit_in(line) for line, _ in above.lines)
    return Title(fields=fields, names_form=named, unit=next(filter(None, stated), None))


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names and values: ``名称：值`` in one cell, or in a cell and its neighbour."""
    for text, following in pairwise([*texts, ""]):
        if text.endswith(("：", ":")):
            yield text.rstrip("：: "), following
        else:
            yield from ((m[1], m[2].strip()) for m in _PAIR.finditer(text))


def system_in(above: Above) -> Said | None:
    """Return the system of coordinates that a line declares in its own words, or by its name."""
    for pattern in (_DECLARED, _NAMED):
        found = ((pattern.search(line), row) for line, row in above.lines)
        if said := next((Said(match[1], row) for match, row in found if match), None):
            return said
    return next((said for name, said in above.pairs if name == SYSTEM), None)


def _companies(texts: Sequence[tuple[str, int | None]]) -> Iterator[Said]:
    """Yield the enterprise that a title begins with."""
    for text, row in texts:
        if match := _COMPANY.match(text.strip()):
            yield Said(match[1], row)
