"""Saying instead (改述): what a part of a load says, put otherwise, in the report too."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from graph.evidence import Source
from graph.model.statement import Entity, Relation
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.proposal import Statement

__all__ = ["say_instead"]


def say_instead(
    assembly: Assembly,
    dated: Mapping[int, Statement],
    sources: Sequence[Source] = (),
    called: Mapping[str, Source] = MappingProxyType({}),
) -> None:
    """Put statements in the place of those that they are made from, in the report too.

    Args:
        assembly: A part of a load.
        dated: What is to be said in place of what is said at a place.
        sources: Lists that end something, whether this part speaks for them or not.
        called: Lists that are editions of others than their names tell, by digest.
    """
    _call(assembly, called)
    batch = assembly.batch
    silent = [source for source in sources if source not in batch.sources]
    if silent:
        assembly.batch = batch = replace(batch, sources=[*batch.sources, *silent])
    if dated:
        _replace(assembly, dated)


def _call(assembly: Assembly, called: Mapping[str, Source]) -> None:
    batch = assembly.batch
    if not any(source.sha256 in called for source in batch.sources):
        return
    sources = [called.get(source.sha256, source) for source in batch.sources]
    assembly.batch = replace(batch, sources=sources)
    assembly.proposals = [
        replace(each, lineage=source.lineage)
        if (source := called.get(each.evidence[0].document))
        else each
        for each in assembly.proposals
    ]


def _replace(assembly: Assembly, dated: Mapping[int, Statement]) -> None:
    batch = assembly.batch
    said: list[Statement] = [*batch.entities, *batch.relations]
    instead = {_at_place(said[place]): deque[Statement]() for place in dated}
    for place, statement in enumerate(said):
        if (key := _at_place(statement)) in instead:
            said[place] = dated.get(place, statement)
            instead[key].append(said[place])
    assembly.told = [
        (instead[key].popleft() if (key := _at_place(statement)) in instead else statement, line)
        for statement, line in assembly.told
    ]
    assembly.batch = replace(
        batch,
        entities=[s for s in said if isinstance(s, Entity)],
        relations=[s for s in said if isinstance(s, Relation)],
    )


def _at_place(statement: Statement) -> tuple[str, tuple[str, ...]]:
    return (statement.id, tuple(statement.evidence))
