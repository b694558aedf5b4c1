"""Measured precision of the rules (规则准确率): how often what a rule found was right.

``precision.toml`` holds the counts over annotated documents that the rules were written by; ``make
precision`` measures them anew. ``unread.toml`` holds those over documents that nobody who wrote
rules had read; ``precision.toml`` of ``learned/data`` and of ``meaning/data`` those of what was
learned, in documents that it was not learned from. What is expected of a rule decides whether its
statements are asserted or only proposed (ADR 0006).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, Protocol

__all__ = [
    "THRESHOLD",
    "Counts",
    "Measured",
    "Said",
    "StatementKind",
    "Status",
    "TrackRecord",
    "measured",
    "packaged",
    "status_of",
]

THRESHOLD: Final = 0.9
"""Least chance, for the next statement of a rule to be right, at which it is asserted."""

_WEIGHT: Final = 5.0
"""Statements that the record of the rules of a kind counts for, in the record of each."""

_ELSEWHERE: Final = "elsewhere"


class StatementKind(StrEnum):
    """Kinds of statement, each measured on its own (陈述种类)."""

    ENTITY = "entity"
    RELATION = "relation"
    FACT = "fact"


class Status(StrEnum):
    """Whether a statement goes into the graph or waits for a person (陈述状态)."""

    ASSERTED = "asserted"
    PROPOSED = "proposed"


class Said(Protocol):
    """A statement, as far as its precision is concerned (陈述)."""

    @property
    def kind(self) -> StatementKind:
        """Its kind."""
        ...

    @property
    def rule(self) -> str:
        """Id of the rule that found it."""
        ...


class Counts(NamedTuple):
    """What a rule found in annotated documents, and how much of it was right (计数)."""

    found: int
    right: int


_NONE: Final = Counts(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of a rule (规则实测).

    Attributes:
        found: Statements it found in the annotated documents.
        right: Those of them that the annotation has too.
        precision: Chance that its next statement is right, from 0 to 1.
    """

    found: int
    right: int
    precision: float

    @property
    def status(self) -> Status:
        """What its statements are taken for."""
        return Status.ASSERTED if self.precision >= THRESHOLD else Status.PROPOSED


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Counts of every rule measured (规则实测表).

    Attributes:
        counts: Of each rule, by kind of statement.
        elsewhere: For each kind, how far a rule can be trusted beyond the texts it was made for:
            what all rules found in documents unread by their author, or, where there are none,
            what those found that spoke in more than one document.
        fitted: For rules that were fitted, by kind, what all rules that were fitted with them found
            elsewhere; that is what they are told by.
    """

    counts: Mapping[StatementKind, Mapping[str, Counts]]
    elsewhere: Mapping[StatementKind, Counts]
    fitted: Mapping[StatementKind, Mapping[str, Counts]] = field(default_factory=dict)

    @classmethod
    def from_toml(cls, text: str) -> "TrackRecord":
        """Read a table as ``make precision`` writes it."""
        tables = tomllib.loads(text)
        return cls(
            counts={
                kind: {rule: Counts(**row) for rule, row in tables.get(kind, {}).items()}
                for kind in StatementKind
            },
            elsewhere={
                kind: Counts(**tables.get(_ELSEWHERE, {}).get(kind, {"found": 0, "right": 0}))
                for kind in StatementKind
            },
        )

    def and_unread(self, unread: "TrackRecord") -> "TrackRecord":
        """Return the record with what came of documents unread by the rules' author (盲测)."""
        together: dict[StatementKind, dict[str, Counts]] = {}
        for kind in StatementKind:
            known, new = self.counts[kind], unread.counts[kind]
            together[kind] = {
                rule: _sum([known.get(rule, _NONE), new.get(rule, _NONE)])
                for rule in sorted({*known, *new})
            }
        return TrackRecord(
            counts=together,
            elsewhere={kind: _sum(unread.counts[kind].values()) for kind in StatementKind},
        )

    def and_learned(self, learned: "TrackRecord") -> "TrackRecord":
        """Return the record with that of rules that were fitted, which no other rule is told by."""
        counts = {kind: {**self.counts[kind], **learned.counts[kind]} for kind in StatementKind}
        fitted = {
            kind: {
                **self.fitted.get(kind, {}),
                **dict.fromkeys(learned.counts[kind], learned.elsewhere[kind]),
            }
            for kind in StatementKind
        }
        return TrackRecord(counts=counts, elsewhere=self.elsewhere, fitted=fitted)

    def measured(self, said: Said) -> Measured | None:
        """Return what was measured of the rule that found a statement; None if nothing was."""
        found, right = self.counts[said.kind].get(said.rule, Counts(0, 0))
        if not found:
            return None
        known = self.fitted.get(said.kind, {}).get(said.rule, self.elsewhere[said.kind])
        expected = (right + _WEIGHT * _next(known)) / (found + _WEIGHT)
        return Measured(found=found, right=right, precision=expected)

    def status_of(self, said: Said) -> Status:
        """Return what a statement is taken for; a rule that was never measured proposes."""
        known = self.measured(said)
        return Status.PROPOSED if known is None else known.status

    def precision(self, kind: StatementKind) -> float:
        """Return the chance that a rule of this kind is right in a document new to it.

        Laplace's rule of succession: (right + 1) / (found + 2).
        """
        return _next(self.elsewhere[kind])


@cache
def packaged() -> TrackRecord:
    """Return the tables that come with the rules, of read and of unread documents (随附实测表)."""
    rules = _table("precision.toml").and_unread(_table("unread.toml"))
    by_words = rules.and_learned(_table("learned/data/precision.toml"))
    return by_words.and_learned(_table("meaning/data/precision.toml"))


def _next(counts: Counts) -> float:
    """Return the chance that what comes next is right."""
    return (counts.right + 1) / (counts.found + 2)


def _table(name: str) -> TrackRecord:
    file = files("loaders.documents").joinpath(*name.split("/"))
    return TrackRecord.from_toml(file.read_text(encoding="utf-8"))


def _sum(counts: Iterable[Counts]) -> Counts:
    rows = list(counts)
    return Counts(sum(row.found for row in rows), sum(row.right for row in rows))


def measured(said: Said) -> Measured | None:
    """Return what was measured of the rule that found a statement (规则实测)."""
    return packaged().measured(said)


def status_of(said: Said) -> Status:
    """Return whether a statement is asserted or proposed (陈述状态)."""
    return packaged().status_of(said)
