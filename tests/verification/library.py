"""Properties from the library `chemicals` (物性数据库), as rows of the packaged table.

``python -m tests.verification.library`` writes ``hazard/tables/substance_properties.csv`` anew.
"""

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import chemicals
from chemicals import heat_capacity, phase_change, vapor_pressure, volume
from chemicals.combustion import combustion_data

from hazard.constants import GAS_CONSTANT
from hazard.gb18218.tables import named_substances
from hazard.tables import rows

TABLE: Final = Path(__file__).parents[2] / "hazard" / "tables" / "substance_properties.csv"
HEADINGS: Final = ("cas", "en", "property", "value", "unit", "source", "clause", "verified")
ROOM: Final = 298.15
# The library knows the first two under another substance's name; the third is a polymer.
MISTAKEN: Final = {"7803-52-3", "8006-14-2", "9004-70-0"}
MIXTURES: Final = {"86290-81-5": "gasoline", "8008-20-6": "kerosene", "8002-05-9": "crude oil"}
ELEMENTS: Final = frozenset({"C", "H", "N", "O", "S", "F", "P", "Br", "Cl", "I"})
# Estimates from the structure of a molecule are not data.
ESTIMATES: Final = frozenset({"JOBACK", "Suzuki (1994)", "Crowl-Louvar (2001)"})
HANDBOOKS: Final = frozenset({"CRC_ORG", "CRC_INORG"})
POLING: Final = "Poling et al. 2001, ideal gas at 298.15 K"
PERRY: Final = "Perry's 8th ed., table 2-8"
UNCHECKED: Final = "WIKIDATA"

Row = tuple[str, float, str, str]


def numbers() -> list[str]:
    """Return the CAS numbers of table 1 of GB 18218-2018, of the tables of harm and burning, and of
    other substances that parks handle."""
    listed = [cas for row in named_substances() for cas in row.cas]
    for name in ("toxic_probits", "toxic_endpoints", "burning_rates", "handled_substances"):
        listed += [row["cas"] for row in rows(name)]
    return [cas for cas in dict.fromkeys(listed) if cas not in MISTAKEN]


def _known(cas: str) -> Any | None:
    try:
        return chemicals.identifiers.search_chemical(cas)
    except ValueError:
        return None


def _formula(cas: str) -> str | None:
    """Return the formula of a pure substance."""
    known = _known(cas)
    return known.formula if known else None


def properties(cas: str) -> Iterator[Row]:
    """Yield property, value, unit and where the library has it from."""
    for find in (_simple, _liquid, _burning, _gas, _vapour):
        yield from find(cas)


def _simple(cas: str) -> Iterator[Row]:
    ignition = chemicals.T_autoignition, chemicals.T_autoignition_methods
    looked: tuple[tuple[str, str, Callable[..., Any], Callable[..., Any]], ...] = (
        ("boiling_point", "K", chemicals.Tb, chemicals.Tb_methods),
        ("critical_temperature", "K", chemicals.Tc, chemicals.Tc_methods),
        ("critical_pressure", "Pa", chemicals.Pc, chemicals.Pc_methods),
        ("lower_flammable_limit", "-", chemicals.LFL, chemicals.LFL_methods),
        ("upper_flammable_limit", "-", chemicals.UFL, chemicals.UFL_methods),
        ("flash_point", "K", chemicals.T_flash, chemicals.T_flash_methods),
        ("autoignition_temperature", "K", *ignition),
    )  # fmt: skip
    if _formula(cas):
        yield "molar_mass", chemicals.MW(cas) * 1e-3, "kg/mol", "formula"
    for name, unit, value, methods in looked:
        known = [m for m in methods(CASRN=cas) if m not in ESTIMATES]
        if known:
            yield name, value(CASRN=cas, method=known[0]), unit, known[0]
    # Others of the library's sources have sulphur melt at 286 K.
    for handbook in sorted(HANDBOOKS & set(chemicals.Tm_methods(cas)))[:1]:
        yield "melting_point", chemicals.Tm(cas, method=handbook), "K", handbook


def _fit(table: Any, cas: str, *names: str) -> tuple[float, ...] | None:
    return tuple(float(table.at[cas, name]) for name in names) if cas in table.index else None


def _liquid(cas: str) -> Iterator[Row]:
    boils = chemicals.Tb(cas)
    names = ("C1", "C2", "C3", "C4")
    fit = _fit(volume.rho_data_Perry_8E_105_l, cas, *names, "Tmin", "Tmax")
    if fit and boils:
        c1, c2, c3, c4, low, high = fit
        temperature = min(max(min(boils, ROOM), low), high)
        molar = c1 / c2 ** (1 + (1 - temperature / c3) ** c4)  # DIPPR 105
        density = molar * chemicals.MW(cas) * 1e-3
        yield "liquid_density", density, "kg/m³", f"Perry's 8th ed., at {temperature:.2f} K"
    heat = _fit(phase_change.phase_change_data_Perrys2_150, cas, "Tc", *names)
    if heat and boils:
        critical, c1, c2, c3, c4 = heat
        reduced = boils / critical
        molar = c1 * (1 - reduced) ** (c2 + c3 * reduced + c4 * reduced**2)  # DIPPR 106
        latent = molar / (chemicals.MW(cas) * 1e-3)
        yield "heat_of_vaporisation", latent, "J/kg", "Perry's 8th ed., at the boiling point"


def _burning(cas: str) -> Iterator[Row]:
    atoms = _formula(cas)
    counts = chemicals.simple_formula_parser(atoms) if atoms else {}
    if not counts or not set(counts) <= ELEMENTS or not ({"C", "H"} & set(counts)):
        return
    for phase, find, methods in (
        ("liquid", chemicals.Hfl, chemicals.Hfl_methods),
        ("gas", chemicals.Hfg, chemicals.Hfg_methods),
    ):
        known = [m for m in methods(cas) if m not in ESTIMATES]
        if known:
            formed = find(cas, method=known[0])
            net = -combustion_data(counts, Hf=formed).LHV / (chemicals.MW(cas) * 1e-3)
            if net > 0:
                yield "heat_of_combustion", net, "J/kg", f"lower, {phase}, from Hf of {known[0]}"
            return


def _gas(cas: str) -> Iterator[Row]:
    fit = _fit(heat_capacity.Cp_data_Poling, cas, "a0", "a1", "a2", "a3", "a4")
    if fit and not any(map(math.isnan, fit)):
        cp = GAS_CONSTANT * math.fsum(a * ROOM**i for i, a in enumerate(fit))
        yield (
            "heat_ratio",
            cp / (cp - GAS_CONSTANT),
            "-",
            POLING,
        )


def _vapour(cas: str) -> Iterator[Row]:
    names = ("C1", "C2", "C3", "C4", "C5", "Tmin", "Tmax")
    if fit := _fit(vapor_pressure.Psat_data_Perrys2_8, cas, *names):
        for name, value in zip(names, fit, strict=True):
            yield (
                f"vapour_pressure_{name.lower()}",
                value,
                "DIPPR 101",
                "Perry's 8th ed., table 2-8",
            )


def table() -> Iterator[Mapping[str, str]]:
    """Yield the rows of the packaged table."""
    source = f"chemicals {chemicals.__version__}"
    for cas in numbers():
        name_of = _known(cas)
        english = name_of.common_name if name_of else MIXTURES.get(cas, cas)
        for name, value, unit, clause in properties(cas):
            checked = "false" if UNCHECKED in clause else "true"
            cells = (cas, english, name, f"{value:.6g}", unit, source, clause, checked)
            yield dict(zip(HEADINGS, cells, strict=True))


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADINGS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table())
