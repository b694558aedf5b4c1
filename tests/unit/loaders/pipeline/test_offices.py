"""Offices (机关): one node, however a source shortens the name; a guess waits for a person."""

from pathlib import Path

import pytest

from graph.evidence import Evidence
from graph.model.identity import entity_id
from graph.model.labels import Label, Method
from loaders.documents.names.official import INFERRED
from loaders.identity import EntityDraft, Known
from loaders.offices import thing_id
from loaders.pipeline.directory import Directory
from loaders.pipeline.documents import DocumentReading, read_document
from loaders.report import Place
from loaders.sources import read_files
from tests.trust import TRUSTED

OFFICIAL = entity_id(Label.AUTHORITY, {"name": "秀屿区应急管理局"})


def reading(folder: Path, text: str) -> DocumentReading:
    path = folder / "通知.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(read_files([path]).documents[0], "350305", TRUSTED)


def office(of: DocumentReading) -> EntityDraft:
    (found,) = (e for e in of.entities if e.label is Label.AUTHORITY)
    return found


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("区应急局", "Region:350305"),
        ("区应急管理局", "Region:350305"),
        ("秀屿区应急管理局", "Region:350305"),
        ("秀屿区应急管理局", ""),
        ("秀屿区应急局", ""),
        ("莆田市秀屿区应急管理局", ""),
    ],
)
def test_every_form_of_an_office_has_one_id(name: str, within: str) -> None:
    assert thing_id(Label.AUTHORITY, {"name": name}, within) == OFFICIAL


@pytest.mark.parametrize(
    ("label", "name", "within"),
    [
        (Label.AUTHORITY, "区应急局", "Region:350303"),
        (Label.AUTHORITY, "区应急局", "Document:1"),
        (Label.AUTHORITY, "区应急局", ""),
        (Label.ENTERPRISE, "秀屿区应急管理局", "Region:350305"),
        (Label.PARK, "区应急局", "Region:350305"),
    ],
)
def test_another_thing_has_another_id(label: Label, name: str, within: str) -> None:
    assert thing_id(label, {"name": name}, within) != OFFICIAL


def test_a_document_gives_the_official_name_and_keeps_the_printed_one(tmp_path: Path) -> None:
    text = "秀屿区开展整治。秀屿区落实责任。区应急局开展检查。"
    found = office(reading(tmp_path, text))
    assert (found.name, found.aliases, found.within) == ("秀屿区应急管理局", ["区应急局"], "")
    assert found.evidence.quote == "区应急局"
    assert found.evidence.note == "“区应急局”即“秀屿区应急管理局”（abbreviation.home）"


def test_an_inferred_name_is_put_aside(tmp_path: Path) -> None:
    read = reading(tmp_path, "宿迁市应急管理局：根据省安委办通知，研究决定召开会议。")
    assert "省安委办" in {e.name for e in read.entities}
    (proposal,) = (p for p in read.proposals if p.rule == INFERRED)
    assert proposal.said["official"] == "江苏省安全生产委员会办公室"
    assert "可能是" in proposal.entry.zh


CODED = Known(
    id="Organisation:11350303MB0000001X",
    label=Label.AUTHORITY,
    name="区应急局",
    code="11350303MB0000001X",
)
XIUYU = Known(id=OFFICIAL, label=Label.AUTHORITY, name="秀屿区应急管理局", aliases=("区应急局",))


def row(name: str, *aliases: str) -> EntityDraft:
    return EntityDraft(
        label=Label.AUTHORITY,
        properties={"name": name, "aliases": list(aliases)},
        evidence=Evidence(document="0" * 64, method=Method.REGISTER_ROW, row=2),
        place=Place(file="a.csv", row=2),
    )


def test_a_short_name_that_another_office_bears_too_leads_to_neither() -> None:
    official, plain = row("秀屿区应急管理局", "区应急局"), row("区应急局")
    assert Directory([official], [CODED]).reference(official).id == OFFICIAL
    assert Directory([plain], [XIUYU]).reference(plain).id != OFFICIAL
    both = Directory([official, plain])
    assert both.reference(official).id == OFFICIAL
    assert both.reference(plain).id != OFFICIAL
