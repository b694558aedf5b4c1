"""Every statement that writes, on every engine: the model's every type and relationship."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from graph.evidence import At
from graph.model.labels import Label, RelType
from graph.model.registry import RELATIONS, THINGS, node_spec
from graph.model.statement import Entity, Relation, StatementRefusedError
from graph.store.outcome import MissingEndError
from graph.store.plan import Outcome
from graph.store.port import Store
from graph.store.write import Batch, write
from tests.contract.samples import (
    ENTITIES,
    EVIDENCE,
    LATER,
    LATER_EVIDENCE,
    OTHER,
    OTHER_EVIDENCE,
    SOURCE,
    batch_of,
    entity_of,
    relations_of,
)
from tests.engines.endpoint import Endpoint

FIRST = batch_of(SOURCE, EVIDENCE)
SIZE = len(FIRST.entities) + len(FIRST.relations)


async def test_every_type_and_relationship_is_recorded_once(store: Store) -> None:
    report = await write(store, FIRST)
    assert report.counts == Counter({Outcome.ADDED: SIZE})
    states = await store.read(
        "MATCH (n)-[:HAS_STATE]->(s:State) RETURN n.type AS type, count(s) AS n ORDER BY type"
    )
    assert {row["type"]: row["n"] for row in states} == dict.fromkeys(
        sorted(spec.label for spec in THINGS), 1
    )
    for spec in RELATIONS:
        rows = await store.read(f"MATCH ()-[r:{spec.type}]->() RETURN count(r) AS n")
        assert rows == [{"n": sum(r.type == spec.type for r in FIRST.relations)}], spec.type


async def test_writing_the_same_again_changes_nothing(store: Store) -> None:
    await write(store, FIRST)
    before = await _everything(store)
    report = await write(store, FIRST)
    assert report.counts == Counter({Outcome.UNCHANGED: SIZE})
    assert await _everything(store) == before


async def test_another_source_that_says_the_same_adds_its_evidence(store: Store) -> None:
    await write(store, FIRST)
    report = await write(store, batch_of(OTHER, OTHER_EVIDENCE))
    assert report.counts == Counter({Outcome.CONFIRMED: SIZE})
    rows = await store.read("MATCH (s:ParkState) RETURN s.evidence AS evidence")
    assert rows == [{"evidence": [EVIDENCE.id, OTHER_EVIDENCE.id]}]


async def test_a_later_edition_corrects_and_the_earlier_version_stays(store: Store) -> None:
    first = await write(store, FIRST)
    corrected = batch_of(LATER, LATER_EVIDENCE, quantity=9.0)
    report = await write(store, corrected)
    assert report.counts[Outcome.CORRECTED] == sum(r.type == RelType.HOLDS for r in FIRST.relations)
    rows = await store.read(
        "MATCH ()-[r:HOLDS]->() RETURN r.quantity AS quantity, r.retracted_at AS retracted "
        "ORDER BY quantity"
    )
    assert rows == [
        {"quantity": 2.5, "retracted": report.recorded_at},
        {"quantity": 9.0, "retracted": None},
    ]
    assert first.recorded_at < report.recorded_at


async def test_a_source_that_disagrees_is_put_aside(store: Store) -> None:
    await write(store, FIRST)
    statement = entity_of(node_spec(Label.PARK), OTHER_EVIDENCE, risk_grade="D")
    report = await write(
        store, Batch(sources=[OTHER], evidence=[OTHER_EVIDENCE], entities=[statement])
    )
    assert report.counts == Counter({Outcome.PROPOSED: 1})
    assert report.contests[0].contested == ("risk_grade",)
    rows = await store.read("MATCH (s:ParkState) RETURN s.risk_grade AS grade")
    assert rows == [{"grade": "A"}]


async def test_an_id_known_as_another_type_is_put_aside(store: Store) -> None:
    await write(store, FIRST)
    known = ENTITIES[Label.ENTERPRISE]
    code = {"name": "某机构", "credit_code": known.properties["credit_code"]}
    same = Entity(label=Label.AUTHORITY, properties=code, evidence=(EVIDENCE.id,))
    assert same.id == known.id
    report = await write(store, Batch(sources=[SOURCE], evidence=[EVIDENCE], entities=[same]))
    assert [contest.contested for contest in report.contests] == [("type",)]


async def test_a_relationship_to_nothing_is_refused_whole(store: Store) -> None:
    await write(store, Batch(sources=[SOURCE], evidence=[EVIDENCE]))
    lone = relations_of()[0]
    with pytest.raises(MissingEndError, match=lone.target.id):
        await write(store, Batch(relations=[lone]))
    assert await store.read("MATCH ()-[r:PART_OF]->() RETURN count(r) AS n") == [{"n": 0}]


async def test_what_the_model_does_not_know_is_refused(store: Store) -> None:
    park = ENTITIES[Label.PARK]
    unknown = Entity(
        label=Label.PARK, properties={"name": "甲园区", "colour": "红"}, evidence=(EVIDENCE.id,)
    )
    with pytest.raises(StatementRefusedError, match="colour"):
        await write(store, Batch(entities=[unknown]))
    bare = Entity(label=Label.PARK, properties={"name": "甲园区"}, evidence=())
    with pytest.raises(StatementRefusedError, match="evidence"):
        await write(store, Batch(entities=[bare]))
    wrong_way = Relation(
        type=RelType.HAS_CUSTODY_OF,
        source=park.reference,
        target=park.reference,
        evidence=(EVIDENCE.id,),
    )
    with pytest.raises(StatementRefusedError, match="HAS_CUSTODY_OF"):
        await write(store, Batch(relations=[wrong_way]))


async def test_a_later_grade_ends_the_earlier_one_on_its_first_day(store: Store) -> None:
    spec = node_spec(Label.PARK)
    grades = [("B", "2020-01-01"), ("A", "2023-06-01")]
    for (grade, since), row in zip(grades, (EVIDENCE, replace(EVIDENCE, row=7)), strict=True):
        statement = Entity(
            label=spec.label,
            properties={"name": "甲园区", "risk_grade": grade},
            evidence=(row.id,),
            valid_from=since,
        )
        await write(store, Batch(sources=[SOURCE], evidence=[row], entities=[statement]))
    rows = await store.read(
        "MATCH (s:ParkState) WHERE s.retracted_at IS NULL "
        "RETURN s.risk_grade AS grade, s.valid_from AS since, s.valid_to AS until ORDER BY since"
    )
    assert rows == [
        {"grade": "B", "since": "2020-01-01", "until": "2023-06-01"},
        {"grade": "A", "since": "2023-06-01", "until": None},
    ]


async def test_a_write_is_seen_by_the_read_after_it(store: Store) -> None:
    for _ in range(5):
        report = await write(store, FIRST)
        rows = await store.read(
            "MATCH (s:State) WHERE s.recorded_at <= $known_at RETURN count(s) AS n",
            At.of().parameters,
        )
        assert rows == [{"n": len(THINGS)}]
        assert report.outcomes


async def test_evidence_that_is_known_between_new_is_kept_as_it_is(store: Store) -> None:
    rows = [replace(EVIDENCE, row=row) for row in (2, 3, 4)]
    await write(store, Batch(sources=[SOURCE], evidence=[rows[1]]))
    before = await store.read("MATCH (e:Evidence) RETURN e.recorded_at AS at")
    await write(store, Batch(sources=[SOURCE], evidence=rows))
    places = await store.read(
        "MATCH (e:Evidence)-[:IN_DOCUMENT]->(d:Document {id: $id}) "
        "RETURN e.id AS id, e.row AS row, e.recorded_at AS at ORDER BY row",
        {"id": SOURCE.id},
    )
    assert [row["id"] for row in places] == [row.id for row in rows]
    assert places[1]["at"] == before[0]["at"] < places[0]["at"] == places[2]["at"]


async def test_two_that_write_the_same_at_once_write_it_once(
    store: Store, endpoint: Endpoint
) -> None:
    some = replace(FIRST, relations=FIRST.relations[::12])
    async with endpoint.connect() as other:
        reports = await asyncio.gather(write(store, some), write(other, some))
    added = sum(report.counts[Outcome.ADDED] for report in reports)
    sizes = (len(THINGS), len(some.relations))
    assert (added, *await _sizes(store)) == (sum(sizes), *sizes, 1)


async def _sizes(store: Store) -> tuple[int, ...]:
    """Count the states, the relationships that were stated and the places."""
    asked = (
        "MATCH ()-[r:HAS_STATE]->(:State) RETURN count(r) AS n",
        "MATCH ()-[r]->() WHERE r.id IS NOT NULL RETURN count(r) AS n",
        "MATCH (e:Evidence) RETURN count(e) AS n",
    )
    return tuple([(await store.read(statement))[0]["n"] for statement in asked])


async def _everything(store: Store) -> list[dict[str, object]]:
    nodes = await store.read(
        "MATCH (n) WHERE NOT n:Scoping "  # which counts how often was written
        "RETURN labels(n) AS l, properties(n) AS p ORDER BY n.id, n.of"
    )
    links = await store.read("MATCH ()-[r]->() RETURN type(r) AS t, properties(r) AS p")
    return sorted([*nodes, *links], key=str)
