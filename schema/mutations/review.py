"""Deciding on proposals (核实): by name, with what came of it."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import strawberry

from graph.acts.refusals import BeyondReachError, UnknownThingError
from graph.errors import CustodyError
from graph.model.statement import StatementRefusedError
from graph.store.deciding import NotOpenError, NotWritableError
from loaders.pipeline.conclusion import Decision
from loaders.pipeline.meaning import Meaning
from loaders.pipeline.refusals import (
    NamelessError,
    NothingToWriteError,
    RegisteredApartError,
    StaleError,
    UnknownProposalError,
    UnmetError,
    WaitsError,
)
from loaders.pipeline.review import accept, reject
from schema.context import point_of
from schema.execution import Shaped
from schema.mutations.acting import actor_of, problem
from schema.mutations.permission import refusal
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.types import problems
from schema.types.review import AcceptProposalInput, ProposalDecision, RejectProposalInput

__all__ = ["accept_proposal", "reject_proposal"]

_PROBLEMS = (
    BeyondReachError,
    NamelessError,
    NotOpenError,
    NotWritableError,
    NothingToWriteError,
    RegisteredApartError,
    StaleError,
    StatementRefusedError,
    UnknownProposalError,
    UnknownThingError,
    UnmetError,
    WaitsError,
)


async def accept_proposal(info: Asking, input: AcceptProposalInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Accept a proposal and return what that closed, or why it was not accepted."""
    meaning = Meaning(subject=input.subject, object=input.object)
    return await _payload(info, partial(accept, meaning=meaning), input)


async def reject_proposal(info: Asking, input: RejectProposalInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Reject a proposal and return it, or why it was not rejected."""
    return await _payload(info, reject, input)


async def _payload(
    info: Asking,
    decide: Callable[..., Awaitable[Decision]],
    given: AcceptProposalInput | RejectProposalInput,
) -> Any:
    """Return what came of a decision, in the shape that was asked, as it is known afterwards."""
    try:
        found: Any = await refusal(info.context, given.id, given.by)
        if found is None:
            records = info.context.deciding
            actor = actor_of(info.context, given.by) if info.context.caller else None
            decision = await decide(records, given.id, by=given.by, note=given.note, actor=actor)
            first, *others = decision.ids
            found = ProposalDecision(proposal=first, also=others, changed=decision.changed)
    except _PROBLEMS as error:
        found = _problem(error)
    point = point_of(None)
    return Shaped(await answer(info.context.store, found, asked_of(info), point))


def _problem(error: CustodyError) -> Any:
    said = {"message": error.zh, "message_en": error.en}
    match error:
        case UnknownProposalError():
            return problems.not_found(error.id, "待核实陈述")
        case UnknownThingError() | BeyondReachError() | StatementRefusedError():
            return problem(error, "")
        case NamelessError():
            return problems.InvalidInput(
                code="INVALID_INPUT", field="by", message=error.zh, message_en=error.en
            )
        case NothingToWriteError():
            return problems.Unclear(code="UNCLEAR", of=strawberry.ID(error.id), **said)
        case NotOpenError():
            return _conflict(error, recorded=error.status, by=error.by)
        case _:
            return _conflict(error)


def _conflict(
    error: CustodyError, *, recorded: str | None = None, by: str | None = None
) -> problems.Conflict:
    return problems.Conflict(
        code="CONFLICT",
        message=error.zh,
        message_en=error.en,
        of=strawberry.ID(str(getattr(error, "id", ""))),
        recorded=recorded,
        by=by,
    )
