"""How far who acts may reach (操作范围), decided in the transaction that writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.cypher.sight import PERSONAL
from graph.evidence import At
from graph.model.labels import Label
from graph.model.spec import NodeSpec
from graph.store.guarding import keys_of_caller
from graph.store.port import Transaction
from graph.store.scoping import refreshed

__all__ = ["Reach", "Sight", "sight_of"]

_BODIES: Final = frozenset({Label.AUTHORITY, Label.INSTITUTION, Label.CUSTODY_PROVIDER})
"""Bodies that bear the keys of what they answer for, and do not lie in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What somebody may enter something about (操作范围).

    Attributes:
        scopes: Ids of the regions, parks or organisations that they are bound to; None if they
            may see everything.
        personal: Whether they may see personal data.
    """

    scopes: tuple[str, ...] | None
    personal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a reach comes to in a transaction (可及范围): the keys that things must bear."""

    within: frozenset[str]
    keys: frozenset[str]

    async def reaches(self, tx: Transaction, spec: NodeSpec, identifier: str, kind: str) -> bool:
        """Tell whether a thing lies in their scope, or is a post that answers for what does."""
        if kind in _BODIES:
            return identifier in self.within
        return bool(self.within & set(await _borne(tx, spec, identifier, "scopes")))

    async def sees(self, tx: Transaction, spec: NodeSpec, identifier: str) -> bool:
        """Tell whether they may see a thing."""
        return bool(self.keys & set(await _borne(tx, spec, identifier, "scopes")))

    async def reads(self, tx: Transaction, spec: NodeSpec, identifier: str) -> bool:
        """Tell whether they may see everything that a record tells of."""
        told = await _borne(tx, spec, identifier, "told")
        return bool(told) and all(self.keys & set(group.split(" ")) for group in told)


async def sight_of(tx: Transaction, reach: Reach | None) -> Sight | None:
    """Return what a reach comes to, by keys brought up to date in the same transaction.

    None if nothing is kept from them.
    """
    if reach is None or reach.scopes is None:
        return None
    await refreshed(tx, At.of().as_of)
    keys = await keys_of_caller(tx.run, reach.scopes)
    own = frozenset(reach.scopes)
    return Sight(within=own, keys=frozenset(keys | ({PERSONAL} if reach.personal else set())))


async def _borne(tx: Transaction, spec: NodeSpec, identifier: str, name: str) -> Sequence[str]:
    rows = await tx.run(
        f"MATCH (n:{spec.identity_label} {{id: $id}}) RETURN coalesce(n.{name}, []) AS keys",
        {"id": identifier},
    )
    keys: Sequence[str] = rows[0]["keys"] if rows else []
    return keys
