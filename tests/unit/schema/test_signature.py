"""What the typed client rests on (客户端依据): what the tool made of operations and schema."""

import re

from graphql import DocumentNode, build_schema, parse, print_ast

from schema.signature import CLIENT, documents, main, used

SDL = """
enum Level { RED BLUE }
input Inner { deep: Inner level: Level }
input Filter { inner: Inner! name: String! = "a" }
interface Node { id: ID! }
type Park implements Node { id: ID! name: String level: Level unused: Int }
type Plant implements Node { id: ID! name: String }
union Found = Park | Plant
type Query { find(filter: Filter): Found parks: [Park!]! other: Int }
"""
ASKED = parse("query A($f: Filter) { find(filter: $f) { __typename ... on Park { id level } } }")


def test_the_client_is_made_of_the_operations_and_the_schema_of_now() -> None:
    assert list(main([])) == [], "run make client"


def test_each_operation_of_the_client_is_its_example_word_for_word() -> None:
    text = (CLIENT / "operations.ts").read_text(encoding="utf-8")
    made = re.findall(r"new TypedDocumentString\(`(.*?)`", text, re.DOTALL)
    operations = {
        _sorted(parse(one, no_location=True))
        for one in made
        if not one.strip().startswith("fragment")
    }
    assert operations == {_sorted(each) for each in documents()}


def _sorted(document: DocumentNode) -> str:
    return "\n".join(sorted(print_ast(node) for node in document.definitions))


def lines(sdl: str) -> list[str]:
    return used(build_schema(sdl), [ASKED])


def test_what_an_operation_uses_is_noted_and_nothing_else() -> None:
    assert set(lines(SDL)) == {
        "Filter { inner: Inner!, name?: String! }",
        "Found = Park | Plant",
        "Found.__typename: String!",
        "Inner { deep?: Inner, level?: Level }",
        "Level = RED | BLUE",
        "Park.id: ID!",
        "Park.level: Level",
        "Query.find: Found",
    }


def test_a_change_that_the_operation_meets_is_seen_and_another_is_not() -> None:
    unseen = SDL.replace("unused: Int", "more: [Int]").replace("other: Int", "otherwise: Int")
    assert lines(unseen) == lines(SDL)
    for before, after in [
        ("RED BLUE", "RED BLUE YELLOW"),
        ("level: Level unused", "level: Level! unused"),
        ("Park | Plant\n", "Park\n"),
        ("deep: Inner level", "deep: [Inner] level"),
        ('name: String! = "a"', "name: String!"),
    ]:
        assert before in SDL
        assert lines(SDL.replace(before, after)) != lines(SDL), after
