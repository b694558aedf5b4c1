"""The clock predicates (时点条件), generated once for every hop.

In a hand-written statement ``at(x)`` stands for "true and known at the asked point",
``known(x)`` for "known then", whether or not it was still true.

Neo4j keeps the properties of a node or relationship as a chain, walks it for each that is read, and
to its end for one that is not there, as both ends mostly are. A map of several is read in one walk.
"""

import re
from typing import Final

from graph.model.labels import RelType

__all__ = ["expand", "holds", "in_one_walk", "known", "lasts"]

_MACRO: Final = re.compile(r"\b(at|known)\((\w+)\)")
_READ: Final = ".valid_from, .valid_to, .recorded_at, .retracted_at"
_CLOCK: Final = "clock"


def known(variable: str) -> str:
    """Return the predicate that a statement was recorded and not retracted.

    >>> known("r")
    'r.recorded_at <= $known_at AND (r.retracted_at IS NULL OR r.retracted_at > $known_at)'
    """
    x = variable
    return (
        f"{x}.recorded_at <= $known_at"
        f" AND ({x}.retracted_at IS NULL OR {x}.retracted_at > $known_at)"
    )


def holds(variable: str) -> str:
    """Return the predicate that a statement is true and known at the asked point.

    >>> holds("r").startswith("r.valid_from <= $as_of AND (r.valid_to IS NULL")
    True
    """
    x = variable
    return (
        f"{x}.valid_from <= $as_of AND ({x}.valid_to IS NULL OR {x}.valid_to > $as_of)"
        f" AND {known(x)}"
    )


def lasts(kind: RelType, variable: str) -> str:
    """Return the predicate that a relationship is true and known at the asked point.

    A contract whose last day is a day off ends with the next working day (民法典 203):
    ``$resting`` are the ends by their own words that are not over for that.
    """
    if kind is not RelType.HAS_CUSTODY_OF:
        return holds(variable)
    x = variable
    return (
        f"{x}.valid_from <= $as_of AND ({x}.valid_to IS NULL OR {x}.valid_to > $as_of"
        f" OR {x}.valid_to IN $resting) AND {known(x)}"
    )


def expand(statement: str) -> str:
    """Write out the predicates that a statement names."""
    return _MACRO.sub(lambda m: holds(m[2]) if m[1] == "at" else known(m[2]), statement)


def in_one_walk(statement: str) -> str:
    """Return a statement whose predicates of a point read both clocks at once, for Neo4j.

    ArcadeDB, which finds each property by its name, would take longer over that.

    >>> in_one_walk(f"MATCH (s) WHERE {holds('s')} RETURN s").partition(" WHERE clock.")[0]
    'MATCH (s) WHERE any(clock IN [s{.valid_from, .valid_to, .recorded_at, .retracted_at}]'
    """
    return _POINT.sub(_walked, statement)


def _walked(point: re.Match[str]) -> str:
    predicate = re.sub(rf"\b{point['x']}\.", f"{_CLOCK}.", point[0])
    return f"any({_CLOCK} IN [{point['x']}{{{_READ}}}] WHERE {predicate})"


def _point() -> re.Pattern[str]:
    """Return the pattern of the predicate of a point, of whatever variable."""
    contract = re.escape(lasts(RelType.HAS_CUSTODY_OF, "x"))
    rest = re.escape(" OR x.valid_to IN $resting")
    text = contract.replace(rest, f"(?:{rest})?").replace("x\\.", "(?P=x)\\.")
    return re.compile("\\b" + text.replace("(?P=x)", "(?P<x>\\w+)", 1))


_POINT: Final = _point()
