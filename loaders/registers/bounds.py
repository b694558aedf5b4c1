"""Bounds (界限与约数): what a cell gives as a bound, or nearly, is no exact number. Pure."""

import re
import unicodedata
from typing import Final

__all__ = ["is_bounded"]

_BEFORE: Final = (
    r"[≥≤≧≦<>≈~约近逾]|大于|小于|不[少低小]于|不[大高多]于|不超过|不足|不到|至[少多]|最[少多]"
    r"|超过?|大约|将近|接近"
)
_BEHIND: Final = r"以[上下内]|左右|上下"
_BOUNDED: Final = re.compile(rf"(?:{_BEFORE}).*\d.*|.*\d\s*[余多](?!\d).*|.*\d.*(?:{_BEHIND}).*")


def is_bounded(text: str) -> bool:
    """Tell whether a number is given as a bound, or nearly.

    >>> is_bounded("≥50"), is_bounded("50余人"), is_bounded("50t以上"), is_bounded("-50 t")
    (True, True, True, False)
    """
    return _BOUNDED.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None
