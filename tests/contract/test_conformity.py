"""Random queries are answered as the schema promises, on every engine."""

from itertools import islice

import pytest

from graph.store.port import Store
from graph.store.write import write
from tests.contract.conformity import faults
from tests.contract.queries import queries
from tests.contract.situation import SITUATION
from tests.contract.test_selections import GRAPHQL, ask

SHARE = {"arcadedb": 30, "neo4j": 5}
"""Queries of one seed; planning takes Neo4j about a second for each."""


@pytest.mark.property
@pytest.mark.parametrize("seed", range(3))
async def test_random_queries_have_the_shape_promised(store: Store, seed: int) -> None:
    await write(store, SITUATION)
    for query in islice(queries(GRAPHQL, seed), SHARE[store.engine]):
        assert faults(GRAPHQL, query.text, await ask(store, query.text)) == [], query.text


@pytest.mark.property
def test_the_same_seed_gives_the_same_queries() -> None:
    one, other = (list(islice(queries(GRAPHQL, 7), 5)) for _ in range(2))
    assert one == other
