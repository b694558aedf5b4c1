"""Signatures and titles: the first line that is not blank tells whether a document is a plan."""

from loaders.documents.extract import read
from loaders.documents.relations.signing import is_plan, issuers
from loaders.documents.text.clean import clean


def test_blank_lines_are_no_title() -> None:
    assert is_plan(read(clean("  \n　\n东江市应急局2024年工作要点\n一、强化检查。")))
    assert not is_plan(read(clean("东江市应急局2024年工作总结\n东江市2025年工作要点")))


def test_a_line_of_nothing_but_spaces_is_read_once() -> None:
    blank = read(clean("东江市应急局" + " \u3000" * 30_000 + "\n" + " \u3000" * 30_000))

    assert not is_plan(blank)
    assert issuers(blank, len(blank.text)) == ("东江市应急局",)


def test_the_end_of_a_long_first_line_tells_what_it_is() -> None:
    plan = "（征求意见稿）》的通知"

    assert is_plan(
        read(clean("关于印发《" + "安全生产" * 20_000 + "工作要点" + plan + "  \n一、强化检查。"))
    )


def test_the_first_line_is_read_once_however_often_it_is_asked_for() -> None:
    reading = read(clean("东江市应急局检查企业"))
    asked = is_plan.cache_info().misses

    assert [is_plan(reading) for _ in range(3)] == [False] * 3
    assert is_plan.cache_info().misses <= asked + 1
