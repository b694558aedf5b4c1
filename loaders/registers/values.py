"""Values of registers (登记册取值): from what a cell holds to what the model takes."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from graph.errors import CustodyError
from graph.evidence import instant
from graph.model.ranges import RANGES
from graph.model.spec import Kind, Property
from loaders.readers.spreadsheet import Cell
from loaders.registers.bounds import is_bounded
from loaders.registers.checks import CHECKS
from loaders.registers.days import calendar_day, is_month, with_century
from loaders.registers.headings import factor_of
from loaders.registers.placeholders import FORMULA_ERRORS

__all__ = [
    "CODE",
    "DAY",
    "NO_UNIT",
    "RefusedValueError",
    "day_of",
    "figure_of",
    "formula_error",
    "is_bare",
    "listed",
    "made_a_day",
    "parsed",
    "text_of",
]

_NUMBER: Final = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*([^\d.,].*)?"
)
_BARE: Final = re.compile(r"[+-]?[\d,.]+(?:[eE][+-]?\d+)?")
_GOES_ON: Final = re.compile(r"[-~\u2013\u2014至到/年.]+\s*\d")
"""A range, or a day."""
DAY: Final = "日期"
CODE: Final = "编号"
"""What stands for a unit where a cell holds a day, or a number that counts nothing."""
"""Stands for the unit of a counted fact that is a day or a month, and so no number."""
NO_UNIT: Final = "(单位不详)"
"""Stands behind a number whose unit is not known, under a heading that has one."""
_PART_OF_DAY: Final = re.compile(r"[-/年]\s*\d")
_MORE: Final = re.compile(r"[→≤≥<>=~+×*≈]|(?<![A-Za-z])\d")
"""What no unit holds: another number, or what joins two; the figure of m3 is no number."""
_CUT_OFF: Final = re.compile(r"\d\.\d+[Ee]\+\d{2}")
_EXACT: Final = 1e15
"""Spreadsheet programs keep fifteen figures of a number."""
_MEANINGLESS: Final = re.compile(r"\s+|^CAS(?:号|NO\.?)?:?")
_HYPHENS: Final = re.compile("[\u2010-\u2015\u2212]+")
_NO_LETTERS: Final = frozenset("IOZSV")
"""What GB 32100-2015 leaves out of its alphabet."""
_SEPARATORS: Final = re.compile(r"[；;、\n]")
_ZH: Final = {"people": "人"}
_YES: Final = frozenset({"是", "有", "√", "✓", "✔", "true", "yes", "y"})
_NO: Final = frozenset({"否", "无", "×", "✗", "✘", "false", "no", "n"})


class RefusedValueError(CustodyError):
    """A cell does not hold what its column asks for (单元格取值有误).

    Attributes:
        value: What stands there.
    """

    def __init__(self, value: str, *, zh: str, en: str) -> None:
        self.value = value
        super().__init__(zh=zh, en=en)


def text_of(cell: Cell) -> str:
    """Return a cell as text, as its reader sees it; empty for an empty one.

    >>> text_of(350305.0), text_of(datetime(2023, 11, 7)), text_of(" 甲 ")
    ('350305', '2023-11-07', '甲')
    """
    if isinstance(cell, str):  # first, since nearly all cells of a CSV file are text
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        cell = cell.date()
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    return str(cell).strip()


def parsed(prop: Property, cell: Cell, unit: str | None = None) -> Any:
    """Return the value of a property; None for an empty cell.

    Args:
        prop: The property.
        cell: The cell.
        unit: Unit in the heading, for a number that has none of its own.

    Raises:
        RefusedValueError: If the cell does not hold such a value; it says what is expected.
    """
    text = text_of(cell)
    if not text:
        return None
    if text in FORMULA_ERRORS:
        raise formula_error(text)
    if isinstance(cell, date) and prop.name in CHECKS:
        raise made_a_day(text)
    if prop.choices is not None:
        return _choice(prop, text)
    if unit and prop.unit and is_bare(text):
        text += f" {unit}"
    if prop.kind is Kind.TEXT and prop.name not in CHECKS:
        _whole(cell, text)
    return _PARSERS[prop.kind](prop, text)


def is_bare(text: str) -> bool:
    """Tell whether a text is a number alone, without a unit.

    >>> is_bare("1,099.5"), is_bare("12m"), is_bare("见图")
    (True, False, False)
    """
    return _BARE.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def listed(text: str) -> list[str]:
    """Return the parts of a list in one cell.

    >>> listed("临港；临港园区、临港产业园")
    ['临港', '临港园区', '临港产业园']
    """
    return list(dict.fromkeys(filter(None, map(str.strip, _SEPARATORS.split(text)))))


def figure_of(cell: Cell, unit: str) -> dict[str, Any]:
    """Return a counted fact: its number and unit, or the words where there is no plain number.

    Args:
        cell: The cell.
        unit: Unit that the heading or the form gives; empty if there is none.

    >>> figure_of("120人", ""), figure_of("中型", ""), figure_of(35, "人")
    ({'value': 120.0, 'unit': '人'}, {'value_text': '中型'}, {'value': 35.0, 'unit': '人'})

    A bound, what is nearly a number, and what holds more than one are words.

    Raises:
        RefusedValueError: If it is the error of a formula, a share that may be a percentage, or a
            code that the spreadsheet program has cut off.
    """
    text = text_of(cell)
    if text in FORMULA_ERRORS:
        raise formula_error(text)
    if isinstance(cell, bool):
        return {"value_text": "是" if cell else "否"}
    if unit in (DAY, CODE):
        return {"value_text": _whole(cell, text) if unit == CODE else text}
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None or not math.isfinite(value := float(match[1].replace(",", ""))):
        return {"value_text": text}
    if match[2] and _is_no_unit(match[2], text):
        return {"value_text": text}
    if unit == "%" and not match[2]:
        raise RefusedValueError(
            text, zh="请连同百分号写明，如 85%", en="write it with its sign, such as 85%"
        )
    if match[2] == NO_UNIT:
        return {"value": value}
    printed = (match[2] or unit).strip()
    return {"value": value, "unit": printed} if printed else {"value": value}


def _is_no_unit(behind: str, text: str) -> bool:
    """Tell whether what stands behind a number makes the whole text words."""
    return bool(_MORE.search(behind) or _PART_OF_DAY.match(behind) or is_bounded(text))


def day_of(cell: Cell, *, following: bool = False) -> str | None:
    """Return a day as ``YYYY-MM-DD``, or the day after it; None for an empty cell.

    Raises:
        RefusedValueError: If it is no day.
    """
    text = text_of(cell)
    if not text:
        return None
    found = calendar_day(text)
    if found is not None:
        return (found + timedelta(days=following)).isoformat()
    if whole := with_century(text):
        raise RefusedValueError(
            text,
            zh=f"年份只有两位，不能确定是哪一年；如指 {whole[:4]} 年，请写 {whole}",
            en=f"its year has two figures, so which it is cannot be told; if {whole[:4]} is meant, "
            f"write {whole}",
        )
    if is_month(text):
        raise RefusedValueError(
            text,
            zh="只写到月，不能当作某一天，请写明日期",
            en="is a month, which is no day; write the day",
        )
    raise RefusedValueError(
        text,
        zh="应为日期，如 2023-11-07 或 2023年11月7日",
        en="expected a day such as 2023-11-07",
    )


def formula_error(text: str) -> RefusedValueError:
    """Return what is wrong with a cell that holds the error of a formula."""
    return RefusedValueError(
        text, zh="是公式错误，请在表中更正", en="is the error of a formula; mend it in the sheet"
    )


def made_a_day(text: str) -> RefusedValueError:
    """Return what is wrong with a number such as 3-1 or 75-01-4 that became a day."""
    return RefusedValueError(
        text,
        zh="像是编号被表格软件改成了日期，请把单元格设为文本后重新填写",
        en="looks like a number that the spreadsheet program made a day; make the cell text and "
        "write it again",
    )


def _whole(cell: Cell, text: str) -> str:
    """Return a text that is no number of which a spreadsheet program has cut off the end.

    Raises:
        RefusedValueError: If it is one.
    """
    long = isinstance(cell, (int, float)) and abs(cell) >= _EXACT
    if long or _CUT_OFF.fullmatch(text):
        raise RefusedValueError(
            text,
            zh="编号太长，被表格软件当作数字截去了末尾，请把单元格设为文本后重新填写",
            en="is a code too long for a number, of which the spreadsheet program has cut off the "
            "end; make the cell text and write it again",
        )
    return text


def _choice(prop: Property, text: str) -> str:
    choices = tuple(prop.choices or ())
    plain = unicodedata.normalize("NFKC", text)
    by_word = {_folded(member.value): member.value for member in choices}
    by_word |= {_folded(term): member for term, member in prop.terms.items()}
    try:
        return by_word[_folded(plain)]
    except KeyError:
        words = "、".join(prop.terms or [member.value for member in choices])
        members = ", ".join(member.value for member in choices)
        raise RefusedValueError(
            text, zh=f"应为{words}之一", en=f"expected one of {members}"
        ) from None


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _text(prop: Property, text: str) -> str:
    check = CHECKS.get(prop.name)
    if check is None:
        return _boundary(text) if prop.name == "boundary" else text
    plain = _MEANINGLESS.sub("", unicodedata.normalize("NFKC", text).upper())
    plain = _HYPHENS.sub("-", plain).strip(",;、。")
    if not check.holds(plain):
        strange = sorted(set(plain) & _NO_LETTERS) if prop.name == "credit_code" else []
        more_zh = f"；其中不会有字母 {'、'.join(strange)}，如 O 应为数字 0" if strange else ""
        more_en = f"; it never has the letter {', '.join(strange)}" if strange else ""
        raise RefusedValueError(text, zh=check.zh + more_zh, en=check.en + more_en)
    return plain


def _boundary(text: str) -> str:
    """Return a boundary as the text of a GeoJSON geometry that draws an area."""
    from loaders.shapes import ShapeError, area_of, as_text  # noqa: PLC0415 - large, seldom needed

    try:
        return as_text(area_of(text))
    except ShapeError as error:
        raise RefusedValueError(error.value, zh=error.zh, en=error.en) from error


def _texts(_prop: Property, text: str) -> list[str]:
    return listed(text)


def _decimal(prop: Property, text: str) -> float:
    if not is_bare(text) and is_bounded(text):
        raise RefusedValueError(
            text,
            zh="是界限或约数，应为确切的数字，如 1,099 或 0.5",
            en="is a bound or nearly a number; expected the exact one, such as 1,099 or 0.5",
        )
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None or not math.isfinite(float(match[1].replace(",", ""))):
        raise RefusedValueError(
            text, zh="应为数字，如 1,099 或 0.5", en="expected a number such as 1,099 or 0.5"
        )
    if match[2] and _GOES_ON.match(match[2]):
        raise RefusedValueError(
            text, zh="应为一个数字，而不是范围或日期", en="expected one number, no range and no day"
        )
    factor = factor_of(match[2], prop.unit) if match[2] else "1"
    if factor is None:
        raise RefusedValueError(
            text,
            zh=f"计量单位应为 {_ZH.get(prop.unit, prop.unit)}，而不是“{match[2]}”"
            if prop.unit
            else "只填数字，不带单位",
            en=f"expected the unit {prop.unit}, not {match[2]}"
            if prop.unit
            else "expected a number without unit",
        )
    value = float(Decimal(match[1].replace(",", "")) * Decimal(factor))
    return _in_range(prop, text, value)


def _in_range(prop: Property, text: str, value: float) -> float:
    span = RANGES.get(prop.name)
    if span is None or span.holds(value):
        return value
    bounded = math.isfinite(span.high)
    raise RefusedValueError(
        text,
        zh=f"应在 {span.low:g} 到 {span.high:g} 之间" if bounded else f"不应小于 {span.low:g}",
        en=f"expected {span.low:g} to {span.high:g}"
        if bounded
        else f"expected {span.low:g} or more",
    )


def _integer(prop: Property, text: str) -> int:
    value = _decimal(prop, text)
    if not value.is_integer():
        raise RefusedValueError(text, zh="应为整数", en="expected a whole number")
    return int(value)


def _boolean(_prop: Property, text: str) -> bool:
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise RefusedValueError(text, zh="应为“是”或“否”", en="expected 是 (yes) or 否 (no)")


def _day(_prop: Property, text: str) -> str | None:
    return day_of(text)


def _instant(_prop: Property, text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RefusedValueError(
            text,
            zh="应为时刻，如 2023-11-07T08:30:00+08:00",
            en="expected a moment such as 2023-11-07T08:30:00+08:00",
        ) from error
    return instant(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


_PARSERS: Final[Mapping[Kind, Callable[[Property, str], Any]]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _texts,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _day,
    Kind.INSTANT: _instant,
}
