"""Laws that every declaration keeps."""

from collections import Counter

import pytest

from graph.model.labels import Label, RelType
from graph.model.registry import NODES, RELATIONS, ends_of, node_spec
from graph.model.spec import NodeSpec, RelationSpec

INTERNAL = {Label.STATE, Label.ORGANISATION}
LINKS_OF_RECORDS = {RelType.IN_DOCUMENT, RelType.HAS_STATE}
RESERVED = {"id", "of", "type", "evidence", "lineages", "search", "valid_from", "valid_to"}


def test_every_label_and_relationship_is_declared_once() -> None:
    assert Counter(spec.label for spec in NODES) == Counter(set(Label) - INTERNAL)
    assert Counter(spec.type for spec in RELATIONS) == Counter(set(RelType) - LINKS_OF_RECORDS)


@pytest.mark.parametrize("spec", NODES, ids=lambda spec: spec.label)
def test_fields_of_a_node_have_different_names(spec: NodeSpec) -> None:
    names = [prop.name for prop in spec.properties] + [end.field for end in ends_of(spec.label)]
    assert len(names) == len(set(names))
    assert not RESERVED & set(names)


@pytest.mark.parametrize("spec", [*NODES, *RELATIONS], ids=lambda spec: spec.doc)
def test_everything_is_said_in_both_languages(spec: NodeSpec | RelationSpec) -> None:
    assert any("\u4e00" <= c <= "\u9fff" for c in spec.zh)
    assert spec.doc.endswith(".")
    for prop in spec.properties:
        assert any("\u4e00" <= c <= "\u9fff" for c in prop.zh), prop.name
        assert prop.doc.endswith("."), prop.name


@pytest.mark.parametrize("spec", [*NODES, *RELATIONS], ids=lambda spec: spec.doc)
def test_terms_name_members_of_the_vocabulary(spec: NodeSpec | RelationSpec) -> None:
    for prop in spec.properties:
        members = set(prop.choices or ())
        assert set(prop.terms.values()) <= members, prop.name


@pytest.mark.parametrize("spec", RELATIONS, ids=lambda spec: spec.type)
def test_identity_properties_are_declared(spec: RelationSpec) -> None:
    assert all(spec.declared(name) for name in spec.identity)


@pytest.mark.parametrize("spec", NODES, ids=lambda spec: spec.label)
def test_what_finds_a_node_is_declared(spec: NodeSpec) -> None:
    assert all(spec.declared(name) for name in spec.search)
    assert spec.code is None or spec.declared(spec.code)


def test_the_four_organisations_share_one_identity() -> None:
    four = [spec for spec in NODES if spec.parent is Label.ORGANISATION]
    assert {spec.identity_label for spec in four} == {Label.ORGANISATION}
    assert len(four) == 4
    assert node_spec("Park").identity_label is Label.PARK
