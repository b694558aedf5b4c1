"""Finding rows of GB 18218-2018 (查表): by CAS number, name, row number or symbol.

Names are compared after full-width characters, case and spaces have been evened out.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from hazard.errors import HazardError, UnknownNameError
from hazard.gb18218.rows import HazardCategory, NamedBeta, NamedSubstance
from hazard.gb18218.tables import categories, named_betas, named_substances
from hazard.notice import Notice

__all__ = [
    "InvalidCasNumberError",
    "category",
    "has_valid_check_digit",
    "named_beta",
    "substance",
    "substances_by_cas",
    "substances_by_name",
]

_CAS: Final = re.compile(r"(\d{2,7})-(\d{2})-(\d)")
_QUALIFIER: Final = re.compile(r"[(\[].*$")
_ENTRY: Final = Notice(zh="GB 18218-2018 表1序号", en="entry of GB 18218-2018 table 1")
_SYMBOL: Final = Notice(zh="GB 18218-2018 表2符号", en="symbol of GB 18218-2018 table 2")


class InvalidCasNumberError(HazardError):
    """A CAS number is malformed or fails its check digit (CAS号校验不通过).

    Attributes:
        cas: The number given.
    """

    def __init__(self, cas: str) -> None:
        self.cas = cas
        super().__init__(
            zh=f"CAS号“{cas}”格式或校验位不正确，请核对后更正。",
            en=f"CAS number “{cas}” is malformed or fails its check digit; correct it.",
        )


def has_valid_check_digit(cas: str) -> bool:
    """Return whether a CAS number is well formed and its check digit holds (CAS校验位).

    >>> has_valid_check_digit("7664-41-7"), has_valid_check_digit("7664-41-8")
    (True, False)
    """
    if not (match := _CAS.fullmatch(cas)):
        return False
    digits = (match[1] + match[2])[::-1]
    return sum(i * int(digit) for i, digit in enumerate(digits, 1)) % 10 == int(match[3])


def substance(number: int) -> NamedSubstance:
    """Return the row of table 1 with this number.

    Raises:
        UnknownNameError: If table 1 has no such row.

    >>> substance(12).name
    '氯'
    """
    for row in named_substances():
        if row.number == number:
            return row
    raise UnknownNameError(_ENTRY, str(number))


def substances_by_cas(cas: str) -> tuple[NamedSubstance, ...]:
    """Return the rows of table 1 that print this CAS number; there may be several.

    Raises:
        InvalidCasNumberError: If the number is malformed or fails its check digit.

    >>> [row.number for row in substances_by_cas("6484-52-2")]
    [43, 44]
    """
    if not has_valid_check_digit(cas):
        raise InvalidCasNumberError(cas)
    return tuple(row for row in named_substances() if cas in row.cas)


def substances_by_name(name: str) -> tuple[NamedSubstance, ...]:
    """Return the rows of table 1 of this name; there may be several.

    A full name, qualifiers included, beats the bare name before the brackets.

    >>> [row.number for row in substances_by_name("液氯")]
    [12]
    """
    wanted = _even(name)
    exact = tuple(row for row in named_substances() if wanted in _full_names(row))
    return exact or tuple(row for row in named_substances() if wanted in _bare_names(row))


def category(symbol: str) -> HazardCategory:
    """Return the row of table 2 with this symbol.

    Raises:
        UnknownNameError: If table 2 has no such symbol, e.g. ``W10.2``.

    >>> category("W5.1").critical_quantity
    10.0
    """
    for row in categories():
        if row.symbol == symbol.strip().upper():
            return row
    raise UnknownNameError(_SYMBOL, symbol)


def named_beta(*, cas: tuple[str, ...], name: str) -> NamedBeta | None:
    """Return the row of table 3 for a CAS number, or else for a name; None if there is none."""
    by_cas = (row for row in named_betas() if row.cas in cas)
    by_name = (row for row in named_betas() if not cas and _even(row.name) == _even(name))
    return next(by_cas, None) or next(by_name, None)


def _even(name: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).casefold()


@cache
def _full_names(row: NamedSubstance) -> frozenset[str]:
    return frozenset(map(_even, (row.name, *row.aliases, *row.common_names)))


@cache
def _bare_names(row: NamedSubstance) -> frozenset[str]:
    return frozenset(_QUALIFIER.sub("", name) for name in _full_names(row))
