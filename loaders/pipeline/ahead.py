"""Running ahead (提前整理): a portion is made ready while the engine writes the one before.

What the one before is about to record is known already where nobody else writes: a thing that is
new, and of which one thing is said, will be just that. Whatever else it changes can only be read
once it is written; whoever asks for that is refused, and asks again then.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from graph.model.labels import Label, Method, RelType
from graph.model.registry import node_spec
from graph.model.statement import Entity
from graph.store.ledger import Ledger, version_of
from graph.store.plan import Version
from graph.store.searchtext import name_keys
from graph.store.write import Batch
from loaders.identity import Known

__all__ = ["NOTHING", "Ahead", "Coming", "NotYetError", "known_of", "off_loop"]

_CODES: Final = ("code", "cas", "credit_code", "register_code")

T = TypeVar("T")


class NotYetError(Exception):
    """Something was asked for that is just being changed (尚未写入); asked again, it is there."""


class Coming(Protocol):
    """What the store does not tell yet of what is recorded under an id or a name (未入库内容)."""

    @property
    def racing(self) -> bool:
        """Whether it is just being written, and is the store's to tell soon."""
        ...

    def refuse(self, keys: Iterable[str]) -> None:
        """Let keys pass that can be asked for now.

        Raises:
            NotYetError: If one of them is being changed.
        """
        ...

    def holds(self, key: str) -> bool:
        """Tell whether it, and not the store, tells what is recorded under an id."""
        ...

    def known(self, ids: Iterable[str]) -> list[Known]:
        """Return those of these things that it holds."""
        ...

    def bearing(self, keys: Iterable[str]) -> list[Known]:
        """Return what it holds that bears one of the names of these keys."""
        ...

    def figures(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return what it holds of the counted facts about these things, as rows of a look-up."""
        ...

    def is_listed(self, key: str) -> bool:
        """Tell whether it holds a thing as one of which a register speaks."""
        ...

    def places(self, ids: Iterable[str]) -> dict[str, set[str]]:
        """Return the places that speak of those of these things that are not listed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What a portion is about to record (即将写入的内容).

    Attributes:
        made: Things that are new and of which one version is stated, by id.
        named: The same, by the key of each name.
        by_document: Ids of those of them that no register states.
        changed: Ids, keys of names, and keys of counts of whatever else it changes; what registers
            count decides nothing about what they count next.
    """

    made: Mapping[str, Known]
    named: Mapping[str, list[Known]]
    by_document: frozenset[str]
    changed: frozenset[str]

    @classmethod
    def of(cls, batch: Batch, held: Container[str]) -> "Ahead":
        """Return what a batch will record.

        Args:
            batch: What will be written.
            held: Ids of those of its things that the store may hold before.
        """
        rows = {e.id for e in batch.evidence if e.method == Method.REGISTER_ROW}
        counts = (r for r in batch.relations if r.type is RelType.MEASURES)
        read = (r for r in counts if rows.isdisjoint(r.evidence))
        changed = {f"{r.type}|{r.target.id}" for r in read}
        made: dict[str, Known] = {}
        named: dict[str, list[Known]] = defaultdict(list)
        by_document: set[str] = set()
        lineage = batch.lineage
        for key, said in _by_id(batch.entities).items():
            version = None if key in held else _only_version(said, lineage)
            if version is None:
                changed.add(key)
                changed.update(name for one in said for name in _names(one, one.properties))
                continue
            last = said[-1]
            made[key] = known = known_of(key, last.label, last.park_id, version)
            for name in _names(said[0], version.properties):
                named[name].append(known)
            if rows.isdisjoint(version.evidence):
                by_document.add(key)
        return cls(
            made=made,
            named=named,
            by_document=frozenset(by_document),
            changed=frozenset(changed),
        )

    @property
    def racing(self) -> bool:
        """Whether anything is just being written."""
        return self is not NOTHING

    def refuse(self, keys: Iterable[str]) -> None:
        """Let keys pass that can be asked for now.

        Raises:
            NotYetError: If one of them is being changed.
        """
        if not self.changed.isdisjoint(keys):
            raise NotYetError

    def holds(self, key: str) -> bool:
        """Tell whether it makes a thing."""
        return key in self.made

    def known(self, ids: Iterable[str]) -> list[Known]:
        """Return those of these things that it makes."""
        return [self.made[key] for key in ids if key in self.made]

    def bearing(self, keys: Iterable[str]) -> list[Known]:
        """Return what it makes and what bears one of the names of these keys."""
        found = {node.id: node for key in keys for node in self.named.get(key, ())}
        return list(found.values())

    def figures(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return nothing: counted facts are among what is refused."""
        del ids
        return []

    def is_listed(self, key: str) -> bool:
        """Tell whether it makes a thing, and a register speaks of it."""
        return key in self.made and key not in self.by_document

    def places(self, ids: Iterable[str]) -> dict[str, set[str]]:
        """Return those of these things that it makes and no register states, without places."""
        return {key: set() for key in self.by_document.intersection(ids)}


NOTHING: Final = Ahead(made={}, named={}, by_document=frozenset(), changed=frozenset())
"""What is about to be recorded where nothing is being written."""


def _by_id(entities: Iterable[Entity]) -> Mapping[str, list[Entity]]:
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[entity.id].append(entity)
    return groups


def _only_version(said: Sequence[Entity], lineage: Mapping[str, str]) -> Version | None:
    """Return the one version that will be recorded of something new; None if there are more."""
    if len({entity.label for entity in said}) > 1:
        return None
    versions = [version_of(entity, lineage) for entity in said]
    if len(versions) > 1:
        ledger = Ledger({}, "")
        for version in versions:
            ledger.enter(said[0].id, version)
        versions = [version for _, version in ledger.created()]
    named = len(versions) == 1 and versions[0].properties.get("name")
    return versions[0] if named else None


def _names(entity: Entity, properties: Mapping[str, Any]) -> set[str]:
    return set(name_keys(node_spec(entity.label), properties))


def known_of(identifier: str, label: Label, park_id: str | None, version: Version) -> Known:
    """Return a thing as a version of it would be looked up."""
    said = version.properties
    return Known(
        id=identifier,
        label=label,
        name=said["name"],
        aliases=tuple(said.get("aliases", ())),
        code=next((said[name] for name in _CODES if name in said), None),
        park_id=park_id,
    )


async def off_loop(work: Callable[..., T], *arguments: object) -> T:
    """Work in a thread, which ends before this does, however it ends."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    try:
        return await asyncio.shield(running)
    finally:
        if not running.done():
            await asyncio.wait([running])
