"""Nobody sees what they may not (隔离矩阵): every caller, by every way in, on every engine."""

import json
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
from graphql import (
    FieldNode,
    OperationDefinitionNode,
    build_schema as build_graphql_schema,
    parse,
    validate,
)

from graph.evidence import now
from graph.model.labels import Label
from graph.store.deciding import keep
from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from schema.questions.scope import NothingThereError
from server.app import create_app
from server.executing import Executor, Request
from server.limits import LIMITS
from server.presenting import code_of
from tests.contract.compartments import CALLERS, WORLD, Thing, Who
from tests.contract.entries import GROUPS, LISTED, Entry
from tests.contract.test_listeners import FINDINGS, GAPS, LOADS

SCHEMA = build_schema()
NOTHING = code_of(NothingThereError("", "", ""))
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


@pytest.fixture
def executor(world: Store) -> Executor:
    """What answers all callers, one after another: whatever it keeps, it keeps for each apart."""
    return Executor(SCHEMA, world, limits=replace(LIMITS, cost=10**9))


async def ask(executor: Executor, who: Who, entry: Entry) -> Mapping[str, Any]:
    request = Request(query=entry.text, variables=entry.variables)
    return (await executor.execute(request, who.caller)).response


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


def leaks(who: Who, entry: Entry, response: Mapping[str, Any]) -> list[str]:
    """Return what an answer gives away; what the caller asked with is theirs."""
    given = json.dumps(response, ensure_ascii=False)
    asked = entry.text + json.dumps(entry.variables, ensure_ascii=False)
    own = [given for given in entry.variables.values() if isinstance(given, str)]
    return [
        f"{who.caller.name} {who.caller.personal}: {entry.name} gives {secret} of {key}"
        for secret, key in secrets(who).items()
        if secret in given and not (secret in asked and (secret in own or response.get("errors")))
    ]


def refused(error: Mapping[str, Any]) -> bool:
    """Tell whether an error only says that there is nothing; any other would hide a leak."""
    return bool(error["extensions"]["code"] == NOTHING)


@pytest.mark.parametrize("group", GROUPS)
async def test_nobody_sees_what_they_may_not(world: Store, executor: Executor, group: str) -> None:
    found: list[str] = []
    for who in callers(group, world.engine):
        for entry in entries(group, world.engine):
            response = await ask(executor, who, entry)
            found += leaks(who, entry, response)
            errors = response.get("errors", ())
            found += [f"{entry.name}: {error}" for error in errors if not refused(error)]
    assert found == []


async def test_a_list_holds_what_a_caller_may_see_and_counts_it(
    world: Store, executor: Executor
) -> None:
    lists = [(s, e) for s, e in zip(LISTED, GROUPS["lists"], strict=True) if not s.record]
    for who in CALLERS:
        for spec, entry in lists[:: STEP.get(world.engine, 1)]:
            page = (await ask(executor, who, entry))["data"][spec.plural]
            things = [t for t in WORLD.things.values() if t.entity.label is spec.label]
            may = {t.id for t in things if who.may(t)}
            may |= {e.id for e in WORLD.public.values() if e.label is spec.label}
            assert {node["id"] for node in page["nodes"]} == may, (who, spec.label)
            assert page["totalCount"] == len(may)


@pytest.mark.parametrize("entry", [e for g in GROUPS.values() for e in g], ids=lambda e: e.name)
def test_every_way_in_is_a_valid_question(entry: Entry) -> None:
    assert validate(GRAPHQL, parse(entry.text)) == []


def test_no_way_in_is_left_out() -> None:
    """Mutations and forms of an answer are counted where they are tried."""
    asked = {one for group in GROUPS.values() for entry in group for one in _fields(entry.text)}
    followed = {one for text in (FINDINGS, GAPS, LOADS) for one in _fields(text)}
    assert GRAPHQL.query_type
    assert GRAPHQL.subscription_type
    assert asked == set(GRAPHQL.query_type.fields)
    assert followed == set(GRAPHQL.subscription_type.fields)


def test_the_graph_is_reached_by_one_address_alone() -> None:
    """Whatever else the server answers at tells of itself; a new address belongs in the matrix."""
    app = create_app(nullcontext)  # type: ignore[arg-type]  # it is never opened
    ways = [getattr(route, "path", "") for route in app.routes]
    own = {"/", "/schema.graphql", "/operations.json", "/health/live", "/health/ready"}
    assert set(ways) - own == {"/graphql", "/metrics", "/static"}


def _fields(text: str) -> Iterator[str]:
    for operation in parse(text).definitions:
        if isinstance(operation, OperationDefinitionNode):
            for node in operation.selection_set.selections:
                if isinstance(node, FieldNode):
                    yield node.name.value


@pytest.mark.parametrize("engine", ["arcadedb", "neo4j"])
def test_there_are_hundreds_of_cases(engine: str) -> None:
    assert sum(len(callers(g, engine)) * len(entries(g, engine)) for g in GROUPS) >= 500
    assert len({who.sees for who in FEW}) >= 5
