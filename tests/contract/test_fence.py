"""What crosses the fence of a park, either way; the park and its neighbours are invented."""

import json
from typing import Any, Final

import pytest

from graph.model.labels import Label, RelType
from graph.model.statement import Entity
from graph.store.port import Store
from graph.store.write import Batch, write
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.neighbourhood import (
    BATCH as NEIGHBOURHOOD,
    CHLORINE,
    EMPTY,
    ENTERPRISE,
    HIDDEN,
    PROPANE,
    REGISTER,
    ROW,
    SCHOOL,
)
from tests.contract.test_call_tree import place, thing
from tests.contract.test_physical_propagation import METRE, linked
from tests.contract.test_selections import GRAPHQL, ask

QUERY: Final = operation("H11_fence").query
TO_SCHOOL: Final = {"windSpeed": 3.0, "windDirection": 270.0, "stability": "D"}
NORTH: Final = 1 / 110_800  # of latitude a metre [°]


def _fence(west: float, south: float, east: float, north: float) -> str:
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = [[119.0 + x * METRE, 25.2 + y * NORTH] for x, y in corners]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


# The chlorine tank lies within, 100 m from the western fence; the school and propane outside.
PARK: Final = thing(Label.PARK, "虚构园区", boundary=_fence(-900, -300, -200, 300))
BARE: Final = thing(Label.PARK, "无边界园区")
ODD: Final = thing(Label.PARK, "四至为文字园区", boundary="东至海堤")
WORKERS: Final = place("园内宿舍", -300, 100, population=40, protection_class="GENERAL_TWO")
BATCH: Final = Batch(
    sources=[REGISTER],
    evidence=[ROW],
    entities=[PARK, BARE, ODD, WORKERS],
    relations=[
        linked(RelType.LOCATED_IN, CHLORINE, PARK),
        linked(RelType.LOCATED_IN, ENTERPRISE, BARE),
    ],
)


async def answered(store: Store, of: Entity, *more: Batch, **variables: Any) -> Any:
    for batch in (NEIGHBOURHOOD, BATCH, *more):
        await write(store, batch)
    given = {"of": of.id, "level": "END_POINT", "radius": 5000, **variables}
    data = await ask(store, QUERY, given)
    assert faults(GRAPHQL, QUERY, data) == []
    return data["fence"]


def sides(answer: Any) -> dict[str, set[tuple[str, str]]]:
    return {
        side: {(c["unit"]["name"], c["scenario"]) for c in answer[side]}
        for side in ("outward", "inward")
    }


def names(crossing: Any) -> list[str]:
    return [each["place"]["name"] for each in crossing["places"]]


async def test_what_leaves_the_park_and_whom_it_meets_there(store: Store) -> None:
    answer = await answered(store, PARK, weather=TO_SCHOOL)
    assert sides(answer)["outward"] == {("氯罐", "TOXIC_RELEASE")}
    (gas,) = answer["outward"]
    assert gas["fenceDistance"] == pytest.approx(100, abs=1)
    assert (gas["levelUnit"], gas["level"]) == ("mg/m³", pytest.approx(5.8, rel=0.01))
    # The plume leaves by the east; what it reaches there is farther than the way through the park.
    assert gas["beyond"] == pytest.approx(gas["reach"] - 600, rel=0.01)
    assert names(gas) == ["虚构小学", "虚构化工"]
    assert answer["peopleOutside"] == 300
    assert gas["evidence"][0]["document"]["name"] == REGISTER.name
    assert answer["evidence"][0]["document"]["name"] == REGISTER.name


async def test_who_has_no_position_may_be_reached_too(store: Store) -> None:
    answer = await answered(store, PARK, weather=TO_SCHOOL)
    assert any("无坐标村" in each for each in answer["warnings"])


async def test_what_comes_in_and_whom_it_meets_there(store: Store) -> None:
    answer = await answered(store, PARK)
    inward = {(c["unit"]["name"], c["scenario"]): c for c in answer["inward"]}
    assert ("丙烷球罐", "FIREBALL") in inward
    fireball = inward["丙烷球罐", "FIREBALL"]
    assert names(fireball) == ["园内宿舍"]
    assert fireball["fenceDistance"] == pytest.approx(224, abs=2)  # √(200² + 100²)
    assert answer["peopleInside"] == 40
    distances = [c["beyond"] for c in answer["inward"]]
    assert distances == sorted(distances, reverse=True)


async def test_a_wind_from_the_park_brings_nothing_in(store: Store) -> None:
    away = {**TO_SCHOOL, "windDirection": 200.0}
    answer = await answered(store, PARK, weather=away)
    assert ("苯罐", "TOXIC_EVAPORATION") not in sides(answer)["inward"]
    assert answer["contained"] > 0


async def test_what_could_not_be_told_is_listed(store: Store) -> None:
    answer = await answered(store, PARK)
    lacking = {(n["unit"]["name"], n["problem"].get("field")) for n in answer["notComputed"]}
    assert (EMPTY.properties["name"], "HOLDS.quantity") in lacking
    assert (HIDDEN.properties["name"], "Unit.longitude") in lacking
    assert answer["complete"] is False


async def test_units_farther_than_the_radius_are_left_out(store: Store) -> None:
    near = await answered(store, PARK, radius=250)
    assert {name for name, _ in sides(near)["inward"]} == {PROPANE.properties["name"]}
    far = await answered(store, PARK, radius=500)
    assert near["unitsConsidered"] < far["unitsConsidered"]


async def test_a_unit_of_the_park_that_lies_outside_is_warned_of(store: Store) -> None:
    more = Batch(relations=[linked(RelType.LOCATED_IN, PROPANE, PARK)])
    answer = await answered(store, PARK, more, radius=1)
    assert any("丙烷球罐" in warning for warning in answer["warnings"])
    assert ("丙烷球罐", "FIREBALL") in sides(answer)["inward"]


@pytest.mark.parametrize(
    ("of", "kind", "field"),
    [
        (BARE, "MissingData", "Park.boundary"),
        (ODD, "InvalidData", None),
        (SCHOOL, "NotFound", None),
    ],
)
async def test_why_it_is_not_told(store: Store, of: Entity, kind: str, field: str | None) -> None:
    answer = await answered(store, of)
    assert (answer["__typename"], answer.get("field")) == (kind, field)
    assert answer["message"]
    assert answer["messageEn"]


async def test_a_radius_beyond_what_dispersion_is_stated_for_is_refused(store: Store) -> None:
    assert (await answered(store, PARK, radius=20_001))["__typename"] == "BudgetExceeded"


async def test_a_fence_with_nothing_on_record_on_either_side_is_not_called_quiet(
    store: Store,
) -> None:
    lonely = thing(Label.PARK, "未登记单元园区", boundary=_fence(50_000, 0, 50_500, 500))
    answer = await answered(store, lonely, Batch(entities=[lonely]))
    assert (answer["outward"], answer["inward"], answer["complete"]) == ([], [], False)
    assert any("no finding" in each for each in answer["warnings"])
