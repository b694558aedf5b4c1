"""Who appoints, relieves and corrects what (任免与更正权限): caller x thing x act, on every engine.

What lies in whose scope is written down here by hand, and not with the keys that decide it.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import count, product
from typing import Any, Final

import pytest

from graph.model.identity import entity_id
from graph.model.labels import Label, RelType
from graph.model.statement import Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from tests.contract.compartments import CALLERS, WORLD, Who
from tests.contract.test_compartments import secrets
from tests.contract.test_entries_bound import everything

SCHEMA = build_schema()
TOLD = "__typename ... on Problem { code message messageEn } ... on InvalidInput { field expected }"
RECORD = "record { id act concerns account }"
ACTS: Final = {
    "correct": f"... on Correction {{ thing {{ ... on Node {{ id }} }} {RECORD} }}",
    "appoint": f"... on OfficeChange {{ post {{ id }} person {{ id name }} {RECORD} }}",
    "relieve": f"... on OfficeChange {{ post {{ id }} person {{ id name }} {RECORD} }}",
}
ANSWERED: Final = {"correct": "Correction", "appoint": "OfficeChange", "relieve": "OfficeChange"}
VALUES: Final[Mapping[Label, tuple[str, str]]] = {
    Label.PARK: ("assessedOn", "2024-01-{:02d}"),
    Label.ENTERPRISE: ("industry", "行业{}"),
    Label.CUSTODY_PROVIDER: ("qualification", "资质{}"),
    Label.AUTHORITY: ("sector", "行业{}"),
    Label.UNIT: ("volume", "{}"),
    Label.HAZARD: ("registrationNumber", "登{}"),
    Label.MEASURE: ("effectTime", "{}"),
    Label.FINDING: ("funding", "{}元"),
    Label.INSPECTION: ("checklist", "表{}"),
    Label.INDICATOR: ("valueText", "{}"),
    Label.PERSON: ("phone", "00{}"),
}
"""A property of each type that may be corrected, and its next value."""
BODIES: Final = ("prvS", "stwA", "stwB", "guaA", "guaB")
"""What answers for a park without lying in it: a provider, its posts and who holds them."""
WHO: Final = [replace(w, caller=replace(w.caller, personal=True)) for w in CALLERS]
CALLED: Final = list({w.caller.name: w for w in WHO}.values())


def lies(key: str) -> frozenset[str]:
    """Return the letters of what a thing lies in."""
    if key in BODIES:
        return frozenset()
    if key in ("bureau1", "chief1", "bureau2", "chief2"):
        return frozenset(key[-1])
    one = key[-1]
    park = one if one in "AB" else ("B" if one == "Z" else "A")
    return frozenset({one, park, "2" if park == "B" else "1"})


def holds(who: Who, key: str) -> bool:
    """Tell whether a thing is a caller's to change."""
    if who.caller.scopes is None:
        return True
    if key in WORLD.public and who.caller.role is not Role.REGULATOR:
        return False
    return bool(who.sees & lies(key))


def sees(who: Who, key: str) -> bool:
    return key in WORLD.public or who.may(WORLD.things[key])


@pytest.fixture
async def executor(store: Store) -> Executor:
    await write(store, WORLD.batch)
    return Executor(SCHEMA, store)


async def act(executor: Executor, caller: Caller, name: str, **given: Any) -> Any:
    kind = name[0].upper() + name[1:]
    text = f"mutation ($input: {kind}Input!) {{ done: {name}(input: $input) {{ {TOLD} "
    request = Request(
        query=f"{text}{ACTS[name]} }} }}", variables={"input": {"by": caller.name, **given}}
    )
    outcome = await executor.execute(request, caller)
    assert "errors" not in outcome.response, outcome.response
    return outcome.response["data"]["done"]


def told_secrets(who: Who, answer: Any, *asked: str) -> list[str]:
    text = json.dumps(answer, ensure_ascii=False)
    return [s for s in secrets(who) if s in text and s not in asked]


async def test_each_corrects_what_lies_in_their_scope_and_nothing_else(
    store: Store, executor: Executor
) -> None:
    numbers, wrong, cases = count(1), list[str](), 0
    keys = {k: e for k, e in WORLD.public.items() if e.label is Label.AUTHORITY}
    keys |= {
        k: t.entity for k, t in WORLD.things.items() if t.entity.label in VALUES and k[-1] != "Y"
    }
    step = {"neo4j": 2}.get(store.engine, 1)  # each takes it longer
    for who, (key, entity) in list(product(CALLED, keys.items()))[::step]:
        name, form = VALUES[entity.label]
        value = form.format(next(numbers) % (28 if entity.label is Label.PARK else 9999) + 1)
        found = await act(executor, who.caller, "correct", of=entity.id, property=name, value=value)
        own = who.caller.role is Role.ENTERPRISE and key[:3] in ("fnd", "ins")
        expected = "NotFound" if not own else "Forbidden"
        if sees(who, key):
            expected = "Correction" if holds(who, key) and not own else "Forbidden"
        if found["__typename"] != expected or told_secrets(who, found, entity.id):
            wrong.append(f"{who.caller.name} {key}: {found}, expected {expected}")
        cases += 1
    assert wrong == []
    assert cases >= 300 // step  # with the offices, 500 in all


async def test_each_fills_and_empties_the_posts_of_their_scope_and_no_other(
    executor: Executor,
) -> None:
    wrong, cases = list[str](), 0
    posts = [k for k in (*WORLD.public, *WORLD.things) if WORLD.entity(k).label is Label.POST]
    for who in CALLED:
        for key in posts:
            post = WORLD.entity(key).id
            expected = "NotFound"
            if sees(who, key):
                expected = "OfficeChange" if holds(who, key) else "Forbidden"
            name = f"新{who.caller.name}{key}"
            taken = await act(
                executor,
                who.caller,
                "appoint",
                post=post,
                personName=name,
                since="2024-01-01",
                acting=True,
            )
            person = (taken.get("person") or {}).get("id") or WORLD.things["manX"].id
            left = await act(executor, who.caller, "relieve", post=post, person=person)
            for found in (taken, left):
                if found["__typename"] != expected or told_secrets(who, found, post, person):
                    wrong.append(f"{who.caller.name} {key}: {found}, expected {expected}")
                cases += 1
    assert wrong == []
    assert cases >= 200


@pytest.mark.parametrize("name", ACTS)
async def test_what_is_hidden_is_as_what_is_not_there(
    store: Store, executor: Executor, name: str
) -> None:
    steward = Caller(
        name="甲", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,), personal=True
    )
    hidden = WORLD.entity("pstZ").id
    given: dict[str, Any] = {
        "correct": {"of": hidden, "property": "level", "value": "x"},
        "appoint": {"post": hidden, "personName": "密manZ"},
        "relieve": {"post": hidden, "person": WORLD.entity("manZ").id},
    }[name]
    before = await everything(store)
    there = await act(executor, steward, name, **given)
    gone = {k: "Post:nowhere" if v == hidden else v for k, v in given.items()}
    nowhere = await act(executor, steward, name, **gone)
    assert there["__typename"] == "NotFound"
    assert str(there).replace(hidden, "…") == str(nowhere).replace("Post:nowhere", "…")
    assert await everything(store) == before


PERSON = "query ($id: ID!) { person(id: $id) { name phone } }"


async def test_nobody_draws_a_person_into_their_sight_by_appointing_them(
    executor: Executor,
) -> None:
    post, stranger = WORLD.entity("pstX").id, WORLD.entity("manZ").id
    enterprise = Caller(
        name="企", role=Role.ENTERPRISE, scopes=(WORLD.entity("entX").id,), personal=True
    )
    asked = Request(query=PERSON, variables={"id": stranger})
    for person in (stranger, "Person:nobody"):
        found = await act(executor, enterprise, "appoint", post=post, person=person, acting=True)
        assert found["__typename"] == "NotFound"
    outcome = await executor.execute(asked, enterprise)
    assert outcome.response["data"]["person"] is None


async def test_a_name_that_somebody_hidden_bears_is_answered_as_any_other(
    executor: Executor,
) -> None:
    """Persons are known within their organisation, so that a name elsewhere is no clash."""
    steward = Caller(
        name="甲", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,), personal=True
    )
    post = WORLD.entity("pstX").id
    answers = [
        await act(executor, steward, "appoint", post=post, personName=name, acting=True)
        for name in ("密manZ", "某甲")
    ]
    assert [found["__typename"] for found in answers] == ["OfficeChange"] * 2
    assert answers[0]["person"]["id"] == entity_id(
        Label.PERSON, {"name": "密manZ"}, WORLD.entity("entX").id
    )


async def test_a_person_who_was_taken_back_does_not_tell_of_themselves(executor: Executor) -> None:
    """A term that never was leaves a person whom nobody bound sees, and it is not theirs to say."""
    steward = Caller(
        name="甲", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,), personal=True
    )
    given = {"post": WORLD.entity("bosX").id, "personName": "某乙", "since": "2024-01-01"}
    first = await act(executor, steward, "appoint", **given)
    left = {"post": given["post"], "person": first["person"]["id"], "on": "2024-01-01"}
    assert (await act(executor, steward, "relieve", **left))["__typename"] == "Forbidden"
    admin = Caller(name="管", role=Role.ADMIN, scopes=None, personal=True)
    assert (await act(executor, admin, "relieve", **left))["__typename"] == "OfficeChange"
    again = await act(executor, steward, "appoint", **given)
    assert again["__typename"] == "OfficeChange"
    assert again["person"]["id"] != first["person"]["id"]


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("entX", "name", "密entZ"),
        ("entX", "aliases", "密entZ"),
        ("parkA", "boundary", '{"type": "Point", "coordinates": [119.004, 25.3]}'),
        ("tnkX", "name", "密tnkZ"),
    ],
)
async def test_nobody_takes_what_others_are_found_by(
    store: Store, executor: Executor, key: str, name: str, value: str
) -> None:
    """Else what is said of another's enterprise, or lies in their park, would come to them."""
    steward = Caller(name="甲", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    before = await everything(store)
    said = {"values": [value]} if name == "aliases" else {"value": value}
    found = await act(executor, steward, "correct", of=WORLD.entity(key).id, property=name, **said)
    assert found["__typename"] == "Forbidden"
    assert await everything(store) == before


async def test_who_may_not_see_personal_data_learns_none_by_guessing(
    store: Store, executor: Executor
) -> None:
    steward = Caller(name="甲", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,))
    before = await everything(store)
    man, post = WORLD.entity("manX"), WORLD.entity("pstX").id
    tried = [
        ("correct", {"of": man.id, "property": "phone", "value": man.properties["phone"]}),
        ("correct", {"of": man.id, "property": "phone", "value": "1"}),
        ("appoint", {"post": post, "personName": man.properties["name"]}),
        ("appoint", {"post": post, "personName": "某"}),
        ("relieve", {"post": post, "person": man.id}),
    ]
    found = [await act(executor, steward, name, **given) for name, given in tried]
    assert {one["__typename"] for one in found} == {"Forbidden"}
    assert len({one["message"] for one in found}) == 2
    assert await everything(store) == before


async def test_what_is_anothers_too_is_left_to_who_stands_above_both(
    store: Store, executor: Executor
) -> None:
    shared = Relation(
        type=RelType.OPERATES,
        source=WORLD.entity("entZ").reference,
        target=WORLD.entity("tnkX").reference,
        evidence=(WORLD.evidence[0].id,),
        valid_from="2020-01-01",
    )
    await write(
        store,
        Batch(sources=WORLD.batch.sources, evidence=WORLD.evidence, relations=[shared]),
    )
    given = {"of": WORLD.entity("tnkX").id, "property": "volume", "value": "1"}
    for scopes, expected in (
        (("parkA",), "Forbidden"),
        (("entX",), "Forbidden"),
        (("parkA", "parkB"), "Correction"),
    ):
        caller = Caller(
            name="甲", role=Role.STEWARD, scopes=tuple(WORLD.entity(s).id for s in scopes)
        )
        found = await act(executor, caller, "correct", **given)
        assert found["__typename"] == expected, found
        assert "密entZ" not in str(found)
        assert WORLD.entity("entZ").id not in str(found) or expected == "Correction"


async def test_one_key_is_one_change_with_its_record_and_its_version(executor: Executor) -> None:
    steward = Caller(
        name="甲",
        role=Role.STEWARD,
        scopes=(WORLD.entity("parkA").id,),
        personal=True,
        account="idp 1",
    )
    given = {"of": WORLD.entity("tnkX").id, "property": "volume", "idempotencyKey": "k"}
    first = await act(executor, steward, "correct", **given, value="7")
    assert first["record"] == {
        "id": first["record"]["id"],
        "act": "CORRECT",
        "concerns": [WORLD.entity("tnkX").id],
        "account": "idp 1",
    }
    assert await act(executor, steward, "correct", **given, value="7") == first
    assert (await act(executor, steward, "correct", **given, value="8"))["code"] == "KEY_REUSED"
    stale = {**given, "expectedVersion": "2020-01-01T00:00:00.000000Z", "idempotencyKey": "l"}
    assert (await act(executor, steward, "correct", **stale, value="8"))["code"] == "CONFLICT"
