"""A draft (草案): what an act reads and changes in its transaction, written at its end."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from graph.acts.entry import LINEAGE, Entry
from graph.acts.reach import Sight
from graph.acts.refusals import BeyondReachError, StaleVersionError, UnknownThingError
from graph.acts.standing import Linked, Standing
from graph.acts.succession import Revision, correction, ended, succession
from graph.acts.telling import Revised, audited, spoken_of
from graph.evidence import instant, now
from graph.model.identity import label_of
from graph.model.labels import Label
from graph.model.record import DOCUMENT
from graph.model.registry import THINGS, node_spec
from graph.model.spec import NodeSpec
from graph.model.statement import Entity, Fault, Relation, StatementRefusedError, faults_of
from graph.responsibility.refusals import InputRefusedError
from graph.store import statements as cypher
from graph.store.auditing import audit_row
from graph.store.chunks import rewrite, write_entities, write_relations
from graph.store.evidence_statements import MERGE_EVIDENCE
from graph.store.holding_statements import FILL_RECORD
from graph.store.ledger import version_from
from graph.store.plan import Version
from graph.store.port import Transaction
from graph.store.sortkey import sort_keys
from graph.store.write import Batch, evidence_rows, shape_of

__all__ = ["Draft"]


class Draft:
    """What an act reads and changes (草案), in one transaction."""

    def __init__(self, tx: Transaction, entry: Entry, sight: Sight | None = None) -> None:
        self.entry = entry
        self.tx = tx
        self._sight = sight
        self._signed = tuple(evidence.id for evidence in entry.evidence)
        self._latest = entry.at
        self._park: str | None = None
        self._revised: list[Revised] = []
        self._new: list[Entity | Relation] = []

    async def thing(
        self,
        identifier: str,
        labels: Collection[Label],
        kinds: str,
        *,
        hold: bool = False,
        anywhere: bool = False,
        whole: bool = False,
    ) -> Standing:
        """Return a thing as it is recorded; nobody else writes to one that is held.

        Args:
            identifier: Its id.
            labels: Types that it may be of.
            kinds: What they are called.
            hold: Whether it is to be held.
            anywhere: Whether who acts need only see it, and it need not lie in their scope.
            whole: Whether it must lie in their scope with all that it belongs to.

        Raises:
            BeyondReachError: If it must, and they see that it does not.
            UnknownThingError: If it is none of these types, nothing is recorded of it, or who
                acts does not reach it, which is not told apart.
        """
        spec = next((s for s in THINGS if s.identity_label == label_of(identifier)), None)
        rows = await self._found(spec, identifier, hold=hold) if spec else []
        if spec is None or not rows or rows[0]["type"] not in labels:
            raise UnknownThingError(identifier, kinds)
        kind = rows[0]["type"]
        if not await self._reaches(spec, identifier, kind, anywhere=anywhere or whole):
            raise UnknownThingError(identifier, kinds)
        states = await self.tx.run(cypher.read_states(spec), {"ids": [identifier]})
        said = tuple(version_from(row["version"]) for row in states if row["version"] is not None)
        if not said:
            raise UnknownThingError(identifier, kinds)
        self.saw(said)
        if whole and self._sight and not await self._sight.holds(self.tx, spec, identifier, kind):
            raise BeyondReachError.of(identifier)
        own = identifier if rows[0]["type"] == Label.PARK else rows[0]["park_id"]
        self._park = self._park or own
        return Standing(id=identifier, spec=node_spec(rows[0]["type"]), park=own, versions=said)

    async def is_seen(self, entity: Entity) -> bool:
        """Tell whether who acts may see what is recorded under the id of a new thing."""
        spec = node_spec(entity.label)
        return self._sight is None or await self._sight.sees(self.tx, spec, entity.id)

    @property
    def is_bound(self) -> bool:
        """Whether who acts is bound to a scope."""
        return self._sight is not None

    async def is_recorded(self, entity: Entity) -> bool:
        """Tell whether something is recorded under the id of a new thing."""
        spec = node_spec(entity.label)
        rows = await self.tx.run(cypher.read_states(spec), {"ids": [entity.id]})
        return any(row["version"] is not None for row in rows)

    async def document(self, identifier: str) -> None:
        """See that a document is on file.

        Raises:
            UnknownThingError: If it is not.
        """
        found = await self._found(DOCUMENT, identifier, hold=False)
        if not found or (
            self._sight and not await self._sight.reads(self.tx, DOCUMENT, identifier)
        ):
            raise UnknownThingError(identifier, DOCUMENT.zh)

    @property
    def names_persons(self) -> bool:
        """Whether a refusal may name persons to who acts."""
        reach = self.entry.actor.reach
        return reach is None or reach.personal

    def saw(self, versions: Sequence[Version]) -> None:
        """Note versions that were read, so that nothing is recorded before them."""
        self._latest = max([self._latest, *(version.recorded_at for version in versions)])

    def expect(self, identifier: str, current: str) -> None:
        """See that nothing was recorded since the client read.

        Args:
            identifier: Of what it read.
            current: When the last change of that was recorded.

        Raises:
            StaleVersionError: If that is later than what the client saw.
            InputRefusedError: If what it saw is still to come, which would match whatever stands.
        """
        expected = self.entry.expected
        if expected is None:
            return
        if expected > max(current, self.entry.at):
            past = (
                "所见版本的记录时刻，不在将来",
                "when what you saw was recorded, not in the future",
            )
            raise InputRefusedError("expected_version", expected, past)
        if expected < current:
            raise StaleVersionError(identifier, expected, current)

    def touch(self, thing: Standing) -> None:
        """Record a thing anew as it is, so that its version tells of a change around it."""
        current = thing.on(self.entry.today)
        same = replace(current, recorded_at="")
        self._revise(thing, Revision(retract=(current,), record=(same,)))

    def change(self, thing: Standing, day: str, changed: Mapping[str, Any]) -> None:
        """Let a thing be different from a day on.

        Raises:
            NotAllowedError: If something else is on record from a later day.
        """
        revision = succession(thing.versions, day, changed, self._signed, LINEAGE)
        self._revise(thing, revision)

    def correct(self, thing: Standing, version: Version, changed: Mapping[str, Any]) -> None:
        """Let a version of a thing have been different for all its days."""
        self._revise(thing, correction(version, changed, self._signed, LINEAGE))

    def end(self, link: Linked, day: str) -> None:
        """Let a relationship be true no longer from a day on."""
        revision = ended(link.version, day, self._signed, LINEAGE)
        place = {"source": link.source, "target": link.target}
        self._revised.append(Revised(link.id, link.shape, revision, place))

    def revise(self, revised: Revised) -> None:
        """Let other versions of a thing or relationship be recorded."""
        self._revised.append(revised)

    def add(self, statement: Entity | Relation) -> None:
        """Let something be stated that was not.

        Raises:
            StatementRefusedError: If the model does not know such a statement.
        """
        signed = replace(statement, evidence=self._signed)
        for fault in faults_of(signed):
            raise StatementRefusedError(signed.id, fault)
        self._new.append(signed)

    async def record(self, subject: str, other: str | None = None, *, as_of: str) -> dict[str, Any]:
        """Write it with its entry and its audit record, and return what that says."""
        at = _after(self._latest)
        await self._keep_entry(at)
        for each in self._revised:
            await rewrite(
                self.tx,
                each.shape,
                [(each.id, version) for version in each.revision.retract],
                [(each.id, version) for version in each.revision.record],
                {each.id: each.place},
                at,
            )
        await self._write_new(at)
        said = {
            **audited(self.entry, self._revised, self._new),
            "recorded_at": at,
            "as_of": as_of,
            "subject": subject,
            "object": other,
        }
        row = audit_row(self.entry.record_id, {**said, "park_id": self._park})
        await self.tx.run(FILL_RECORD, row)
        return said

    async def _reaches(self, spec: NodeSpec, identifier: str, kind: str, *, anywhere: bool) -> bool:
        if self._sight is None:
            return True
        if anywhere:
            return await self._sight.sees(self.tx, spec, identifier)
        return await self._sight.reaches(self.tx, spec, identifier, kind)

    async def _found(self, spec: NodeSpec, identifier: str, *, hold: bool) -> list[dict[str, Any]]:
        return await self.tx.run(cypher.look_up(spec, hold=hold), {"ids": [identifier]})

    def _revise(self, thing: Standing, revision: Revision) -> None:
        """See that what changes is as the model has it; what was at fault before may stay so."""
        before = [fault for version in revision.retract for fault in _faults(thing, version)]
        for version in revision.record:
            for fault in _faults(thing, version):
                if fault not in before:
                    raise StatementRefusedError(thing.id, fault)
        self._revised.append(Revised(thing.id, thing.spec, revision, {}))

    async def _keep_entry(self, at: str) -> None:
        source = self.entry.source
        said = {
            "name": source.name,
            "sha256": source.sha256,
            "source": source.source,
            "media_type": source.media_type,
            "text": source.text,
            "recorded_at": at,
        }
        row = {"id": source.id, "properties": said | sort_keys(DOCUMENT, source.id, said)}
        await self.tx.run(cypher.merge_records(DOCUMENT), {"rows": [row]})
        things, links = spoken_of(self._revised, self._new)
        rows = evidence_rows(Batch(evidence=self.entry.evidence), at)
        told = [{**row, "entities": things, "relations": links} for row in rows]
        await self.tx.run(MERGE_EVIDENCE, {"rows": told})

    async def _write_new(self, at: str) -> None:
        lineage = dict.fromkeys(self._signed, LINEAGE)
        for each in self._new:
            if isinstance(each, Entity):
                await write_entities(
                    self.tx,
                    spec=node_spec(each.label),
                    entities=[each],
                    lineage=lineage,
                    recorded_at=at,
                    decided=True,
                )
            else:
                await write_relations(
                    self.tx,
                    ends=shape_of(each),
                    relations=[each],
                    lineage=lineage,
                    recorded_at=at,
                    decided=True,
                )


def _after(moment: str) -> str:
    """Return this instant, or the next one after a moment that a faster clock recorded."""
    present = now()
    if present > moment:
        return present
    return instant(datetime.fromisoformat(moment) + timedelta(microseconds=1))


def _faults(thing: Standing, version: Version) -> list[Fault]:
    """Return what the model does not accept in a version of a thing."""
    said = Entity(
        label=thing.spec.label,
        properties=version.properties,
        evidence=version.evidence,
        known_as=thing.id,
    )
    return list(faults_of(said))
