"""The chains of many places are those of each asked alone, on every engine."""

from datetime import date

import pytest

from graph.evidence import At
from graph.model.labels import Line
from graph.store.port import Store
from graph.store.write import write
from schema.context import Context
from schema.questions.chains import chains_of
from schema.questions.responsibility import chained
from tests.scenarios.telling import Scenario, batches, scenarios

RICH = [s for s in scenarios() if any(e.label == "Unit" for e in s.entities.values())]


@pytest.mark.parametrize("told", RICH, ids=lambda scenario: scenario.path.stem)
async def test_each_is_the_chain_asked_alone(store: Store, told: Scenario) -> None:
    for batch in batches(told):
        await write(store, batch)
    point = At.of(date(2026, 6, 1))
    ids = [e.id for e in told.entities.values() if e.label in ("Unit", "Enterprise", "Authority")]
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        chains = await chains_of(Context(store), ids, point)
    assert len(sent) == 2
    for each in ids:
        for lines in (None, [Line.GOVERNMENT]):
            assert chains.of(each, lines) == await chained(Context(store), each, point, lines)
        hazards = [chain.subject for chain in chains.around(each)]
        assert hazards[-1] == each
        for hazard in hazards:
            assert chains.of(hazard) == await chained(Context(store), hazard, point, None)


async def test_they_go_by_the_rules_of_the_request(store: Store) -> None:
    told = RICH[0]
    for batch in batches(told):
        await write(store, batch)
    point = At.of(date(2026, 6, 1))
    (of, *_) = [e.id for e in told.entities.values() if e.label == "Unit"]
    free = Context(store, rules=())
    chains = await chains_of(free, [of], point)
    assert chains.of(of) == await chained(free, of, point, None)
    assert chains.of(of) != await chained(Context(store), of, point, None)
