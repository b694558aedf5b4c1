"""Names and ties that are found by what words mean (语义层入文), as the document knows them."""

import re
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

_LEVEL: Final = re.compile("(?:[省市州盟县区旗镇乡村岛]|街道)$")
"""How a division's name ends; a name without it is known by that of the division (0007)."""

LINKS: Final = tuple(RelationType)
"""The kinds of links, in the order of the columns of chances."""


def meant_names(reading: Reading, meant: Meant) -> Iterator[ExtractedEntity]:
    """Yield what may be named beside what the rules found (语义抽名).

    What holds a name of its own type is no other name: rules go first.
    """
    known = {unmarked(name) for name in reading.names(*EntityType)}
    for _, kind, place in meant.names:
        span = with_marks(reading.text, place)
        if span is None or is_odd(reading, kind, span):
            continue
        name = reading.quote(span)
        if unmarked(name) in known or reading.mentions(span, kind):
            continue
        if kind is not EntityType.REGION or _LEVEL.search(name):
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
