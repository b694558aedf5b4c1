"""How a figure was got (方法说明): models, assumptions and warnings, as answers show them."""

from collections.abc import Iterable
from typing import Any

import strawberry

from hazard import method
from hazard.notice import Notice

__all__ = ["Citation", "Coverage", "MethodStatement", "citations", "covered", "said", "stated"]


@strawberry.type(description="引用条款. Clause, table or equation that something rests on.")
class Citation:
    """Clause, table or equation that something rests on."""

    instrument: str
    clause: str
    title: str
    verified: bool = strawberry.field(
        description="是否已核对原文. Whether somebody checked it against the source itself."
    )


@strawberry.type(
    description="方法说明. Models, coefficients, seed, trials and assumptions behind the figures."
)
class MethodStatement:
    """What gave the figures."""

    models: list[Citation]
    exact: bool
    trials: int | None
    seed: int | None
    assumptions: list[str]
    warnings: list[str]


@strawberry.type(description="覆盖范围. Bounds are part of the answer: never a silent cut.")
class Coverage:
    """How much of a question an answer covers."""

    complete: bool
    stopped_by: str | None
    expanded: int
    max_depth_reached: int
    hidden_by_policy: int
    unplaced: int | None = None


def covered(cut: method.Coverage) -> Coverage:
    """Return the coverage of a computation as answers show it."""
    return Coverage(
        complete=cut.complete,
        stopped_by=cut.stopped_by,
        expanded=cut.expanded,
        max_depth_reached=cut.max_depth_reached,
        hidden_by_policy=0,
    )


def stated(found: method.MethodStatement) -> MethodStatement:
    """Return the method of a computation as answers show it."""
    return MethodStatement(
        models=citations(found.models),
        exact=found.exact,
        trials=found.trials,
        seed=found.seed,
        assumptions=said(found.assumptions),
        warnings=said(found.warnings),
    )


def citations(found: Iterable[Any]) -> list[Citation]:
    """Return citations as answers show them, each once."""
    return [
        Citation(instrument=c.instrument, clause=c.clause, title=c.title, verified=c.verified)
        for c in dict.fromkeys(found)
    ]


def said(notices: Iterable[Notice]) -> list[str]:
    """Return notices, each once, in both languages."""
    return [f"{notice.zh} / {notice.en}" for notice in dict.fromkeys(notices)]
