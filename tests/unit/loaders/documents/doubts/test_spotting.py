"""Spotting of known words (词语定位)."""

import re

from hypothesis import given, strategies as st

from loaders.documents.doubts.spotting import Spotter

WORDS = st.lists(st.text(alphabet="甲乙丙", min_size=2, max_size=5), max_size=8)


def test_the_longest_word_counts_at_each_place() -> None:
    text = "东岸化工园区与东岸，东岸化工园区。"
    spotter = Spotter(["东岸", "东岸化工园区", "岸"])
    assert [text[s.start : s.end] for s in spotter.spots(text)] == [
        "东岸化工园区",
        "东岸",
        "东岸化工园区",
    ]


@given(text=st.text(alphabet="甲乙丙丁", max_size=40), words=WORDS)
def test_it_finds_what_a_regular_expression_finds(text: str, words: list[str]) -> None:
    longest_first = sorted(set(words), key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    expected = [m.span() for m in re.finditer(pattern, text)] if words else []
    assert [(s.start, s.end) for s in Spotter(words).spots(text)] == expected
