"""Limits (查询限额): what a hostile document costs, and what it is told."""

import time

import pytest
from graphql import build_schema

from server.limits import LIMITS
from server.nesting import brackets, nesting
from server.preparing import Preparer

SCHEMA = build_schema("type Query { a: Query, b: Query, c(in: [[Int]]): Int, n: Int }")


def codes(query: str) -> set[str]:
    errors = Preparer(SCHEMA).prepare(query).errors
    return {str((error.extensions or {})["code"]) for error in errors}


def test_a_plain_document_passes() -> None:
    prepared = Preparer(SCHEMA).prepare("{ a { b { n } } }")
    assert prepared.errors == ()
    assert prepared.operation(None) is not None


def test_a_document_is_prepared_once() -> None:
    preparer = Preparer(SCHEMA)
    assert preparer.prepare("{ n }") is preparer.prepare("{ n }")


@pytest.mark.parametrize("deep", [LIMITS.depth, LIMITS.nesting + 1, 5000])
def test_depth_is_limited(deep: int) -> None:
    assert codes("{ a" * deep + " { n } " + "}" * deep) == {"QUERY_TOO_LARGE"}


def test_depth_through_fragments_is_limited() -> None:
    fragments = "".join(f"fragment f{k} on Query {{ a {{ ...f{k + 1} }} }} " for k in range(30))
    query = "{ ...f0 } " + fragments + "fragment f30 on Query { n }"
    assert codes(query) == {"QUERY_TOO_LARGE"}


def test_fragments_that_double_each_time_cost_nothing_and_are_refused() -> None:
    doubling = "".join(
        f"fragment f{k} on Query {{ x: a {{ ...f{k + 1} }} y: b {{ ...f{k + 1} }} }} "
        for k in range(18)
    )
    query = "{ ...f0 } " + doubling + "fragment f18 on Query { n }"
    began = time.monotonic()
    assert codes(query) == {"QUERY_TOO_LARGE"}
    assert time.monotonic() - began < 5


def test_root_fragments_that_double_each_time_are_refused() -> None:
    doubling = "".join(f"fragment f{k} on Query {{ ...f{k + 1} ...f{k + 1} }} " for k in range(40))
    query = "{ ...f0 } " + doubling + "fragment f40 on Query { n }"
    began = time.monotonic()
    assert codes(query) == {"QUERY_TOO_LARGE"}
    assert time.monotonic() - began < 5


OFTEN = LIMITS.repeats + 1


@pytest.mark.parametrize(
    "query",
    [
        "{ " + "a { b { n } } " * OFTEN + "}",
        "{ " + "a: b { n } a { n } " * OFTEN + "}",
        "{ a { " + "... { n } " * OFTEN + "} }",
        "{ " + "...f " * OFTEN + "} fragment f on Query { n }",
        "{ n } fragment f on Query { " + "a { n } " * OFTEN + "}",
        "{ c(in: {" + " ".join(f"x{k}: 1" for k in range(OFTEN)) + "}) }",
        "query ($v: Int = {" + " ".join(f"x{k}: 1" for k in range(OFTEN)) + "}) { n }",
    ],
)
def test_what_validation_would_compare_with_itself_is_refused_before_it(query: str) -> None:
    """CVE-2026-75507: a document of 12,000 characters would hold the server for seconds."""
    errors = Preparer(SCHEMA).prepare(query).errors
    assert [(e.extensions or {}).get("measure") for e in errors] == ["repeats"]


def test_what_is_asked_as_often_as_allowed_passes() -> None:
    assert codes("{ a { " + "a { n } " * LIMITS.repeats + "} }") == set()


def test_fragments_in_a_ring_are_refused() -> None:
    assert codes("{ ...f } fragment f on Query { a { ...f } }") == {"GRAPHQL_VALIDATION_FAILED"}


def test_aliases_are_limited() -> None:
    query = "{ " + " ".join(f"x{k}: a {{ n }}" for k in range(LIMITS.aliases + 1)) + " }"
    assert codes(query) == {"QUERY_TOO_LARGE"}


def test_aliases_through_fragments_are_limited() -> None:
    """As many are counted as are answered, however few the document has."""
    fragment = "fragment f on Query { " + " ".join(f"x{k}: n" for k in range(8)) + " }"
    used = " ".join(f"y{k}: a {{ ...f }}" for k in range(8))
    (error,) = Preparer(SCHEMA).prepare(f"{{ {used} }} {fragment}").errors
    told = error.extensions or {}
    assert (told["measure"], told["asked"]) == ("aliases", 72)
    inline = "{ " + "... { " * 5 + " ".join(f"x{k}: n" for k in range(61)) + " }" * 5 + " }"
    assert codes(inline) == {"QUERY_TOO_LARGE"}


@pytest.mark.parametrize("comments", ["#\n" * 400_000, "#" * 900_000, ",\n" * 400_000])
def test_what_is_no_token_costs_next_to_nothing(comments: str) -> None:
    """CVE-2026-75508: comments are tokens that a limit on tokens may not count."""
    began = time.process_time()
    assert codes(f"{{ n }} {comments}") <= {"QUERY_TOO_LARGE"}
    assert time.process_time() - began < 2


def test_tokens_are_limited() -> None:
    assert codes("{ " + "n " * (LIMITS.tokens + 1) + "}") == {"QUERY_TOO_LARGE"}


def test_operations_are_limited() -> None:
    query = " ".join(f"query q{k} {{ n }}" for k in range(LIMITS.operations + 1))
    assert codes(query) == {"QUERY_TOO_LARGE"}


def test_values_within_values_are_limited() -> None:
    deep = LIMITS.nesting
    assert codes("{ c(in: " + "[" * deep + "]" * deep + ") }") == {"QUERY_TOO_LARGE"}


def test_brackets_in_text_do_not_count() -> None:
    assert brackets('{ n } # {{{{ \n "{{{{" """ [[[ " [[[ """') == 1


def test_nesting_of_json_needs_no_recursion() -> None:
    value: object = 1
    for _ in range(100_000):
        value = [value]
    assert nesting(value) == 100_000


def test_directives_are_limited_through_fragments_too() -> None:
    used = "...f @include(if: true) " * 30
    assert codes(f"{{ {used} }} fragment f on Query {{ n @skip(if: false) }}") == {
        "QUERY_TOO_LARGE"
    }
    assert codes("{ n @skip(if: false) }") == set()


def test_a_refusal_says_what_was_asked_and_what_is_allowed() -> None:
    (error,) = Preparer(SCHEMA).prepare("{ a" * 21 + " { n } " + "}" * 21).errors
    told = error.extensions or {}
    assert (told["measure"], told["limit"], told["asked"]) == ("depth", LIMITS.depth, 22)
    assert "22" in told["zh"]
    assert "22" in told["en"]
