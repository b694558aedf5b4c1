"""What a batch says of one thing in several places is all kept, on every engine."""

from dataclasses import replace

from graph.evidence import At
from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import CHUNK, Batch, write
from tests.contract.samples import EVIDENCE, SOURCE

ROW = replace(EVIDENCE, row=9)


def park(name: str, evidence: str = EVIDENCE.id, **properties: str) -> Entity:
    return Entity(label=Label.PARK, properties={"name": name, **properties}, evidence=(evidence,))


async def test_however_far_apart(store: Store) -> None:
    parks = [park(f"园区{k}") for k in range(CHUNK)]
    again = park("园区0", ROW.id, risk_grade="A")
    batch = Batch(sources=[SOURCE], evidence=[EVIDENCE, ROW], entities=[*parks, again])
    report = await write(store, batch)
    rows = await store.read(
        "MATCH (s:ParkState {name: '园区0'}) WHERE s.retracted_at IS NULL "
        "RETURN s.risk_grade AS grade, size(s.evidence) AS places"
    )
    assert rows == [{"grade": "A", "places": 2}]
    assert len(report.outcomes) == CHUNK + 1


async def test_relationships_too(store: Store) -> None:
    region = Entity(
        label=Label.REGION, properties={"name": "甲区", "code": "990101"}, evidence=(EVIDENCE.id,)
    )
    parks = [park(f"园区{k}") for k in range(CHUNK)]
    located = [
        Relation(
            type=RelType.LOCATED_IN,
            source=each.reference,
            target=region.reference,
            evidence=(EVIDENCE.id,),
        )
        for each in parks
    ]
    ended = replace(located[0], valid_to="2026-01-01", evidence=(ROW.id,))
    batch = Batch(
        sources=[SOURCE],
        evidence=[EVIDENCE, ROW],
        entities=[region, *parks],
        relations=[*located, ended],
    )
    await write(store, batch)
    rows = await store.read(
        "MATCH (:Park {id: $id})-[r:LOCATED_IN]->() WHERE r.retracted_at IS NULL "
        "RETURN r.valid_to AS until",
        {"id": parks[0].id, **At.of().parameters},
    )
    assert rows == [{"until": "2026-01-01"}]
