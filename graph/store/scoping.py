"""Keeping the keys of what may be seen (可见范围的维护): on every node, as one short list.

Whatever changes the graph marks the keys as out of date in the same transaction. Who reads for a
caller that is bound to a scope has them brought up to date first; what is new bears none until
then, and is seen by nobody. A day that begins counts as a change, since validities begin and end.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from graph.cypher.sight import PERSONAL
from graph.model.identity import label_of
from graph.model.labels import Label, RelType
from graph.model.registry import THINGS, relation_spec
from graph.model.visibility import PUBLIC, TIES, Tie, keys_of
from graph.store.holding_statements import MARK_SCOPES
from graph.store.port import Store, Transaction

__all__ = ["is_current", "refreshed", "rescope"]

_CURRENT: Final = "MATCH (m:Scoping {id: 'scoping'}) RETURN m.day AS day"
_DONE: Final = "MERGE (m:Scoping {id: 'scoping'}) SET m.day = $day"
_NOBODY: Final = "-"
"""Key that no caller has."""
_CHUNK: Final = 1000
_PROPOSALS: Final = """\
MATCH (n:Proposal)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
RETURN n.id AS id, s.kind AS kind, s.subject AS subject, s.object AS object, s.evidence AS evidence,
  s.told AS told, any(word IN $personal WHERE s.statement CONTAINS word) AS personal"""
_PERSONAL: Final = sorted(
    {f'"{p.name}"' for s in THINGS if s.label != Label.PERSON for p in s.properties if p.personal}
    | {f'"{Label.PERSON}"', f'"{Label.PERSON}:'}
)
"""What stands in a proposed statement, which is JSON, that tells of a person."""
_EVIDENCE: Final = """\
MATCH (e:Evidence) RETURN e.id AS id, coalesce(e.entities, []) AS entities,
  coalesce(e.relations, []) AS relations, e.document AS document, e.told AS told"""
_AUDITS: Final = """\
MATCH (n:AuditRecord) RETURN n.id AS id, coalesce(n.concerns, []) AS concerns, n.told AS told"""

Keys = Mapping[str, frozenset[str]]


async def is_current(store: Store, day: str) -> bool:
    """Tell whether the keys are those of this day, and nothing changed since."""
    return [row["day"] for row in await store.read(_CURRENT)] == [day]


async def rescope(store: Store, day: str) -> None:
    """Bring the keys of everything up to date, all or nothing.

    Args:
        store: Where they are kept.
        day: Today, whatever day anybody asks about.
    """

    async def work(tx: Transaction) -> None:
        await _rescope(tx, day)

    await store.write(work)


async def refreshed(tx: Transaction, day: str) -> None:
    """Bring the keys up to date within a transaction, unless they are."""
    if [row["day"] for row in await tx.run(_CURRENT)] != [day]:
        await _rescope(tx, day)


async def _rescope(tx: Transaction, day: str) -> None:
    await tx.run(MARK_SCOPES)  # nobody changes anything between what is read here and the day
    types, stored, gone = await _things(tx)
    keys = keys_of(types, [*await _ties(tx), *await _last_ties(tx, gone)], day)
    texts = {one: sorted(found) for one, found in keys.items()}
    await _keep(tx, "scopes", {k: v for k, v in texts.items() if stored[k] != v})
    told, documents = await _evidence(tx, keys)
    await _keep_told(tx, Label.EVIDENCE, told)
    await _keep_told(tx, Label.DOCUMENT, documents)
    proposals, changed = await _proposals(tx, keys)
    await _keep_told(tx, Label.AUDIT_RECORD, await _audits(tx, keys, proposals))
    await _keep(tx, "told", changed)
    for label in (Label.DOCUMENT, Label.LOAD):
        await tx.run(f"MATCH (n:{label}) WHERE n.told IS NULL SET n.told = ['{_NOBODY}']")
    await tx.run(_DONE, {"day": day})


async def _things(
    tx: Transaction,
) -> tuple[dict[str, str], dict[str, list[str] | None], dict[str, str]]:
    """Return the type and the keys of everything; and when each withdrawn thing was withdrawn."""
    types: dict[str, str] = {}
    ends: dict[str, str | None] = {}
    stored: dict[str, list[str] | None] = {}
    for label in dict.fromkeys(spec.identity_label for spec in THINGS):
        found = f"MATCH (n:{label})-[:HAS_STATE]->(s)"
        rows = await tx.run(
            f"{found} RETURN n.id AS id, n.type AS type, n.scopes AS scopes, s.scopes AS said,"
            " s.retracted_at AS end"
        )
        for row in rows:
            same = row["scopes"] == row["said"] and stored.get(row["id"], row["said"]) is not None
            types[row["id"]] = row["type"]
            last = ends.get(row["id"], "")
            ends[row["id"]] = None if last is None or row["end"] is None else max(last, row["end"])
            stored[row["id"]] = row["scopes"] if same else None
    return types, stored, {one: end for one, end in ends.items() if end is not None}


async def _ties(tx: Transaction) -> list[Tie]:
    ties: list[Tie] = []
    for kind in TIES:
        for source in _sources(kind):
            rows = await tx.run(
                f"MATCH (a:{source})-[r:{kind}]->(b) WHERE r.retracted_at IS NULL"
                " RETURN a.id AS source, b.id AS target, r.valid_from AS valid_from,"
                " r.valid_to AS valid_to"
            )
            ties += [Tie(type=kind, **row) for row in rows]
    return ties


async def _last_ties(tx: Transaction, gone: Mapping[str, str]) -> list[Tie]:
    """Return what withdrawn things were tied to when they were, so that they stay with it."""
    ties: list[Tie] = []
    for kind in TIES if gone else ():
        for source in _sources(kind):
            rows = await tx.run(
                f"MATCH (a:{source})-[r:{kind}]->(b) WHERE r.retracted_at IS NOT NULL"
                " AND (a.id IN $gone OR b.id IN $gone)"
                " RETURN a.id AS source, b.id AS target, r.valid_from AS valid_from,"
                " r.valid_to AS valid_to, r.retracted_at AS end",
                {"gone": list(gone)},
            )
            for row in rows:
                withdrawn = min(gone.get(row[side], "9") for side in ("source", "target"))
                if row.pop("end") >= withdrawn:
                    ties.append(Tie(type=kind, **row))
    return ties


def _sources(kind: RelType) -> list[str]:
    """Return the labels under which the tails of a relationship are kept, each once."""
    labels = (label for link in relation_spec(kind).links for label in link.source.labels)
    by_label = {spec.label: spec.identity_label for spec in THINGS}
    return list(dict.fromkeys(by_label[label] for label in labels))


async def _evidence(
    tx: Transaction, keys: Keys
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what may see each place, and each document; those that bear it are left out."""
    told: dict[str, list[str]] = {}
    inside: dict[str, set[str]] = defaultdict(set)
    for row in await tx.run(_EVIDENCE):
        ends = [end for stated in row["relations"] for end in stated.split("|")[1:]]
        ids = {*row["entities"], *ends}
        inside[f"{Label.DOCUMENT}:{row['document']}"] |= _mentioned(ids, keys)
        groups = _groups(ids, keys) if ids else [_NOBODY]
        if groups != row["told"]:
            told[row["id"]] = groups
    return told, {one: [" ".join(sorted(found)) or PUBLIC] for one, found in inside.items()}


def _mentioned(ids: Iterable[str], keys: Keys) -> set[str]:
    """Return the keys of what a document speaks of; what is public opens it to nobody."""
    closed = (keys.get(one, {_NOBODY}) for one in ids)
    return {key for found in closed if PUBLIC not in found for key in found}


def _groups(ids: Collection[str], keys: Keys) -> list[str]:
    """Return the lists of keys of which a caller must have one each; public things need none."""
    groups = {
        " ".join(sorted(keys.get(one, ()))) or _NOBODY
        for one in ids
        if PUBLIC not in keys.get(one, ())
    }
    if any(label_of(one) == Label.PERSON for one in ids):
        groups.add(PERSONAL)
    return sorted(groups) or [PUBLIC]


async def _proposals(
    tx: Transaction, keys: Keys
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what may see each proposal, and that of those that do not bear it yet.

    Whoever may see what it speaks of may see it, and its places.
    """
    found: dict[str, list[str]] = {}
    changed: dict[str, list[str]] = {}
    for row in await tx.run(_PROPOSALS, {"personal": _PERSONAL}):
        ids = {one for one in (row["subject"], row["object"]) if one}
        groups = _groups(ids, keys)
        if row["kind"] == Label.PERSON or row["personal"]:
            groups = sorted({*groups, PERSONAL})
        found[row["id"]] = groups
        if groups != row["told"]:
            changed[row["id"]] = groups
    return found, changed


async def _audits(
    tx: Transaction, keys: Keys, proposals: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Return what may see each audit record: whoever may see everything that it concerns."""
    found: dict[str, list[str]] = {}
    for row in await tx.run(_AUDITS):
        decided = [group for one in row["concerns"] for group in proposals.get(one, ())]
        things = [one for one in row["concerns"] if one not in proposals]
        groups = sorted({*decided, *(_groups(things, keys) if things else ())}) or [_NOBODY]
        if groups != row["told"]:
            found[row["id"]] = groups
    return found


async def _keep(tx: Transaction, name: str, keys: Mapping[str, Sequence[str]]) -> None:
    """Keep the keys of nodes, and of what is said of them."""
    for label, ids in _by_label(keys).items():
        statement = (
            f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.{name} = row.keys"
            f" WITH n, row MATCH (n)-[:{RelType.HAS_STATE}]->(s) SET s.{name} = row.keys"
        )
        await _run(tx, statement, [{"id": one, "keys": keys[one]} for one in ids])


async def _keep_told(tx: Transaction, label: Label, told: Mapping[str, Sequence[str]]) -> None:
    statement = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.told = row.keys"
    await _run(tx, statement, [{"id": one, "keys": keys} for one, keys in told.items()])


async def _run(tx: Transaction, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
    rest = iter(rows)
    while chunk := list(islice(rest, _CHUNK)):
        await tx.run(statement, {"rows": chunk})


def _by_label(ids: Iterable[str]) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for one in ids:
        groups[label_of(one)].append(one)
    return groups
