"""Merging and splitting (合并与拆分): that two things on record are one, and that they are not.

Nothing is deleted. What was said of the other is retracted and said of the one that is kept, so a
question about an instant before finds both; a split retracts that and says it as before.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from graph.acts.absorbed import merged_at
from graph.acts.acting import Done, Outcome, act
from graph.acts.draft import Draft
from graph.acts.entry import Entry
from graph.acts.joining import added, joined, parted, together
from graph.acts.refusals import UnknownThingError
from graph.acts.standing import Standing
from graph.acts.succession import Revision
from graph.acts.telling import Revised
from graph.acts.ties import Tie, around, moved
from graph.model.labels import Label
from graph.model.registry import THINGS
from graph.model.spec import NodeSpec
from graph.responsibility.refusals import NotAllowedError
from graph.store import statements as cypher
from graph.store.evidence_statements import ADD_SAID, TAKE_SAID
from graph.store.ledger import version_from
from graph.store.plan import Version
from graph.store.port import Store, Transaction

__all__ = ["merge", "split"]

_CODED: Final = frozenset({Label.REGION, Label.SUBSTANCE})
_LABELS: Final = tuple(spec.label for spec in THINGS if spec.label not in _CODED)
_KINDS: Final = "可合并的对象"


async def merge(store: Store, entry: Entry, kept: str, other: str) -> Done:
    """Let two things be one (合并).

    Args:
        store: Where they are recorded.
        entry: Who says so.
        kept: Id of the one that is kept.
        other: Id of the other.

    Raises:
        UnknownThingError: If there is no such thing, or it is known by an official code alone.
        StaleVersionError: If somebody wrote since the client read.
        NotAllowedError: If they are of different types, or one and the same.
    """

    async def work(draft: Draft) -> Outcome:
        one = await draft.thing(kept, _LABELS, _KINDS, hold=True)
        two = await draft.thing(other, _LABELS, _KINDS, hold=True)
        _refuse_unlike(one, two)
        draft.expect(kept, max(one.recorded_at, two.recorded_at))
        versions = joined(one.spec, one.versions, two.versions)
        revised = [
            Revised(kept, one.spec, Revision(retract=one.versions, record=tuple(versions)), {}),
            Revised(other, two.spec, Revision(retract=two.versions, record=()), {}),
        ]
        own = {tie.id: tie for tie in await around(draft, one.spec, kept)}
        carried: dict[str, Tie] = {}
        for tie in await around(draft, two.spec, other):
            revised.append(tie.revised(tie.versions, ()))
            own.pop(tie.id, None)
            found = moved(tie, other, kept)
            if found is not None:
                earlier = carried.get(found.id, own.get(found.id))
                said = together(earlier.versions if earlier else (), found.versions)
                carried[found.id] = replace(found, versions=tuple(said))
        for key, tie in carried.items():
            revised.append(tie.revised(own[key].versions if key in own else (), tie.versions))
        await _revise(draft, revised)
        return Outcome(subject=kept, other=other)

    return await act(store, entry, work)


async def split(store: Store, entry: Entry, kept: str, other: str) -> Done:
    """Let two things that were merged be two again (拆分).

    Each is as it was before; what was said of the one that is kept since then stays with it.

    Raises:
        UnknownThingError: If there is no such thing.
        StaleVersionError: If somebody wrote since the client read.
        NotAllowedError: If the two were not merged, or are apart already.
    """

    async def work(draft: Draft) -> Outcome:
        at = await merged_at(draft.tx, kept, other)
        one = await draft.thing(kept, _LABELS, _KINDS, hold=True)
        draft.expect(kept, one.recorded_at)
        spec = one.spec
        if any(row["version"] for row in await _states(draft.tx, spec, other)):
            raise NotAllowedError(
                f"{other} 已另有记录，不能拆分。",
                f"{other} is on record by itself again, so there is nothing to split.",
                identifier=other,
            )
        before = await _past(draft.tx, spec, kept, "retracted_at", at)
        revised = [
            Revised(kept, spec, await _apart(draft.tx, one, before, at), {}),
            Revised(
                other,
                spec,
                Revision(retract=(), record=await _past(draft.tx, spec, other, "retracted_at", at)),
                {},
            ),
        ]
        revised += await _ties_apart(draft, spec, (kept, other), at)
        await _revise(draft, revised)
        return Outcome(subject=kept, other=other)

    return await act(store, entry, work)


def _refuse_unlike(one: Standing, two: Standing) -> None:
    if one.id == two.id:
        raise NotAllowedError(
            "两个标识相同，无须合并。", "they are one and the same already.", identifier=one.id
        )
    if one.spec.label != two.spec.label:
        raise NotAllowedError(
            f"{one.spec.zh}和{two.spec.zh}不能合并；类型有误的请先在登记册中更正。",
            f"{one.spec.label} and {two.spec.label} cannot be one; correct the type first.",
            identifier=two.id,
        )


async def _states(tx: Transaction, spec: NodeSpec, of: str) -> list[dict[str, Any]]:
    rows = await tx.run(cypher.read_states(spec), {"ids": [of]})
    if not rows:
        raise UnknownThingError(of, _KINDS)
    return rows


async def _past(
    tx: Transaction, spec: NodeSpec, of: str, clock: str, at: str
) -> tuple[Version, ...]:
    """Return the versions that were recorded, or retracted, at an instant."""
    rows = await tx.run(cypher.read_past_states(spec, clock), {"id": of, "at": at})
    return tuple(version_from(row["version"]) for row in rows)


async def _apart(tx: Transaction, one: Standing, before: Sequence[Version], at: str) -> Revision:
    """Return what is kept as it was, and as it has changed since."""
    merged = await _past(tx, one.spec, one.id, "recorded_at", at)
    pairs = list(
        zip(
            sorted(merged, key=lambda v: v.valid_from),
            sorted(before, key=lambda v: v.valid_from),
            strict=True,
        )
    )
    record = [parted(version, *_pair(version, pairs)) for version in one.versions]
    return Revision(retract=one.versions, record=tuple(record))


def _pair(version: Version, pairs: Sequence[tuple[Version, Version]]) -> tuple[Version, Version]:
    """Return what a version was at the merge and before it: the one that it goes back to."""
    reached = [pair for pair in pairs if pair[0].valid_from <= version.valid_from]
    return (reached or pairs)[-1 if reached else 0]


async def _ties_apart(
    draft: Draft, spec: NodeSpec, pair: tuple[str, str], at: str
) -> list[Revised]:
    """Return the relationships of both as they were, and as they have changed since."""
    kept, other = pair
    now = {tie.id: tie for tie in await around(draft, spec, kept)}
    mine = {tie.id: tie for tie in await around(draft, spec, kept, at=at)}
    theirs = await around(draft, spec, other, at=at)
    carried: dict[str, list[Tie]] = defaultdict(list)
    revised = [tie.revised((), tie.versions) for tie in theirs if moved(tie, other, kept) is None]
    for tie in theirs:
        if (found := moved(tie, other, kept)) is not None:
            carried[found.id].append(tie)
    for key, former in carried.items():
        if key in now:
            revised += _tie_apart(now[key], mine.get(key), former, at)
    return revised


def _tie_apart(now: Tie, mine: Tie | None, former: Sequence[Tie], at: str) -> list[Revised]:
    """Return one relationship with what is kept, and those it was made of."""
    own = mine.versions if mine else ()
    if any(version.recorded_at != at for version in now.versions):
        # It changed since: so it did for the one it came from, unless both had it.
        back = [] if mine else [former[0].revised((), now.versions)]
        return [now.revised(now.versions if back else (), ()), *back] if back else []
    since = added(now.versions, [*own, *(v for tie in former for v in tie.versions)])
    stays = list(own)
    if since:
        stays = together(own, [_resting_on(version, since) for version in now.versions])
    return [now.revised(now.versions, stays), *(tie.revised((), tie.versions) for tie in former)]


def _resting_on(version: Version, since: Sequence[str]) -> Version:
    return Version(
        properties=version.properties,
        evidence=tuple(since),
        lineages=version.lineages,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )


async def _revise(draft: Draft, revised: Sequence[Revised]) -> None:
    """Put down what changes, and let each place say what it is said of since."""
    took: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    gave: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for each in revised:
        draft.revise(each)
        is_thing, said = isinstance(each.shape, NodeSpec), each.id
        if not isinstance(each.shape, NodeSpec):
            said = "|".join((each.shape[0], each.place["source"], each.place["target"]))
        for versions, rows in ((each.revision.retract, took), (each.revision.record, gave)):
            for evidence in {key for version in versions for key in version.evidence}:
                rows[evidence][0 if is_thing else 1].append(said)
    for statement, rows in ((TAKE_SAID, took), (ADD_SAID, gave)):
        told = [{"id": key, "entities": a, "relations": b} for key, (a, b) in rows.items()]
        await draft.tx.run(statement, {"rows": told})
