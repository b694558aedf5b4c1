"""Characters that are taken for each other (形近、音近字), and why."""

import unicodedata
from bisect import bisect_right
from typing import Final, NamedTuple

from graph.model.pinyin import syllable
from loaders.documents.lexicon import lists

__all__ = ["Likeness", "likeness", "misprints"]

_RADICALS: Final = tuple(
    ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)
)
"""Code points at which the 214 Kangxi radicals begin: the Unicode block is in their order."""

_LAST_UNIFIED: Final = 0x9FA5
_TELLING_APART: Final = frozenset("东西南北中上下前后左右内外大小新旧老一二三四五六七八九十")
"""Characters that tell neighbouring places apart: 上店镇 and 下店镇 are two."""

_LONG: Final = 4
"""Characters of a term from which a common character inside it shows that it is misread."""


class Likeness(NamedTuple):
    """Why one character may stand for another (混淆原因)."""

    zh: str
    en: str


def likeness(one: str, other: str) -> Likeness | None:
    """Return why one character is taken for another in a name; None if nothing speaks for it.

    >>> likeness("城", "埭").en, likeness("东", "西") is None
    ('the same radical', True)
    """
    if _listed(one, other):
        return Likeness("字形相近", "similar shape")
    if one in _TELLING_APART or other in _TELLING_APART:
        return None
    if syllable(one) == syllable(other):
        return Likeness("读音相同", "the same sound")
    if _radical(one) == _radical(other) is not None:
        return Likeness("部首相同", "the same radical")
    return None


def misprints(term: str) -> frozenset[str]:
    """Return how a term looks with one character misread (一字误读).

    A short term is only changed to what no Chinese text holds; a longer one inside as well.

    >>> "安仝" in misprints("安全"), "危险化学晶" in misprints("危险化学品")
    (True, True)
    """
    found = set()
    for place, character in enumerate(term):
        rare = lists()["misreading.rare"].get(character, "")
        inside = len(term) >= _LONG and 0 < place < len(term) - 1
        whole = len(term) > _LONG and place
        common = lists()["misreading.alike"].get(character, "") if inside or whole else ""
        found |= {term[:place] + wrong + term[place + 1 :] for wrong in (*rare, *common)}
    return frozenset(found)


def _listed(one: str, other: str) -> bool:
    tables = (lists()["misreading.rare"], lists()["misreading.alike"])
    return any(other in t.get(one, "") or one in t.get(other, "") for t in tables)


def _radical(character: str) -> int | None:
    """Return the number of a character's radical; None beyond the first unified block."""
    code = ord(character)
    return bisect_right(_RADICALS, code) if _RADICALS[0] <= code <= _LAST_UNIFIED else None
