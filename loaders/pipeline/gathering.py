"""Gathering (汇集): what files say, as one batch, by what the graph holds of it."""

from collections.abc import Callable, Sequence

from graph.acts.absorbed import merged_into
from graph.evidence import Source
from graph.model.labels import Label
from graph.store.port import Store
from graph.store.sole import expected, possible
from loaders.documents.precision import TrackRecord, packaged
from loaders.figures import Figure
from loaders.identity import Mention, UnresolvedError
from loaders.pipeline.ahead import NOTHING, Coming, NotYetError, off_loop
from loaders.pipeline.assembly import Assembly, Before, assemble
from loaders.pipeline.directory import Directory
from loaders.pipeline.documents import home_of, names_in, read_document, regions_in
from loaders.pipeline.lookup import figures_of, known_nodes, unregistered, wanted_by
from loaders.pipeline.takeover import Takeover, taken_over
from loaders.registers import Reading
from loaders.report import Place
from loaders.sources import DocumentFile

__all__ = ["gathered", "region_of"]


async def gathered(
    store: Store,
    sources: Sequence[Source],
    registers: Reading,
    documents: Sequence[DocumentFile],
    rules: TrackRecord | None,
    before: Before,
    ahead: Coming = NOTHING,
) -> tuple[Assembly, Takeover]:
    """Return what registers and documents say, as the graph stands now.

    Args:
        store: The graph.
        sources: The registers of the load.
        registers: What rows of them say.
        documents: The documents that say it with them.
        rules: What was measured of the rules that read documents; None takes what comes with them.
        before: What earlier portions of the load said.
        ahead: What is not in the store yet.

    Raises:
        NotYetError: If it depends on what is just being written in other ways than are known.
    """
    said = [name for document in documents for name in names_in(document)]
    stated = [*registers.entities, *registers.earlier]
    may = _expected(store) if ahead.racing else await possible(store)
    wanted = await off_loop(wanted_by, stated, registers.relations, said)
    known = await known_nodes(store, wanted, may, ahead, before.recalled)
    regions = Directory(stated if documents else (), known)
    told = [read_document(d, region_of(d, regions), rules or packaged()) for d in documents]
    entities = [*registers.entities, *(e for d in told for e in d.entities)]
    merged = await merged_into(store) if may is None else {}  # who writes alone merges nothing
    directory = await off_loop(Directory, [*entities, *registers.earlier], known, merged)
    figures: list[Figure] = []
    if before.documents or may is None:  # else registers alone spoke, and their figures stand
        counted, listed = await off_loop(lambda: (directory.counted(), directory.registered()))
        figures = await figures_of(store, counted, listed, may, ahead)
    if ahead.racing and not all(figure.registered for figure in figures):
        raise NotYetError  # a document's figure may be taken over, with all that is said of it
    directory.count(figures)
    called = await off_loop(directory.called_otherwise)
    directory.rename(await unregistered(store, called, ahead))
    assembly = await off_loop(
        assemble,
        [*sources, *(d.source for d in documents)],
        entities,
        [*registers.relations, *(r for d in told for r in d.relations)],
        directory,
        [proposal for d in told for proposal in d.proposals],
        before,
    )
    assembly.rejected[:0] = registers.rejected
    return assembly, await taken_over(store, directory, figures)


def _expected(store: Store) -> Callable[[str], bool]:
    if (may := expected(store)) is None:
        raise NotYetError
    return may


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
