"""Runs of names (并列成分): things named side by side, which share what is said of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, Span

__all__ = ["ACTORS", "Run", "runs"]

ACTORS: Final = frozenset(
    {
        EntityType.REGION,
        EntityType.PARK,
        EntityType.ENTERPRISE,
        EntityType.CUSTODY_PROVIDER,
        EntityType.ORGANISATION,
    }
)
_MARKS: Final = r"[“”《》\"\s]|[（(〔\[][^（）()〔〕\[\]]{0,40}[)）〕\]]"
_TOUCHING: Final = re.compile(rf"(?:{_MARKS})*")
_COUNT: Final = r"(?:\d+(?:\.\d+)?[余多]?[起例次个家处条项])?"
_LISTED: Final = re.compile(
    rf"(?:{_MARKS})*{_COUNT}[,，]?(?:并|联合|共同)?{alternation('clause.with')}(?:园区|[本我]区)?(?:{_MARKS})*"
)
_WITH: Final = re.compile("会同|联合|协同|携手")
_BESIDE: Final = frozenset({EntityType.ORGANISATION, EntityType.PROGRAMME, EntityType.PLATFORM})
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Things that a clause names side by side (并列成分).

    Attributes:
        items: The things; each with the names right before it that qualify it (甲市, 乙公司), it
            itself last.
        span: From the first name to the last.
    """

    items: tuple[tuple[Named, ...], ...]
    span: Span

    @property
    def heads(self) -> tuple[Named, ...]:
        """The things themselves."""
        return tuple(item[-1] for item in self.items)

    def of(self, types: frozenset[EntityType]) -> tuple[Named, ...]:
        """Return of each item the thing of some types, be it only what qualifies another."""
        fitting = ([n for n in item if n.type in types] for item in self.items)
        return tuple(names[-1] for names in fitting if names)


def runs(reading: Reading, named: Sequence[Named]) -> Iterator[Run]:
    """Yield the runs that names in a clause make, in order (并列成分)."""
    run: Run | None = None
    for mention in named:
        joined = _joined(reading, run, mention) if run else None
        if run is not None and joined is None:
            yield run
        run = joined or Run(items=((mention,),), span=mention.span)
    if run is not None:
        yield run


def _joined(reading: Reading, run: Run, mention: Named) -> Run | None:
    """Return the run with one more name, or None if the name does not belong to it."""
    last, end = run.items[-1], mention.span.start
    span = Span(run.span.start, mention.span.end)
    if len(run.items) + len(last) > _LONGEST:
        return None
    if _TOUCHING.fullmatch(reading.text, run.span.end, end):
        beside = last[-1].type is mention.type and mention.type in _BESIDE
        items = (*run.items, (mention,)) if beside else (*run.items[:-1], (*last, mention))
        return replace(run, items=items, span=span)
    if not any(_alike(name, mention) for name in last):
        return None
    mark = _LISTED.fullmatch(reading.text, run.span.end, end)
    if mark is None or (mark.group()[:1] in ",，" and not _WITH.search(mark.group())):
        return None
    return replace(run, items=(*run.items, (mention,)), span=span)


def _alike(one: Named, other: Named) -> bool:
    return one.type is other.type or {one.type, other.type} <= ACTORS
