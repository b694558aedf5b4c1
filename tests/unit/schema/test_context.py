"""The point on both clocks that is asked at, and the token that names it."""

from datetime import UTC, datetime, timedelta

import pytest

from graph.evidence import now
from schema.context import TokenError, TwoPointsError, point_of
from schema.scalars import SCALARS, Date, DateTime
from schema.types.base import At


def test_what_will_be_known_is_what_is_known() -> None:
    """Else its token would give another answer after the next write."""
    before = now()
    later = (datetime.now(UTC) + timedelta(days=400)).isoformat()
    for asked in (At(known_at=DateTime(later)), At(token=f"2030-01-01/{later}")):
        assert before <= point_of(asked).known_at <= now()
    assert point_of(At(token=f"2030-01-01/{later}")).as_of == "2030-01-01"


def test_a_token_gives_back_its_point() -> None:
    point = point_of(At(known_at=DateTime("2024-02-03T04:05:06.000007Z")))
    assert point_of(At(token=point.token)) == point


def test_a_token_beside_another_day_or_instant_is_not_silently_preferred() -> None:
    point = point_of(At(as_of=Date("2024-02-03")))
    same = At(token=point.token, as_of=Date(point.as_of), known_at=DateTime(point.known_at))
    assert point_of(same) == point
    other_day = At(token=point.token, as_of=Date("2022-03-12"))
    other_instant = At(token=point.token, known_at=DateTime("2022-03-12T00:00:00.000000Z"))
    for asked in (other_day, other_instant):
        with pytest.raises(TwoPointsError):
            point_of(asked)


@pytest.mark.parametrize(
    "token",
    [
        *("", "x", "2024-01-01", "2024-01-01/", "/2024-01-01T00:00:00Z", "2024-02-30/2024-01-01"),
        *("9999-12-31/9999-12-31T23:59:59-10:00", "0001-01-01/0001-01-01T00:00:00+10:00"),
    ],
)
def test_what_is_no_token_is_said_to_be_none(token: str) -> None:
    with pytest.raises(TokenError):
        point_of(At(token=token))


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+10:00", "x"])
def test_an_instant_that_is_none_is_told_in_both_languages(text: str) -> None:
    with pytest.raises(ValueError, match=r"时刻应如 .* / expected"):
        SCALARS[DateTime].parse_value(text)
