"""How far who acts may reach (操作范围), decided in the transaction that writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.cypher.sight import PERSONAL
from graph.evidence import At
from graph.model.identity import label_of
from graph.model.labels import Label
from graph.model.registry import node_spec
from graph.model.spec import NodeSpec
from graph.model.visibility import BEARERS
from graph.store.guarding import keys_of_caller
from graph.store.port import Transaction
from graph.store.scoping import refreshed

__all__ = ["Reach", "Sight", "sight_of"]

_BODIES: Final = frozenset({Label.AUTHORITY, Label.INSTITUTION, Label.CUSTODY_PROVIDER})
"""Bodies that bear the keys of what they answer for, and do not lie in it."""
_APART: Final = frozenset({Label.PARK, Label.ORGANISATION})
"""Labels of places that lie apart from one another."""
_HOMES: Final = (
    "MATCH (:Post {id: $id})-[b:BELONGS_TO]->(o:Organisation) WHERE b.retracted_at IS NULL"
    " RETURN DISTINCT o.id AS id, o.type AS type"
)

_POSTS: Final = (
    "MATCH (:Person {id: $id})-[h:HOLDS_POST]->(p:Post) WHERE h.retracted_at IS NULL"
    " RETURN DISTINCT p.id AS id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What somebody may enter something about (操作范围).

    Attributes:
        scopes: Ids of the regions, parks or organisations that they are bound to; None if they
            may see everything.
        personal: Whether they may see personal data.
        governs: Whether they keep the record of the authorities that lie in their regions.
        inspected: Whether they are an enterprise, which does not change what is found in it.
    """

    scopes: tuple[str, ...] | None
    personal: bool
    governs: bool = False
    inspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a reach comes to in a transaction (可及范围): the keys that things must bear.

    Attributes:
        within: Ids that they are bound to.
        keys: Keys of what they see.
        above: What their scopes themselves lie in.
        governs: As `Reach` has it.
    """

    within: frozenset[str]
    keys: frozenset[str]
    above: frozenset[str] = frozenset()
    governs: bool = False

    async def reaches(self, tx: Transaction, spec: NodeSpec, identifier: str, kind: str) -> bool:
        """Tell whether a thing lies in their scope, or is a post that answers for what does."""
        if kind in _BODIES:
            return identifier in self.within
        return bool(self.within & set(await _borne(tx, spec.identity_label, identifier, "scopes")))

    async def holds(self, tx: Transaction, spec: NodeSpec, identifier: str, kind: str) -> bool:
        """Tell whether a thing lies in their scope with all that it belongs to and answers for.

        A post is its organisation's: one that answers for the scope from above is not in it. A
        person is theirs who have one of their posts.
        """
        if kind in _BODIES and not (self.governs and kind == Label.AUTHORITY):
            return identifier in self.within
        if kind == Label.PERSON:
            posts = await tx.run(_POSTS, {"id": identifier})
            post = node_spec(Label.POST)
            return any([await self.holds(tx, post, p["id"], Label.POST) for p in posts])
        if kind == Label.POST:
            homes = await tx.run(_HOMES, {"id": identifier})
            organisation = node_spec(Label.ENTERPRISE)
            held = [await self.holds(tx, organisation, h["id"], h["type"]) for h in homes]
            if not held or not all(held):
                return False
        return await self._inside(tx, await _borne(tx, spec.identity_label, identifier, "scopes"))

    async def _inside(self, tx: Transaction, keys: Sequence[str]) -> bool:
        """Tell whether keys are those of something in their scope, and in nobody else's.

        Regions lie over one another, and over parks; it is parks and organisations that lie apart.
        """
        if not self.within & set(keys):
            return False
        others = {key for key in keys if label_of(key) in _APART} - self.within - self.above
        for key in others:
            if not self.within & set(await _borne(tx, label_of(key), key, "scopes")):
                return False
        return True

    async def sees(self, tx: Transaction, spec: NodeSpec, identifier: str) -> bool:
        """Tell whether they may see a thing."""
        return bool(self.keys & set(await _borne(tx, spec.identity_label, identifier, "scopes")))

    async def reads(self, tx: Transaction, spec: NodeSpec, identifier: str) -> bool:
        """Tell whether they may see everything that a record tells of."""
        told = await _borne(tx, spec.identity_label, identifier, "told")
        return bool(told) and all(self.keys & set(group.split(" ")) for group in told)


async def sight_of(tx: Transaction, reach: Reach | None) -> Sight | None:
    """Return what a reach comes to, by keys brought up to date in the same transaction.

    None if nothing is kept from them.
    """
    if reach is None or reach.scopes is None:
        return None
    await refreshed(tx, At.of().as_of)
    keys = await keys_of_caller(tx.run, reach.scopes)
    return Sight(
        within=frozenset(reach.scopes),
        keys=frozenset(keys | ({PERSONAL} if reach.personal else set())),
        above=await _above(tx, reach.scopes),
        governs=reach.governs,
    )


async def _above(tx: Transaction, scopes: Sequence[str]) -> frozenset[str]:
    """Return what scopes lie in."""
    found: set[str] = set()
    for one in scopes:
        if (label := label_of(one)) in BEARERS:
            found |= set(await _borne(tx, label, one, "scopes"))
    return frozenset(key for key in found - set(scopes) if label_of(key) in BEARERS)


async def _borne(tx: Transaction, label: str, identifier: str, name: str) -> Sequence[str]:
    rows = await tx.run(
        f"MATCH (n:{label} {{id: $id}}) RETURN coalesce(n.{name}, []) AS keys",
        {"id": identifier},
    )
    keys: Sequence[str] = rows[0]["keys"] if rows else []
    return keys
