"""Devices in cells (单元格中的设备): the numbers that one cell gives, one by one. Pure."""

import re
import unicodedata
from typing import Final

__all__ = ["devices_in"]

_MOST: Final = 50
"""A longer run of numbers may be a mistake in writing."""
_TO: Final = r"\s*(?:~|至|到|[–—]+)\s*"
_RUN: Final = re.compile(
    rf"(?P<before>[A-Za-z][A-Za-z0-9-]*?)(\d{{1,4}}){_TO}(?:(?P=before))?(\d{{1,4}})"
)
_LETTERS: Final = re.compile(rf"(?P<before>[A-Za-z]+-?\d+)([A-Z]){_TO}(?:(?P=before))?([A-Z])")
_HASHES: Final = re.compile(rf"(\d{{1,3}})#?{_TO}(\d{{1,3}})#(.*)")
_HASHED: Final = re.compile(r"(\d{1,3})#\s*-\s*(\d{1,3})#((?:(?![管线廊]).)*)")
"""A hyphen may as well stand between the ends of a line."""
_SLASHED: Final = re.compile(r"([A-Za-z]{1,4}-?)(\d{2,5}(?:/\d{2,5})+)")
_NUMBER: Final = re.compile(r"[A-Za-z]{1,4}-?\d{1,5}[A-Za-z]?")
_HASH: Final = re.compile(r"\d{1,3}#(.*)")
_BETWEEN: Final = re.compile(r"\s*[、,;/\n和及]\s*")
_BREAK: Final = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")
"""A line that ends within a name, for want of width."""


def devices_in(text: str) -> list[str]:
    """Return the devices that a cell names: one, a run of numbers, or a list of them.

    >>> devices_in("T-101~T-103"), devices_in("T-101、T-105"), devices_in("V-201A/B")
    (['T-101', 'T-102', 'T-103'], ['T-101', 'T-105'], ['V-201A/B'])
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = _BETWEEN.split(plain)
    if len(parts) > 1 and (all(map(_NUMBER.fullmatch, parts)) or _alike(parts)):
        return list(dict.fromkeys(parts))
    found = _run(plain)
    return found if 1 < len(found) <= _MOST else [_BREAK.sub("", text)]


def _alike(parts: list[str]) -> bool:
    """Tell whether parts are numbers such as 1#苯罐 and 2#苯罐, of things of one kind."""
    kinds = {match[1] if (match := _HASH.fullmatch(part)) else None for part in parts}
    return len(kinds) == 1 and None not in kinds


def _run(plain: str) -> list[str]:
    """Return the devices from one number to another; none if it is no run."""
    if match := _RUN.fullmatch(plain):
        before, first, last = match["before"], match[2], match[3]
        if len(first) == len(last):
            numbers = range(int(first), int(last) + 1)
            return [f"{before}{number:0{len(first)}d}" for number in numbers]
    if match := _LETTERS.fullmatch(plain):
        letters = range(ord(match[2]), ord(match[3]) + 1)
        return [f"{match['before']}{chr(letter)}" for letter in letters]
    if match := _SLASHED.fullmatch(plain):
        numbers_in = match[2].split("/")
        same = len(set(map(len, numbers_in))) == 1
        return [match[1] + number for number in numbers_in] if same else []
    if match := _HASHES.fullmatch(plain) or _HASHED.fullmatch(plain):
        return [f"{number}#{match[3]}" for number in range(int(match[1]), int(match[2]) + 1)]
    return []
