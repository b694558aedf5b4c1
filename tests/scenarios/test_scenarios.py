"""Every scenario of this folder, on every engine (情景测试)."""

from typing import Any

import pytest

from graph.cypher import question
from graph.evidence import At, now
from graph.responsibility.chain import ResponsibilityChain, chain_of
from graph.responsibility.rulebook import rulebook
from graph.store.port import Store
from graph.store.write import write
from tests.scenarios.telling import Scenario, batches, mentioned, scenarios, told


async def answered(store: Store, scenario: Scenario) -> ResponsibilityChain:
    """Record what the scenario tells, then ask its question."""
    known = [now()]
    for batch in batches(scenario):
        report = await write(store, batch)
        assert not report.contests, "a scenario must not contradict itself"
        known.append(now())
    asked = scenario.text["question"]
    at = At(as_of=asked["on"], known_at=known[asked.get("known_after", len(known) - 1)])
    subject = scenario.entities[asked["about"]]
    parameters = {"id": subject.id, **at.parameters}
    rows = await store.read(question("chain/duties").text, parameters)
    return chain_of(subject.id, subject.label, rows, at, rulebook(), asked.get("lines"))


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.sentence)
async def test_scenario(store: Store, scenario: Scenario) -> None:
    chain = await answered(store, scenario)
    rungs, gaps = told(chain, scenario)
    answer: dict[str, Any] = dict(scenario.text["answer"])
    wanted_gaps = answer.pop("gaps")
    wanted = {line: answer.get(line, []) for line in rungs}
    assert set(answer) <= set(rungs)
    assert {line: mentioned(rungs[line], wanted[line]) for line in rungs} == wanted
    assert mentioned(gaps, wanted_gaps) == wanted_gaps


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.path.stem)
async def test_every_rung_and_gap_has_evidence_that_is_in_the_graph(
    store: Store, scenario: Scenario
) -> None:
    chain = await answered(store, scenario)
    recorded = {evidence.id for batch in batches(scenario) for evidence in batch.evidence}
    for line in chain.lines:
        assert [rung.order for rung in line.rungs] == list(range(1, len(line.rungs) + 1))
        for rung in line.rungs:
            assert rung.evidence
            assert set(rung.evidence) <= recorded
    for gap in chain.gaps:
        assert gap.evidence
        assert set(gap.evidence) <= recorded
