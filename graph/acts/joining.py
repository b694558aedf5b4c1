"""Joining (合并与还原): what two things are as one, and each by itself again. Pure.

Joined, the one that is kept goes before where they differ; what only the other has is added, and
its names and code become aliases, by which sources still find it. Parted, each is as it was; what
was said of the one since then stays with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from graph.model.identity import relation_id
from graph.model.labels import RelType
from graph.model.spec import NodeSpec
from graph.store.plan import Version

__all__ = ["added", "joined", "moved_id", "parted", "together"]

_OPEN = "9999-12-31"


def joined(spec: NodeSpec, kept: Sequence[Version], other: Sequence[Version]) -> list[Version]:
    """Return the versions of what is kept, with what is known of the other.

    It is there for as long as either was.
    """
    versions = sorted(kept, key=lambda version: version.valid_from)
    latest = max(other, key=lambda version: version.valid_from)
    found = [_with(spec, version, latest, other) for version in versions]
    begin = min(version.valid_from for version in (*kept, *other))
    end = max(version.valid_to or _OPEN for version in (*kept, *other))
    found[0] = replace(found[0], valid_from=begin)
    found[-1] = replace(found[-1], valid_to=None if end == _OPEN else end)
    return found


def _with(spec: NodeSpec, own: Version, latest: Version, other: Sequence[Version]) -> Version:
    said = {**latest.properties, **own.properties}
    if spec.declared("aliases") is not None:
        names = [*own.properties.get("aliases", ()), *_names(spec, other)]
        said["aliases"] = [n for n in dict.fromkeys(names) if n != own.properties["name"]]
    together = [own, *other]
    return replace(
        own,
        properties={name: value for name, value in said.items() if value not in (None, [])},
        evidence=_union(version.evidence for version in together),
        lineages=_union(version.lineages for version in together),
        recorded_at="",
    )


def _names(spec: NodeSpec, versions: Iterable[Version]) -> Iterable[str]:
    """Yield every name and code under which something is known."""
    for version in versions:
        said = version.properties
        yield said["name"]
        yield from said.get("aliases", ())
        if code := spec.code_of(said):
            yield code


def moved_id(kind: str, source: str, target: str, versions: Sequence[Version]) -> str:
    """Return the id that a relationship has between other ends; the same whenever it is asked."""
    first = min(versions, key=lambda version: version.valid_from)
    return relation_id(RelType(kind), source, target, first.properties, first.valid_from)


def together(one: Sequence[Version], other: Sequence[Version]) -> list[Version]:
    """Return the versions of two relationships as those of one."""
    found = {version.valid_from: version for version in one}
    for version in other:
        known = found.get(version.valid_from)
        found[version.valid_from] = _both(known, version) if known else version
    return [replace(version, recorded_at="") for version in found.values()]


def _both(one: Version, other: Version) -> Version:
    ends = (one.valid_to, other.valid_to)
    return replace(
        one,
        properties={**other.properties, **one.properties},
        evidence=_union((one.evidence, other.evidence)),
        lineages=_union((one.lineages, other.lineages)),
        valid_to=None if None in ends else max(filter(None, ends)),
    )


def added(current: Sequence[Version], merged: Sequence[Version]) -> tuple[str, ...]:
    """Return the ids of places that say so only since two things were joined."""
    known = {key for version in merged for key in version.evidence}
    return tuple(
        dict.fromkeys(k for version in current for k in version.evidence if k not in known)
    )


def parted(current: Version, merged: Version, before: Version) -> Version:
    """Return a version without what joining brought; what was changed since then stays.

    Args:
        current: As it is recorded now.
        merged: As it was recorded when the two were joined.
        before: As it was until then.
    """
    said: dict[str, Any] = dict(current.properties)
    for name in {*merged.properties, *before.properties}:
        own = before.properties.get(name)
        if name == "aliases":
            brought = set(merged.properties.get(name, ())) - set(own or ())
            said[name] = [alias for alias in said.get(name, ()) if alias not in brought]
        elif said.get(name) == merged.properties.get(name):
            said[name] = own
    evidence = [k for k in current.evidence if k in before.evidence or k not in merged.evidence]
    lineages = [k for k in current.lineages if k in before.lineages or k not in merged.lineages]
    return replace(
        current,
        properties={name: value for name, value in said.items() if value not in (None, [])},
        evidence=tuple(evidence),
        lineages=tuple(lineages),
        valid_from=_back(current.valid_from, merged.valid_from, before.valid_from) or "",
        valid_to=_back(current.valid_to, merged.valid_to, before.valid_to),
        recorded_at="",
    )


def _back(current: str | None, merged: str | None, before: str | None) -> str | None:
    return before if current == merged else current


def _union(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for part in parts for key in part))
