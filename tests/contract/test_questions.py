"""Every hand-written statement runs on every engine and returns what its header says."""

import json
from datetime import date
from typing import Any

import pytest

from graph.cypher.library import Question, questions
from graph.evidence import At, Evidence
from graph.evidence.granted import GRANTED
from graph.model.audit import AUDIT_RECORD
from graph.model.identity import name_key
from graph.model.labels import Act, Method, RelType
from graph.model.statement import Relation
from graph.store.auditing import audit_row
from graph.store.deciding import keep
from graph.store.port import Store, Transaction
from graph.store.statements import merge_records
from graph.store.write import Batch, write
from tests.contract.neighbourhood import BATCH as NEIGHBOURHOOD, HIDDEN
from tests.contract.plant import BATCH as PLANT_BATCH, FOREMAN
from tests.contract.situation import (
    DISTRICT,
    NORTH,
    NOTICE,
    PLANTS,
    PROPOSALS,
    QUOTE,
    REGISTER,
    SITUATION,
    TANK,
)
from tests.contract.test_outage import GRID, UTILITIES
from tests.contract.test_propagation import BATCH as TANK_ROW, TANKS
from tests.contract.test_selections import golden
from tests.contract.test_what_if import MEASURES
from tests.scenarios.telling import batches, scenarios

LOOP = next(s for s in scenarios() if s.path.stem == "rectifier_verifies")
DEPUTY = next(s for s in scenarios() if s.path.stem == "deputy_reports_to_leader")
GIVEN: dict[str, dict[str, Any]] = {
    "acts/fixer": {"id": LOOP.entities["法兰渗漏"].id},
    "acts/merges": {"acts": [Act.MERGE, Act.SPLIT]},
    "placing/bounded": {"day": "2026-06-01"},
    "placing/boxed": {"south": 25.0, "west": 119.0, "north": 26.0, "east": 120.0},
    "placing/dwelling": {"ids": [NORTH.id, PLANTS[0].id]},
    "placing/elsewhere": {"rows": [{"id": PLANTS[0].id, "park": "Park:another"}]},
    "placing/left": {"ids": [PLANTS[0].id, TANK.id]},
    "placing/located": {"ids": [PLANTS[0].id, TANK.id], "day": "2026-06-01"},
    "placing/places": {"ids": [QUOTE.id]},
    "acts/loop": {"id": LOOP.entities["法兰渗漏"].id},
    "acts/offices": {"ids": [LOOP.entities["维修班长"].id]},
    "acts/occupancy": {"id": LOOP.entities["维修班长"].id},
    "acts/within": {"id": FOREMAN.id},
    "portfolio/things": {"after": "", "limit": 5, "types": None},
    "chain/duties": {"id": NORTH.id},
    "scope/reports": {"id": DEPUTY.entities["石湾化工园区"].id},
    "hazard/around": {
        "id": PLANTS[0].id,
        "south": 25.0,
        "west": 119.0,
        "north": 26.0,
        "east": 120.0,
        "limit": 5,
    },
    "hazard/receptors": {
        "south": 25.0,
        "west": 119.0,
        "north": 26.0,
        "east": 120.0,
        "limit": 5,
    },
    "hazard/stored": {"ids": [TANK.id]},
    "hazard/unlocated": {"ids": [HIDDEN.id], "limit": 5},
    "chain/contexts": {"ids": [TANK.id]},
    "chain/several": {"ids": [TANK.id]},
    "hazard/place": {"id": PLANTS[0].id},
    "hazard/park": {"id": NORTH.id},
    "hazard/members": {"id": NORTH.id, "limit": 5},
    "hazard/contents": {"id": TANK.id},
    "propagation/around": {"id": TANKS[1].id, "reach": 0.02, "steepest": 0.1, "limit": 5},
    "propagation/network": {"limit": 5},
    "propagation/dependencies": {"ids": [GRID.id], "limit": 9},
    "lookup/by_id": {"ids": [NORTH.id]},
    "lookup/by_name": {"query": name_key("北园")},
    "lookup/figures": {"ids": [DISTRICT.id]},
    "lookup/is_empty": {"limit": 1},
    "lookup/granted": {"documents": [REGISTER.id]},
    "lookup/registered": {"ids": [QUOTE.id], "method": "DOCUMENT_RULE"},
    "lookup/sources": {"ids": [QUOTE.id]},
    "record/statements": {"id": NOTICE.id, "after": "", "limit": 5},
    "review/editions": {"lineages": ["通知.txt"], "names": []},
    "review/lists": {"names": ["甲区台账.csv"], "digests": []},
    "review/listed": {"statuses": ["OPEN"]},
    "review/open": {"documents": [NOTICE.id]},
    "review/places": {"ids": [QUOTE.id]},
    "review/related": {"ids": [NORTH.id]},
    "review/said": {"documents": [NOTICE.id], "limit": 5},
    "review/said_among": {"document": NOTICE.id, "prefix": "Evidence:", "limit": 5},
    "review/waiting": {"ids": ["Proposal:one"]},
}

ABOUT = {
    **{
        f"scope/{part}": "南港化工园区"
        for part in ("things", "duties", "posts", "services", "checks")
    },
    **{f"portfolio/{part}": "李四" for part in ("counts", "things", "duties")},
    "propagation/network": "南港化工园区",
    "chain/person": "李四",
    "lookup/is_there": "李四",
}
"""Statements that are asked of something in the park of the accident."""
TAKEN = Evidence(
    document=REGISTER.sha256, method=Method.REGISTER_ROW, row=9, note=f"{GRANTED}容积按 m³ 理解"
)
LEFT = Relation(
    type=RelType.LOCATED_IN,
    source=PLANTS[0].reference,
    target=NORTH.reference,
    evidence=(TAKEN.id,),
    valid_to="2025-01-01",
)
MORE = {
    "hazard/receptors": [NEIGHBOURHOOD],
    "lookup/granted": [Batch(sources=[REGISTER], evidence=[TAKEN])],
    "placing/boxed": [NEIGHBOURHOOD],
    "placing/left": [Batch(sources=[REGISTER], evidence=[TAKEN], relations=[LEFT])],
    **{f"acts/{part}": [batches(LOOP)[0]] for part in ("loop", "occupancy", "offices")},
    "acts/within": [PLANT_BATCH],
    "scope/reports": batches(DEPUTY),
    "hazard/unlocated": [NEIGHBOURHOOD],
    "propagation/around": [TANK_ROW, MEASURES, NEIGHBOURHOOD],
    "propagation/dependencies": [TANK_ROW, MEASURES, UTILITIES],
}
"""What is written besides, where the situation has nothing to find."""

ENTERED = [
    audit_row(
        "AuditRecord:one",
        {
            "recorded_at": "2026-05-01T08:00:00.000000Z",
            "act": Act.RECTIFY_FINDING,
            "account": "某平台|张三",
            "subject": LOOP.entities["法兰渗漏"].id,
        },
    ),
    audit_row(
        "AuditRecord:two",
        {
            "recorded_at": "2026-05-02T08:00:00.000000Z",
            "act": Act.MERGE,
            "subject": PLANTS[0].id,
            "object": PLANTS[1].id,
        },
    ),
]
"""What persons entered."""


async def entered(transaction: Transaction) -> None:
    await transaction.run(merge_records(AUDIT_RECORD), {"rows": ENTERED})


MOMENTS = ("recorded_at", "recorded", "retracted", "position")


def without_moments(value: Any) -> Any:
    """Return rows without instants of recording and the order within lists, which may differ."""
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in MOMENTS}
        return {k: without_moments(kept[k]) for k in sorted(kept)}
    if isinstance(value, list):
        return sorted((without_moments(each) for each in value), key=json.dumps)
    return value


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
async def test_it_answers(store: Store, asked: Question) -> None:
    accident = next(s for s in scenarios() if s.path.stem == "accident_day")
    about = {name: e.id for name, e in accident.entities.items()}.get(ABOUT.get(asked.name, ""))
    for batch in batches(accident) if about else []:
        await write(store, batch)
    if not about:
        report = await write(store, SITUATION)
        await keep(store, PROPOSALS, SITUATION.lineage, report.recorded_at)
    for batch in MORE.get(asked.name, []):
        await write(store, batch)
    await store.write(entered)
    given = GIVEN.get(asked.name, {}) | ({"id": about} if about else {})
    parameters = given | At.of(date(2026, 6, 1)).parameters
    rows = await store.read(asked.text, parameters)
    assert set(rows[0]) == set(asked.returns)
    shown = without_moments(rows)
    assert shown == golden(f"question_{asked.name.replace('/', '_')}", shown)
