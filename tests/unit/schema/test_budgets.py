"""Bounds of questions (计算界限): more work than is done is refused before any of it."""

import pytest

from schema.build import build_schema
from server.executing import Executor, Request
from tests.unit.server.test_app import ClosedStore

SCHEMA = build_schema()
RANKED = 'criticality(scope: "Park:a", by: RISK_AS_SOURCE, scenario: {{trials: {}}})'
CLASSES = ", ".join(["{windSpeed: 5, stability: D, share: 0.001}"] * 65)
EXPOSED = f'exposure(of: "Receptor:a", climate: [{CLASSES}])'
FEARED = f'societalRisk(of: "Park:a", climate: [{CLASSES}])'
FOLLOWED = 'hazardPropagation(from: "Unit:a", {})'


@pytest.mark.parametrize(
    ("field", "asked", "limit"),
    [
        (RANKED.format(2**31 - 1), 2**31 - 1, 20_000),
        (RANKED.format(-1), -1, 20_000),
        (
            FOLLOWED.format("scenario: {trials: 2147483647}"),
            2**31 - 1,
            200_000,
        ),
        (EXPOSED, 65, 64),
        (FEARED, 65, 64),
        (FOLLOWED.format("maxOrder: 9"), 9, 8),
        (FOLLOWED.format("maxOrder: 0"), 0, 8),
    ],
)
async def test_more_work_than_is_done_is_refused_before_anything_is_read(
    field: str, asked: int, limit: int
) -> None:
    query = f"{{ found: {field} {{ __typename ... on BudgetExceeded {{ limit asked }} }} }}"
    outcome = await Executor(SCHEMA, ClosedStore()).execute(Request(query=query))
    refused = {"__typename": "BudgetExceeded", "limit": limit, "asked": asked}
    assert outcome.response == {"data": {"found": refused}}
