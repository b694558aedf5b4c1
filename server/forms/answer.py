"""An answer to be given a form (待呈现的答案): its data, and whether all of it is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from graph.errors import CustodyError
from server.forms.headings import Heading, Path

__all__ = ["Answer", "Complete", "FormError", "at_connections", "title_of"]

_CONNECTION = ("edges", "pageInfo")


class FormError(CustodyError):
    """An answer that cannot be given the form asked for (答案无法转成所求形式)."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(zh=zh, en=en)


class Complete(Enum):
    """Whether an answer holds everything (是否完整)."""

    YES = "true"
    NO = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """The data of a response, with what its fields are called (答案数据).

    Attributes:
        title: What was asked, as its author says; or the name of the operation.
        name: Name of the operation; empty if it has none.
        data: Data of the response.
        headings: What each field is called, by its path in the data without list places.
        withheld: What was kept from who asked, in Chinese and in English.
    """

    title: str
    name: str
    data: Mapping[str, Any]
    headings: Mapping[Path, Heading]
    withheld: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse an answer that says only why there is none."""
        problems = [value for value in self.data.values() if _is_problem(value)]
        if problems and len(problems) == len(self.data):
            zh = problems[0]["message"]
            raise FormError(zh=zh, en=problems[0].get("messageEn", zh))

    @cached_property
    def complete(self) -> Complete:
        """Whether nothing follows, as far as the answer tells."""
        told = [*at_connections(self.data)]
        if False in told:
            return Complete.NO
        return Complete.UNKNOWN if None in told else Complete.YES


def title_of(query: str) -> str:
    r"""Return the first line of the comment above a query, which says what is asked.

    >>> title_of("# 由谁负责？\n# Who answers?\nquery { x }")
    '由谁负责？'
    """
    first = query.lstrip("\ufeff \t\r\n").partition("\n")[0]
    return first.lstrip("# ").rstrip() if first.startswith("#") else ""


def at_connections(value: Any) -> Iterator[bool | None]:
    """Yield of every page in an answer whether it is the last, or None if nobody asked."""
    if isinstance(value, list):
        for item in value:
            yield from at_connections(item)
    elif isinstance(value, Mapping):
        if any(key in value for key in _CONNECTION):
            more = (value.get("pageInfo") or {}).get("hasNextPage")
            yield None if more is None else not more
        if value.get("complete") is False and "stoppedBy" in value:
            yield False
        for item in value.values():
            yield from at_connections(item)


def _is_problem(value: Any) -> bool:
    return isinstance(value, Mapping) and "code" in value and "message" in value
