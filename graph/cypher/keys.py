"""Keyset pages (键集分页): which items come next, and the cursors that say so."""

from typing import Final

from graph.cypher.names import Names
from graph.cypher.selection import Page
from graph.errors import CustodyError

__all__ = ["PARTED", "CursorError", "Keys"]

PARTED: Final = "\t"
"""Between value and id in a stored sort key: it sorts before whatever is printed, so that T1
comes before T10, and unlike other controls it may stand in a GraphQL string."""

_HIGHEST: Final = "\U0010ffff"


class CursorError(CustodyError):
    """A cursor comes from a list in another order (游标与排序不符)."""

    def __init__(self, cursor: str, expected: str) -> None:
        self.cursor = cursor
        self.expected = expected
        super().__init__(
            zh=f"游标“{cursor}”不是按此排序的列表给出的（应以“{expected}”开头）；请从第一页重新取。",
            en=f"cursor {cursor!r} is not of a list in this order (expected {expected!r} first); "
            "start again from the first page.",
        )


class Keys:
    """The key of each item, and the predicates over it (排序键)."""

    def __init__(self, names: Names, page: Page, expression: str) -> None:
        """Prepare the parameters of a page.

        Args:
            names: Variables and parameters of the statement.
            page: What was asked.
            expression: The key of an item.

        Raises:
            CursorError: If the cursor is of another order.
        """
        order = page.order
        self._down = order.descending
        self.expression = expression
        prefix = f"{order.property}{'-' if self._down else ''}:"
        if page.after is not None and not page.after.startswith(prefix):
            raise CursorError(page.after, prefix)
        lowest = _HIGHEST if self._down else ""
        after = lowest if page.after is None else page.after.removeprefix(prefix)
        self._after, self._prefix = names.parameter(after), names.parameter(prefix)
        self._behind = "false" if page.after is None else "true"
        self.first, self.limit = names.parameter(page.first), names.parameter(page.first + 1)

    @property
    def seen(self) -> str:
        """Predicate that an item lies behind the cursor."""
        return f" AND {self.expression} {'<' if self._down else '>'} {self._after}"

    @property
    def order(self) -> str:
        """Expression to order by."""
        return f"{self.expression}{' DESC' if self._down else ''}"

    @property
    def cursor(self) -> str:
        """Expression of the cursor of an item."""
        return f"{self._prefix} + {self.expression}"

    def info(self, part: str, collected: str) -> str:
        """Return the expression of a part of `pageInfo` over the collected keys."""
        if part == "__typename":
            return "'PageInfo'"
        if part == "hasNextPage":
            return f"size({collected}) > {self.first}"
        if part == "hasPreviousPage":
            return self._behind
        end = "head" if part == "startCursor" else "last"
        shown = f"{collected}[0..{self.first}]"
        return f"CASE WHEN size({shown}) = 0 THEN null ELSE {self._prefix} + {end}({shown}) END"
