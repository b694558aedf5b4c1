"""Signatures and titles: the first line that is not blank tells whether a document is a plan."""

from loaders.documents import clean
from loaders.documents.extract import read
from loaders.documents.relations.signing import is_plan, issuers


def test_blank_lines_are_no_title() -> None:
    assert is_plan(read(clean("  \n　\n东江市应急局2024年工作要点\n一、强化检查。")))
    assert not is_plan(read(clean("东江市应急局2024年工作总结\n东江市2025年工作要点")))


def test_a_line_of_nothing_but_spaces_is_read_once() -> None:
    blank = read(clean("东江市应急局" + " \u3000" * 30_000 + "\n" + " \u3000" * 30_000))

    assert not is_plan(blank)
    assert issuers(blank, len(blank.text)) == ("东江市应急局",)
