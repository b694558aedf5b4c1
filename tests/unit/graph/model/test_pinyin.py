"""Pinyin (拼音): read as the library reads, whose tables it takes without holding them."""

from hypothesis import given, strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from graph.model.pinyin import initials, spelled, syllable

_PHRASES = sorted(PHRASES_DICT)
_CHARACTERS = sorted(map(chr, PINYIN_DICT))


def _as_the_library(text: str) -> bool:
    letters = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
    return spelled(text) == "".join(lazy_pinyin(text)) and initials(text) == letters


def test_phrases_and_characters_are_read_as_the_library_reads_them() -> None:
    assert [
        text for text in (*_PHRASES[::12], *_CHARACTERS[::12]) if not _as_the_library(text)
    ] == []
    sounds = [c for c in _CHARACTERS[::50] if [syllable(c)] != lazy_pinyin(c, style=Style.TONE)]
    assert sounds == []


_PARTS = st.one_of(
    st.sampled_from(_PHRASES),
    st.sampled_from(_PHRASES).map(lambda phrase: phrase[:-1]),
    st.sampled_from(_CHARACTERS),
    st.sampled_from(("A-1 ", "ü", "㐂", "，", "々", " ")),
)


@given(st.lists(_PARTS, max_size=6).map("".join))
def test_text_is_cut_into_phrases_as_the_library_cuts_it(text: str) -> None:
    assert _as_the_library(text) or not text
