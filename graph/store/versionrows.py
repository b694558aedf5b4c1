"""Rows of versions (版本行): what statements that write are given for each version. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from graph.model.spec import NodeSpec
from graph.store.plan import Version
from graph.store.searchtext import search_text
from graph.store.sortkey import sort_keys

__all__ = ["Row", "created", "extension", "links", "retraction", "things"]

Row = Callable[[str, Version], dict[str, Any]]
"""Makes a row of an id and a version of it."""


def _stored(version: Version, recorded_at: str) -> dict[str, Any]:
    found = {
        **version.properties,
        "evidence": list(version.evidence),
        "lineages": list(version.lineages),
        "valid_from": version.valid_from,
        "recorded_at": recorded_at,
    }
    if version.sayings:
        found["sayings"] = list(version.sayings)
    return found if version.valid_to is None else {**found, "valid_to": version.valid_to}


def created(spec: NodeSpec, recorded_at: str) -> Row:
    """Return what makes the rows of new versions of nodes."""

    def row(identifier: str, version: Version) -> dict[str, Any]:
        found = _stored(version, recorded_at)
        found |= {"of": identifier, "search": search_text(spec, version.properties)}
        found |= sort_keys(spec, identifier, version.properties)
        return {"id": identifier, "version": found}

    return row


def things(spec: NodeSpec, recorded_at: str, parks: Mapping[str, str | None]) -> Row:
    """Return what makes the rows of new nodes with their first versions."""
    state = created(spec, recorded_at)

    def row(identifier: str, version: Version) -> dict[str, Any]:
        thing = {"id": identifier, "type": spec.label}
        if (park := parks[identifier]) is not None:
            thing["park_id"] = park
        return {"thing": thing, "version": state(identifier, version)["version"]}

    return row


def links(places: Mapping[str, Mapping[str, str]], recorded_at: str) -> Row:
    """Return what makes the rows of new versions of relationships, given the ids of their ends."""

    def row(identifier: str, version: Version) -> dict[str, Any]:
        found = {**_stored(version, recorded_at), "id": identifier}
        return {**places[identifier], "version": found}

    return row


def retraction(recorded_at: str) -> Row:
    """Return what makes the rows of versions that no longer hold."""

    def row(identifier: str, version: Version) -> dict[str, Any]:
        return {
            "id": identifier,
            "valid_from": version.valid_from,
            "recorded_at": version.recorded_at,
            "retracted_at": recorded_at,
        }

    return row


def extension(identifier: str, version: Version) -> dict[str, Any]:
    """Return the row of a version that gains evidence."""
    return {
        "id": identifier,
        "valid_from": version.valid_from,
        "recorded_at": version.recorded_at,
        "evidence": list(version.evidence),
        "lineages": list(version.lineages),
        "sayings": list(version.sayings) or None,
    }
