"""Published cases, asked of the bundled registers over GraphQL, on every engine."""

from typing import Any

import pytest

from graph.store.port import Store
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from tests.contract.conformity import faults
from tests.contract.test_selections import GRAPHQL, ask

PROPAGATION = """query ($from: ID!, $also: [ID!], $order: Int = 4, $basis: EscalationBasis) {
  hazardPropagation(
    from: $from
    maxOrder: $order
    scenario: { alsoBurning: $also, escalation: $basis }
  ) {
    __typename
    ... on Propagation {
      origin { name }
      events { totalCount nodes { unit { name } order probability effects { heatFlux } } }
      paths(first: 1) { nodes { to { name } probability steps { target { name } } } }
      graph { steps { source { name } target { name } evidence { note } } }
      coverage { complete stoppedBy }
      method { exact models { instrument verified } }
    }
    ... on Problem { code message messageEn }
    ... on MissingData { of field }
    ... on BudgetExceeded { limit asked }
  }
}"""

GRADING = """query ($of: ID!) {
  majorHazardAssessment(of: $of) {
    __typename
    ... on MajorHazardAssessment {
      s r alpha grade isMajorHazard
      terms { name quantity criticalQuantity beta ratio basis { clause } evidence { cell { row } } }
    }
    ... on Problem { code }
  }
}"""


async def units(store: Store) -> dict[str, str]:
    await load(store, bundled_paths())
    rows = (await ask(store, "{ units { nodes { id name } } }"))["units"]["nodes"]
    return {row["name"]: row["id"] for row in rows}


async def propagated(store: Store, **variables: Any) -> Any:
    data = await ask(store, PROPAGATION, variables)
    assert faults(GRAPHQL, PROPAGATION, data) == []
    return data["hazardPropagation"]


def chances(answer: Any) -> dict[str, tuple[int, float]]:
    nodes = answer["events"]["nodes"]
    return {n["unit"]["name"]: (n["order"], round(n["probability"], 4)) for n in nodes}


async def test_five_tanks_in_a_row_with_a_fire_at_the_second(store: Store) -> None:
    """Khakzad 2021, Modelling 2:240-258: .625, .39, .244."""
    tanks = await units(store)
    answer = await propagated(store, **{"from": tanks["T2"]})
    expected = {"T1": (1, 0.625), "T3": (1, 0.625), "T4": (2, 0.3906), "T5": (3, 0.2441)}
    assert chances(answer) == expected
    assert answer["method"]["exact"]
    assert answer["coverage"] == {"complete": True, "stoppedBy": None}
    assert len(answer["graph"]["steps"]) == 8 - 2  # no heat reaches back to the burning tank
    assert all(step["evidence"] for step in answer["graph"]["steps"])


async def test_fires_at_the_second_and_the_last(store: Store) -> None:
    tanks = await units(store)
    answer = await propagated(store, **{"from": tanks["T2"], "also": [tanks["T5"]]})
    assert chances(answer)["T4"] == (1, 0.7422)


async def test_a_bound_that_cuts_says_so(store: Store) -> None:
    tanks = await units(store)
    answer = await propagated(store, **{"from": tanks["T2"], "order": 1})
    assert set(chances(answer)) == {"T1", "T3"}
    assert answer["coverage"] == {"complete": False, "stoppedBy": "MAX_ORDER"}


async def test_what_the_record_lacks_is_named(store: Store) -> None:
    tanks = await units(store)
    warehouse = await propagated(store, **{"from": tanks["防火墙分隔仓库"]})
    assert warehouse["__typename"] == "MissingData"
    assert (warehouse["of"], warehouse["field"]) == ("防火墙分隔仓库", "IRRADIATES.heat_flux")
    without = await propagated(store, **{"from": tanks["T2"], "basis": "PROBIT_9_25_MINUTES"})
    assert without["__typename"] == "MissingData"
    assert "volume" in without["field"]


async def test_too_much_and_nothing_are_typed(store: Store) -> None:
    tanks = await units(store)
    far = await propagated(store, **{"from": tanks["T2"], "order": 9})
    assert (far["__typename"], far["limit"], far["asked"]) == ("BudgetExceeded", 8, 9)
    nowhere = await propagated(store, **{"from": "Unit:nowhere"})
    assert nowhere["__typename"] == "NotFound"


async def test_a_warehouse_split_by_a_firewall_is_one_unit(store: Store) -> None:
    """Exam case: S 8.5, R 24.5, grade three."""
    found = await units(store)
    data = await ask(store, GRADING, {"of": found["防火墙分隔仓库"]})
    answer = data["majorHazardAssessment"]
    assert (answer["s"], answer["r"], answer["alpha"]) == (8.5, 24.5, 2.0)
    assert (answer["isMajorHazard"], answer["grade"]) == (True, "THREE")
    assert {t["name"]: (t["quantity"], t["beta"]) for t in answer["terms"]} == {
        "乙醇": (250, 1),
        "乙炔": (5, 1.5),
        "过乙酸": (25, 1.5),
        "发烟硝酸": (10, 1),
    }
    assert all(term["evidence"] for term in answer["terms"])
    assert faults(GRAPHQL, GRADING, data) == []


@pytest.mark.parametrize("of", ["Unit:nowhere", "Park:nowhere"])
async def test_a_grade_of_nothing_is_not_found(store: Store, of: str) -> None:
    data = await ask(store, GRADING, {"of": of})
    assert data["majorHazardAssessment"] == {"__typename": "NotFound", "code": "NOT_FOUND"}
