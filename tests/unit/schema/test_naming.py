"""Names outside and inside: every name of the model can be asked and found again."""

import inspect
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from graphql import is_output_type

from graph.evidence import answer, citation
from graph.model.groups import ORGANISATION
from graph.model.registry import NODES, RELATIONS, ends_of, node_spec
from graph.model.spec import NodeSpec, RelationSpec
from graph.responsibility import chain, gaps, rungs
from schema.naming import attribute, camel, capitalised, end_called, stored
from schema.types import base, major_hazard, method, problems, propagation, record
from tests.unit.schema.asking import PRODUCT


@pytest.mark.parametrize("spec", [*NODES, *RELATIONS], ids=lambda spec: spec.doc)
def test_every_property_is_found_by_its_name_outside(spec: NodeSpec | RelationSpec) -> None:
    assert [stored(camel(p.name), spec) for p in spec.properties] == [
        p.name for p in spec.properties
    ]


def test_a_name_that_nothing_bears_is_refused() -> None:
    with pytest.raises(LookupError):
        stored("colour", node_spec("Park"))


@pytest.mark.parametrize("spec", NODES, ids=lambda spec: spec.label)
def test_every_end_is_found_by_its_field(spec: NodeSpec) -> None:
    ends = ends_of(spec.label)
    assert [end_called(end.field, spec) for end in ends] == list(ends)
    assert end_called("name", spec) is None


def test_a_group_is_asked_what_its_types_share() -> None:
    assert stored("creditCode", ORGANISATION) == "credit_code"
    end = end_called("units", ORGANISATION)
    assert end is not None
    assert end.target == node_spec("Unit")


ANSWERS = {
    kind
    for module in (
        base,
        major_hazard,
        method,
        problems,
        propagation,
        record,
        answer,
        citation,
        chain,
        gaps,
        rungs,
    )
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if is_output_type(PRODUCT.type_map.get(kind.__name__))
    and is_dataclass(kind)
    and kind.__module__ != "schema.nouns"
}


@pytest.mark.parametrize("kind", sorted(ANSWERS, key=str), ids=str)
def test_every_field_of_an_answer_is_found_in_its_record(kind: type[Any]) -> None:
    declared: Any = PRODUCT.type_map[kind.__name__]
    held = {field.name for field in fields(kind)} | set(dir(kind))
    assert {attribute(name, kind) for name in declared.fields} <= held


def test_a_number_within_a_name_is_found() -> None:
    assert attribute("peopleWithin500M", major_hazard.MajorHazardAssessment) == (
        "people_within_500_m"
    )


def test_a_name_of_a_type_begins_large() -> None:
    assert capitalised("custodyOfParks") == "CustodyOfParks"
    assert capitalised("") == ""
