"""Ties (关系): the relationships of a thing with their versions, as an act moves them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.acts.draft import Draft
from graph.acts.joining import moved_id
from graph.acts.succession import Revision
from graph.acts.telling import Revised
from graph.model.identity import label_of
from graph.model.spec import NodeSpec
from graph.store import statements as cypher
from graph.store.ledger import version_from
from graph.store.plan import Version

__all__ = ["Tie", "around", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relationship with its versions (关系及其版本)."""

    id: str
    kind: str
    source: str
    target: str
    versions: tuple[Version, ...]

    def between(self, one: str, kept: str) -> tuple[str, str]:
        """Return its ends with one of them replaced."""
        ends = [kept if end == one else end for end in (self.source, self.target)]
        return ends[0], ends[1]

    def revised(self, retract: Sequence[Version], record: Sequence[Version]) -> Revised:
        """Return what becomes of it."""
        shape = (self.kind, label_of(self.source), label_of(self.target))
        place = {"source": self.source, "target": self.target}
        revision = Revision(retract=tuple(retract), record=tuple(record))
        return Revised(self.id, shape, revision, place)


def moved(tie: Tie, other: str, kept: str) -> Tie | None:
    """Return a relationship of one thing as one of another; None if it would relate to itself."""
    source, target = tie.between(other, kept)
    if source == target:
        return None
    key = moved_id(tie.kind, source, target, tie.versions)
    return Tie(id=key, kind=tie.kind, source=source, target=target, versions=tie.versions)


def _parts(tie: Tie) -> dict[str, Any]:
    return {"id": tie.id, "kind": tie.kind, "source": tie.source, "target": tie.target}


async def around(draft: Draft, spec: NodeSpec, of: str, at: str | None = None) -> list[Tie]:
    """Return the relationships of a thing that stand, or that were retracted at an instant."""
    rows = await draft.tx.run(
        cypher.read_around(spec, past=at is not None), {"id": of, "at": at or ""}
    )
    grouped: dict[str, dict[str, Any]] = {}
    for row in rows:
        tie = grouped.setdefault(row["id"], {**row, "versions": {}})
        version = version_from(row["version"])
        tie["versions"][version.valid_from, version.recorded_at] = version
    found = [
        Tie(
            id=key,
            kind=tie["kind"],
            source=tie["source"],
            target=tie["target"],
            versions=tuple(tie["versions"].values()),
        )
        for key, tie in grouped.items()
    ]
    for each in found:
        draft.saw(each.versions)
    return found
