"""The ledger of one chunk (变更账): what is recorded, what came in, and the difference.

Several statements of a chunk may speak of the same thing; each is weighed against what
the ones before it left, and only the difference to the database is written.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.model.statement import Entity, Relation
from graph.store.plan import Change, Version, change_of

__all__ = ["Ledger", "version_from", "version_of"]

_CLOCKS: Final = ("valid_from", "valid_to", "recorded_at", "retracted_at")
_OWN: Final = ("id", "of", "evidence", "lineages", "sayings", "search", "scopes", "told")


def version_of(
    statement: Entity | Relation, lineage: Mapping[str, str], recorded_at: str = ""
) -> Version:
    """Return the version that a statement asserts; empty is when, before it is recorded."""
    evidence = tuple(dict.fromkeys(statement.evidence))
    return Version(
        properties={k: v for k, v in statement.properties.items() if v not in (None, "", [], ())},
        evidence=evidence,
        lineages=tuple(dict.fromkeys(map(lineage.get, evidence, evidence))),
        valid_from=statement.valid_from,
        valid_to=statement.valid_to,
        recorded_at=recorded_at,
        renames=isinstance(statement, Entity) and statement.renames,
        withdrawn=statement.withdrawn,
        settles=statement.settles,
        presumed=statement.presumed if isinstance(statement, Entity) else frozenset(),
    )


def version_from(stored: Mapping[str, Any]) -> Version:
    """Return the version that a node or relationship holds."""
    return Version(
        properties={
            name: value
            for name, value in stored.items()
            if name not in (*_CLOCKS, *_OWN) and not name.startswith("sk_")
        },
        evidence=tuple(stored["evidence"]),
        lineages=tuple(stored["lineages"]),
        valid_from=stored["valid_from"],
        valid_to=stored.get("valid_to"),
        recorded_at=stored["recorded_at"],
        sayings=tuple(stored.get("sayings") or ()),
    )


class Ledger:
    """Versions by id, as recorded and as they are to be (版本账)."""

    def __init__(
        self,
        recorded: Mapping[str, Sequence[Version]],
        recorded_at: str,
        *,
        decided: bool = False,
    ) -> None:
        self._before = {key: {_key(v): v for v in versions} for key, versions in recorded.items()}
        self._after = {key: dict(versions) for key, versions in self._before.items()}
        self._recorded_at = recorded_at
        self._decided = decided

    def enter(self, identifier: str, incoming: Version) -> Change:
        """Weigh one incoming version and keep what follows from it."""
        held = self._after.setdefault(identifier, {})
        change = change_of(tuple(held.values()), incoming, decided=self._decided)
        for version in change.retract:
            del held[_key(version)]
        for version in change.record:
            stamped = version.recorded(self._recorded_at)
            held[_key(stamped)] = stamped
        if change.extend is not None:
            held[_key(change.extend)] = change.extend
        return change

    def held(self, identifier: str) -> tuple[Version, ...]:
        """Return the versions of a statement that are to be."""
        return tuple(self._after.get(identifier, {}).values())

    def retracted(self) -> list[tuple[str, Version]]:
        """Return recorded versions that no longer hold."""
        return self._difference(self._before, self._after)

    def created(self) -> list[tuple[str, Version]]:
        """Return versions to record."""
        return self._difference(self._after, self._before)

    def extended(self) -> list[tuple[str, Version]]:
        """Return recorded versions that gained evidence."""
        return [
            (identifier, version)
            for identifier, versions in self._after.items()
            for key, version in versions.items()
            if (old := self._before.get(identifier, {}).get(key)) is not None
            and old.evidence != version.evidence
        ]

    @staticmethod
    def _difference(
        these: Mapping[str, Mapping[tuple[str, str], Version]],
        those: Mapping[str, Mapping[tuple[str, str], Version]],
    ) -> list[tuple[str, Version]]:
        return [
            (identifier, version)
            for identifier, versions in these.items()
            for key, version in versions.items()
            if key not in those.get(identifier, {})
        ]


def _key(version: Version) -> tuple[str, str]:
    return (version.valid_from, version.recorded_at)
