"""Who may decide (核实权限), what is withheld and how keys follow the record, on every engine."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from graph.evidence import now, today
from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.store.deciding import keep, kept
from graph.store.port import Store
from graph.store.scoping import rescope
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from tests.contract.compartments import CALLERS, WORLD, Who
from tests.engines.endpoint import Endpoint

SCHEMA = build_schema()


@pytest.fixture
async def executor(store: Store) -> Executor:
    await write(store, WORLD.batch)
    await keep(store, WORLD.proposals, {}, now())
    return Executor(SCHEMA, store)


async def ask(executor: Executor, caller: Caller | None, query: str, **variables: Any) -> Any:
    outcome = await executor.execute(Request(query=query, variables=variables), caller)
    assert "errors" not in outcome.response, outcome.response
    return outcome.response


DECIDE = """mutation ($id: ID!, $by: String!) { done: %s(input: {id: $id, by: $by}) {
  __typename ... on Problem { code message } ... on ProposalDecision { changed proposal { id } }
} }"""


@pytest.mark.parametrize("decision", ["acceptProposal", "rejectProposal"])
async def test_nobody_decides_on_what_they_may_not_see(
    store: Store, executor: Executor, decision: str
) -> None:
    for who in CALLERS:
        for key in ("entX", "entY", "entZ", "manX", "manZ"):
            if _may_decide(who, key):
                continue
            name = who.caller.name
            answer = await ask(
                executor, who.caller, DECIDE % decision, id=f"Proposal:{key}", by=name
            )
            expected = "Forbidden" if who.caller.role is Role.ENTERPRISE else "NotFound"
            assert answer["data"]["done"]["__typename"] == expected, (who, key)
            assert f"密{key}" not in str(answer)
    found = await kept(store, [proposal.id for proposal in WORLD.proposals])
    assert {version.properties["status"] for version in found.values()} == {"OPEN"}


def _may_decide(who: Who, key: str) -> bool:
    thing = WORLD.things[key]
    personal = who.caller.personal or not thing.personal
    return who.caller.role is not Role.ENTERPRISE and who.may(thing) and personal


async def test_a_steward_decides_in_their_own_name(executor: Executor) -> None:
    steward = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    text, of = DECIDE % "rejectProposal", "Proposal:entX"
    other = await ask(executor, steward, text, id=of, by="王")
    assert other["data"]["done"]["__typename"] == "InvalidInput"
    own = await ask(executor, steward, text, id=of, by="李")
    assert own["data"]["done"] == {
        "__typename": "ProposalDecision",
        "changed": True,
        "proposal": {"id": of},
    }


async def test_what_is_withheld_is_said(executor: Executor) -> None:
    steward = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    text = "{ persons { nodes { id name phone aliases } } }"
    answer = await ask(executor, steward, text)
    assert len(answer["data"]["persons"]["nodes"]) == 3
    for person in answer["data"]["persons"]["nodes"]:
        assert (person["name"], person["phone"], person["aliases"]) == (None, None, [])
    (notice,) = answer["extensions"]["notices"]
    assert notice["code"] == "PERSONAL_DATA_WITHHELD"
    assert notice["fields"] == ["Person.aliases", "Person.name", "Person.phone"]
    allowed = await ask(executor, replace(steward, personal=True), text)
    assert "extensions" not in allowed
    assert {p["name"] for p in allowed["data"]["persons"]["nodes"]} == {
        "密manX",
        "密manY",
        "密guaA",
    }


CHAIN = """query ($of: ID!) { responsibilityChain(of: $of) { ... on ResponsibilityChain {
  lines { line rungs { role post { name } person { id } organisation { name } contract } }
  gaps { kind role } coverage { hiddenByPolicy } } } }"""


@pytest.mark.parametrize("one", ["entX", "parkA"])
async def test_who_lies_below_sees_the_whole_chain_above(executor: Executor, one: str) -> None:
    of = WORLD.entity("hazX").id
    everything = (await ask(executor, None, CHAIN, of=of))["data"]
    bound = Caller(name="李", role=Role.ENTERPRISE, scopes=(WORLD.entity(one).id,))
    assert (await ask(executor, bound, CHAIN, of=of))["data"] == everything
    assert everything["responsibilityChain"]["coverage"]["hiddenByPolicy"] == 0


REACHED = """query ($from: ID!) { hazardPropagation(from: $from) { ... on Propagation {
  events { nodes { unit { name } } } coverage { hiddenByPolicy } }
  ... on MissingData { message } } }"""


async def test_how_many_are_hidden_is_said_and_never_which(executor: Executor) -> None:
    seen = {}
    for one in ("prov", "parkA"):
        caller = Caller(name="李", role=Role.REGULATOR, scopes=(WORLD.entity(one).id,))
        answer = (await ask(executor, caller, REACHED, **{"from": WORLD.entity("tnkX").id}))["data"]
        found = answer["hazardPropagation"]
        names = {event["unit"]["name"] for event in found["events"]["nodes"]}
        seen[one] = (names, found["coverage"]["hiddenByPolicy"])
    assert seen == {
        "prov": ({"密tnkY", "密tnkZ"}, 0),
        "parkA": ({"密tnkY"}, 2),  # the hidden tank and its measure
    }


CALLED = """query ($from: ID!) { hazardPropagation(from: $from) { ... on Propagation {
  callTree { place { ... on Unit { name } } calls { rung { post { name }
    person { id name phone } } } }
  events { nodes { responsibility { lines { rungs { person { name } } } } } }
  coverage { complete stoppedBy hiddenByPolicy } } ... on Problem { message } } }"""


async def test_whom_to_call_is_told_by_post_and_by_name_only_to_those_who_may(
    executor: Executor,
) -> None:
    tank = WORLD.entity("tnkX").id
    steward = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    found: dict[bool, set[tuple[str, str | None, str | None]]] = {}
    for personal in (False, True):
        caller = replace(steward, personal=personal)
        response = await ask(executor, caller, CALLED, **{"from": tank})
        told = response["data"]["hazardPropagation"]
        places = {entry["place"].get("name") for entry in told["callTree"]}
        assert {"密tnkX", "密tnkY"} <= places
        assert "密tnkZ" not in str(told)
        rungs = [call["rung"] for entry in told["callTree"] for call in entry["calls"]]
        people = [(r["post"]["name"], r["person"]) for r in rungs if r["post"] and r["person"]]
        found[personal] = {(post, p["name"], p["phone"]) for post, p in people}
        assert ("extensions" in response) is not personal
    posts = {post for post, _, _ in found[True]}
    assert found[False] == {(post, None, None) for post in posts}
    assert {("密pstX", "密manX", "13888密"), ("密pstY", "密manY", "13889密")} <= found[True]


async def test_an_answer_that_leaves_out_what_is_hidden_is_not_complete(executor: Executor) -> None:
    tank = WORLD.entity("tnkX").id
    steward = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    told = (await ask(executor, steward, CALLED, **{"from": tank}))["data"]["hazardPropagation"]
    coverage = told["coverage"]
    assert (coverage["complete"], coverage["stoppedBy"]) == (False, "HIDDEN_BY_POLICY")
    assert coverage["hiddenByPolicy"] >= 1
    whole = (await ask(executor, None, CALLED, **{"from": tank}))["data"]["hazardPropagation"]
    assert whole["coverage"] == {"complete": True, "stoppedBy": None, "hiddenByPolicy": 0}


async def test_what_is_hidden_is_not_said_to_be_missing_without_a_word(executor: Executor) -> None:
    caller = Caller(name="李", role=Role.ENTERPRISE, scopes=(WORLD.entity("entX").id,))
    answer = (await ask(executor, caller, REACHED, **{"from": WORLD.entity("tnkX").id}))["data"]
    # Two hidden tanks and the measures of each.
    assert "另有 4 个对象不在您的可见范围内" in answer["hazardPropagation"]["message"]


async def test_rights_move_with_the_record(store: Store, executor: Executor) -> None:
    park_a, park_b = (WORLD.entity(key) for key in ("parkA", "parkB"))
    stewards = {
        key: Caller(name=key, role=Role.STEWARD, scopes=(park.id,))
        for key, park in (("A", park_a), ("B", park_b))
    }

    async def visible() -> dict[str, set[str]]:
        text = "{ units { nodes { name } } hazards { nodes { name } } }"
        found = {key: (await ask(executor, one, text))["data"] for key, one in stewards.items()}
        return {
            key: {
                n["name"][1:]
                for page in data.values()
                for n in page["nodes"]
                if n["name"][-1] in "XY"
            }
            for key, data in found.items()
        }

    assert await visible() == {"A": {"tnkX", "hazX", "tnkY", "hazY"}, "B": set()}
    (lies,) = (
        r
        for r in WORLD.relations
        if r.type is RelType.LOCATED_IN and r.source.id == WORLD.entity("entX").id
    )
    moved = replace(lies, target=park_b.reference, valid_from="2024-01-01")
    ended = replace(lies, valid_to="2024-01-01")
    await write(
        store, Batch(sources=WORLD.batch.sources, evidence=WORLD.evidence, relations=[ended, moved])
    )
    assert await visible() == {"A": {"tnkY", "hazY"}, "B": {"tnkX", "hazX"}}


async def test_what_is_written_while_rights_are_computed_is_seen_by_whoever_may(
    store: Store, executor: Executor, endpoint: Endpoint
) -> None:
    park = WORLD.entity("parkA")
    steward = Caller(name="李", role=Role.STEWARD, scopes=(park.id,))
    said = (WORLD.evidence[0].id,)
    async with endpoint.connect() as other:
        for k in range(5):
            plant = Entity(label=Label.ENTERPRISE, properties={"name": f"新厂{k}号"}, evidence=said)
            lies = Relation(
                type=RelType.LOCATED_IN,
                source=plant.reference,
                target=park.reference,
                evidence=said,
            )
            arriving = Batch(
                sources=WORLD.batch.sources,
                evidence=WORLD.evidence,
                entities=[plant],
                relations=[lies],
            )
            await asyncio.gather(rescope(other, today()), write(store, arriving))
            text = "query ($name: String!) { enterprise(name: $name) { id } }"
            answer = await ask(executor, steward, text, name=f"新厂{k}号")
            assert answer["data"]["enterprise"] == {"id": plant.id}, k


async def test_persons_in_a_proposed_statement_are_personal_data(
    store: Store, executor: Executor
) -> None:
    finding = WORLD.things["fndX"]
    said = {"name": finding.name, "rectified_by": "某甲"}
    held = Entity(
        label=Label.PROPOSAL,
        properties={
            **next(p for p in WORLD.proposals if p.known_as == "Proposal:entX").properties,
            "kind": Label.FINDING,
            "summary": finding.name,
            "subject": finding.id,
            "statement": json.dumps({"properties": said, "writes": []}, ensure_ascii=False),
            "reason": "“整改人”已记录为“某乙”，此处为“某甲”",
        },
        evidence=finding.entity.evidence,
        known_as="Proposal:fndX",
    )
    await keep(store, [held], {}, now())
    text = '{ proposals(filter: {id: {eq: "Proposal:fndX"}}) { nodes { statement reason } } }'
    steward = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    admin = Caller(name="管理员", role=Role.ADMIN, scopes=None)
    for caller in (steward, admin):
        assert (await ask(executor, caller, text))["data"] == {"proposals": {"nodes": []}}
        allowed = await ask(executor, replace(caller, personal=True), text)
        assert "某甲" in str(allowed["data"])


REPORT = """mutation ($at: ID!, $by: String!) {
  done: reportFinding(input: {name: "法兰渗漏", foundAt: $at, by: $by}) {
    __typename ... on Problem { code message } ... on FindingChange { finding { name } }
} }"""


async def test_who_sees_everything_enters_in_their_own_name(executor: Executor) -> None:
    plant = WORLD.things["entX"].id
    admin = Caller(name="管理员", role=Role.ADMIN, scopes=None, personal=True)
    other = await ask(executor, admin, REPORT, at=plant, by="别人")
    assert other["data"]["done"]["__typename"] == "InvalidInput"
    own = await ask(executor, admin, REPORT, at=plant, by="管理员")
    assert own["data"]["done"] == {"__typename": "FindingChange", "finding": {"name": "法兰渗漏"}}


RECORDED = (
    """{ auditRecords { nodes { act note asked } } proposal(id: "Proposal:entX") { note } }"""
)


async def test_what_somebody_entered_is_personal_data(executor: Executor) -> None:
    steward = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    plant = WORLD.things["entX"].id
    noted = REPORT.replace("by: $by", 'by: $by, note: "王五说的"')
    await ask(executor, steward, noted, at=plant, by="李")
    decided = DECIDE.replace("by: $by", 'by: $by, note: "问过王五"') % "rejectProposal"
    await ask(executor, steward, decided, id="Proposal:entX", by="李")
    told = await ask(executor, steward, RECORDED)
    records = told["data"]["auditRecords"]["nodes"]
    assert {r["act"] for r in records} == {"REPORT_FINDING", "REJECT_PROPOSAL"}
    assert {(r["note"], r["asked"]) for r in records} == {(None, None)}
    assert told["data"]["proposal"] == {"note": None}
    allowed = str((await ask(executor, replace(steward, personal=True), RECORDED))["data"])
    assert "王五说的" in allowed
    assert "问过王五" in allowed
