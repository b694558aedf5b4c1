"""Acting through the API (操作): from an input to an entry, from what came of it to a payload."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields
from typing import Any, Final

import strawberry

from graph.acts.acting import Done
from graph.acts.entry import Actor, Entry
from graph.acts.reach import Reach
from graph.acts.refusals import (
    BeyondReachError,
    KeyReusedError,
    StaleVersionError,
    UnknownThingError,
)
from graph.errors import CustodyError
from graph.evidence import At, Citation
from graph.model.labels import Act
from graph.model.statement import StatementRefusedError
from graph.responsibility.refusals import InputRefusedError, NotAllowedError
from graph.store.port import Store
from schema.caller import Role
from schema.context import Context
from schema.execution import Shaped
from schema.mutations.permission import entry_refusal
from schema.naming import camel
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.types import problems
from schema.types.acts import EntryInput

__all__ = ["acted", "actor_of", "entry_of", "problem"]

_PROBLEMS: Final = (
    BeyondReachError,
    InputRefusedError,
    KeyReusedError,
    NotAllowedError,
    StaleVersionError,
    StatementRefusedError,
    UnknownThingError,
)


def actor_of(context: Context, by: str) -> Actor:
    """Return who acts: whoever the input names; with accounts that is whoever is logged in.

    Raises:
        InputRefusedError: If it names nobody.
    """
    caller = context.caller
    if caller is None:
        return Actor(by.strip())
    reach = Reach(
        scopes=caller.scopes,
        personal=caller.personal,
        governs=caller.role is Role.REGULATOR,
        inspected=not caller.decides,
    )
    return Actor(caller.name, caller.account, reach)


def entry_of(context: Context, act: Act, given: EntryInput) -> Entry:
    """Return the entry that an input of a caller makes.

    Raises:
        InputRefusedError: If it names nobody, or its key is empty.
    """
    asked = {each.name: getattr(given, each.name) for each in fields(given)}
    key = asked.pop("idempotency_key")
    return Entry(
        act=act,
        actor=actor_of(context, given.by),
        asked={name: value for name, value in asked.items() if value is not None},
        note=given.note or None,
        document=given.document,
        reference=given.reference or None,
        key=key,
        expected=asked.get("expected_version"),
    )


async def acted(
    info: Asking,
    act: Act,
    given: EntryInput,
    of: str,
    acting: Callable[[Store], Awaitable[Done]],
    payload: Callable[[Done], Any],
) -> Any:
    """Act, and return what came of it in the shape that was asked.

    A request that is sent again is answered as of the moment at which it was recorded.

    Args:
        info: Of the field.
        act: What is to be done.
        given: The input, which says who acts.
        of: Id of what it is about, for a problem that does not know it.
        acting: Makes the entry, and does in a graph what it asks for.
        payload: Makes the record that answers.
    """
    barred = entry_refusal(info.context, act, given.by, of)
    if barred is not None:
        return Shaped(await answer(info.context.store, barred, asked_of(info), At.of()))
    try:
        done = await acting(info.context.deciding)
    except _PROBLEMS as error:
        found, point = problem(error, of), At.of()
    else:
        found, point = payload(done), At(as_of=done.as_of, known_at=done.recorded_at)
    shaped = await answer(info.context.store, found, asked_of(info), point)
    if shaped is None:  # sent again by somebody who may not see it any longer
        gone = problems.not_found(of, "对象")
        shaped = await answer(info.context.store, gone, asked_of(info), point)
    return Shaped(shaped)


def problem(error: CustodyError, of: str) -> Any:
    """Return why an act was not done as a problem; what is no such reason is raised again."""
    said: Mapping[str, str] = {"message": error.zh, "message_en": error.en}
    match error:
        case BeyondReachError() | UnknownThingError():
            return _not_theirs(error)
        case StaleVersionError():
            return problems.Conflict(
                code="CONFLICT",
                of=strawberry.ID(error.id),
                recorded=None,
                by=None,
                expected_version=error.expected,  # type: ignore[arg-type]  # scalars are text
                current_version=error.current,  # type: ignore[arg-type]  # scalars are text
                **said,
            )
        case KeyReusedError():
            return problems.KeyReused(
                code="KEY_REUSED",
                key=error.key,
                act=error.act,
                used_at=error.used_at,  # type: ignore[arg-type]  # scalars are text
                **said,
            )
        case NotAllowedError():
            return problems.NotAllowed(
                code="NOT_ALLOWED",
                of=strawberry.ID(error.id or of),
                state=error.state,
                allowed=list(error.allowed),
                rule=_cited(error.rule),
                **said,
            )
        case InputRefusedError():
            field = camel(error.field)
            said = {name: text.replace(error.field, field, 1) for name, text in said.items()}
            return problems.InvalidInput(
                code="INVALID_INPUT",
                field=field,
                value=error.value,
                expected=error.expected[0],
                expected_en=error.expected[1],
                rule=_cited(error.rule),
                **said,
            )
        case StatementRefusedError():
            return problems.InvalidInput(
                code="INVALID_INPUT",
                field=camel(error.fault.field),
                value=str(error.fault.value),
                expected=error.fault.zh,
                expected_en=error.fault.en,
                message=error.zh,
                message_en=error.en,
            )
        case _:
            raise error


def _not_theirs(error: BeyondReachError | UnknownThingError) -> Any:
    """Return that something is not there for who acts, or only to be seen."""
    if isinstance(error, UnknownThingError):
        return problems.not_found(error.id, error.kinds)
    return problems.Forbidden(code="FORBIDDEN", message=error.zh, message_en=error.en)


def _cited(rule: Citation | None) -> Any:
    """Return a clause as the API shows it; its shape is the same."""
    return rule
