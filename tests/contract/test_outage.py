"""What stops when a utility stops, and which measures with it; the plant is invented."""

from typing import Any, Final

import pytest

from graph.model.labels import Label, RelType
from graph.store.port import Store
from graph.store.write import Batch, write
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.samples import EVIDENCE, SOURCE
from tests.contract.test_propagation import BATCH as TANK_ROW, TANKS
from tests.contract.test_selections import GRAPHQL, ask
from tests.contract.test_what_if import MEASURES, SPRAY, changes, linked, thing

QUERY: Final = operation("H6_outage").query
WHAT_IF: Final = """query ($from: ID!, $out: [ID!]) {
  hazardPropagation(from: $from, outOfService: $out) {
    __typename
    ... on Propagation {
      barriers { measure { name } }
      whatIf { changes { unit { name } difference } expectedFailuresBefore expectedFailuresAfter }
    }
    ... on NotFound { id }
  }
}"""

GRID, SPARE, SUBSTATION, PUMP, COOLER, LOOP = (
    thing(Label.UNIT, name) for name in ("外电", "柴油机", "变电所", "消防泵", "循环水站", "空压站")
)


def needs(user: Any, supplier: Any, service: str, **said: object) -> Any:
    return linked(RelType.DEPENDS_ON, user, supplier, service=service, **said)


UTILITIES: Final = Batch(
    sources=[SOURCE],
    evidence=[EVIDENCE],
    entities=[GRID, SPARE, SUBSTATION, PUMP, COOLER, LOOP],
    relations=[
        needs(SUBSTATION, GRID, "供电", backup_time=600.0),
        needs(PUMP, SUBSTATION, "供电", redundancy="ANY_OF"),
        needs(PUMP, SPARE, "供电", redundancy="ANY_OF", backup_time=60.0),
        needs(SPRAY, PUMP, "消防水"),
        needs(COOLER, SUBSTATION, "供电"),
        needs(COOLER, LOOP, "供电"),
        needs(LOOP, COOLER, "冷却水"),
        linked(RelType.CONNECTED_TO, COOLER, TANKS[1], medium="冷却水"),
    ],
)


async def answered(store: Store, *of: Any, query: str = QUERY, **variables: Any) -> Any:
    for batch in (TANK_ROW, MEASURES, UTILITIES):
        await write(store, batch)
    given = variables or {"of": [each.id for each in of]}
    data = await ask(store, query, given)
    assert faults(GRAPHQL, query, data) == []
    return next(iter(data.values()))


def stopped(answer: Any) -> list[tuple[str, int, float]]:
    return [(s["unit"]["name"], s["order"], s["stopsAfter"]) for s in answer["stopped"]]


async def test_what_stops_in_which_order_and_for_want_of_what(store: Store) -> None:
    answer = await answered(store, GRID)
    assert stopped(answer) == [
        ("外电", 0, 0),
        ("变电所", 1, 600),
        ("循环水站", 2, 600),
        ("空压站", 3, 600),
    ]
    lost = answer["stopped"][1]["lost"][0]
    assert (lost["service"], lost["redundancy"], lost["redundancyStated"]) == (
        "供电",
        "ALL_OF",
        True,
    )
    (supply,) = lost["supplies"]
    assert (supply["supplier"]["name"], supply["backupTime"], supply["lostAfter"]) == (
        "外电",
        600,
        600,
    )
    assert supply["evidence"][0]["document"]["name"] == SOURCE.name
    assert answer["coverage"]["complete"] is True


async def test_a_second_supply_keeps_the_pump_and_is_said_to_be_the_last(store: Store) -> None:
    answer = await answered(store, GRID)
    (weak,) = answer["weakened"]
    assert weak["user"]["name"] == "消防泵"
    left = {s["supplier"]["name"]: s["lostAfter"] for s in weak["supplies"]}
    assert left == {"变电所": 600, "柴油机": None}
    assert answer["measuresLost"] == []


async def test_unstated_redundancy_is_assumed_the_worse_and_warned_of(store: Store) -> None:
    answer = await answered(store, GRID)
    assumed = [w for w in answer["warnings"] if "DEPENDS_ON.redundancy" in w]
    assert len(assumed) == 1
    assert "循环水站" in assumed[0]


async def test_a_measure_is_lost_with_its_pump(store: Store) -> None:
    answer = await answered(store, GRID, SPARE)
    (lost,) = answer["measuresLost"]
    assert lost["measure"]["name"] == "T1水喷淋"
    assert [unit["name"] for unit in lost["guards"]] == ["T1"]
    assert (lost["order"], lost["stopsAfter"]) == (3, 600)


async def test_a_pipeline_that_runs_dry_is_told_whether_or_not_its_end_depends(
    store: Store,
) -> None:
    (pipe,) = (await answered(store, COOLER))["pipelines"]
    assert (pipe["source"]["name"], pipe["target"]["name"]) == ("循环水站", "T1")
    assert (pipe["medium"], pipe["depends"]) == ("冷却水", False)


async def test_what_is_lost_counts_as_failed_in_the_what_if(store: Store) -> None:
    given = {"from": TANKS[0].id}
    running = await answered(store, query=WHAT_IF, **given, out=[GRID.id])
    assert running["whatIf"] is None  # the diesel carries the pump
    assert [b["measure"]["name"] for b in running["barriers"]] == ["T1水喷淋"]
    dark = await answered(store, query=WHAT_IF, **given, out=[GRID.id, SPARE.id])
    assert dark["barriers"] == []
    assert changes(dark)["T1"] > 0
    told = dark["whatIf"]
    assert told["expectedFailuresAfter"] > told["expectedFailuresBefore"]


async def test_nothing_on_record_is_not_said_to_be_nothing(store: Store) -> None:
    answer = await answered(store, TANKS[-1])
    assert stopped(answer) == [(TANKS[-1].properties["name"], 0, 0)]
    assert any("DEPENDS_ON" in warning for warning in answer["warnings"])


@pytest.mark.parametrize("query", [QUERY, WHAT_IF])
async def test_what_is_no_unit_is_not_found(store: Store, query: str) -> None:
    given = {"of": [SPRAY.id]} if query == QUERY else {"from": TANKS[0].id, "out": [SPRAY.id]}
    assert (await answered(store, query=query, **given))["__typename"] == "NotFound"
