"""Catalogue: every model is documented, cited and warned of when unchecked."""

import inspect

import pytest

import hazard
from hazard.catalogue import MODELS, method_of, model
from hazard.errors import UnknownNameError


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
