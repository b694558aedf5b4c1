"""Mutations (变更): what a person may change; each tells in its payload why it did not."""

from typing import Any

import strawberry

from schema.mutations.review import accept_proposal, reject_proposal
from schema.types.review import AcceptProposalPayload, RejectProposalPayload

__all__ = ["mutation_fields"]


def mutation_fields() -> list[Any]:
    """Return the fields of the mutations; what they return has its shape already."""
    return [
        strawberry.field(
            resolver=accept_proposal,
            graphql_type=AcceptProposalPayload,
            description="采纳待核实陈述. Write what it says, with its place and the decision as "
            "evidence; what it cannot stand without is accepted with it.",
        ),
        strawberry.field(
            resolver=reject_proposal,
            graphql_type=RejectProposalPayload,
            description="驳回待核实陈述. Keep it with the decision; it does not come back.",
        ),
    ]
