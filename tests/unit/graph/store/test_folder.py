"""The data folder (数据目录)."""

import stat
from pathlib import Path

import pytest

from graph.store.errors import DataFolderError, ForeignDataFolderError
from graph.store.folder import DataFolder, EngineRecord

RECORD = EngineRecord(pid=1, bolt_port=2, http_port=3, lease_port=4, started="2026-01-01")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "a" / "b")
    made.prepare()
    return made


def test_it_is_made_for_its_owner_alone(folder: DataFolder) -> None:
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    folder.prepare()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(ForeignDataFolderError) as caught:
        DataFolder(tmp_path).prepare()
    assert caught.value.found == "thesis.docx"
    assert "CUSTODY_DATA" in caught.value.zh
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_folder_of_another_format_is_left_alone(folder: DataFolder) -> None:
    (folder.path / "custody.json").write_text('{"made_by": "custody", "format": 99}')
    with pytest.raises(ForeignDataFolderError):
        folder.prepare()


def test_a_file_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderError) as caught:
        DataFolder(tmp_path / "file" / "data").prepare()
    assert str(tmp_path / "file" / "data") in caught.value.zh


def test_a_secret_is_kept_and_shown_to_nobody(folder: DataFolder) -> None:
    assert folder.secret() is None
    secret = folder.make_secret()
    assert folder.secret() == secret
    assert secret.password not in repr(secret)
    assert secret.token not in repr(secret)
    assert stat.S_IMODE((folder.path / "engine.secret").stat().st_mode) == 0o600


def test_a_record_lasts_until_it_is_withdrawn(folder: DataFolder) -> None:
    assert folder.record() is None
    folder.announce(RECORD)
    assert folder.record() == RECORD
    folder.withdraw()
    folder.withdraw()
    assert folder.record() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', "\x00"])
def test_a_record_cut_short_is_no_record(folder: DataFolder, text: str) -> None:
    (folder.path / "engine.json").write_text(text)
    assert folder.record() is None


def test_a_folder_is_kept_while_its_keeper_holds_the_lock(folder: DataFolder) -> None:
    assert not folder.is_kept()
    with folder.keeper_lock:
        assert folder.is_kept()
    assert not folder.is_kept()


def test_the_log_may_be_there_before_the_engine(tmp_path: Path) -> None:
    (tmp_path / "custody.log").write_text("…", encoding="utf-8")
    DataFolder(tmp_path).prepare()
    assert (tmp_path / "custody.json").exists()
