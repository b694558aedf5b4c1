"""Periods of what a list says (清单所述时段): which recorded version it speaks of. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.model.registry import relation_spec
from graph.model.statement import Entity
from graph.store.plan import Version
from loaders.pipeline.proposal import Statement

__all__ = ["NAMES", "apart_of", "current_of", "differing", "differs", "key_of", "lasts"]

NAMES: Final = frozenset({"name", "aliases"})
"""Properties that no edition takes back."""


def key_of(statement: Statement) -> object:
    """Return what a statement speaks of, whenever it is true."""
    if isinstance(statement, Entity):
        return statement.id
    ends = (statement.source.id, statement.target.id)
    return (str(statement.type), *ends, apart_of(statement))


def apart_of(statement: Statement) -> tuple[object, ...]:
    """Return what tells relationships of one type between the same things apart."""
    if isinstance(statement, Entity):
        return ()
    apart = relation_spec(statement.type).identity
    return tuple(statement.properties.get(name) for name in apart)


def lasts(version: Version, day: str) -> bool:
    """Tell whether a version is not over by a day."""
    return version.valid_to is None or version.valid_to > day


def current_of(versions: Sequence[Version], day: str) -> Version | None:
    """Return the latest version that is not over by a day."""
    lasting = [version for version in versions if lasts(version, day)]
    return max(lasting, key=lambda version: version.valid_from, default=None)


def differs(statement: Statement, current: Version) -> bool:
    """Tell whether a statement gives another value to a property than a version does."""
    return next(differing(statement, current), None) is not None


def differing(statement: Statement, current: Version) -> Iterator[str]:
    """Yield the properties to which a statement gives another value than a version does.

    What it only takes for granted is no other value.
    """
    presumed = statement.presumed if isinstance(statement, Entity) else ()
    for name, value in statement.properties.items():
        is_said = name not in NAMES and name not in presumed and value not in (None, "", [], ())
        if is_said and current.properties.get(name, value) != value:
            yield name
