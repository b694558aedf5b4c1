"""The closed loop of a finding in the API on every engine (隐患闭环)."""

import asyncio
import json
import random
from typing import Any

import pytest

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method
from graph.model.statement import Entity
from graph.store.plan import Outcome
from graph.store.port import Store
from graph.store.write import Batch, write
from tests.contract.plant import (
    ELEMENTS,
    FOREMAN,
    INSPECTOR,
    MANAGER,
    PLANT,
    REGISTER,
    TANKS,
    ask,
    did,
    finding,
    plant,
    refused,
)

AT = """query ($id: ID!, $at: At) {
  finding(id: $id, at: $at) { status deadline rectifiedBy validFrom validTo recordedAt }
}"""
CHAIN = """query ($of: ID!) {
  responsibilityChain(of: $of) { ... on ResponsibilityChain {
    lines { line rungs { role post { id } person { name } } }
    gaps { kind role message rule { instrument verified } }
  } }
}"""
PORTFOLIO = """query ($of: ID!) {
  responsibilities(of: $of) { counts { type total open overdue } }
}"""


@pytest.fixture
async def leak(store: Store) -> Any:
    """A finding that was reported at the tanks some time ago."""
    await plant(store)
    return await finding(
        store,
        "reportFinding",
        name="法兰渗漏",
        foundAt=TANKS.id,
        foundOn="2024-03-01",
        severity="GENERAL",
        note="巡检时看到",
    )


async def assigned(store: Store, leak: Any, **more: Any) -> Any:
    given = {"rectifier": FOREMAN.id, "on": "2024-03-05", "deadline": "2024-04-01", **more}
    return await finding(store, "assignFinding", finding=leak["id"], **given)


async def rectified(store: Store, leak: Any, by: str = "张三") -> Any:
    await assigned(store, leak)
    return await finding(
        store,
        "rectifyFinding",
        finding=leak["id"],
        by=by,
        on="2024-03-20",
        rectification="已更换垫片",
    )


async def test_from_report_to_close_each_day_keeps_its_state(store: Store, leak: Any) -> None:
    assert (leak["status"], leak["foundOn"], leak["validFrom"]) == (
        "REPORTED",
        "2024-03-01",
        "2024-03-01",
    )
    assert [place["id"] for place in leak["foundAt"]["nodes"]] == [TANKS.id]
    (entry,) = leak["evidence"]
    assert entry["method"] == "MANUAL"
    assert entry["note"].startswith("王工 20")
    assert entry["note"].endswith("上报隐患；说明：巡检时看到")
    assert entry["document"]["source"] == "人工录入"

    given = await assigned(store, leak, verifier=INSPECTOR.id, reference="通知书3号")
    assert (given["status"], given["deadline"]) == ("ASSIGNED", "2024-04-01")
    bearing = {edge["role"]: edge for edge in given["responsible"]["edges"]}
    assert {role: edge["node"]["id"] for role, edge in bearing.items()} == {
        "RECTIFIER": FOREMAN.id,
        "VERIFIER": INSPECTOR.id,
    }
    assert {edge["basis"] for edge in bearing.values()} == {"通知书3号"}

    done = await finding(
        store,
        "rectifyFinding",
        finding=leak["id"],
        by="张三",
        on="2024-03-20",
        rectification="已换",
    )
    assert (done["status"], done["rectifiedBy"], done["rectification"]) == (
        "RECTIFIED",
        "张三",
        "已换",
    )
    closed = await finding(
        store, "verifyFinding", finding=leak["id"], by="李四", verdict="CLOSE", on="2024-03-22"
    )
    assert (closed["status"], closed["verifiedBy"], closed["closedOn"]) == (
        "CLOSED",
        "李四",
        "2024-03-22",
    )
    assert len(closed["evidence"]) == 4

    for day, status in (
        ("2024-03-01", "REPORTED"),
        ("2024-03-05", "ASSIGNED"),
        ("2024-03-19", "ASSIGNED"),
        ("2024-03-20", "RECTIFIED"),
        ("2024-03-22", "CLOSED"),
    ):
        assert (await ask(store, AT, id=leak["id"], at={"asOf": day}))["status"] == status
    assert await ask(store, AT, id=leak["id"], at={"asOf": "2024-02-29"}) is None
    known = {"asOf": "2024-03-22", "knownAt": done["recordedAt"]}
    assert (await ask(store, AT, id=leak["id"], at=known))["status"] == "RECTIFIED"


async def test_the_answers_follow_at_once(store: Store, leak: Any) -> None:
    async def open_findings() -> Any:
        counts = (await ask(store, PORTFOLIO, of=MANAGER.id))["counts"]
        return next(
            ((one["open"], one["overdue"]) for one in counts if one["type"] == "Finding"), None
        )

    assert await open_findings() == (1, 0)
    major = await finding(
        store, "reportFinding", name="储罐超压", foundAt=TANKS.id, severity="MAJOR"
    )
    chain = await ask(store, CHAIN, of=major["id"])
    wanted = [gap for gap in chain["gaps"] if gap["rule"]["instrument"] == "总局令第16号"]
    assert {gap["role"] for gap in wanted} == {"RECTIFIER", None}
    assert await open_findings() == (2, 0)

    await finding(
        store,
        "assignFinding",
        finding=major["id"],
        rectifier=FOREMAN.id,
        reference="通知书4号",
        **ELEMENTS,
    )
    chain = await ask(store, CHAIN, of=major["id"])
    assert not [gap for gap in chain["gaps"] if gap["rule"]["instrument"] == "总局令第16号"]
    rungs = {r["role"]: r for line in chain["lines"] for r in line["rungs"]}
    assert rungs["RECTIFIER"]["person"] == {"name": "张三"}
    await rectified(store, leak)
    assert await open_findings() == (2, 0)  # what is rectified waits for its check alone
    await finding(store, "verifyFinding", finding=leak["id"], by="李四", verdict="CLOSE")
    assert await open_findings() == (1, 0)


async def test_a_major_finding_is_settled_in_all_five_respects(store: Store, leak: Any) -> None:
    major = await finding(
        store, "reportFinding", name="储罐超压", foundAt=TANKS.id, severity="MAJOR"
    )
    for name in ELEMENTS:
        rest = {key: value for key, value in ELEMENTS.items() if key != name}
        why = await refused(
            store, "assignFinding", finding=major["id"], rectifier=FOREMAN.id, **rest
        )
        assert (why["__typename"], why["field"]) == ("InvalidInput", name)
        if name != "deadline":
            assert "五落实" in why["message"]
            assert why["rule"] == {"instrument": "总局令第16号", "clause": "第十五条"}
    why = await refused(store, "assignFinding", finding=leak["id"], rectifier=FOREMAN.id)
    assert why["field"] == "deadline"


async def test_who_rectified_does_not_verify(store: Store, leak: Any) -> None:
    await rectified(store, leak, by="赵六")
    for by in ("赵六", "张三"):  # who did it, and who holds the post that was to
        for verdict in ("CLOSE", "PASS", "RETURN"):
            why = await refused(
                store, "verifyFinding", finding=leak["id"], by=by, verdict=verdict, on="2024-03-21"
            )
            assert why["__typename"] == "NotAllowed"
            assert why["rule"]["instrument"] == "双重预防工作惯例"
            assert not why["rule"]["verified"]
    passed = await finding(store, "verifyFinding", finding=leak["id"], by="李四", verdict="PASS")
    assert (passed["status"], passed["closedOn"]) == ("VERIFIED", None)


@pytest.mark.parametrize("verifier", [FOREMAN.id, "same person"])
async def test_one_person_is_not_set_to_do_both(store: Store, leak: Any, verifier: str) -> None:
    if verifier == "same person":
        verifier = MANAGER.id
        await did(store, "appoint", post=MANAGER.id, person=(await _person(store, "张三")))
    why = await refused(
        store,
        "assignFinding",
        finding=leak["id"],
        rectifier=FOREMAN.id,
        verifier=verifier,
        deadline="2099-01-01",
    )
    assert why["__typename"] == "NotAllowed"
    assert why["rule"]["instrument"] == "双重预防工作惯例"


async def _person(store: Store, name: str) -> str:
    found: str = (await ask(store, "query ($n: String!) { person(name: $n) { id } }", n=name))["id"]
    return found


async def test_sent_back_it_is_open_again_and_the_rectification_is_kept(
    store: Store, leak: Any
) -> None:
    done = await rectified(store, leak)
    back = await finding(
        store, "verifyFinding", finding=leak["id"], by="李四", verdict="RETURN", on="2024-03-21"
    )
    assert (back["status"], back["rectifiedBy"], back["rectifiedOn"]) == ("ASSIGNED", None, None)
    before = await ask(store, AT, id=leak["id"], at={"asOf": "2024-03-20"})
    assert (before["status"], before["rectifiedBy"]) == ("RECTIFIED", done["rectifiedBy"])


@pytest.mark.parametrize(
    ("act", "more", "allowed"),
    [
        ("rectifyFinding", {}, ["ASSIGNED"]),
        ("verifyFinding", {"verdict": "PASS"}, ["RECTIFIED"]),
        ("verifyFinding", {"verdict": "CLOSE"}, ["RECTIFIED", "VERIFIED"]),
    ],
)
async def test_a_step_out_of_order_says_where_the_finding_stands(
    store: Store, leak: Any, act: str, more: dict[str, Any], allowed: list[str]
) -> None:
    why = await refused(store, act, finding=leak["id"], **more)
    assert (why["__typename"], why["state"], why["allowed"]) == ("NotAllowed", "REPORTED", allowed)
    assert why["of"] == leak["id"]


async def test_assigning_anew_relieves_the_post_before(store: Store, leak: Any) -> None:
    await assigned(store, leak)
    again = await assigned(store, leak, rectifier=MANAGER.id, on="2024-03-10")
    assert [edge["node"]["id"] for edge in again["responsible"]["edges"]] == [MANAGER.id]
    text = """query ($id: ID!) { finding(id: $id, at: {asOf: "2024-03-09"}) {
      responsible { edges { validTo node { id } } } } }"""
    then = await ask(store, text, id=leak["id"])
    assert then["responsible"]["edges"] == [{"validTo": "2024-03-10", "node": {"id": FOREMAN.id}}]


async def test_a_write_in_between_is_a_conflict_with_both_versions(store: Store, leak: Any) -> None:
    given = await assigned(store, leak, expectedVersion=leak["recordedAt"])
    why = await refused(
        store, "rectifyFinding", finding=leak["id"], expectedVersion=leak["recordedAt"]
    )
    assert why["__typename"] == "Conflict"
    assert why["expectedVersion"] == leak["recordedAt"]
    assert why["currentVersion"] == given["recordedAt"]
    await finding(store, "rectifyFinding", finding=leak["id"], expectedVersion=given["recordedAt"])


async def test_a_version_that_is_still_to_come_was_seen_by_nobody(store: Store, leak: Any) -> None:
    why = await refused(
        store, "rectifyFinding", finding=leak["id"], expectedVersion="2999-01-01T00:00:00Z"
    )
    assert (why["__typename"], why["field"]) == ("InvalidInput", "expectedVersion")


async def test_of_two_who_write_at_once_one_is_told(store: Store, leak: Any) -> None:
    given = {"finding": leak["id"], "expectedVersion": leak["recordedAt"], "deadline": "2099-01-01"}
    answers = await asyncio.gather(
        did(store, "assignFinding", rectifier=FOREMAN.id, **given),
        did(store, "assignFinding", rectifier=INSPECTOR.id, by="李工", **given),
    )
    assert {one["__typename"] for one in answers} == {"FindingChange", "Conflict"}
    records = await ask(store, "{ auditRecords { totalCount } }")
    assert records["totalCount"] == 2


async def test_a_request_sent_again_is_answered_alike_and_writes_nothing(
    store: Store, leak: Any
) -> None:
    given = {"rectifier": FOREMAN.id, "deadline": "2099-01-01", "idempotencyKey": "k-1"}
    first = await did(store, "assignFinding", finding=leak["id"], **given)
    await finding(store, "rectifyFinding", finding=leak["id"])
    size = await store.read("MATCH (n) RETURN count(n) AS n")

    again = await did(store, "assignFinding", finding=leak["id"], **given)

    assert again == first
    assert await store.read("MATCH (n) RETURN count(n) AS n") == size
    other = {**given, "deadline": "2098-01-01"}
    why = await refused(store, "assignFinding", finding=leak["id"], **other)
    assert (why["__typename"], why["key"], why["act"]) == ("KeyReused", "k-1", "ASSIGN_FINDING")
    assert why["usedAt"] == first["record"]["recordedAt"]
    why = await refused(store, "rectifyFinding", finding=leak["id"], idempotencyKey="k-1")
    assert why["__typename"] == "KeyReused"


async def test_one_key_sent_twice_at_once_writes_once(store: Store) -> None:
    await plant(store)
    given = {"name": "泵房积水", "foundAt": TANKS.id, "idempotencyKey": "k-2"}
    answers = await asyncio.gather(*(did(store, "reportFinding", **given) for _ in range(4)))
    assert all(one == answers[0] for one in answers)
    assert answers[0]["__typename"] == "FindingChange"
    assert (await ask(store, "{ findings { totalCount } }"))["totalCount"] == 1
    assert (await ask(store, "{ auditRecords { totalCount } }"))["totalCount"] == 1


async def test_a_refused_request_leaves_its_key_free(store: Store, leak: Any) -> None:
    key = {"idempotencyKey": "k-3"}
    await refused(store, "rectifyFinding", finding=leak["id"], **key)
    await assigned(store, leak)
    assert (await finding(store, "rectifyFinding", finding=leak["id"], **key))["status"] == (
        "RECTIFIED"
    )


async def test_what_cannot_be_used_is_named(store: Store, leak: Any) -> None:
    cases: list[tuple[str, dict[str, Any], str, str]] = [
        ("reportFinding", {"name": " ", "foundAt": TANKS.id}, "InvalidInput", "name"),
        ("reportFinding", {"name": "甲", "foundAt": TANKS.id, "by": " "}, "InvalidInput", "by"),
        (
            "reportFinding",
            {"name": "甲", "foundAt": TANKS.id, "foundOn": "2999-01-01"},
            "InvalidInput",
            "foundOn",
        ),
        (
            "reportFinding",
            {"name": "甲", "foundAt": TANKS.id, "deadline": "2020-01-01"},
            "InvalidInput",
            "deadline",
        ),
        (
            "rectifyFinding",
            {"finding": leak["id"], "idempotencyKey": ""},
            "InvalidInput",
            "idempotencyKey",
        ),
    ]
    for act, given, kind, field in cases:
        why = await refused(store, act, **given)
        assert (why["__typename"], why["field"]) == (kind, field)
        assert field in why["message"] + why["messageEn"] or field == "by"
        assert why["expected"]
        assert why["expectedEn"]
    for act, given, missing in (
        ("reportFinding", {"name": "甲", "foundAt": "Unit:none"}, "Unit:none"),
        ("reportFinding", {"name": "甲", "foundAt": FOREMAN.id}, FOREMAN.id),
        (
            "reportFinding",
            {"name": "甲", "foundAt": TANKS.id, "document": "Document:no"},
            "Document:no",
        ),
        ("rectifyFinding", {"finding": "Finding:none"}, "Finding:none"),
        ("rectifyFinding", {"finding": ""}, ""),
        ("assignFinding", {"finding": leak["id"], "rectifier": "Post:none"}, "Post:none"),
    ):
        why = await refused(store, act, **given)
        assert (why["__typename"], why["id"]) == ("NotFound", missing)


async def test_the_same_finding_is_not_reported_twice(store: Store, leak: Any) -> None:
    given = {"name": "法兰 渗漏", "foundAt": TANKS.id}
    why = await refused(store, "reportFinding", foundOn="2024-03-01", **given)
    assert (why["__typename"], why["of"]) == ("NotAllowed", leak["id"])
    other = await finding(store, "reportFinding", foundOn="2024-06-01", **given)
    assert other["id"] != leak["id"]


async def test_before_a_later_state_nothing_is_changed(store: Store, leak: Any) -> None:
    await assigned(store, leak)
    why = await refused(store, "rectifyFinding", finding=leak["id"], on="2024-03-03")
    assert why["__typename"] == "NotAllowed"
    assert "2024-03-0" in why["message"]


async def test_an_audit_record_tells_who_when_and_what_before_and_after(
    store: Store, leak: Any
) -> None:
    answer = await did(
        store,
        "assignFinding",
        finding=leak["id"],
        rectifier=FOREMAN.id,
        deadline="2024-04-01",
        on="2024-03-05",
        by="李工",
        note="请尽快",
        reference="通知书3号",
        document=REGISTER.id,
        idempotencyKey="k-4",
    )
    record = answer["record"]
    assert (record["act"], record["actor"], record["subject"]) == (
        "ASSIGN_FINDING",
        "李工",
        leak["id"],
    )
    assert (record["note"], record["reference"], record["document"], record["key"]) == (
        "请尽快",
        "通知书3号",
        REGISTER.id,
        "k-4",
    )
    assert record["recordedAt"] == answer["finding"]["recordedAt"]
    (before,) = json.loads(record["before"])[leak["id"]]
    was, now = json.loads(record["after"])[leak["id"]]
    assert (before["status"], before["valid_to"]) == ("REPORTED", None)
    assert (was["status"], was["valid_to"]) == ("REPORTED", "2024-03-05")
    assert (now["status"], now["deadline"]) == ("ASSIGNED", "2024-04-01")
    assert "0001-01-01" not in record["before"] + record["after"]  # a day that nobody knows
    assert {leak["id"], FOREMAN.id} == set(record["concerns"])
    documents = {e["document"]["name"] for e in answer["finding"]["evidence"]}
    assert REGISTER.name in documents
    text = """query ($f: AuditRecordFilter) {
      auditRecords(filter: $f, orderBy: [RECORDED_AT_DESC]) { totalCount nodes { act actor } } }"""
    told = await ask(store, text, f={"concerns": {"has": FOREMAN.id}})
    assert told == {"totalCount": 1, "nodes": [{"act": "ASSIGN_FINDING", "actor": "李工"}]}
    told = await ask(store, text, f={"subject": {"eq": leak["id"]}})
    assert [one["act"] for one in told["nodes"]] == ["ASSIGN_FINDING", "REPORT_FINDING"]
    assert (await ask(store, text, f={"act": {"eq": "APPOINT"}}))["nodes"] == []


async def test_the_entry_is_a_document_that_says_what_it_changed(store: Store, leak: Any) -> None:
    answer = await did(
        store, "assignFinding", finding=leak["id"], rectifier=FOREMAN.id, deadline="2099-01-01"
    )
    text = """query ($of: ID!) { documentStatements(of: $of) { ... on DocumentStatements {
      nodes { evidence { quote span { start end } document { text } }
        entities { id } relations { type } } } } }"""
    (said,) = (await ask(store, text, of=answer["record"]["entry"]))["nodes"]
    assert {one["id"] for one in said["entities"]} == {leak["id"]}
    assert [one["type"] for one in said["relations"]] == ["RESPONSIBLE_FOR"]
    place = said["evidence"]
    assert place["document"]["text"][: place["span"]["end"]] == place["quote"]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_after_any_sequence_each_answer_can_be_given_again(
    store: Store, leak: Any, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    given = {"finding": leak["id"]}
    told: list[tuple[str, str, Any]] = []
    written = 1
    for _ in range(14):
        act, more = dice.choice(
            [
                ("assignFinding", {"rectifier": FOREMAN.id, "deadline": "2099-01-01"}),
                ("rectifyFinding", {}),
                ("verifyFinding", {"verdict": dice.choice(["CLOSE", "PASS", "RETURN"])}),
            ]
        )
        day, by = f"2024-03-{dice.randint(1, 28):02d}", dice.choice(["张三", "李四", "赵六"])
        answer = await did(store, act, **given, **more, on=day, by=by)
        if answer["__typename"] == "FindingChange":
            written += 1
            moment = answer["record"]["recordedAt"]
            for asked in ("2024-03-01", day, "2024-03-31"):
                at = {"asOf": asked, "knownAt": moment}
                told.append((asked, moment, await ask(store, AT, id=leak["id"], at=at)))
        else:
            assert answer["__typename"] == "NotAllowed"
    for asked, moment, said in told:
        again = await ask(store, AT, id=leak["id"], at={"asOf": asked, "knownAt": moment})
        assert again == said
    records = await ask(store, "{ auditRecords { totalCount } }")
    assert records["totalCount"] == written
    overlapping = await store.read(
        "MATCH (n:Finding)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL"
        " RETURN s.valid_from AS since, s.valid_to AS until ORDER BY since"
    )
    ends = [row["until"] for row in overlapping]
    assert ends == [*(row["since"] for row in overlapping[1:]), None]


async def test_a_register_does_not_undo_what_a_person_entered(store: Store) -> None:
    await plant(store)
    old = _row("5b", 3)
    known = Entity(
        label=Label.FINDING,
        properties={"name": "护栏松动", "status": "ASSIGNED", "deadline": "2024-05-01"},
        evidence=(old[1].id,),
        within=PLANT.id,
    )
    await write(store, Batch(sources=[old[0]], evidence=[old[1]], entities=[known]))
    done = await finding(store, "rectifyFinding", finding=known.id, on="2024-04-20")
    assert len(done["evidence"]) == 2

    again = await write(store, Batch(sources=[old[0]], evidence=[old[1]], entities=[known]))
    new = _row("5c", 3)
    later = Entity(
        label=Label.FINDING,
        properties=dict(known.properties),
        evidence=(new[1].id,),
        within=PLANT.id,
    )
    edition = await write(store, Batch(sources=[new[0]], evidence=[new[1]], entities=[later]))

    assert set(again.counts) == {Outcome.UNCHANGED}
    assert [contest.contested for contest in edition.contests] == [("status",)]
    assert (await ask(store, AT, id=known.id))["status"] == "RECTIFIED"


def _row(digits: str, row: int) -> tuple[Source, Evidence]:
    source = Source(name="隐患台账.csv", sha256=digits * 32, source="隐患台账")
    place = Evidence(document=source.sha256, method=Method.REGISTER_ROW, sheet="隐患", row=row)
    return source, place


async def test_a_finding_is_not_rectified_before_it_was_found(store: Store, leak: Any) -> None:
    await assigned(store, leak, on="2024-03-01")
    given = {"finding": leak["id"], "by": "张三", "rectification": "已换"}
    problem = await refused(store, "rectifyFinding", **given, on="2024-02-28")
    assert problem["__typename"] in {"InvalidInput", "NotAllowed"}
    await finding(store, "rectifyFinding", **given, on="2024-03-20")
    later = {"of": leak["id"], "property": "foundOn", "value": "2024-03-21"}
    problem = await refused(store, "correct", **later)
    assert (problem["__typename"], problem["field"]) == ("InvalidInput", "rectifiedOn")


async def test_days_that_two_sources_state_in_the_wrong_order_are_no_fault_of_an_act(
    store: Store,
) -> None:
    await plant(store)
    days = {"found_on": "2024-03-05", "rectified_on": "2024-03-01"}
    places = [
        Evidence(document=REGISTER.sha256, method=Method.REGISTER_ROW, row=row) for row in (1, 2)
    ]
    said = [
        Entity(label=Label.FINDING, properties={"name": "渗漏", name: day}, evidence=(place.id,))
        for (name, day), place in zip(days.items(), places, strict=True)
    ]
    await write(store, Batch(sources=[REGISTER], evidence=places, entities=said))
    answer = await did(store, "correct", of=said[0].id, property="severity", value="MAJOR")
    assert answer["__typename"] == "Correction"
    answer = await did(store, "correct", of=said[0].id, property="foundOn", value="2024-03-02")
    assert answer["__typename"] == "InvalidInput"
    answer = await did(store, "correct", of=said[0].id, property="foundOn", value="2024-02-28")
    assert answer["__typename"] == "Correction"
