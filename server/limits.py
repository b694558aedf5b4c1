"""Limits on what may be asked (查询限额): nobody may ask for more than a server can answer."""

from dataclasses import dataclass
from typing import Final

__all__ = ["LIMITS", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Largest sizes of a request (请求限额).

    Attributes:
        body: Size of a request [B].
        tokens: Tokens of a document.
        operations: Operations of a document.
        depth: Fields within fields.
        fields: Fields, those of a fragment counted wherever it is used.
        aliases: Fields that are given another name.
        directives: Directives, those of a fragment counted wherever it is used.
        repeats: Fields under one name, fragments, or fields of an input, within one pair of
            brackets: validation compares each with each.
        roots: Root fields; each is at least one statement.
        cost: What an operation may cost at most (`server.costing`).
        nesting: Values within values in variables, and brackets within brackets in the text.
        rate: What the operations of one caller may cost in a minute together; 0 for no limit.
        upload: Size of a request with its files [B].
        files: Files of a request.
    """

    body: int = 1 << 20
    tokens: int = 4000
    operations: int = 20
    depth: int = 20
    fields: int = 2000
    aliases: int = 60
    directives: int = 50
    repeats: int = 50
    roots: int = 40
    cost: int = 100_000
    nesting: int = 64
    rate: int = 0
    upload: int = 128 << 20
    files: int = 20


LIMITS: Final = Limits()
