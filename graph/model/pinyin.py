"""Pinyin (拼音): how Chinese is read, from the tables of pypinyin, held in little space.

The library keeps every syllable of 47,000 phrases as an object of its own, and all readings of
42,000 characters: 57 MB. Here the phrases that begin with one character stay one text until such
are looked for, and of a character the most usual reading is kept.

Source: phrases_dict.json and pinyin_dict.json of pypinyin (MIT licence); text is cut into the
longest phrases from its beginning on, as there.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from sys import intern
from typing import Final

import orjson

__all__ = ["initials", "spelled", "syllable"]

_LIBRARY: Final = "pypinyin"
_PHRASE: Final = re.compile(r'"(\w)\w*":[^:]*]')
_READING: Final = re.compile(r'"(\d+)": *"([^",]+)')
_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
"""Marks of the four tones, apart from the letters that bear them."""


def spelled(text: str) -> str:
    """Return a text with its Chinese in pinyin, without tones and ü as v; the rest stays.

    >>> spelled("绿地 2 号，重庆")
    'lvdi 2 hao，chongqing'
    """
    return "".join(_toneless(read) if chinese else read for read, chinese in _read(text))


def initials(text: str) -> str:
    """Return a text with the first letter of the pinyin of its Chinese; the rest stays.

    >>> initials("石门澳产业园-A")
    'smacyy-A'
    """
    return "".join(_toneless(read)[0] if chinese else read for read, chinese in _read(text))


def syllable(character: str) -> str:
    """Return the most usual reading of a character; what is not Chinese stays as it is.

    >>> syllable("重")
    'zhòng'
    """
    return _readings().get(ord(character), character)


@lru_cache(maxsize=1)  # whoever asks for the letters asks for the syllables too
def _read(text: str) -> Sequence[tuple[str, bool]]:
    """Return the syllables of what is Chinese, and what is not; each tells which it is."""
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    for chinese, run in groupby(text, key=lambda character: ord(character) in _readings()):
        if not chinese:
            yield "".join(run), False
            continue
        for phrase, read in _phrases("".join(run)):
            yield from ((found, True) for found in read or map(syllable, phrase))


def _phrases(text: str) -> Iterator[tuple[str, list[str]]]:
    """Cut Chinese into phrases, each with its syllables, and single characters."""
    while text:
        known = _phrases_with(text[0])
        if found := next(filter(known.__contains__, _beginnings(text)), ""):
            yield found, [usual for usual, *_ in known[found]]
            text = text[len(found) :]
        elif any(phrase.startswith(text) for phrase in known):  # one begins here and is cut off
            yield text, []
            return
        else:
            yield text[0], []
            text = text[1:]


def _beginnings(text: str) -> Iterator[str]:
    return (text[:end] for end in range(len(text), 0, -1))


def _toneless(read: str) -> str:
    bare = unicodedata.normalize("NFD", read).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v")


@lru_cache(maxsize=1024)  # the words of headings begin alike
def _phrases_with(first: str) -> Mapping[str, list[list[str]]]:
    known: dict[str, list[list[str]]] = orjson.loads(_beginning().get(first, b"{}"))
    return known


@cache
def _beginning() -> Mapping[str, bytes]:
    """Return the phrases that begin with each character, with their readings, as in the table."""
    table, entries = _table("phrases_dict"), defaultdict[str, bytes](bytes)
    for first, found in groupby(_PHRASE.finditer(table), key=lambda phrase: phrase[1]):
        together = list(found)  # as they stand in the table, where they follow each other
        entries[first] += b",%s" % table[together[0].start() : together[-1].end()].encode()
    return {first: b"{%s}" % each[1:] for first, each in entries.items()}


@cache
def _readings() -> Mapping[int, str]:
    """Return the most usual reading of each character, by its code point."""
    found = (match.groups() for match in _READING.finditer(_table("pinyin_dict")))
    return {int(code): intern(usual) for code, usual in found}


def _table(name: str) -> str:
    """Return a table of the library, which as a module would be held whole."""
    library = find_spec(_LIBRARY)
    if library is None or library.origin is None:
        raise ModuleNotFoundError(_LIBRARY, name=_LIBRARY)
    return (Path(library.origin).parent / f"{name}.json").read_text(encoding="utf-8")
