"""What a word shows (词的特征): the signs by which the tagger tells names from other words."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import ahocorasick

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Signs
from loaders.documents.lexicon import lists
from loaders.documents.statements import EntityType, Span
from loaders.reference.divisions import divisions

__all__ = ["signs_of"]

_QUOTED: Final = re.compile(r"“[^“”\n]{1,60}”|《[^《》\n]{1,80}》")
_STOP: Final = re.compile(r"[,，。、;；:：()（）“”《》\n]")
_LAST: Final = ("", "省", "市", "县", "区", "镇", "乡")
_LINE: Final = 40
_FAR: Final = 12
_TITLE: Final = 2
_KEPT: Final = 100_000
"""Pairs of words that are remembered."""
_NOTHING: Final[Signs] = ()
_FIRST: Final[Signs] = ("<^",)
_LAST_ONE: Final[Signs] = (">$",)
_QUOTE: Final[Signs] = ("quoted",)


def signs_of(reading: Reading, tokens: Tokens) -> Iterator[tuple[range, Sequence[Sequence[Signs]]]]:
    """Yield for each sentence which words it holds, with the signs of each (逐词特征).

    Signs are the word, its kind and its first and last characters, those of the words around it,
    the lexicon's tables and the divisions that it belongs to, quotation marks, the kind of line,
    and what the rules take the place for. Those that come together stay together and are made
    once for all places that show them: they are looked up and weighed once too.
    """
    scene = _Scene(reading, tokens)
    for index, inside in enumerate(tokens.sentences):
        yield inside, scene.shown(inside, index) if inside else ()


class _Shown(NamedTuple):
    """What a word shows where it stands, and to the words one and two places away."""

    own: Signs
    before: Signs
    after: Signs
    far_before: Signs
    far_after: Signs


class _Scene:
    """The words of a document with what each shows by itself (词面特征)."""

    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        self._text, self._tokens = reading.text, tokens
        self._terms = _terms(reading.text, tokens)
        self._told = _told(reading, tokens)
        self._until = _until(reading.text, tokens)
        self._quoted = _quoted(reading.text)
        self._shown: dict[tuple[str, str, Signs, Signs], _Shown] = {}
        self._pairs: dict[tuple[str, str, str, str], tuple[Signs, Signs]] = {}

    def shown(self, inside: range, index: int) -> Sequence[Sequence[Signs]]:
        """Return the signs of each word of a sentence."""
        starts, ends = self._tokens.starts, self._tokens.ends
        line = _line(self._text, Span(starts[inside[0]], ends[inside[-1]]), index)
        alone = [self._beside(i) for i in inside]
        pairs = [self._pair(i) for i in inside[:-1]]
        last = len(inside) - 1
        return [
            (
                alone[n].own,
                alone[n - 1].before if n else _FIRST,
                alone[n + 1].after if n < last else _LAST_ONE,
                pairs[n - 1][1] if n else _NOTHING,
                pairs[n][0] if n < last else _NOTHING,
                alone[n - 2].far_before if n > 1 else _NOTHING,
                alone[n + 2].far_after if n + 1 < last else _NOTHING,
                line,
                _QUOTE if self._quoted[starts[i]] else _NOTHING,
                self._until[i],
            )
            for n, i in enumerate(inside)
        ]

    def _beside(self, i: int) -> _Shown:
        tokens = self._tokens
        key = (tokens.words[i], tokens.tags[i], self._terms[i], self._told[i])
        shown = self._shown.get(key)
        if shown is None:
            word, tag, terms, told = key
            own = (*_own(word, tag), *terms, *told)
            shown = self._shown[key] = _Shown(
                own,
                before=tuple(f"<{sign}" for sign in own),
                after=tuple(f">{sign}" for sign in own),
                far_before=(f"<<w={word}", f"<<t={tag}"),
                far_after=(f">>w={word}", f">>t={tag}"),
            )
        return shown

    def _pair(self, i: int) -> tuple[Signs, Signs]:
        """Return what a word and the next show together: to the first, and to the second."""
        words, tags = self._tokens.words, self._tokens.tags
        key = (words[i], tags[i], words[i + 1], tags[i + 1])
        found = self._pairs.get(key)
        if found is None:
            if len(self._pairs) > _KEPT:
                self._pairs.clear()
            word, tag, next_word, next_tag = key
            both, tagged = f"{word} {next_word}", f"{tag} {next_tag}"
            found = self._pairs[key] = (
                (f"wa={both}", f"ta={tagged}"),
                (f"wb={both}", f"tb={tagged}"),
            )
        return found


def _own(word: str, tag: str) -> list[str]:
    """Return what a word shows by itself."""
    signs = [
        f"w={word}",
        f"t={tag}",
        f"f={word[0]}",
        f"l={word[-1]}",
        f"ll={word[-2:]}",
        f"n={min(len(word), 4)}",
    ]
    return [*signs, "division"] if _is_division(word) else signs


@cache
def _is_division(word: str) -> bool:
    return len(word) > 1 and any(divisions().named(word + last) for last in _LAST)


def _line(text: str, within: Span, index: int) -> Signs:
    """Return whether a sentence is a short line of its own, and whether it opens the document.

    Args:
        text: The cleaned text.
        within: From its first word to the end of its last.
        index: Which sentence it is.
    """
    start = within.start
    opens = text.rfind("\n", max(0, start - _LINE), start) + 1
    closes = text.find("\n", start, start + _LINE)
    short = (opens or start < _LINE) and closes >= 0 and within.end <= closes
    return (*(("line",) if short else ()), *(("title",) if index < _TITLE else ()))


def _until(text: str, tokens: Tokens) -> Sequence[Signs]:
    """Return for each word the last character before the next mark, if that is near."""
    stops = [mark.start() for mark in _STOP.finditer(text)]
    stops.append(len(text) + _FAR)
    known = {last: (f"until {last}",) for last in {*text, "far"}}
    return [
        known[text[stop - 1] if (stop := stops[bisect_left(stops, end)]) < end + _FAR else "far"]
        for end in tokens.ends
    ]


def _quoted(text: str) -> bytes:
    """Return a byte for each character: 1 between quotation marks."""
    found = bytearray(len(text))
    for match in _QUOTED.finditer(text):
        found[match.start() : match.end()] = bytes([1]) * len(match.group())
    return bytes(found)


def _terms(text: str, tokens: Tokens) -> Sequence[Signs]:
    """Return for each word the tables of the lexicon whose terms it begins in."""
    found: list[Signs] = [()] * len(tokens.starts)
    once: dict[tuple[Signs, Signs], Signs] = {}
    for last, (length, opening, going) in _lexicon().iter(text):
        start = last + 1 - length
        for i in tokens.within(start, last + 1):
            key = found[i], opening if tokens.starts[i] == start else going
            if key not in once:
                once[key] = tuple(sorted({*key[0], *key[1]}))
            found[i] = once[key]
    return found


@cache
def _lexicon() -> ahocorasick.Automaton:
    """Return a matcher of all terms that have more than one character."""
    tables: dict[str, list[str]] = {}
    for table, entries in lists().items():
        for term in entries:
            tables.setdefault(term, []).append(table)
    automaton = ahocorasick.Automaton()
    for term, where in tables.items():
        if len(term) > 1:
            signs = tuple([tuple(f"h={mark}{table}" for table in where) for mark in "[-"])
            automaton.add_word(term, (len(term), *signs))
    automaton.make_automaton()
    return automaton


def _told(reading: Reading, tokens: Tokens) -> Sequence[Signs]:
    """Return what the rules take each word for: the type, whether it opens, and the rule."""
    rules = {(entity.type, entity.name): entity.rule for entity in reading.entities}
    found: list[Signs] = [()] * len(tokens.starts)
    once: dict[tuple[str, EntityType, str], Signs] = {}
    for named in reading.mentions(Span(0, len(reading.text)), *EntityType):
        rule = rules[named.type, named.name]
        for i in tokens.within(named.span.start, named.span.end):
            where = "B" if tokens.starts[i] == named.span.start else "I"
            key = where, named.type, rule
            if key not in once:
                once[key] = (f"r={where}-{named.type}", f"r={where}-{rule}")
            found[i] = once[key]
    return found
