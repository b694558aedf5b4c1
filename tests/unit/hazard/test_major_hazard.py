"""Identification and grading: what the standard says, and what the record must say."""

import math

import pytest

from hazard.errors import MissingInputError, OutOfValidityError, UnknownNameError
from hazard.gb18218.lookup import InvalidCasNumberError, substances_by_name
from hazard.gb18218.tables import categories, named_substances
from hazard.major_hazard import (
    SOURCE,
    Content,
    Grade,
    Holding,
    alpha_of,
    assess,
    grade_of,
    grading_index,
    identification_index,
)
from hazard.tables import flag


def _ammonia(quantity: float | None) -> Content:
    return Content(name="液氨", cas="7664-41-7", quantity=quantity)


@pytest.mark.parametrize(
    ("r", "grade"),
    [
        (0.0, Grade.FOUR),
        (math.nextafter(10, 0), Grade.FOUR),
        (10.0, Grade.THREE),
        (math.nextafter(50, 0), Grade.THREE),
        (50.0, Grade.TWO),
        (math.nextafter(100, 0), Grade.TWO),
        (100.0, Grade.ONE),
    ],
)
def test_the_lower_end_belongs_to_the_graver_grade(r: float, grade: Grade) -> None:
    assert grade_of(r) is grade


@pytest.mark.parametrize(
    ("people", "alpha"),
    [(0, 0.5), (1, 1.0), (29, 1.0), (30, 1.2), (49, 1.2), (50, 1.5), (99, 1.5), (100, 2.0)],
)
def test_alpha_at_the_ends_of_its_bands(people: int, alpha: float) -> None:
    assert alpha_of(people).alpha == alpha


def test_below_one_it_is_no_major_hazard_and_has_no_grade() -> None:
    result = assess([_ammonia(9.999)], 100)
    assert not result.is_major_hazard
    assert result.grade is None
    assert result.grading_index is None
    assert result.possible_grades == ()


def test_a_sum_that_is_one_on_paper_is_one() -> None:
    """0.1 + 0.2 + 0.7 and the like must not fall short by rounding."""
    contents = [_ammonia(quantity) for quantity in (1.1, 2.2, 6.7)]
    result = assess(contents, 0)
    assert result.is_major_hazard
    assert result.identification_index == 1.0


def test_unknown_people_give_a_range_and_name_the_field() -> None:
    result = assess([_ammonia(50)], None)
    assert result.identification_index == 5.0
    assert result.grading_index is not None
    assert (result.grading_index.low, result.grading_index.high) == (5.0, 20.0)
    assert result.grade is None
    assert result.possible_grades == (Grade.THREE, Grade.FOUR)
    assert [gap.where for gap in result.missing] == ["Unit.people_within_500_m"]


def test_grade_is_stated_where_alpha_cannot_change_it() -> None:
    result = assess([Content(name="液化天然气", quantity=72_000)], None)
    assert result.grade is Grade.ONE
    assert result.missing


def test_ambiguous_cas_asks_for_the_row_and_lists_the_candidates() -> None:
    content = Content(name="硝酸铵", cas="6484-52-2", quantity=60)
    with pytest.raises(MissingInputError) as caught:
        assess([content], 0)
    assert caught.value.where == "HOLDS.gb18218_entry"
    assert [candidate.en[:6] for candidate in caught.value.candidates] == ["no. 43", "no. 44"]
    assert "第43项" in caught.value.zh


def test_a_stated_row_settles_it() -> None:
    content = Content(name="硝酸铵", cas="6484-52-2", table_number=44, quantity=60)
    assert assess([content], 0).identification_index == 1.2


def test_a_full_name_settles_an_ambiguous_cas() -> None:
    content = Content(name="硝酸铵（含可燃物≤0.2%）", cas="6484-52-2", quantity=50)
    assert assess([content], 0).terms[0].critical_quantity == 50


def test_name_and_cas_that_contradict_are_asked_about() -> None:
    with pytest.raises(MissingInputError) as caught:
        assess([Content(name="氯", cas="7664-41-7", quantity=10)], 0)
    assert len(caught.value.candidates) == 2


def test_not_listed_and_no_category_asks_for_categories() -> None:
    with pytest.raises(MissingInputError) as caught:
        assess([Content(name="正庚烷", cas="142-82-5", quantity=10)], 0)
    assert caught.value.where == "HOLDS.gb18218_categories"


def test_all_gaps_are_told_at_once() -> None:
    with pytest.raises(MissingInputError) as caught:
        assess([_ammonia(None), Content(name="正庚烷", quantity=10)], 0)
    assert caught.value.where == "HOLDS.quantity"
    assert [gap.of for gap in caught.value.others] == ["正庚烷"]


def test_no_contents_is_a_gap_not_a_clean_bill() -> None:
    with pytest.raises(MissingInputError):
        assess([], 0)


def test_several_categories_take_the_lowest_quantity_and_say_so() -> None:
    content = Content(name="一氧化碳", cas="630-08-0", quantity=20, symbols=("J3", "W2"))
    result = assess([content], 0)
    (term,) = result.terms
    assert (term.critical_quantity, term.beta) == (10, 2)
    assert term.rule is not None
    assert "W2" in term.rule.en
    assert term.beta_basis is not None
    assert "表3" in term.beta_basis.clause


def test_a_named_substance_beats_its_category() -> None:
    content = Content(name="甲醇", cas="67-56-1", quantity=500, symbols=("W5.1",))
    (term,) = assess([content], 0).terms
    assert (term.critical_quantity, term.beta) == (500, 1.5)


def test_beta_of_a_named_substance_without_known_category_is_asked_for() -> None:
    arsine = Content(name="砷化氢", cas="7784-42-1", quantity=2)
    with pytest.raises(MissingInputError) as caught:
        assess([arsine], 0)
    assert caught.value.where == "HOLDS.gb18218_categories"


def test_the_category_does_not_matter_below_one() -> None:
    assert not assess([Content(name="砷化氢", quantity=0.5)], 0).is_major_hazard


def test_a_stored_category_is_named_and_warned_of() -> None:
    result = assess([Content(name="甲烷", quantity=50)], 0)
    assert any("W2" in note.en for note in result.assumptions)
    assert result.warnings


def test_conditions_of_a_row_are_named() -> None:
    result = assess([Content(name="硝酸", cas="7697-37-2", quantity=100, symbols=("W9.2",))], 0)
    assert any("70%" in note.zh for note in result.assumptions)


def test_terms_keep_what_the_sum_is_made_of() -> None:
    (term,) = assess([_ammonia(50)], 100).terms
    assert (term.quantity, term.critical_quantity, term.ratio, term.beta) == (50, 10, 5, 2)
    assert term.weighted_ratio == 10
    assert str(term.basis) == "GB 18218-2018 表1 第1项"


@pytest.mark.parametrize("quantity", [-1.0, math.nan, math.inf])
def test_impossible_quantities_are_refused(quantity: float) -> None:
    with pytest.raises(OutOfValidityError):
        assess([_ammonia(quantity)], 0)


def test_names_that_do_not_exist_are_refused() -> None:
    with pytest.raises(UnknownNameError):
        assess([Content(name="x", quantity=1, symbols=("W10.2",))], 0)
    with pytest.raises(UnknownNameError):
        assess([Content(name="x", quantity=1, table_number=86)], 0)
    with pytest.raises(InvalidCasNumberError):
        assess([Content(name="氨", cas="7664-41-8", quantity=1)], 0)
    with pytest.raises(OutOfValidityError):
        assess([_ammonia(1)], -1)


@pytest.mark.parametrize("row", named_substances(), ids=lambda row: str(row.number))
def test_every_row_counts_one_at_its_critical_quantity(row: object) -> None:
    """单一品种：q ≥ Q 即为重大危险源."""
    named = next(item for item in named_substances() if item is row)
    content = Content(
        name=named.name,
        quantity=named.critical_quantity,
        table_number=named.number,
        symbols=("W2",),
    )
    result = assess([content], 0)
    assert result.is_major_hazard
    assert result.identification_index == 1.0


@pytest.mark.parametrize("row", categories(), ids=lambda row: row.symbol)
def test_every_category_counts_one_at_its_critical_quantity(row: object) -> None:
    found = next(item for item in categories() if item is row)
    content = Content(name="未列名物质", quantity=found.critical_quantity, symbols=(found.symbol,))
    result = assess([content], 1)
    assert result.identification_index == 1.0
    assert result.grading_index is not None
    assert result.grading_index.low == found.beta


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("液氯", [12]), ("硝化棉", [37, 38, 39, 40, 41]), ("tnt", [35]), ("甲醛", [8]), ("水", [])],
)
def test_names_and_aliases_are_found(name: str, numbers: list[int]) -> None:
    assert [row.number for row in substances_by_name(name)] == numbers


def test_indices_of_given_terms() -> None:
    """Examination: q 150 t, Q 20 t, β 2; R is 15 with α = 1.0."""
    term = Holding(name="x", quantity=150, critical_quantity=20, beta=2, basis=SOURCE)
    assert identification_index([term]) == 7.5
    assert grading_index([term], alpha=1.0) == 15.0


def test_a_term_without_beta_has_no_weight_and_no_grade() -> None:
    term = Holding(name="x", quantity=150, critical_quantity=20, basis=SOURCE)
    assert term.weighted_ratio is None
    with pytest.raises(MissingInputError):
        grading_index([term], alpha=1.0)


def test_terms_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        Holding(name="x", quantity=1, critical_quantity=0, basis=SOURCE)
    with pytest.raises(OutOfValidityError):
        grade_of(-1.0)


def test_malformed_cas_numbers_are_refused() -> None:
    with pytest.raises(InvalidCasNumberError):
        assess([Content(name="氨", cas="氨", quantity=1)], 0)


def test_cells_of_a_verified_column_say_true_or_false() -> None:
    with pytest.raises(ValueError, match="neither"):
        flag("yes")
