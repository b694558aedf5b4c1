"""What a caller may see (可见范围), as predicates that are part of every statement.

A statement is written once, with marks; it is then kept in two forms. The open form has no trace
of them. The guarded form holds the predicates and takes ``$scope``, the keys of the caller:

- `` AND seen(x)``: the thing, or the state of a thing, bears one of the keys; where nothing else
  is asked, `` WHERE seen(x)``;
- `` AND told(x)``: everything that a record tells of may be seen (evidence, documents, proposals);
- `` AND named(x)``: it may be found by what it is called, which a person may not by all;
- ``personal(x.name)``: personal data, null without the permission;
- ``quoted(e, e.quote)``: words of a source, null unless everything they tell of may be seen; what a
  person entered names that person, and is personal data;
- ``withheld(x.text)``: null for whoever does not see everything;
- ``keyed(x.sk_name, x.of)``: a sort key that is personal data, and what stands in for it.
"""

import re
from enum import StrEnum
from typing import Final, Self

from graph.cypher.clock import in_one_walk
from graph.model.labels import Label, Method
from graph.model.proposal import PROPOSAL
from graph.model.record import DOCUMENT, EVIDENCE
from graph.model.registry import node_spec
from graph.model.spec import Group, NodeSpec

__all__ = [
    "EVERYTHING",
    "PERSONAL",
    "Guard",
    "Guardable",
    "Spoken",
    "guard_of",
    "marked",
    "sighted",
    "sort_key",
    "spoken",
]

PERSONAL: Final = "!personal"
"""Key of a caller who may see personal data."""
EVERYTHING: Final = "!all"
"""Key of a caller who is bound to no scope."""

_MARKS: Final = re.compile(
    r" (?P<word>AND|WHERE) (?P<name>seen|told|named)\((?P<of>\w+)\)"
    r"|\b(?P<value>personal|withheld)\((?P<held>[\w.]+)\)"
    r"|\b(?P<pair>quoted|keyed)\((?P<first>[\w.]+), (?P<second>[\w.]+)\)"
)
_MAY: Final = f"'{PERSONAL}' IN $scope"
_ALL: Final = f"'{EVERYTHING}' IN $scope"


class Spoken(str):
    """A statement, with the form that Neo4j answers faster beside it (两种引擎的写法).

    Attributes:
        neo4j: The same for Neo4j.
    """

    __slots__ = ("neo4j",)

    neo4j: str

    def __new__(cls, text: str, neo4j: str = "") -> Self:
        """Keep both forms; that for Neo4j holds the predicates of a point as they are written."""
        made = super().__new__(cls, text)
        made.neo4j = in_one_walk(neo4j or text)
        return made


def spoken(statement: str, engine: str) -> str:
    """Return a statement in the words of an engine, ``arcadedb`` or ``neo4j``."""
    return statement.neo4j if engine == "neo4j" and isinstance(statement, Spoken) else statement


class Guardable(Spoken):
    """A statement in its open form, with its guarded form beside it (可设限语句).

    Attributes:
        guarded: The same for a caller who may not see everything; empty if there is none.
        counted: Whether answers tell how many things were left out of its rows.
    """

    __slots__ = ("counted", "guarded")

    guarded: Spoken
    counted: bool

    def __new__(
        cls, opened: str, neo4j: str = "", *, guarded: Spoken | None = None, counted: bool = False
    ) -> Self:
        """Keep all forms."""
        made = super().__new__(cls, opened, neo4j)
        made.guarded, made.counted = guarded or Spoken(""), counted
        return made

    @property
    def weight(self) -> int:
        """Length of all its forms, one that is like another counted once."""
        return sum(map(len, {self, self.neo4j, self.guarded, self.guarded.neo4j}))


def sighted(text: str, neo4j: str = "", *, counted: bool = False) -> Guardable:
    """Return both forms of a statement with marks; one without any has no guarded form.

    Args:
        text: The statement.
        neo4j: The same for Neo4j, where it is put otherwise.
        counted: Whether answers tell how many things were left out of its rows.

    >>> sighted("MATCH (n) WHERE true AND seen(n) RETURN personal(n.name) AS name")
    'MATCH (n) WHERE true RETURN n.name AS name'
    """
    guarded = [_MARKS.sub(_guarded, each) for each in (text, neo4j)]
    opened = [_MARKS.sub(_opened, each) for each in (text, neo4j)]
    has_marks = guarded[0] != text
    return Guardable(*opened, guarded=Spoken(*guarded) if has_marks else None, counted=counted)


def marked(target: NodeSpec | Group, variable: str) -> str:
    """Return the mark of what may be seen of a type, to follow a predicate."""
    record = isinstance(target, NodeSpec) and (target.record or target is PROPOSAL)
    return f" AND {'told' if record else 'seen'}({variable})"


class Guard(StrEnum):
    """From whom a property is kept (属性限制)."""

    PERSONAL = "personal"
    QUOTED = "quoted"
    WITHHELD = "withheld"

    def mark(self, variable: str, expression: str) -> str:
        """Return the marked expression of a property of a variable."""
        held = f"{variable}, {expression}" if self is Guard.QUOTED else expression
        return f"{self}({held})"


def guard_of(target: NodeSpec | Group, name: str) -> Guard | None:
    """Return from whom a property of a type is kept; None if it is kept from nobody."""
    if target == DOCUMENT and name == "text":
        return Guard.WITHHELD
    if target == EVIDENCE and name in ("quote", "note"):
        return Guard.QUOTED
    labels = (target.label,) if isinstance(target, NodeSpec) else target.labels
    declared = [node_spec(label).declared(name) for label in labels]
    return Guard.PERSONAL if any(prop and prop.personal for prop in declared) else None


def sort_key(target: NodeSpec | Group, name: str, state: str) -> str:
    """Return the marked expression of a stored sort key."""
    stored = f"{state}.sk_{name}"
    return f"keyed({stored}, {state}.of)" if guard_of(target, name) else stored


def _opened(mark: re.Match[str]) -> str:
    if mark["name"]:
        return ""
    if mark["value"]:
        return mark["held"]
    return mark["second"] if mark["pair"] == "quoted" else mark["first"]


def _guarded(mark: re.Match[str]) -> str:
    if mark["name"]:
        return f" {mark['word']} {_PREDICATES[mark['name']].format(mark['of'])}"
    if mark["value"]:
        allowed = _MAY if mark["value"] == "personal" else f"{_ALL} AND {_MAY}"
        return f"CASE WHEN {allowed} THEN {mark['held']} ELSE null END"
    first, second = mark["first"], mark["second"]
    if mark["pair"] == "quoted":
        allowed = f"{_TOLD.format(first)} AND {_SIGNED.format(first)}"
        return f"CASE WHEN {allowed} THEN {second} ELSE null END"
    return f"CASE WHEN {_MAY} THEN {first} ELSE {second} END"


# Null is hidden: what has no keys yet is seen by nobody, and a negation must not turn that round.
_TOLD: Final = (
    f"coalesce(all(g IN {{0}}.told WHERE (g <> '{PERSONAL}' AND {_ALL})"
    " OR any(k IN split(g, ' ') WHERE k IN $scope)), false)"
)
_SIGNED: Final = f"({{0}}.method <> '{Method.MANUAL}' OR {_MAY})"
_PREDICATES: Final = {
    "seen": f"({_ALL} OR coalesce(any(k IN {{0}}.scopes WHERE k IN $scope), false))",
    "told": _TOLD,
    "named": f"({{0}}.type <> '{Label.PERSON}' OR {_MAY})",
}
