"""Lexicon of the field (领域词表): the words by which a safety document shows its structure.

Every ``*.toml`` beside this module is one word list; each table groups terms by what they do in a
sentence, and each entry says what the term means. No entry is a name, but for three closed lists
that the state keeps: provinces, central organs and central enterprises. All other names are found
by their place in the sentence, never by being known beforehand.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["alternation", "lists", "terms"]


@cache
def lists() -> Mapping[str, Mapping[str, str]]:
    """Return every table as ``list.table`` with its terms and their meanings (全部词表)."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            stem = file.name.removesuffix(".toml")
            found |= {f"{stem}.{name}": table for name, table in tables.items()}
    return found


@cache
def terms(*tables: str) -> frozenset[str]:
    """Return the terms of one or more tables (词条).

    Raises:
        KeyError: If there is no such table.

    >>> "有限公司" in terms("enterprise.form")
    True
    """
    return frozenset(term for table in tables for term in lists()[table])


@cache
def alternation(*tables: str) -> str:
    """Return a regular expression for any of the terms, the longest first (多选一表达式)."""
    longest_first = sorted(terms(*tables), key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term) for term in longest_first) + ")"
