"""The outline shows what a reader sees: headings, items, and what each of them governs."""

import pytest

from loaders.documents.text.outline import Section, outline


def seen(text: str) -> list[tuple[int, str, str, str]]:
    def words(section: Section) -> tuple[int, str, str, str]:
        title, body = section.title, section.body
        return (
            section.level,
            section.number,
            text[title.start : title.end],
            text[body.start : body.end],
        )

    return [words(section) for section in outline(text)]


def numbers(text: str) -> list[tuple[int, str]]:
    return [(level, number) for level, number, _, _ in seen(text)]


def test_a_heading_governs_what_follows_up_to_the_next_of_its_kind() -> None:
    text = "一、总体要求\n要求如下。\n二、任务\n（一）检查。查企业。\n（二）整改。\n三、保障\n略。"

    assert seen(text) == [
        (1, "一、", "总体要求", "要求如下。"),
        (1, "二、", "任务", "（一）检查。查企业。\n（二）整改。"),
        (2, "（一）", "检查", "查企业。"),
        (2, "（二）", "整改", ""),
        (1, "三、", "保障", "略。"),
    ]


def test_a_text_on_one_line_has_the_same_outline() -> None:
    text = (
        "总结如下:一、成效(一)机制完善。一是部署。印发方案。二是督查。(二)能力增强。二、打算。略。"
    )

    assert numbers(text) == [
        (1, "一、"),
        (2, "(一)"),
        (3, "一是"),
        (3, "二是"),
        (2, "(二)"),
        (1, "二、"),
    ]


def test_items_inside_a_paragraph_end_with_it() -> None:
    text = "一、任务\n抓三件事：一是检查；二是整改，年底完成。\n各镇要配合。"

    assert seen(text)[1:] == [
        (2, "一是", "检查", ""),
        (2, "二是", "整改，年底完成", ""),
    ]


def test_items_on_lines_of_their_own_govern_the_paragraphs_below() -> None:
    text = "1.检查。\n查企业。\n2.整改。\n改企业。"

    assert seen(text) == [(1, "1.", "检查", "查企业。"), (1, "2.", "整改", "改企业。")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第一章 总则\n第一条 为了安全。\n第二章 职责\n第二条 各负其责。", [1, 2, 1, 2]),
        ("1 总则\n1.1 目的\n略。\n1.2 依据\n略。\n2 组织\n2.1 机构\n略。", [1, 2, 2, 1, 2]),
        ("一、甲。\n（一）乙。\n1.丙。\n（1）丁。\n①戊。", [1, 2, 3, 4, 5]),
        ("第一，检查。第二，整改。", [1, 1]),
        ("一、目标。（一）项目。（二）条件。", [1, 2, 2]),
        ("一要检查，二要整改，三要问责。", [1, 1, 1]),
        ("二、前文缺失。\n三、后文。", [1, 1]),
    ],
)
def test_the_levels_of_common_numberings(text: str, found: list[int]) -> None:
    assert [section.level for section in outline(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "统一、规范、有序。",
        "涉及一、二级重大危险源的企业：一、二级重大危险源。",
        "按照第（一）项、第三条第(二)款执行。",
        "见图（1）和表(2)。",
        "共1.5万吨。",
        "要求统一是必要的。",
        "总面积3.5平方公里，1、2号罐。",
        "2023年12月1日",
        "各设区市应急管理局：\n请执行。",
        "",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert numbers(text) == []


def test_a_number_out_of_turn_inside_a_paragraph_is_none() -> None:
    assert numbers("一、甲。五、乙。二、丙。") == [(1, "一、"), (1, "二、")]


def test_a_short_line_without_a_number_governs_what_follows() -> None:
    text = "风险源名录\n前言。\n风险物质\n名称 | 存量\n苯 | 3t\n受体\n名称 | 距离\n学校 | 1km"

    assert seen(text) == [
        (0, "", "风险源名录", text[6:]),
        (1, "", "风险物质", "名称 | 存量\n苯 | 3t"),
        (1, "", "受体", "名称 | 距离\n学校 | 1km"),
    ]


def test_lines_of_a_list_or_of_a_broken_paragraph_are_no_headings() -> None:
    assert numbers("名单。\n甲公司\n乙公司\n丙公司\n以上企业。") == []
    assert numbers("各有关单位要，\n切实加强\n检查力度，落实责任。") == []


def test_a_notice_has_its_parts_and_no_signature_or_number_among_them() -> None:
    text = (
        "区安委办文件\n安办〔2024〕12号\n\n关于开展托管的通知\n\n各镇：\n现通知如下：\n"
        "一、目标\n全覆盖。\n二、任务\n一要检查，二要整改。\n\n附件：1.名单\n2.检查表\n\n"
        "区安委办\n2024年3月1日"
    )

    assert [(level, number + title) for level, number, title, _ in seen(text)] == [
        (0, "区安委办文件"),
        (1, "关于开展托管的通知"),
        (2, "一、目标"),
        (2, "二、任务"),
        (3, "一要检查"),
        (3, "二要整改"),
        (2, "附件"),
        (3, "1.名单"),
        (3, "2.检查表"),
    ]


def test_a_long_item_is_titled_by_its_first_clause() -> None:
    text = "一、" + "各牵头部门按照行动计划," + "进一步分解工作任务" * 6 + "。完。"

    assert seen(text)[0][2] == "各牵头部门按照行动计划"
