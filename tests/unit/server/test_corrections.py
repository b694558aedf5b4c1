"""Corrections (人工指定): said once, they hold for the next edition of the file."""

from dataclasses import replace
from pathlib import Path

import pytest

from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers import NOBODY, Correction
from server.corrections import FORGET, Corrections
from server.errors import ColumnOptionError, FileUnusableError
from server.inputs import parsed_columns

SAID = Correction(form="risk_control", columns={"部位": "风险点"})
NOTHING = Correction()


def file(name: str, *headings: str) -> RegisterFile:
    table = Table(name="Sheet1", sheet="Sheet1", rows=(Row(1, headings),))
    return RegisterFile(name=name, sha256="0" * 64, media_type="", tables=(table,))


def test_it_holds_for_the_next_edition_while_its_headings_are_there(tmp_path: Path) -> None:
    book = tmp_path / "data" / "corrections.json"
    assert Corrections(book, SAID, keep=True)(file("a.xlsx", "部位")) == SAID
    later = Corrections(book, NOTHING, keep=True)
    assert later(file("a.xlsx", "部位", "级别")) == SAID
    assert later(file("a.xlsx", "位置")) == NOTHING
    assert later(file("b.xlsx", "部位")) == NOTHING


def test_a_numbered_column_holds_while_there_are_as_many(tmp_path: Path) -> None:
    book = tmp_path / "corrections.json"
    said = Correction(columns={"联系电话#2": "技术负责人电话"})
    Corrections(book, said, keep=True)(file("a.xlsx", "联系电话", "联系电话"))
    later = Corrections(book, NOTHING, keep=True)
    assert later(file("a.xlsx", "联系电话", "级别", "联系电话")) == said
    assert later(file("a.xlsx", "联系电话", "级别")) == NOTHING


def test_a_heading_of_two_rows_is_found_by_its_lower_one(tmp_path: Path) -> None:
    book = tmp_path / "corrections.json"
    said = Correction(columns={"主要负责人/手机": "主要负责人电话"})
    Corrections(book, said, keep=True)(file("a.xlsx", "手机"))
    later = Corrections(book, NOTHING, keep=True)
    assert later(file("a.xlsx", "姓名", "手机")) == said
    assert later(file("a.xlsx", "姓名")) == NOTHING


def test_a_trial_remembers_nothing_and_a_person_can_have_it_forgotten(tmp_path: Path) -> None:
    book = tmp_path / "corrections.json"
    Corrections(book, SAID, keep=False)(file("a.xlsx", "部位"))
    assert not book.exists()
    Corrections(book, SAID, keep=True)(file("a.xlsx", "部位"))
    forgetting = Corrections(book, Correction(form=FORGET), keep=True)
    assert forgetting(file("a.xlsx", "部位")) == NOTHING
    assert Corrections(book, NOTHING, keep=True)(file("a.xlsx", "部位")) == NOTHING


def test_that_a_list_is_a_part_is_remembered_beside_its_form(tmp_path: Path) -> None:
    book = tmp_path / "corrections.json"
    Corrections(book, SAID, keep=True)(file("a.xlsx", "部位"))
    part = Corrections(book, Correction(whole=False), keep=True)
    assert part(file("a.xlsx", "部位")) == replace(SAID, whole=False)
    later = Corrections(book, NOTHING, keep=True)
    assert later(file("a.xlsx", "部位")) == replace(SAID, whole=False)
    whole = Corrections(book, Correction(whole=True), keep=True)
    assert whole(file("a.xlsx", "部位")).whole is True


def kept(name: str, office: str) -> RegisterFile:
    rows = (Row(1, (f"填报单位：{office}",)), Row(2, ("部位",)))
    table = Table(name="Sheet1", sheet="Sheet1", rows=rows)
    return RegisterFile(name=name, sha256="0" * 64, media_type="", tables=(table,))


def test_whose_a_silent_file_is_holds_until_a_second_office_is_named(tmp_path: Path) -> None:
    book = tmp_path / "corrections.json"
    ours, theirs = Correction(office="应急局"), Correction(office="生态局")
    assert Corrections(book, ours, keep=True)(file("a.xlsx", "部位")) == ours
    assert Corrections(book, NOTHING, keep=True)(file("a.xlsx", "部位")) == ours
    assert Corrections(book, NOTHING, keep=True)(file("b.xlsx", "部位")) == NOTHING
    assert Corrections(book, NOTHING, keep=True)(kept("a.xlsx", "生态局")) == NOTHING
    assert Corrections(book, theirs, keep=True)(file("a.xlsx", "部位")) == theirs
    assert Corrections(book, NOTHING, keep=True)(file("a.xlsx", "部位")) == NOTHING


def test_what_is_said_against_a_file_holds_for_those_that_say_the_same(tmp_path: Path) -> None:
    book = tmp_path / "corrections.json"
    nobody = Correction(office=NOBODY)
    Corrections(book, nobody, keep=True)(kept("a.xlsx", "应急局"))
    later = Corrections(book, NOTHING, keep=True)
    assert later(kept("a.xlsx", "应急局")) == nobody
    assert later(kept("a.xlsx", "生态局")) == NOTHING
    forgetting = Corrections(book, Correction(form=FORGET), keep=True)
    assert forgetting(kept("a.xlsx", "应急局")) == NOTHING
    assert Corrections(book, NOTHING, keep=True)(kept("a.xlsx", "应急局")) == NOTHING


def test_that_a_list_is_whole_holds_for_its_keeper_alone_and_that_it_is_a_part_for_all(
    tmp_path: Path,
) -> None:
    book = tmp_path / "corrections.json"
    ours, theirs, silent = (
        kept("a.xlsx", "应急局"),
        kept("a.xlsx", "生态局"),
        file("a.xlsx", "部位"),
    )
    Corrections(book, Correction(whole=True), keep=True)(ours)
    later = Corrections(book, NOTHING, keep=True)
    assert [later(each).whole for each in (ours, theirs, silent)] == [True, None, None]
    Corrections(book, Correction(whole=False), keep=True)(silent)
    later = Corrections(book, NOTHING, keep=True)
    assert [later(each).whole for each in (ours, theirs, silent)] == [True, False, False]


def test_a_broken_book_is_one_clear_error(tmp_path: Path) -> None:
    book = tmp_path / "corrections.json"
    book.write_text("{", encoding="utf-8")
    with pytest.raises(FileUnusableError):
        Corrections(book, NOTHING, keep=True)


def test_columns_are_given_as_column_and_field() -> None:
    assert parsed_columns(["部位=风险点", "谁管 = 责任人"]) == {"部位": "风险点", "谁管": "责任人"}
    for wrong in ("部位", "=风险点", "部位="):
        with pytest.raises(ColumnOptionError) as caught:
            parsed_columns([wrong])
        assert wrong in caught.value.zh
