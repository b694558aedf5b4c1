"""A survey is read once for all pages of one token (普查缓存), on every engine."""

import asyncio
from typing import Any

import pytest

from graph.evidence import now
from graph.model.record import LOAD
from graph.store.guarding import Guard
from graph.store.port import Store, Transaction
from schema.build import build_schema
from schema.context import Context
from schema.questions.scope import NothingThereError
from schema.questions.surveys import Surveys
from tests.scenarios.telling import recorded

SCHEMA = build_schema()
RECORDED = "2026-01-01T00:00:00.000000Z"
POINT = "2022-06-30/2026-02-01T00:00:00.000000Z"
GAPS = """query ($scope: ID!, $token: String, $after: String, $day: Date) {
  responsibilityGaps(scope: $scope, first: 1, after: $after, at: {token: $token, asOf: $day}) {
    totalCount nodes { message } pageInfo { endCursor } coverage { hiddenByPolicy }
  }
}"""


@pytest.fixture
async def park(store: Store) -> str:
    """The park of the accident, recorded a while ago; its id."""
    found = await recorded(store, "accident_day")
    await store.write(_long_ago)
    return found.entities["南港化工园区"].id


async def _long_ago(tx: Transaction) -> None:
    for each in ("(x)", "()-[x]->()"):
        await tx.run(
            f"MATCH {each} WHERE x.recorded_at IS NOT NULL SET x.recorded_at = $recorded",
            {"recorded": RECORDED},
        )


async def asked(context: Context, store: Store, **variables: Any) -> tuple[Any, int]:
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        result = await SCHEMA.execute(GAPS, variables, context_value=context)
    assert result.errors is None, result.errors
    assert result.data
    return result.data["responsibilityGaps"], len(sent)


async def ended(store: Store, moment: str) -> None:
    """Leave what a load leaves that began at a moment and has ended."""

    async def work(tx: Transaction) -> None:
        said = {"recorded_at": moment}
        await tx.run(f"CREATE (m:{LOAD.state_label}) SET m = $said", {"said": said})

    await store.write(work)


async def test_the_next_page_reads_nothing_anew_until_a_write_ends(store: Store, park: str) -> None:
    context = Context(store, surveys=Surveys())
    first, whole = await asked(context, store, scope=park, token=POINT)
    after = first["pageInfo"]["endCursor"]
    second, again = await asked(context, store, scope=park, token=POINT, after=after)
    assert again <= whole - 6
    assert second["totalCount"] == first["totalCount"] > 1
    assert second["nodes"] != first["nodes"]

    await ended(store, "2026-01-31T23:59:59.000000Z")
    _, anew = await asked(context, store, scope=park, token=POINT)
    assert anew == whole


async def test_who_asks_what_another_is_asking_waits_for_it(store: Store, park: str) -> None:
    context, count = Context(store, surveys=Surveys()), 6
    _, whole = await asked(Context(store, surveys=Surveys()), store, scope=park, token=POINT)
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        answers = [asked(context, store, scope=park, token=POINT) for _ in range(count)]
        found = [answer for answer, _ in await asyncio.gather(*answers)]
    assert found == [found[0]] * count
    assert len(sent) <= whole + (count - 1) * (whole - 6)


async def test_what_is_kept_is_bounded_by_its_size(store: Store, park: str) -> None:
    wide = Surveys()
    _, whole = await asked(Context(store, surveys=wide), store, scope=park, day="2022-06-01")
    narrow = Surveys(most := 3 * wide.weight)
    context = Context(store, surveys=narrow)
    for day in range(1, 7):
        _, read = await asked(context, store, scope=park, day=f"2022-06-0{day}")
        assert read == whole
        assert 0 < narrow.weight <= most
    _, again = await asked(context, store, scope=park, day="2022-06-06")
    assert again <= whole - 6
    _, gone = await asked(context, store, scope=park, day="2022-06-01")
    assert gone == whole


async def test_a_moment_later_nothing_is_read_anew_until_a_write_ends(
    store: Store, park: str
) -> None:
    context = Context(store, surveys=Surveys())
    first, whole = await asked(context, store, scope=park, day="2022-06-30")
    second, again = await asked(context, store, scope=park, day="2022-06-30")
    assert again <= whole - 6
    assert second == first
    _, other = await asked(context, store, scope=park, day="2022-06-29")
    assert other == whole
    await ended(store, now())
    _, anew = await asked(context, store, scope=park, day="2022-06-30")
    assert anew == whole


async def test_after_a_minute_it_is_read_anew(store: Store, park: str) -> None:
    context = Context(store, surveys=Surveys())
    day, moments = "2022-06-30", ("2026-02-01T00:00:00Z", "2026-02-01T00:00:59Z")
    sent = [
        (await asked(context, store, scope=park, token=f"{day}/{moment}"))[1]
        for moment in (*moments, "2026-02-01T00:01:01Z", *moments)
    ]
    whole = sent[0]
    assert [each == whole for each in sent] == [True, False, True, False, True]


async def test_what_one_caller_may_see_is_not_kept_for_another(store: Store, park: str) -> None:
    surveys = Surveys()
    every = Context(store, surveys=surveys)
    bound = await Guard(store).bound([park], personal=False)
    narrow = Context(bound, surveys=surveys, records=store)
    _, whole = await asked(every, store, scope=park, token=POINT)
    one, first = await asked(narrow, store, scope=park, token=POINT)
    two, again = await asked(narrow, store, scope=park, token=POINT)
    assert first >= whole
    assert again < first
    assert one == two


async def test_nothing_was_known_at_the_first_moment_of_all(store: Store, park: str) -> None:
    context = Context(store, surveys=Surveys())
    variables = {"scope": park, "token": "2022-06-30/0001-01-01T00:00:00.000000Z"}
    result = await SCHEMA.execute(GAPS, variables, context_value=context)
    assert [type(error.original_error) for error in result.errors or ()] == [NothingThereError]
