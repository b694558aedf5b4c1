"""What is decided along (一并核实): what a proposal stands on, and what waited for it only."""

from collections.abc import Mapping

from graph.cypher import question
from graph.model.labels import ProposalStatus
from graph.store.deciding import kept
from graph.store.plan import Version
from graph.store.port import Store

__all__ = ["is_open", "released", "with_needs"]


def is_open(version: Version) -> bool:
    """Tell whether nobody has decided on a proposal."""
    return bool(version.properties["status"] == ProposalStatus.OPEN)


async def with_needs(store: Store, identifier: str, version: Version) -> dict[str, Version]:
    """Return a proposal with the open ones that it cannot stand without, these first."""
    taken, level = {identifier: version}, {identifier: version}
    while level:
        needed = {key for each in level.values() for key in each.properties.get("needs", ())}
        found = await kept(store, needed - set(taken)) if needed - set(taken) else {}
        level = {key: each for key, each in found.items() if is_open(each)}
        taken = {**level, **taken}
    return taken


async def released(store: Store, taken: Mapping[str, Version]) -> dict[str, Version]:
    """Return the proposals that waited for nothing but those that are taken now."""
    rows = await store.read(question("review/waiting").text, {"ids": list(taken)})
    others = {need for row in rows for need in row["needs"]} - set(taken)
    met = {
        key
        for key, version in (await kept(store, others)).items()
        if version.properties["status"] == ProposalStatus.ACCEPTED
    }
    free = [row["id"] for row in rows if set(row["needs"]) <= met | set(taken)]
    return await kept(store, [key for key in free if key not in taken])
