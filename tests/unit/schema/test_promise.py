"""What would break a client is found, and what would not is let through."""

from pathlib import Path

import pytest
from graphql import build_schema

from schema.promise import breaks, main, promise

OLD = '''
"""A park."""
type Park { "Its name." name: String!, grade(year: Int): Grade }
enum Grade { A B }
input Where { name: String }
type Query { park(where: Where): Park, count: Int }
'''


def test_a_promise_has_no_descriptions_and_is_a_schema() -> None:
    said = promise(build_schema(OLD))
    assert '"' not in said
    assert promise(build_schema(said)) == said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: String!, ", "", "FIELD_REMOVED"),
        ("name: String!", "name: String", "FIELD_CHANGED_KIND"),
        ("(year: Int)", "", "ARG_REMOVED"),
        ("year: Int", "year: Int!", "ARG_CHANGED_KIND"),
        ("{ A B }", "{ A }", "VALUE_REMOVED_FROM_ENUM"),
        ("{ name: String }", "{ name: String, of: ID! }", "REQUIRED_INPUT_FIELD_ADDED"),
    ],
)
def test_what_breaks_is_named(old: str, new: str, expected: str) -> None:
    assert old in OLD
    (found,) = breaks(OLD, OLD.replace(old, new))
    assert found.startswith(f"{expected}: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: String!,", "name: String!, aliases: [String!]!,"),
        ("name: String }", "name: String, of: ID }"),
        ("{ A B }", "{ A B C }"),
    ],
)
def test_what_is_added_breaks_nothing(old: str, new: str) -> None:
    assert breaks(OLD, OLD.replace(old, new)) == []


def test_a_break_is_refused_until_it_is_said_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = promised, noted = tmp_path / "promised.graphql", tmp_path / "breaking.md"
    promised.write_text("type Query { gone: Int }", encoding="utf-8")
    assert main(["--write"], *files) == 1
    assert "Query.gone" in capsys.readouterr().err
    assert "gone" in promised.read_text("utf-8")
    assert main(["--break", "nobody asked it"], *files) == 0
    assert "nobody asked it" in noted.read_text("utf-8")
    assert "gone" not in promised.read_text("utf-8")
    assert main([], *files) == 0
