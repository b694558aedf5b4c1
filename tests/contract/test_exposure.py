"""What a place is exposed to, over GraphQL, on every engine; the neighbourhood is invented."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph.store.port import Store
from graph.store.write import write
from server.operations import operation
from tests.contract import neighbourhood as place
from tests.contract.conformity import faults
from tests.contract.test_selections import GRAPHQL, ask

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "exposure" / "H1_exposure.json"
QUERY = operation("H1_exposure").query
WIND = {"windSpeed": 3.0, "windDirection": 270.0, "stability": "D"}
POINT = {"longitude": 119.0, "latitude": 25.2}


async def exposed(store: Store, **variables: Any) -> Any:
    await write(store, place.BATCH)
    data = await ask(store, QUERY, variables)
    assert faults(GRAPHQL, QUERY, data) == []
    return data["exposure"]


def by_scenario(answer: Any) -> dict[tuple[str, str], Any]:
    return {(e["unit"]["name"], e["scenario"]): e for e in answer["effects"]}


async def test_the_answer_on_file(store: Store) -> None:
    """The example of H1 over declared, invented data; a change of a figure must be meant."""
    answer = await exposed(store, of=place.SCHOOL.id, weather=WIND)
    if os.environ.get("CUSTODY_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        text = json.dumps(answer, ensure_ascii=False, indent=2)
        GOLDEN.write_text(text + "\n", encoding="utf-8")
    expected = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert _rounded(answer) == _rounded(expected)


def _rounded(value: Any) -> Any:
    """Return an answer with figures to nine digits, as machines agree on them."""
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    return float(f"{value:.9g}") if isinstance(value, float) else value


async def test_what_reaches_a_school(store: Store) -> None:
    answer = await exposed(store, of=place.SCHOOL.id)
    found = by_scenario(answer)
    assert set(found) == {
        ("苯罐", "POOL_FIRE"),
        ("苯罐", "FLASH_FIRE"),
        ("苯罐", "VAPOUR_SPACE_EXPLOSION"),
        ("苯罐", "TANK_FIRE"),
        ("苯罐", "TOXIC_EVAPORATION"),
        ("丙烷球罐", "FIREBALL"),
        ("丙烷球罐", "VAPOUR_CLOUD_EXPLOSION"),
        ("丙烷球罐", "FLASH_FIRE"),
        ("氯罐", "TOXIC_RELEASE"),
    }
    fire = found["苯罐", "POOL_FIRE"]
    assert fire["distance"] == pytest.approx(150, rel=3e-3)
    assert fire["bearing"] == pytest.approx(270, abs=0.2)  # the school lies west of the tank
    assert (fire["overpressure"], fire["concentration"]) == (None, None)
    assert fire["heatFlux"] > 0
    flash = found["丙烷球罐", "FLASH_FIRE"]
    assert (flash["kind"], flash["exposureTime"]) == ("FLASH_FIRE", None)
    assert flash["concentration"] > 0
    assert flash["lethality"] in {0.0, 1.0}
    assert answer["target"] == {"name": "虚构小学", "population": 300}
    assert answer["weather"] == {
        "windSpeed": 1.5,
        "windDirection": None,
        "stability": "F",
        "worstCase": True,
    }
    chances = [e["lethality"] for e in answer["effects"]]
    assert chances == sorted(chances, reverse=True)


async def test_every_effect_says_what_it_rests_on(store: Store) -> None:
    answer = await exposed(store, of=place.SCHOOL.id)
    for effect in answer["effects"]:
        assert effect["evidence"][0]["document"]["name"] == place.REGISTER.name
        assert effect["method"]["models"]
        assert effect["method"]["assumptions"]
        unchecked = [m for m in effect["method"]["models"] if not m["verified"]]
        assert len(effect["method"]["warnings"]) >= len({m["instrument"] for m in unchecked})
    assert any("if the scenario happens" in each for each in answer["method"]["assumptions"])


async def test_what_is_missing_is_said_for_each_unit(store: Store) -> None:
    answer = await exposed(store, of=place.SCHOOL.id)
    fields = {(n["unit"]["name"], n["problem"]["field"]) for n in answer["notComputed"]}
    assert fields == {("无坐标罐", "Unit.longitude"), ("空登记罐", "HOLDS.quantity")}
    assert answer["complete"] is False
    assert answer["unitsConsidered"] == 5


async def test_the_wind_decides_whom_the_gas_reaches(store: Store) -> None:
    toward = by_scenario(await exposed(store, of=place.SCHOOL.id, weather=WIND))
    away = by_scenario(
        await exposed(store, of=place.SCHOOL.id, weather={**WIND, "windDirection": 90.0})
    )
    key = ("氯罐", "TOXIC_RELEASE")
    assert toward[key]["concentration"] > 0
    assert toward[key]["toxicDose"] > 0
    assert toward[key]["toxicDoseUnit"] == "(mg/m³)^2.75·min"
    assert away[key]["concentration"] == 0
    assert away[key]["lethality"] == 0


async def test_a_point_is_exposed_like_the_school_that_stands_there(store: Store) -> None:
    school = await exposed(store, of=place.SCHOOL.id, weather=WIND)
    point = await exposed(store, point=POINT, weather=WIND)
    assert point["target"] is None
    assert point["effects"] == school["effects"]


async def test_an_enterprise_is_a_place_too(store: Store) -> None:
    answer = await exposed(store, of=place.ENTERPRISE.id)
    assert answer["target"] == {"name": "虚构化工"}
    assert by_scenario(answer)["苯罐", "POOL_FIRE"]["distance"] == pytest.approx(750, rel=3e-3)


async def test_a_place_far_from_everything_is_not_called_safe_without_saying_how_far(
    store: Store,
) -> None:
    answer = await exposed(store, point={"longitude": 110.0, "latitude": 30.0})
    assert (answer["effects"], answer["notComputed"], answer["unitsConsidered"]) == ([], [], 0)
    assert answer["radius"] == 10_000
    assert answer["complete"] is False
    assert any("not that there is no danger" in each for each in answer["method"]["warnings"])


@pytest.mark.parametrize(
    ("variables", "kind", "code"),
    [
        ({}, "InvalidInput", "INVALID_INPUT"),
        ({"of": "Receptor:none"}, "NotFound", "NOT_FOUND"),
        ({"of": place.NOWHERE.id}, "MissingData", "MISSING_DATA"),
        ({"of": place.BENZENE.id}, "NotFound", "NOT_FOUND"),
        ({"point": {"longitude": 25.2, "latitude": 119.0}}, "OutOfValidity", "OUT_OF_VALIDITY"),
        (
            {"point": POINT, "weather": {**WIND, "windSpeed": 0.0}},
            "OutOfValidity",
            "OUT_OF_VALIDITY",
        ),
    ],
)
async def test_why_there_is_no_answer(
    store: Store, variables: dict[str, Any], kind: str, code: str
) -> None:
    answer = await exposed(store, **variables)
    assert (answer["__typename"], answer["code"]) == (kind, code)


async def test_the_missing_position_of_a_target_names_its_field(store: Store) -> None:
    answer = await exposed(store, of=place.NOWHERE.id)
    assert (answer["of"], answer["field"]) == ("无坐标村", "Receptor.longitude")


async def test_too_large_a_radius_is_refused(store: Store) -> None:
    await write(store, place.BATCH)
    text = (
        "{ exposure(point: {longitude: 119, latitude: 25}, radius: 1e6) "
        "{ ... on BudgetExceeded { limit asked } } }"
    )
    data = await ask(store, text)
    assert data["exposure"] == {"limit": 20_000.0, "asked": 1e6}


async def test_what_was_held_before_is_asked_of_the_past(store: Store) -> None:
    """Nothing was known yet on the day asked, so the school is not there either."""
    answer = await exposed(store, of=place.SCHOOL.id, at={"knownAt": "2000-01-01T00:00:00Z"})
    assert answer["__typename"] == "NotFound"
