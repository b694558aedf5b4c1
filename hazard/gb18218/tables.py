"""Tables 1 to 6 of GB 18218-2018 (危险化学品重大危险源辨识), typed, in printed order.

Figures live in ``hazard/tables/gb18218_*.csv``; every row carries its source.
"""

from functools import cache
from typing import Final

from graph.evidence import Citation
from graph.model.labels import MajorHazardGrade as Grade
from hazard.gb18218.rows import (
    ExposureBand,
    GradeBand,
    HazardCategory,
    NamedBeta,
    NamedSubstance,
    StoredCategories,
)
from hazard.tables import flag, rows

__all__ = [
    "STANDARD",
    "categories",
    "exposure_bands",
    "grade_bands",
    "named_betas",
    "named_substances",
    "stored_categories",
]

STANDARD: Final = "GB 18218-2018"


@cache
def named_substances() -> tuple[NamedSubstance, ...]:
    """Return all rows of table 1, in order (表1)."""
    return tuple(
        NamedSubstance(
            number=int(row["number"]),
            name=row["name"],
            aliases=_split(row["aliases"]),
            common_names=_split(row["common_names"]),
            cas=_split(row["cas"]),
            condition=row["condition"],
            critical_quantity=float(row["critical_quantity_t"]),
            citation=_cite(row["source"], row["verified"], f"第{row['number']}项"),
        )
        for row in rows("gb18218_table1")
    )


@cache
def categories() -> tuple[HazardCategory, ...]:
    """Return all rows of table 2 with β of table 4, in order (表2、表4)."""
    betas = {row["symbol"]: row for row in rows("gb18218_table4")}
    return tuple(
        HazardCategory(
            symbol=row["symbol"],
            hazard_class=row["hazard_class"],
            description=row["description"],
            critical_quantity=float(row["critical_quantity_t"]),
            note=row["note"],
            beta=float(betas[row["symbol"]]["beta"]),
            citation=_cite(row["source"], row["verified"], row["symbol"]),
            beta_citation=_cite(
                betas[row["symbol"]]["source"], betas[row["symbol"]]["verified"], row["symbol"]
            ),
        )
        for row in rows("gb18218_table2")
    )


@cache
def named_betas() -> tuple[NamedBeta, ...]:
    """Return all rows of table 3, in order (表3)."""
    return tuple(
        NamedBeta(
            name=row["name"],
            cas=row["cas"],
            beta=float(row["beta"]),
            citation=_cite(row["source"], row["verified"], row["name"]),
        )
        for row in rows("gb18218_table3")
    )


@cache
def exposure_bands() -> tuple[ExposureBand, ...]:
    """Return all rows of table 5, most people first (表5)."""
    return tuple(
        ExposureBand(
            people_min=int(row["people_min"]),
            people_max=int(row["people_max"]) if row["people_max"] else None,
            alpha=float(row["alpha"]),
            citation=_cite(row["source"], row["verified"]),
        )
        for row in rows("gb18218_table5")
    )


@cache
def grade_bands() -> tuple[GradeBand, ...]:
    """Return all rows of table 6, gravest first (表6)."""
    return tuple(
        GradeBand(
            grade=Grade(row["grade"]),
            zh=row["zh"],
            r_min=float(row["r_min"] or 0),
            citation=_cite(row["source"], row["verified"]),
        )
        for row in rows("gb18218_table6")
    )


@cache
def stored_categories() -> tuple[StoredCategories, ...]:
    """Return the categories on hand for table 1 (表1物质的类别), most unchecked."""
    return tuple(
        StoredCategories(
            number=int(row["number"]),
            symbols=_split(row["symbols"]),
            hazard_class=row["hazard_class"],
            citation=Citation(instrument=row["source"], verified=flag(row["verified"])),
        )
        for row in rows("gb18218_categories")
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _cite(source: str, verified: str, row: str = "") -> Citation:
    clause = f"{source.removeprefix(STANDARD).strip()} {row}".strip()
    return Citation(instrument=STANDARD, clause=clause, verified=flag(verified))
