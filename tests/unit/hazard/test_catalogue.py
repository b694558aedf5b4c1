"""Catalogue: every model is documented, cited and warned of when unchecked."""

import inspect
from pathlib import Path

import pytest

import hazard
import hazard.tables
from hazard.catalogue import MODELS, method_of, model
from hazard.dispersion.dense_gas import SOURCE as BRITTER
from hazard.dispersion.stability import WIND_PROFILE
from hazard.errors import UnknownNameError
from hazard.explosion.kingery_bulmash import SOURCE as SWISDAK
from hazard.explosion.multi_energy import SOURCE as MULTI_ENERGY
from hazard.risk.purple_book import SOURCE as PURPLE_BOOK
from hazard.tables import flag, rows


def test_names_are_unique_and_found() -> None:
    assert len({entry.name for entry in MODELS}) == len(MODELS)
    assert all(model(entry.name) is entry for entry in MODELS)
    with pytest.raises(UnknownNameError, match="no such"):
        model("no such")


@pytest.mark.parametrize("entry", MODELS, ids=lambda entry: entry.name)
def test_every_model_says_what_it_takes_in_both_languages(entry: object) -> None:
    run = next(item.run for item in MODELS if item is entry)
    text = inspect.getdoc(run) or ""
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text.splitlines()[0])
    assert ">>>" in text


def test_the_package_lists_every_model() -> None:
    assert hazard.__doc__ is not None
    missing = [entry.name for entry in MODELS if f"`{entry.name}`" not in hazard.__doc__]
    assert not missing


def test_an_unchecked_source_is_warned_of_and_a_checked_one_is_not() -> None:
    assert method_of(["liquid_discharge"]).warnings == ()
    (warning,) = method_of(["liquid_discharge", "jet_fire"]).warnings
    assert "API Std 521" in warning.zh
    assert "API Std 521" in warning.en


TABLES = sorted(path.stem for path in Path(hazard.tables.__file__).parent.glob("*.csv"))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_every_table_has_a_source_and_says_whether_it_was_checked(name: str) -> None:
    for row in rows(name):
        assert None not in row, "more cells than headings"
        assert None not in row.values(), "fewer cells than headings"
        assert row["source"]
        flag(row["verified"])


def test_a_table_read_as_a_whole_is_cited_as_its_rows_are() -> None:
    assert {flag(row["verified"]) for row in rows("kingery_bulmash")} == {SWISDAK.verified}
    assert {flag(row["verified"]) for row in rows("britter_mcquaid")} == {BRITTER.verified}
    assert {flag(row["verified"]) for row in rows("wind_exponents")} == {WIND_PROFILE.verified}
    assert {flag(row["verified"]) for row in rows("direct_ignition")} == {PURPLE_BOOK.verified}
    assert {flag(row["verified"]) for row in rows("multi_energy")} == {MULTI_ENERGY.verified}
