"""Repeating (复述): what a list says without a day may be what another source dates.

A list that holds for a day and names a relationship without one means that which is true then. If a
source tells since when, be it recorded or of the same load, that is the same one, and neither
begins nor ends otherwise for being listed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from graph.evidence import UNKNOWN_START
from graph.model.statement import Relation
from graph.store.outcome import is_undated
from graph.store.port import Store
from graph.store.sole import expected
from graph.store.write import Batch
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.between import recorded_between
from loaders.pipeline.instead import say_instead
from loaders.pipeline.periods import key_of

__all__ = ["repeat", "repeated"]

_Term = tuple[str, str | None]


async def repeat(store: Store, assembly: Assembly, lists: Collection[str]) -> None:
    """Let lists say of dated relationships since when they are true; as `repeated`."""
    say_instead(assembly, await repeated(store, assembly, lists))


async def repeated(
    store: Store, assembly: Assembly, lists: Collection[str]
) -> Mapping[int, Relation]:
    """Return what lists say of dated relationships, by its place among all that is said.

    Args:
        store: Where other sources are recorded.
        assembly: What is to be written.
        lists: Digests of the lists that have no earlier edition.
    """
    batch = assembly.batch
    days = _days(batch, lists)
    undated = {
        place: (relation, days[key])
        for place, relation in enumerate(batch.relations, len(batch.entities))
        for key in relation.evidence
        if key in days and is_undated(relation)
    }
    if not undated:
        return {}
    terms = await _terms(store, batch, [relation for relation, _ in undated.values()])
    return {
        place: replace(relation, valid_from=term[0], valid_to=term[1])
        for place, (relation, day) in undated.items()
        if (term := _term(terms[key_of(relation)], day)) is not None
    }


def _days(batch: Batch, lists: Collection[str]) -> Mapping[str, str]:
    """Return the day for which each row of a dated list speaks, by the id of its evidence."""
    days = {s.sha256: s.dated_on for s in batch.sources if s.dated_on and s.sha256 in lists}
    return {e.id: days[e.document] for e in batch.evidence if e.document in days}


async def _terms(
    store: Store, batch: Batch, undated: Collection[Relation]
) -> Mapping[object, set[_Term]]:
    """Return the terms that are recorded or stated of what these relationships speak of."""
    terms: dict[object, set[_Term]] = defaultdict(set)
    asked = set(map(key_of, undated))
    for relation in batch.relations:
        if relation.valid_from != UNKNOWN_START and (key := key_of(relation)) in asked:
            terms[key].add((relation.valid_from, relation.valid_to))
    may = expected(store)
    ends = [r for r in undated if may is None or (may(r.source.id) and may(r.target.id))]
    for one in await recorded_between(store, ends):
        terms[one.key].add((one.version.valid_from, one.version.valid_to))
    return terms


def _term(terms: Collection[_Term], day: str) -> _Term | None:
    """Return the only dated term that holds on a day; None if one without a beginning does."""
    held = list(_holding(terms, day))
    return held[0] if len(held) == 1 and held[0][0] != UNKNOWN_START else None


def _holding(terms: Collection[_Term], day: str) -> Iterator[_Term]:
    for since, until in terms:
        if since <= day and (until is None or day < until):
            yield since, until
