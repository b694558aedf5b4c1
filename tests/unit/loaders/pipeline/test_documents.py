"""Documents as statements (文档陈述): the model's words, and nothing that is not said."""

from pathlib import Path

import pytest

from graph.model.labels import Label, Method, RelType
from loaders.identity import EntityDraft, Mention, RelationDraft
from loaders.pipeline.documents import read_document, regions_in
from loaders.pipeline.sources import DocumentFile, read_files

TEXT = (
    "江海市东山区安全生产专项整治三年行动工作总结\n"
    "东山区制定全区安全生产专项整治三年行动实施方案。"
    "成立由区长任组长的全区安全生产专项整治三年行动领导小组,全面加强组织领导。"
    "东岸、西岸化工园区成为全市首批园区安全托管试点,引入“安全管家”云岭安全科技集团。"
    "建设东山区企业风险分级管控信息平台,已注册开通企业账号118家。"
)


@pytest.fixture
def document(tmp_path: Path) -> DocumentFile:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_files([path]).documents[0]


def end(of: Mention | EntityDraft) -> str:
    return of.text if isinstance(of, Mention) else of.name


def test_custody_runs_from_the_provider_to_the_park(document: DocumentFile) -> None:
    reading = read_document(document, "350305")
    custody = {
        (end(r.source), end(r.target))
        for r in reading.relations
        if r.type is RelType.HAS_CUSTODY_OF
    }
    assert {source for source, _ in custody} == {"云岭安全科技集团"}
    assert {target for _, target in custody} == {"东岸", "西岸化工园区"}


def test_a_duty_carries_line_and_role(document: DocumentFile) -> None:
    reading = read_document(document, "350305")
    (duty,) = (r for r in reading.relations if r.type is RelType.RESPONSIBLE_FOR)
    assert duty.properties == {"line": "GOVERNMENT", "role": "GROUP_HEAD"}
    assert isinstance(duty.source, EntityDraft)
    assert duty.source.label is Label.POST
    assert duty.source.within == "Region:350305"


def test_a_full_name_is_kept_with_the_short_one_as_its_alias(document: DocumentFile) -> None:
    reading = read_document(document, "350305")
    (group,) = (e for e in reading.entities if e.name.endswith("领导小组"))
    assert group.name == "全区安全生产专项整治三年行动领导小组"
    assert group.aliases == ["领导小组"]
    assert group.within == "Region:350305"


def test_a_region_is_pointed_to_and_never_asserted(document: DocumentFile) -> None:
    reading = read_document(document, "350305")
    assert Label.REGION not in {e.label for e in reading.entities}
    assert "江海市" in regions_in(document)


def test_without_a_known_region_names_are_unique_within_the_document(
    document: DocumentFile,
) -> None:
    reading = read_document(document, None)
    (post,) = (e for e in reading.entities if e.label is Label.POST)
    assert post.within == document.source.id


def test_a_figure_measures_its_subject(document: DocumentFile) -> None:
    reading = read_document(document, "350305")
    (figure,) = (e for e in reading.entities if e.label is Label.INDICATOR)
    assert (figure.properties["value"], figure.properties["unit"]) == (118.0, "家")
    assert isinstance(figure.within, EntityDraft)
    assert figure.within.name == "东山区企业风险分级管控信息平台"


def test_every_statement_quotes_the_text_at_its_place(document: DocumentFile) -> None:
    reading = read_document(document, "350305")
    drafts: list[EntityDraft | RelationDraft] = [*reading.entities, *reading.relations]
    for draft in drafts:
        evidence = draft.evidence
        assert evidence.method == Method.DOCUMENT_RULE
        assert document.text.text[evidence.start : evidence.end] == evidence.quote
        assert TEXT[evidence.original_start : evidence.original_end] == evidence.quote
        assert evidence.rule
        assert (draft.place.file, draft.place.start) == ("总结.txt", evidence.original_start)


def test_an_accident_is_put_aside_for_the_model_has_no_such_relationship(tmp_path: Path) -> None:
    path = tmp_path / "快报.txt"
    path.write_text("5月3日,海陵市东泰化工有限公司发生爆炸事故,造成2人死亡。", encoding="utf-8")
    reading = read_document(read_files([path]).documents[0], "321204")

    (proposal,) = (p for p in reading.proposals if p.statement.get("kind") == "HAD_ACCIDENT")
    assert "东泰化工有限公司 → " in str(proposal.statement["subject"])
    assert proposal.entry.zh == "模型中没有这样的关系"
    assert "HAD_ACCIDENT" not in {relation.type for relation in reading.relations}
