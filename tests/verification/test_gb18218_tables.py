"""GB 18218-2018, tables 1 to 6: every row, against an independent copy where there is one."""

import csv
import os
import re
from pathlib import Path

import pytest

from hazard.gb18218.lookup import category, has_valid_check_digit, named_beta, substances_by_cas
from hazard.gb18218.tables import (
    categories,
    exposure_bands,
    grade_bands,
    named_betas,
    named_substances,
    stored_categories,
)

SHARED = Path(
    os.environ.get("CUSTODY_SHARED", Path(__file__).parents[2].parent / "shared" / "data")
)


def _copy(name: str) -> list[dict[str, str]]:
    for path in (SHARED / name, SHARED / "data" / name):
        if path.is_file():
            return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    pytest.skip(f"no independent copy of {name} in {SHARED}")


def test_every_table_is_complete() -> None:
    assert [row.number for row in named_substances()] == list(range(1, 86))
    assert len(categories()) == 24
    assert len(named_betas()) == 14
    assert len(exposure_bands()) == 5
    assert len(grade_bands()) == 4


def test_symbols_run_as_printed() -> None:
    """W10 is one row and W11 the last: there is no W10.2."""
    printed = (
        "J1 J2 J3 J4 J5 W1.1 W1.2 W1.3 W2 W3 W4 W5.1 W5.2 W5.3 W5.4 W6.1 W6.2 W7.1 W7.2 W8 "
        "W9.1 W9.2 W10 W11"
    )
    assert " ".join(row.symbol for row in categories()) == printed


def test_every_cas_number_passes_its_check_digit() -> None:
    numbers = [cas for row in named_substances() for cas in row.cas]
    assert len(numbers) > 82
    assert all(map(has_valid_check_digit, [*numbers, *(row.cas for row in named_betas())]))


def test_rows_without_and_with_several_cas_numbers() -> None:
    assert [row.number for row in named_substances() if not row.cas] == [13, 45, 74]
    assert {row.number: len(row.cas) for row in named_substances() if len(row.cas) > 1} == {
        49: 2,
        52: 3,
    }
    assert [row.number for row in substances_by_cas("9004-70-0")] == [37, 38, 39, 40, 41, 42]
    assert [row.number for row in substances_by_cas("6484-52-2")] == [43, 44]


def test_every_named_gas_has_its_factor() -> None:
    betas = {
        "630-08-0": 2, "7446-09-5": 2, "7664-41-7": 2, "75-21-8": 2, "7647-01-0": 3,
        "74-83-9": 3, "7782-50-5": 4, "7783-06-4": 5, "7664-39-3": 5, "10102-44-0": 10,
        "74-90-8": 10, "75-44-5": 20, "7803-51-2": 20, "624-83-9": 20,
    }  # fmt: skip
    for cas, beta in betas.items():
        found = named_beta(cas=(cas,), name="")
        assert found is not None
        assert found.beta == beta


def test_stored_categories_name_rows_and_symbols_that_exist() -> None:
    for stored in stored_categories():
        assert 1 <= stored.number <= 85
        assert all(category(symbol) for symbol in stored.symbols)


def test_table_1_against_the_copy() -> None:
    for ours, theirs in zip(named_substances(), _copy("gb18218_table1.csv"), strict=True):
        assert str(ours.number) == theirs["no"]
        assert ours.name == theirs["name"]
        assert ";".join(ours.aliases) == theirs["alias"]
        assert list(ours.cas) == re.findall(r"\d+-\d\d-\d", theirs["cas"])
        assert ours.critical_quantity == float(theirs["critical_quantity_t"])


def test_tables_2_and_4_against_the_copy() -> None:
    betas = {row["symbol"]: float(row["beta"]) for row in _copy("gb18218_beta_category.csv")}
    for ours, theirs in zip(categories(), _copy("gb18218_table2.csv"), strict=True):
        assert ours.symbol == theirs["symbol"]
        assert ours.description == theirs["description"]
        assert ours.critical_quantity == float(theirs["critical_quantity_t"])
        assert ours.beta == betas[ours.symbol]


def test_tables_3_5_and_6_against_the_copy() -> None:
    assert [(row.cas, row.beta) for row in named_betas()] == [
        (row["cas"], float(row["beta"])) for row in _copy("gb18218_beta_named.csv")
    ]
    assert [(row.people_min, row.alpha) for row in exposure_bands()] == [
        (int(row["population_min"]), float(row["alpha"])) for row in _copy("gb18218_alpha.csv")
    ]
    assert [(row.zh, row.r_min) for row in grade_bands()] == [
        (row["level"], float(row["r_min_inclusive"] or 0)) for row in _copy("gb18218_levels.csv")
    ]
