"""What a row may mean (存疑取值), for a person to decide. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.identity import Trust

__all__ = ["Doubted", "doubted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """What a thing may be like (存疑取值), for a person to decide.

    Attributes:
        given: Its properties.
        why: The reason.
        fields: Where the row says so.
    """

    given: Mapping[str, Any]
    why: Trust
    fields: Sequence[str]


def doubted(
    given: Mapping[str, Any], said: tuple[str, str], fields: Sequence[str], printed: str
) -> Doubted:
    """Return what a thing may be like, with what is printed and why that is in doubt."""
    why = Trust(asserted=False, doubt=said, printed=printed)
    return Doubted(given=given, why=why, fields=fields)
