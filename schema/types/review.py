"""Decisions on proposals (核实结论): inputs and payloads."""

from typing import Annotated

import strawberry

from schema.types.problems import Conflict, Forbidden, InvalidInput, NotFound, Unclear
from schema.types.reference import Proposal

__all__ = [
    "AcceptProposalInput",
    "AcceptProposalPayload",
    "ProposalDecision",
    "RejectProposalInput",
    "RejectProposalPayload",
]

_BY = "核实人. Name of the person who decides; it becomes part of the evidence."
_NOTE = "说明. What they say of it."
_AGAIN = " Deciding again the same way changes nothing, so a request may be repeated."


@strawberry.input(description="采纳. Which proposal, and who accepts it." + _AGAIN)
class AcceptProposalInput:
    """Which proposal, and who accepts it."""

    id: strawberry.ID
    by: str = strawberry.field(description=_BY)
    note: str | None = strawberry.field(default=None, description=_NOTE)
    subject: strawberry.ID | None = strawberry.field(
        default=None,
        description="所指主体. Id of what it speaks of, or of the tail of the relationship, where "
        "that is unclear or another is meant.",
    )
    object: strawberry.ID | None = strawberry.field(
        default=None,
        description="所指客体. Id of the head of the relationship, where that is unclear or "
        "another is meant.",
    )


@strawberry.input(description="驳回. Which proposal, and who rejects it." + _AGAIN)
class RejectProposalInput:
    """Which proposal, and who rejects it."""

    id: strawberry.ID
    by: str = strawberry.field(description=_BY)
    note: str | None = strawberry.field(default=None, description=_NOTE)


@strawberry.type(description="核实结论. The proposal as it stands now, and what went with it.")
class ProposalDecision:
    """The proposal as it stands now."""

    proposal: Proposal
    also: list[Proposal] = strawberry.field(
        description="一并采纳. Accepted with it: what it cannot stand without, and what waited for "
        "nothing but it."
    )
    changed: bool = strawberry.field(
        description="是否有变化. False where it had been decided so before."
    )


AcceptProposalPayload = Annotated[
    ProposalDecision | NotFound | Forbidden | Conflict | Unclear | InvalidInput,
    strawberry.union("AcceptProposalPayload"),
]
RejectProposalPayload = Annotated[
    ProposalDecision | NotFound | Forbidden | Conflict | InvalidInput,
    strawberry.union("RejectProposalPayload"),
]
