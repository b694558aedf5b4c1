"""Pages, orders and filters: from arguments to the words of the model."""

from typing import Any

import pytest

from graph.cypher.selection import Filter, Op, Order, Quantifier
from graph.model.groups import ORGANISATION
from graph.model.registry import NODES, node_spec
from graph.model.spec import Group, NodeSpec
from schema.paging import (
    OrderError,
    PageTooLargeError,
    PlaceError,
    page_of,
    page_size,
    place_of,
)

PARK = node_spec("Park")


def wanted(given: dict[str, Any], target: NodeSpec | Group = PARK) -> Filter:
    return page_of({"filter": given}, target).filter


@pytest.mark.parametrize(("first", "size"), [(None, 20), (0, 0), (1, 1), (500, 500)])
def test_a_page_has_a_size(first: int | None, size: int) -> None:
    assert page_size(first) == size


@pytest.mark.parametrize("first", [-1, 501, 2**31 - 1])
def test_a_page_too_large_is_refused_and_says_what_is_allowed(first: int) -> None:
    with pytest.raises(PageTooLargeError, match="500") as refused:
        page_size(first)
    assert refused.value.asked == first


@pytest.mark.parametrize(("after", "place"), [(None, 0), ("0", 0), ("17", 17)])
def test_a_place_in_a_computed_list(after: str | None, place: int) -> None:
    assert place_of(after) == place


@pytest.mark.parametrize("after", ["", "-1", "1.5", "name:甲", "٣", "9" * 5000])
def test_a_cursor_of_no_computed_list_is_refused(after: str) -> None:
    with pytest.raises(PlaceError):
        place_of(after)


def test_nothing_asked_is_the_first_page_by_name() -> None:
    page = page_of({}, PARK)
    assert (page.first, page.after, page.order) == (20, None, Order("name"))
    assert page_of({"filter": None, "orderBy": None, "after": None}, PARK) == page_of({}, PARK)


@pytest.mark.parametrize("spec", NODES, ids=lambda spec: spec.label)
def test_every_list_has_an_order_that_is_stored(spec: NodeSpec) -> None:
    if spec.label == "Evidence":  # shown with what it speaks for, never in a list of its own
        return
    prop = spec.declared(page_of({}, spec).order.property)
    assert prop is not None
    assert prop.sortable


def test_one_order_up_or_down() -> None:
    assert page_of({"orderBy": ["risk_grade desc"]}, PARK).order == Order(
        "risk_grade", descending=True
    )


def test_several_orders_one_after_the_other() -> None:
    page = page_of({"orderBy": ["risk_grade desc", "name asc"]}, PARK)
    assert page.orders == (Order("risk_grade", descending=True), Order("name"))


@pytest.mark.parametrize("orders", [["name asc", "name desc"], list("abcde")])
def test_too_many_orders_and_one_twice_are_refused(orders: list[str]) -> None:
    with pytest.raises(OrderError):
        page_of({"orderBy": orders}, PARK)


def test_conditions_of_one_property_must_all_hold() -> None:
    asked = wanted({"name": {"contains": "园", "startsWith": "北"}, "id": {"in": ["a", "b"]}})
    assert asked.conditions == [
        ("name", Op.CONTAINS, "园"),
        ("name", Op.STARTS_WITH, "北"),
        ("id", Op.IN, ["a", "b"]),
    ]


def test_null_asks_nothing() -> None:
    given = {"name": {"eq": None}, "riskGrade": None, "AND": None, "OR": None, "NOT": None}
    assert wanted(given) == Filter(conditions=[], every=[], negated=[], related=[])
    assert wanted({"units": {"some": None, "none": None}}).related == []
    assert wanted(given).is_empty
    assert not wanted({"OR": []}).is_empty


def test_an_empty_choice_is_not_the_same_as_none() -> None:
    assert wanted({"OR": []}).some == []
    assert wanted({"riskGrade": {"in": []}}).conditions == [("risk_grade", Op.IN, [])]
    assert wanted({"aliases": {"isNull": False}}).conditions == [("aliases", Op.IS_NULL, False)]


def test_and_or_not_hold_filters_themselves() -> None:
    a, b = {"name": {"eq": "甲"}}, {"name": {"eq": "乙"}}
    asked = wanted({"AND": [a], "OR": [a, b], "NOT": {"NOT": b}})
    assert asked.every == [wanted(a)]
    assert asked.some == [wanted(a), wanted(b)]
    assert asked.negated[0].negated == [wanted(b)]


def test_what_is_related_is_filtered_as_what_it_is() -> None:
    asked = wanted({"custody": {"some": {"name": {"eq": "丙"}}, "none": {}}})
    assert [(each.end.field, each.how) for each in asked.related] == [
        ("custody", Quantifier.SOME),
        ("custody", Quantifier.NONE),
    ]
    assert asked.related[0].node == wanted({"name": {"eq": "丙"}}, node_spec("CustodyProvider"))


def test_all_of_what_is_related_is_nothing_that_is_not_so() -> None:
    (one,) = wanted({"custody": {"all": {"name": {"eq": "丙"}}}}).related
    assert (one.end.field, one.how, one.negated) == ("custody", Quantifier.NONE, True)
    assert one.node == wanted({"name": {"eq": "丙"}}, node_spec("CustodyProvider"))


def test_a_relationship_is_filtered_by_what_it_says_and_since_when() -> None:
    edge = {"contract": {"eq": "A"}, "validTo": {"lt": "2025-01-01"}}
    (one,) = wanted({"custodyConnection": {"single": {"edge": edge}}}).related
    assert (one.end.field, one.how) == ("custody", Quantifier.SINGLE)
    assert one.edge.conditions == [
        ("contract", Op.EQ, "A"),
        ("valid_to", Op.LT, "2025-01-01"),
    ]


def test_a_group_is_filtered_by_what_all_of_it_has() -> None:
    assert wanted({"creditCode": {"eq": "91"}}, ORGANISATION).conditions == [
        ("credit_code", Op.EQ, "91")
    ]
