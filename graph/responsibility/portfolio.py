"""The portfolio (责任清单): what a person, a post or an organisation answers for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.evidence import UNKNOWN_START
from graph.model.labels import DutyRole, Line, RelType

__all__ = ["Duty", "PortfolioCount", "duty_of"]

_IMPLIED: Final = {
    RelType.HAS_CUSTODY_OF: (Line.CUSTODY, DutyRole.PROVIDER),
    RelType.SUPERVISES: (Line.REGULATOR, DutyRole.SUPERVISOR),
}
"""Line and role of a relationship that an organisation bears without a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty, contract or supervision in force (职责).

    Attributes:
        subject: Id of what it is on.
        post: Id of the post that bears it; None for an organisation's own.
        line: Line of responsibility.
        role: Role on it.
        basis: Instrument and clause in the words of the source.
        sector: Sector of a supervision.
        contract: Number of a custody contract.
        scope: Scope of a custody contract.
        evidence: Ids of what says so.
        valid_from: Since when; None where no source says.
        valid_to: First day on which it is no longer in force; None while it lasts.
        recorded_at: When it was recorded.
    """

    subject: str
    post: str | None
    line: str
    role: str
    basis: str | None
    sector: str | None
    contract: str | None
    scope: str | None
    evidence: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    recorded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioCount:
    """How many things of one type somebody answers for (分类计数).

    Attributes:
        type: Type of thing.
        total: How many, each counted once.
        open: Findings among them that are not closed.
        overdue: Of those, findings past their deadline; measures past the day of their next check.
    """

    type: str
    total: int
    open: int
    overdue: int


def duty_of(row: Mapping[str, Any]) -> Duty:
    """Type a row of ``portfolio/duties``."""
    said = dict(row["duty"])
    start = said.pop("valid_from")
    line, role = _IMPLIED.get(RelType(row["type"]), (said["line"], said["role"]))
    return Duty(
        **{
            **said,
            "line": line,
            "role": role,
            "subject": row["thing"],
            "post": row["post"],
            "evidence": tuple(said["evidence"]),
            "valid_from": None if start == UNKNOWN_START else start,
        }
    )
