"""Acting (执行操作): once for one key, all of it or nothing."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from graph.acts.draft import Draft
from graph.acts.entry import Entry
from graph.acts.reach import sight_of
from graph.acts.refusals import KeyReusedError
from graph.model.labels import Act
from graph.store.holding_statements import CLAIM_RECORD
from graph.store.port import Store, Transaction

__all__ = ["Done", "Outcome", "act"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an act was about (操作所及): the thing, another one, and the day to show both for."""

    subject: str
    other: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An act that is on record (已完成操作).

    Attributes:
        record: Id of its audit record.
        subject: Id of what it was done to.
        other: Id of what else it is about.
        as_of: Day for which its answer is given.
        recorded_at: When it was recorded; a repeated request is answered as of then.
    """

    record: str
    subject: str
    other: str | None
    as_of: str
    recorded_at: str


async def act(store: Store, entry: Entry, work: Callable[[Draft], Awaitable[Outcome]]) -> Done:
    """Do what an entry asks for, in one transaction; a request sent again does nothing.

    Args:
        store: Where to.
        entry: Who asks for what.
        work: Reads what stands, and puts down in the draft what is to be changed.

    Raises:
        KeyReusedError: If its key was used for another request.
        CustodyError: Whatever `work` refuses; nothing is written then.
    """

    async def once(tx: Transaction) -> Done:
        claim = {"id": entry.record_id, "claim": uuid4().hex}
        (found,) = await tx.run(CLAIM_RECORD, claim)
        if not found["mine"]:
            return _done(entry, _repeated(entry, found["said"]))
        draft = Draft(tx, entry, await sight_of(tx, entry.actor.reach))
        if entry.document is not None:
            await draft.document(entry.document)
        outcome = await work(draft)
        as_of = outcome.as_of or entry.today
        return _done(entry, await draft.record(outcome.subject, outcome.other, as_of=as_of))

    return await store.write(once)


def _repeated(entry: Entry, said: Mapping[str, Any]) -> Mapping[str, Any]:
    if said["asked"] != entry.digest:
        raise KeyReusedError(entry.key or "", Act(said["act"]), said["recorded_at"])
    return said


def _done(entry: Entry, said: Mapping[str, Any]) -> Done:
    return Done(
        record=entry.record_id,
        subject=said["subject"],
        other=said.get("object"),
        as_of=said["as_of"],
        recorded_at=said["recorded_at"],
    )
