"""The learned layer as it comes with the package (随附学习层)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeVar

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.linker import Linker
from loaders.documents.learned.marks import LEARNED
from loaders.documents.learned.meant import meant_names
from loaders.documents.learned.tagger import Tagger
from loaders.documents.learned.weights import Weights
from loaders.documents.meaning.layer import Meaning, Meant, packaged_meaning
from loaders.documents.precision import Counts, packaged
from loaders.documents.relations.relate import relations
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedRelation,
    Limit,
    Statement,
)

__all__ = ["LINKS", "NAMES", "RECORD", "Found", "Learned", "learned"]

NAMES: Final = "names.tsv"
LINKS: Final = "links.tsv"
RECORD: Final = "precision.toml"

_WORTH: Final = 0.15
"""Chance of being right above which a person is asked about what a learned rule finds."""

_Said = TypeVar("_Said", bound=Statement)


class Found(NamedTuple):
    """What the rules and the layer find in a document (合并结果).

    Attributes:
        reading: The document with all its names.
        relations: All its links, in order.
        limits: What was not done with all of it.
    """

    reading: Reading
    relations: tuple[ExtractedRelation, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What finds names and links beside the rules (学习层).

    Attributes:
        tagger: Finds names by the words themselves.
        linker: Finds links.
        meaning: Finds names by what words mean, and helps to find links.
        seldom: Ids of the rules that are too seldom right to be worth a person's time.
    """

    tagger: Tagger
    linker: Linker
    meaning: Meaning | None = None
    seldom: frozenset[str] = frozenset()

    def read(self, reading: Reading, told: Iterable[ExtractedRelation]) -> Found:
        """Return a document with the names that the rules missed, and all its links.

        Args:
            reading: The document with the names of the rules.
            told: What the rules say of them.
        """
        meant = self.meaning.read(reading.text, reading.starts) if self.meaning else None
        named = [*self.tagger.named(reading), *(meant_names(reading, meant) if meant else ())]
        tagged = reading.knowing(self._heard(_each_once(named)))
        said = tuple(told)
        links = (*said, *self._heard(_said_of_more(tagged, said)))
        found = self.linker.linked(tagged, links, meant)
        every = (*links, *self._heard(found))
        return Found(
            reading=tagged,
            relations=tuple(sorted(every, key=lambda link: link.span)),
            limits=tuple(_limits(reading, meant)) if meant else (),
        )

    def _heard(self, found: Iterable[_Said]) -> Iterator[_Said]:
        return (said for said in found if said.rule not in self.seldom)


def _limits(reading: Reading, meant: Meant) -> Iterator[Limit]:
    if meant.end < len(reading.text):
        yield Limit(
            zh=f"文档较长：按词义识别只用于前 {meant.end} 字，其后只按规则和词形识别",
            en=f"a long document: what words mean was read in its first {meant.end:,} characters;"
            " after them names were found by rules and by the words themselves",
        )


def _each_once(named: Iterable[ExtractedEntity]) -> Iterator[ExtractedEntity]:
    """Yield what is named; of a name that was found in two ways, as the first found it."""
    known: dict[str, EntityType] = {}
    for entity in named:
        if known.setdefault(entity.name, entity.type) is entity.type:
            yield entity


def _said_of_more(
    tagged: Reading, told: Iterable[ExtractedRelation]
) -> Iterator[ExtractedRelation]:
    """Yield what the rules of relations say once more names are known, under ids of its own."""
    if not any(entity.rule.startswith(LEARNED) for entity in tagged.entities):
        return
    known = {(link.type, link.source, link.target) for link in told}
    for link in relations(tagged):
        if (link.type, link.source, link.target) not in known:
            yield replace(link, rule=f"tagger.{link.rule}")


@cache
def learned() -> Learned:
    """Return the layer with the weights in `data/`; its README says what they were fitted to.

    A rule of it that was seldom right where it was measured is not heard; its chance of being
    right is told by Laplace's rule of succession.
    """
    return Learned(
        tagger=Tagger(weights=Weights.read(_stored(NAMES))),
        linker=Linker(weights=Weights.read(_stored(LINKS))),
        meaning=packaged_meaning(),
        seldom=frozenset(
            rule
            for rules in packaged().counts.values()
            for rule, counts in rules.items()
            if _seldom(counts)
        ),
    )


def _seldom(counts: Counts) -> bool:
    return (counts.right + 1) / (counts.found + 2) <= _WORTH


def _stored(name: str) -> str:
    file = files("loaders.documents.learned").joinpath("data", name)
    return file.read_text(encoding="utf-8")
