"""A query is answered straight as the executor answers it, or left to it."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from graph.store.port import NO_PARAMETERS, Row
from schema.build import build_schema
from schema.context import Context
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
