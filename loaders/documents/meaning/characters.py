"""Characters as the encoder numbers them (字表): each is one token, whatever stands beside it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

__all__ = ["BEGIN", "END", "UNKNOWN", "Characters"]

UNKNOWN: Final = "[UNK]"
BEGIN: Final = "[CLS]"
END: Final = "[SEP]"


@dataclass(frozen=True, slots=True)
class Characters:
    """Numbers of characters (字符编号).

    Attributes:
        numbers: Of each character, and of the marks for unknown ones, begin and end.
    """

    numbers: Mapping[str, int]

    @classmethod
    def read(cls, text: str) -> Self:
        r"""Return the table of which each line is a character, in the order of their numbers.

        >>> Characters.read("[UNK]\n甲\na\n").ids("甲Ａ乙")
        [1, 2, 0]
        """
        return cls({one: number for number, one in enumerate(text.removesuffix("\n").split("\n"))})

    def ids(self, text: str) -> list[int]:
        """Return the number of each character (编号); wide and capital letters count as plain."""
        known = {one: self._number(one) for one in set(text)}
        return [known[one] for one in text]

    def _number(self, one: str) -> int:
        plain = one.lower()
        folded = unicodedata.normalize("NFKC", plain)[:1]
        return self.numbers.get(plain, self.numbers.get(folded, self.numbers[UNKNOWN]))
