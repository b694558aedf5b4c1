"""Where marked copies go (标注副本): told before anything is read."""

from pathlib import Path

import pytest

from loaders.report import Entry, LoadReport, Place
from server.errors import MarkedOptionError
from server.exits import ExitCode, code_for
from server.marked_copies import copies_of, write_copies


def register(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("企业名称,风险点\n甲公司,罐区\n", encoding="utf-8")
    return path


def test_one_register_goes_to_a_file_and_several_to_a_folder(tmp_path: Path) -> None:
    one, other = register(tmp_path / "甲.csv"), register(tmp_path / "乙.csv")
    assert copies_of([one], tmp_path / "标注.xlsx") == {one: tmp_path / "标注.xlsx"}
    folder = tmp_path / "标注"
    copies = copies_of([one, other], folder)
    assert copies == {one: folder / "甲.xlsx", other: folder / "乙.xlsx"}
    report = LoadReport(name="两份")
    place = Place(file="乙.csv", row=2, column="风险点")
    report.add("rejected", Entry(kind="cell", subject="甲", place=place, zh="有误", en="wrong"))
    write_copies(copies, report)
    assert sorted(path.name for path in folder.iterdir()) == ["乙.xlsx", "甲.xlsx"]


def test_what_cannot_be_written_is_refused_as_a_wrong_option(tmp_path: Path) -> None:
    one, other = register(tmp_path / "甲.csv"), register(tmp_path / "乙.csv")
    twin = register(tmp_path / "二" / "甲.csv")
    text = tmp_path / "总结.txt"
    text.write_text("总结", encoding="utf-8")
    wrong = (
        ([one, other], tmp_path / "标注.xlsx"),
        ([one], one),
        ([one, twin], tmp_path / "标注"),
        ([text], tmp_path / "标注.xlsx"),
    )
    for paths, marked in wrong:
        with pytest.raises(MarkedOptionError) as caught:
            copies_of(paths, marked)
        assert code_for(caught.value) is ExitCode.USAGE
        assert "无法读写" not in caught.value.zh
