"""Marks in a text (文中标记): spans may nest, cross and repeat; the text stays the text."""

from hypothesis import given, strategies as st

from loaders.documents import Span
from server.page.marks import Mark, painted
from tests.unit.server.page.reading import parsed

TEXTS = st.text(alphabet="甲乙<>&\"' \n园", min_size=1, max_size=30)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    ends = draw(st.lists(st.tuples(places, places), max_size=12))
    return text, [
        Mark(span=Span(min(pair), max(pair)), look=f"k{k}", anchor=f"a{k}", title='"<')
        for k, pair in enumerate(ends)
    ]


@given(marked())
def test_whatever_is_marked_the_text_is_kept_and_the_elements_nest(
    case: tuple[str, list[Mark]],
) -> None:
    text, marks = case
    page = parsed(str(painted(text, Span(0, len(text)), marks)))
    assert page.words == text
    assert not page.unclosed
    assert not page.crossed
    assert all(page.ids[mark.anchor] == 1 for mark in marks)


def test_a_span_that_crosses_another_is_drawn_in_parts() -> None:
    marks = [Mark(span=Span(0, 2), look="a"), Mark(span=Span(1, 3), look="b", anchor="x")]
    assert str(painted("甲乙丙", Span(0, 3), marks)) == (
        '<mark class="a">甲<mark class="b" id="x">乙</mark></mark><mark class="b">丙</mark>'
    )


def test_the_work_grows_with_the_marks_alone() -> None:
    for count in (1_000, 10_000):
        text = "甲" * (2 * count)
        nested = [Mark(span=Span(k, 2 * count - k), look="n") for k in range(count)]
        staggered = [Mark(span=Span(k, k + count), look="s", anchor=f"s{k}") for k in range(count)]
        page = parsed(str(painted(text, Span(0, len(text)), [*nested, *staggered])))
        assert page.words == text
        assert page.tags["mark"] < 2 * count
        assert sum(page.ids.values()) == count
