"""Bounds of what is entered (录入边界): which statements of many are within somebody's scope.

A statement is theirs if it changes what lies wholly in their scope, or adds to that. What would
make a thing that is known by its name or code everywhere is held for an administrator, whether
there is such a thing out of sight or not: so the answer tells nothing, nothing is there twice, and
nobody takes a name before those who bear it come.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from graph.acts.reach import Reach, Sight
from graph.model.identity import label_of, normalised
from graph.model.labels import Label, RelType
from graph.model.registry import THINGS, node_spec
from graph.model.statement import Entity, Relation
from graph.model.visibility import ANSWERING, INSIDE
from graph.responsibility.loop import GOVERNED
from graph.store.port import Row, Transaction

__all__ = ["FOUND_BY", "Bounds", "Ruling", "Weighed"]

FOUND_BY: Final = frozenset({"name", "aliases", "boundary", "register_code", "credit_code"})
"""Properties by which later sources, or positions, find a thing."""
_FOUND: Final = (Label.FINDING, Label.INSPECTION)
_LABELS: Final = frozenset(spec.identity_label for spec in THINGS)
_READ: Final = """\
UNWIND $ids AS id MATCH (n:{} {{id: id}}) OPTIONAL MATCH (n)-[:HAS_STATE]->(s)
WHERE s.retracted_at IS NULL
RETURN n.id AS id, n.type AS type, coalesce(n.scopes, []) AS scopes,
  CASE WHEN s IS NULL THEN null ELSE properties(s) END AS said
ORDER BY s.valid_from"""


class Ruling(StrEnum):
    """What becomes of a statement (裁定)."""

    OWN = "own"
    KNOWN = "known"
    HELD = "held"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A thing that somebody states, weighed (裁定结果).

    Attributes:
        ruling: What becomes of it.
        written: What may be written.
        held: What is held for an administrator.
    """

    ruling: Ruling
    written: Entity | None = None
    held: Entity | None = None


class Bounds:
    """What somebody may state of what (录入边界), in one transaction.

    Args:
        tx: The transaction that writes.
        sight: What they may see and what is theirs.
        reach: Who they are.
    """

    def __init__(self, tx: Transaction, sight: Sight, reach: Reach) -> None:
        self._tx, self._sight = tx, sight
        self._personal, self._inspected = reach.personal, reach.inspected
        self._there: dict[str, Row] = {}
        self._looked: set[str] = set()
        self._own: dict[str, bool] = {}
        self._new: set[str] = set()

    async def seen(self, ids: Iterable[str]) -> set[str]:
        """Return those of these things that are there and that they may see."""
        wanted = set(ids)
        await self._look(wanted)
        return {one for one in wanted if self._sees(one)}

    async def owns(self, identifier: str) -> bool:
        """Tell whether a thing is there and theirs."""
        return identifier in await self.seen([identifier]) and await self._is_own(identifier)

    async def accept(self, statements: Sequence[Entity | Relation]) -> bool:
        """Tell whether statements are theirs to accept, nothing of them held for another."""
        links = [one for one in statements if isinstance(one, Relation)]
        counted = {r.source.id: r.target.id for r in links if r.type is RelType.MEASURES}
        for one in statements:
            if isinstance(one, Entity):
                weighed = await self.thing(one, counted)
                if weighed.held is not None or weighed.ruling not in (Ruling.OWN, Ruling.KNOWN):
                    return False
        return all([await self.relation(link) is Ruling.OWN for link in links])

    async def thing(self, entity: Entity, within: Mapping[str, str]) -> Weighed:
        """Weigh what is said of a thing.

        Args:
            entity: What is said.
            within: Id of what makes a name unique, by the id of each thing that is stated.
        """
        identifier = entity.id
        await self._look([identifier])
        if entity.label is Label.PERSON and not self._personal:
            return Weighed(ruling=Ruling.HELD, held=entity)
        if identifier in self._there and self._sees(identifier):
            return await self._again(entity)
        if identifier in self._there or not await self._belongs(entity, within):
            return Weighed(ruling=Ruling.HELD, held=entity)
        self._new.add(identifier)
        return self._parted(entity, self._barred(entity.label, entity.properties))

    async def relation(self, relation: Relation) -> Ruling:
        """Weigh a relationship, after the things that it relates."""
        ends = (relation.source.id, relation.target.id)
        labels = (relation.source.label, relation.target.label)
        if Label.PERSON in labels and not self._personal:
            return Ruling.HELD
        await self._look(ends)
        if not all(one in self._new or self._sees(one) for one in ends):
            return Ruling.HELD
        own = [await self._is_own(one) for one in ends]
        return Ruling.OWN if await self._may_relate(relation, ends, own) else Ruling.OUTSIDE

    async def _may_relate(self, relation: Relation, ends: tuple[str, str], own: list[bool]) -> bool:
        """Tell whether two things may be related: what takes keys, and what gives them.

        What lies in something takes its keys, with all that lies in it in turn: so it must be
        theirs. So must what somebody answers for, since who answers for it comes to see it.
        """
        kind = relation.type
        if kind is RelType.HOLDS_POST:
            return all(own)
        if kind in ANSWERING:
            return own[1 if ANSWERING[kind] else 0]
        if kind not in INSIDE:
            return any(own)
        child = 0 if INSIDE[kind] else 1
        parent = ends[1 - child]
        around = kind in (RelType.LOCATED_IN, RelType.PART_OF) and (
            parent in self._sight.above or label_of(parent) == Label.REGION
        )
        return own[child] and (own[1 - child] or around)

    async def _again(self, entity: Entity) -> Weighed:
        """Weigh what is said of a thing that they see."""
        said = self._there[entity.id]["said"] or {}
        news = {
            name: value
            for name, value in entity.properties.items()
            if value is not None and not _says(said, name, value)
        }
        # Personal data is held whether it is on record or not: else an answer confirms a guess.
        personal = self._barred(entity.label, entity.properties)
        if not await self._is_own(entity.id):
            ruling = Ruling.OUTSIDE if news or personal else Ruling.KNOWN
            return Weighed(ruling=ruling)
        barred = {n for n in news if n in FOUND_BY} | personal
        if self._inspected and entity.label in _FOUND:
            barred |= set(news)
        if entity.label is Label.FINDING:
            barred |= set(news) & GOVERNED
        named = replace(
            entity,
            properties={**entity.properties, "name": said.get("name", entity.properties["name"])},
            renames=False,
        )
        return self._parted(named, barred, entity)

    def _barred(self, label: Label, said: Mapping[str, Any]) -> set[str]:
        """Return the properties that are personal data which they may not see."""
        spec = node_spec(label)
        if self._personal:
            return set()
        return {name for name in said if (prop := spec.declared(name)) and prop.personal}

    @staticmethod
    def _parted(entity: Entity, barred: set[str], given: Entity | None = None) -> Weighed:
        """Part what may be written of a thing from what is held."""
        written = {
            name: value
            for name, value in entity.properties.items()
            if name == "name" or name not in barred
        }
        held = {
            name: value for name, value in (given or entity).properties.items() if name in barred
        }
        name = (given or entity).properties["name"]
        return Weighed(
            ruling=Ruling.OWN,
            written=replace(entity, properties=written),
            held=replace(given or entity, properties={"name": name, **held}) if held else None,
        )

    async def _belongs(self, entity: Entity, within: Mapping[str, str]) -> bool:
        """Tell whether a new thing is known within something of theirs, not by itself."""
        home = within.get(entity.id, "")
        if not home or node_spec(entity.label).code_of(entity.properties):
            return False
        await self._look([home])
        return home in self._new or (self._sees(home) and await self._is_own(home))

    async def _is_own(self, identifier: str) -> bool:
        if identifier in self._new:
            return True
        if identifier not in self._own:
            spec = next(s for s in THINGS if s.identity_label == label_of(identifier))
            kind = self._there[identifier]["type"]
            self._own[identifier] = await self._sight.holds(self._tx, spec, identifier, kind)
        return self._own[identifier]

    def _sees(self, identifier: str) -> bool:
        row = self._there.get(identifier)
        return row is not None and bool(self._sight.keys & set(row["scopes"]))

    async def _look(self, ids: Iterable[str]) -> None:
        """Read what is recorded of things, once."""
        by_label: dict[str, list[str]] = defaultdict(list)
        for one in set(ids) - self._looked:
            by_label[label_of(one)].append(one)
            self._looked.add(one)
        for label in _LABELS & set(by_label):
            for row in await self._tx.run(_READ.format(label), {"ids": by_label[label]}):
                self._there[row["id"]] = row


def _says(said: Mapping[str, Any], name: str, value: Any) -> bool:
    """Tell whether a thing is recorded as it is stated; any of its names will do."""
    if name not in ("name", "aliases"):
        return bool(said.get(name) == value)
    names = {normalised(one) for one in (said.get("name", ""), *(said.get("aliases") or ()))}
    given = [value] if isinstance(value, str) else value
    return all(normalised(one) in names for one in given)
