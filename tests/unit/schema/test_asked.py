"""What was asked: fragments, merging, directives and arguments as the specification has them."""

import pytest

from schema.asked import Asked
from tests.unit.schema.asking import asked_of, names


def called(asked: Asked, kind: str, key: str) -> Asked:
    return next(one for one in asked.of(kind) if one.key == key)


def test_fields_in_the_order_asked_under_their_aliases() -> None:
    asked = asked_of("{ p: park { grade called: name __typename } }")
    assert (asked.key, asked.name) == ("p", "park")
    assert [(one.key, one.name) for one in asked.fields] == [
        ("grade", "grade"),
        ("called", "name"),
        ("__typename", "__typename"),
    ]


def test_every_type_is_asked_what_its_fragments_ask() -> None:
    asked = asked_of("""{ named {
      ... on Unit { volume } name ... on Park { grade } ... on Named { again: name }
    } }""")
    assert names(asked, "Unit") == ["volume", "name", "again"]
    assert names(asked, "Park") == ["name", "grade", "again"]
    assert asked.of("Nothing") == ()


def test_a_field_of_several_types_is_one_object() -> None:
    asked = asked_of("{ named { name ... on Unit { volume } } }")
    assert called(asked, "Unit", "name") is called(asked, "Park", "name")


def test_types_asked_alike_stand_together() -> None:
    asked = asked_of("{ named { name ... on Named { __typename } } }")
    assert [sorted(part.types) for part in asked.below] == [["Park", "Unit"]]
    assert [one.key for one in asked.fields] == ["name", "__typename"]


def test_the_same_list_in_two_fragments_is_merged() -> None:
    asked = asked_of("""
    query { thing { ... on Park { units { name } } ...More } }
    fragment More on Thing { ... on Park { units { volume } ...Again } }
    fragment Again on Park { units { name kind } }
    """)
    (units,) = asked.of("Park")
    assert names(units, "Unit") == ["name", "volume", "kind"]
    assert asked.of("Unit") == ()


def test_one_list_under_two_aliases_keeps_two_sets_of_arguments() -> None:
    asked = asked_of("{ park { a: units(first: 1) { name } b: units(first: 2) { name } } }")
    assert [one.arguments["first"] for one in asked.fields] == [1, 2]


@pytest.mark.parametrize(
    ("variables", "first"), [({}, 3), ({"first": 7}, 7), ({"first": None}, None)]
)
def test_variables_their_defaults_and_null(variables: dict[str, int], first: int | None) -> None:
    text = "query ($first: Int = 3) { park { units(first: $first) { name } } }"
    assert asked_of(text, variables).fields[0].arguments["first"] == first


def test_what_is_not_given_has_the_default_of_the_schema() -> None:
    text = "query ($first: Int) { park { units(first: $first) { name } } }"
    assert asked_of(text).fields[0].arguments == {"first": 20}


def test_enums_lists_and_inputs_with_variables_inside() -> None:
    text = """query ($kind: Kind!, $name: String) { park {
      units(kinds: [$kind, VESSEL], where: {name: $name, not: {kinds: [$kind]}}) { name }
    } }"""
    given = asked_of(text, {"kind": "TANK", "name": '引号" 反引号` {花括号}'}).fields[0].arguments
    assert given["kinds"] == ["TANK", "VESSEL"]
    assert given["where"] == {"name": '引号" 反引号` {花括号}', "not": {"kinds": ["TANK"]}}


@pytest.mark.parametrize("yes", [True, False])
def test_skip_and_include_with_variables(yes: bool) -> None:  # noqa: FBT001 - the variable itself
    text = """query ($yes: Boolean!) { named {
      a: name @include(if: $yes) b: name @skip(if: $yes)
      ... on Park @include(if: $yes) { grade }
      ...Volume @skip(if: $yes)
    } }
    fragment Volume on Unit { volume }"""
    asked = asked_of(text, {"yes": yes})
    assert names(asked, "Park") == (["a", "grade"] if yes else ["b"])
    assert names(asked, "Unit") == (["a"] if yes else ["b", "volume"])


def test_everything_may_be_skipped() -> None:
    asked = asked_of("{ park { name @skip(if: true) } }")
    assert asked.fields == ()


def test_a_leaf_is_asked_nothing_and_goes_through_as_it_is() -> None:
    (name,) = asked_of("{ park { name } }").fields
    assert (name.below, name.fields, name.required) == ((), (), True)


def test_what_the_schema_promises_is_told() -> None:
    asked = asked_of("{ park { grade units { name } } }")
    assert not asked.required
    assert [one.required for one in asked.fields] == [False, True]


def test_what_is_asked_anywhere_below_is_mentioned_by_its_name() -> None:
    asked = asked_of("{ thing { ... on Park { all: units { size: volume } } } }")
    assert asked.mentions("volume")
    assert asked.mentions("grade", "units")
    assert not asked.mentions("size", "all", "thing")
