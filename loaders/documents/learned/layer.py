"""The learned layer as it comes with the package (随附学习层)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final, TypeVar

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.linker import Linker
from loaders.documents.learned.tagger import Tagger
from loaders.documents.learned.weights import Weights
from loaders.documents.precision import TrackRecord
from loaders.documents.relations.relate import relations
from loaders.documents.statements import ExtractedRelation, Statement

__all__ = ["LINKS", "NAMES", "RECORD", "Learned", "learned"]

NAMES: Final = "names.tsv"
LINKS: Final = "links.tsv"
RECORD: Final = "precision.toml"

_WORTH: Final = 0.15
"""Chance of being right above which a person is asked about what a learned rule finds."""

_Said = TypeVar("_Said", bound=Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What finds names and links beside the rules (学习层).

    Attributes:
        tagger: Finds names.
        linker: Finds links.
        heard: Ids of the rules that are worth a person's time; None hears all.
    """

    tagger: Tagger
    linker: Linker
    heard: frozenset[str] | None = None

    def with_names(self, reading: Reading) -> Reading:
        """Return a document with the names that the rules missed."""
        return reading.knowing(self._heard(self.tagger.named(reading)))

    def with_links(
        self, tagged: Reading, told: Iterable[ExtractedRelation]
    ) -> tuple[ExtractedRelation, ...]:
        """Return what the rules say, and what follows from the names that they missed, in order.

        Args:
            tagged: The document with the names that were learned.
            told: What the rules say without them.
        """
        said = tuple(told)
        links = (*said, *self._heard(_said_of_more(tagged, said)))
        found = (*links, *self._heard(self.linker.linked(tagged, links)))
        return tuple(sorted(found, key=lambda link: link.span))

    def _heard(self, found: Iterable[_Said]) -> Iterator[_Said]:
        return (said for said in found if self.heard is None or said.rule in self.heard)


def _said_of_more(
    tagged: Reading, told: Iterable[ExtractedRelation]
) -> Iterator[ExtractedRelation]:
    """Yield what the rules of relations say once more names are known, under ids of its own."""
    if not any(entity.rule.startswith("tagger.") for entity in tagged.entities):
        return
    known = {(link.type, link.source, link.target) for link in told}
    for link in relations(tagged):
        if (link.type, link.source, link.target) not in known:
            yield replace(link, rule=f"tagger.{link.rule}")


@cache
def learned() -> Learned:
    """Return the layer with the weights in `data/`; its README says what they were fitted to.

    A rule of it that was never right where it was measured, or is seldom, is not heard; its chance
    of being right is told by Laplace's rule of succession.
    """
    counts = TrackRecord.from_toml(_stored(RECORD)).counts
    return Learned(
        tagger=Tagger(weights=Weights.read(_stored(NAMES))),
        linker=Linker(weights=Weights.read(_stored(LINKS))),
        heard=frozenset(
            rule
            for rules in counts.values()
            for rule, (found, right) in rules.items()
            if right and (right + 1) / (found + 2) > _WORTH
        ),
    )


def _stored(name: str) -> str:
    file = files("loaders.documents.learned").joinpath("data", name)
    return file.read_text(encoding="utf-8")
