"""Who writes alone to an empty store asks for nothing in vain, and notices who else writes."""

import asyncio
from collections import Counter

from graph.evidence import UNKNOWN_START
from graph.model.labels import Label, RelType
from graph.model.registry import node_spec, relation_spec
from graph.model.statement import Entity, Relation
from graph.store import statements as cypher
from graph.store.evidence_statements import KNOWN_EVIDENCE
from graph.store.holding_statements import MARK_SCOPES
from graph.store.plan import Outcome
from graph.store.port import Store, Transaction
from graph.store.sole import SoleStore, possible
from graph.store.write import Batch, write
from tests.contract.samples import EVIDENCE, SOURCE
from tests.engines.endpoint import Endpoint

ASKED = {
    KNOWN_EVIDENCE,
    cypher.read_states(node_spec(Label.REGION)),
    cypher.read_states(node_spec(Label.PARK)),
    cypher.read_relations(relation_spec(RelType.LOCATED_IN), (Label.PARK, Label.REGION)),
}
VERSIONS = """\
MATCH (n)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
WITH n.id AS id, count(s) AS states RETURN collect(states) AS states"""
LINKS = "MATCH (:Park)-[r:LOCATED_IN]->() RETURN count(r) AS links"


def said(name: str = "甲园区") -> Batch:
    region = Entity(
        label=Label.REGION, properties={"name": "甲区", "code": "990101"}, evidence=(EVIDENCE.id,)
    )
    park = Entity(label=Label.PARK, properties={"name": name}, evidence=(EVIDENCE.id,))
    located = Relation(
        type=RelType.LOCATED_IN,
        source=park.reference,
        target=region.reference,
        evidence=(EVIDENCE.id,),
        valid_from=UNKNOWN_START,
    )
    return Batch(
        sources=[SOURCE], evidence=[EVIDENCE], entities=[region, park], relations=[located]
    )


async def test_nothing_is_asked_in_vain(store: Store) -> None:
    sole = await SoleStore.begun(store)
    sent = Counter[str]()
    with store.observe(lambda statement, _: sent.update([statement])):
        report = await write(sole, said())
        assert not ASKED & set(sent)
        again = await write(sole, said())
        assert set(sent) >= ASKED
    assert report.counts == {Outcome.ADDED: 3}
    assert again.counts == {Outcome.UNCHANGED: 3}
    may = await possible(sole)
    assert may is not None
    assert [may(said(name).entities[1].id) for name in ("甲园区", "乙园区")] == [True, False]


async def test_what_another_wrote_meanwhile_is_read(store: Store, endpoint: Endpoint) -> None:
    sole = await SoleStore.begun(store)
    await write(sole, said("乙园区"))
    async with endpoint.connect() as other:
        await write(other, said())
    assert await possible(sole) is None
    report = await write(sole, said())
    assert report.counts == {Outcome.UNCHANGED: 3}
    assert await possible(sole) is None
    assert (await store.read(VERSIONS))[0]["states"] == [1, 1, 1]
    assert (await store.read(LINKS))[0]["links"] == 2


async def test_a_store_that_holds_anything_is_asked(store: Store) -> None:
    await write(store, said())
    assert await SoleStore.begun(store) is store


async def test_no_mark_is_lost(store: Store, endpoint: Endpoint) -> None:
    """Of transactions at once each makes a mark of its own: so no other goes unnoticed."""

    async def marked(tx: Transaction) -> int:
        rows = await tx.run(MARK_SCOPES)
        await asyncio.sleep(0)
        return int(rows[0]["marks"])

    async with endpoint.connect() as other:
        await store.write(marked)
        found = await asyncio.gather(*(each.write(marked) for each in (store, other) * 4))
    assert sorted(found) == list(range(2, 10))
