"""The responsibility chain (责任链): who answers for a subject on a day, on four lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.evidence import At, Citation
from graph.evidence.answer import Coverage, Snapshot
from graph.model.labels import Line
from graph.responsibility.compare import compared
from graph.responsibility.gaps import ResponsibilityGap
from graph.responsibility.rows import situation_of
from graph.responsibility.rules import Rule
from graph.responsibility.rungs import Rung, rungs_of
from graph.responsibility.situation import MAX_PLACES, Situation

__all__ = ["ChainLine", "ResponsibilityChain", "Rung", "chain_of"]

MAX_ABOVE: Final = 6
"""Steps of reporting that the statement ``chain/duties`` follows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLine:
    """One line of a chain, from the spot to the top (责任线)."""

    line: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityChain:
    """Who answers for a subject on a day (责任链).

    Attributes:
        subject: Id of the thing asked about.
        snapshot: Point on both clocks.
        lines: The lines asked for, always in the order of `Line`; one may be empty.
        gaps: What is missing or wrong on them.
        rules: Clauses in force on the day by which that is told; an answer without gaps rests
            on them too, read or unread.
        coverage: How far the answer looked.
        situation: What it was read from; no part of what makes two chains the same.
    """

    subject: str
    snapshot: Snapshot
    lines: tuple[ChainLine, ...]
    gaps: tuple[ResponsibilityGap, ...]
    rules: tuple[Citation, ...]
    coverage: Coverage
    situation: Situation = field(compare=False, repr=False)


def chain_of(
    subject_id: str,
    subject_type: str,
    rows: Sequence[Mapping[str, Any]],
    at: At,
    rules: Iterable[Rule],
    lines: Iterable[str] | None = None,
) -> ResponsibilityChain:
    """Build the chain of a subject from the rows of ``chain/duties``.

    Args:
        subject_id: Id of the thing asked about.
        subject_type: Its label.
        rows: What the statement returned at the same point; none if the thing does not exist.
        at: Point on both clocks.
        rules: The law; those in force on the day apply.
        lines: Lines asked for; all four if None.
    """
    rules = tuple(rules)
    wanted = frozenset(Line) if lines is None else frozenset(Line(line) for line in lines)
    asked = tuple(line for line in Line if line in wanted)
    situation = situation_of(subject_id, subject_type, rows, at.as_of)
    comparison = compared(situation, rules, asked)
    return ResponsibilityChain(
        subject=subject_id,
        snapshot=Snapshot.of(at),
        lines=tuple(ChainLine(line=line, rungs=rungs_of(situation, line, rules)) for line in asked),
        gaps=comparison.gaps,
        rules=comparison.clauses,
        coverage=_coverage(situation),
        situation=situation,
    )


def _coverage(situation: Situation) -> Coverage:
    places = [p for c in situation.contexts for charge in c.charges for p in charge.places]
    depth = max((context.step for context in situation.contexts), default=0)
    known = {context.id for context in situation.contexts}
    more = any(above not in known for c in situation.contexts for above in c.within)
    cut = (depth >= MAX_PLACES and more) or any(place.above >= MAX_ABOVE for place in places)
    return Coverage(
        complete=not cut,
        stopped_by="MAX_DEPTH" if cut else None,
        expanded=len(known) + len({place.post for place in places}),
        max_depth_reached=depth,
    )
