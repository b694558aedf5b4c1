"""Examples side by side as arrays (批次), as the network takes them."""

from collections.abc import Iterable, Sequence
from itertools import islice
from random import Random
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from loaders.documents.meaning.characters import BEGIN, END, Characters
from loaders.documents.meaning.ties import ways
from loaders.documents.statements import EntityType, RelationType
from loaders.training.meaning.examples import Example
from loaders.training.meaning.vocabulary import PADDING

__all__ = ["LINKS", "TYPES", "Batch", "batch", "dealt"]

Floats: TypeAlias = NDArray[np.float32]
Whole: TypeAlias = NDArray[np.int32]

TYPES: Final = tuple(EntityType)
_SELDOM: Final = {RelationType.DETECTS, RelationType.IN_CUSTODY_OF, RelationType.PILOT_OF}
"""Links that fewer than one document in twelve holds: too few to learn from."""
LINKS: Final = tuple(kind for kind in RelationType if kind not in _SELDOM)

_LENGTHS: Final = (256, 384, 448, 512)
"""Places that a batch may have; few of them, since the network is compiled for each."""
_MENTIONS: Final = 96
_THINGS: Final = 56
_LOOSE: Final = 60
"""Characters by which windows of a batch may differ in length without need."""


class Batch(NamedTuple):
    """B windows of up to T places, M mentions and K things (批次).

    Attributes:
        ids: B × T, the characters' numbers between the marks of begin and end.
        mask: B × T, 1 where there is a character or a mark, 0 where the row is filled up.
        spans: B × types × T × T, 1 where a name begins at a place and ends with another.
        first: B × M, place of the first character of each mention.
        last: B × M, place of its last one.
        kinds: B × M × types, 1 for its type; a row that is no mention has none.
        ways: B × M × M, number of the way from a mention to another.
        things: B × K × M, 1 where a mention names the thing.
        links: B × links × K × K, 1 where the source is linked to the target.
        asked: B × K × K, 1 for any two things of the window.
        weights: B, how much each window counts; 0 where there is none.
    """

    ids: Whole
    mask: Floats
    spans: NDArray[np.int8]
    first: Whole
    last: Whole
    kinds: Floats
    ways: Whole
    things: Floats
    links: Floats
    asked: Floats
    weights: Floats


def dealt(examples: Iterable[Example], size: int, random: Random) -> list[list[Example]]:
    """Return the examples in groups of about the same length, the groups in any order (分组).

    Args:
        examples: All of them; each comes into one group.
        size: Most examples in a group.
        random: What deals them.
    """
    ordered = sorted(examples, key=lambda one: len(one.text) + _LOOSE * random.random())
    groups = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    random.shuffle(groups)
    return groups


def batch(examples: Sequence[Example], characters: Characters, size: int) -> Batch:
    """Return some examples as arrays (组批).

    Args:
        examples: At most `size`.
        characters: How characters are numbered.
        size: Windows of the batch; those beyond the examples are empty and count nothing.
    """
    longest = 2 + max(len(one.text) for one in examples)
    made = _empty(size, next(length for length in _LENGTHS if length >= longest))
    made.ids[:] = characters.numbers[PADDING]
    for row, one in enumerate(examples):
        ids = [characters.numbers[BEGIN], *characters.ids(one.text), characters.numbers[END]]
        made.ids[row, : len(ids)] = ids
        made.mask[row, : len(ids)] = 1
        made.weights[row] = one.weight
        for mention in one.mentions:
            kind = TYPES.index(mention.kind)
            made.spans[row, kind, mention.span.start + 1, mention.span.end] = 1
        _tie(made, row, one)
    return made


def _empty(size: int, length: int) -> Batch:
    def whole(*shape: int) -> Whole:
        return np.zeros((size, *shape), np.int32)

    def real(*shape: int) -> Floats:
        return np.zeros((size, *shape), np.float32)

    return Batch(
        ids=whole(length),
        mask=real(length),
        spans=np.zeros((size, len(TYPES), length, length), np.int8),
        first=whole(_MENTIONS),
        last=whole(_MENTIONS),
        kinds=real(_MENTIONS, len(TYPES)),
        ways=whole(_MENTIONS, _MENTIONS),
        things=real(_THINGS, _MENTIONS),
        links=real(len(LINKS), _THINGS, _THINGS),
        asked=real(_THINGS, _THINGS),
        weights=real(),
    )


def _tie(made: Batch, row: int, one: Example) -> None:
    """Fill in a window's mentions and links, as many as there is room for."""
    mentions = one.mentions[:_MENTIONS]
    things = _numbered(mention.name for mention in mentions)
    for place, mention in enumerate(mentions):
        made.first[row, place] = mention.span.start + 1
        made.last[row, place] = mention.span.end
        made.kinds[row, place, TYPES.index(mention.kind)] = 1
        if mention.name in things:
            made.things[row, things[mention.name], place] = 1
    count = len(mentions)
    made.ways[row, :count, :count] = ways(mentions)
    made.asked[row, : len(things), : len(things)] = 1 - np.eye(len(things))
    for link in one.links:
        if link.kind in LINKS and link.source in things and link.target in things:
            ends = things[link.source], things[link.target]
            made.links[row, LINKS.index(link.kind), *ends] = 1


def _numbered(things: Iterable[str]) -> dict[str, int]:
    """Return the number of each thing, in the order in which they are first named."""
    return {thing: n for n, thing in enumerate(islice(dict.fromkeys(things), _THINGS))}
