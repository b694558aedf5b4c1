"""Compiled execution gives what the standard executor gives (执行一致), on every engine.

`python -m bench.executors` puts thousands of queries to both; here are a few, of a known seed.
"""

from itertools import islice

import pytest

from graph.evidence import now
from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from server.executing import Executor, Request
from tests.contract.alike import LIMITLESS, differences, is_refused
from tests.contract.compartments import WORLD
from tests.contract.queries import known_of, queries
from tests.contract.situation import SITUATION
from tests.contract.standard import Standard

SCHEMA = build_schema()
SHARE = {"arcadedb": 40, "neo4j": 4}
"""Queries; planning takes Neo4j about a second for each root field."""


@pytest.mark.property
async def test_random_queries_are_answered_as_field_by_field(store: Store) -> None:
    await write(store, WORLD.batch)
    await write(store, SITUATION)
    standard = await Standard.over(store)
    executor = Executor(SCHEMA, store, limits=LIMITLESS)
    known = known_of(standard.rows, 5, now())
    compared = 0
    for query in islice(queries(SCHEMA._schema, 5, known, roots=2), SHARE[store.engine]):  # noqa: SLF001 - Strawberry offers no public way to it
        told = (
            await executor.execute(Request(query=query.text, variables=query.variables))
        ).response
        if not is_refused(told):
            expected = await standard.execute(query.text, query.variables)
            assert differences(told, expected) == [], query
            compared += 1
    assert compared > SHARE[store.engine] // 2


WHOLE = """{ parks { nodes { name y: __typename organisations { totalCount nodes { id } } } }
  nope: park { name } }"""


async def test_a_difference_is_seen(store: Store) -> None:
    await write(store, SITUATION)
    standard = await Standard.over(store)
    told = (await Executor(SCHEMA, store).execute(Request(query=WHOLE))).response
    expected = await standard.execute(WHOLE, {})
    assert differences(told, expected) == []
    data, errors = told["data"], told["errors"]
    first, *rest = data["parks"]["nodes"]
    wrong = (
        {**told, "data": {**data, "parks": {"nodes": [dict(reversed(first.items())), *rest]}}},
        {**told, "data": {**data, "parks": {"nodes": [*rest, first]}}},
        {**told, "data": {**data, "parks": {"nodes": rest}}},
        {**told, "errors": []},
        {**told, "errors": [{**errors[0], "path": ["nope", "name"]}]},
        {**told, "errors": [{**errors[0], "message": "?"}]},
    )
    for one in wrong:
        assert differences(one, expected), one
