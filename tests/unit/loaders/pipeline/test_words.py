"""Words of documents in the model's terms (文档用语)."""

import pytest

from graph.model.labels import Label
from graph.model.registry import relation_spec
from loaders.documents import EntityType, RelationType
from loaders.pipeline.words import LABELS, RELATION_TYPES, duty_of, label_of


def test_every_word_of_the_reader_has_a_term() -> None:
    assert set(LABELS) == set(EntityType)
    assert set(RELATION_TYPES) == set(RelationType)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("省应急技术中心", Label.INSTITUTION),
        ("区委党校", Label.INSTITUTION),
        ("市化工行业协会", Label.INSTITUTION),
        ("区应急局", Label.AUTHORITY),
        ("区应急救援指挥中心", Label.AUTHORITY),
    ],
)
def test_an_organisation_is_an_institution_by_its_last_word(name: str, label: Label) -> None:
    assert label_of(EntityType.ORGANISATION, name) is label


@pytest.mark.parametrize(
    ("post", "quote", "duty"),
    [
        ("区长", "成立由区长任组长的领导小组", ("GOVERNMENT", "GROUP_HEAD")),
        ("区长", "区长负责", ("GOVERNMENT", "LEADER")),
        ("区道安办领导", "领导包片挂点联系制度", ("GOVERNMENT", "CONTACT_LEADER")),
        ("镇专管员", "组织镇专管员巡查", ("GOVERNMENT", "GRID_OFFICER")),
        ("区长李明", "区长李明负责", ("GOVERNMENT", "LEADER")),
        ("副区长李明", "副区长李明包保甲公司", ("GOVERNMENT", "CONTACT_LEADER")),
        ("副区长李明", "组长：副区长李明", ("GOVERNMENT", "GROUP_HEAD")),
        ("主要负责人", "主要负责人负责", ("ENTERPRISE", "PRINCIPAL")),
        ("技术负责人", "包保技术负责人", ("ENTERPRISE", "TECHNICAL_GUARANTOR")),
    ],
)
def test_line_and_role_of_a_post(post: str, quote: str, duty: tuple[str, str]) -> None:
    found = duty_of(post, quote)
    assert found == dict(zip(("line", "role"), duty, strict=True))
    spec = relation_spec("RESPONSIBLE_FOR")
    for name, value in found.items():
        prop = spec.declared(name)
        assert prop is not None
        assert value in {member.value for member in prop.choices or ()}


def test_words_that_do_not_tell_give_no_duty() -> None:
    assert duty_of("有关领导", "有关领导出席") is None
