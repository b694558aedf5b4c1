"""What a workbook unpacks to (解压上限): a small file may hold a mountain."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from loaders.readers.calamine import read_other_workbook
from loaders.readers.faults import TooLargeError
from loaders.readers.unpacking import SHEETS_MAX, WHOLE_MAX, refuse_vast
from loaders.readers.workbook import read_workbook

MEGABYTE = bytes(1024 * 1024)


def stuffed(path: Path, part: str, size: int) -> Path:
    """Add a part of so many megabytes of nothing to a workbook."""
    Workbook().save(path)
    with (
        ZipFile(path, "a", compression=ZIP_DEFLATED) as package,
        package.open(part, "w", force_zip64=True) as file,
    ):
        for _ in range(size):
            file.write(MEGABYTE)
    return path


def test_a_workbook_whose_strings_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = stuffed(tmp_path / "企业.xlsx", "xl/sharedStrings.xml", WHOLE_MAX + 1)
    assert path.stat().st_size < 2 * len(MEGABYTE)
    with pytest.raises(TooLargeError) as caught:
        read_workbook(path)
    assert (caught.value.limit, caught.value.unit) == (WHOLE_MAX, "MB")
    assert caught.value.file == str(path)


def test_a_workbook_that_is_read_whole_is_held_to_less(tmp_path: Path) -> None:
    path = stuffed(tmp_path / "企业.ods", "content.xml", WHOLE_MAX + 1)
    with pytest.raises(TooLargeError):
        read_other_workbook(path)
    refuse_vast(path, SHEETS_MAX)


def test_what_is_no_package_is_for_others_to_judge(tmp_path: Path) -> None:
    (tmp_path / "企业.xlsx").write_text("甲", encoding="utf-8")
    refuse_vast(tmp_path / "企业.xlsx", 1)
    refuse_vast(tmp_path / "没有.xlsx", 1)
