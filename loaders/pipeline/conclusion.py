"""One decision while it is made (作出结论): what it writes, whether it is theirs, its end.

The decision is evidence of its own, at the place that was decided on, beside the places that the
proposal had; both are kept with every statement that it writes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from graph.acts.bounds import Bounds
from graph.acts.entry import Actor
from graph.acts.refusals import BeyondReachError
from graph.cypher import question
from graph.evidence import Evidence, now
from graph.model.labels import Method, ProposalCause, ProposalStatus
from graph.model.statement import Entity, Relation, StatementRefusedError, faults_of
from graph.store.deciding import Closing, close
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.retracting import Gone
from graph.store.write import Batch
from loaders.pipeline.audit import decision_row
from loaders.pipeline.correcting import Correction
from loaders.pipeline.proposal import Statement, as_row, statements_of
from loaders.pipeline.refusals import NamelessError, NothingToWriteError

__all__ = ["FOR_ADMINISTRATORS", "NOT_THEIRS", "Deciding", "Decision", "Signer"]

NOT_THEIRS: Final = (
    "该陈述所涉对象不完全属于您的管辖范围，不能由您作出结论；请交上级或管理员。",
    "What this speaks of does not lie wholly within your scope; leave it to whoever is above you.",
)
FOR_ADMINISTRATORS: Final = (
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


@dataclass(frozen=True, slots=True)
class Signer:
    """Who decides, and what they say (核实人).

    Attributes:
        by: Their name.
        note: What they say of it.
        actor: Who they are, as their account knows them.

    Raises:
        NamelessError: If no name is given.
    """

    by: str
    note: str | None
    actor: Actor | None

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise NamelessError


class Deciding:
    """One decision while it is made (作出结论).

    Attributes:
        statements: What it writes.
    """

    def __init__(self, status: ProposalStatus, signer: Signer) -> None:
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

    def take_back(self, gone: Sequence[Gone]) -> None:
        """Retract what another source says instead of what is accepted."""
        self._correction.gone += gone

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
            raise BeyondReachError(*FOR_ADMINISTRATORS)
        if not await bounds.accept(self.statements):
            raise BeyondReachError(*NOT_THEIRS)

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
