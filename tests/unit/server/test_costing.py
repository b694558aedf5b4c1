"""Costs (查询成本): what an operation may cost, told before it is executed."""

import json
from typing import Any

import pytest
from graphql import ObjectTypeDefinitionNode, get_named_type, is_object_type, parse, print_ast
from hypothesis import given, settings, strategies as st

from schema.build import build_schema
from schema.pricing import PRICE
from server.bodies import wants_cost
from server.costing import bills
from server.executing import Executor, Request
from server.limits import LIMITS
from server.operations import Operation, operations
from server.overruns import too_costly
from server.preparing import Preparer
from tests.unit.server.test_app import ClosedStore

SCHEMA = build_schema()
CORE = SCHEMA._schema  # noqa: SLF001 - Strawberry offers no public way to it


def cost(query: str, **variables: Any) -> int:
    (bill,) = bills(CORE, parse(query)).values()
    return bill.cost(variables)


def test_values_cost_nothing_and_an_object_one() -> None:
    assert cost('{ park(name: "甲") { name id riskGrade } }') == 1
    assert cost('{ park(name: "甲") { name evidence { quote } } }') == 1 + 2


def test_a_page_costs_what_it_may_hold() -> None:
    page = "parks(first: %d) { nodes { name } }"
    assert [cost("{ " + page % n + " }") for n in (0, 1, 50)] == [1, 2, 51]
    assert cost("{ parks { nodes { name } } }") == 21


def test_pages_in_pages_multiply() -> None:
    nested = "{ parks(first: 10) { nodes { units(first: 30) { nodes { name } } } } }"
    assert cost(nested) == 1 + 10 * (1 + 1 + 30)


def test_edges_cost_as_nodes_do_and_one_more() -> None:
    assert cost("{ parks(first: 10) { edges { cursor node { name } } } }") == 1 + 10 * (1 + 1)


def test_whatever_page_is_asked_costs_at_most_the_largest_there_is() -> None:
    asked = "query ($n: Int) { parks(first: $n) { nodes { name } } }"
    assert cost(asked, n=10**9) == 501
    assert cost(asked, n=-5) == 1


def test_the_value_of_a_variable_counts_or_its_default_or_that_of_the_field() -> None:
    asked = "query ($n: Int%s) { parks(first: $n) { nodes { name } } }"
    assert cost(asked % "", n=7) == 8
    assert cost(asked % " = 5") == 6
    assert cost(asked % "") == 21
    assert cost(asked % "", n=None) == 21
    assert cost(asked % "", n="很多") == 21


def test_a_list_of_ids_costs_by_its_length() -> None:
    assert cost('{ nodes(ids: ["a", "b", "c"]) { ... on Park { evidence { quote } } } }') == 3 * (
        1 + 2
    )
    asked = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert cost(asked, ids=["a"] * 400) == 400


def test_what_is_skipped_costs_nothing() -> None:
    asked = "query ($yes: Boolean!) { parks(first: 5) @%s(if: $yes) { nodes { name } } }"
    assert cost(asked % "include", yes=True) == cost(asked % "skip", yes=False) == 6
    assert cost(asked % "include", yes=False) == cost(asked % "skip", yes=True) == 0


def test_one_document_costs_by_its_variables_each_time() -> None:
    query = "query ($n: Int!) { parks(first: $n) { nodes { name } } }"
    prepared = Preparer(CORE).prepare(query)
    assert [prepared.cost(None, {"n": n}) for n in (3, 9, 3)] == [4, 10, 4]


def test_introspection_is_no_work() -> None:
    assert cost("{ __schema { types { name fields { name } } } __typename }") == 0


def test_the_schema_says_what_is_counted() -> None:
    printed = SCHEMA.as_str()
    prices = {
        (kind.name.value, field.name.value): {
            each.name.value: print_ast(each) for each in field.directives or ()
        }
        for kind in parse(printed).definitions
        if isinstance(kind, ObjectTypeDefinitionNode)
        for field in kind.fields or ()
    }
    for (kind, name), said in prices.items():
        found = CORE.type_map[kind].fields[name].extensions[PRICE]  # type: ignore[attr-defined]  # an object
        assert ("cost" in said) == bool(found.weight), (kind, name)
        assert ("listSize" in said) == (found.size > 1), (kind, name)
        if found.pages:
            assert 'sizedFields: ["edges", "nodes"]' in said["listSize"], (kind, name)
    assert "directive @cost(weight: String!) on" in printed
    assert "slicingArguments: [String!]" in printed


def test_every_page_of_the_schema_has_a_size() -> None:
    for kind in CORE.type_map.values():
        for name, field in kind.fields.items() if is_object_type(kind) else ():
            if get_named_type(field.type).name.endswith("Connection"):
                found = field.extensions[PRICE]
                assert found.pages, (kind.name, name)
                assert found.slicing == "first", (kind.name, name)


@pytest.mark.parametrize("example", operations(), ids=lambda each: each.name)
def test_every_example_passes_with_room(example: Operation) -> None:
    prepared = Preparer(CORE).prepare(example.query)
    asked = prepared.cost(None, example.variables)
    assert 0 < 2 * asked < LIMITS.cost


PARK_FIELDS = st.lists(
    st.sampled_from(
        [
            "name",
            "evidence { quote }",
            "units(first: 3) { nodes { name evidence { note } } pageInfo { endCursor } }",
            "units { totalCount edges { node { park { nodes { name } } } } }",
            "... on Park { receptors(first: 2) { nodes { name } } }",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


def parks(selection: str, first: int = 4) -> int:
    return cost(f"{{ parks(first: {first}) {{ nodes {{ {selection} }} }} }}")


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(PARK_FIELDS, PARK_FIELDS, st.integers(0, 20))
def test_more_never_costs_less(one: str, more: str, first: int) -> None:
    assert parks(one, first) <= parks(f"{one} {more}", first)
    assert parks(one, first) <= parks(one, first + 1)


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(PARK_FIELDS)
def test_an_alias_costs_as_much_again(selection: str) -> None:
    park = f'park(name: "甲") {{ {selection} }}'
    assert cost(f"{{ {park} again: {park} }}") == 2 * cost(f"{{ {park} }}")


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(PARK_FIELDS, PARK_FIELDS)
def test_a_fragment_costs_as_its_fields_in_their_place(one: str, other: str) -> None:
    inline = f"{{ parks(first: 4) {{ nodes {{ {one} {other} }} pageInfo {{ endCursor }} }} }}"
    spread = (
        "{ parks(first: 4) { ...page } } fragment page on ParkConnection "
        "{ nodes { ...one ... on Park { ...other } } pageInfo { endCursor } } "
        f"fragment one on Park {{ {one} }} fragment other on Park {{ {other} }}"
    )
    assert cost(inline) == cost(spread)


def test_fragments_that_double_each_time_are_opened_once_each() -> None:
    deep = 3000
    body = "".join(f"fragment f{k} on Query {{ ...f{k + 1} ...f{k + 1} }} " for k in range(deep))
    end = f'fragment f{deep} on Query {{ park(name: "甲") {{ name }} }}'
    assert cost("{ ...f0 } " + body + end) == 2**deep


def test_ten_thousand_fields_are_counted_one_by_one() -> None:
    many = "evidence { note } " * 10_000
    assert cost(f'{{ park(name: "甲") {{ {many} }} }}') == 1 + 2 * 10_000


def test_a_refusal_tells_limit_and_cost_and_what_to_do() -> None:
    error = too_costly(200, 100)
    assert error is not None
    told = error.extensions or {}
    assert (told["code"], told["limit"], told["asked"]) == ("QUERY_TOO_COSTLY", 100, 200)
    assert all("200" in told[language] for language in ("zh", "en"))
    assert "first" in told["hint"]
    assert json.dumps(told)
    assert too_costly(100, 100) is None


async def test_an_operation_that_may_cost_too_much_is_refused_before_anything_is_read() -> None:
    nested = "organisations(first: 500) { nodes { units(first: 500) { nodes { name } } } }"
    executor = Executor(SCHEMA, ClosedStore())
    request = Request(query=f"{{ parks(first: 500) {{ nodes {{ {nested} }} }} }}")
    outcome = await executor.execute(request)
    (error,) = outcome.response["errors"]
    assert not outcome.executed
    assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"
    assert error["extensions"]["asked"] == executor.intake.described(request).cost > 100_000_000


async def test_an_answer_tells_its_cost_if_that_was_asked() -> None:
    executor = Executor(SCHEMA, ClosedStore())
    asked = Request(query="{ __typename }", priced=True)
    told = (await executor.execute(asked)).response["extensions"]
    assert told == {"cost": {"asked": 0, "limit": LIMITS.cost}}
    plain = await executor.execute(Request(query="{ __typename }"))
    assert "extensions" not in plain.response


@pytest.mark.parametrize(
    ("extensions", "told"),
    [({"cost": True}, True), ({"cost": 1}, False), ({}, False), (None, False), ("cost", False)],
)
def test_the_cost_is_asked_in_the_extensions_of_a_request(extensions: object, told: bool) -> None:  # noqa: FBT001 - a case of a table
    assert wants_cost(extensions) is told


def sifted(condition: str, first: int = 20) -> int:
    return cost(f"{{ parks(first: {first}, filter: {condition}) {{ nodes {{ name }} }} }}")


def test_conditions_on_an_object_itself_cost_nothing() -> None:
    assert (
        sifted('{ name: { eq: "甲" }, OR: [{ name: { contains: "乙" } }] }') == sifted("{}") == 21
    )


def test_conditions_on_related_things_multiply_with_each_that_lies_within() -> None:
    within = [
        "{ units: { some: {} } }",
        "{ units: { some: { park: { none: {} } } } }",
        "{ units: { some: { park: { none: { units: { all: {} } } } } } }",
    ]
    assert [sifted(each) - 21 for each in within] == [20 * each for each in (10, 110, 1110)]


def test_conditions_side_by_side_are_added_wherever_they_stand() -> None:
    one = "{ units: { some: {} } }"
    assert (
        sifted(f"{{ AND: [{one}, {one}] }}")
        == sifted("{ units: { some: {}, none: {} } }")
        == 21 + 20 * 20
    )
    assert sifted(f"{{ NOT: {{ OR: [{one}] }} }}") == sifted(one)
    assert sifted("{ units: { some: null } }") == 21


def test_conditions_on_relationships_cost_as_those_on_things() -> None:
    asked = "{ custodyConnection: { some: { node: {}, edge: {} } } }"
    assert sifted(asked) == 21 + 20 * 10


def test_a_filter_is_priced_for_each_object_of_its_page_and_for_each_page() -> None:
    one = "{ units: { some: {} } }"
    assert sifted(one, 500) == 501 + 500 * 10
    assert sifted(one, 1) == 2 + 20 * 10
    nested = "units(first: 1, filter: { park: { some: {} } }) { nodes { name } }"
    assert parks(nested) == parks("units(first: 1) { nodes { name } }") + 4 * 20 * 10


@pytest.mark.parametrize(
    ("declared", "given", "value"),
    [
        ("$f: ParkFilter", "$f", {"units": {"some": {"park": {"some": {}}}}}),
        ("$f: UnitFilter", "{ units: { some: $f } }", {"park": {"some": {}}}),
        ("$f: [ParkFilter!]", "{ AND: $f }", [{"units": {"some": {"park": {"some": {}}}}}]),
        ("$f: UnitRelationFilter", "{ units: $f }", {"some": {"park": {"some": {}}}}),
        ("$f: ParkFilter = {units: {some: {park: {some: {}}}}}", "$f", ...),
    ],
)
def test_conditions_cost_the_same_in_the_text_and_in_variables(
    declared: str, given: str, value: Any
) -> None:
    query = f"query ({declared}) {{ parks(filter: {given}) {{ nodes {{ name }} }} }}"
    values = {} if value is ... else {"f": value}
    assert cost(query, **values) == sifted("{ units: { some: { park: { some: {} } } } }")
    prepared = Preparer(CORE).prepare(query)
    assert not prepared.errors
    costs = [prepared.cost(None, each) for each in (values, {"f": None}, values)]
    assert costs[0] == costs[2] > costs[1]


@pytest.mark.parametrize("value", [1, "x", [], [[]], {"units": 1}, {"none": {"some": {}}}, True])
def test_what_is_no_filter_costs_nothing(value: Any) -> None:
    query = "query ($f: ParkFilter) { parks(filter: $f) { nodes { name } } }"
    assert cost(query, f=value) == 21


async def test_a_filter_that_looks_too_deep_is_refused_before_anything_is_read() -> None:
    deep: dict[str, Any] = {}
    for k in range(4):
        deep = {"units" if k % 2 else "park": {"some": deep}}
    query = "query ($f: ParkFilter) { parks(filter: $f) { totalCount } }"
    outcome = await Executor(SCHEMA, ClosedStore()).execute(
        Request(query=query, variables={"f": deep})
    )
    (error,) = outcome.response["errors"]
    assert not outcome.executed
    assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"


def test_the_schema_says_what_conditions_on_related_things_cost() -> None:
    printed = SCHEMA.as_str()
    assert printed.count('@cost(weight: "10")') > 4 * 20
    assert 'some: ParkFilter @cost(weight: "10")' in printed
