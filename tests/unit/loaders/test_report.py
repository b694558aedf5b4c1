"""The report of a load (导入报告)."""

import json

from graph.store.plan import Outcome
from loaders.readers.text import UnreadableFileError
from loaders.report import REJECTED, Entry, LoadReport, Place

PLACE = Place(file="登记册.xlsx", sheet="企业", row=5, column="统一社会信用代码")
FAULT = Entry(
    kind="Enterprise", subject="甲公司", place=PLACE, value="123", zh="应为 18 位", en="expected 18"
)


def test_a_line_names_its_place_in_both_languages() -> None:
    assert FAULT.sentence("zh") == (
        "文件“登记册.xlsx”工作表“企业”第 5 行“统一社会信用代码”（甲公司）：值“123”，应为 18 位"
    )
    assert FAULT.sentence("en") == (
        "“登记册.xlsx”, sheet “企业”, row 5, column “统一社会信用代码” (甲公司): "
        "value “123”: expected 18"
    )


def test_the_place_in_a_document_is_its_characters() -> None:
    assert Place(file="a.txt", start=3, end=7).words("en") == "“a.txt”, characters 3–7"


def test_a_file_that_cannot_be_read_is_told_in_its_own_words() -> None:
    error = UnreadableFileError("没有.csv", "no such file")
    assert Entry.of_error(error).sentence("zh") == error.zh
    assert Entry.of_error(error).place.file == "没有.csv"


def test_lists_counts_and_sentence_agree() -> None:
    report = LoadReport(name="登记册.xlsx")
    report.add(REJECTED, FAULT)
    report.extend(Outcome.ADDED, [FAULT, FAULT])
    shown = json.loads(b"".join(report.json_pieces()))
    first = ("added", "confirmed", "corrected", "ended", "unchanged", "proposed")
    outcomes = (*first, "retracted", "rejected")
    assert [len(shown[key]) for key in outcomes] == [2, 0, 0, 0, 0, 0, 0, 1]
    assert shown["counts"] == {key: len(shown[key]) for key in outcomes}
    assert shown["rejected"][0] == {
        "kind": "Enterprise",
        "subject": "甲公司",
        "file": "登记册.xlsx",
        "sheet": "企业",
        "row": 5,
        "column": "统一社会信用代码",
        "start": None,
        "end": None,
        "locator": None,
        "value": "123",
        "reason": "应为 18 位",
        "reason_en": "expected 18",
    }
    assert report.summary("en") == (
        "Loaded “登记册.xlsx”: 2 added, 0 confirmed, 0 corrected, 0 ended, "
        "0 unchanged, 0 proposed, 0 retracted, 1 rejected."
    )
    assert report.summary("zh").startswith("导入“登记册.xlsx”：新增 2")
