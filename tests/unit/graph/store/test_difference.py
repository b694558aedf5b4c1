"""What a chunk changes, by what is recorded of what it says."""

from graph.model.labels import Label, RelType
from graph.model.registry import node_spec, relation_spec
from graph.model.statement import Entity, Relation
from graph.store import statements as cypher
from graph.store.difference import of_entities, of_relations
from graph.store.plan import Outcome

SPEC, AT = node_spec(Label.PARK), "2026-01-01T00:00:00.000000Z"
SHAPE = (RelType.LOCATED_IN, Label.PARK, Label.REGION)


def park(name: str, place: str, *, code: str = "P1") -> Entity:
    return Entity(
        label=Label.PARK, properties={"name": name}, evidence=(place,), known_as=f"Park:{code}"
    )


def test_what_is_new_is_made_once_with_all_that_is_said_of_it() -> None:
    said = [park("甲园区", "E:1"), park("甲园区", "E:2"), park("乙园区", "E:3", code="P2")]
    found = of_entities(SPEC, said, {}, AT)
    ((statement, rows),) = found.changes
    assert statement == cypher.create_things(SPEC)
    assert [row["version"]["evidence"] for row in rows] == [["E:1", "E:2"], ["E:3"]]
    assert {row["version"]["recorded_at"] for row in rows} == {AT}
    outcomes = [outcome for _, outcome in found.report.outcomes]
    assert outcomes == [Outcome.ADDED, Outcome.CONFIRMED, Outcome.ADDED]


def test_what_is_recorded_gains_a_place() -> None:
    ((_, made),) = of_entities(SPEC, [park("甲园区", "E:1")], {}, AT).changes
    recorded = {"id": "Park:P1", "type": "Park", "version": made[0]["version"]}
    found = of_entities(SPEC, [park("甲园区", "E:2")], {}, AT, [recorded])
    ((statement, rows),) = found.changes
    assert statement == cypher.extend_states(SPEC)
    assert rows[0]["evidence"] == ["E:1", "E:2"]
    assert found.report.outcomes == [("Park:P1", Outcome.CONFIRMED)]


def test_an_id_of_another_type_is_put_aside() -> None:
    recorded = {"id": "Park:P1", "type": "Region", "version": None}
    found = of_entities(SPEC, [park("甲园区", "E:1")], {}, AT, [recorded])
    assert not found.changes
    assert [contest.contested for contest in found.report.contests] == [("type",)]


def test_a_relationship_tells_between_what_it_is_made() -> None:
    region = Entity(
        label=Label.REGION, properties={"name": "甲区", "code": "990101"}, evidence=("E:1",)
    )
    located = Relation(
        type=RelType.LOCATED_IN,
        source=park("甲园区", "E:1").reference,
        target=region.reference,
        evidence=("E:1",),
    )
    found = of_relations(SHAPE, [located], {}, AT)
    ((statement, rows),) = found.changes
    assert statement == cypher.create_relations(relation_spec(RelType.LOCATED_IN), SHAPE[1:])
    assert (rows[0]["source"], rows[0]["target"]) == ("Park:P1", region.id)
    assert found.linked == {located.id}
