"""Laws of identification and grading (辨识与分级规律), GB 18218-2018."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from hazard.gb18218.lookup import has_valid_check_digit
from hazard.gb18218.tables import categories, grade_bands, named_betas
from hazard.major_hazard import Content, Grade, assess, grade_of

pytestmark = pytest.mark.property

ORDER = [band.grade for band in grade_bands()]
symbols = st.sampled_from([row.symbol for row in categories()])
quantities = st.decimals(0, 100_000, places=3).map(float)
contents = st.lists(
    st.builds(
        Content,
        name=st.just("未列名物质"),
        quantity=quantities,
        symbols=st.lists(symbols, min_size=1, max_size=3, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=6,
)
people = st.integers(0, 500)


@given(held=contents, near=people)
def test_s_and_r_are_the_sums_the_standard_writes(held: list[Content], near: int) -> None:
    result = assess(held, near)
    s = sum(Fraction(str(t.quantity)) / Fraction(str(t.critical_quantity)) for t in result.terms)
    assert result.identification_index == float(s)
    assert result.is_major_hazard == (s >= 1)
    assert (result.grade is None) == (not result.is_major_hazard)


@given(held=contents, near=people)
def test_the_order_of_contents_does_not_matter(held: list[Content], near: int) -> None:
    there, back = assess(held, near), assess(held[::-1], near)
    assert there.identification_index == back.identification_index
    assert there.grading_index == back.grading_index
    assert there.grade is back.grade


@given(held=contents, near=people, more=st.integers(0, 200))
def test_more_people_never_make_it_less_grave(held: list[Content], near: int, more: int) -> None:
    few, many = assess(held, near).grade, assess(held, near + more).grade
    assert few is None or (many is not None and ORDER.index(many) <= ORDER.index(few))


@given(held=contents)
def test_the_range_over_alpha_holds_every_answer(held: list[Content]) -> None:
    unknown = assess(held, None)
    for near in (0, 1, 30, 50, 100):
        known = assess(held, near)
        assert known.identification_index == unknown.identification_index
        if known.grading_index and unknown.grading_index:
            assert unknown.grading_index.low <= known.grading_index.low
            assert known.grading_index.high <= unknown.grading_index.high
            assert known.grade in unknown.possible_grades


@given(st.floats(0, 1e6))
def test_grades_follow_table_6(r: float) -> None:
    """一级 R ≥ 100, 二级 100 > R ≥ 50, 三级 50 > R ≥ 10, 四级 R < 10."""
    expected = (
        Grade.ONE if r >= 100 else Grade.TWO if r >= 50 else Grade.THREE if r >= 10 else Grade.FOUR
    )
    assert grade_of(r) is expected


@given(row=st.sampled_from(named_betas()), digit=st.integers(0, 9))
def test_any_other_check_digit_is_refused(row: object, digit: int) -> None:
    cas = next(item.cas for item in named_betas() if item is row)
    assert has_valid_check_digit(f"{cas[:-1]}{digit}") == (cas[-1] == str(digit))
