"""Page numbers and running heads go; words and figures of the text stay."""

import pytest

from loaders.documents.text.clean import clean


def paged(*pages: str) -> str:
    return "".join(f"{page}\n\f" for page in pages)


@pytest.mark.parametrize(
    "mark", ["— 3 —", "- 3 -", "第3页", "第 3 页 共 8 页", "Page 3 of 8", "\uff0d3\uff0d"]
)
def test_an_unmistakable_page_number_goes_anywhere(mark: str) -> None:
    assert clean(f"甲。\n{mark}\n乙。").text == "甲。\n乙。"


@pytest.mark.parametrize(
    "line", ["一、总体要求........ 1", "（二）任务 …………12", "第一章 总则 . . . . . 3"]
)
def test_a_line_of_a_table_of_contents_goes(line: str) -> None:
    assert clean(f"目录\n{line}\n一、总体要求").text == "目录\n一、总体要求"


@pytest.mark.parametrize("line", ["3", "第3条", "3家", "—", "2023-10-08", "1/2"])
def test_what_may_be_text_stays(line: str) -> None:
    assert clean(f"甲。\n{line}\n乙。").text == f"甲。\n{line}\n乙。"


def test_heads_that_return_go_but_the_title_stays() -> None:
    text = paged("年度总结\n甲。\n1", "年度总结\n乙。\n2", "年度总结\n丙。\n3")

    assert clean(text).text == "年度总结\n甲。\n乙。\n丙。\n"


def test_a_foot_that_counts_the_pages_goes() -> None:
    text = paged("甲。\n打印 8:27 第1/3张", "乙。\n打印 8:27 第2/3张", "丙。\n打印 8:27 第3/3张")

    assert clean(text).text == "甲。\n乙。\n丙。\n"


def test_spaces_between_figures_make_no_difference() -> None:
    text = paged("甲。\n第 1 2 号", "乙。\n第12号", "丙。\n第 12 号")

    assert clean(text).text == "甲。\n乙。\n丙。\n"


def test_figures_at_the_edge_of_pages_stay() -> None:
    text = paged("甲。\n小计 5 家", "乙。\n小计 9 家", "丙。\n小计 7 家")

    assert clean(text).text == "甲。\n小计 5 家\n乙。\n小计 9 家\n丙。\n小计 7 家\n"


def test_what_returns_in_the_middle_of_pages_stays() -> None:
    text = paged(*["甲。\n乙。\n责任人：区长\n丙。\n丁。".replace("甲", c) for c in "子丑寅"])

    assert clean(text).text.count("责任人：区长") == 3


def test_a_sentence_goes_on_over_the_page() -> None:
    words = "各镇街道要压实责任，落实园区安全托管，引入第三方专业机构，对重点企业开展"
    page = "\n".join([words] * 4)

    assert "开展各镇" in clean(paged(f"{page}\n— 1 —", f"{page}\n— 2 —")).text
    assert "\n" not in clean(paged(f"{page}\n— 1 —", f"{page}\n— 2 —")).text.strip()
