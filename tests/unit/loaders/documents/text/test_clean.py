"""What a sharing site added goes; everything else stays, and knows where it stood."""

import pytest

from loaders.documents import CleanText, Span
from loaders.documents.text.clean import clean

HEAD = (
    "甲园区总结.docx\n"
    "《甲园区总结.docx》由会员分享,可在线阅读,更多相关《甲园区总结.docx》请搜索。\n"
)
TAIL = "- 配套讲稿:\n如PPT文件的首页显示图标。\n- 特殊限制:\n部分作品。\n"


def test_the_frame_goes_and_chunks_are_joined_without_a_separator() -> None:
    text = f"{HEAD}1、甲园区引入安全管\n2、家乙公司,共3\n3、5家。\n{TAIL}"

    assert clean(text).text == "甲园区引入安全管家乙公司,共35家。"


def test_real_numbers_stay() -> None:
    text = f"{HEAD}1、要求如下。1、坚持原则。2、加强检查。\n2、以上。\n{TAIL}"

    assert clean(text).text == "要求如下。1、坚持原则。2、加强检查。以上。"


def test_a_number_out_of_turn_at_the_start_of_a_line_stays() -> None:
    text = f"{HEAD}1、甲\n5、乙\n2、丙\n{TAIL}"

    assert clean(text).text == "甲\n5、乙丙"


def test_a_body_that_does_not_open_with_a_chunk_number_keeps_its_numbers() -> None:
    assert clean(f"{HEAD}要求如下:\n1、甲。\n2、乙。\n{TAIL}").text == "要求如下:\n1、甲。\n2、乙。"


def test_an_ordinary_document_stays_as_it_is() -> None:
    text = "通知\n\n各单位:\n1、加强检查;\n2、落实责任。\n  特此通知。\n"

    cleaned = clean(text)

    assert cleaned.text == text
    assert cleaned.pieces == (Span(0, len(text)),)


def test_words_quotes_and_punctuation_stay_as_printed() -> None:
    body = "重票论述,一一“甲”(1NG)"

    assert clean(f"{HEAD}1、{body}\n{TAIL}").text == body


def test_windows_line_ends_do_not_enter_a_joined_word() -> None:
    text = f"{HEAD}1、安全\n2、管家\n{TAIL}".replace("\n", "\r\n")

    assert clean(text).text == "安全管家"


def test_a_span_over_a_page_break_covers_the_break() -> None:
    text = f"{HEAD}1、安全管\n2、家\n{TAIL}"
    cleaned = clean(text)

    covering = cleaned.to_original(0, 4)
    parts = cleaned.original_parts(0, 4)

    assert text[covering.start : covering.end] == "安全管\n2、家"
    assert [text[part.start : part.end] for part in parts] == ["安全管", "家"]


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        clean("甲").to_original(0, 2)


def test_an_empty_text_has_an_empty_span() -> None:
    assert clean("").to_original(0, 0) == Span(0, 0)


def test_pieces_must_make_up_the_text() -> None:
    with pytest.raises(ValueError, match="pieces"):
        CleanText(text="甲乙", pieces=(Span(0, 1),))


def test_a_printed_page_of_a_sharing_site_wraps_its_line_and_spaces_its_numbers() -> None:
    lines = [
        "甲区安全生产工作总结.docx",
        "《 甲区安全生产工作总结.docx 》由会员分享 , 可在线阅读 , 更多",
        "相关《 甲区安全生产工作总结.docx 》请在文库网上搜索。",
        "1 、今年以来 , 甲区坚决贯彻上级部署 , 强化思想引领、构建责任",
        "体系、完善风险管控 , 深入开展安全生产专项整治行动 , 引入安全",
        "管家开展工作 , 强化思想引领、构建责任体系、完善风险管控的做法",
        "取得实效 , 引入安全管",
        "2 、家服务。",
    ]
    cleaned = clean("\n".join(lines)).text
    assert cleaned.startswith("今年以来,甲区")
    assert "构建责任体系" in cleaned
    assert cleaned.endswith("引入安全管家服务。")


@pytest.mark.parametrize("label", ["资源简介", "资源描述", "文档介绍", "内容简介"])
def test_what_a_site_tells_of_a_text_below_its_notices_stays(label: str) -> None:
    text = (
        "甲市督导工作简报(第6期).pdf\n- 配套讲稿:\n如PPT文件的首页显示图标。\n"
        "- 关 键 词:\n- 甲市 督导\n"
        f"- {label}:\n-\n督导组检查了2个化工园区。\n- 温馨提示:\n请先预览。\n"
    )

    cleaned = clean(text).text

    assert "督导组检查了2个化工园区。" in cleaned
    assert cleaned.startswith("甲市督导工作简报")
    assert not any(word in cleaned for word in ("PPT", "关 键 词", "请先预览"))
