"""The statement ``chain/duties`` gives equal rows on every engine (契约测试)."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from graph.cypher import question
from graph.evidence import At, now
from graph.model.identity import entity_id
from graph.model.labels import Label, RelType
from graph.store.opening import open_store
from graph.store.port import Row, Store, Transaction
from graph.store.settings import StoreSettings
from graph.store.write import write
from tests.scenarios.telling import Scenario, batches, scenarios

DUTIES = question("chain/duties")
DAY = "2022-03-12"
EPOCH = ("2020-01-01T00:00:00.000000Z", "2020-01-02T00:00:00.000000Z")


@pytest.fixture
async def reference(arcadedb_settings: StoreSettings) -> AsyncIterator[Store]:
    """The embedded engine, whose rows the engine under test must give too."""
    async with open_store(arcadedb_settings) as opened:
        yield opened


def canonical(value: Any) -> Any:
    """Return rows without the order of lists, and without the moment of recording."""
    if isinstance(value, dict):
        return {k: "" if k == "recorded_at" else canonical(v) for k, v in sorted(value.items())}
    if isinstance(value, list):
        return sorted((canonical(item) for item in value), key=json.dumps)
    return value


async def record(store: Store, scenario: Scenario) -> None:
    for batch in batches(scenario):
        await write(store, batch)


async def asked(store: Store, subject: str, day: str = DAY) -> list[Row]:
    point = At(as_of=day, known_at=now())
    return await store.read(DUTIES.text, {"id": subject, **point.parameters})


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.path.stem)
async def test_engines_give_equal_rows(store: Store, reference: Store, scenario: Scenario) -> None:
    await record(store, scenario)
    if store.engine != reference.engine:
        await _emptied(reference)
        await record(reference, scenario)
    subjects = [e.id for e in scenario.entities.values() if e.label is not Label.PERSON]
    for subject in subjects:
        rows = await asked(store, subject)
        assert canonical(rows) == canonical(await asked(reference, subject))
        assert [(row["step"], row["context"]) for row in rows] == sorted(
            (row["step"], row["context"]) for row in rows
        )
        assert all(set(row) == set(DUTIES.returns) for row in rows)


async def test_a_finding_at_a_hazard_reaches_the_operator_and_the_district(store: Store) -> None:
    scenario = Scenario(next(s.path for s in scenarios() if s.path.stem == "accident_day"))
    await record(store, scenario)
    about = scenario.entities["一号罐区重大危险源"]

    async def found(tx: Transaction) -> None:
        await tx.run(
            "MATCH (h:Hazard {id: $hazard}) CREATE (f:Finding {id: 'Finding:1', type: 'Finding'})"
            " CREATE (f)-[:HAS_STATE]->(:FindingState:State"
            " {name: '阀门内漏', valid_from: '2022-01-01', recorded_at: $known})"
            " CREATE (f)-[:FOUND_AT {valid_from: '2022-01-01', recorded_at: $known}]->(h)",
            {"hazard": about.id, "known": EPOCH[0]},
        )

    await store.write(found)
    rows = {row["name"]: row["step"] for row in await asked(store, "Finding:1")}
    assert rows == {
        "阀门内漏": 0,
        "一号罐区重大危险源": 1,
        "一号罐区": 2,
        "南港石化": 3,
        "南港化工园区": 4,
    }


async def test_a_thing_that_does_not_exist_has_no_rows(store: Store) -> None:
    assert await asked(store, entity_id(Label.PARK, {"name": "没有的园区"})) == []


RETRACTED = (
    (RelType.RESPONSIBLE_FOR, "生产副总", "南港石化"),
    (RelType.HOLDS_POST, "王五", "总经理"),
    (RelType.REPORTS_TO, "生产副总", "总经理"),
    (RelType.BELONGS_TO, "生产副总", "南港石化"),
    (RelType.SUPERVISES, "市应急管理局", "一号罐区重大危险源"),
    (RelType.LOCATED_IN, "一号罐区", "南港化工园区"),
    (RelType.OPERATES, "市应急管理局", "一号罐区"),
)


@pytest.mark.property
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    statement=st.sampled_from(RETRACTED),
    start=st.dates().map(str),
    end=st.none() | st.dates().map(str),
)
async def test_a_statement_retracted_before_changes_nothing(
    store: Store, statement: tuple[RelType, str, str], start: str, end: str | None
) -> None:
    scenario = Scenario(next(s.path for s in scenarios() if s.path.stem == "accident_day"))
    await record(store, scenario)
    about = scenario.entities["一号罐区重大危险源"].id
    before = await asked(store, about)
    rel_type, source, target = statement

    async def retracted(tx: Transaction) -> None:
        await tx.run(
            f"MATCH (a {{id: $a}}), (b {{id: $b}}) CREATE (a)-[r:{rel_type}]->(b) SET r = $said",
            {
                "a": scenario.entities[source].id,
                "b": scenario.entities[target].id,
                "said": {
                    "evidence": ["Evidence:1"],
                    "line": "ENTERPRISE",
                    "role": "PRINCIPAL",
                    "valid_from": start,
                    "recorded_at": EPOCH[0],
                    "retracted_at": EPOCH[1],
                }
                | ({"valid_to": end} if end else {}),
            },
        )

    await store.write(retracted)
    assert canonical(await asked(store, about)) == canonical(before)


async def _emptied(store: Store) -> None:
    async def wipe(tx: Transaction) -> None:
        await tx.run("MATCH (n) DETACH DELETE n")

    await store.write(wipe)
