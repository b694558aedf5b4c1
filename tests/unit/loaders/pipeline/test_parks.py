"""The one park that a thing belongs to (所属园区)."""

from graph.model.labels import Label, RelType
from graph.model.statement import Reference, Relation
from loaders.pipeline.parks import Parks


def relation(rel_type: RelType, source: str, target: str) -> Relation:
    ends = [Reference(label=Label(e.partition(":")[0]), id=e) for e in (source, target)]
    return Relation(type=rel_type, source=ends[0], target=ends[1], evidence=("Evidence:1",))


def test_a_park_is_its_own_and_what_lies_in_it_is_its() -> None:
    links = [
        relation(RelType.LOCATED_IN, "Enterprise:e", "Park:a"),
        relation(RelType.OPERATES, "Enterprise:e", "Unit:u"),
        relation(RelType.HAS_HAZARD, "Unit:u", "Hazard:h"),
        relation(RelType.CONTROLS, "Measure:m", "Hazard:h"),
        relation(RelType.LOCATED_IN, "Enterprise:e", "Region:350305"),
    ]
    parks = Parks({"Post:p": "Enterprise:e"}, links, {})
    for thing in ("Park:a", "Enterprise:e", "Unit:u", "Hazard:h", "Measure:m", "Post:p"):
        assert parks.of(thing) == "Park:a"
    assert parks.of("Region:350305") is None


def test_what_lies_in_two_parks_belongs_to_none() -> None:
    links = [relation(RelType.LOCATED_IN, "Enterprise:e", f"Park:{p}") for p in "ab"]
    assert Parks({}, links, {}).of("Enterprise:e") is None


def test_the_nearest_container_decides() -> None:
    links = [
        relation(RelType.LOCATED_IN, "Unit:u", "Park:a"),
        relation(RelType.OPERATES, "Enterprise:e", "Unit:u"),
        relation(RelType.LOCATED_IN, "Enterprise:e", "Park:b"),
    ]
    assert Parks({}, links, {}).of("Unit:u") == "Park:a"


def test_the_graph_tells_the_park_of_what_it_holds() -> None:
    parks = Parks({"Unit:u": "Enterprise:e"}, [], {"Enterprise:e": "Park:a"})
    assert parks.of("Unit:u") == "Park:a"


def test_a_ring_of_containers_lies_nowhere() -> None:
    assert Parks({"Unit:a": "Unit:b", "Unit:b": "Unit:a"}, [], {}).of("Unit:a") is None
