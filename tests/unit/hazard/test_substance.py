"""Substance properties: found by any name, asked for where missing, refused outside a range."""

import re

import pytest

from hazard.errors import MissingInputError, OutOfValidityError, UnknownNameError
from hazard.substance import NAMES, Property, properties_of


@pytest.mark.parametrize("name", ["7664-41-7", "氨", "液氨", "ammonia"])
def test_a_substance_is_found_by_any_of_its_names(name: str) -> None:
    assert properties_of(name).cas == "7664-41-7"


@pytest.mark.parametrize("name", ["无此物", "硝化纤维素"])
def test_an_unknown_name_says_so(name: str) -> None:
    with pytest.raises(UnknownNameError, match=re.escape(name)):
        properties_of(name)


def test_a_missing_figure_is_asked_for_by_field() -> None:
    with pytest.raises(MissingInputError) as gap:
        properties_of("7782-50-5").figure(Property.LOWER_FLAMMABLE_LIMIT)
    assert gap.value.where == "hazard/tables/substance_properties.csv:lower_flammable_limit"
    assert "爆炸下限" in gap.value.zh


def test_every_figure_says_which_handbook_it_is_from() -> None:
    benzene = properties_of("71-43-2")
    for prop in Property:
        figure = benzene.figure(prop)
        assert figure.citation.instrument.startswith("chemicals ")
        assert figure.citation.clause
        assert figure.value > 0
    assert set(NAMES) == set(Property)


def test_a_figure_of_an_open_wiki_is_not_checked() -> None:
    flash = properties_of("106-97-8").figure(Property.FLASH_POINT)
    assert flash.citation.clause == "WIKIDATA"
    assert not flash.citation.verified


def test_a_vapour_pressure_ends_where_the_fit_does() -> None:
    ammonia = properties_of("氨")
    with pytest.raises(OutOfValidityError, match="Perry"):
        ammonia.vapour_pressure([240, 450])
    with pytest.raises(MissingInputError):
        properties_of("86290-81-5").vapour_pressure(300)


@pytest.mark.parametrize("name", ["8006-14-2", "天然气", "液化天然气", "LNG"])
def test_natural_gas_is_taken_for_methane_and_says_so(name: str) -> None:
    """Table 1 of GB 18218-2018 names it by a number of its own; registers have that."""
    found, methane = properties_of(name), properties_of("甲烷")
    assert methane.cas == "74-82-8"
    assert found.cas == "8006-14-2"
    for prop in (Property.BOILING_POINT, Property.LOWER_FLAMMABLE_LIMIT):
        assert found.figure(prop).value == methane.figure(prop).value
        assert methane.figure(prop).citation.verified
        assert not found.figure(prop).citation.verified
        assert "methane" in found.figure(prop).citation.clause


@pytest.mark.parametrize(
    "name", ["68476-85-7", "液化石油气", "液化石油气(含丙烷、丁烷及其混合物)", "LPG"]
)
def test_liquefied_petroleum_gas_is_taken_for_propane_and_says_so(name: str) -> None:
    """It is what most spheres of a park hold; row 52 of table 1 names its components with it."""
    found, propane = properties_of(name), properties_of("丙烷")
    assert propane.cas == "74-98-6"
    assert properties_of("丁烷").cas == "106-97-8"
    assert found.cas == "68476-85-7"
    for prop in (Property.BOILING_POINT, Property.LOWER_FLAMMABLE_LIMIT):
        assert found.figure(prop).value == propane.figure(prop).value
        assert not found.figure(prop).citation.verified
        assert "propane" in found.figure(prop).citation.clause
    own = found.figure(Property.AUTOIGNITION_TEMPERATURE)
    assert own.value == pytest.approx(678.15)
    assert own.citation.clause == "NFPA 497 (2008)"


@pytest.mark.parametrize(
    ("name", "cas"),
    [("丙烯", "115-07-1"), ("冰醋酸", "64-19-7"), ("MTBE", "1634-04-4"), ("二甲苯", "1330-20-7")],
)
def test_what_parks_handle_beside_table_1_has_properties(name: str, cas: str) -> None:
    found = properties_of(name)
    assert found.cas == cas
    assert found == properties_of(cas)
    assert found.has(Property.LOWER_FLAMMABLE_LIMIT)


def test_xylenes_have_what_handbooks_say_of_them_and_else_the_figures_of_one() -> None:
    found = properties_of("二甲苯")
    assert found.figure(Property.LOWER_FLAMMABLE_LIMIT).citation.clause == "NFPA 497 (2008)"
    heat = found.figure(Property.HEAT_OF_COMBUSTION)
    assert heat.value == properties_of("间二甲苯").figure(Property.HEAT_OF_COMBUSTION).value
    assert "m-xylene, taken for xylenes" in heat.citation.clause
    assert not heat.citation.verified
