"""Aiming (对准现行关系): a row without a day is weighed against what holds, not what is over.

The id of a relationship tells since when it is true, so a row without a day meets the one of which
no beginning is known. Where that is over and another holds now, the row speaks of the other;
so it is on the day of its register, if that has one.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model.statement import Relation
from graph.store.outcome import Contest, WriteReport, is_undated
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.write import Batch
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.between import recorded_between
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.listed import days_of
from loaders.pipeline.periods import current_of, key_of, lasts

__all__ = ["aim"]

_Recorded = dict[object, dict[str, list[Version]]]


async def aim(
    store: Store,
    assembly: Assembly,
    written: WriteReport,
    again: Callable[[Batch], Awaitable[WriteReport]],
    foreseen: Foreseen | None = None,
) -> None:
    """Write what was put aside because of what is over, as said of what holds now.

    Args:
        store: Where both are recorded.
        assembly: What was written; takes in what is written again.
        written: What came of it; takes in what comes of that.
        again: Writes a batch, or tells what writing it would do.
        foreseen: What a trial load would have recorded.
    """
    undated = {place: s for place, s in _relations(written.contests) if is_undated(s)}
    recorded = await _recorded(store, undated.values())
    if foreseen is not None and recorded:
        _foresee(recorded, assembly.batch.relations, foreseen)
    days = days_of(assembly.batch) if undated else {}
    meant = {place: _then(s, recorded[key_of(s)], days) for place, s in undated.items()}
    aimed = {place: found for place, found in meant.items() if found is not None}
    if not aimed:
        return
    lines = {(s.id, s.evidence): line for s, line in assembly.told}
    for place, found in aimed.items():
        before = undated[place]
        assembly.told.append((found, lines[before.id, before.evidence]))
    written.contests = [c for place, c in enumerate(written.contests) if place not in aimed]
    more = await again(replace(assembly.batch, entities=[], relations=list(aimed.values())))
    written.add(more)
    written.recorded_at = more.recorded_at


def _relations(contests: Sequence[Contest]) -> Iterator[tuple[int, Relation]]:
    for place, contest in enumerate(contests):
        if isinstance(contest.statement, Relation):
            yield place, contest.statement


def _then(
    statement: Relation, recorded: Mapping[str, Sequence[Version]], days: Mapping[str, str]
) -> Relation | None:
    """Return a row's statement said of what holds on its day, if what it meets is over by then."""
    day = max((days[key] for key in statement.evidence if key in days), default=None)
    if day is None or any(lasts(version, day) for version in recorded.get(statement.id, ())):
        return None
    current = current_of([version for held in recorded.values() for version in held], day)
    if current is None or current.valid_from > day:
        return None
    found = replace(statement, valid_from=current.valid_from)
    return found if current in recorded.get(found.id, ()) else None


def _foresee(recorded: _Recorded, relations: Sequence[Relation], foreseen: Foreseen) -> None:
    """Take in what these relationships would have recorded."""
    between = [r for r in relations if key_of(r) in recorded]
    _, versions = foreseen.recorded(between)
    for relation in between:
        recorded[key_of(relation)][relation.id] = versions[relation.id]


async def _recorded(store: Store, statements: Collection[Relation]) -> _Recorded:
    """Return the versions of the relationships that are recorded between the same things, by id."""
    found: _Recorded = {key_of(one): defaultdict(list) for one in statements}
    for one in await recorded_between(store, statements):
        if one.key in found:
            found[one.key][one.id].append(one.version)
    return found
