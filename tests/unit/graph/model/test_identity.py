"""Ids: the same thing, the same id."""

import pytest
from hypothesis import given, strategies as st

from graph.model.identity import entity_id, label_of, normalised, relation_id
from graph.model.labels import Label, RelType


def test_an_official_code_makes_the_id() -> None:
    assert entity_id(Label.REGION, {"name": "秀屿区", "code": "350305"}) == "Region:350305"
    assert entity_id(Label.SUBSTANCE, {"name": "氨", "cas": "7664-41-7"}) == "Substance:7664-41-7"


def test_without_a_code_the_name_makes_it() -> None:
    one = entity_id(Label.SUBSTANCE, {"name": "煤气"})
    assert one == entity_id(Label.SUBSTANCE, {"name": " 煤 气 "})
    assert one != entity_id(Label.SUBSTANCE, {"name": "氨"})


def test_the_four_kinds_of_organisation_meet_at_one_id() -> None:
    properties = {"name": "甲公司"}
    assert entity_id(Label.ENTERPRISE, properties) == entity_id(Label.CUSTODY_PROVIDER, properties)


def test_a_name_within_two_parks_is_two_things() -> None:
    tank = {"name": "T1"}
    assert entity_id(Label.UNIT, tank, "Park:a") != entity_id(Label.UNIT, tank, "Park:b")


def test_a_person_id_does_not_show_the_name() -> None:
    assert "张三" not in entity_id(Label.PERSON, {"name": "张三"}, "Organisation:x")


def test_contracts_are_told_apart_and_terms_of_office_too() -> None:
    ends = (RelType.HAS_CUSTODY_OF, "Organisation:a", "Park:b")
    one = relation_id(*ends, {"contract": "一号", "scope": "全园"}, "2024-01-01")
    assert one == relation_id(*ends, {"contract": "一号", "scope": "部分"}, "2024-01-01")
    assert one != relation_id(*ends, {"contract": "二号"}, "2024-01-01")
    assert one != relation_id(*ends, {"contract": "一号"}, "2025-01-01")


@pytest.mark.property
@given(st.text())
def test_normalising_twice_is_normalising_once(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


@pytest.mark.property
@given(st.sampled_from([label for label in Label if label is not Label.STATE]))
def test_an_id_begins_with_its_label(label: Label) -> None:
    assert label_of(f"{label}:x") == label
