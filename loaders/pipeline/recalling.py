"""Recalling (免查): what a load recorded of things itself, so that it need not ask for it again."""

from collections.abc import Iterable, Mapping

from graph.model.labels import Label
from loaders.identity import GLOBAL, Known
from loaders.pipeline.ahead import NOTHING, Ahead
from loaders.shelf import Shelf

__all__ = ["Recalled"]

_Row = tuple[Label, str, tuple[str, ...], str | None, str | None]


class Recalled:
    """Things of portions that were written, as the graph holds them while nobody else writes.

    Only what has a name of its own is kept: nothing else is looked up. What is changed later is
    let go; so is everything once a portion changes what is not known ahead.
    """

    def __init__(self) -> None:
        self._rows: Shelf[_Row | None] = Shelf()
        self._lost = False

    def note(self, ahead: Ahead) -> None:
        """Take in what a portion is about to record; it is asked for after that."""
        self._lost = self._lost or ahead is NOTHING
        for key in ahead.changed:
            self._rows.keep(key.encode(), None)
        for key, node in ahead.made.items():
            if node.label in GLOBAL:
                row = (node.label, node.name, node.aliases, node.code, node.park_id)
                self._rows.keep(key.encode(), row)
        self._rows.put_away()

    def known(self, ids: Iterable[str]) -> Mapping[str, Known]:
        """Return those of these things that are recalled."""
        found: dict[str, Known] = {}
        for key in () if self._lost else ids:
            if row := self._rows.get(key.encode()):
                label, name, aliases, code, park = row
                found[key] = Known(
                    id=key, label=label, name=name, aliases=aliases, code=code, park_id=park
                )
        return found
