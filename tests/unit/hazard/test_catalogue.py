"""Catalogue: every model is documented, cited and warned of when unchecked."""

import inspect
from pathlib import Path

import pytest

import hazard
import hazard.tables
from hazard.catalogue import MODELS, method_of, model
from hazard.citations import FIGURES
from hazard.dispersion.dense_gas import SOURCE as BRITTER
from hazard.dispersion.wind_profile import WIND_PROFILE
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
    discharge, jet = model("liquid_discharge").cited(), model("jet_fire").cited()
    assert method_of(discharge).warnings == ()
    (warning,) = method_of([*discharge, *jet, *jet]).warnings
    assert "API Std 521" in warning.zh
    assert "API Std 521" in warning.en


CHOICES = {
    "burning_rate": {"fuel": "benzene"},
    "dispersion_sigma": {"axis": "y", "stability": "D", "equations": "TURNER"},
    "gaussian_plume": {"stability": "D"},
    "gaussian_puff": {"stability": "D"},
    "gaussian_release": {"stability": "D"},
    "blast_harm": {"model": "TNO_HEAD"},
    "toxic_lethality": {"substance": "氯"},
    "lethal_concentration": {"substance": "氯"},
    "escalation_by_overpressure": {"equipment": "ATMOSPHERIC"},
    "safety_distance": {"vector": "FRAGMENTS", "equipment": "ATMOSPHERIC"},
    "effect_levels": {"effect": "RADIATION"},
    "toxic_endpoints": {"substance": "氯"},
    "individual_limit": {"protection_class": "IMPORTANT", "status": "NEW"},
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_use_cites_the_figures_it_takes(name: str) -> None:
    entry = model(name)
    cited = entry.cited(**CHOICES.get(name, {}))
    assert set(entry.sources) <= set(cited)
    assert len(set(cited)) == len(cited) > len(entry.sources)


def test_the_figures_follow_the_choice() -> None:
    """Taking the set of unknown origin warns; taking the Purple Book does not."""
    toxic = model("toxic_lethality")
    assert not method_of(toxic.cited(substance="氯")).warnings
    assert method_of(toxic.cited(substance="氯", book="NEQSIM")).warnings
    plume = model("gaussian_plume")
    assert not method_of(plume.cited(stability="D")).warnings
    assert method_of(plume.cited(stability="D", averaging_time=60)).warnings
    with pytest.raises(TypeError, match="substance"):
        toxic.cited()


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
