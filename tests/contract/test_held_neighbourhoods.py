"""A neighbourhood is read once until something is written (邻域缓存), on every engine."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.evidence.clock import instant
from graph.model.record import LOAD
from graph.store.guarding import Guard
from graph.store.port import Store, Transaction
from graph.store.write import write
from schema.build import build_schema
from schema.context import Context
from schema.questions.readings import Readings
from server.executing import Executor, Request
from tests.contract.neighbourhood import BATCH, ENTERPRISE, PROPANE

SCHEMA = build_schema()
FOLLOWS = """query ($from: ID!, $wind: Float!, $known: DateTime) {
  hazardPropagation(
    from: $from
    weather: {windSpeed: $wind, stability: D, windDirection: 270}
    at: {knownAt: $known}
  ) {
    __typename
    ... on Propagation {
      events { nodes { unit { name } probability } }
      receptors { nodes { place { ... on Receptor { name } } } }
      callTree { place { ... on Unit { name } } }
      coverage { complete }
    }
    ... on Problem { code message }
  }
}"""


RANKED = """{ criticality(scope: "%s", by: RISK_AS_SOURCE %%s) { ... on Criticality {
  units { unit { name } reaches } snapshot { token } } ... on Problem { code message } } }"""
RANKED %= ENTERPRISE.id


@pytest.fixture
async def park(store: Store) -> Store:
    await write(store, BATCH)
    return store


async def asked(
    context: Context, store: Store, wind: float = 3.0, known: str | None = None
) -> tuple[Any, int]:
    """Return the answer, and how many statements it took."""
    sent: list[str] = []
    variables = {"from": PROPANE.id, "wind": wind, "known": known}
    with store.observe(lambda statement, _: sent.append(statement)):
        result = await SCHEMA.execute(FOLLOWS, variables, context_value=context)
    assert result.errors is None, result.errors
    assert result.data
    return result.data["hazardPropagation"], len(sent)


def _before(span: timedelta) -> str:
    return (datetime.now(UTC) - span).isoformat()


async def _ended(store: Store) -> None:
    async def end(tx: Transaction) -> None:
        said = {"recorded_at": instant(datetime.now(UTC))}
        await tx.run(f"CREATE (m:{LOAD.state_label}) SET m = $said", {"said": said})

    await store.write(end)


async def test_one_statement_suffices_until_a_write_ends(park: Store) -> None:
    context = Context(park, readings=Readings())
    plain, every = await asked(Context(park), park)
    first, whole = await asked(context, park)
    again, one = await asked(context, park)
    assert plain == first == again
    assert plain["__typename"] == "Propagation"
    assert (whole, one) == (every + 1, 2)  # the names that were asked for are read each time
    _, other = await asked(context, park, wind=5.0)
    assert other <= 3  # the wind decides how far places are looked for
    await _ended(park)
    changed, anew = await asked(context, park)
    assert changed == first
    assert anew > every


async def test_who_asks_what_another_is_asking_waits_for_it(park: Store) -> None:
    context, count = Context(park, readings=Readings()), 6
    _, whole = await asked(Context(park, readings=Readings()), park)
    sent: list[str] = []
    with park.observe(lambda statement, _: sent.append(statement)):
        answers = await asyncio.gather(*(asked(context, park) for _ in range(count)))
    assert [answer for answer, _ in answers] == [answers[0][0]] * count
    assert len(sent) < 2 * whole + 4 * count


async def test_what_is_kept_is_bounded_by_its_size(park: Store) -> None:
    rows, answers = 20_000, 60_000
    narrow, wide = Readings(rows, answers), Readings()
    for wind in (2.0, 3.0, 4.0, 5.0, 6.0, 7.0):
        kept, _ = await asked(Context(park, readings=narrow), park, wind)
        assert kept == (await asked(Context(park, readings=wide), park, wind))[0]
        assert narrow.weight[0] <= rows
        assert narrow.weight[1] <= answers
    assert wide.weight[0] > rows
    assert wide.weight[1] > answers


async def test_what_was_known_before_is_read_for_itself(park: Store) -> None:
    context = Context(park, readings=Readings())
    for known in ("2001-01-01T00:00:00Z", _before(timedelta(minutes=30))):
        before, _ = await asked(context, park, known=known)
        assert before["code"] == "NOT_FOUND"
    await _ended(park)  # as a load does that has recorded everything
    now, _ = await asked(context, park)
    again, one = await asked(context, park)
    assert (now["__typename"], one) == ("Propagation", 2)
    assert again == now
    for known in ("2001-01-01T00:00:00Z", _before(timedelta(minutes=30))):
        before, _ = await asked(context, park, known=known)
        assert before["code"] == "NOT_FOUND"


async def test_what_was_read_of_the_past_is_not_given_for_now(park: Store) -> None:
    """The write of the park ended between the two moments, and before both questions."""
    await _ended(park)
    context = Context(park, readings=Readings())
    before, _ = await asked(context, park, known=_before(timedelta(minutes=30)))
    now, _ = await asked(context, park)
    assert (before["code"], now["__typename"]) == ("NOT_FOUND", "Propagation")


async def test_what_one_caller_may_see_is_not_kept_for_another(park: Store) -> None:
    readings = Readings()
    every = Context(park, readings=readings)
    bound = await Guard(park).bound([ENTERPRISE.id], personal=False)
    narrow = Context(bound, readings=readings, records=park)
    seen, _ = await asked(every, park)
    one, first = await asked(narrow, park)
    two, again = await asked(narrow, park)
    assert one == two
    assert (seen["__typename"], one["__typename"]) == ("Propagation", "NotFound")
    assert again < first


async def test_a_kept_answer_bears_the_moment_at_which_it_is_asked(park: Store) -> None:
    executor = Executor(SCHEMA, park)

    async def told(query: str, at: str = "") -> tuple[Any, int]:
        sent: list[str] = []
        with park.observe(lambda statement, _: sent.append(statement)):
            outcome = await executor.execute(Request(query=query % at))
        assert "errors" not in outcome.response, outcome.response
        return outcome.response["data"]["criticality"], len(sent)

    first, whole = await told(RANKED)
    again, few = await told(RANKED)
    assert again["units"] == first["units"]
    assert first["units"]
    assert again["snapshot"]["token"] > first["snapshot"]["token"]
    assert few < whole
    other, _ = await told(RANKED, ", scenario: {trials: 10}")
    assert other["units"] == first["units"]
    await _ended(park)
    _, anew = await told(RANKED)
    assert anew > few
