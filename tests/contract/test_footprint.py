"""Which ground the accidents of a unit reach, and who is on it; the neighbourhood is invented."""

from typing import Any

import pytest

from graph.store.port import Store
from graph.store.write import write
from server.operations import operation
from tests.contract import neighbourhood as place
from tests.contract.conformity import faults
from tests.contract.test_selections import GRAPHQL, ask

QUERY = operation("H9_footprint").query
TO_SCHOOL = {"windSpeed": 3.0, "windDirection": 270.0, "stability": "D"}
FROM_SCHOOL = {**TO_SCHOOL, "windDirection": 90.0}


async def reached(store: Store, of: str, level: str = "END_POINT", **variables: Any) -> Any:
    await write(store, place.BATCH)
    data = await ask(store, QUERY, {"of": of, "level": level, **variables})
    assert faults(GRAPHQL, QUERY, data) == []
    return data["footprint"]


def names(zone: Any) -> list[str]:
    return [each["place"]["name"] for each in zone["places"]]


async def test_the_school_must_be_warned_when_the_wind_blows_there(store: Store) -> None:
    answer = await reached(store, place.CHLORINE.id, weather=TO_SCHOOL)
    (zone,) = answer["zones"]
    assert names(zone) == ["虚构小学", "虚构化工"]  # nearest first, both lie east of the tank
    assert zone["peopleOnRecord"] == 300
    assert zone["places"][1]["population"] is None
    assert zone["levelUnit"] == "mg/m³"
    assert zone["level"] == pytest.approx(5.8, rel=0.01)  # AEGL-2 of 2 ppm
    assert zone["evidence"][0]["document"]["name"] == place.REGISTER.name


async def test_who_has_no_position_may_have_to_be_warned_too(store: Store) -> None:
    answer = await reached(store, place.CHLORINE.id, weather=TO_SCHOOL)
    (warning,) = (each for each in answer["warnings"] if "未登记经纬度" in each)
    assert "无坐标村" in warning
    assert answer["complete"] is False


async def test_and_nobody_when_it_blows_away(store: Store) -> None:
    answer = await reached(store, place.CHLORINE.id, weather=FROM_SCHOOL)
    (zone,) = answer["zones"]
    assert names(zone) == []
    assert zone["peopleOnRecord"] == 0


async def test_the_polygon_is_a_closed_ring_round_the_unit(store: Store) -> None:
    answer = await reached(store, place.PROPANE.id)
    for zone in answer["zones"]:
        (ring,) = zone["polygon"]["coordinates"]
        assert zone["polygon"]["type"] == "Polygon"
        assert ring[0] == ring[-1]
        assert min(y for _, y in ring) < 25.2036 < max(y for _, y in ring)
    reaches = [zone["reach"] for zone in answer["zones"]]
    assert reaches == sorted(reaches, reverse=True)
    assert {zone["scenario"] for zone in answer["zones"]} == {
        "FIREBALL",
        "VAPOUR_CLOUD_EXPLOSION",
        "FLASH_FIRE",
    }


LINES = """query ($of: ID!, $weather: WeatherInput) {
  footprint(of: $of, weather: $weather) {
    __typename
    ... on Footprint {
      zones {
        scenario reach
        isoLines { level levelUnit levelMeaning reach truncated line }
      }
    }
    ... on Problem { code message }
  }
}"""


async def lined(store: Store, of: str) -> dict[str, Any]:
    await write(store, place.BATCH)
    data = await ask(store, LINES, {"of": of, "weather": TO_SCHOOL})
    assert faults(GRAPHQL, LINES, data) == []
    return {zone["scenario"]: zone for zone in data["footprint"]["zones"]}


async def test_iso_lines_lie_within_each_other_the_gravest_inmost(store: Store) -> None:
    found = await lined(store, place.PROPANE.id)
    for scenario, levels in {
        "FIREBALL": [37.5, 25.0, 12.5, 5.0, 4.0, 1.6],
        "VAPOUR_CLOUD_EXPLOSION": [68.9, 34.5, 20.7, 13.8, 6.9, 2.07],
    }.items():
        lines = found[scenario]["isoLines"]
        assert [each["level"] for each in lines] == pytest.approx(levels)
        assert [e["reach"] for e in lines] == sorted(e["reach"] for e in lines)
        for each in lines:
            assert each["line"]["type"] == "LineString"
            assert each["line"]["coordinates"][0] == each["line"]["coordinates"][-1]
    end = {5.0: "FIREBALL", 6.9: "VAPOUR_CLOUD_EXPLOSION"}
    for level, scenario in end.items():
        (line,) = [e for e in found[scenario]["isoLines"] if e["level"] == pytest.approx(level)]
        assert line["reach"] == found[scenario]["reach"]


async def test_gas_has_the_lines_of_its_emergency_levels(store: Store) -> None:
    (zone,) = (await lined(store, place.CHLORINE.id)).values()
    names_ = [each["levelMeaning"].partition("：")[0] for each in zone["isoLines"]]
    assert names_ == ["AEGL-3", "AEGL-2", "AEGL-1"]
    assert {each["levelUnit"] for each in zone["isoLines"]} == {"mg/m³"}


async def test_fewer_die_than_must_be_warned(store: Store) -> None:
    warned = await reached(store, place.PROPANE.id)
    dying = await reached(store, place.PROPANE.id, level="ONE_PERCENT_LETHALITY")
    widest = {zone["scenario"]: zone["reach"] for zone in warned["zones"]}
    for zone in dying["zones"]:
        assert zone["reach"] < widest[zone["scenario"]]
        assert (zone["level"], zone["levelUnit"]) == (0.01, "1")


async def test_benzene_burns_in_its_bund_and_its_vapour_drifts(store: Store) -> None:
    answer = await reached(store, place.BENZENE.id, weather=TO_SCHOOL)
    found = {zone["scenario"]: zone for zone in answer["zones"]}
    assert set(found) == {
        "POOL_FIRE",
        "FLASH_FIRE",
        "VAPOUR_SPACE_EXPLOSION",
        "TANK_FIRE",
        "TOXIC_EVAPORATION",
    }
    assert (found["POOL_FIRE"]["level"], found["POOL_FIRE"]["levelUnit"]) == (5.0, "kW/m²")
    assert names(found["POOL_FIRE"]) == []  # the school stands upwind
    assert answer["notComputed"] == []
    assert answer["complete"] is True


@pytest.mark.parametrize(
    ("of", "kind", "field"),
    [
        ("Unit:none", "NotFound", None),
        (place.SCHOOL.id, "NotFound", None),
        (place.HIDDEN.id, "MissingData", "Unit.longitude"),
        (place.EMPTY.id, "MissingData", "HOLDS.quantity"),
    ],
)
async def test_why_there_is_none(store: Store, of: str, kind: str, field: str | None) -> None:
    answer = await reached(store, of)
    assert (answer["__typename"], answer.get("field")) == (kind, field)
