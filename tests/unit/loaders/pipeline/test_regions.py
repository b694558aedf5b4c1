"""Regions of a document: a name is a division only where there is no doubt which."""

from pathlib import Path

import pytest

from graph.model.labels import Label
from loaders.pipeline.documents import home_of, read_document
from loaders.pipeline.regions import division_of
from loaders.reference import divisions
from loaders.sources import DocumentFile, read_files
from tests.trust import TRUSTED

REPORT = "秀屿区落实市委部署。秀屿区制定实施方案。{more}"


def read(folder: Path, text: str) -> DocumentFile:
    path = folder / "总结.txt"
    path.write_text(text, encoding="utf-8")
    return read_files([path]).documents[0]


def regions(folder: Path, text: str) -> dict[str, str]:
    file = read(folder, text)
    drafts = read_document(file, None, TRUSTED).entities
    return {d.name: str(d.properties["code"]) for d in drafts if d.label is Label.REGION}


@pytest.mark.parametrize(
    ("name", "home", "code"),
    [
        ("秀屿区", None, "350305"),
        ("秀屿区", "350305", "350305"),
        ("福建省", "350305", "350000"),
        ("埭头镇", "350305", "350305105"),
        ("鼓楼区", "350100", "350102"),
        ("徐州市", "350305", "320300"),
    ],
)
def test_a_name_is_the_division_that_can_only_be_meant(
    name: str, home: str | None, code: str
) -> None:
    found = division_of(name, home)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "home"), [("鼓楼区", None), ("城头镇", "350305"), ("埭头镇", None), ("江海市", None)]
)
def test_a_name_that_may_mean_another_or_none_is_left_alone(name: str, home: str | None) -> None:
    assert division_of(name, home) is None


def test_a_division_that_is_said_to_lie_elsewhere_is_another() -> None:
    assert division_of("秀屿区", None, {"莆田市"}) == divisions().by_code("350305")
    assert division_of("秀屿区", None, {"江海市"}) is None


def test_a_document_on_its_own_brings_its_regions(tmp_path: Path) -> None:
    said = regions(tmp_path, REPORT.format(more="莆田市秀屿区召开会议。城头镇开展试点。"))
    assert said == {"秀屿区": "350305", "莆田市": "350300"}


def test_the_code_says_where_it_is_from(tmp_path: Path) -> None:
    file = read(tmp_path, REPORT.format(more=""))
    (draft,) = (d for d in read_document(file, None, TRUSTED).entities if d.label is Label.REGION)
    assert draft.evidence.quote == "秀屿区"
    assert draft.evidence.note is not None
    assert "350305" in draft.evidence.note


def test_a_district_of_a_city_that_is_not_its_own_says_nothing(tmp_path: Path) -> None:
    file = read(tmp_path, "江海市东山区开展行动。东山区制定方案。东山区落实措施。")
    assert home_of(file) is None
