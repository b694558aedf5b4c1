"""Nesting (嵌套层数) of what is not parsed yet: values of JSON, and brackets of a text."""

import re
from typing import Any, Final

__all__ = ["brackets", "nesting"]

_OPENING: Final = frozenset("{[(")
_CLOSING: Final = frozenset("}])")
_BRACKETS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n\r]*|[][(){}]', re.DOTALL
)


def nesting(value: Any) -> int:
    """Return how deep values of JSON lie within values; without recursion.

    >>> nesting({"filter": [{"name": {"eq": "甲"}}]})
    4
    """
    deepest, waiting = 0, [(value, 0)]
    while waiting:
        current, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(current, dict):
            waiting += [(inner, depth + 1) for inner in current.values()]
        elif isinstance(current, list):
            waiting += [(inner, depth + 1) for inner in current]
    return deepest


def brackets(text: str) -> int:
    """Return how deep brackets lie within brackets, apart from strings and comments.

    >>> brackets('{ park(name: "{{{{") { name } } # ((((')
    2
    """
    deepest = depth = 0
    for character in _BRACKETS.findall(text):
        if character in _OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif len(character) == 1 and character in _CLOSING:
            depth -= 1
    return deepest
