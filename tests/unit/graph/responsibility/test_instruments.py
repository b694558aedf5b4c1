import pytest

from graph.evidence.instruments import cited, instrument, instruments

NO_12 = next(entry for entry in instruments() if entry.number.endswith("12号"))


def test_document_no_12_was_on_trial_for_three_years() -> None:
    days = ("2021-02-03", "2021-02-04", "2024-02-03", "2024-02-04")
    assert [NO_12.in_force(day) for day in days] == [False, True, True, False]


def test_one_edition_of_the_work_safety_law_follows_the_other() -> None:
    old, new = instrument("安全生产法（2014）"), instrument("安全生产法（2021）")
    assert old.in_force_until == new.in_force_from == "2021-09-01"


def test_names_are_unique_and_days_are_dates() -> None:
    names = [entry.name for entry in instruments()]
    assert len(names) == len(set(names))
    for entry in instruments():
        assert len(entry.in_force_from) == 10
        assert entry.in_force_until is None or entry.in_force_from < entry.in_force_until


def test_an_unknown_instrument_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        instrument("没有的办法")


@pytest.mark.parametrize(
    ("text", "day", "written"),
    [
        ("《中华人民共和国安全生产法》第二十二条", "2022-03-12", "安全生产法（2021） 第二十二条"),
        ("《安全生产法》第五条", "2020-03-12", "安全生产法（2014） 第五条"),
        ("安全生产法（2014）第五条", "2022-03-12", "安全生产法（2014） 第五条"),
        ("应急厅[2021]12号第三条", "2025-03-12", f"{NO_12.name} 第三条"),
        ("镇专管员制度", "2022-03-12", "镇专管员制度"),
    ],
)
def test_a_basis_as_a_source_words_it(text: str, day: str, written: str) -> None:
    citation = cited(text, day)
    assert str(citation) == written
    assert not citation.verified, "nobody has checked what a register cites"
