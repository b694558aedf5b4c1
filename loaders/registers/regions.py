"""Divisions in cells (单元格中的行政区): by code, by name, or by name within wider ones. Pure."""

from collections.abc import Iterable

from loaders.reference import Division, divisions

__all__ = ["TABLE", "division_in"]

TABLE = "国家统计局统计用区划代码（2023年）"
_CODES = (6, 9)


def division_in(text: str, wider: Iterable[str] = ()) -> Division | None:
    """Return the division that a cell means; None if that is not certain (行政区).

    Args:
        text: A code of six, nine or twelve digits, a name, or a path of names.
        wider: Names or codes that stand beside it and hold it; empty ones say nothing.

    >>> division_in("350305").name, division_in("福建省莆田市秀屿区埭头镇").code
    ('秀屿区', '350305105')
    >>> division_in("鼓楼区"), division_in("鼓楼区", ["福州市"]).code
    (None, '350102')
    """
    plain = "".join(text.split())
    if plain.isdigit():
        return _by_code(plain)
    around = [name for name in ("".join(each.split()) for each in wider) if name]
    for start in range(len(plain)):
        found = divisions().named(plain[start:])
        if not found:
            continue
        fits = [d for d in found if _lies_in(d, plain[:start], around)]
        return fits[0] if len(fits) == 1 else None
    return None


def _by_code(code: str) -> Division | None:
    plain = code.rstrip("0").ljust(6, "0")
    lengths = [len(code), *(n for n in _CODES if n < len(code) and not code[n:].strip("0"))]
    found = (divisions().by_code(code[:length]) for length in lengths)
    return next((d for d in found if d), None) or divisions().by_code(plain)


def _lies_in(division: Division, path: str, around: Iterable[str]) -> bool:
    """Tell whether a division lies in all that is said to hold it."""
    above = divisions().above(division)
    for holder in above:
        path = path.replace(holder.name, "", 1)
    held = {division.name, division.code} | {h.name for h in above} | {h.code for h in above}
    return not path and held.issuperset(around)
