"""Foreseeing (预演): what a load would have recorded so far, so that rows after it meet it.

A trial load writes nothing that a later portion could look up, nor does a later edition of a list
before all of it was compared. What each portion would have recorded lies in files of its own
instead, by id and by name, and goes before what the store holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from graph.model.labels import Label, Method, RelType
from graph.model.registry import node_spec
from graph.model.statement import Entity, Relation
from graph.store.ledger import Ledger
from graph.store.plan import Version
from graph.store.retracting import Gone
from graph.store.searchtext import name_keys
from graph.store.write import Batch
from loaders.identity import Known
from loaders.pipeline.ahead import known_of
from loaders.shelf import Shelf

__all__ = ["Foreseen"]

T = TypeVar("T")
_Counted = tuple[tuple[str, str, Label], ...]


@dataclass(frozen=True, kw_only=True)  # without slots, with which pickling takes six times as long
class _Held:
    """What would be recorded of one statement (预计记录).

    Attributes:
        label: Type of a thing; None for a relationship.
        park_id: Park to which it belongs.
        versions: Its versions that would not be retracted.
        listed: Whether a register of the load says so.
    """

    label: Label | None
    park_id: str | None
    versions: tuple[Version, ...]
    listed: bool


class Foreseen:
    """What a load would have recorded so far (预计记录), of which nothing is written."""

    racing: Final = False

    def __init__(
        self,
        held: Shelf[_Held] | None = None,
        named: Shelf[tuple[str, ...]] | None = None,
        counted: Shelf[_Counted] | None = None,
        ends: Shelf[bool] | None = None,
    ) -> None:
        self._held: Shelf[_Held] = Shelf(held)
        self._named: Shelf[tuple[str, ...]] = Shelf(named)
        self._counted: Shelf[_Counted] = Shelf(counted)
        self._ends: Shelf[bool] = Shelf(ends)

    def after(self) -> "Foreseen":
        """Return what would be recorded after it, which does not change it."""
        return Foreseen(self._held, self._named, self._counted, self._ends)

    def note(self, batch: Batch, types: Mapping[str, str], ledger: Ledger) -> None:
        """Take in what a batch would record.

        Args:
            batch: The batch.
            types: Recorded type of each thing that was there before.
            ledger: What would be recorded of each of its statements.
        """
        rows = {e.id for e in batch.evidence if e.method == Method.REGISTER_ROW}
        for entity in batch.entities:
            label = Label(types.get(entity.id, entity.label))
            self._note(entity, rows, ledger, label, entity.park_id)
            names = (name_keys(node_spec(label), v.properties) for v in self._held_as(entity.id))
            for name in {name for each in names for name in each}:
                _add(self._named, name, entity.id)
        for relation in batch.relations:
            self._note(relation, rows, ledger)
            for end in (relation.source.id, relation.target.id):
                self._ends.keep(end.encode(), value=True)
            if relation.type is RelType.MEASURES:
                figure = (relation.source.id, relation.id, relation.target.label)
                _add(self._counted, relation.target.id, figure)

    def forget(self, gone: Iterable[Gone]) -> None:
        """Let go what would be retracted."""
        for one in gone:
            label = None if one.ends else Label(one.kind)
            held = _Held(label=label, park_id=None, versions=(), listed=False)
            self._held.keep(one.id.encode(), held)

    def put_away(self) -> None:
        """Move what is held in memory to the files."""
        for shelf in (self._held, self._named, self._counted, self._ends):
            shelf.put_away()

    def refuse(self, keys: Iterable[str]) -> None:
        """Let all keys pass: nothing is being written."""

    def holds(self, key: str) -> bool:
        """Tell whether it, and not the store, tells what is recorded under an id."""
        return key.encode() in self._held

    def speaks_of(self, key: str) -> bool:
        """Tell whether the load said something under an id, or of what has it."""
        return self.holds(key) or key.encode() in self._ends

    def known(self, ids: Iterable[str]) -> list[Known]:
        """Return what would be recorded of these things."""
        held = ((key, self._held.get(key.encode())) for key in ids)
        return [
            known_of(key, one.label, one.park_id, version)
            for key, one in held
            if one is not None and one.label is not None
            for version in one.versions
        ]

    def bearing(self, keys: Iterable[str]) -> list[Known]:
        """Return what would bear one of the names of these keys."""
        ids = (self._named.get(key.encode()) or () for key in keys)
        return self.known(dict.fromkeys(one for each in ids for one in each))

    def figures(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return the counted facts about these things, as they are looked up in the store."""
        return [
            row
            for within in ids
            for figure, relation, label in self._counted.get(within.encode()) or ()
            for row in self._figure(within, label, figure, relation)
        ]

    def is_listed(self, key: str) -> bool:
        """Tell whether a register of the load speaks of a thing."""
        held = self._held.get(key.encode())
        return held is not None and held.listed

    def places(self, ids: Iterable[str]) -> dict[str, set[str]]:
        """Return the places that speak of these things, where none is a row of the load."""
        held = ((key, self._held.get(key.encode())) for key in ids)
        return {
            key: {place for version in one.versions for place in version.evidence}
            for key, one in held
            if one is not None and not one.listed
        }

    def recorded(
        self, statements: Iterable[Entity | Relation]
    ) -> tuple[dict[str, str], dict[str, list[Version]]]:
        """Return type and versions of what it holds among these statements, by id."""
        types: dict[str, str] = {}
        versions: dict[str, list[Version]] = {}
        for key in {statement.id for statement in statements}:
            held = self._held.get(key.encode())
            if held is not None and held.label is not None and held.versions:
                types[key] = held.label
            if held is not None:
                versions[key] = list(held.versions)
        return types, versions

    def _note(
        self,
        statement: Entity | Relation,
        rows: set[str],
        ledger: Ledger,
        label: Label | None = None,
        park_id: str | None = None,
    ) -> None:
        key = statement.id.encode()
        before = self._held.get(key)
        versions = ledger.held(statement.id)
        listed = any(not rows.isdisjoint(version.evidence) for version in versions)
        held = _Held(
            label=label,
            park_id=(before and before.park_id) or park_id,
            versions=versions,
            listed=listed or (before is not None and before.listed),
        )
        self._held.keep(key, held)

    def _held_as(self, key: str) -> tuple[Version, ...]:
        held = self._held.get(key.encode())
        return held.versions if held else ()

    def _figure(
        self, within: str, label: Label, figure: str, relation: str
    ) -> list[dict[str, Any]]:
        links = self._held_as(relation)
        evidence = tuple(place for link in links for place in link.evidence)
        return [
            {
                "within": within,
                "type": label.value,
                "id": figure,
                "name": version.properties["name"],
                "value": version.properties.get("value"),
                "unit": version.properties.get("unit"),
                "words": version.properties.get("value_text"),
                "period": version.properties.get("period"),
                "evidence": (*version.evidence, *evidence),
            }
            for version in (self._held_as(figure) if links else ())
        ]


def _add(shelf: Shelf[tuple[T, ...]], key: str, value: T) -> None:
    """Keep a value beside those that are kept under a key."""
    held = shelf.get(key.encode()) or ()
    if value not in held:
        shelf.keep(key.encode(), (*held, value))
