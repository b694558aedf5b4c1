"""Review (核实): what a person accepts becomes a fact with their name, what they reject stays out.

Accepting writes exactly the statement that was proposed, with the places that say so and with the
decision as evidence of its own. What it cannot stand without is accepted with it; what waited for
nothing but it is released.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from graph.cypher import question
from graph.evidence import Evidence, now
from graph.model.labels import Method, ProposalCause, ProposalStatus
from graph.model.statement import Entity, Relation, StatementRefusedError, faults_of
from graph.store.deciding import Closing, NotOpenError, close, kept
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.write import Batch
from loaders.pipeline.audit import decision_row
from loaders.pipeline.correcting import Correction, correction_of, is_correction
from loaders.pipeline.matching import unite
from loaders.pipeline.proposal import Statement, statements_of
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


async def accept(store: Store, identifier: str, *, by: str, note: str | None = None) -> Decision:
    """Accept a proposal and write what it says.

    Args:
        store: Where it is kept.
        identifier: Its id.
        by: Name of the person who accepts it.
        note: What they say of it.

    Raises:
        NamelessError: If no name is given.
        UnknownProposalError: If there is no such proposal.
        NotOpenError: If it was rejected or superseded.
        NothingToWriteError: If it is not clear what it would write.
        UnmetError: If what it stands on was rejected or retracted.
        StaleError: If the graph has come to know what it speaks of by another id.
        WaitsError: If it corrects the name of something that waits itself.
        RegisteredApartError: If it takes two things for one that are both registered.
        NotWritableError: If it contradicts what another source says.
    """
    person, version = _named(by), await _found(store, identifier)
    if version.properties["status"] == ProposalStatus.ACCEPTED:
        return Decision(status=ProposalStatus.ACCEPTED, ids=(identifier,), changed=False)
    if not _is_open(version):
        raise NotOpenError(identifier, version)
    taken = await _with_needs(store, identifier, version)
    taken |= await _released(store, taken)
    deciding = _Deciding(ProposalStatus.ACCEPTED, person, note)
    if version.properties["cause"] == ProposalCause.IDENTITY:
        await unite(store, identifier, version, by=person, note=note)
        taken = {}
    elif _is_doubt(version):
        deciding.correct(identifier, await _correction(store, identifier, version))
        taken = {}
    for key, proposal in taken.items():
        deciding.write(key, proposal)
    await refuse_unmet(store, identifier, deciding.statements)
    await refuse_stale(store, identifier, deciding.statements)
    decided = version.properties["cause"] == ProposalCause.CONTEST
    return await deciding.done(store, {identifier: version, **taken}, decided=decided)


async def reject(store: Store, identifier: str, *, by: str, note: str | None = None) -> Decision:
    """Reject a proposal: it is kept with the decision, and does not come back.

    Raises:
        NamelessError: If no name is given.
        UnknownProposalError: If there is no such proposal.
        NotOpenError: If it was accepted or superseded.
    """
    person, version = _named(by), await _found(store, identifier)
    if version.properties["status"] == ProposalStatus.REJECTED:
        return Decision(status=ProposalStatus.REJECTED, ids=(identifier,), changed=False)
    if not _is_open(version):
        raise NotOpenError(identifier, version)
    deciding = _Deciding(ProposalStatus.REJECTED, person, note)
    return await deciding.done(store, {identifier: version})


class _Deciding:
    """One decision while it is made (作出结论).

    Attributes:
        statements: What it writes.
    """

    def __init__(self, status: ProposalStatus, by: str, note: str | None) -> None:
        self.statements: list[Statement] = []
        self._status, self._by, self._note = status, by, note
        self._of: dict[str, list[Statement]] = {}
        self._correction = Correction()

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
        for statement in written:
            for fault in faults_of(statement):
                raise StatementRefusedError(statement.id, fault)
        self._of[identifier] = written
        self.statements += written

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
        )


def _named(by: str) -> str:
    person = by.strip()
    if not person:
        raise NamelessError
    return person


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
