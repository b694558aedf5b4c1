"""What was meant (所指): what an unclear statement writes of the things that a person says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.acts.refusals import UnknownThingError
from graph.model.identity import label_of
from graph.model.labels import Label, RelType
from graph.model.registry import THINGS
from graph.model.statement import Entity, Reference, Relation
from graph.store import statements as cypher
from graph.store.plan import Version
from graph.store.port import Store
from loaders.identity import EntityDraft, RelationDraft
from loaders.offices import thing_id
from loaders.pipeline.proposal import Statement, statements_of

__all__ = ["Meaning", "as_meant", "figure_meant", "meant_by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Which things a statement is about, as a person says (所指).

    Attributes:
        subject: Id of what it speaks of, or at the tail of a relationship.
        object: Id of what stands at its head.
    """

    subject: str | None = None
    object: str | None = None

    @property
    def is_said(self) -> bool:
        """Whether anything is said."""
        return self.subject is not None or self.object is not None

    @property
    def words(self) -> str:
        """What is said, for the evidence."""
        said = (("主体", self.subject), ("客体", self.object))
        return "，".join(f"{term}为 {one}" for term, one in said if one is not None)


def meant_by(
    draft: EntityDraft | RelationDraft, ends: tuple[Reference | None, Reference | None]
) -> Mapping[str, Any]:
    """Return what a draft would write, as plain data; an end that is not clear is null."""
    days = {"valid_from": draft.valid_from, "valid_to": draft.valid_to}
    if isinstance(draft, EntityDraft):
        if draft.label is Label.INDICATOR:
            return figure_meant(draft.properties) | days
        return {"label": draft.label.value, "properties": dict(draft.properties), **days}
    told = [end and {"label": end.label.value, "id": end.id} for end in ends]
    return {
        "type": draft.type.value,
        "source": told[0],
        "target": told[1],
        "properties": dict(draft.properties),
        **days,
    }


def figure_meant(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a figure would write of which it is not clear what it counts."""
    return {"figure": dict(properties)}


async def as_meant(store: Store, version: Version, meaning: Meaning) -> list[Statement]:
    """Return what a proposal writes if it is about these things; nothing if that is not clear.

    Args:
        store: Where the things are recorded.
        version: The proposal.
        meaning: Which things a person says are meant.

    Raises:
        UnknownThingError: If there is no such thing.
    """
    said = json.loads(version.properties["statement"])
    written = list(statements_of(version.properties["statement"], version.evidence))
    row = said.get("meant")
    if len(written) == 1 and isinstance(written[0], Relation):
        row = next(iter(said["writes"]))
    if row is None or (written and "type" not in row):
        return []
    subject = meaning.subject and await _standing(store, meaning.subject)
    target = meaning.object and await _standing(store, meaning.object)
    days = {"valid_from": row.get("valid_from", ""), "valid_to": row.get("valid_to")}
    if "type" in row:
        ends = [given or _end(row[end]) for given, end in ((subject, "source"), (target, "target"))]
        if ends[0] is None or ends[1] is None:
            return []
        return [
            Relation(
                type=RelType(row["type"]),
                source=ends[0],
                target=ends[1],
                properties=row["properties"],
                evidence=version.evidence,
                **days,
            )
        ]
    if not subject or target:
        return []
    if "figure" in row:
        return _counted(row["figure"], subject, version)
    properties = row["properties"]
    thing = Entity(
        label=subject.label, properties=properties, evidence=version.evidence, known_as=subject.id
    )
    return [replace(thing, **days)]


def _counted(said: Mapping[str, Any], subject: Reference, version: Version) -> list[Statement]:
    figure = Entity(
        label=Label.INDICATOR,
        properties=said,
        evidence=version.evidence,
        known_as=thing_id(Label.INDICATOR, said, subject.id),
    )
    counts = Relation(
        type=RelType.MEASURES,
        source=figure.reference,
        target=subject,
        evidence=version.evidence,
    )
    return [figure, counts]


def _end(row: Mapping[str, str] | None) -> Reference | None:
    return None if row is None else Reference(label=Label(row["label"]), id=row["id"])


async def _standing(store: Store, identifier: str) -> Reference:
    """Return a thing that is on record.

    Raises:
        UnknownThingError: If there is none.
    """
    spec = next((s for s in THINGS if s.identity_label == label_of(identifier)), None)
    rows = await store.read(cypher.read_states(spec), {"ids": [identifier]}) if spec else []
    if not any(row["version"] is not None for row in rows):
        raise UnknownThingError(identifier, "对象")
    return Reference(label=Label(rows[0]["type"]), id=identifier)
