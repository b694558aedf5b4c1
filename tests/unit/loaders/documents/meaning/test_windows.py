"""Windows: nothing of a text is left out or read twice, and sentences stay whole where they can."""

from hypothesis import given, strategies as st

from loaders.documents.meaning.windows import WIDEST, windows

lengths = st.integers(0, 3000)
places = st.lists(st.integers(0, 3000), unique=True).map(sorted)


@given(lengths, places)
def test_windows_follow_each_other_from_begin_to_end(length: int, starts: list[int]) -> None:
    found = windows(length, [start for start in starts if start < length])

    assert [0, *(span.end for span in found)] == [*(span.start for span in found), length]
    assert all(0 < span.end - span.start <= WIDEST for span in found)


def test_a_window_ends_where_a_sentence_does() -> None:
    assert [span.end for span in windows(1200, [0, 300, 500, 900])] == [500, 900, 1200]


def test_a_sentence_that_is_too_long_is_cut() -> None:
    assert [span.end for span in windows(1200, [0, 50, 1100])] == [510, 1020, 1200]
