"""What a word shows (词的特征): the signs by which the tagger tells names from other words."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, Self

import ahocorasick
import numpy as np

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.columns import Column, Numbers, distinct
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
_QUOTE: Final[Sequence[Signs]] = ((), ("quoted",))


def signs_of(reading: Reading, tokens: Tokens) -> Sequence[Column]:
    """Return what the words of a document show, in columns of one kind of signs each (逐词特征).

    Signs are the word, its kind and its first and last characters, those of the words around it,
    the lexicon's tables and the divisions that it belongs to, quotation marks, the kind of line,
    and what the rules take the place for. Those that come together stay together and are made
    once for all places that show them: they are looked up and weighed once too.
    """
    text, sides = reading.text, _Sides.of(tokens)
    alone, shown = _alone(reading, tokens)
    words, tags = _pairs(tokens.words, "w", sides), _pairs(tokens.tags, "t", sides)
    quoted = np.frombuffer(_quoted(text), np.uint8)
    return (
        Column([each.own for each in alone], shown),
        sides.before(1, [each.before for each in alone], shown, ("<^",)),
        sides.after(1, [each.after for each in alone], shown, (">$",)),
        words[0],
        tags[0],
        words[1],
        tags[1],
        sides.before(2, [each.far_before for each in alone], shown, ()),
        sides.after(2, [each.far_after for each in alone], shown, ()),
        _lines(text, tokens),
        Column(_QUOTE, quoted[np.array(tokens.starts, np.int64)].astype(np.int64)),
        Column(*distinct(_until(text, tokens))),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """How many words of its sentence stand before each word, and after it (句内位置)."""

    left: Numbers
    right: Numbers

    @classmethod
    def of(cls, tokens: Tokens) -> Self:
        inside = [np.arange(len(words)) for words in tokens.sentences]
        left = np.concatenate([np.zeros(0, np.int64), *inside])
        right = np.concatenate([np.zeros(0, np.int64), *(places[::-1] for places in inside)])
        return cls(left, right)

    def before(self, steps: int, groups: Sequence[Signs], at: Numbers, none: Signs) -> Column:
        """Return the column of what is shown by the word so many steps before each."""
        return Column(
            [*groups, none], np.where(self.left >= steps, np.roll(at, steps), len(groups))
        )

    def after(self, steps: int, groups: Sequence[Signs], at: Numbers, none: Signs) -> Column:
        """Return the column of what is shown by the word so many steps after each."""
        there = np.where(self.right >= steps, np.roll(at, -steps), len(groups))
        return Column([*groups, none], there)


class _Shown(NamedTuple):
    """What a word shows where it stands, and to the words one and two places away."""

    own: Signs
    before: Signs
    after: Signs
    far_before: Signs
    far_after: Signs

    @classmethod
    def of(cls, word: str, tag: str, terms: Signs, told: Signs) -> Self:
        own = (*_own(word, tag), *terms, *told)
        return cls(
            own,
            before=tuple([f"<{sign}" for sign in own]),
            after=tuple([f">{sign}" for sign in own]),
            far_before=(f"<<w={word}", f"<<t={tag}"),
            far_after=(f">>w={word}", f">>t={tag}"),
        )


def _alone(reading: Reading, tokens: Tokens) -> tuple[Sequence[_Shown], Numbers]:
    """Return what words show by themselves, and for each word which of it."""
    terms, told = _terms(reading.text, tokens), _told(reading, tokens)
    keys, at = distinct(zip(tokens.words, tokens.tags, terms, told, strict=True))
    return [_Shown.of(*key) for key in keys], at


def _pairs(words: Sequence[str], sign: str, sides: _Sides) -> tuple[Column, Column]:
    """Return the columns of what words show with the one before, and with the one after them."""
    pairs, at = distinct(pairwise([*words, ""]))
    before = [(f"{sign}b={one} {other}",) for one, other in pairs]
    after = [(f"{sign}a={one} {other}",) for one, other in pairs]
    return (
        sides.before(1, before, at, ()),
        Column([*after, ()], np.where(sides.right >= 1, at, len(after))),
    )


def _lines(text: str, tokens: Tokens) -> Column:
    """Return the column of what kind of line each word stands in."""
    starts, ends = tokens.starts, tokens.ends
    lines = [
        _line(text, Span(starts[words[0]], ends[words[-1]]), index) if words else ()
        for index, words in enumerate(tokens.sentences)
    ]
    kinds, at = distinct(lines)
    counts = np.array([len(words) for words in tokens.sentences], np.int64)
    return Column(kinds, np.repeat(at, counts))


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
    for named in reading.mentions(Span(0, len(reading.text))):
        rule = rules[named.type, named.name]
        for i in tokens.within(named.span.start, named.span.end):
            where = "B" if tokens.starts[i] == named.span.start else "I"
            key = where, named.type, rule
            if key not in once:
                once[key] = (f"r={where}-{named.type}", f"r={where}-{rule}")
            found[i] = once[key]
    return found
