"""Random queries are answered as the schema promises, on every engine."""

from itertools import islice

import pytest

from graph.errors import CustodyError
from graph.store.port import Store
from graph.store.write import write
from schema.context import Context
from tests.contract.conformity import faults
from tests.contract.queries import queries
from tests.contract.situation import SITUATION
from tests.contract.test_selections import GRAPHQL, SCHEMA

SHARE = {"arcadedb": 30, "neo4j": 5}
"""Queries of one seed; planning takes Neo4j about a second for each."""


@pytest.mark.property
@pytest.mark.parametrize("seed", range(3))
async def test_random_queries_have_the_shape_promised(store: Store, seed: int) -> None:
    """A question about what is not there is refused with what is wrong, and by nothing else."""
    await write(store, SITUATION)
    refused = 0
    for query in islice(queries(GRAPHQL, seed), SHARE[store.engine]):
        result = await SCHEMA.execute(query.text, context_value=Context(store))
        if result.errors:
            refused += 1
            assert all(isinstance(e.original_error, CustodyError) for e in result.errors), result
        else:
            assert faults(GRAPHQL, query.text, result.data or {}) == [], query.text
    assert refused <= SHARE[store.engine] // 5


@pytest.mark.property
def test_the_same_seed_gives_the_same_queries() -> None:
    one, other = (list(islice(queries(GRAPHQL, 7), 5)) for _ in range(2))
    assert one == other
