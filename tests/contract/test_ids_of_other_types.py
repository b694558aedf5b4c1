"""Ids of other types (他类标识): what is found by id is of its own type, however asked."""

import pytest

from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from server.executing import Executor, Request
from tests.contract.compartments import WORLD
from tests.contract.entries import ASSERTED

SCHEMA = build_schema()
ONE_OF_EACH = {thing.entity.label: thing.id for thing in WORLD.things.values()}
# A cold Neo4j plans each question for a second.
STEP = {"neo4j": 6}


@pytest.fixture
async def executor(store: Store) -> Executor:
    await write(store, WORLD.batch)
    return Executor(SCHEMA, store)


async def test_no_field_gives_a_thing_of_another_type(store: Store, executor: Executor) -> None:
    """CVE-2025-22151: an id must not be answered as what the client says that it is."""
    tried = 0
    for spec in ASSERTED[:: STEP.get(store.engine, 1)]:
        own = f"{spec.identity_label}:"
        others = [key for key in ONE_OF_EACH.values() if not key.startswith(own)]
        asked = " ".join(
            f'f{k}: {spec.field}(id: "{key}") {{ id }}' for k, key in enumerate(others)
        )
        response = (await executor.execute(Request(query=f"{{ {asked} }}"))).response
        assert "errors" not in response, response
        assert set(response["data"].values()) == {None}, spec.field
        tried += len(others)
    assert tried >= 20


async def test_a_node_is_of_the_type_that_is_on_record(executor: Executor) -> None:
    asked = {str(label): key for label, key in ONE_OF_EACH.items()}
    types = " ".join(f"... on {label} {{ as{label}: id }}" for label in asked)
    query = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename id {types} }} }}"
    request = Request(query=query, variables={"ids": list(asked.values())})
    response = (await executor.execute(request)).response
    assert "errors" not in response, response
    for (label, key), node in zip(asked.items(), response["data"]["nodes"], strict=True):
        assert node == {"__typename": label, "id": key, f"as{label}": key}
