"""Reach (首键范围), for Neo4j: how far a page of several keys goes by the first of them.

Items of several keys stand in no index in their order, so each would have to be looked at to find
the first few. The index of the first key tells behind which value of it none of the page stands.
Many may share that value: of two keys, those are then met in the order of the index of the second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

from graph.cypher.keys import ABOVE, PARTED, Keys
from graph.cypher.names import Names
from graph.cypher.selection import Page
from graph.cypher.sight import guard_of, sort_key
from graph.model.spec import NodeSpec

__all__ = ["has_reach", "reach"]

_COUNTED: Final = 200
"""So many pages of items that share a value are counted; what are more is not told from them."""


def has_reach(spec: NodeSpec, page: Page) -> bool:
    """Tell whether it is worth asking how far a page goes.

    Where a filter lets little through, the index would be walked for nothing; a key that is kept
    from somebody has none.
    """
    return bool(page.then) and page.filter.is_empty and not guard_of(spec, page.order.property)


def reach(
    names: Names, spec: NodeSpec, page: Page, state: str, counts: Callable[[str], str]
) -> str:
    """Return the clauses that find whatever a page may show, ending in a WHERE.

    Args:
        names: Variables and parameters of the statement.
        spec: Type of what is listed.
        page: What was asked.
        state: Variable of each state.
        counts: Gives the predicate that a state is to be shown, from its variable.
    """
    found = _Reach.of(names, spec, page, state, counts)
    if len(page.then) == 1 and not guard_of(spec, page.then[0].property):
        return f"{found.last_value()} {found.shared()} {found.either_way()} WITH {state} WHERE true"
    return f"{found.last_value()} {found.within(found.beyond)}"


@dataclass(frozen=True, slots=True)
class _Reach:
    """Clauses about one page (范围语句).

    Attributes:
        names: Variables and parameters of the statement.
        spec: Type of what is listed.
        page: What was asked.
        state: Variable of each state.
        counts: Gives the predicate that a state is to be shown, from its variable.
        keys: Keys of an item.
        last: Variable of the value of the first key behind which nothing of the page stands.
        full: Variable that tells whether as many were found as the page shows.
        wide: Variable of that value where many share it, else null.
        narrow: Variable of that value where few share it, else null.
    """

    names: Names
    spec: NodeSpec
    page: Page
    state: str
    counts: Callable[[str], str]
    keys: Keys
    last: str
    full: str
    wide: str
    narrow: str

    @classmethod
    def of(
        cls, names: Names, spec: NodeSpec, page: Page, state: str, counts: Callable[[str], str]
    ) -> Self:
        """Name the variables."""
        keys = Keys(names, page, [sort_key(spec, each.property, state) for each in page.orders])
        last, full, wide, narrow = (names.variable(each) for each in "efwv")
        return cls(names, spec, page, state, counts, keys, last, full, wide, narrow)

    def last_value(self) -> str:
        """Return the clause that walks the index of the first key as far as the page goes."""
        x, key, down = self.state, self._key(0), self.page.order.descending
        return (
            f"CALL () {{ {self._sought(0)} WHERE {self.keys.begins(key)}"
            f" AND {self.counts(x)}{self.keys.seen}"
            f" WITH {x} ORDER BY {key}{' DESC' if down else ''} LIMIT {self.keys.limit}"
            f" RETURN {'min' if down else 'max'}({self.keys.parts[0]}) AS {self.last},"
            f" count({x}) = {self.keys.limit} AS {self.full} }}"
        )

    def shared(self) -> str:
        """Return the clauses that tell whether many share the last value.

        So many that the index of the second key, gone through until the page is full, meets less
        than there are of them: the page times all there are, divided by those that share it.
        """
        x, every, many = self.state, self.names.variable("g"), self.names.variable("g")
        limit, most = self.keys.limit, self.names.parameter(_COUNTED * (self.page.first + 1))
        is_wide = f"{self.full} AND {many} * {many} > {limit} * {every}"
        return (
            f"CALL () {{ MATCH ({x}:{self.spec.state_label}) RETURN count({x}) AS {every} }}"
            f" CALL ({self.last}) {{ {self._sought(0)} WHERE {self._has(self.last)}"
            f" WITH {x} LIMIT {most} RETURN count({x}) AS {many} }}"
            f" WITH {self.last}, CASE WHEN {is_wide} THEN {self.last} END AS {self.wide},"
            f" CASE WHEN NOT ({is_wide}) THEN {self.last} END AS {self.narrow}"
        )

    def either_way(self) -> str:
        """Return the clause that finds what stands before the last value, and what has it."""
        x, down = self.state, self.page.then[0].descending
        walked = (
            f"{self._sought(1)} WHERE {self.keys.goes_on(self._key(1), self.wide)}"
            f" AND {self._has(self.wide)} AND {self.counts(x)}{self.keys.seen}"
            f" WITH {x} ORDER BY {self._key(1)}{' DESC' if down else ''} LIMIT {self.keys.limit}"
        )
        parts = (self.within(self.before), self.within(self._has(self.narrow)), walked)
        every = " UNION ALL ".join(f"{part} RETURN {x}" for part in parts)
        return f"CALL ({self.last}, {self.wide}, {self.narrow}) {{ {every} }}"

    def within(self, asked: str) -> str:
        """Return the clauses that find what is shown by the first key, ending in a WHERE."""
        begins = self.keys.begins(self._key(0))
        return f"{self._sought(0)} WHERE {begins} AND {asked} AND {self.counts(self.state)}"

    @property
    def beyond(self) -> str:
        """Predicate that a first key does not stand behind the last value."""
        if self.page.order.descending:
            return f"{self._key(0)} >= {self.last}"
        return f"{self._key(0)} < {self.last} + {self.names.parameter(ABOVE)}"

    @property
    def before(self) -> str:
        """Predicate that a first key stands before the last value."""
        if self.page.order.descending:
            return f"{self._key(0)} >= {self.last} + {self.names.parameter(ABOVE)}"
        return f"{self._key(0)} < {self.last} + {self.names.parameter(PARTED)}"

    def _has(self, value: str) -> str:
        return f"{self._key(0)} STARTS WITH {value} + {self.names.parameter(PARTED)}"

    def _key(self, which: int) -> str:
        return f"{self.state}.sk_{self.page.orders[which].property}"

    def _sought(self, which: int) -> str:
        label, key = self.spec.state_label, self._key(which).partition(".")[2]
        return f"MATCH ({self.state}:{label}) USING INDEX {self.state}:{label}({key})"
