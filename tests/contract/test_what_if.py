"""What a measure changes when it fails or is added, on every engine; the tanks are invented."""

from typing import Any

import pytest

from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.samples import EVIDENCE, SOURCE
from tests.contract.test_propagation import BATCH, TANKS
from tests.contract.test_selections import GRAPHQL, ask

QUERY = operation("H3_what_if").query


def thing(label: Label, name: str, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(EVIDENCE.id,))


def linked(kind: RelType, source: Entity, target: Entity, **said: object) -> Relation:
    return Relation(
        type=kind,
        source=source.reference,
        target=target.reference,
        properties=said,
        evidence=(EVIDENCE.id,),
    )


HAZARDS = [thing(Label.HAZARD, f"T{k}火灾", kind="RISK_POINT") for k in (1, 2)]
SPRAY = thing(Label.MEASURE, "T1水喷淋", kind="ENGINEERING", barrier="WATER_SPRAY")
COAT = thing(Label.MEASURE, "T2防火涂层", kind="ENGINEERING", barrier="FIREPROOFING")
TALK = thing(Label.MEASURE, "班前会", kind="MANAGEMENT")
MEASURES = Batch(
    sources=[SOURCE],
    evidence=[EVIDENCE],
    entities=[*HAZARDS, SPRAY, COAT, TALK],
    relations=[
        *(linked(RelType.HAS_HAZARD, t, h) for t, h in zip(TANKS[1:3], HAZARDS, strict=True)),
        linked(RelType.CONTROLS, SPRAY, HAZARDS[0], failure_on_demand=0.05),
        linked(RelType.CONTROLS, COAT, HAZARDS[1]),
        linked(RelType.CONTROLS, TALK, HAZARDS[0], failure_on_demand=0.5),
    ],
)


async def answered(store: Store, **variables: Any) -> Any:
    await write(store, BATCH)
    await write(store, MEASURES)
    data = await ask(store, QUERY, {"from": TANKS[0].id, **variables})
    assert faults(GRAPHQL, QUERY, data) == []
    return data["hazardPropagation"]


def changes(answer: Any) -> dict[str, float]:
    return {c["unit"]["name"]: c["difference"] for c in answer["whatIf"]["changes"]}


async def test_what_is_on_record_counts_and_says_where_it_comes_from(store: Store) -> None:
    answer = await answered(store)
    (used,) = answer["barriers"]
    assert (used["unit"]["name"], used["measure"]["name"]) == ("T1", "T1水喷淋")
    assert (used["failureOnDemand"], used["remainingShare"], used["effectTime"]) == (
        0.05,
        0.6,
        None,
    )
    assert used["basis"][0]["instrument"] == "Zeng et al. 2020"
    assert used["evidence"][0]["document"]["name"] == SOURCE.name
    assert answer["whatIf"] is None
    assert any("1 - PFD" in each for each in answer["method"]["assumptions"])


async def test_a_measure_without_a_figure_does_nothing_and_says_which(store: Store) -> None:
    (lacking,) = (await answered(store))["notEffective"]
    assert lacking["measure"]["name"] == "T2防火涂层"
    assert lacking["problem"]["field"] == "CONTROLS.failure_on_demand"


async def test_a_measure_that_fails_raises_what_it_held_down(store: Store) -> None:
    answer = await answered(store, without=[SPRAY.id])
    assert answer["barriers"] == []
    told = answer["whatIf"]
    assert told["expectedFailuresAfter"] > told["expectedFailuresBefore"]
    assert all(difference >= 0 for difference in changes(answer).values())
    assert changes(answer)["T1"] > 0


async def test_a_measure_that_is_added_lowers_what_it_guards(store: Store) -> None:
    team = {
        "barrier": "EMERGENCY_TEAM",
        "unit": TANKS[2].id,
        "failureOnDemand": 0.1,
        "effectTime": 60,
    }
    answer = await answered(store, **{"with": [team]})
    assert changes(answer)["T2"] < 0
    assert all(difference <= 0 for difference in changes(answer).values())
    ranked = answer["measureRanking"]
    assert {r["barrier"]["barrier"] for r in ranked} == {"WATER_SPRAY", "EMERGENCY_TEAM"}
    reductions = [r["reduction"] for r in ranked]
    assert reductions == sorted(reductions, reverse=True)
    now = answer["whatIf"]["expectedFailuresAfter"]
    for each in ranked:
        assert each["expectedFailuresWithout"] - now == pytest.approx(each["reduction"])


@pytest.mark.parametrize(
    ("variables", "kind", "field"),
    [
        ({"without": ["Measure:none"]}, "NotFound", None),
        ({"without": [TALK.id]}, "NotFound", None),
        ({"with": [{"barrier": "WATER_SPRAY", "unit": "Unit:none"}]}, "NotFound", None),
        (
            {"with": [{"barrier": "EMERGENCY_TEAM", "unit": TANKS[2].id, "failureOnDemand": 0.1}]},
            "MissingData",
            "MeasureInput.effectTime",
        ),
        (
            {"with": [{"barrier": "WATER_SPRAY", "unit": TANKS[2].id, "failureOnDemand": 2}]},
            "OutOfValidity",
            None,
        ),
    ],
)
async def test_what_cannot_be_supposed_is_said(
    store: Store, variables: Any, kind: str, field: str | None
) -> None:
    answer = await answered(store, **variables)
    assert (answer["__typename"], answer.get("field")) == (kind, field)


async def test_cooling_as_published_over_the_bundled_tanks(store: Store) -> None:
    """Khakzad 2021: 40 kW/m² cut to 16 leaves .0625 of .625."""
    await load(store, bundled_paths())
    rows = (await ask(store, "{ units { nodes { id name } } }"))["units"]["nodes"]
    tanks = {row["name"]: row["id"] for row in rows}
    cooled = {
        "barrier": "SEPARATION",
        "unit": tanks["T3"],
        "remainingShare": 0.4,
        "failureOnDemand": 0,
    }
    data = await ask(store, QUERY, {"from": tanks["T2"], "with": [cooled]})
    told = {c["unit"]["name"]: c for c in data["hazardPropagation"]["whatIf"]["changes"]}
    assert told["T3"]["before"] == pytest.approx(0.625)
    assert told["T3"]["after"] == pytest.approx(0.0625)
    assert told["T1"]["difference"] == pytest.approx(0.0)
