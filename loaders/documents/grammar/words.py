"""Words (分词): where words begin, and after which of them a name may begin.

Chinese puts no spaces between words. A dictionary segmenter cuts the text; the lexicon's own terms
are added to its dictionary, for it does not know 安委办. What a word is decides whether a name may
run across it: never across a preposition, a conjunction or a governing verb, and across another
verb only where nothing but a name would be left without it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import import_module
from itertools import product
from typing import TYPE_CHECKING, Final

from loaders.documents.lexicon import terms

if TYPE_CHECKING:
    from rjieba import Jieba

__all__ = ["Words", "words"]

_FREQUENT: Final = 200_000
_LONGEST_WORD: Final = 40
_BARRED: Final = re.compile(r"p|c|r|u.*|y|e|o")
_VERBS: Final = frozenset({"v", "vd", "ad", "t"})
_NAMED: Final = frozenset({"nr", "nrt", "nrfg", "nz", "nt"})
_PLAIN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+\Z")


class _Edge(IntEnum):
    INSIDE = 0
    WORD = 1
    SOFT = 2
    HARD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text (词序列).

    Attributes:
        edges: One byte for each character: 0 inside a word, 1 where a word begins, 2 where it
            follows a verb, 3 where it follows what never stands inside a name.
        kinds: One byte for each character: 2 in a word that the dictionary knows as a place, 1 in
            another proper name or a word that it does not know, 3 in an adjective or adverb, which
            some names of cities are taken for, else 0.
        tags: For each word, in order, its kind as the segmenter writes it, such as n or vn.
    """

    edges: bytes
    kinds: bytes
    tags: tuple[str, ...]

    def begins(self, position: int) -> bool:
        """Return whether a word begins here, or the text ends (词首)."""
        return position >= len(self.edges) or self.edges[position] > _Edge.INSIDE

    def may_open(self, position: int) -> bool:
        """Return whether a name may begin here (名称可起)."""
        return position < len(self.edges) and self.edges[position] >= _Edge.SOFT

    def follows_verb(self, position: int) -> bool:
        """Return whether what stands before a place is a verb, which a name may hold (动词之后)."""
        return self.edges[position : position + 1] == bytes([_Edge.SOFT])

    def name_start(self, floor: int, end: int, *, least: int = 1) -> int:
        """Return the last place where a name of at least `least` characters may begin.

        Args:
            floor: No name begins before this place.
            end: Where the part of the name ends that is its own.
            least: Characters that it must have; a verb's edge that leaves fewer is passed over.
        """
        hard = max(self.edges.rfind(_Edge.HARD, floor, end + 1), floor)
        soft = self.edges.rfind(_Edge.SOFT, hard, max(hard, end - least + 1))
        return max(hard, soft)

    def has_proper(self, start: int, end: int) -> bool:
        """Return whether a proper or unknown word stands in a span (含专名)."""
        part = self.kinds[start:end]
        return _PLACE in part or _UNKNOWN in part

    def has_place(self, start: int, end: int) -> bool:
        """Return whether a place that the dictionary knows stands in a span (含地名)."""
        return _PLACE in self.kinds[start:end]

    def places(self) -> Iterator[int]:
        """Yield every character of the places that the dictionary knows (地名所在)."""
        return (match.start() for match in _PLACES.finditer(self.kinds))

    def may_be_proper(self, position: int) -> bool:
        """Return whether the word here may be a name: some are taken for adjectives (或为专名)."""
        return self.kinds[position : position + 1] not in {b"", _PLAIN_WORD}

    def splits(self, position: int) -> bool:
        """Return whether a place cuts a word that the dictionary knows (切断已知词)."""
        return not self.begins(position) and self.kinds[position : position + 1] != _UNKNOWN

    def place_start(self, end: int) -> int | None:
        """Return where the known place begins whose name ends here, or None (地名起点)."""
        if self.kinds[end - 1 : end] != _PLACE or not self.begins(end):
            return None
        floor = max(0, end - _LONGEST_WORD)
        return max(self.edges.rfind(edge, floor, end) for edge in (1, 2, 3))


def words(text: str) -> Words:
    """Return the words of a text (分词).

    >>> words("约谈甲石化").name_start(0, 5)
    2
    """
    edges, kinds, tags = bytearray(), bytearray(), []
    edge, counting = _Edge.HARD, False
    for word, tag in _tagged(text):
        tags.append(tag)
        edges.append(edge)
        edges.extend(bytes(len(word) - 1))
        kinds.extend(_kind(word, tag) * len(word))
        edge = _Edge.HARD if counting and tag == "q" else _after(word, tag)
        counting = tag == "m"
    return Words(edges=bytes(edges), kinds=bytes(kinds), tags=tuple(tags))


def _tagged(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words with their kinds, a preposition cut off where it was taken for a name's."""
    for word, tag in _segmenter().tag(text):
        rest = word[1:]
        glued = rest and word[0] in _leading() and not _segmenter().has_word(word)
        if glued or (rest in terms("organisation.level") and word[0] in _leading()):
            yield word[0], "p"
            yield rest, tag
        else:
            yield word, tag


def _after(word: str, tag: str) -> _Edge:
    """Return what a word makes of the place after it."""
    if not _PLAIN.match(word) or word in _barring():
        return _Edge.HARD
    if word in _inner() or tag == _TERM:
        return _Edge.WORD
    if _BARRED.fullmatch(tag):
        return _Edge.HARD
    return _Edge.SOFT if tag in _VERBS and len(word) > 1 else _Edge.WORD


_TERM: Final = "term"
_PLACE: Final = b"\x02"
_PLACES: Final = re.compile(_PLACE)
_UNKNOWN: Final = b"\x01"
_ODD: Final = b"\x03"
_PLAIN_WORD: Final = b"\x00"


def _kind(word: str, tag: str) -> bytes:
    if tag == "ns":
        return _PLACE
    known = len(word) > 1 and _segmenter().has_word(word)
    if tag in _NAMED or not known:
        return _UNKNOWN
    return _ODD if tag in {"a", "d"} else _PLAIN_WORD


@cache
def _barring() -> frozenset[str]:
    return terms("boundary.verb", "boundary.particle", "boundary.going", "boundary.adverb")


@cache
def _leading() -> frozenset[str]:
    return terms("boundary.lead")


@cache
def _inner() -> frozenset[str]:
    return terms("boundary.inner")


@cache
def _segmenter() -> "Jieba":
    """Return a segmenter that knows the lexicon's terms; its dictionary is read with it."""
    segmenter: Jieba = import_module("rjieba").Jieba()
    for term in sorted(_barring() - {term for term in _barring() if len(term) == 1}):
        segmenter.add_word(term, _FREQUENT, "v")
    for name in sorted({*terms("organisation.state", "organisation.ending"), *_departments()}):
        segmenter.add_word(name, _FREQUENT, _TERM)
    return segmenter


def _departments() -> Iterator[str]:
    """Yield 应急管理局, 省应急管理厅 …: every line of business in its usual forms."""
    lines = terms("organisation.line")
    for line, kind in product(lines, terms("organisation.department")):
        yield line + kind
    for level, name in product(terms("organisation.level"), terms("organisation.ending")):
        yield level + name
