from graph.responsibility.interval import Interval


def test_the_first_day_counts_and_the_last_does_not() -> None:
    days = Interval(start="2022-01-01", end="2023-01-01")
    assert not days.holds("2021-12-31")
    assert days.holds("2022-01-01")
    assert days.holds("2022-12-31")
    assert not days.holds("2023-01-01")
    assert days.ended("2023-01-01")
    assert not days.ended("2022-12-31")


def test_an_open_interval_never_ends() -> None:
    assert Interval().holds("9999-12-31")
    assert not Interval().ended("9999-12-31")
    assert Interval().known_start is None


def test_days_of_both() -> None:
    duty = Interval(start="2021-01-01")
    term = Interval(start="2020-01-01", end="2022-06-01")
    assert duty.within(term) == Interval(start="2021-01-01", end="2022-06-01")
    assert Interval().within(Interval()) == Interval()


def test_days_of_either() -> None:
    unknown = Interval(end="2022-01-01")
    known = Interval(start="2020-01-01", end="2023-01-01")
    assert unknown.covering(known) == Interval(start="2020-01-01", end="2023-01-01")
    assert known.covering(Interval()).end is None
