"""What isolation and gas detection change; the neighbourhood is invented."""

from typing import Any, Final

import pytest

from graph.model.labels import Label, RelType
from graph.store.port import Store
from graph.store.write import Batch, write
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.neighbourhood import BATCH as NEIGHBOURHOOD, CHLORINE, REGISTER, ROW
from tests.contract.test_call_tree import place, thing
from tests.contract.test_physical_propagation import TANKS, batch, linked
from tests.contract.test_selections import GRAPHQL, ask

QUERY: Final = operation("H3_what_if").query
EAST: Final = {"windSpeed": 3.0, "windDirection": 270.0, "stability": "D"}

NEAR: Final = place("近处宿舍", -600, 0, population=50)
HAZARD: Final = thing(Label.HAZARD, "氯气泄漏", kind="RISK_POINT")
VALVE: Final = thing(
    Label.MEASURE, "氯罐紧急切断阀", kind="ENGINEERING", barrier="ISOLATION", effect_time=120.0
)
BATCH: Final = Batch(
    sources=[REGISTER],
    evidence=[ROW],
    entities=[NEAR, HAZARD, VALVE],
    relations=[
        linked(RelType.HAS_HAZARD, CHLORINE, HAZARD),
        linked(RelType.CONTROLS, VALVE, HAZARD, failure_on_demand=0.1),
    ],
)


async def answered(store: Store, **variables: Any) -> Any:
    await write(store, NEIGHBOURHOOD)
    await write(store, BATCH)
    given = {"from": CHLORINE.id, "weather": EAST, **variables}
    data = await ask(store, QUERY, given)
    assert faults(GRAPHQL, QUERY, data) == []
    return data["hazardPropagation"]


def at(answer: Any, name: str) -> Any:
    return next(c for c in answer["whatIf"]["lethalityChanges"] if c["place"]["name"] == name)


async def test_a_valve_that_fails_lets_people_breathe_the_gas_longer(store: Store) -> None:
    answer = await answered(store, without=[VALVE.id])
    assert answer["barriers"] == []
    near = at(answer, "近处宿舍")
    assert 0 < near["before"] < near["after"] < 1
    told = answer["whatIf"]
    assert told["expectedDeathsAfter"] > told["expectedDeathsBefore"] > 0
    assert told["expectedFailuresAfter"] == told["expectedFailuresBefore"]


async def test_detection_that_is_added_lowers_what_the_valve_leaves(store: Store) -> None:
    detector = {"barrier": "GAS_DETECTION", "unit": CHLORINE.id}
    answer = await answered(store, **{"with": [detector]})
    assert at(answer, "近处宿舍")["difference"] < 0
    used = {b["barrier"]: b for b in answer["barriers"]}
    assert (used["ISOLATION"]["effectTime"], used["ISOLATION"]["failureOnDemand"]) == (120, 0.1)
    assert used["GAS_DETECTION"]["effectTime"] == 120
    (basis,) = used["GAS_DETECTION"]["basis"]
    assert (basis["instrument"], basis["verified"]) == ("Purple Book (CPR 18E, 2005)", False)


async def test_measures_are_ranked_by_the_deaths_that_they_avert(store: Store) -> None:
    slow = {"barrier": "ISOLATION", "unit": CHLORINE.id, "effectTime": 580}
    answer = await answered(store, **{"with": [slow]})
    averted = [each["deathsAverted"] for each in answer["measureRanking"]]
    assert averted == sorted(averted, reverse=True)
    assert averted[0] > averted[1] >= 0
    first = answer["measureRanking"][0]["barrier"]
    assert first["measure"]["name"] == "氯罐紧急切断阀"
    assert any("Isolation" in each for each in answer["method"]["assumptions"])


async def test_the_mean_is_over_the_states_of_the_valve(store: Store) -> None:
    """With PFD .1: nine tenths of the short release and one of the long."""
    sure = {"barrier": "ISOLATION", "unit": CHLORINE.id, "effectTime": 120, "failureOnDemand": 0}
    record = at(await answered(store, without=[VALVE.id]), "近处宿舍")
    closed = at(await answered(store, **{"with": [sure]}), "近处宿舍")["after"]
    assert record["before"] == pytest.approx(0.9 * closed + 0.1 * record["after"])


async def test_a_fire_whose_leak_is_shut_off_heats_its_neighbours_for_less_long(
    store: Store,
) -> None:
    """500 t over 900 m² burn for an hour and a half, what leaks in 5 s for less than a minute."""
    await write(store, batch())
    given = {"from": TANKS[0].id, "weather": EAST}
    shut = {"barrier": "ISOLATION", "unit": TANKS[0].id, "effectTime": 5, "failureOnDemand": 0.1}
    data = await ask(store, QUERY, {**given, "with": [shut]})
    assert faults(GRAPHQL, QUERY, data) == []
    answer = data["hazardPropagation"]
    change = next(c for c in answer["whatIf"]["changes"] if c["unit"]["name"] == "A1")
    assert change["before"] > 0.5
    assert change["after"] == pytest.approx(0.1 * change["before"], rel=0.05)
    (ranked,) = answer["measureRanking"]
    assert ranked["reduction"] > 0.5
    assert any("Where isolation or gas" in each for each in answer["method"]["assumptions"])
