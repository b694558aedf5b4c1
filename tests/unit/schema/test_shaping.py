"""Answers in the shape of the response."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import build_schema

from graph.evidence import At
from graph.model.labels import Label
from schema.arranging import KIND
from schema.asked import Asked, Narrowed
from schema.shaping import answer, ordered
from tests.unit.schema.asking import PRODUCT, asked_of

NOWHERE: Any = None
LINKED = build_schema(
    """type Query { impact: Impact spread: Spread }
    type Spread { impacts(first: Int): [Impact!]! }
    type Impact { unit: Unit! }
    type Unit { name: String }"""
)
POINT = At(as_of="2026-06-01", known_at="2026-06-01T00:00:00.000000Z")


def test_keys_come_in_the_order_asked_at_every_depth() -> None:
    asked = asked_of("{ park { units { volume name } grade } }")
    row = {"grade": "A", "units": [{"name": "T1", "volume": 2.0}]}
    shaped = ordered(row, asked)
    assert list(shaped) == ["units", "grade"]
    assert list(shaped["units"][0]) == ["volume", "name"]


def test_a_row_of_several_types_is_ordered_as_its_own() -> None:
    asked = asked_of("{ named { ... on Unit { volume } name ... on Park { grade } } }")
    row = {"name": "甲", "grade": "A", KIND: "Park"}
    assert list(ordered(row, asked).items()) == [("name", "甲"), ("grade", "A")]
    assert ordered({KIND: "Unit", "name": "乙", "volume": 1}, asked) == {"volume": 1, "name": "乙"}


def test_types_may_be_named_by_labels_of_the_model() -> None:
    name = Asked(key="n", name="name")
    park, unit = (
        Narrowed(types=(Label.PARK,), below=(name,)),
        Narrowed(types=(Label.UNIT,), below=()),
    )
    asked = Asked(key="node", name="node", below=(park, unit))
    assert ordered([{KIND: "Park", "n": "甲"}, {KIND: "Unit"}], asked) == [{"n": "甲"}, {}]


def test_a_list_may_hold_nulls() -> None:
    asked = asked_of("{ park { units { name } } }")
    units = [{"name": "T1"}, None]
    assert ordered({"units": units}, asked) == {"units": units}


def test_what_is_missing_stays_null() -> None:
    asked = asked_of("{ park { grade units { name } } }")
    assert ordered({"grade": None, "units": None}, asked) == {"grade": None, "units": None}


def test_geometry_kept_as_text_is_given_as_an_object() -> None:
    asked = asked_of("{ park { boundary again: boundary } }", schema=PRODUCT)
    row = {"boundary": '{"type": "Point", "coordinates": [1, 2]}', "again": None}
    assert ordered(row, asked) == {
        "boundary": {"type": "Point", "coordinates": [1, 2]},
        "again": None,
    }


@dataclass(frozen=True)
class Snapshot:
    as_of: str


@dataclass(frozen=True)
class Coverage:
    complete: bool
    stopped_by: str | None


@dataclass(frozen=True)
class Propagation:
    snapshot: Snapshot
    coverage: Coverage


@dataclass(frozen=True)
class NotFound:
    code: str
    id: str


TEXT = """{ hazardPropagation(from: "x") {
  __typename
  ... on Propagation { coverage { complete } one: snapshot { asOf } }
  ... on Propagation { coverage { kind: __typename stoppedBy } }
  ... on Problem { code }
  ... on NotFound { id }
} }"""
FOUND = Propagation(
    snapshot=Snapshot(as_of="2026-06-01"),
    coverage=Coverage(complete=True, stopped_by=None),
)


async def shaped(value: object) -> Any:
    return await answer(NOWHERE, value, asked_of(TEXT, schema=PRODUCT), POINT)


async def test_fragments_of_a_union_are_merged_field_by_field() -> None:
    assert await shaped(FOUND) == {
        "__typename": "Propagation",
        "coverage": {"complete": True, "kind": "Coverage", "stoppedBy": None},
        "one": {"asOf": "2026-06-01"},
    }


async def test_every_member_of_a_union_is_asked_its_own() -> None:
    found = await shaped(NotFound(code="NOT_FOUND", id="x"))
    assert list(found.items()) == [("__typename", "NotFound"), ("code", "NOT_FOUND"), ("id", "x")]


class Shelf:
    """A store of nodes by id, which takes down what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def read(self, statement: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        self.asked.append(statement)
        found = [{"id": i, "node": {"name": f"{i} 号"}} for i in parameters["ids0"]]
        return [{"data0": found}]


@dataclass(frozen=True)
class Spread:
    """What has a field with arguments, which notes that it was computed."""

    ids: tuple[str, ...]
    made: list[int]

    def impacts(self, **_: object) -> list["Impact"]:
        self.made.append(len(self.ids))
        return [Impact(unit=i) for i in self.ids]


@dataclass(frozen=True)
class Impact:
    unit: str


async def test_nodes_of_the_same_fields_are_fetched_by_the_same_statement() -> None:
    asked = asked_of("{ impact { unit { name } } }", schema=LINKED)
    shelf: Any = Shelf()
    for number in ("Unit:1", "Unit:2"):
        found = await answer(shelf, Impact(unit=number), asked, POINT)
        assert found == {"unit": {"name": f"{number} 号"}}
    assert shelf.asked[0] is shelf.asked[1]


async def test_a_field_with_arguments_is_computed_once_for_each_record() -> None:
    asked = asked_of("{ spread { impacts(first: 2) { unit { name } } } }", schema=LINKED)
    shelf: Any = Shelf()
    for ids in (("Unit:1", "Unit:2"), ("Unit:3",)):
        made: list[int] = []
        found = await answer(shelf, Spread(ids=ids, made=made), asked, POINT)
        assert [one["unit"]["name"] for one in found["impacts"]] == [f"{i} 号" for i in ids]
        assert made == [len(ids)]
