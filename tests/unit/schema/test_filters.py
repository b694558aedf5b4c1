"""Inputs of the schema: every property and relationship of the model can be filtered."""

from typing import Any

import pytest
from graphql import get_named_type

from graph.model.labels import Label
from graph.model.registry import NODES, ends_of
from graph.model.spec import Kind, NodeSpec
from schema.naming import camel
from tests.unit.schema.asking import PRODUCT

LISTED = [spec for spec in NODES if spec.label is not Label.EVIDENCE]
TYPES: Any = PRODUCT.type_map


def operators(spec: NodeSpec, name: str) -> set[str]:
    named: Any = get_named_type(TYPES[f"{spec.label}Filter"].fields[name].type)
    return set(named.fields)


@pytest.mark.parametrize("spec", LISTED, ids=lambda spec: spec.label)
def test_a_noun_is_filtered_by_all_it_has(spec: NodeSpec) -> None:
    names = {camel(prop.name) for prop in spec.properties}
    names |= {end.field for end in ends_of(spec.label)} | {"id", "AND", "OR", "NOT"}
    names |= {"near"} if spec.is_placed else set()
    names |= {f"{e.field}Connection" for e in ends_of(spec.label) if e.relation.properties}
    assert set(TYPES[f"{spec.label}Filter"].fields) == names
    for end in ends_of(spec.label):
        assert operators(spec, end.field) == {"some", "all", "none", "single"}


@pytest.mark.parametrize("spec", LISTED, ids=lambda spec: spec.label)
def test_operators_fit_the_kind_of_value(spec: NodeSpec) -> None:
    for prop in spec.properties:
        found = operators(spec, camel(prop.name))
        assert "isNull" in found
        assert ("has" in found) is (prop.kind is Kind.TEXTS)
        assert ("contains" in found) is (prop.kind is Kind.TEXT and not prop.choices)
        assert ("gt" in found) is (prop.kind not in (Kind.TEXT, Kind.TEXTS))


@pytest.mark.parametrize("spec", LISTED, ids=lambda spec: spec.label)
def test_every_offered_order_goes_both_ways(spec: NodeSpec) -> None:
    offered = {prop.name.upper() for prop in spec.properties if prop.sortable}
    assert set(TYPES[f"{spec.label}Order"].values) == {
        f"{name}_{way}" for name in offered for way in ("ASC", "DESC")
    }


def test_every_input_is_described_in_both_languages() -> None:
    for name, kind in TYPES.items():
        if name.endswith("Filter"):
            assert any("\u4e00" <= c <= "\u9fff" for c in kind.description), name
            assert kind.description.endswith("."), name
