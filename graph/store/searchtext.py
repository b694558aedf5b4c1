"""Search text (检索文本): what one full-text index needs to find a thing by.

The index cuts Chinese into pairs of characters. So that a single character, the
initials of the pinyin from any character on, and any other word whatever stands before it
(T_1, O'Neil, 1,2-…) are found as well, they are written out beside the names; and so is a
key of each whole name, by which loaders look up thousands at once.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from graph.cypher.roots import words
from graph.model import pinyin
from graph.model.identity import name_key
from graph.model.spec import NodeSpec

__all__ = ["initials", "name_keys", "search_text"]

_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


def initials(name: str) -> str:
    """Return the pinyin initials of a name; other letters and digits stay.

    >>> initials("石门澳产业园")
    'smacyy'
    """
    return "".join(c for c in pinyin.initials(name) if c.isalnum()).lower()


def search_text(spec: NodeSpec, properties: Mapping[str, Any]) -> str:
    """Return the text under which a node is found."""
    found: list[str] = []
    for said in _said(spec, properties):
        found.extend(_forms(unicodedata.normalize("NFKC", said)))
        found.append(name_key(said))
    return " ".join(dict.fromkeys(found))


def name_keys(spec: NodeSpec, properties: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of whole names that a search text holds."""
    return map(name_key, _said(spec, properties))


def _said(spec: NodeSpec, properties: Mapping[str, Any]) -> Iterator[str]:
    for name in spec.search:
        value = properties.get(name)
        for said in value if isinstance(value, (list, tuple)) else [value]:
            if said:
                yield str(said)


@lru_cache(maxsize=4096)  # things of one kind are called alike: 液氨储罐, 从业人数
def _forms(said: str) -> tuple[str, ...]:
    if _CHINESE.search(said):
        letters = initials(said)
        return (said, *_CHINESE.findall(said), *(letters[k:] for k in range(len(letters) - 1)))
    found = words(said)
    return (said, *("".join(found[k:]) for k in range(len(found))))
