"""Caching (缓存): only what was asked of the past has a tag."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse
from starlette.responses import Response

from server.caching import asks_of_the_past, tagged

SNAPSHOT = "2022-03-12/2022-03-13T00:00:00.000000Z"


def operation(text: str) -> OperationDefinitionNode:
    (found,) = parse(text).definitions
    assert isinstance(found, OperationDefinitionNode)
    return found


@pytest.mark.parametrize(
    ("query", "variables", "past"),
    [
        ("query($t: String!) { a(at: {token: $t}) }", {"t": SNAPSHOT}, True),
        ("query($at: At) { a(at: $at) b(at: $at) }", {"at": {"token": SNAPSHOT}}, True),
        ('{ a(at: {asOf: "2022-03-12", knownAt: "2022-03-13T00:00:00Z"}) }', {}, True),
        (f'{{ a(from: {{token: "{SNAPSHOT}"}}, to: {{token: "{SNAPSHOT}"}}) }}', {}, True),
        (f'{{ a(from: {{token: "{SNAPSHOT}"}}, to: {{asOf: "2022-03-12"}}) }}', {}, False),
        (f'{{ a(at: {{token: "{SNAPSHOT}"}}) b }}', {}, False),
        ('{ a(at: {asOf: "2022-03-12"}) }', {}, False),
        ('{ a(at: {knownAt: "2022-03-13T00:00:00Z"}) }', {}, False),
        ('{ a(at: {asOf: "2022-03-12", knownAt: "2922-03-13T00:00:00Z"}) }', {}, False),
        ('{ a(at: {token: "yesterday"}) }', {}, False),
        ("{ a }", {}, False),
        ("query($at: At) { a(at: $at) }", {}, False),
        (f'{{ ... on Query {{ a(at: {{token: "{SNAPSHOT}"}}) }} }}', {}, False),
    ],
)
def test_what_is_of_the_past(query: str, variables: dict[str, Any], past: bool) -> None:  # noqa: FBT001 - a case of a table
    assert asks_of_the_past(operation(query), variables) is past


def test_who_has_the_answer_is_not_sent_it_again() -> None:
    first = tagged(Response(b"{}", headers={"x-request-id": "1"}), None)
    assert first.status_code == 200
    again = tagged(Response(b"{}", headers={"x-request-id": "2"}), first.headers["etag"])
    assert (again.status_code, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = tagged(Response(b'{"a": 1}'), first.headers["etag"])
    assert other.status_code == 200
    assert other.headers["cache-control"] == "private, no-cache"
