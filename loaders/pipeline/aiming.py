"""Aiming (对准现行关系): a row without a day is weighed against what holds now, not what is over.

The id of a relationship tells since when it is true, so a row without a day meets the one of which
no beginning is known. Where that is over and another holds now, the row speaks of the other.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from graph.evidence import today
from graph.model.registry import relation_spec
from graph.model.statement import Relation
from graph.store.ledger import version_from
from graph.store.outcome import Contest, WriteReport, is_undated
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.statements import read_between
from graph.store.write import Batch, shape_of
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.periods import current_of, key_of, lasts

__all__ = ["aim"]

_Recorded = dict[object, dict[str, list[Version]]]


async def aim(
    store: Store,
    assembly: Assembly,
    written: WriteReport,
    again: Callable[[Batch], Awaitable[WriteReport]],
) -> None:
    """Write what was put aside because of what is over, as said of what holds now.

    Args:
        store: Where both are recorded.
        assembly: What was written; takes in what is written again.
        written: What came of it; takes in what comes of that.
        again: Writes a batch, or tells what writing it would do.
    """
    recorded = await _recorded(store, [c.statement for c in written.contests if _may(c)])
    aimed: dict[int, Relation] = {}
    for place, contest in enumerate(written.contests):
        if isinstance(contest.statement, Relation) and _may(contest):
            found = _now(contest.statement, recorded.get(key_of(contest.statement), {}))
            aimed |= {place: found} if found else {}
    if not aimed:
        return
    lines = {(s.id, s.evidence): line for s, line in assembly.told}
    for place, found in aimed.items():
        before = written.contests[place].statement
        assembly.told.append((found, lines[before.id, before.evidence]))
    written.contests = [c for place, c in enumerate(written.contests) if place not in aimed]
    more = await again(replace(assembly.batch, entities=[], relations=list(aimed.values())))
    written.add(more)
    written.recorded_at = more.recorded_at


def _may(contest: Contest) -> bool:
    return isinstance(contest.statement, Relation) and is_undated(contest.statement)


def _now(statement: Relation, recorded: dict[str, list[Version]]) -> Relation | None:
    """Return a statement said of what holds now, if what it meets is over."""
    day = today()
    if any(lasts(version, day) for version in recorded.get(statement.id, ())):
        return None
    current = current_of([version for held in recorded.values() for version in held], day)
    if current is None or current.valid_from > day:
        return None
    found = replace(statement, valid_from=current.valid_from)
    return found if current in recorded.get(found.id, ()) else None


async def _recorded(store: Store, statements: Sequence[object]) -> _Recorded:
    """Return the versions of the relationships that are recorded between the same things, by id."""
    shapes: dict[tuple[str, str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for one in statements:
        if isinstance(one, Relation):
            shapes[shape_of(one)][one.source.id, one.target.id] = None
    found: _Recorded = defaultdict(lambda: defaultdict(list))
    for (kind, *labels), ends in shapes.items():
        spec = relation_spec(kind)
        asked = [{"source": source, "target": target} for source, target in ends]
        statement = read_between(spec, (labels[0], labels[1]))
        for row in await store.read(statement, {"rows": asked}):
            version = version_from(row["version"])
            apart = tuple(version.properties.get(name) for name in spec.identity)
            key = (kind, row["source"], row["target"], apart)
            found[key][row["id"]].append(version)
    return found
