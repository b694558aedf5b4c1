"""Keyset pages (键集分页): which items come next, and the cursors that say so."""

from collections.abc import Sequence
from typing import Final

from graph.cypher.names import Names
from graph.cypher.selection import Page
from graph.errors import CustodyError
from graph.model.spec import Property

__all__ = ["ABOVE", "PARTED", "CursorError", "Keys", "place_of"]

PARTED: Final = "\t"
"""Between value and id in a stored sort key: it sorts before whatever is printed, so that T1
comes before T10, and unlike other controls it may stand in a GraphQL string."""

ABOVE: Final = "\n"
"""Put behind a value, it stands right above all stored keys of that value."""
_HIGHEST: Final = "\U0010ffff"


def place_of(prop: Property, word: object) -> str:
    """Return the place of a word in its vocabulary, as the stored sort key holds it.

    Places never change, since they are stored: a new word is put behind the others.

    Raises:
        ValueError: If the property has no vocabulary, or the vocabulary no such word.
    """
    return f"{list(prop.choices or ()).index(word):02d}"  # type: ignore[arg-type]  # any word is looked for


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
    """The keys of each item, and the predicates over them (排序键).

    A stored key is a value and an id. Of all but the last only the value counts, so that the
    next one decides between equal values; the last one tells every two items apart.

    Attributes:
        parts: Expressions of the keys of an item, the first first.
        first: Parameter that says how many items a page shows.
        limit: Parameter that says how many are read: one more tells whether there are more.
    """

    def __init__(
        self, names: Names, page: Page, stored: Sequence[str], *, further: bool = True
    ) -> None:
        """Prepare the parameters of a page.

        Args:
            names: Variables and parameters of the statement.
            page: What was asked.
            stored: The stored key of an item for each order of the page.
            further: Whether it is to be told if there are more.

        Raises:
            CursorError: If the cursor is of another order.
        """
        orders = page.orders
        self._names = names
        self._down = [order.descending for order in orders]
        self._parted = names.parameter(PARTED) if len(stored) > 1 else ""
        self.parts = [*(f"split({key}, {self._parted})[0]" for key in stored[:-1]), stored[-1]]
        said = ",".join(f"{o.property}{'-' if o.descending else ''}" for o in orders)
        self._after = [names.parameter(value) for value in _values(page, f"{said}:")]
        self._prefix = names.parameter(f"{said}:")
        self._behind = "false" if page.after is None else "true"
        self.first = names.parameter(page.first)
        self.limit = names.parameter(page.first + 1) if further else self.first

    @property
    def seen(self) -> str:
        """Predicate that an item lies behind the cursor."""
        text = ""
        for key, down, after in reversed(list(zip(self.parts, self._down, self._after))):  # noqa: B905 - there is no cursor on the first page
            behind = f"{key} {'<' if down else '>'} {after}"
            text = f"({behind} OR ({key} = {after} AND {text}))" if text else behind
        return f" AND {text}" if text else ""

    def begins(self, key: str) -> str:
        """Return the predicate that a stored first key stands where the page begins, or behind."""
        value = self._names.parameter(_HIGHEST if self._down[0] else "")
        if self._behind == "true":
            value = self._after[0]
        if self._down[0]:
            return f"{key} < {value} + {self._names.parameter(ABOVE)}"
        return f"{key} >= {value}"

    def goes_on(self, key: str, first: str) -> str:
        """Return the predicate that a stored last key of two stands where the page begins.

        Args:
            key: The stored key.
            first: Value of the first key that the items have; where it is null, none does.
        """
        begins = self._names.parameter(_HIGHEST if self._down[1] else "")
        shared = f"WHEN {first} = {self._after[0]} THEN {self._after[1]} " if self._after else ""
        begin = f"CASE WHEN {first} IS NULL THEN null {shared}ELSE {begins} END"
        return f"{key} {'<' if self._down[1] else '>'} {begin}"

    @property
    def behind(self) -> str:
        """The same where no index is looked into: empty on the first page."""
        return "" if self._behind == "false" else self.seen.removeprefix(" AND ")

    @property
    def cursor(self) -> str:
        """Expression of the cursor of an item."""
        return f"{self._prefix} + {self.whole(self.parts)}"

    def order(self, parts: Sequence[str]) -> str:
        """Return the expressions to order by, of items whose keys are these."""
        ways = zip(parts, self._down, strict=True)
        return ", ".join(f"{key}{' DESC' if down else ''}" for key, down in ways)

    def whole(self, parts: Sequence[str]) -> str:
        """Return the expression that tells an item from all others, of its keys."""
        return f" + {self._parted} + ".join(parts)

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


def _values(page: Page, prefix: str) -> list[str]:
    """Return the keys behind which a page lies; none for the first page of several orders."""
    if page.after is None:
        return [] if page.then else [_HIGHEST if page.order.descending else ""]
    if page.after.startswith(prefix):
        found = page.after.removeprefix(prefix).split(PARTED, len(page.then))
        if len(found) == len(page.orders):
            return found
    raise CursorError(page.after, prefix)
