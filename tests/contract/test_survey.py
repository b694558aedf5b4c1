"""A survey of a whole scope says what the chains of its things say (普查与责任链一致)."""

import pytest

from graph.cypher import question
from graph.evidence import At, now
from graph.model.identity import label_of
from graph.model.labels import Label
from graph.responsibility.chain import chain_of
from graph.responsibility.gaps import ResponsibilityGap
from graph.responsibility.rulebook import rulebook
from graph.store.port import Store
from graph.store.write import write
from schema.questions.scope import NothingThereError, surveyed
from tests.scenarios.telling import Scenario, batches, scenarios

SCOPES = (Label.REGION, Label.PARK, Label.ENTERPRISE)


async def _chained(store: Store, things: frozenset[str], at: At) -> set[ResponsibilityGap]:
    found: set[ResponsibilityGap] = set()
    for thing in things:
        statement = question("chain/duties").about(label_of(thing))
        rows = await store.read(statement, {"id": thing, **at.parameters})
        label = next(row["type"] for row in rows if row["context"] == thing)
        found.update(chain_of(thing, label, rows, at, rulebook()).gaps)
    return {gap for gap in found if gap.subject in things}


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.path.stem)
async def test_it_says_what_the_chains_say(store: Store, scenario: Scenario) -> None:
    for batch in batches(scenario):
        await write(store, batch)
    at = At(as_of=scenario.text["question"]["on"], known_at=now())
    scopes = [e.id for e in scenario.entities.values() if e.label in SCOPES]
    for scope in scopes[:2]:
        survey = await surveyed(store, scope, at)
        found = survey.gaps(rulebook())
        assert set(found) == await _chained(store, survey.inside, at)
        assert len(set(found)) == len(found)


async def test_a_scope_that_is_not_there_is_refused_by_name(store: Store) -> None:
    with pytest.raises(NothingThereError, match="Park:nowhere"):
        await surveyed(store, "Park:nowhere", At.of())
    with pytest.raises(NothingThereError, match="Hazard:1"):
        await surveyed(store, "Hazard:1", At.of())
