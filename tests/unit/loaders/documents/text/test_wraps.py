"""Line ends and spaces that only the layout made go; those of the author stay."""

import pytest

from loaders.documents.text.clean import clean

WORDS = (
    "近年来，本市坚决贯彻城市安全发展战略，突出提升安全生产水平，着力破解综合治理难题，多项监管"
    "工作走在全省前列，化工行业产值占全省四成左右，在形势严峻的新形势下，危化领域事故始终保持低位"
    "运行，且未发生有较大社会影响的事故，确保了形势的稳定。"
)
MORE = (
    "各镇（街道）要压实责任，落实园区安全托管，引入第三方专业机构，对重点企业开展全覆盖检查，建立"
    "问题清单和整改清单，实行闭环管理，按月通报进度，年底前全部完成整改。"
)
TITLE = "安全生产工作总结"


def wrapped(*paragraphs: str, width: int = 30, indent: str = "") -> str:
    lines = []
    for paragraph in paragraphs:
        printed = indent + paragraph
        lines += [printed[start : start + width] for start in range(0, len(printed), width)]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [22, 30, 38])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_paragraphs_are_whole_again(width: int, indent: str) -> None:
    text = wrapped(TITLE, WORDS, MORE, width=width, indent=indent)

    assert clean(text).text == f"{indent}{TITLE}\n{indent}{WORDS}\n{indent}{MORE}"


def test_windows_line_ends_are_joined_too() -> None:
    text = wrapped(WORDS, MORE).replace("\n", "\r\n")

    assert clean(text).text.replace("\r", "") == f"{WORDS}\n{MORE}"


def test_headings_and_items_keep_their_lines() -> None:
    text = wrapped("一、主要做法", WORDS, "（一）压实责任", MORE, "1.检查。", MORE)

    assert clean(text).text == f"一、主要做法\n{WORDS}\n（一）压实责任\n{MORE}\n1.检查。\n{MORE}"


def test_a_full_line_before_a_heading_number_ends() -> None:
    cut = WORDS[:30] + "\n" + WORDS[30:60] + "\n" + WORDS[60:90] + "\n二、" + MORE[:27]

    assert clean(cut).text == WORDS[:90] + "\n二、" + MORE[:27]


def test_an_empty_line_ends_a_paragraph() -> None:
    text = f"{wrapped(WORDS[:90])}\n\n{wrapped(MORE)}"

    assert clean(text).text == f"{WORDS[:90]}\n\n{MORE}"


def test_rows_of_tables_keep_their_lines() -> None:
    rows = "企业名称全称如登记证所载 | 重大危险源数量 | 等级\n甲公司 | 3 | 一级\n乙公司 | 2 | 二级"

    assert clean(f"{wrapped(WORDS)}\n{rows}").text == f"{WORDS}\n{rows}"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{WORDS}\n{MORE}\n",
        "\n".join(f"第{n}化工有限责任公司安全生产管理部门联系人" for n in "一二三四五六七八"),
        "名单：\n甲化工有限公司\n乙化工有限公司\n丙化工有限公司\n丁化工有限公司",
        "各单位：\n请抓好落实。\n特此通知。\n某市应急管理局\n2024年3月1日",
        "甲 公司有 3 家“下属” 企业。",
        "",
        "\n\n",
    ],
)
def test_an_ordinary_text_keeps_its_lines_and_spaces(text: str) -> None:
    assert clean(text).text == text


def test_a_number_cut_in_two_is_one_number() -> None:
    cut = f"{WORDS[:30]}\n{WORDS[30:60]}\n{WORDS[60:90]}\n{MORE[:28]}，10\n25家企业。"

    assert clean(cut).text.endswith("，1025家企业。")


def test_a_label_begins_its_line() -> None:
    text = f"{wrapped(WORDS[:90])}\n来源：区应急局"

    assert clean(text).text == f"{WORDS[:90]}\n来源：区应急局"


def test_spaces_that_nobody_typed_go_in_running_text() -> None:
    spaced = wrapped(WORDS, MORE + "引入 “ 安全管家 ” 共 12 家（ 甲 、 乙 ）， 完成 82.4 % 。")

    assert clean(spaced).text.endswith("引入“安全管家”共12家（甲、乙），完成82.4%。")


def test_latin_words_and_numbers_do_not_run_together() -> None:
    lines = [WORDS[:30], WORDS[30:60], WORDS[60:90], MORE[:24] + "， HAZOP", "LOPA 分析。"]

    assert clean("\n".join(lines)).text.endswith("HAZOP\nLOPA分析。")
