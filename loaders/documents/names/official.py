"""Full names of offices (机关全称): what a shortened name means where it is used.

区应急局 in 马尾区 is 马尾区应急管理局. Both halves are resolved on their own: the level through the
division, the line of business through the lexicon. A short form whose full form differs from place
to place, such as 道安办, is kept as printed. Where only the places that happen to be named tell the
division, the result is marked as inferred.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.documents.lexicon import alternation, lists, terms
from loaders.documents.names.locality import Setting, called
from loaders.reference import Division, divisions

__all__ = ["INFERRED", "full_name", "resolved"]

INFERRED: Final = "abbreviation.inferred"
"""Rule of a name that a person must confirm."""

_RANK: Final = re.compile(
    r"自治区|省|市(?!场|政(?!府)|容)|[区县旗](?!域|块|间|位)|州|盟|镇|乡(?![村镇])|街道"
)
_OF_PARTY: Final = re.compile(r"委(?!员会)")
_NATION: Final = re.compile(r"国务院|国家|中国")
_SHORTEST_DIVISION, _LONGEST_DIVISION = 3, 12
_OWN_WORD: Final = 2
_GOVERNMENT: Final = "政府"


@dataclass(frozen=True, slots=True)
class _Opening:
    """The region or level that opens a name, in full, and how that was told."""

    full: str
    rest: str
    rule: str
    division: Division | None = None


def full_name(name: str, where: Setting) -> str | None:
    """Return the full name of an office, if it is certain; None if it is not (机关全称).

    >>> from loaders.reference import divisions
    >>> full_name("区应急局", Setting.of(divisions().by_code("350105")))
    '马尾区应急管理局'
    """
    found = resolved(name, where)
    return found[0] if found and found[1] != INFERRED else None


def resolved(name: str, where: Setting) -> tuple[str, str] | None:
    """Return the full name of an office, and the rule that gave it; None if it cannot be told."""
    if name.isascii():
        return None  # what opens a name is Chinese
    opening = _by_region(name, where) or _by_rank(name, where) or _by_nation(name)
    body = _body(opening.rest) if opening else None
    if opening is None or body is None:
        return None
    party = opening.rest in terms("abbreviation.party") or _OF_PARTY.match(opening.rest)
    return ("中共" if party else "") + opening.full + body, opening.rule


def _by_region(name: str, where: Setting) -> _Opening | None:
    """Return how a name opens with divisions of the table: 甲市乙区."""
    last, rest = None, name
    while found := _leading(rest, last.code if last else "", where):
        last, rest = found, rest[len(found.name) :]
    return _Opening(called(last), rest, "abbreviation.region", last) if last else None


def _leading(name: str, within: str, where: Setting) -> Division | None:
    """Return the one division that opens a name, the longest first."""
    for length in range(min(_LONGEST_DIVISION, len(name) - 1), _SHORTEST_DIVISION - 1, -1):
        found = divisions().named(name[:length], within)
        found = tuple(d for d in found if d in where.chain) or found
        if len(found) == 1:
            return found[0]
    return None


def _by_rank(name: str, where: Setting) -> _Opening | None:
    match = _RANK.match(name)
    division = where.ranked(match.group()) if match else None
    if match is None or division is None:
        return None
    rule = "abbreviation.home" if where.certain else INFERRED
    return _Opening(called(division), name[match.end() :], rule, division)


def _by_nation(name: str) -> _Opening | None:
    match = _NATION.match(name)
    return _Opening(match.group(), name[match.end() :], "abbreviation.nation") if match else None


def _body(rest: str) -> str | None:
    """Return the full form of what follows the level; None where it is no name of its own.

    >>> _body("住建局"), _body("政府安委会"), _body("道安办"), _body("局")
    ('住房和城乡建设局', '人民政府安全生产委员会', '道安办', None)
    """
    if whole := lists()["abbreviation.body"].get(rest) or lists()["abbreviation.party"].get(rest):
        return whole
    if len(rest) < _OWN_WORD or rest in terms("abbreviation.apart"):
        return None
    if match := _department().fullmatch(rest):
        line = lists()["abbreviation.department"][match.group("line")]
        return line + lists()["abbreviation.ending"][match.group("ending")]
    if rest.startswith(_GOVERNMENT):
        return f"人民{_GOVERNMENT}" + (_body(rest[len(_GOVERNMENT) :]) or "")
    return rest


@cache
def _department() -> re.Pattern[str]:
    line, ending = alternation("abbreviation.department"), alternation("abbreviation.ending")
    return re.compile(rf"(?P<line>{line})(?P<ending>{ending})")
