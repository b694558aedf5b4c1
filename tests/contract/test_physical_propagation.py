"""Propagation over computed heat; the tanks are invented and stand for no real place."""

from typing import Any

import pytest

from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from tests.contract.conformity import faults
from tests.contract.neighbourhood import (
    BATCH as NEIGHBOURHOOD,
    CHLORINE,
    PROPANE,
    REGISTER,
    ROW,
)
from tests.contract.test_selections import GRAPHQL, ask

EXPLODED = """query ($from: ID!, $weather: WeatherInput, $kinds: [ScenarioKind!]) {
  hazardPropagation(from: $from, weather: $weather, scenario: { kinds: $kinds }) {
    __typename
    ... on Propagation {
      events { nodes {
        unit { name } probability timeToFailure
        effects { source { name } heatFlux overpressure computed evidence { document { name } } }
      } }
      unitsWithinReach {
        place { ... on Unit { name } }
        arrivalTime
        effects { source { name } scenario kind arrivalTime }
      }
      callTree {
        place { ... on Unit { name } ... on Receptor { name } ... on Enterprise { name } }
        arrivalTime
      }
      method { assumptions warnings }
    }
    ... on Problem { code message }
  }
}"""
METRE = 1 / 100_750  # of longitude at 25.2° north [°]

QUERY = """query ($from: ID!, $weather: WeatherInput) {
  hazardPropagation(from: $from, weather: $weather) {
    __typename
    ... on Propagation {
      events { nodes {
        unit { name } probability
        effects { source { name } heatFlux computed evidence { document { name } } }
      } }
      graph { steps { source { name } target { name } heatFlux computed } }
      method { models { instrument } assumptions warnings }
    }
    ... on Problem { code message }
    ... on MissingData { of field }
  }
}"""


def tank(name: str, east: float, **properties: object) -> Entity:
    return Entity(
        label=Label.UNIT,
        properties={
            "name": name,
            "equipment": "ATMOSPHERIC",
            "volume": 600.0,
            "tank_area": 80.0,
            "roof": "INTERNAL_FLOATING",  # no vapour space that could explode
            "longitude": 119.0 + east * METRE,
            "latitude": 25.2,
            **properties,
        },
        evidence=(ROW.id,),
    )


def vessel(name: str, east: float, north: float, kind: str | None, **said: object) -> Entity:
    where = {"longitude": 119.0 + east * METRE, "latitude": 25.2 + north / 110_800}
    properties = {"name": name, "equipment": kind, "volume": 600.0, **where, **said}
    known = {key: value for key, value in properties.items() if value is not None}
    return Entity(label=Label.UNIT, properties=known, evidence=(ROW.id,))


async def exploded(store: Store, **variables: Any) -> Any:
    data = await ask(store, EXPLODED, {"from": PROPANE.id, **variables})
    assert faults(GRAPHQL, EXPLODED, data) == []
    return data["hazardPropagation"]


def linked(kind: RelType, source: Entity, target: Entity, **said: object) -> Relation:
    return Relation(
        type=kind,
        source=source.reference,
        target=target.reference,
        properties=said,
        evidence=(ROW.id,),
    )


BENZENE = Entity(
    label=Label.SUBSTANCE, properties={"name": "苯", "cas": "71-43-2"}, evidence=(ROW.id,)
)
TANKS = [tank(f"A{k}", 28.0 * k, bund_area=900.0) for k in range(3)]
BARE = tank("B", 500.0)
FAR = tank("C", 5000.0, bund_area=900.0)


def batch(*more: Relation) -> Batch:
    units = [*TANKS, BARE, FAR]
    return Batch(
        sources=[REGISTER],
        evidence=[ROW],
        entities=[*units, BENZENE],
        relations=[
            *(
                linked(RelType.HOLDS, unit, BENZENE, quantity=500.0, state="LIQUID")
                for unit in units
            ),
            *more,
        ],
    )


async def followed(store: Store, origin: Entity, *more: Relation, **variables: Any) -> Any:
    await write(store, batch(*more))
    data = await ask(store, QUERY, {"from": origin.id, **variables})
    assert faults(GRAPHQL, QUERY, data) == []
    return data["hazardPropagation"]


def steps(answer: Any) -> dict[tuple[str, str], Any]:
    return {(s["source"]["name"], s["target"]["name"]): s for s in answer["graph"]["steps"]}


async def test_heat_that_no_assessment_states_is_computed_and_said_to_be(store: Store) -> None:
    answer = await followed(store, TANKS[0])
    assert [n["unit"]["name"] for n in answer["events"]["nodes"]] == ["A1", "A2"]
    first = answer["events"]["nodes"][0]
    assert 0 < first["probability"] < 1
    assert all(effect["computed"] for effect in first["effects"])
    assert first["effects"][0]["evidence"] == [{"document": {"name": REGISTER.name}}]
    assert steps(answer)["A0", "A1"]["heatFlux"] > 15
    assert any("computed" in each for each in answer["method"]["assumptions"])
    instruments = {m["instrument"] for m in answer["method"]["models"]}
    assert "Mudan 1987, Fire Safety J. 12:89-98" in instruments


async def test_a_neighbour_that_cannot_be_computed_is_warned_of(store: Store) -> None:
    answer = await followed(store, TANKS[0])
    assert any("Unit.bund_area" in warning for warning in answer["method"]["warnings"])


async def test_what_an_assessment_states_is_kept(store: Store) -> None:
    said = linked(RelType.IRRADIATES, TANKS[0], TANKS[1], heat_flux=40.0)
    found = steps(await followed(store, TANKS[0], said))
    assert found["A0", "A1"]["heatFlux"] == 40.0
    assert found["A0", "A1"]["computed"] is False
    assert ("A0", "A2") not in found  # the assessment of A0 names A1 alone
    assert found["A1", "A2"]["computed"] is True


async def test_what_an_assessment_states_of_a_neighbour_is_kept_too(store: Store) -> None:
    said = linked(RelType.IRRADIATES, TANKS[1], TANKS[2], heat_flux=40.0)
    found = steps(await followed(store, TANKS[0], said))
    assert found["A0", "A1"]["computed"] is True
    assert (found["A1", "A2"]["heatFlux"], found["A1", "A2"]["computed"]) == (40.0, False)


async def test_a_neighbour_that_no_model_covers_is_called_by_its_name(store: Store) -> None:
    sphere = vessel("大球罐", 28, 0, "PRESSURISED", volume=1000.0)
    await write(store, Batch(sources=[REGISTER], evidence=[ROW], entities=[sphere]))
    answer = await followed(
        store, TANKS[0], linked(RelType.IRRADIATES, TANKS[0], sphere, heat_flux=60.0)
    )
    assert answer["__typename"] == "OutOfValidity"
    assert answer["message"].startswith("“大球罐”的容积 1000 m³ ")


async def test_an_origin_without_a_bund_asks_for_it(store: Store) -> None:
    answer = await followed(store, BARE)
    assert answer["__typename"] == "MissingData"
    assert (answer["of"], answer["field"]) == ("B", "Unit.bund_area")


async def test_a_fire_that_reaches_nobody_is_an_answer(store: Store) -> None:
    answer = await followed(store, FAR)
    assert answer["events"]["nodes"] == []
    assert answer["method"]["models"]


async def test_the_wind_decides_which_neighbour_gets_more(store: Store) -> None:
    wind = {"windSpeed": 8.0, "stability": "D"}
    east = await followed(store, TANKS[1], weather={**wind, "windDirection": 270.0})
    west = await followed(store, TANKS[1], weather={**wind, "windDirection": 90.0})
    key = ("A1", "A2")
    assert steps(east)[key]["heatFlux"] > steps(west).get(key, {"heatFlux": 0.0})["heatFlux"]
    assert steps(west)["A1", "A0"]["heatFlux"] == pytest.approx(
        steps(east)[key]["heatFlux"], rel=1e-2
    )


async def test_a_vessel_that_bursts_strikes_what_stands_near(store: Store) -> None:
    await write(store, NEIGHBOURHOOD)
    near = vessel("近罐", 0, 460, "ATMOSPHERIC", volume=None)
    bare = vessel("类别不明罐", 0, 470, None)
    await write(store, Batch(sources=[REGISTER], evidence=[ROW], entities=[near, bare]))
    answer = await exploded(store)
    (event,) = answer["events"]["nodes"]
    assert (event["unit"]["name"], event["timeToFailure"]) == ("近罐", 0.0)
    (effect,) = event["effects"]
    assert (effect["heatFlux"], effect["computed"]) == (0.0, True)
    assert effect["overpressure"] > 22  # its threshold [kPa]
    assert effect["evidence"] == [{"document": {"name": REGISTER.name}}]
    assert any("Unit.equipment" in warning for warning in answer["method"]["warnings"])
    assert any("fireballs" in each for each in answer["method"]["assumptions"])


async def test_a_tank_that_explodes_inside_strikes_the_next_unless_its_roof_floats(
    store: Store,
) -> None:
    """5,000 m³ of mixture are 748 kg of TNT: Z = 4.4 at 40 m, 54 kPa."""
    wide = vessel("大罐", 800, 0, "ATMOSPHERIC", volume=5000.0, roof="FIXED")
    roofed = vessel("浮顶罐", 900, 0, "ATMOSPHERIC", volume=5000.0, roof="EXTERNAL_FLOATING")
    near = [vessel(f"邻{x}", x + 40, 0, "ATMOSPHERIC", volume=None) for x in (800, 900)]
    said = {"quantity": 4000.0, "state": "LIQUID"}
    held = [linked(RelType.HOLDS, each, BENZENE, **said) for each in (wide, roofed)]
    entities = [wide, roofed, *near, BENZENE]
    await write(store, Batch(sources=[REGISTER], evidence=[ROW], entities=entities, relations=held))
    kinds = ["VAPOUR_SPACE_EXPLOSION"]
    broken = await exploded(store, **{"from": wide.id, "kinds": kinds})
    assert "邻800" in {e["unit"]["name"] for e in broken["events"]["nodes"]}
    event = next(e for e in broken["events"]["nodes"] if e["unit"]["name"] == "邻800")
    (effect,) = event["effects"]
    assert effect["overpressure"] == pytest.approx(54.1, rel=0.02)
    whole = await exploded(store, **{"from": roofed.id, "kinds": kinds})
    assert whole["__typename"] != "Propagation"  # nothing of it can explode inside


async def test_what_fails_later_explodes_too(store: Store) -> None:
    """The tank is out of reach of the first sphere, and not of the second."""
    await write(store, NEIGHBOURHOOD)
    second = vessel("二号球罐", 0, 460, "PRESSURISED")
    beyond = vessel("远罐", 0, 630, "ATMOSPHERIC")
    said = {"name": "丙烷", "cas": "74-98-6"}
    propane = Entity(label=Label.SUBSTANCE, properties=said, evidence=(ROW.id,))
    held = linked(
        RelType.HOLDS, second, propane, quantity=40.0, state="LIQUEFIED_GAS", pressure=1.0
    )
    units = [second, beyond]
    await write(store, Batch(sources=[REGISTER], evidence=[ROW], entities=units, relations=[held]))
    answer = await exploded(store)
    first, later = answer["events"]["nodes"]
    assert [first["unit"]["name"], later["unit"]["name"]] == ["二号球罐", "远罐"]
    assert [e["source"]["name"] for e in later["effects"]] == ["二号球罐"]
    assert 0 < later["probability"] < first["probability"]
    assert (later["timeToFailure"], later["effects"][0]["computed"]) == (0.0, True)
    burst = await exploded(store, kinds=["FIREBALL"])
    assert burst["events"]["nodes"] == []


async def test_a_fire_that_burns_out_sooner_than_a_tank_fails_does_not_spread(
    store: Store,
) -> None:
    await write(store, batch())
    asked = """query ($from: ID!, $scenario: ScenarioInput!) {
      hazardPropagation(from: $from, scenario: $scenario) {
        __typename
        ... on Propagation { events { nodes { unit { name } } } method { exact assumptions } }
        ... on Problem { code message }
      }
    }"""

    async def told(scenario: dict[str, Any]) -> Any:
        data = await ask(store, asked, {"from": TANKS[0].id, "scenario": scenario})
        assert faults(GRAPHQL, asked, data) == []
        return data["hazardPropagation"]

    on = await told({})
    assert [n["unit"]["name"] for n in on["events"]["nodes"]] == ["A1", "A2"]
    assert any("Burn-out is off" in each for each in on["method"]["assumptions"])
    out = await told({"burnOut": [{"unit": TANKS[0].id, "time": 1.0}]})
    assert out["events"]["nodes"] == []
    assert (out["method"]["exact"], out["__typename"]) == (False, "Propagation")
    # 500 t of benzene over 900 m² burn for an hour and a half, longer than the tanks bear.
    long = await told({"computedBurnOut": True})
    assert [n["unit"]["name"] for n in long["events"]["nodes"]] == ["A1", "A2"]
    assert any("Burn-out counts" in each for each in long["method"]["assumptions"])
    assert (await told({"burnOut": [{"unit": TANKS[0].id, "time": -1.0}]}))["code"] == (
        "OUT_OF_VALIDITY"
    )
    unknown = await told({"burnOut": [{"unit": FAR.id, "time": 1.0}]})
    assert unknown["__typename"] in {"NotFound", "InvalidData"}


async def test_only_the_way_in_which_it_fails_counts(store: Store) -> None:
    await write(store, NEIGHBOURHOOD)
    near = vessel("近罐", 0, 460, "ATMOSPHERIC")
    await write(store, Batch(sources=[REGISTER], evidence=[ROW], entities=[near]))
    assert (await exploded(store, kinds=["FIREBALL"]))["events"]["nodes"] == []
    answer = await exploded(store, kinds=["VAPOUR_CLOUD_EXPLOSION"])
    assert [n["unit"]["name"] for n in answer["events"]["nodes"]] == ["近罐"]
    reached = {e["scenario"] for n in answer["unitsWithinReach"] for e in n["effects"]}
    # What the tank that may follow holds is not on record, so it reaches nobody.
    assert reached == {"VAPOUR_CLOUD_EXPLOSION"}


async def test_gas_reaches_units_that_it_does_not_break(store: Store) -> None:
    """The call tree names whoever answers for them, when the gas arrives."""
    await write(store, NEIGHBOURHOOD)
    wind = {"windSpeed": 4.0, "stability": "D", "windDirection": 270.0}
    data = await ask(store, EXPLODED, {"from": CHLORINE.id, "weather": wind})
    answer = data["hazardPropagation"]
    assert answer["events"]["nodes"] == []
    benzene = {n["place"]["name"]: n for n in answer["unitsWithinReach"]}["苯罐"]
    (effect,) = benzene["effects"]
    assert (effect["kind"], effect["source"]["name"]) == ("TOXIC", "氯罐")
    assert effect["arrivalTime"] == pytest.approx(950 / 4, rel=0.01)
    calls = {e["place"]["name"]: e["arrivalTime"] for e in answer["callTree"]}
    assert calls["氯罐"] == 0
    assert calls["苯罐"] == benzene["arrivalTime"]
    assert calls["虚构小学"] == pytest.approx(800 / 4, rel=0.01)
    assert "丙烷球罐" not in calls  # beside the plume
    order = [e["place"]["name"] for e in answer["callTree"]]
    assert order.index("虚构小学") < order.index("苯罐")
