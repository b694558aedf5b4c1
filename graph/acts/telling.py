"""Telling what changed (变更说明): derived from what is written, for the audit record."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.acts.entry import Entry
from graph.acts.succession import Revision
from graph.model.spec import NodeSpec
from graph.model.statement import Entity, Relation
from graph.store.auditing import known_start
from graph.store.ledger import version_of
from graph.store.plan import Version

__all__ = ["Revised", "audited", "spoken_of"]

Told = dict[str, list[dict[str, Any]]]


class Revised(NamedTuple):
    """A thing or relationship of which other versions are recorded (被变更者).

    Attributes:
        id: Its id.
        shape: Type of a thing; type and labels of both ends of a relationship.
        revision: Its versions.
        place: Ids of both ends of a relationship; empty for a thing.
    """

    id: str
    shape: NodeSpec | tuple[str, str, str]
    revision: Revision
    place: Mapping[str, str]


def spoken_of(
    revised: Iterable[Revised], new: Iterable[Entity | Relation]
) -> tuple[list[str], list[str]]:
    """Return the things and the relationships of which something is said."""
    things: dict[str, None] = {}
    links: dict[str, None] = {}
    for each in revised:
        if isinstance(each.shape, NodeSpec):
            things[each.id] = None
        else:
            links[f"{each.shape[0]}|{each.place['source']}|{each.place['target']}"] = None
    for one in new:
        if isinstance(one, Entity):
            things[one.id] = None
        else:
            links[f"{one.type}|{one.source.id}|{one.target.id}"] = None
    return list(things), list(links)


def audited(
    entry: Entry, revised: Sequence[Revised], new: Sequence[Entity | Relation]
) -> dict[str, Any]:
    """Return what the audit record says of who did it and of what it changed."""
    things, links = spoken_of(revised, new)
    ends = [end for link in links for end in link.split("|")[1:]]
    return {
        "act": entry.act.value,
        "actor": entry.actor.name,
        "account": entry.actor.account or None,
        "concerns": list(dict.fromkeys((*things, *ends))),
        "note": entry.note,
        "document": entry.document,
        "reference": entry.reference,
        "entry": entry.source.id,
        "before": _written(_before(revised)),
        "after": _written(_after(revised, new)),
        "key": entry.key,
        "asked": entry.digest,
    }


def _before(revised: Iterable[Revised]) -> Told:
    return {
        each.id: [{**each.place, **_shown(version)} for version in each.revision.retract]
        for each in revised
    }


def _after(revised: Iterable[Revised], new: Iterable[Entity | Relation]) -> Told:
    told: Told = {
        each.id: [{**each.place, **_shown(version)} for version in each.revision.record]
        for each in revised
    }
    for one in new:
        ends = {}
        if isinstance(one, Relation):
            ends = {"source": one.source.id, "target": one.target.id}
        told.setdefault(one.id, []).append({**ends, **_shown(version_of(one, {}))})
    return told


def _shown(version: Version) -> dict[str, Any]:
    days = {"valid_from": known_start(version.valid_from), "valid_to": version.valid_to}
    return {**version.properties, **days}


def _written(told: Told) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
