"""Short names of offices (机关简称) resolved to the full names by which others know them.

区应急局 in a document of 马尾区 is 马尾区应急管理局. Both halves are resolved on their own: the
level through the division that the document reports on, the line of business through the
lexicon. A short form whose full form differs from place to place, such as 道安办, is kept as
printed. Where only the places that happen to be named tell the division, the result is marked as
inferred.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation, lists, terms
from loaders.documents.names.setting import Setting, called, setting
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.reference import Division, divisions

__all__ = ["INFERRED", "full_name", "with_official"]

INFERRED: Final = "abbreviation.inferred"
"""Rule of a name that a person must confirm."""

_DEFINED: Final = "abbreviation.defined"
_RANK: Final = re.compile(
    r"自治区|省|市(?!场|政(?!府)|容)|[区县旗](?!域|块|间|位)|州|盟|镇|乡(?![村镇])|街道"
)
_OF_PARTY: Final = re.compile(r"委(?!员会)")
_NATION: Final = re.compile(r"国务院|国家|中国")
_DEPARTMENT: Final = re.compile(
    rf"(?P<line>{alternation('abbreviation.department')})"
    rf"(?P<ending>{alternation('abbreviation.ending')})"
)
_DEFINITION: Final = re.compile(
    r"[（(](?:[^（）()\n]{1,40}[,，、;；])?(?:以下)?(?:统一|统)?简?称为?[：:]?[“\"《]?"
    r"(?P<short>[\u4e00-\u9fffA-Za-z]{2,15})[”\"》]?[）)]"
)
_DEFINABLE: Final = (
    EntityType.ORGANISATION,
    EntityType.ENTERPRISE,
    EntityType.CUSTODY_PROVIDER,
    EntityType.PARK,
)
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


def with_official(reading: Reading) -> Reading:
    """Return the document with the full names of its offices (机关全称)."""
    reading = reading.knowing(_shorts(reading))
    defined = {short: full for short, full, _ in _definitions(reading)}
    where = setting(reading)
    entities = (_explained(entity, defined, where) for entity in reading.entities)
    return replace(reading, entities=tuple(entities))


def full_name(name: str, where: Setting) -> str | None:
    """Return the full name of an office, if it is certain; None if it is not (机关全称).

    >>> from loaders.reference import divisions
    >>> full_name("区应急局", Setting.of(divisions().by_code("350105")))
    '马尾区应急管理局'
    """
    found = _full(name, where)
    return found[0] if found and found[1] != INFERRED else None


def _explained(entity: ExtractedEntity, defined: dict[str, str], where: Setting) -> ExtractedEntity:
    if entity.type in _DEFINABLE and (full := defined.get(entity.name)):
        known = full_name(full, where) if entity.type is EntityType.ORGANISATION else None
        return replace(entity, same_as=full, official=known or full, official_rule=_DEFINED)
    if entity.type is not EntityType.ORGANISATION or entity.same_as or entity.full_name:
        return entity
    found = _full(entity.name, where)
    if found is None or found[0] == entity.name:
        return entity
    return replace(entity, official=found[0], official_rule=found[1])


def _full(name: str, where: Setting) -> tuple[str, str] | None:
    """Return the full name and the rule that gave it; None if it cannot be told."""
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
    if match := _DEPARTMENT.fullmatch(rest):
        line = lists()["abbreviation.department"][match.group("line")]
        return line + lists()["abbreviation.ending"][match.group("ending")]
    if rest.startswith(_GOVERNMENT):
        return f"人民{_GOVERNMENT}" + (_body(rest[len(_GOVERNMENT) :]) or "")
    return rest


def _shorts(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what a short form that the document defines names."""
    for _short, full, span in _definitions(reading):
        meant = next(e for e in reading.entities if e.name == full and e.type in _DEFINABLE)
        yield replace(reading.entity(meant.type, span, _DEFINED), same_as=full)


def _definitions(reading: Reading) -> Iterator[tuple[str, str, Span]]:
    """Yield the short forms that the document defines, with the full name before each."""
    for sentence, match in reading.matches(_DEFINITION):
        before = Span(sentence.span.start, match.start())
        named = reading.mentions(before, *_DEFINABLE)
        if named and named[-1].span.end == match.start() and named[-1].name != match.group("short"):
            yield match.group("short"), named[-1].name, Span(*match.span("short"))
