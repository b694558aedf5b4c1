"""Days (日期) in the habits of registers; a month is never made a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from loaders.registers.days import calendar_day, is_month
from loaders.registers.values import RefusedValueError, day_of

HABITS = [
    "2023-11-07",
    "2023.11.7",
    "2023/11/07",
    "2023.11.07.",
    "20231107",
    "2023年11月7日",
    "2023 年 11 月 7 日",
    "2023年11月07号",
    "二〇二三年十一月七日",
    "二零二三年十一月七日",
    "２０２３－１１－０７",  # noqa: RUF001 - full width, as it is typed
    "45237",
    "45237.5",
    "2023-11-07 08:30:00",
    "2023/11/7 8:30",
]
NO_DAYS = ["2023-13-01", "2023-02-29", "23.11.7", "2023", "7日", "长期", "12345", "2023-11/07"]
MONTHS = ["2023年11月", "2023.11", "2023-11", "2023/11", "二〇二三年十一月", "2023年11月份"]


@pytest.mark.parametrize("text", HABITS)
def test_a_day_is_read_in_every_habit(text: str) -> None:
    assert calendar_day(text) == date(2023, 11, 7)


@pytest.mark.parametrize("text", NO_DAYS)
def test_anything_else_is_no_day(text: str) -> None:
    assert calendar_day(text) is None
    assert not is_month(text)


@pytest.mark.parametrize("text", MONTHS)
def test_a_month_is_refused_as_a_month(text: str) -> None:
    assert is_month(text)
    with pytest.raises(RefusedValueError) as caught:
        day_of(text)
    assert "只写到月" in caught.value.zh


CHINESE = "〇一二三四五六七八九"


def in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        (CHINESE[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (CHINESE[ones] if ones else "")
    )


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)))
def test_every_way_of_writing_a_day_gives_that_day(day: date) -> None:
    year = "".join(CHINESE[int(figure)] for figure in str(day.year))
    ways = [
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
        str((day - date(1899, 12, 30)) // timedelta(days=1)),
    ]
    assert {calendar_day(way) for way in ways} == {day}
