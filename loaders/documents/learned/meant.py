"""Names and ties that are found by what words mean (语义层入文), as the document knows them."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.marks import is_odd, unmarked, with_marks
from loaders.documents.learned.pairs import Pairs
from loaders.documents.learned.weights import Vector
from loaders.documents.meaning.layer import Meant
from loaders.documents.meaning.ties import Mention
from loaders.documents.statements import EntityType, ExtractedEntity, RelationType

__all__ = ["LINKS", "meant_chances", "meant_names"]

LINKS: Final = tuple(RelationType)
"""The kinds of links, in the order of the columns of chances."""


def meant_names(reading: Reading, meant: Meant) -> Iterator[ExtractedEntity]:
    """Yield what may be named beside what the rules found (语义抽名)."""
    known = {unmarked(name) for name in reading.names(*EntityType)}
    for _, kind, place in meant.names:
        span = with_marks(reading.text, place)
        if span and unmarked(reading.quote(span)) not in known and not is_odd(reading, kind, span):
            yield reading.entity(kind, span, f"encoder.{kind.lower()}")


def meant_chances(meant: Meant, found: Pairs) -> Vector:
    """Return for each pair the chance of each kind of link, by what its ends mean (语义关系概率).

    Args:
        meant: What a document means.
        found: The pairs of its names.
    """
    mentions = [
        Mention(named.span, named.type, named.name, sentence)
        for named, sentence in zip(found.mentions, found.sentences, strict=True)
    ]
    chances, table = meant.chances(mentions), np.zeros((len(found), len(LINKS)))
    columns = [LINKS.index(link) for link in meant.links]
    for row, ends in enumerate(found.names):
        if ends in chances:
            table[row, columns] = chances[ends]
    return table
