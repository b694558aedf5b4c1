"""Substance properties: the packaged table against the library it was read from, and each other."""

import csv

import pytest

from hazard.gb18218.lookup import has_valid_check_digit
from hazard.gb18218.tables import named_substances
from hazard.substance import Property, properties_of
from tests.verification.library import TABLE, table


def test_the_packaged_table_is_what_the_library_says() -> None:
    with TABLE.open(encoding="utf-8", newline="") as packaged:
        assert list(csv.DictReader(packaged)) == list(table())


def test_every_number_is_valid_and_every_property_known() -> None:
    with TABLE.open(encoding="utf-8", newline="") as packaged:
        rows = list(csv.DictReader(packaged))
    assert all(has_valid_check_digit(row["cas"]) for row in rows)
    fits = {f"vapour_pressure_{name}" for name in ("c1", "c2", "c3", "c4", "c5", "tmin", "tmax")}
    assert {row["property"] for row in rows} == {*Property, *fits}


@pytest.mark.parametrize("number", [2, 12, 54, 66])
def test_a_row_of_the_standard_leads_to_its_properties(number: int) -> None:
    row = named_substances()[number - 1]
    for cas in row.cas:
        assert properties_of(cas).cas == cas


def test_the_vapour_pressure_is_one_atmosphere_at_the_boiling_point() -> None:
    """Two tables of the library, read apart, agree to 8 % for every liquid that has both."""
    checked = 0
    for cas in {row["cas"] for row in csv.DictReader(TABLE.read_text("utf-8").splitlines())}:
        found = properties_of(cas)
        if found.has(Property.BOILING_POINT) and found.has_vapour_pressure:
            boiling = found.figure(Property.BOILING_POINT).value
            if found.en == "acetylene":  # it sublimes, below the range of the liquid
                continue
            pressure = float(found.vapour_pressure(boiling))
            assert pressure == pytest.approx(101_325, rel=0.08), found.en
            checked += 1
    assert checked > 30


@pytest.mark.parametrize(
    ("cas", "prop", "value", "rel"),
    [
        ("74-82-8", Property.BOILING_POINT, 111.67, 1e-4),
        ("74-82-8", Property.LIQUID_DENSITY, 422.0, 0.002),
        ("74-82-8", Property.HEAT_OF_VAPORISATION, 511e3, 0.005),
        ("74-82-8", Property.HEAT_OF_COMBUSTION, 50.0e6, 0.001),
        ("71-43-2", Property.HEAT_OF_COMBUSTION, 40.15e6, 0.001),
        ("74-82-8", Property.LOWER_FLAMMABLE_LIMIT, 0.044, 1e-9),
        ("7664-41-7", Property.HEAT_RATIO, 1.31, 0.01),
    ],
)
def test_figures_that_others_print(cas: str, prop: Property, value: float, rel: float) -> None:
    """LNG figures of CoolProp and thermo, and benzene of the TNO Yellow Book."""
    assert properties_of(cas).figure(prop).value == pytest.approx(value, rel=rel)
