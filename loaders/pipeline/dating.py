"""Dating (定时): since when what a later edition of a list says is true, and what it takes back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.evidence import UNKNOWN_START, Source
from graph.model.statement import Entity, Relation
from graph.store.plan import Version, others_say, sayings_of
from graph.store.port import Store
from graph.store.retracting import names_of
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.between import recorded_between
from loaders.pipeline.earlier import Earlier, entity_key, relation_key
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.lists import ListFile
from loaders.pipeline.periods import (
    NAMES,
    apart_of,
    current_of,
    differing,
    differs,
    key_of,
    lasts,
)
from loaders.pipeline.proposal import Statement
from loaders.pipeline.recorded import recorded_versions
from loaders.shelf import Shelf

__all__ = ["Dated", "Edition"]

_Said = Mapping[tuple[object, ...], frozenset[str]]


class Dated(NamedTuple):
    """What becomes of a part of a load by the day of a list (定时结果).

    Attributes:
        changed: What is to be said in place of what was said at a place.
        between: Ids of the relationships that are recorded, wherever the list says there is one.
    """

    changed: Mapping[int, Statement]
    between: Mapping[bytes, set[str]]


class Edition:
    """One list of a load, to be compared with its earlier editions (待比清单).

    Args:
        store: Where the earlier editions are recorded.
        file: The list.
        foreseen: What a trial load would have recorded before.
    """

    def __init__(self, store: Store, file: ListFile, foreseen: Foreseen | None) -> None:
        self.file = file
        self._store, self._foreseen = store, foreseen
        self._stated: Shelf[_Said] = Shelf()
        self._doubted: set[tuple[str, str]] = set()

    def note(self, assembly: Assembly) -> None:
        """Take in what a part of the load says of the list; all of it before anything is dated."""
        sha256, coverage = self.file.source.sha256, self.file.coverage
        said: dict[bytes, dict[tuple[object, ...], frozenset[str]]] = {}
        for _, statement in self._own(
            assembly, [*assembly.batch.entities, *assembly.batch.relations]
        ):
            key = _key(statement)
            if key not in said:
                said[key] = dict(self._stated.get(key) or {})
            apart = apart_of(statement)
            said[key][apart] = said[key].get(apart, frozenset()).union(statement.properties)
        for key, stated in said.items():
            self._stated.keep(key, stated)
        self._doubted |= {
            (s.id, name)
            for proposal in assembly.proposals
            if any(e.document == sha256 for e in proposal.evidence)
            for s in proposal.statements
            for name in s.properties
        }
        for entry in [*assembly.rejected, *(p.entry for p in assembly.proposals)]:
            if entry.place.file == self.file.name:
                coverage.doubt_text(f"{entry.subject}\n{entry.value or ''}")

    def put_away(self) -> None:
        """Move what is held in memory to a file."""
        self._stated.put_away()

    def call(self, source: Source) -> None:
        """Take the list for an edition of another."""
        self.file = self.file.called(source)

    def keys(self) -> Iterator[bytes]:
        """Yield what the list speaks for, in order."""
        return (key for key, _ in self._stated.items())

    def __contains__(self, key: object) -> bool:
        """Tell whether the list speaks for something."""
        return isinstance(key, bytes) and key in self._stated

    async def dated(
        self, assembly: Assembly, statements: Sequence[Statement], earlier: Earlier
    ) -> Dated:
        """Return statements of a part that say since when they are true, and what they take back.

        Args:
            assembly: The part.
            statements: What it says.
            earlier: What earlier editions of the list say.
        """
        own = self._own(assembly, statements)
        recorded, between = await self._recorded([statement for _, statement in own])
        lacking: dict[int, frozenset[str]] = {}
        for place, statement in own:
            found = self._lacking(statement, recorded.get(key_of(statement), ()), earlier)
            if found:
                lacking[place] = found
        links = [s for p, s in own if p in lacking and isinstance(s, Relation)]
        names = await names_of(self._store, {s.source.id for s in links})
        changed: dict[int, Statement] = {}
        for place, statement in own:
            taken = lacking.get(place, frozenset())
            if taken and self.file.coverage.doubts([_called(statement, names)]):
                taken = frozenset()
            versions = recorded.get(key_of(statement), ())
            since = self._since(statement, versions, taken)
            if taken or since != statement.valid_from:
                until = self._until(statement, versions)
                changed[place] = replace(
                    statement, valid_from=since, valid_to=until, withdrawn=taken
                )
        return Dated(changed, between)

    def _own(
        self, assembly: Assembly, statements: Iterable[Statement]
    ) -> list[tuple[int, Statement]]:
        """Return the statements that the list makes, each with its place among all."""
        sha256 = self.file.source.sha256
        own = {e.id for e in assembly.batch.evidence if e.document == sha256}
        said = enumerate(statements)
        return [(place, s) for place, s in said if not own.isdisjoint(s.evidence)]

    async def _recorded(
        self, own: Sequence[Statement]
    ) -> tuple[dict[object, list[Version]], dict[bytes, set[str]]]:
        """Return the versions that are recorded of what the list says, by what they speak of.

        And the ids of all relationships that are recorded where the list says that there is one.
        """
        _, found = await recorded_versions(
            self._store, [s for s in own if isinstance(s, Entity)], self._foreseen
        )
        recorded: dict[object, list[Version]] = dict(found.items())
        links = [s for s in own if isinstance(s, Relation)]
        between: dict[bytes, set[str]] = {_key(s): set() for s in links}
        others: dict[object, list[Version]] = defaultdict(list)
        lineage = self.file.source.lineage
        for one in await recorded_between(self._store, links):
            between[relation_key(*one.ends)].add(one.id)
            since = one.version.valid_from
            if since == UNKNOWN_START or lineage in one.version.lineages:
                recorded.setdefault(one.key, []).append(one.version)
            elif since <= self.file.day and lasts(one.version, self.file.day):
                others[one.key].append(one.version)
        return {**others, **recorded}, between

    def _lacking(
        self, statement: Statement, versions: Sequence[Version], earlier: Earlier
    ) -> frozenset[str]:
        """Return the properties that only earlier editions of the list give."""
        current = current_of(versions, self.file.day)
        if current is None or self.file.whole is False:
            return frozenset()
        silent = current.properties.keys() - statement.properties.keys() - NAMES
        if not silent or not earlier.issuperset(current.evidence):
            return frozenset()
        kind = str(statement.label if isinstance(statement, Entity) else statement.type)
        read, doubted = self.file.coverage.properties, self._doubted
        said = (self._stated.get(_key(statement)) or {}).get(apart_of(statement), frozenset())
        return frozenset(
            name
            for name in silent - said
            if (kind, name) in read and (statement.id, name) not in doubted
        )

    def _since(
        self, statement: Statement, versions: Sequence[Version], lacking: Collection[str]
    ) -> str:
        """Return since when a statement is true."""
        day, dated = self.file.day, self.file.source.dated_on is not None
        if statement.valid_from != UNKNOWN_START:
            return statement.valid_from
        current = current_of(versions, day)
        if current is None and statement.valid_to is None:
            anew = bool(versions) or (dated and self.file.whole is not False)
            return day if anew else UNKNOWN_START
        if current is None:
            return UNKNOWN_START
        own = self._may_date(statement, current)
        if dated and own and day > current.valid_from and (lacking or differs(statement, current)):
            return day
        return current.valid_from if isinstance(statement, Relation) else UNKNOWN_START

    def _may_date(self, statement: Statement, current: Version) -> bool:
        """Tell whether the list gave what it gives otherwise now, and not another source alone."""
        lineage, said = self.file.source.lineage, sayings_of(current)
        if lineage not in current.lineages or said is None:
            return lineage in current.lineages
        return not any(
            others_say(current, [lineage], name)
            for name in differing(statement, current)
            if name not in said[lineage]
        )

    def _until(self, statement: Statement, versions: Sequence[Version]) -> str | None:
        """Return until when a statement is true; one that only repeats another source says no more.

        What others say lasts until a day is not made to last longer by a list that names no day.
        """
        current = current_of(versions, self.file.day)
        silent = isinstance(statement, Relation) and statement.valid_to is None
        if current is None or not silent or self.file.source.lineage in current.lineages:
            return statement.valid_to
        return current.valid_to


def _key(statement: Statement) -> bytes:
    if isinstance(statement, Entity):
        return entity_key(statement.id)
    return relation_key(statement.type, statement.source.id, statement.target.id)


def _called(statement: Statement, names: Mapping[str, str]) -> str:
    if isinstance(statement, Relation):
        return names.get(statement.source.id, "")
    return str(statement.properties.get("name", ""))
