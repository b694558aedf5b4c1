"""A text layer knows where each character stands in the file, and what a person calls the place."""

import pytest

from loaders.layer import Landmark, Part, Span, TextLayer

# "甲“乙”\n丙" of a file that reads 甲&ldquo;乙&rdquo;</p><p>丙
FILE = "甲&ldquo;乙&rdquo;</p><p>丙"
LAYER = TextLayer(
    text="甲“乙”\n丙",
    parts=(
        Part(0, Span(0, 1)),
        Part(1, Span(1, 8)),
        Part(2, Span(8, 9)),
        Part(3, Span(9, 16)),
        Part(4, Span(16, 23)),
        Part(5, Span(23, 24)),
    ),
)


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("甲", "甲"),
        ("“乙”", "&ldquo;乙&rdquo;"),
        ("乙”\n丙", "乙&rdquo;</p><p>丙"),
        ("\n", "</p><p>"),
    ],
)
def test_a_span_covers_what_it_stands_for(quote: str, printed: str) -> None:
    start = LAYER.text.index(quote)
    place = LAYER.to_file(Span(start, start + len(quote)))

    assert FILE[place.start : place.end] == printed


def test_without_parts_the_layer_is_the_file() -> None:
    assert TextLayer(text="甲乙").to_file(Span(1, 2)) == Span(1, 2)


@pytest.mark.parametrize(
    ("span", "name"),
    [
        (Span(0, 1), None),
        (Span(1, 3), "第1页"),
        (Span(3, 4), "第2页"),
        (Span(2, 4), "第1页至第2页"),
        (Span(3, 3), "第2页"),
    ],
)
def test_a_span_is_on_the_page_where_it_begins_and_ends(span: Span, name: str | None) -> None:
    layer = TextLayer(text="序甲乙丙", landmarks=(Landmark(1, "第1页"), Landmark(3, "第2页")))

    assert layer.locator(span) == name


def test_a_span_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(2, 1)
