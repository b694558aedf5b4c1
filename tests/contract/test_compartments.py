"""Nobody sees what they may not (隔离矩阵): every caller, by every way in, on every engine."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from graphql import GraphQLError, build_schema as build_graphql_schema, parse, validate

from graph.evidence import now
from graph.model.labels import Label
from graph.store.deciding import keep
from graph.store.guarding import Guard
from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from schema.context import Context
from schema.questions.scope import NothingThereError
from tests.contract.compartments import CALLERS, WORLD, Thing, Who
from tests.contract.entries import GROUPS, LISTED, Entry

SCHEMA = build_schema()
GRAPHQL = build_graphql_schema(SCHEMA.as_str())
# Each kind of sight once, where a group has many questions.
FEW = [who for who in CALLERS if who.caller.scopes is not None and len(who.sees) < 3][::2]
MANY = ("groups", "names", "nested", "related", "responsibility", "search")
# A cold Neo4j takes a second and more to plan each question, and then answers all callers soon:
# there every ninth is asked, by everybody.
STEP = {"neo4j": 9}


def callers(group: str, engine: str) -> list[Who]:
    return FEW if group in MANY and engine not in STEP else list(CALLERS)


def entries(group: str, engine: str) -> list[Entry]:
    return list(GROUPS[group])[:: STEP.get(engine, 1)]


@pytest.fixture
async def world(store: Store) -> Store:
    await write(store, WORLD.batch)
    await keep(store, WORLD.proposals, {}, now())
    return store


async def ask(guard: Guard, store: Store, who: Who, entry: Entry) -> Any:
    bound = await guard.bound(who.caller.scopes, personal=who.caller.personal)
    context = Context(bound, caller=who.caller, records=store)
    return await SCHEMA.execute(entry.text, dict(entry.variables), context_value=context)


def secrets(who: Who) -> Mapping[str, str]:
    """Return every text that must not reach a caller, and of what it is."""
    found: dict[str, str] = {}
    for key, thing in WORLD.things.items():
        hidden = not who.may(thing)
        if hidden:
            found |= {thing.id: key, f"提案{thing.name}": key, f"引文{key}": key}
        if hidden or (thing.personal and not who.caller.personal):
            found |= {thing.name: key, **dict.fromkeys(_personal(key, thing), key)}
        if hidden and thing.entity.label is Label.PARK:
            found[f"约密{key[-1]}"] = key
    if who.caller.scopes is not None or not who.caller.personal:
        found["机密"] = "text of a document"
    return found


def _personal(key: str, thing: Thing) -> list[str]:
    if not thing.personal:
        return []
    said = thing.entity.properties
    return [f"引文{key}", str(said["phone"]), *map(str, said.get("aliases", ()))]


def leaks(who: Who, entry: Entry, result: Any) -> list[str]:
    """Return what an answer gives away; what the caller asked with is theirs."""
    given = json.dumps(result.data, ensure_ascii=False)
    given += " ".join(error.message for error in result.errors or ())
    asked = entry.text + json.dumps(entry.variables, ensure_ascii=False)
    own = [given for given in entry.variables.values() if isinstance(given, str)]
    return [
        f"{who.caller.name} {who.caller.personal}: {entry.name} gives {secret} of {key}"
        for secret, key in secrets(who).items()
        if secret in given and not (secret in asked and (secret in own or result.errors))
    ]


def refused(error: GraphQLError) -> bool:
    """Tell whether an error only says that there is nothing; any other would hide a leak."""
    return isinstance(error.original_error, NothingThereError)


@pytest.mark.parametrize("group", GROUPS)
async def test_nobody_sees_what_they_may_not(world: Store, group: str) -> None:
    guard = Guard(world)
    found: list[str] = []
    for who in callers(group, world.engine):
        for entry in entries(group, world.engine):
            result = await ask(guard, world, who, entry)
            found += leaks(who, entry, result)
            found += [f"{entry.name}: {e}" for e in result.errors or () if not refused(e)]
    assert found == []


async def test_a_list_holds_what_a_caller_may_see_and_counts_it(world: Store) -> None:
    guard = Guard(world)
    lists = [(s, e) for s, e in zip(LISTED, GROUPS["lists"], strict=True) if not s.record]
    for who in CALLERS:
        for spec, entry in lists[:: STEP.get(world.engine, 1)]:
            page = (await ask(guard, world, who, entry)).data[spec.plural]
            things = [t for t in WORLD.things.values() if t.entity.label is spec.label]
            may = {t.id for t in things if who.may(t)}
            may |= {e.id for e in WORLD.public.values() if e.label is spec.label}
            assert {node["id"] for node in page["nodes"]} == may, (who, spec.label)
            assert page["totalCount"] == len(may)


@pytest.mark.parametrize("entry", [e for g in GROUPS.values() for e in g], ids=lambda e: e.name)
def test_every_way_in_is_a_valid_question(entry: Entry) -> None:
    assert validate(GRAPHQL, parse(entry.text)) == []


@pytest.mark.parametrize("engine", ["arcadedb", "neo4j"])
def test_there_are_hundreds_of_cases(engine: str) -> None:
    assert sum(len(callers(g, engine)) * len(entries(g, engine)) for g in GROUPS) >= 500
    assert len({who.sees for who in FEW}) >= 5
