"""The vocabulary cut to what the product asks for (字表裁剪): marks and single characters.

A pretrained encoder knows whole words and pieces of words too, more than half of its table. Here
each character is a token of its own, so that every span of characters can be named.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from loaders.documents.meaning.characters import BEGIN, END, UNKNOWN

__all__ = ["PADDING", "as_lines", "kept", "vocabulary"]

PADDING: Final = "[PAD]"


def vocabulary(tokenizer: Path) -> dict[str, int]:
    """Return the number of each token of a Hugging Face tokenizer file (词表)."""
    found: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return found


def kept(tokens: Mapping[str, int]) -> list[str]:
    """Return the tokens that stay, in the order of their new numbers (裁剪后的字表).

    >>> kept({"[PAD]": 0, "乙": 8, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "##甲": 4, "甲": 5})
    ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '甲', '乙']
    """
    single = sorted((token for token in tokens if len(token) == 1), key=tokens.__getitem__)
    return [PADDING, UNKNOWN, BEGIN, END, *single]


def as_lines(tokens: Iterable[str]) -> str:
    """Return the text that `Characters.read` reads, a token a line."""
    return "".join(f"{token}\n" for token in tokens)
