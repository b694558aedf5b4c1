"""Whether what a person accepts can be written as the graph stands by now (采纳前的核对)."""

from collections.abc import Sequence

from graph.model.identity import normalised
from graph.model.labels import RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.retracting import names_of
from loaders.figures import contradicts, same_figure
from loaders.identity import GLOBAL
from loaders.pipeline.holdings import same_family
from loaders.pipeline.lookup import Wanted, figures_of, known_nodes
from loaders.pipeline.proposal import Statement
from loaders.pipeline.refusals import StaleError, UnmetError

__all__ = ["refuse_stale", "refuse_unmet"]


async def refuse_unmet(store: Store, identifier: str, statements: Sequence[Statement]) -> None:
    """See that every end of what is written stands, or is written with it."""
    written = {s.id for s in statements if isinstance(s, Entity)}
    ends: set[str] = set()
    for statement in statements:
        if isinstance(statement, Relation):
            ends |= {statement.source.id, statement.target.id}
    standing = await names_of(store, ends - written)
    for end in sorted(ends - written - set(standing)):
        raise UnmetError(identifier, end)


async def refuse_stale(store: Store, identifier: str, statements: Sequence[Statement]) -> None:
    """See that nothing is written a second time that the graph knows by that name by now."""
    wanted = Wanted()
    entities = [s for s in statements if isinstance(s, Entity) and s.label in GLOBAL]
    for entity in entities:
        wanted.add_alias(entity.properties["name"])
        wanted.add(entity.properties["name"])
    nodes = await known_nodes(store, wanted) if entities else []
    for entity in entities:
        name = normalised(entity.properties["name"])
        peers = [n for n in nodes if same_family(n.label, entity.label)]
        called = {node.id for node in peers if normalised(node.name) == name}
        if called and entity.id not in called:
            raise StaleError(identifier, entity.properties["name"], min(called))
    await _refuse_counted(store, identifier, statements)


async def _refuse_counted(store: Store, identifier: str, statements: Sequence[Statement]) -> None:
    """See that no figure is written beside that of a register that came meanwhile."""
    measures = [s for s in statements if isinstance(s, Relation) and s.type is RelType.MEASURES]
    counted = {relation.source.id: relation.target.id for relation in measures}
    figures = {s.id: s.properties for s in statements if s.id in counted}
    for held in await figures_of(store, set(counted.values()), ()):
        for own, said in figures.items():
            is_same = same_figure(said, held) or contradicts(said, held)
            if held.registered and held.within == counted[own] and held.id != own and is_same:
                raise StaleError(identifier, held.name, held.id)
