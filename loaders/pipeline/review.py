"""Review (核实): what a person accepts becomes a fact with their name, what they reject stays out.

Accepting writes exactly the statement that was proposed, with the places that say so and with the
decision as evidence of its own. What it cannot stand without is accepted with it; what waited for
nothing but it is released.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from graph.acts.bounds import Bounds
from graph.acts.entry import Actor
from graph.acts.reach import sight_of
from graph.acts.refusals import BeyondReachError, UnknownThingError
from graph.cypher import question
from graph.evidence import Evidence, now
from graph.model.labels import Method, ProposalCause, ProposalStatus
from graph.model.statement import Entity, Relation, StatementRefusedError, faults_of
from graph.store import statements as cypher
from graph.store.deciding import Closing, NotOpenError, close, kept
from graph.store.joined import JoinedStore
from graph.store.plan import Version
from graph.store.port import Store, Transaction
from graph.store.write import Batch
from loaders.pipeline.audit import decision_row
from loaders.pipeline.correcting import Correction, correction_of, is_correction
from loaders.pipeline.matching import unite
from loaders.pipeline.meaning import Meaning, as_meant
from loaders.pipeline.proposal import Statement, as_row, statements_of
from loaders.pipeline.refusals import (
    NamelessError,
    NothingToWriteError,
    UnknownProposalError,
)
from loaders.pipeline.standing import refuse_stale, refuse_unmet

__all__ = [
    "Decision",
    "accept",
    "reject",
]

_AS_IT_IS: Final = Meaning()
_NOT_THEIRS: Final = (
    "该陈述所涉对象不完全属于您的管辖范围，不能由您作出结论；请交上级或管理员。",
    "What this speaks of does not lie wholly within your scope; leave it to whoever is above you.",
)
_FOR_ADMINISTRATORS: Final = (
    "该陈述只能由可查看全部数据的管理员采纳。",
    "Only an administrator who sees everything accepts this.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided (核实结论).

    Attributes:
        status: What they decided.
        ids: The proposals it closed, the one that was meant first.
        changed: Whether it changed anything; deciding again the same way does not.
        recorded_at: When it was recorded; empty if nothing changed.
    """

    status: ProposalStatus
    ids: tuple[str, ...]
    changed: bool
    recorded_at: str = ""


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
        return await _accepted(own, identifier, _Signer(by, note, actor), meaning, bounds)

    return await _bounded(store, actor, work)


async def _accepted(
    store: Store, identifier: str, signer: "_Signer", meaning: Meaning, bounds: Bounds | None
) -> Decision:
    version = await _found(store, identifier)
    if version.properties["status"] == ProposalStatus.ACCEPTED:
        return Decision(status=ProposalStatus.ACCEPTED, ids=(identifier,), changed=False)
    if not _is_open(version):
        raise NotOpenError(identifier, version)
    if meaning.is_said:
        return await _accepted_as(store, identifier, version, signer, meaning, bounds)
    taken = await _with_needs(store, identifier, version)
    taken |= await _released(store, taken)
    deciding = _Deciding(ProposalStatus.ACCEPTED, signer)
    if version.properties["cause"] == ProposalCause.IDENTITY:
        if bounds is not None:
            raise BeyondReachError(*_FOR_ADMINISTRATORS)
        await unite(store, identifier, version, by=signer.by, note=signer.note)
        taken = {}
    elif _is_doubt(version):
        deciding.correct(identifier, await _correction(store, identifier, version))
        taken = {}
    for key, proposal in taken.items():
        deciding.write(key, proposal)
    await deciding.refuse_beyond(bounds, [version, *taken.values()])
    await refuse_unmet(store, identifier, deciding.statements)
    await refuse_stale(store, identifier, deciding.statements)
    decided = version.properties["cause"] == ProposalCause.CONTEST
    return await deciding.done(store, {identifier: version, **taken}, decided=decided)


async def _accepted_as(
    store: Store,
    identifier: str,
    version: Version,
    signer: "_Signer",
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
    deciding = _Deciding(ProposalStatus.ACCEPTED, replace(signer, note=note))
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
        signer, version = _Signer(by, note, actor), await _found(own, identifier)
        if version.properties["status"] == ProposalStatus.REJECTED:
            return Decision(status=ProposalStatus.REJECTED, ids=(identifier,), changed=False)
        if not _is_open(version):
            raise NotOpenError(identifier, version)
        about = [version.properties.get(end) for end in ("subject", "object")]
        if bounds is not None and not any([await bounds.owns(one) for one in about if one]):
            raise BeyondReachError(*_NOT_THEIRS)
        return await _Deciding(ProposalStatus.REJECTED, signer).done(own, {identifier: version})

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
        await tx.run(cypher.HOLD_SCOPES)
        sight = await sight_of(tx, reach)
        bounds = Bounds(tx, sight, reach) if sight is not None else None
        return await work(JoinedStore(store, tx), bounds)

    return await store.write(once)


@dataclass(frozen=True, slots=True)
class _Signer:
    """Who decides, and what they say (核实人)."""

    by: str
    note: str | None
    actor: Actor | None

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise NamelessError


class _Deciding:
    """One decision while it is made (作出结论).

    Attributes:
        statements: What it writes.
    """

    def __init__(self, status: ProposalStatus, signer: _Signer) -> None:
        self.statements: list[Statement] = []
        self._status, self._by, self._note = status, signer.by.strip(), signer.note
        self._account = signer.actor.account if signer.actor else ""
        self._of: dict[str, list[Statement]] = {}
        self._correction = Correction()
        self._meant: dict[str, str] = {}

    def correct(self, identifier: str, correction: Correction) -> None:
        """Take over what a correction changes; nothing, if it is only confirmed."""
        self._correction = correction
        self._of[identifier] = correction.statements
        self.statements += correction.statements

    def write(self, identifier: str, version: Version) -> None:
        """Take over what a proposal says.

        Raises:
            NothingToWriteError: If that is not clear.
        """
        said = version.properties
        written = list(statements_of(said["statement"], version.evidence))
        if not written:
            raise NothingToWriteError(identifier, said["reason"], said["reason_en"])
        self.say(identifier, written)

    def say(self, identifier: str, written: Sequence[Statement]) -> None:
        """Take over statements that a proposal comes to.

        Raises:
            StatementRefusedError: If the model does not know one of them.
        """
        for statement in written:
            for fault in faults_of(statement):
                raise StatementRefusedError(statement.id, fault)
        self._of[identifier] = list(written)
        self.statements += written

    def mean(self, identifier: str, version: Version) -> None:
        """Keep what a proposal was accepted as, so that its later editions say so too."""
        said = json.loads(version.properties["statement"])
        writes = [as_row(statement) for statement in self._of[identifier]]
        self._meant[identifier] = json.dumps(
            {**said, "writes": writes}, ensure_ascii=False, sort_keys=True
        )

    async def refuse_beyond(self, bounds: Bounds | None, proposals: Sequence[Version]) -> None:
        """See that who is bound to a scope writes only what is theirs.

        Raises:
            BeyondReachError: If something is not.
        """
        if bounds is None:
            return
        causes = {version.properties["cause"] for version in proposals}
        if self._correction.gone or ProposalCause.SCOPE in causes:
            raise BeyondReachError(*_FOR_ADMINISTRATORS)
        if not await bounds.accept(self.statements):
            raise BeyondReachError(*_NOT_THEIRS)

    async def done(
        self, store: Store, proposals: Mapping[str, Version], *, decided: bool = False
    ) -> Decision:
        """Close the proposals, write what was accepted, and return the decision.

        Only who decides between two sources corrects one of them.
        """
        recorded_at = now()
        places = {key: version.evidence[0] for key, version in proposals.items()}
        rows = await store.read(question("review/places").text, {"ids": list(places.values())})
        found = {row["id"]: row["place"] for row in rows}
        signed = {key: self._signed(found[place], recorded_at) for key, place in places.items()}
        lineage = dict(self._correction.lineage)
        for key, version in proposals.items():
            for evidence in (*version.evidence, signed[key].id):
                lineage[evidence] = version.lineages[0]
        written = [
            replace(statement, evidence=(*statement.evidence, signed[key].id))
            for key, statements in self._of.items()
            for statement in statements
        ]
        batch = Batch(
            evidence=list(signed.values()),
            entities=[s for s in written if isinstance(s, Entity)],
            relations=[s for s in written if isinstance(s, Relation)],
        )
        closings = [self._closing(key, signed[key]) for key in proposals]
        record = decision_row(
            self._status,
            self._by,
            self._note,
            proposals,
            self.statements,
            self._correction.gone,
            recorded_at,
            self._account,
        )
        await close(
            store,
            closings,
            recorded_at,
            batch=batch,
            lineage=lineage,
            decided=decided,
            record=record,
            gone=self._correction.gone,
        )
        return Decision(
            status=self._status, ids=tuple(proposals), changed=True, recorded_at=recorded_at
        )

    def _signed(self, place: Mapping[str, Any], recorded_at: str) -> Evidence:
        """Return the decision as evidence: at the place that was decided on, by whom and when."""
        verb = "采纳" if self._status is ProposalStatus.ACCEPTED else "驳回"
        note = f"{self._by} {recorded_at} {verb}" + (f"：{self._note}" if self._note else "")
        known: dict[str, Any] = {each.name: place.get(each.name) for each in fields(Evidence)}
        return Evidence(**{**known, "method": Method.MANUAL, "note": note})

    def _closing(self, identifier: str, signed: Evidence) -> Closing:
        return Closing(
            id=identifier,
            status=self._status,
            by=self._by,
            note=self._note,
            evidence=(signed.id,),
            statement=self._meant.get(identifier),
        )


async def _found(store: Store, identifier: str) -> Version:
    found = (await kept(store, [identifier])).get(identifier)
    if found is None:
        raise UnknownProposalError(identifier)
    return found


async def _with_needs(store: Store, identifier: str, version: Version) -> dict[str, Version]:
    """Return a proposal with the open ones that it cannot stand without, these first."""
    taken, level = {identifier: version}, {identifier: version}
    while level:
        needed = {key for each in level.values() for key in each.properties.get("needs", ())}
        found = await kept(store, needed - set(taken)) if needed - set(taken) else {}
        level = {key: each for key, each in found.items() if _is_open(each)}
        taken = {**level, **taken}
    return taken


async def _released(store: Store, taken: Mapping[str, Version]) -> dict[str, Version]:
    """Return the proposals that waited for nothing but those that are taken now."""
    rows = await store.read(question("review/waiting").text, {"ids": list(taken)})
    others = {need for row in rows for need in row["needs"]} - set(taken)
    met = {
        key
        for key, version in (await kept(store, others)).items()
        if version.properties["status"] == ProposalStatus.ACCEPTED
    }
    free = [row["id"] for row in rows if set(row["needs"]) <= met | set(taken)]
    return await kept(store, [key for key in free if key not in taken])


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


def _is_open(version: Version) -> bool:
    return bool(version.properties["status"] == ProposalStatus.OPEN)
