"""What was merged into what (已合并的对象): told by the audit records, which never change."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.cypher import question
from graph.model.identity import label_of, normalised
from graph.model.labels import Act
from graph.responsibility.refusals import NotAllowedError
from graph.store import statements as cypher
from graph.store.port import Store, Transaction

__all__ = ["Absorbed", "merged_at", "merged_into"]

_ACTS: Final[Mapping[str, Any]] = {"acts": [Act.MERGE.value, Act.SPLIT.value]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed:
    """What was merged into something else (已并入者).

    Attributes:
        id: Its own id.
        into: Id of what it is now.
        names: What it was called, without differences that mean nothing.
    """

    id: str
    into: str
    names: frozenset[str]


async def merged_into(store: Store) -> dict[str, Absorbed]:
    """Return everything that was merged and not split since, by its own id."""
    direct: dict[str, Mapping[str, Any]] = {}
    for row in await store.read(question("acts/merges").text, _ACTS):
        if row["act"] == Act.MERGE:
            direct[row["other"]] = row
        else:
            direct.pop(row["other"], None)
    names = await _former_names(store, direct)
    kept = {other: row["kept"] for other, row in direct.items()}
    return {
        other: Absorbed(id=other, into=_last(kept, now), names=frozenset(names[other]))
        for other, now in kept.items()
    }


async def _former_names(
    store: Store, direct: Mapping[str, Mapping[str, Any]]
) -> dict[str, set[str]]:
    """Return the names that merged things bore by themselves."""
    names: dict[str, set[str]] = defaultdict(set)
    for label in sorted({label_of(other) for other in direct}):
        own = {other: row for other, row in direct.items() if label_of(other) == label}
        rows = [{"id": other, "at": row["recorded_at"]} for other, row in own.items()]
        for row in await store.read(cypher.read_past_names(label), {"rows": rows}):
            names[row["id"]] |= {normalised(name) for name in (row["name"], *row["aliases"])}
    return names


def _last(direct: Mapping[str, str], kept: str) -> str:
    seen = {kept}
    while kept in direct and direct[kept] not in seen:
        kept = direct[kept]
        seen.add(kept)
    return kept


async def merged_at(tx: Transaction, kept: str, other: str) -> str:
    """Return when the two were merged, if they still are.

    Raises:
        NotAllowedError: If they are not.
    """
    rows = await tx.run(question("acts/merges").text, _ACTS)
    found = [row for row in rows if (row["kept"], row["other"]) == (kept, other)]
    if not found or found[-1]["act"] != Act.MERGE:
        raise NotAllowedError(
            f"{other} 没有合并到 {kept}，不能拆分。",
            f"{other} is not merged into {kept}, so there is nothing to split.",
            identifier=other,
        )
    return str(found[-1]["recorded_at"])
