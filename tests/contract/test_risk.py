"""Individual risk at a place and societal risk round a park; the neighbourhood is invented."""

from typing import Any, Final

import pytest

from graph.model.labels import Label, RelType
from graph.store.port import Store
from graph.store.write import Batch, write
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.neighbourhood import (
    BATCH as NEIGHBOURHOOD,
    CHLORINE,
    HIDDEN,
    PROPANE,
    REGISTER,
    ROW,
    SCHOOL,
)
from tests.contract.test_call_tree import place, thing
from tests.contract.test_physical_propagation import linked
from tests.contract.test_selections import GRAPHQL, ask

RISK: Final = operation("H1_exposure").query
CURVE: Final = operation("H1_societal").query
CLIMATE: Final = [
    {"windSpeed": 2.0, "stability": "F", "share": 0.25},
    {"windSpeed": 5.0, "stability": "D", "share": 0.75},
]

PARK: Final = thing(Label.PARK, "虚构风险园区")
DORMITORY: Final = place("虚构宿舍", 20, 400, population=40, protection_class="GENERAL_TWO")
VILLAGE: Final = place("人数不明村", 0, 900)
RATED: Final = thing(
    Label.UNIT,
    "有频率罐",
    equipment="PRESSURISED",
    release_frequency=1e-3,
    longitude=119.0,
    latitude=25.2 + 410 / 110_800,
)
BATCH: Final = Batch(
    sources=[REGISTER],
    evidence=[ROW],
    entities=[PARK, DORMITORY, VILLAGE],
    relations=[linked(RelType.LOCATED_IN, unit, PARK) for unit in (CHLORINE, PROPANE)],
)
OWN: Final = Batch(
    sources=[REGISTER],
    evidence=[ROW],
    entities=[RATED],
    relations=[
        linked(
            RelType.HOLDS,
            RATED,
            next(e for e in NEIGHBOURHOOD.entities if e.properties["name"] == "氯"),
            quantity=1.0,
            state="LIQUEFIED_GAS",
        )
    ],
)


async def asked(store: Store, query: str, *more: Batch, **variables: Any) -> Any:
    for batch in (NEIGHBOURHOOD, BATCH, *more):
        await write(store, batch)
    data = await ask(store, query, variables)
    assert faults(GRAPHQL, query, data) == []
    return next(iter(data.values()))


async def test_the_risk_at_a_place_is_set_against_the_limit_of_its_class(store: Store) -> None:
    risk = (await asked(store, RISK, of=DORMITORY.id))["risk"]
    assert risk["protectionClass"] == "GENERAL_TWO"
    limits = {c["status"]: c["limit"] for c in risk["criteria"]}
    assert limits == {"NEW": 3e-6, "IN_SERVICE": 1e-5}
    assert all(c["basis"]["instrument"] == "GB 36894-2018" for c in risk["criteria"])
    assert risk["perYear"] == pytest.approx(sum(c["perYear"] for c in risk["contributions"]))
    for each in risk["contributions"]:
        product = each["releaseFrequency"] * each["ignition"] * each["lethality"]
        assert each["perYear"] == pytest.approx(product)
        assert each["frequencyStated"] is False
        assert each["frequencyBasis"][0]["verified"] is False
        assert each["evidence"][0]["document"]["name"] == REGISTER.name
    ball = next(c for c in risk["contributions"] if c["scenario"] == "FIREBALL")
    assert ball["perYear"] == pytest.approx(3.5e-7)  # it stands twenty metres from the sphere
    assert any("table 3.3" in warning for warning in risk["method"]["warnings"])
    assert any("equally likely" in each for each in risk["method"]["assumptions"])


async def test_within_the_limit_is_not_claimed_while_something_is_missing(store: Store) -> None:
    """A unit without a position and one without contents may add what nobody can tell."""
    risk = (await asked(store, RISK, of=DORMITORY.id))["risk"]
    assert risk["complete"] is False
    assert [c["exceeded"] for c in risk["criteria"]] == [None, None]


async def test_a_frequency_on_record_is_taken_and_may_exceed_the_limit(store: Store) -> None:
    risk = (await asked(store, RISK, OWN, of=DORMITORY.id))["risk"]
    first = risk["contributions"][0]
    assert (first["unit"]["name"], first["releaseFrequency"]) == ("有频率罐", 1e-3)
    assert first["frequencyStated"] is True
    assert first["frequencyBasis"] == []
    assert [c["exceeded"] for c in risk["criteria"]] == [True, True]


async def test_without_a_class_the_field_that_gives_it_is_named(store: Store) -> None:
    risk = (await asked(store, RISK, of=VILLAGE.id))["risk"]
    assert risk["criteria"] == []
    (missing,) = risk["missing"]
    assert (missing["of"], missing["field"]) == ("人数不明村", "Receptor.protection_class")


async def test_the_climate_that_is_given_is_taken(store: Store) -> None:
    risk = (await asked(store, RISK, of=SCHOOL.id, climate=CLIMATE))["risk"]
    assert not any("equally likely" in each for each in risk["method"]["assumptions"])
    short = await asked(store, RISK, of=SCHOOL.id, climate=CLIMATE[:1])
    assert short["__typename"] == "OutOfValidity"


async def test_the_curve_of_a_park_with_its_zones(store: Store) -> None:
    curve = await asked(store, CURVE, of=PARK.id, radius=5000)
    often = [point["perYear"] for point in curve["points"]]
    assert often
    assert often == sorted(often, reverse=True)
    assert {point["zone"] for point in curve["points"]} <= {
        "ACCEPTABLE",
        "AS_LOW_AS_PRACTICABLE",
        "UNACCEPTABLE",
    }
    assert curve["people"] == 340
    total = sum(each["perYear"] for each in curve["byScenario"])
    assert curve["expectedDeaths"] == pytest.approx(total)
    assert {each["unit"]["name"] for each in curve["byScenario"]} == {"氯罐", "丙烷球罐"}
    lacking = {n["of"]["name"] for n in curve["notCounted"]}
    assert lacking == {"人数不明村", "无坐标村"}
    assert curve["complete"] is False


async def test_a_unit_that_cannot_be_placed_is_told(store: Store) -> None:
    more = Batch(relations=[linked(RelType.LOCATED_IN, HIDDEN, PARK)])
    curve = await asked(store, CURVE, more, of=PARK.id, radius=100)
    assert [(n["unit"]["name"], n["problem"]["field"]) for n in curve["notComputed"]] == [
        ("无坐标罐", "Unit.longitude")
    ]
    assert curve["people"] == 40


@pytest.mark.parametrize(
    ("of", "radius", "kind"),
    [(SCHOOL.id, 5000, "NotFound"), (PARK.id, 0, "BudgetExceeded")],
)
async def test_why_there_is_no_curve(store: Store, of: str, radius: float, kind: str) -> None:
    assert (await asked(store, CURVE, of=of, radius=radius))["__typename"] == kind


async def test_a_park_without_units_on_record_is_not_called_harmless(store: Store) -> None:
    bare = thing(Label.PARK, "未登记单元园区")
    curve = await asked(store, CURVE, Batch(entities=[bare]), of=bare.id, radius=5000)
    assert (curve["points"], curve["complete"]) == ([], False)
    warnings = " ".join(curve["method"]["warnings"])
    assert "no finding" in warnings
    assert "nobody would die" in warnings
