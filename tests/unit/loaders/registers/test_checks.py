"""Checks of official codes (编码校验)."""

import pytest
from hypothesis import given, strategies as st

from loaders.registers.checks import is_cas_number, is_credit_code, is_region_code

CAS_NUMBERS = ["7664-41-7", "64-17-5", "74-86-2", "79-21-0", "52583-42-3", "9004-70-0", "58-08-2"]


@pytest.mark.parametrize("number", CAS_NUMBERS)
def test_cas_numbers_of_the_standard_pass(number: str) -> None:
    assert is_cas_number(number)


@pytest.mark.property
@given(st.sampled_from(CAS_NUMBERS), st.integers(0, 9))
def test_one_wrong_check_digit_is_always_found(number: str, digit: int) -> None:
    assert is_cas_number(number[:-1] + str(digit)) == (number[-1] == str(digit))


@pytest.mark.parametrize("wrong", ["", "7664417", "7664-41-77", "07664-41-7", "abc-de-f"])
def test_what_is_no_cas_number(wrong: str) -> None:
    assert not is_cas_number(wrong)


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.property
@given(st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_of_a_credit_code_is_always_found(place: int, character: str) -> None:
    code = "91350100M000100Y43"
    changed = code[:place] + character + code[place + 1 :]
    assert is_credit_code(changed) == (changed == code)


@pytest.mark.parametrize(
    "wrong", ["", "91350100M000100Y4", "91350100m000100y43", "9135010OM000100Y43"]
)
def test_what_is_no_credit_code(wrong: str) -> None:
    assert not is_credit_code(wrong)


@pytest.mark.parametrize("code", ["350000", "350305", "350305105", "350305105201"])
def test_codes_of_divisions_towns_and_villages(code: str) -> None:
    assert is_region_code(code)


@pytest.mark.parametrize("wrong", ["", "35", "3503", "035030", "3503051", "35030X"])
def test_what_is_no_region_code(wrong: str) -> None:
    assert not is_region_code(wrong)
