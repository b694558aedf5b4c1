"""Who may enter what (录入权限): each caller, each act, each thing, on every engine."""

from dataclasses import replace
from typing import Any

import pytest

from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from tests.contract.compartments import CALLERS, WORLD

SCHEMA = build_schema()
SAID = "__typename ... on Problem { code message messageEn }"
DONE = f"{SAID} ... on FindingChange {{ finding {{ id name status }} record {{ id concerns }} }}"
ACTS = {
    "reportFinding": ("findingIn", "name: $by, foundAt: $of", DONE),
    "assignFinding": ("fnd", 'finding: $of, rectifier: $post, deadline: "2096-01-01"', DONE),
    "rectifyFinding": ("fnd", "finding: $of", DONE),
    "verifyFinding": ("fnd", "finding: $of, verdict: CLOSE", DONE),
    "recordInspection": (
        "inspectionIn",
        'inspects: $of, name: "密检查"',
        f"{SAID} ... on InspectionEntry {{ inspection {{ name }} record {{ id }} }}",
    ),
}
"""Each act: what it is about, its input, and what is asked of it."""


@pytest.fixture
async def executor(store: Store) -> Executor:
    await write(store, WORLD.batch)
    return Executor(SCHEMA, store)


async def act(executor: Executor, caller: Caller, name: str, of: str, **more: str) -> Any:
    _, given, asked = ACTS[name]
    post = ", $post: ID!" if "$post" in given else ""
    extra = "".join(f', {key}: "{value}"' for key, value in more.items() if key != "post")
    text = (
        f"mutation ($of: ID!, $by: String!{post}) {{ done: {name}(input: "
        f"{{ {given}, by: $by{extra} }}) {{ {asked} }} }}"
    )
    variables = {"of": of, "by": caller.name}
    if post:
        variables["post"] = more.get("post", WORLD.entity("pstX").id)
    outcome = await executor.execute(Request(query=text, variables=variables), caller)
    assert "errors" not in outcome.response, outcome.response
    return outcome.response["data"]["done"]


async def everything(store: Store) -> Any:
    """Return how much is on record, of any kind."""
    nodes = await store.read("MATCH (n) WHERE n.type IS NOT NULL RETURN count(n) AS n")
    states = await store.read("MATCH ()-[r:HAS_STATE]->() RETURN count(r) AS n")
    return nodes, states


FEW = [
    who
    for who in CALLERS
    if who.caller.scopes and who.sees in ({"A"}, {"X"}, set()) and not who.caller.personal
]
"""A steward, an enterprise, and somebody whose scope holds nothing."""


async def test_what_is_hidden_is_as_what_is_not_there_and_nothing_is_written(
    store: Store, executor: Executor
) -> None:
    before = await everything(store)
    tried = 0
    for name, (kind, _, _) in ACTS.items():
        for who in FEW:
            for key in ("fndX", "fndZ") if kind == "fnd" else ("entZ", "prvS"):
                if key == "fndX" and who.may(WORLD.things[key]):
                    continue  # what answers for a scope, as prvS does, does not lie in it
                of = WORLD.entity(key).id
                label = of.partition(":")[0]
                there = await act(executor, who.caller, name, of)
                nowhere = await act(executor, who.caller, name, f"{label}:nowhere")
                assert there["__typename"] == "NotFound", (who, key, there)
                assert str(there).replace(of, "…") == str(nowhere).replace(f"{label}:nowhere", "…")
                tried += 1
    assert tried >= 15
    assert await everything(store) == before


async def test_within_their_scope_everybody_goes_through_the_loop(
    store: Store, executor: Executor
) -> None:
    for who in (one for one in CALLERS if one.sees and len(one.sees) < 3):
        key = next(k for k in ("X", "Y", "Z") if who.may(WORLD.things[f"ent{k}"]))
        name = f"{who.caller.name}-{who.caller.personal}"
        caller = replace(who.caller, name=name, account=f"idp {name}")
        await loop(store, executor, caller, key)


async def loop(store: Store, executor: Executor, caller: Caller, key: str) -> None:
    place, post = WORLD.entity(f"haz{key}").id, WORLD.entity(f"pst{key}").id
    done = await act(executor, caller, "reportFinding", place, note=caller.name)
    assert done["__typename"] == "FindingChange", (caller, done)
    finding = done["finding"]["id"]
    assert finding in done["record"]["concerns"]
    done = await act(executor, caller, "assignFinding", finding, post=post)
    assert done["finding"]["status"] == "ASSIGNED", done
    done = await act(executor, caller, "rectifyFinding", finding)
    assert done["finding"]["status"] == "RECTIFIED"
    refused = await act(executor, caller, "verifyFinding", finding)
    assert refused["code"] == "NOT_ALLOWED"
    assert (f"（{caller.name}）" in refused["message"]) is caller.personal
    asked = "MATCH (r:AuditRecord {subject: $id}) RETURN r.actor AS actor, r.account AS account"
    rows = await store.read(asked, {"id": finding})
    assert [tuple(row.values()) for row in rows] == [(caller.name, caller.account)] * 3


async def test_one_account_does_not_verify_under_another_name(executor: Executor) -> None:
    scopes = (WORLD.entity("parkA").id,)
    one, renamed, other = (
        Caller(name=name, role=Role.STEWARD, scopes=scopes, account=account)
        for name, account in (("甲", "idp 1"), ("乙", "idp 1"), ("丙", "idp 2"))
    )
    finding = WORLD.entity("fndX").id
    assert (await act(executor, one, "assignFinding", finding))["finding"]["status"] == "ASSIGNED"
    await act(executor, one, "rectifyFinding", finding)
    assert (await act(executor, renamed, "verifyFinding", finding))["code"] == "NOT_ALLOWED"
    assert (await act(executor, other, "verifyFinding", finding))["finding"]["status"] == "CLOSED"


async def test_a_key_is_its_accounts_own(executor: Executor) -> None:
    park_a, park_b = (
        Caller(name="甲", role=Role.STEWARD, scopes=(WORLD.entity(park).id,), account=park)
        for park in ("parkA", "parkB")
    )
    key = {"idempotencyKey": "k1"}
    first = await act(executor, park_a, "reportFinding", WORLD.entity("hazX").id, **key)
    again = await act(executor, park_a, "reportFinding", WORLD.entity("hazX").id, **key)
    other = await act(executor, park_b, "reportFinding", WORLD.entity("hazZ").id, **key)
    assert first == again
    moved = replace(park_a, scopes=(WORLD.entity("parkB").id,))
    lost = await act(executor, moved, "reportFinding", WORLD.entity("hazX").id, **key)
    assert lost["__typename"] == "NotFound"
    assert other["__typename"] == "FindingChange"
    assert other["record"]["id"] != first["record"]["id"]


async def test_a_post_that_answers_for_nothing_in_the_scope_is_not_set_to_rectify(
    executor: Executor,
) -> None:
    enterprise = Caller(name="企", role=Role.ENTERPRISE, scopes=(WORLD.entity("entX").id,))
    finding = WORLD.entity("fndX").id
    for key, expected in (("chief1", "NotFound"), ("pstZ", "NotFound"), ("bosX", "FindingChange")):
        done = await act(executor, enterprise, "assignFinding", finding, post=WORLD.entity(key).id)
        assert done["__typename"] == expected, key
