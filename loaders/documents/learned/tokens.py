"""Words of sentences (句中各词): where each stands, and what it counts as."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.documents.grammar.reading import Reading

__all__ = ["Tokens"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of all sentences in their order, side by side for speed (词序列).

    Attributes:
        starts: Where each word begins in the cleaned text.
        ends: Where each ends.
        words: Each word; a number or foreign word by its kind, 9 or A.
        tags: The kind of each as the segmenter writes it.
        sentences: Which words each sentence holds, by their number.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    tags: Sequence[str]
    sentences: Sequence[range]

    @classmethod
    def of(cls, reading: Reading) -> "Tokens":
        """Return the words that begin in a sentence of a document."""
        text = reading.text
        starts = [place for place, edge in enumerate(reading.words.edges) if edge]
        ends = [*starts[1:], len(text)]
        kept: list[int] = []
        sentences: list[range] = []
        for span in (sentence.span for sentence in reading.sentences):
            inside = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
            sentences.append(range(len(kept), len(kept) + len(inside)))
            kept += inside
        plain = {word: _plain(word) for word in {text[starts[i] : ends[i]] for i in kept}}
        return cls(
            starts=[starts[i] for i in kept],
            ends=[ends[i] for i in kept],
            words=[plain[text[starts[i] : ends[i]]] for i in kept],
            tags=[reading.words.tags[i] for i in kept],
            sentences=sentences,
        )

    def within(self, start: int, end: int) -> range:
        """Return which words begin in a stretch of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def _plain(word: str) -> str:
    if word.isdigit():
        return "9"
    if word.isspace():
        return " "
    return "A" if word.isascii() and word.isalnum() else word
