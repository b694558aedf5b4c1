"""Evidence is written before what it says; where that is not said after all, it says nothing."""

from dataclasses import replace

from graph.evidence import now
from graph.model.labels import Label
from graph.model.statement import Entity
from graph.store.evidence_statements import MERGE_MORE_EVIDENCE
from graph.store.holding_statements import MARK_SCOPES
from graph.store.port import Store
from graph.store.sole import SoleStore
from graph.store.write import Batch, write, write_evidence
from loaders.pipeline.writing import Placing
from tests.contract.samples import EVIDENCE, SOURCE

SAID = "MATCH (e:Evidence) RETURN e.entities AS entities, e.relations AS relations"


def saying(name: str) -> Batch:
    park = Entity(label=Label.PARK, properties={"name": name}, evidence=(EVIDENCE.id,))
    return Batch(sources=[SOURCE], evidence=[EVIDENCE], entities=[park])


async def test_it_stays_if_that_is_written(store: Store) -> None:
    batch = saying("甲园区")
    placing = Placing(store, batch, adding=True)
    assert await placing.holds(batch)
    report = await write(store, batch, adding=True, placed=True)
    assert len(report.outcomes) == 1
    assert await store.read(SAID) == [{"entities": [batch.entities[0].id], "relations": []}]


async def test_it_says_what_is_written_instead(store: Store) -> None:
    placing, batch = Placing(store, saying("甲园区"), adding=True), saying("乙园区")
    assert not await placing.holds(batch)
    assert await store.read(SAID) == [{"entities": [], "relations": []}]
    await write(store, batch, adding=True)
    assert await store.read(SAID) == [{"entities": [batch.entities[0].id], "relations": []}]


async def test_only_what_is_known_makes_a_mark(store: Store) -> None:
    """What is new bears no keys, and is seen by nobody; what is known may be seen by somebody."""
    sent: list[str] = []
    sole = await SoleStore.begun(store)
    with store.observe(lambda statement, _: sent.append(statement)):
        await write_evidence(sole, saying("甲园区"), now(), adding=True)
        assert MARK_SCOPES not in sent
        again = saying("乙园区")
        more = [replace(EVIDENCE, row=row) for row in (7, 8)]
        again = replace(again, evidence=[more[0], EVIDENCE, more[1]])  # its ends seem new
        await write_evidence(sole, again, now(), adding=True)
    assert sent.count(MARK_SCOPES) == 1
    assert sent.index(MARK_SCOPES) < sent.index(MERGE_MORE_EVIDENCE)
    assert len(await store.read(SAID)) == 3
