"""Checks of official codes (编码校验), by the property they stand in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

__all__ = [
    "CHECKS",
    "Check",
    "is_cas_number",
    "is_credit_code",
    "is_region_code",
]

_CAS: Final = re.compile(r"[1-9]\d{1,6}-\d{2}-\d")
_CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT: Final = re.compile(f"[{_CREDIT_ALPHABET}]{{18}}")
_REGION: Final = re.compile(r"[1-9]\d{5}(\d{3}(\d{3})?)?")


def is_cas_number(text: str) -> bool:
    """Tell whether a CAS registry number is well formed and its check digit is right.

    >>> is_cas_number("7664-41-7"), is_cas_number("7664-41-8")
    (True, False)
    """
    if not _CAS.fullmatch(text):
        return False
    *digits, check = (int(c) for c in text if c != "-")
    return sum(place * d for place, d in enumerate(reversed(digits), 1)) % 10 == check


def is_credit_code(text: str) -> bool:
    """Tell whether a unified social credit code has its right check character; GB 32100-2015.

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100M000100Y44")
    (True, False)
    """
    if not _CREDIT.fullmatch(text):
        return False
    values = [_CREDIT_ALPHABET.index(c) for c in text]
    total = sum(value * pow(3, k, 31) for k, value in enumerate(values[:17]))
    return (31 - total % 31) % 31 == values[17]


def is_region_code(text: str) -> bool:
    """Tell whether a code has the 6, 9 or 12 digits of a division, a town or a village.

    >>> is_region_code("350305"), is_region_code("3503051")
    (True, False)
    """
    return _REGION.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a code must satisfy (编码规则)."""

    holds: Callable[[str], bool]
    zh: str
    en: str


CHECKS: Final[Mapping[str, Check]] = {
    "cas": Check(
        holds=is_cas_number,
        zh="应为 CAS 号，如 7664-41-7，且校验位正确",
        en="expected a CAS number such as 7664-41-7 with its right check digit",
    ),
    "credit_code": Check(
        holds=is_credit_code,
        zh="应为 18 位统一社会信用代码，且校验码正确",
        en="expected a unified social credit code of 18 characters with its right check character",
    ),
    "code": Check(
        holds=is_region_code,
        zh="应为 6 位行政区划代码（乡镇 9 位、村 12 位）",
        en="expected a division code of 6 digits (9 for a town, 12 for a village)",
    ),
}
