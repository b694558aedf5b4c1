"""What a word shows (词的特征): the signs by which the tagger tells names from other words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import ahocorasick

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.weights import Signs
from loaders.documents.lexicon import lists
from loaders.documents.statements import EntityType, Span
from loaders.reference.divisions import divisions

__all__ = ["Token", "signs_of", "tokens"]

_QUOTED: Final = re.compile(r"“[^“”\n]{1,60}”|《[^《》\n]{1,80}》")
_STOP: Final = re.compile(r"[,，。、;；:：()（）“”《》\n]")
_LAST: Final = ("", "省", "市", "县", "区", "镇", "乡")
_LINE: Final = 40
_FAR: Final = 12
_TITLE: Final = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands (词).

    Attributes:
        span: Its place in the cleaned text.
        word: The word; a number or foreign word by its kind, 9 or A.
        tag: Its kind as the segmenter writes it.
    """

    span: Span
    word: str
    tag: str


def tokens(reading: Reading) -> Iterator[Sequence[Token]]:
    """Yield the words of each sentence (句中各词)."""
    edges, text = reading.words.edges, reading.text
    starts = [place for place, edge in enumerate(edges) if edge]
    ends = (*starts[1:], len(text))
    place = 0
    for sentence in reading.sentences:
        found = []
        while place < len(starts) and starts[place] < sentence.span.end:
            span = Span(starts[place], ends[place])
            if span.start >= sentence.span.start:
                word = _plain(text[span.start : span.end])
                found.append(Token(span, word, reading.words.tags[place]))
            place += 1
        yield found


def _plain(word: str) -> str:
    if word.isdigit():
        return "9"
    if word.isspace():
        return " "
    return "A" if word.isascii() and word.isalnum() else word


def signs_of(reading: Reading) -> Iterator[tuple[Sequence[Token], Sequence[Sequence[Signs]]]]:
    """Yield for each sentence its words with the signs of each (逐词特征).

    Signs are the word, its kind and its first and last characters, those of the words around it,
    the lexicon's tables and the divisions that it belongs to, quotation marks, the kind of line,
    and what the rules take the place for. Those that come together stay together: they are weighed
    once for all places that show them.
    """
    terms, told, known = _terms(reading.text), _told(reading), _Known()
    quoted = {i for m in _QUOTED.finditer(reading.text) for i in range(m.start(), m.end())}
    for index, found in enumerate(tokens(reading)):
        alone = [
            known.beside(token, terms.get(token.span.start, ()), told.get(token.span.start, ()))
            for token in found
        ]
        line = _line(reading, found, index) if found else ()
        yield (
            found,
            [
                (
                    here.own,
                    alone[i - 1].before if i else _FIRST,
                    alone[i + 1].after if i + 1 < len(found) else _LAST_ONE,
                    _around(found, i),
                    line,
                    _QUOTE if found[i].span.start in quoted else (),
                    _until(reading.text, found[i].span.end),
                )
                for i, here in enumerate(alone)
            ],
        )


_FIRST: Final[Signs] = ("<^",)
_LAST_ONE: Final[Signs] = (">$",)
_QUOTE: Final[Signs] = ("quoted",)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a word shows where it stands, to the word after it, and to the word before it."""

    own: Signs
    before: Signs
    after: Signs


class _Known:
    """What words show by themselves, made once for each (词面特征)."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str, Signs, Signs], _Shown] = {}

    def beside(self, token: Token, terms: Signs, told: Signs) -> _Shown:
        key = (token.word, token.tag, terms, told)
        shown = self._shown.get(key)
        if shown is None:
            own = (*_own(token), *terms, *told)
            before, after = (tuple(side + sign for sign in own) for side in "<>")
            shown = self._shown[key] = _Shown(own, before, after)
        return shown


def _own(token: Token) -> list[str]:
    """Return what a word shows by itself."""
    word, length = token.word, min(len(token.word), 4)
    signs = [
        f"w={word}",
        f"t={token.tag}",
        f"f={word[0]}",
        f"l={word[-1]}",
        f"ll={word[-2:]}",
        f"n={length}",
    ]
    return [*signs, "division"] if _is_division(word) else signs


def _around(found: Sequence[Token], i: int) -> Signs:
    """Return the pairs of neighbours, and the words two places away."""
    here, signs = found[i], []
    if i:
        before = found[i - 1]
        signs += [f"wb={before.word} {here.word}", f"tb={before.tag} {here.tag}"]
    if i + 1 < len(found):
        after = found[i + 1]
        signs += [f"wa={here.word} {after.word}", f"ta={here.tag} {after.tag}"]
    if i > 1:
        signs += [f"<<w={found[i - 2].word}", f"<<t={found[i - 2].tag}"]
    if i + 2 < len(found):
        signs += [f">>w={found[i + 2].word}", f">>t={found[i + 2].tag}"]
    return tuple(signs)


def _line(reading: Reading, found: Sequence[Token], index: int) -> Signs:
    """Return whether a sentence is a short line of its own, and whether it opens the document."""
    start = found[0].span.start
    opens = reading.text.rfind("\n", max(0, start - _LINE), start) + 1
    closes = reading.text.find("\n", start, start + _LINE)
    short = (opens or start < _LINE) and closes >= 0 and found[-1].span.end <= closes
    return (*(("line",) if short else ()), *(("title",) if index < _TITLE else ()))


def _until(text: str, end: int) -> Signs:
    """Return the last character before the next mark, if that is near."""
    mark = _STOP.search(text, end, end + _FAR)
    return (f"until {text[mark.start() - 1] if mark else 'far'}",)


@cache
def _is_division(word: str) -> bool:
    return len(word) > 1 and any(divisions().named(word + last) for last in _LAST)


def _terms(text: str) -> dict[int, Signs]:
    """Return the tables of the lexicon by every character that one of their terms holds."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for last, (length, opening, going) in _lexicon().iter(text):
        start = last + 1 - length
        found[start].update(opening)
        for place in range(start + 1, last + 1):
            found[place].update(going)
    once: dict[frozenset[str], Signs] = {}
    return {
        place: once.setdefault(frozenset(signs), tuple(sorted(signs)))
        for place, signs in found.items()
    }


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
            signs = tuple([f"h={mark}{table}" for table in where] for mark in "[-")
            automaton.add_word(term, (len(term), *signs))
    automaton.make_automaton()
    return automaton


def _told(reading: Reading) -> dict[int, Signs]:
    """Return what the rules take each character for: the type, whether it opens, and the rule."""
    rules = {(entity.type, entity.name): entity.rule for entity in reading.entities}
    found: dict[int, Signs] = {}
    for named in reading.mentions(Span(0, len(reading.text)), *EntityType):
        rule = rules[named.type, named.name]
        for place in range(named.span.start, named.span.end):
            where = "B" if place == named.span.start else "I"
            found[place] = (f"r={where}-{named.type}", f"r={where}-{rule}")
    return found
