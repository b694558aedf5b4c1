"""Review (核实): what a person accepts becomes a fact with their name, what they reject stays out.

Accepting writes exactly the statement that was proposed, with the places that say so and with the
decision as evidence of its own. What it cannot stand without is accepted with it; what waited for
nothing but it is released.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from graph.acts.bounds import Bounds
from graph.acts.entry import Actor
from graph.acts.reach import sight_of
from graph.acts.refusals import BeyondReachError, UnknownThingError
from graph.model.labels import ProposalCause, ProposalStatus
from graph.store.deciding import NotOpenError, kept
from graph.store.holding_statements import HOLD_SCOPES
from graph.store.joined import JoinedStore
from graph.store.plan import Version
from graph.store.port import Store, Transaction
from loaders.pipeline.conclusion import (
    FOR_ADMINISTRATORS,
    NOT_THEIRS,
    Deciding,
    Decision,
    Signer,
)
from loaders.pipeline.correcting import Correction, correction_of, is_correction
from loaders.pipeline.dwelling import said_instead
from loaders.pipeline.matching import unite
from loaders.pipeline.meaning import Meaning, as_meant
from loaders.pipeline.needed import is_open, released, with_needs
from loaders.pipeline.proposal import statements_of
from loaders.pipeline.refusals import (
    NothingToWriteError,
    UnknownProposalError,
)
from loaders.pipeline.standing import refuse_stale, refuse_unmet

__all__ = ["accept", "reject"]

_AS_IT_IS: Final = Meaning()


async def accept(
    store: Store,
    identifier: str,
    *,
    by: str,
    note: str | None = None,
    meaning: Meaning = _AS_IT_IS,
    actor: Actor | None = None,
) -> Decision:
    """Accept a proposal and write what it says.

    Args:
        store: Where it is kept.
        identifier: Its id.
        by: Name of the person who accepts it.
        note: What they say of it.
        meaning: Which things it is about, where it is unclear or names another.
        actor: Who accepts it, as their account knows them; what it writes must be theirs.

    Raises:
        BeyondReachError: If what it writes is not theirs.
        NamelessError: If no name is given.
        UnknownProposalError: If there is no such proposal.
        UnknownThingError: If what is meant is not there.
        NotOpenError: If it was rejected or superseded.
        NothingToWriteError: If it is not clear what it would write.
        UnmetError: If what it stands on was rejected or retracted.
        StaleError: If the graph has come to know what it speaks of by another id.
        WaitsError: If it corrects the name of something that waits itself.
        RegisteredApartError: If it takes two things for one that are both registered.
        NotWritableError: If it contradicts what another source says.
    """

    async def work(own: Store, bounds: Bounds | None) -> Decision:
        return await _accepted(own, identifier, Signer(by, note, actor), meaning, bounds)

    return await _bounded(store, actor, work)


async def _accepted(
    store: Store, identifier: str, signer: Signer, meaning: Meaning, bounds: Bounds | None
) -> Decision:
    version = await _found(store, identifier)
    if version.properties["status"] == ProposalStatus.ACCEPTED:
        return Decision(status=ProposalStatus.ACCEPTED, ids=(identifier,), changed=False)
    if not is_open(version):
        raise NotOpenError(identifier, version)
    if meaning.is_said:
        return await _accepted_as(store, identifier, version, signer, meaning, bounds)
    taken = await with_needs(store, identifier, version)
    taken |= await released(store, taken)
    deciding = Deciding(ProposalStatus.ACCEPTED, signer)
    if version.properties["cause"] == ProposalCause.IDENTITY:
        if bounds is not None:
            raise BeyondReachError(*FOR_ADMINISTRATORS)
        await unite(store, identifier, version, by=signer.by, note=signer.note)
        taken = {}
    elif _is_doubt(version):
        deciding.correct(identifier, await _correction(store, identifier, version))
        taken = {}
    for key, proposal in taken.items():
        deciding.write(key, proposal)
    deciding.take_back(await said_instead(store, version))
    await deciding.refuse_beyond(bounds, [version, *taken.values()])
    await refuse_unmet(store, identifier, deciding.statements)
    await refuse_stale(store, identifier, deciding.statements)
    decided = version.properties["cause"] == ProposalCause.CONTEST
    return await deciding.done(store, {identifier: version, **taken}, decided=decided)


async def _accepted_as(
    store: Store,
    identifier: str,
    version: Version,
    signer: Signer,
    meaning: Meaning,
    bounds: Bounds | None,
) -> Decision:
    """Accept a proposal of the things that a person says are meant."""
    if bounds is not None:
        ids = [one for one in (meaning.subject, meaning.object) if one is not None]
        seen = await bounds.seen(ids)
        for one in ids:
            if one not in seen:
                raise UnknownThingError(one, "对象")
    said = await as_meant(store, version, meaning)
    if not said:
        told = version.properties
        raise NothingToWriteError(identifier, told["reason"], told["reason_en"])
    note = f"{meaning.words}；{signer.note}" if signer.note else meaning.words
    deciding = Deciding(ProposalStatus.ACCEPTED, replace(signer, note=note))
    deciding.say(identifier, said)
    deciding.mean(identifier, version)
    await deciding.refuse_beyond(bounds, [version])
    await refuse_unmet(store, identifier, deciding.statements)
    return await deciding.done(store, {identifier: version})


async def reject(
    store: Store,
    identifier: str,
    *,
    by: str,
    note: str | None = None,
    actor: Actor | None = None,
) -> Decision:
    """Reject a proposal: it is kept with the decision, and does not come back.

    Args:
        store: Where it is kept.
        identifier: Its id.
        by: Name of the person who rejects it.
        note: What they say of it.
        actor: Who rejects it, as their account knows them; what it speaks of must be theirs.

    Raises:
        BeyondReachError: If nothing that it speaks of is theirs.
        NamelessError: If no name is given.
        UnknownProposalError: If there is no such proposal.
        NotOpenError: If it was accepted or superseded.
    """

    async def work(own: Store, bounds: Bounds | None) -> Decision:
        signer, version = Signer(by, note, actor), await _found(own, identifier)
        if version.properties["status"] == ProposalStatus.REJECTED:
            return Decision(status=ProposalStatus.REJECTED, ids=(identifier,), changed=False)
        if not is_open(version):
            raise NotOpenError(identifier, version)
        about = [version.properties.get(end) for end in ("subject", "object")]
        if bounds is not None and not any([await bounds.owns(one) for one in about if one]):
            raise BeyondReachError(*NOT_THEIRS)
        return await Deciding(ProposalStatus.REJECTED, signer).done(own, {identifier: version})

    return await _bounded(store, actor, work)


async def _bounded(
    store: Store,
    actor: Actor | None,
    work: Callable[[Store, Bounds | None], Awaitable[Decision]],
) -> Decision:
    """Decide; for who is bound to a scope in one transaction, which weighs what is theirs."""
    reach = actor.reach if actor else None
    if reach is None or reach.scopes is None:
        return await work(store, None)

    async def once(tx: Transaction) -> Decision:
        await tx.run(HOLD_SCOPES)
        sight = await sight_of(tx, reach)
        bounds = Bounds(tx, sight, reach) if sight is not None else None
        return await work(JoinedStore(store, tx), bounds)

    return await store.write(once)


async def _found(store: Store, identifier: str) -> Version:
    found = (await kept(store, [identifier])).get(identifier)
    if found is None:
        raise UnknownProposalError(identifier)
    return found


def _is_doubt(version: Version) -> bool:
    """Tell whether a proposal says what was meant, or that figures contradict each other."""
    is_told = version.properties["cause"] == ProposalCause.MISMATCH
    return is_correction(version) or (is_told and not _writes(version))


def _writes(version: Version) -> bool:
    return next(statements_of(version.properties["statement"], ()), None) is not None


async def _correction(store: Store, identifier: str, version: Version) -> Correction:
    """Return what accepting a doubt changes; figures stay as printed."""
    if version.properties["cause"] == ProposalCause.MISMATCH:
        return Correction()
    return await correction_of(store, identifier, version)
