"""Whom to call, in which order, and who is within reach; the district is invented."""

from typing import Any, Final

import pytest

from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.context import Context
from server.operations import operation
from tests.contract.conformity import faults
from tests.contract.neighbourhood import REGISTER, ROW
from tests.contract.test_physical_propagation import METRE, TANKS, batch, linked
from tests.contract.test_selections import GRAPHQL, SCHEMA, ask

QUERY: Final = operation("H10_call_tree").query
WIND: Final = {"windSpeed": 5.0, "stability": "D"}
NORTH: Final = 1 / 110_800  # of latitude a metre [°]


def thing(label: Label, name: str, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(ROW.id,))


def place(name: str, east: float, north: float, **properties: object) -> Entity:
    where = {"longitude": 119.0 + east * METRE, "latitude": 25.2 + north * NORTH}
    return thing(Label.RECEPTOR, name, **where, **properties)


DISTRICT = thing(Label.REGION, "虚构区", code="990103", level="DISTRICT")
PLANT = thing(Label.ENTERPRISE, "虚构罐区公司")
HAZARD = thing(Label.HAZARD, "A1重大危险源", kind="MAJOR_HAZARD_INSTALLATION")
HEAD, KEEPER = thing(Label.POST, "总经理"), thing(Label.POST, "罐区主任")
LEADER, PERSON = thing(Label.POST, "区长"), thing(Label.PERSON, "赵一", phone="0594-0000001")
SCHOOL = place("虚构小学", 0, 60, population=300)
VILLAGE = place("虚构村", 30, 70)
AWAY = place("远村", 0, 9000, population=900)
NOWHERE = thing(Label.RECEPTOR, "无坐标村", population=50)
HIDDEN = Entity(
    label=Label.UNIT,
    properties={"name": "无坐标罐", "equipment": "ATMOSPHERIC", "volume": 600.0},
    evidence=(ROW.id,),
)


def duty(post: Entity, on: Entity, line: str, role: str) -> Relation:
    return linked(RelType.RESPONSIBLE_FOR, post, on, line=line, role=role)


BATCH = Batch(
    sources=[REGISTER],
    evidence=[ROW],
    entities=[
        *(DISTRICT, PLANT, HAZARD, HEAD, KEEPER, LEADER, PERSON),
        *(SCHOOL, VILLAGE, AWAY, NOWHERE, HIDDEN),
    ],
    relations=[
        *(linked(RelType.LOCATED_IN, each, DISTRICT) for each in (PLANT, SCHOOL, NOWHERE)),
        *(linked(RelType.OPERATES, PLANT, each) for each in TANKS[:2]),
        linked(RelType.HAS_HAZARD, TANKS[1], HAZARD),
        linked(RelType.HOLDS_POST, PERSON, KEEPER),
        duty(HEAD, PLANT, "ENTERPRISE", "PRINCIPAL"),
        duty(KEEPER, HAZARD, "ENTERPRISE", "OPERATION_GUARANTOR"),
        duty(LEADER, DISTRICT, "GOVERNMENT", "LEADER"),
        linked(RelType.IRRADIATES, TANKS[0], TANKS[1], heat_flux=40.0),
        linked(RelType.IRRADIATES, TANKS[1], HIDDEN, heat_flux=40.0),
        linked(RelType.IRRADIATES, TANKS[1], TANKS[2], heat_flux=30.0),
    ],
)


async def answered(store: Store, query: str = QUERY, **variables: Any) -> Any:
    await write(store, batch())
    await write(store, BATCH)
    data = await ask(store, query, {"from": TANKS[0].id, "weather": WIND, **variables})
    assert faults(GRAPHQL, query, data) == []
    return data["hazardPropagation"]


def entries(answer: Any) -> dict[str, Any]:
    return {entry["place"]["name"]: entry for entry in answer["callTree"]}


def called(entry: Any) -> list[tuple[str, str, str | None]]:
    return [
        (
            call["line"],
            (call["rung"]["post"] or call["rung"]["organisation"])["name"],
            call["rung"]["person"] and call["rung"]["person"]["phone"],
        )
        for call in entry["calls"]
    ]


async def test_posts_are_called_in_the_order_in_which_the_accident_arrives(store: Store) -> None:
    answer = await answered(store)
    times = [entry["arrivalTime"] for entry in answer["callTree"]]
    known = [time for time in times if time is not None]
    assert times == sorted(known) + [None] * (len(times) - len(known))
    first = answer["callTree"][0]
    assert (first["place"]["name"], first["order"], first["arrivalTime"]) == ("A0", 0, 0.0)
    assert set(entries(answer)) == {"A0", "A1", "A2", "无坐标罐", "虚构小学", "虚构村"}


async def test_the_guarantor_of_a_hazard_is_called_for_its_unit(store: Store) -> None:
    answer = await answered(store)
    assert called(entries(answer)["A1"]) == [
        ("ENTERPRISE", "罐区主任", "0594-0000001"),
        ("ENTERPRISE", "总经理", None),
        ("GOVERNMENT", "区长", None),
    ]
    orders = [call["rung"]["order"] for call in entries(answer)["A1"]["calls"]]
    assert orders == [1, 2, 1]
    again = {c["rung"]["post"]["name"]: c["alreadyCalled"] for c in entries(answer)["A1"]["calls"]}
    assert again == {"罐区主任": False, "总经理": True, "区长": True}
    assert all(c["rung"]["evidence"] for e in answer["callTree"] for c in e["calls"])


async def test_nobody_to_call_is_said_with_the_field_that_would_name_somebody(
    store: Store,
) -> None:
    found = entries(await answered(store))
    assert called(found["虚构小学"]) == [("GOVERNMENT", "区长", None)]
    lacking = {name: [m["field"] for m in e["missing"]] for name, e in found.items()}
    assert lacking == {
        **{name: [] for name in ("A0", "A1", "虚构小学")},
        **{name: ["RESPONSIBLE_FOR.role"] for name in ("A2", "无坐标罐")},
        "虚构村": ["LOCATED_IN.target"],
    }


async def test_an_event_has_the_chain_that_its_unit_has_when_asked_alone(store: Store) -> None:
    chain = """{
      subject { ... on Unit { id } }
      lines { line rungs { order post { id } organisation { id } evidence { id } } }
      gaps { kind role message }
      coverage { complete expanded }
    }"""
    query = f"""query ($from: ID!) {{
      hazardPropagation(from: $from) {{ ... on Propagation {{
        events {{ nodes {{ unit {{ id }} responsibility {chain}
          top: responsibility(lines: [GOVERNMENT]) {{ lines {{ line }} }} }} }}
      }} }}
    }}"""
    await write(store, batch())
    await write(store, BATCH)
    data = await ask(store, query, {"from": TANKS[0].id})
    nodes = data["hazardPropagation"]["events"]["nodes"]
    assert len(nodes) == 3
    for node in nodes:
        of = f'responsibilityChain(of: "{node["unit"]["id"]}")'
        alone = f"{{ {of} {{ ... on ResponsibilityChain {chain} }} }}"
        asked = await ask(store, alone)
        assert node["responsibility"] == asked["responsibilityChain"]
        assert node["top"] == {"lines": [{"line": "GOVERNMENT"}]}


async def test_people_on_record_within_reach_are_counted_once(store: Store) -> None:
    answer = await answered(store)
    assert answer["peopleExposed"] == 300
    reached = {r["place"]["name"]: r for r in answer["receptors"]["nodes"]}
    assert set(reached) == {"虚构小学", "虚构村"}
    school = reached["虚构小学"]
    assert (school["order"], school["probability"], school["arrivalTime"]) == (1, 1.0, 0.0)
    assert {effect["source"]["name"] for effect in school["effects"]} >= {"A0", "A1"}
    assert school["evidence"][0]["document"]["name"] == REGISTER.name
    for effect in school["effects"]:
        if effect["kind"] == "TOXIC" and effect["source"]["name"] == "A0":
            assert effect["arrivalTime"] == pytest.approx(effect["distance"] / 5.0)
    assert any("employees" in each for each in answer["method"]["assumptions"])


async def test_what_is_not_counted_names_the_field_that_would_count_it(store: Store) -> None:
    answer = await answered(store)
    lacking = {(n["of"]["name"], n["problem"]["field"]) for n in answer["notCounted"]}
    assert lacking == {
        ("无坐标罐", "Unit.longitude"),
        ("虚构村", "Receptor.population"),
        ("无坐标村", "Receptor.longitude"),
    }


async def test_without_any_position_nobody_is_said_to_be_safe(store: Store) -> None:
    await write(store, batch())
    await write(store, BATCH)
    bare = Entity(
        label=Label.UNIT,
        properties={"name": "S", "equipment": "ATMOSPHERIC", "volume": 600.0},
        evidence=(ROW.id,),
    )
    await write(
        store,
        Batch(
            sources=[REGISTER],
            evidence=[ROW],
            entities=[bare],
            relations=[linked(RelType.IRRADIATES, bare, HIDDEN, heat_flux=40.0)],
        ),
    )
    data = await ask(store, QUERY, {"from": bare.id})
    answer = data["hazardPropagation"]
    assert answer["peopleExposed"] is None
    assert {n["problem"]["field"] for n in answer["notCounted"]} == {"Unit.longitude"}


async def test_the_number_of_statements_is_set_by_what_is_asked(store: Store) -> None:
    await answered(store)
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        for origin in (TANKS[0], TANKS[2]):  # three units follow, then two
            result = await SCHEMA.execute(
                QUERY, {"from": origin.id, "weather": WIND}, context_value=Context(store)
            )
            assert result.errors is None
    # The escalation network, contents, places, places without a position, chains (2), nodes.
    assert len(sent) == 2 * 7
