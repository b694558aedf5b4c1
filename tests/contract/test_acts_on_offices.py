"""Appointments, reliefs, inspections, corrections in the API on every engine (任免、检查、更正)."""

import json
from typing import Any

import pytest

from graph.store.port import Store
from tests.contract.plant import (
    FOREMAN,
    GRADE,
    LI,
    MANAGER,
    PARK,
    PLANT,
    REGION,
    TANKS,
    ZHANG,
    ask,
    did,
    plant,
    refused,
)

GAPS = """query ($scope: ID!, $at: At) {
  responsibilityGaps(scope: $scope, at: $at, kinds: [VACANT, STALE], first: 100) {
    nodes { kind role since subject { ... on Enterprise { id } } }
  }
}"""
HOLDERS = """query ($id: ID!, $at: At) { post(id: $id, at: $at) {
  recordedAt holders { edges { validFrom validTo recordedAt acting node { id name } } } } }"""
PARK_AT = "query ($id: ID!, $at: At) { park(id: $id, at: $at) { name aliases riskGrade } }"


@pytest.fixture
async def staffed(store: Store) -> Store:
    """The plant."""
    await plant(store)
    return store


async def vacant(store: Store, day: str) -> list[tuple[str, str]]:
    found = await ask(store, GAPS, scope=REGION.id, at={"asOf": day})
    return [(gap["role"], gap["since"]) for gap in found["nodes"] if gap["kind"] == "VACANT"]


async def holders(store: Store, post: str, day: str) -> list[str]:
    found = await ask(store, HOLDERS, id=post, at={"asOf": day})
    return [edge["node"]["name"] for edge in found["holders"]["edges"]]


async def test_relieving_opens_a_vacancy_and_appointing_fills_it(staffed: Store) -> None:
    given = {"post": MANAGER.id, "person": ZHANG.id, "since": "2022-01-01"}
    answer = await did(staffed, "appoint", **given, appointment="任命书二号", by="董事会")
    (edge,) = answer["post"]["holders"]["edges"]
    assert (edge["node"]["name"], edge["appointment"], edge["validFrom"]) == (
        "张三",
        "任命书二号",
        "2022-01-01",
    )
    (entry,) = edge["evidence"]
    assert entry["method"] == "MANUAL"
    assert entry["note"].startswith("董事会 ")
    assert {post["id"] for post in answer["person"]["posts"]["nodes"]} == {MANAGER.id, FOREMAN.id}

    answer = await did(
        staffed, "relieve", post=MANAGER.id, person=ZHANG.id, on="2024-06-01", note="退休"
    )
    assert answer["post"]["holders"]["edges"] == []
    assert await vacant(staffed, "2024-05-31") == []
    assert await vacant(staffed, "2024-06-01") == [("PRINCIPAL", "2024-06-01")]

    await did(staffed, "appoint", post=MANAGER.id, personName="赵六", since="2024-07-01")
    assert await vacant(staffed, "2024-06-30") == [("PRINCIPAL", "2024-06-01")]
    assert await vacant(staffed, "2024-07-01") == []
    assert await holders(staffed, MANAGER.id, "2024-05-31") == ["张三"]
    assert await holders(staffed, MANAGER.id, "2024-07-01") == ["赵六"]


async def test_a_new_person_is_known_within_the_organisation(staffed: Store) -> None:
    first = await did(staffed, "appoint", post=MANAGER.id, personName="赵六", since="2024-01-01")
    why = await refused(staffed, "appoint", post=FOREMAN.id, personName="赵六", relievesHolder=True)
    assert (why["__typename"], why["field"]) == ("InvalidInput", "personName")
    assert first["person"]["id"] in why["expected"]
    for who in ({}, {"person": ZHANG.id, "personName": "赵六"}):
        why = await refused(staffed, "appoint", post=FOREMAN.id, **who)
        assert why["field"] == "person"


async def test_a_post_that_is_held_is_handed_over_or_held_in_place_of_another(
    staffed: Store,
) -> None:
    given = {"post": FOREMAN.id, "person": LI.id, "since": "2024-05-01"}
    why = await refused(staffed, "appoint", **given)
    assert why["__typename"] == "NotAllowed"
    assert "张三" in why["message"]
    await did(staffed, "appoint", **given, until="2024-05-08", acting=True)
    assert await holders(staffed, FOREMAN.id, "2024-05-02") == ["张三", "李四"]
    given["since"] = "2024-06-01"
    answer = await did(staffed, "appoint", **given, relievesHolder=True)
    assert await holders(staffed, FOREMAN.id, "2024-05-31") == ["张三"]
    assert await holders(staffed, FOREMAN.id, "2024-06-01") == ["李四"]
    (was,) = next(iter(json.loads(answer["record"]["before"]).values()))
    assert (was["source"], was["valid_to"]) == (ZHANG.id, None)
    why = await refused(staffed, "appoint", **given)
    assert "该人员" in why["message"]


async def test_who_does_not_hold_a_post_is_not_relieved_of_it(staffed: Store) -> None:
    why = await refused(staffed, "relieve", post=FOREMAN.id, person=LI.id)
    assert (why["__typename"], why["of"]) == ("NotAllowed", FOREMAN.id)
    await did(staffed, "relieve", post=FOREMAN.id, person=ZHANG.id, on="2024-01-01")
    why = await refused(staffed, "relieve", post=FOREMAN.id, person=ZHANG.id, on="2024-02-01")
    assert why["__typename"] == "NotAllowed"
    for missing in ({"post": "Post:no"}, {"person": "Person:no"}, {"person": FOREMAN.id}):
        why = await refused(
            staffed, "relieve", **{"post": FOREMAN.id, "person": ZHANG.id, **missing}
        )
        assert why["__typename"] == "NotFound"


async def test_a_change_of_holder_in_between_is_a_conflict(staffed: Store) -> None:
    seen = await ask(staffed, HOLDERS, id=FOREMAN.id)
    version = seen["holders"]["edges"][0]["recordedAt"]
    assert version == seen["recordedAt"]  # loaded together, so the version is of one moment
    given = {"post": FOREMAN.id, "person": LI.id}
    await did(staffed, "relieve", post=FOREMAN.id, person=ZHANG.id, expectedVersion=version)
    why = await refused(staffed, "appoint", **given, expectedVersion=version)
    now = await ask(staffed, HOLDERS, id=FOREMAN.id)
    assert why["__typename"] == "Conflict"
    assert (why["expectedVersion"], why["currentVersion"]) == (version, now["recordedAt"])
    held = await did(staffed, "appoint", **given, expectedVersion=now["recordedAt"])
    assert held["__typename"] == "OfficeChange"


async def test_a_term_that_never_was_is_a_change_too(staffed: Store) -> None:
    given = {"post": MANAGER.id, "person": LI.id}
    held = await did(staffed, "appoint", **given, since="2024-05-01")
    version = held["record"]["recordedAt"]
    await did(staffed, "relieve", **given, on="2024-05-01", expectedVersion=version)
    assert await holders(staffed, MANAGER.id, "2024-05-01") == []
    why = await refused(staffed, "appoint", **given, expectedVersion=version)
    assert why["__typename"] == "Conflict"


async def test_days_that_make_no_term_are_refused(staffed: Store) -> None:
    given = {"post": MANAGER.id, "person": LI.id, "since": "2024-05-01", "until": "2024-05-01"}
    why = await refused(staffed, "appoint", **given)
    assert (why["__typename"], why["field"], why["value"]) == (
        "InvalidInput",
        "until",
        "2024-05-01",
    )


async def test_an_inspection_is_recorded_with_what_it_raised(staffed: Store) -> None:
    given = {"inspects": TANKS.id, "heldOn": "2024-03-01", "checklist": "罐区检查表"}
    answer = await did(staffed, "recordInspection", **given, role="OPERATION_GUARANTOR")
    inspection = answer["inspection"]
    assert (inspection["name"], inspection["heldOn"], inspection["role"]) == (
        "2024-03-01 检查（王工）",
        "2024-03-01",
        "OPERATION_GUARANTOR",
    )
    assert [place["id"] for place in inspection["inspects"]["nodes"]] == [TANKS.id]
    found = await did(
        staffed, "reportFinding", name="渗漏", foundAt=TANKS.id, raisedBy=inspection["id"]
    )
    assert found["finding"]["raisedBy"]["nodes"] == [{"id": inspection["id"]}]
    why = await refused(staffed, "recordInspection", **given)
    assert (why["__typename"], why["of"]) == ("NotAllowed", inspection["id"])
    why = await refused(staffed, "recordInspection", inspects=TANKS.id, heldOn="2999-01-01")
    assert (why["__typename"], why["field"]) == ("InvalidInput", "heldOn")
    rows = await staffed.read("MATCH (n:Inspection) RETURN n.park_id AS park")
    assert rows == [{"park": PARK.id}]


async def test_a_correction_keeps_the_old_value_in_time(staffed: Store) -> None:
    before = await ask(staffed, "query ($id: ID!) { park(id: $id) { recordedAt } }", id=PARK.id)
    answer = await did(
        staffed, "correct", of=PARK.id, property="riskGrade", value="D", note="评估报告误录"
    )
    assert answer["thing"] == {
        "__typename": "Park",
        "id": PARK.id,
        "name": "东港园区",
        "aliases": [],
        "riskGrade": "D",
        "recordedAt": answer["record"]["recordedAt"],
        "validFrom": None,
    }
    assert (await ask(staffed, PARK_AT, id=PARK.id, at={"asOf": "2020-01-01"}))["riskGrade"] == "D"
    known = {"knownAt": before["recordedAt"]}
    assert (await ask(staffed, PARK_AT, id=PARK.id, at=known))["riskGrade"] == GRADE
    (was,) = json.loads(answer["record"]["before"])[PARK.id]
    assert was["risk_grade"] == GRADE


async def test_what_became_different_is_different_from_that_day_on(staffed: Store) -> None:
    await did(staffed, "correct", of=PARK.id, property="risk_grade", value="C", since="2024-01-01")
    for day, grade in (("2023-12-31", GRADE), ("2024-01-01", "C")):
        assert (await ask(staffed, PARK_AT, id=PARK.id, at={"asOf": day}))["riskGrade"] == grade


async def test_the_old_name_still_finds_a_thing(staffed: Store) -> None:
    await did(staffed, "correct", of=PARK.id, property="name", value="东港化工园区")
    found = await ask(staffed, PARK_AT, id=PARK.id)
    assert (found["name"], found["aliases"]) == ("东港化工园区", ["东港园区"])
    text = "query ($name: String!) { park(name: $name) { id } }"
    assert (await ask(staffed, text, name="东港园区"))["id"] == PARK.id


async def test_a_value_is_taken_back_or_a_list_given(staffed: Store) -> None:
    answer = await did(staffed, "correct", of=PARK.id, property="riskGrade")
    assert answer["thing"]["riskGrade"] is None
    answer = await did(staffed, "correct", of=PARK.id, property="aliases", values=["东园", "港园"])
    assert answer["thing"]["aliases"] == ["东园", "港园"]


@pytest.mark.parametrize(
    ("of", "given", "kind", "word"),
    [
        (PARK.id, {"property": "colour", "value": "红"}, "InvalidInput", "property"),
        (PARK.id, {"property": "riskGrade", "value": "E"}, "InvalidInput", "value"),
        (PARK.id, {"property": "assessedOn", "value": "昨天"}, "InvalidInput", "value"),
        (PARK.id, {"property": "name", "value": " "}, "InvalidInput", "value"),
        (PARK.id, {"property": "aliases", "value": "东园"}, "InvalidInput", "value"),
        (PARK.id, {"property": "riskGrade", "values": ["A"]}, "InvalidInput", "values"),
        (PARK.id, {"property": "riskGrade", "value": GRADE}, "NotAllowed", "已是这个值"),
        (PLANT.id, {"property": "creditCode", "value": "9135"}, "NotAllowed", "标识"),
        (TANKS.id, {"property": "volume", "value": "nan"}, "InvalidInput", "value"),
        (TANKS.id, {"property": "volume", "value": "-5"}, "InvalidInput", "value"),
        (TANKS.id, {"property": "latitude", "value": "400"}, "InvalidInput", "value"),
        (TANKS.id, {"property": "releaseFrequency", "value": "-1"}, "InvalidInput", "value"),
        ("Park:none", {"property": "name", "value": "甲"}, "NotFound", "Park:none"),
        ("Document:none", {"property": "name", "value": "甲"}, "NotFound", "Document:none"),
    ],
)
async def test_what_cannot_be_corrected_says_why(
    staffed: Store, of: str, given: dict[str, Any], kind: str, word: str
) -> None:
    why = await refused(staffed, "correct", of=of, **given)
    assert why["__typename"] == kind
    assert word in (why.get("field"), why.get("id")) or word in why["message"]


async def test_the_loop_is_not_stepped_by_a_correction(staffed: Store) -> None:
    found = (await did(staffed, "reportFinding", name="渗漏", foundAt=TANKS.id))["finding"]
    for name in ("status", "verifiedBy", "closedOn"):
        why = await refused(staffed, "correct", of=found["id"], property=name, value="CLOSED")
        assert (why["__typename"], why["of"]) == ("NotAllowed", found["id"])
    answer = await did(staffed, "correct", of=found["id"], property="severity", value="重大隐患")
    assert answer["thing"]["__typename"] == "Finding"


async def test_a_correction_of_another_version_is_a_conflict(staffed: Store) -> None:
    seen = await ask(staffed, "query ($id: ID!) { park(id: $id) { recordedAt } }", id=PARK.id)
    given = {"of": PARK.id, "property": "riskGrade", "expectedVersion": seen["recordedAt"]}
    first = await did(staffed, "correct", **given, value="A")
    why = await refused(staffed, "correct", **given, value="C")
    assert why["__typename"] == "Conflict"
    assert why["currentVersion"] == first["record"]["recordedAt"]
