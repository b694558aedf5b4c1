"""Sentences and clauses end where a reader ends them."""

import pytest

from loaders.documents.text.segment import sentences


def cut(text: str) -> list[list[str]]:
    return [[text[c.start : c.end] for c in s.clauses] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲引入乙,丙。丁!", [["甲引入乙", "丙"], ["丁"]]),
        ("甲，乙；丙", [["甲", "乙"], ["丙"]]),
        ("甲\n\n乙。\n", [["甲"], ["乙"]]),
        ("共1,599条,完成。", [["共1,599条", "完成"]]),
        ("全市首推“甲。乙”,丙。", [["全市首推“甲。乙”", "丙"]]),
        ("要求(一)如下:乙。", [["要求(一)如下", "乙"]]),
        ("“未合\n乙。", [["“未合"], ["乙"]]),
        ("甲“乙。丙,丁。戊。", [["甲“乙"], ["丙", "丁"], ["戊"]]),
        ("1)甲“乙。丙”;丁", [["1)甲“乙。丙”"], ["丁"]]),
        ("甲((乙,丙),丁),戊", [["甲((乙,丙),丁)", "戊"]]),
        ("“" + "甲。" * 200 + "”", [["“甲"], *[["甲"]] * 199, ["”"]]),
        ("一、\t甲引入乙。", [["一、"], ["甲引入乙"]]),
        ("", []),
    ],
)
def test_cut(text: str, expected: list[list[str]]) -> None:
    assert cut(text) == expected


def test_what_has_no_marks_is_cut_all_the_same() -> None:
    text = "安全" * 3000
    found = sentences(text)

    assert max(s.span.end - s.span.start for s in found) <= 1000
    assert "".join(text[s.span.start : s.span.end] for s in found) == text


def test_a_long_list_is_cut_behind_a_mark() -> None:
    text = "甲化工企业、" * 400
    found = sentences(text)

    assert len(found) > 1
    assert all(text[s.span.end - 1] == "、" for s in found)
