"""A query is answered straight as the executor answers it, or left to it."""

import asyncio
from collections.abc import Mapping
from inspect import isawaitable
from typing import Any

import pytest
from graphql import ExecutionResult, OperationDefinitionNode, execute, parse

from graph.errors import CustodyError
from graph.store.port import NO_PARAMETERS, Row
from schema.build import build_schema
from schema.context import Context
from schema.execution import PassThrough
from schema.planning import Plans
from schema.straight import Query, query_of
from server.executing import Executor, Request

BUILT = build_schema()
SCHEMA = BUILT._schema  # noqa: SLF001 - Strawberry offers no public way to it


class Answering:
    """A store that gives every list the same rows, and notes what it is asked."""

    engine = "arcadedb"

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def read(self, statement: str, parameters: Any = NO_PARAMETERS) -> list[Row]:
        del parameters
        self.asked.append(statement)
        return [{"data": {"nodes": [{"name": "临港", "id": "Park:1"}]}}]


def read(text: str, **variables: Any) -> Query:
    document = parse(text)
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return query_of(SCHEMA, document, operation, variables)


async def test_root_fields_are_answered_in_their_order() -> None:
    query = read("{ b: parks { nodes { id name } } __typename a: parks { nodes { name id } } }")
    result = await query.answer(Context(Answering()))  # type: ignore[arg-type]  # it answers what is asked of it
    assert result.errors is None
    assert result.data == {
        "b": {"nodes": [{"id": "Park:1", "name": "临港"}]},
        "__typename": "Query",
        "a": {"nodes": [{"name": "临港", "id": "Park:1"}]},
    }
    assert list(result.data) == ["b", "__typename", "a"]
    assert [list(result.data[key]["nodes"][0]) for key in "ba"] == [["id", "name"], ["name", "id"]]


async def test_an_error_has_its_place_and_leaves_the_other_fields_alone() -> None:
    query = read("{ parks { nodes { id } } one: park { name } }")
    result = await query.answer(Context(Answering()))  # type: ignore[arg-type]  # as above
    assert result.data == {"parks": {"nodes": [{"id": "Park:1"}]}, "one": None}
    assert [(e.path, [at.column for at in e.locations or ()]) for e in result.errors or ()] == [
        (["one"], [26])
    ]


async def test_without_a_value_that_is_promised_there_is_no_data() -> None:
    query = read("{ park(id: 1) { name } bad: parks(first: 501) { nodes { id } } }")
    result = await query.answer(Context(Answering()))  # type: ignore[arg-type]  # as above
    assert result.data is None
    assert [error.path for error in result.errors or ()][-1] == ["bad"]


class Refusing(Answering):
    """A store that refuses what is asked of a type after some turns of the loop, or answers it."""

    def __init__(self, turns: Mapping[str, int], refused: str) -> None:
        super().__init__()
        self._turns, self._refused = turns, refused.split()
        self.ended: list[str] = []

    async def read(self, statement: str, parameters: Any = NO_PARAMETERS) -> list[Row]:
        name = next(name for name in self._turns if f":{name}" in statement)
        try:
            for _ in range(self._turns[name]):
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            self.ended.append(name)
            raise
        if name in self._refused:
            raise CustodyError(zh=name, en=name)
        return await super().read(statement, parameters)


THREE = "{ parks { nodes { id } } units { nodes { id } } hazards { nodes { id } } }"
"""Three root fields of which each must have a value."""


async def _by_graphql_core(text: str, store: Any) -> ExecutionResult:
    found = execute(SCHEMA, parse(text), context_value=Context(store), executor_class=PassThrough)
    return await found if isawaitable(found) else found


def _paths(result: ExecutionResult) -> list[Any]:
    return [error.path for error in result.errors or ()]


@pytest.mark.parametrize("refused", ["Park", "Unit Hazard", "Park Hazard", "Park Unit Hazard"])
@pytest.mark.parametrize("waited", [0, 1, 5])
async def test_of_several_failures_the_first_is_told_as_graphql_core_tells_it(
    refused: str, waited: int
) -> None:
    turns = dict.fromkeys(("Park", "Unit", "Hazard"), waited)
    told = await read(THREE).answer(Context(Refusing(turns, refused)))  # type: ignore[arg-type]  # as above
    assert told.data is None
    assert _paths(told) == _paths(await _by_graphql_core(THREE, Refusing(turns, refused)))


@pytest.mark.parametrize("waited", [(9, 1, 1), (1, 9, 3), (1, 3, 9), (3, 2, 1), (1, 1, 1)])
async def test_which_failure_is_told_does_not_depend_on_which_comes_first(
    waited: tuple[int, int, int],
) -> None:
    turns = dict(zip(("Park", "Unit", "Hazard"), waited, strict=True))
    told = await read(THREE).answer(Context(Refusing(turns, "Unit Hazard")))  # type: ignore[arg-type]  # as above
    assert _paths(told) == [["units"]]


async def test_what_fails_without_waiting_ends_all_others_at_once() -> None:
    text = THREE.replace("hazards", "hazards(first: 501)")
    store = Refusing({"Park": 10**9, "Unit": 10**9}, "Park")
    told = await asyncio.wait_for(read(text).answer(Context(store)), 5)  # type: ignore[arg-type]  # as above
    assert (_paths(told), store.ended) == ([["hazards"]], ["Park", "Unit"])


async def test_a_failure_ends_what_stands_behind_it_and_nothing_is_left_running() -> None:
    before = asyncio.all_tasks()
    store = Refusing({"Park": 50, "Unit": 2, "Hazard": 10**9}, "Unit")
    told = await asyncio.wait_for(read(THREE).answer(Context(store)), 5)  # type: ignore[arg-type]  # as above
    assert (_paths(told), store.ended) == ([["units"]], ["Hazard"])
    assert asyncio.all_tasks() == before


async def test_who_gives_up_the_query_ends_all_its_root_fields() -> None:
    store = Refusing(dict.fromkeys(("Park", "Unit", "Hazard"), 10**9), "")
    answering = asyncio.ensure_future(read(THREE).answer(Context(store)))  # type: ignore[arg-type]  # as above
    await asyncio.sleep(0.01)
    answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering
    assert sorted(store.ended) == ["Hazard", "Park", "Unit"]


async def test_errors_that_leave_data_come_in_the_order_of_their_fields() -> None:
    text = "{ slow: unit(id: 1) { id } quick: park(id: 1) { id } hazards { nodes { id } } }"
    store = Refusing({"Unit": 20, "Park": 1, "Hazard": 3}, "Park Unit")
    told = await read(text).answer(Context(store))  # type: ignore[arg-type]  # as above
    assert told.data
    assert told.data["hazards"] is not None
    assert _paths(told) == [["slow"], ["quick"]]


async def test_skipped_fields_are_not_asked() -> None:
    store = Answering()
    query = read(
        "query ($no: Boolean!) { parks @skip(if: $no) { nodes { id } } __typename }", no=True
    )
    result = await query.answer(Context(store))  # type: ignore[arg-type]  # as above
    assert (result.data, store.asked) == ({"__typename": "Query"}, [])


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("{ parks { nodes { id } pageInfo { hasNextPage } } }", 0),
        ("{ parks { nodes { name organisations { nodes { id } } } } }", 0),
        ('{ search(text: "临港") { nodes { id } } }', 0),
        ("{ parks { totalCount nodes { id } } }", 1),
        ("{ parks { totalCount } }", 1),
        ("{ parks { nodes { name organisations { totalCount } } } }", 1),
        ("query ($no: Boolean = false) { parks { nodes { id } totalCount @include(if: $no) } }", 0),
    ],
)
async def test_things_are_counted_only_where_it_is_asked(text: str, counts: int) -> None:
    store = Answering()
    await read(text).answer(Context(store))  # type: ignore[arg-type]  # as above
    (statement,) = store.asked
    assert statement.count("count(") == counts


@pytest.mark.parametrize(
    "text",
    [
        "{ __schema { queryType { name } } }",
        '{ parks { totalCount } __type(name: "Park") { name } }',
        "mutation { __typename }",
        "subscription { loads { __typename } }",
        "query ($n: Int!) { parks(first: $n) { totalCount } }",
    ],
)
def test_the_rest_is_left_to_the_executor(text: str) -> None:
    assert read(text).roots is None


async def test_values_at_fault_are_told_as_ever() -> None:
    executor = Executor(BUILT, Answering())  # type: ignore[arg-type]  # as above
    text = "query ($n: Int!) { parks(first: $n) { nodes { id } } }"
    told = [
        (await executor.execute(Request(query=text, variables={"n": n}))).response
        for n in ("x", 2**70, 1)
    ]
    assert ["errors" in each for each in told] == [True, True, False]
    assert "$n" in told[0]["errors"][0]["message"]


def test_a_query_is_read_once_for_the_same_values() -> None:
    plans, document = Plans(), parse("query ($n: Int) { parks(first: $n) { nodes { id } } }")
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)

    def kept(**variables: Any) -> Query | None:
        return plans.whole(
            operation, variables, lambda: query_of(SCHEMA, document, operation, variables)
        )

    assert kept(n=1) is kept(n=1)
    assert kept(n=1) is not kept(n=True)
    assert kept(n=1) is not kept()
    assert kept(n=object()) is None


async def test_what_is_kept_weighs_its_statements_too() -> None:
    document = parse("{ parks { nodes { id } } units { nodes { id } } }")
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)

    def kept(plans: Plans) -> Query:
        query = plans.whole(operation, {}, lambda: query_of(SCHEMA, document, operation, {}))
        assert query
        return query

    roomy = Plans()
    query = kept(roomy)
    before = sum(plan.weight for plan in query.plans)
    await query.answer(Context(Answering()))  # type: ignore[arg-type]  # as above
    assert sum(plan.weight for plan in query.plans) > before
    assert kept(roomy) is query
    narrow = Plans(before + 100)
    other = kept(narrow)
    assert kept(narrow) is other
    await other.answer(Context(Answering()))  # type: ignore[arg-type]  # as above
    assert kept(narrow) is not other
