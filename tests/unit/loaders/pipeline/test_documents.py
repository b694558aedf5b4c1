"""Documents as statements (文档陈述): the model's words, and nothing that is not said."""

from html import unescape
from pathlib import Path

import pytest

from graph.model.labels import Label, Method, RelType
from loaders.identity import EntityDraft, Mention, RelationDraft
from loaders.pipeline.directory import Directory
from loaders.pipeline.documents import read_document, regions_in
from loaders.sources import DocumentFile, read_files
from tests.files.office import as_docx, as_html, as_pdf
from tests.trust import TRUSTED

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
    reading = read_document(document, "350305", TRUSTED)
    custody = {
        (end(r.source), end(r.target))
        for r in reading.relations
        if r.type is RelType.HAS_CUSTODY_OF
    }
    assert {source for source, _ in custody} == {"云岭安全科技集团"}
    assert {target for _, target in custody} == {"东岸", "西岸化工园区"}


def test_a_duty_carries_line_and_role(document: DocumentFile) -> None:
    reading = read_document(document, "350305", TRUSTED)
    (duty,) = (r for r in reading.relations if r.type is RelType.RESPONSIBLE_FOR)
    assert duty.properties == {"line": "GOVERNMENT", "role": "GROUP_HEAD"}
    assert isinstance(duty.source, EntityDraft)
    assert duty.source.label is Label.POST
    assert duty.source.within == "Region:350305"


def test_a_full_name_is_kept_with_the_short_one_as_its_alias(document: DocumentFile) -> None:
    reading = read_document(document, "350305", TRUSTED)
    (group,) = (e for e in reading.entities if e.name.endswith("领导小组"))
    assert group.name == "全区安全生产专项整治三年行动领导小组"
    assert group.aliases == ["领导小组"]
    assert group.within == "Region:350305"


def test_instruments_of_law_are_known_by_their_titles(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text(
        "东山区工作总结\n深入学习宣传《安全生产法》和《中华人民共和国安全生产法》,落实"
        "《危险化学品重大危险源辨识》（GB 18218-2018）,印发《东山区安全生产工作方案》。",
        encoding="utf-8",
    )
    reading = read_document(read_files([path]).documents[0], None, TRUSTED)
    papers = [e for e in reading.entities if e.label is Label.PROGRAMME]
    safety_law, hazards = "中华人民共和国安全生产法", "危险化学品重大危险源辨识"
    assert [(e.name, e.aliases, e.properties.get("kind")) for e in papers] == [
        (safety_law, ["安全生产法"], "INSTRUMENT"),
        (safety_law, [], "INSTRUMENT"),
        (hazards, [], "INSTRUMENT"),
        (hazards, ["GB 18218-2018"], "INSTRUMENT"),
        ("东山区安全生产工作方案", [], None),
    ]
    assert papers[0].evidence.note == f"“安全生产法”即“{safety_law}”（安全生产法（2021））"
    directory = Directory(reading.entities)
    assert len({directory.reference(paper).id for paper in papers}) == 3


def test_a_region_that_is_no_division_is_pointed_to_and_not_asserted(
    document: DocumentFile,
) -> None:
    reading = read_document(document, "350305", TRUSTED)
    assert Label.REGION not in {e.label for e in reading.entities}
    assert "江海市" in regions_in(document)


def test_without_a_known_region_names_are_unique_within_the_document(
    document: DocumentFile,
) -> None:
    reading = read_document(document, None, TRUSTED)
    (post,) = (e for e in reading.entities if e.label is Label.POST)
    assert post.within == document.source.id


def test_a_figure_measures_its_subject(document: DocumentFile) -> None:
    reading = read_document(document, "350305", TRUSTED)
    (figure,) = (e for e in reading.entities if e.label is Label.INDICATOR)
    assert (figure.properties["value"], figure.properties["unit"]) == (118.0, "家")
    assert isinstance(figure.within, EntityDraft)
    assert figure.within.name == "东山区企业风险分级管控信息平台"


def test_every_statement_quotes_the_text_at_its_place(document: DocumentFile) -> None:
    reading = read_document(document, "350305", TRUSTED)
    drafts: list[EntityDraft | RelationDraft] = [*reading.entities, *reading.relations]
    for draft in drafts:
        evidence = draft.evidence
        assert evidence.method == Method.DOCUMENT_RULE
        assert document.text.text[evidence.start : evidence.end] == evidence.quote
        assert TEXT[evidence.original_start : evidence.original_end] == evidence.quote
        assert evidence.rule
        assert (draft.place.file, draft.place.start) == ("总结.txt", evidence.original_start)


@pytest.mark.parametrize(
    ("name", "raw", "place"),
    [
        ("总结.docx", as_docx(TEXT.splitlines()), "第2段"),
        ("总结.pdf", as_pdf([TEXT.splitlines()[:1], TEXT.splitlines()[1:]]), "第2页"),
        ("总结.html", as_html(TEXT.splitlines()).encode(), None),
    ],
)
def test_every_kind_of_file_says_the_same_and_where(
    tmp_path: Path, document: DocumentFile, name: str, raw: bytes, place: str | None
) -> None:
    (tmp_path / "x").mkdir()
    path = tmp_path / "x" / name
    path.write_bytes(raw)
    (file,) = read_files([path.parent]).documents

    reading = read_document(file, "350305", TRUSTED)

    told = {(e.label, e.name) for e in read_document(document, "350305", TRUSTED).entities}
    assert {(e.label, e.name) for e in reading.entities} == told
    (custody, _) = (r for r in reading.relations if r.type is RelType.HAS_CUSTODY_OF)
    assert custody.evidence.locator == custody.place.locator == place


def test_a_web_page_is_quoted_at_its_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "总结.html"
    page = as_html(TEXT.splitlines())
    path.write_text(page, encoding="utf-8")
    (file,) = read_files([path]).documents

    for entity in read_document(file, "350305", TRUSTED).entities:
        evidence = entity.evidence
        printed = page[evidence.original_start : evidence.original_end]
        assert unescape(printed) == evidence.quote


def test_a_folder_tells_of_documents_that_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    (tmp_path / "图.png").write_bytes(b"\x89PNG")

    files = read_files([tmp_path])

    assert [file.source.name for file in files.documents] == ["总结.txt"]
    (rejected,) = files.rejected
    assert "另存为 .docx" in rejected.sentence("zh")


def test_a_scanned_page_among_others_is_told(tmp_path: Path) -> None:
    raw = as_pdf([["甲园区。"], [], ["乙园区。"]], pictures={1, 2})
    (tmp_path / "总结.pdf").write_bytes(raw)

    files = read_files([tmp_path])

    assert len(files.documents) == 1
    (rejected,) = files.rejected
    assert rejected.sentence("zh").startswith("文件“总结.pdf”第2页（第2页）：没有文字层")


def test_an_accident_is_put_aside_for_the_model_has_no_such_relationship(tmp_path: Path) -> None:
    path = tmp_path / "快报.txt"
    path.write_text("5月3日,海陵市东泰化工有限公司发生爆炸事故,造成2人死亡。", encoding="utf-8")
    reading = read_document(read_files([path]).documents[0], "321204", TRUSTED)

    told = [p.entry for p in reading.proposals if p.entry.kind == "HAD_ACCIDENT"]
    assert any(entry.subject.endswith("东泰化工有限公司 → 爆炸事故") for entry in told)
    assert {entry.zh for entry in told} == {"模型中没有这样的关系"}
    assert "HAD_ACCIDENT" not in {relation.type for relation in reading.relations}
