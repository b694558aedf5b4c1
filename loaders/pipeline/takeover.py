"""Taking over figures (指标归并): one that only documents gave becomes that of a register.

So one figure comes of a document and a register in whatever order they are loaded. What the
document said moves, with its places; if it gives another number, the two are a contest.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from graph.evidence import Evidence, Source
from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Reference, Relation
from graph.store.port import Store
from graph.store.retracting import Gone, Sayings, gone_from
from loaders.figures import Figure
from loaders.identity import UnresolvedError
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.directory import Directory
from loaders.pipeline.lookup import places_of
from loaders.pipeline.proposal import Statement
from loaders.report import Entry, Place

__all__ = ["Takeover", "taken_over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """What documents said of figures, to be said of those of registers (指标归并).

    Attributes:
        places: Where they said so.
        told: What to write, with its line in the report.
        gone: What to retract, with its line.
    """

    places: Sequence[tuple[Evidence, Source]] = ()
    told: list[tuple[Statement, Entry]] = field(default_factory=list)
    gone: list[tuple[Gone, Entry]] = field(default_factory=list)

    def into(self, assembly: Assembly) -> None:
        """Put it before what the load itself says: what was recorded first stands until then."""
        if not (self.told or self.places):
            return
        batch = assembly.batch
        evidence = {e.id: e for e, _ in self.places} | {e.id: e for e in batch.evidence}
        sources = {s.sha256: s for _, s in self.places} | {s.sha256: s for s in batch.sources}
        statements = [statement for statement, _ in self.told]
        assembly.told[:0] = self.told
        assembly.batch = replace(
            batch,
            sources=list(sources.values()),
            evidence=list(evidence.values()),
            entities=[*(s for s in statements if isinstance(s, Entity)), *batch.entities],
            relations=[*(s for s in statements if isinstance(s, Relation)), *batch.relations],
        )


async def taken_over(store: Store, directory: Directory, figures: Sequence[Figure]) -> Takeover:
    """Return what becomes of the figures of documents that a register names now."""
    meant = {figure.id: (figure, found) for figure, found in _meant(directory, figures)}
    if not meant:
        return Takeover()
    taken = [figure for figure, _ in meant.values()]
    evidence = frozenset(place for figure in taken for place in figure.evidence)
    said = Sayings(
        evidence=evidence,
        entities=frozenset(meant),
        relations=frozenset((RelType.MEASURES.value, f.id, f.within) for f in taken),
    )
    places = await places_of(store, evidence)
    files = {place.id: source.name for place, source in places}
    takeover = Takeover(places=places)
    for one in await gone_from(store, said, ()):
        figure, (identifier, name) = meant[one.ends[0] if one.ends else one.id]
        line = Entry(kind=one.kind, subject=name, place=Place(file=files[one.version.evidence[0]]))
        takeover.told.append((_moved(one, figure, identifier, name), line))
        takeover.gone.append((one, _merged(line, figure, name)))
    return takeover


def _meant(
    directory: Directory, figures: Sequence[Figure]
) -> Iterator[tuple[Figure, tuple[str, str]]]:
    """Yield each figure of documents alone, with id and name of that of a register."""
    for figure in figures:
        if not figure.registered:
            with suppress(UnresolvedError):
                found = directory.registered_as(figure, figure.within)
                if found and found[0] != figure.id:
                    yield figure, found


def _moved(one: Gone, figure: Figure, identifier: str, name: str) -> Statement:
    """Return what was said of a document's figure, said of a register's."""
    version = one.version
    if one.ends is None:
        return Entity(
            label=Label.INDICATOR,
            properties={**version.properties, "name": name},
            evidence=version.evidence,
            known_as=identifier,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
        )
    return Relation(
        type=RelType.MEASURES,
        source=Reference(label=Label.INDICATOR, id=identifier),
        target=Reference(label=Label(figure.type), id=figure.within),
        properties=version.properties,
        evidence=version.evidence,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )


def _merged(line: Entry, figure: Figure, name: str) -> Entry:
    return replace(
        line,
        subject=figure.name,
        zh=f"即登记册的指标“{name}”，已并入",
        en=f"is the figure “{name}” of a register, and was merged into it",
    )
