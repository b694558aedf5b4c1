"""Every hand-written statement runs on every engine and returns what its header says."""

from typing import Any

import pytest

from graph.cypher.library import Question, questions
from graph.evidence import At
from graph.store.port import Store
from graph.store.write import write
from tests.contract.situation import DISTRICT, NORTH, NOTICE, SITUATION, TANK

GIVEN: dict[str, dict[str, Any]] = {
    "chain/duties": {"id": NORTH.id},
    "hazard/contents": {"id": TANK.id},
    "propagation/neighbourhood": {"id": TANK.id},
    "lookup/by_id": {"ids": [NORTH.id]},
    "lookup/by_name": {"rows": [{"query": "北园", "name": "北园", "plain": "北园"}]},
    "lookup/figures": {"ids": [DISTRICT.id]},
    "lookup/is_empty": {"limit": 1},
    "record/statements": {"id": NOTICE.id, "after": "", "limit": 5},
}


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
async def test_it_answers(store: Store, asked: Question) -> None:
    await write(store, SITUATION)
    parameters = GIVEN.get(asked.name, {}) | At.of().parameters
    rows = await store.read(asked.text, parameters)
    assert rows, asked.name
    assert set(rows[0]) == set(asked.returns)
