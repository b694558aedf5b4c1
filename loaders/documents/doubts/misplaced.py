"""Towns and districts that are not where the document puts them (疑似误读的地名)."""

from collections.abc import Iterator
from typing import Final

from loaders.documents.doubts.lookalikes import Likeness, likeness
from loaders.documents.doubts.spotting import Spotter
from loaders.documents.grammar.reading import Reading
from loaders.documents.names.setting import setting
from loaders.documents.statements import EntityType, Span, Suggestion, SuggestionKind
from loaders.reference import Division, Level, divisions

__all__ = ["misplaced"]

_TOWN: Final = ("镇", "乡", "街道")
_SHORTEST, _LONGEST = 3, 12

_NAMESAKES: Final = 3
"""Towns of the same name that are told."""


def misplaced(reading: Reading) -> Iterator[Suggestion]:
    """Yield towns that the district does not have, where it has one that differs by a character."""
    where = setting(reading)
    county = where.chain[0] if where.certain and where.chain else None
    if county is None or county.level is not Level.COUNTY:
        return
    names = reading.names(EntityType.REGION)
    towns = [name for name in names if name.endswith(_TOWN) and len(name) >= _SHORTEST]
    meant = {name: found for name in towns if (found := _meant(name, county))}
    others = names - {division.name for division in where.chain}
    for span in Spotter(meant).spots(reading.text):
        if not _elsewhere(reading, span, others):
            yield _suggestion(reading, span, county, *meant[reading.quote(span)])


def _meant(name: str, county: Division) -> tuple[Division, Likeness] | None:
    """Return the only town of a county whose name is taken for this one; None if it has this."""
    towns = divisions().inside(county.code)
    if any(town.name == name for town in towns):
        return None
    found = [(town, why) for town in towns if (why := _one_apart(name, town.name))]
    return found[0] if len(found) == 1 else None


def _one_apart(name: str, other: str) -> Likeness | None:
    """Return why two names that differ by one character are confused; None otherwise."""
    if len(name) != len(other):
        return None
    pairs = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return likeness(*pairs[0]) if len(pairs) == 1 else None


def _elsewhere(reading: Reading, span: Span, others: frozenset[str]) -> bool:
    """Tell whether the text puts a town into another division: 甲市乙镇."""
    before = reading.text[max(0, span.start - _LONGEST) : span.start]
    return any(before[k:] in others for k in range(len(before)))


def _suggestion(
    reading: Reading, span: Span, county: Division, town: Division, why: Likeness
) -> Suggestion:
    printed = reading.quote(span)
    named = f"{county.name}（{county.code}）"
    return Suggestion(
        kind=SuggestionKind.MISREADING,
        span=span,
        original=reading.source.to_original(span.start, span.end),
        printed=printed,
        suggested=town.name,
        reason=f"{named}没有“{printed}”，有“{town.name}”（{town.code}），一字之差，{why.zh}"
        + _namesakes(printed, zh=True),
        reason_en=f"{named} has no “{printed}”; it has “{town.name}” ({town.code}), "
        f"one character apart, {why.en}" + _namesakes(printed, zh=False),
    )


def _namesakes(name: str, *, zh: bool) -> str:
    """Return where else there is a town of this name, for whoever decides."""
    chains = [reversed(divisions().above(town)) for town in divisions().named(name)]
    if not chains:
        return ""
    places = ["".join(division.name for division in chain) for chain in chains]
    listed = "、".join(places[:_NAMESAKES]) + ("等" if len(places) > _NAMESAKES else "")
    return f"；别处有同名的：{listed}" if zh else f"; towns of that name lie elsewhere: {listed}"
