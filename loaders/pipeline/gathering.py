"""Gathering (汇集): what files say, as one batch, by what the graph holds of it."""

from collections.abc import Sequence

from graph.acts.absorbed import merged_into
from graph.evidence import Source
from graph.model.labels import Label
from graph.store.port import Store
from graph.store.sole import possible
from loaders.documents.precision import TrackRecord
from loaders.identity import Mention, UnresolvedError
from loaders.pipeline.assembly import Assembly, Before, assemble
from loaders.pipeline.directory import Directory
from loaders.pipeline.documents import home_of, names_in, read_document, regions_in
from loaders.pipeline.lookup import figures_of, known_nodes, unregistered, wanted_by
from loaders.pipeline.sources import DocumentFile
from loaders.pipeline.takeover import Takeover, taken_over
from loaders.registers import Reading
from loaders.report import Place

__all__ = ["gathered", "region_of"]


async def gathered(
    store: Store,
    sources: Sequence[Source],
    registers: Reading,
    documents: Sequence[DocumentFile],
    rules: TrackRecord,
    before: Before,
) -> tuple[Assembly, Takeover]:
    """Return what registers and documents say, as the graph stands now.

    Args:
        store: The graph.
        sources: The registers of the load.
        registers: What rows of them say.
        documents: The documents that say it with them.
        rules: What was measured of the rules that read documents.
        before: What earlier portions of the load said.
    """
    said = [name for document in documents for name in names_in(document)]
    stated = [*registers.entities, *registers.earlier]
    may = await possible(store)
    known = await known_nodes(store, wanted_by(stated, registers.relations, said), may)
    regions = Directory(stated, known)
    told = [read_document(d, region_of(d, regions), rules) for d in documents]
    entities = [*registers.entities, *(e for d in told for e in d.entities)]
    merged = await merged_into(store) if may is None else {}  # who writes alone merges nothing
    directory = Directory([*entities, *registers.earlier], known, merged)
    figures = await figures_of(store, directory.counted(), directory.registered(), may)
    directory.count(figures)
    directory.rename(await unregistered(store, directory.called_otherwise()))
    assembly = assemble(
        [*sources, *(d.source for d in documents)],
        entities,
        [*registers.relations, *(r for d in told for r in d.relations)],
        directory,
        [proposal for d in told for proposal in d.proposals],
        before,
    )
    assembly.rejected[:0] = registers.rejected
    return assembly, await taken_over(store, directory, figures)


def region_of(document: DocumentFile, directory: Directory) -> str | None:
    """Return the code of the division that a document reports on.

    Where it does not say, that of the region it names most and that is known.
    """
    if own := home_of(document):
        return own.code
    place = Place(file=document.source.name)
    for name in regions_in(document):
        try:
            found = directory.reference(Mention(text=name, labels=(Label.REGION,), place=place))
        except UnresolvedError:
            continue
        return found.id.partition(":")[2]
    return None
