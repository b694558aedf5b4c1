"""Parks (所属园区): the one park that each thing belongs to, which decides who may see it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from graph.model.labels import Label, RelType
from graph.model.statement import Relation

__all__ = ["Parks"]

_PARK: Final = f"{Label.PARK}:"
_UPWARD: Final = frozenset(
    {
        RelType.LOCATED_IN,
        RelType.BELONGS_TO,
        RelType.CONTROLS,
        RelType.FOUND_AT,
        RelType.HOLDS_POST,
        RelType.INSPECTS,
        RelType.MEASURES,
        RelType.RAISED_BY,
    }
)
"""Relationships whose start belongs to where their target belongs."""

_DOWNWARD: Final = frozenset({RelType.HAS_HAZARD, RelType.OPERATES})
"""Relationships whose target belongs to where their start belongs."""


class Parks:
    """Finds the park of a thing by what it lies in (园区归属).

    Args:
        within: For each thing the id of what makes its name unique.
        relations: What the load says of relationships.
        known: For things that the graph holds already, their park.
    """

    def __init__(
        self,
        within: Mapping[str, str],
        relations: Iterable[Relation],
        known: Mapping[str, str | None],
    ) -> None:
        self._known = known
        self._inside: dict[str, set[str]] = defaultdict(set)
        for key, container in within.items():
            if container:
                self._inside[key].add(container)
        for relation in relations:
            if relation.type in _UPWARD:
                self._inside[relation.source.id].add(relation.target.id)
            elif relation.type in _DOWNWARD:
                self._inside[relation.target.id].add(relation.source.id)

    def of(self, identifier: str) -> str | None:
        """Return the id of its park; None if it lies in none, or in several.

        The nearest containers decide: what lies farther out is asked only where they lie nowhere.
        """
        seen, level = {identifier}, {identifier}
        while level:
            if parks := {park for key in level if (park := self._own(key))}:
                return next(iter(parks)) if len(parks) == 1 else None
            level = {outer for key in level for outer in self._inside.get(key, ())} - seen
            seen |= level
        return None

    def _own(self, identifier: str) -> str | None:
        if identifier.startswith(_PARK):
            return identifier
        return self._known.get(identifier)
