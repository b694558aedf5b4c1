"""Row types of the tables of GB 18218-2018 (标准表行): what each column means, with its unit."""

from dataclasses import dataclass

from graph.evidence import Citation
from graph.model.labels import MajorHazardGrade as Grade

__all__ = [
    "ExposureBand",
    "GradeBand",
    "HazardCategory",
    "NamedBeta",
    "NamedSubstance",
    "StoredCategories",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSubstance:
    """One row of table 1 (表1所列危险化学品).

    Attributes:
        number: Row number, 1 to 85.
        name: Name as the standard prints it, qualifiers included.
        aliases: Other names the standard prints.
        common_names: Further names in everyday use, not printed in the standard.
        cas: CAS registry numbers; empty where the standard prints none.
        condition: What the row demands of the substance; empty if nothing.
        critical_quantity: Critical quantity Q (临界量) [t].
        citation: Where the row stands.
    """

    number: int
    name: str
    aliases: tuple[str, ...]
    common_names: tuple[str, ...]
    cas: tuple[str, ...]
    condition: str
    critical_quantity: float
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardCategory:
    """One row of table 2 with its factor of table 4 (危险性类别).

    Attributes:
        symbol: J1 to J5 and W1.1 to W11.
        hazard_class: Hazard class (危险性分类).
        description: Categories and conditions the row covers.
        critical_quantity: Critical quantity Q (临界量) [t].
        note: Remark on the quantity, e.g. net weight.
        beta: Correction factor β (校正系数) [-].
        citation: Where Q stands.
        beta_citation: Where β stands.
    """

    symbol: str
    hazard_class: str
    description: str
    critical_quantity: float
    note: str
    beta: float
    citation: Citation
    beta_citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBeta:
    """One row of table 3: β of a toxic gas by name (毒性气体校正系数) [-]."""

    name: str
    cas: str
    beta: float
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureBand:
    """One row of table 5: α for so many people within 500 m (暴露人员校正系数).

    Attributes:
        people_min: Least number of people.
        people_max: Greatest number of people; None is open.
        alpha: Correction factor α [-].
        citation: Where the row stands.
    """

    people_min: int
    people_max: int | None
    alpha: float
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBand:
    """One row of table 6: a grade and the least R that earns it (级别) [-]."""

    grade: Grade
    zh: str
    r_min: float
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCategories:
    """Categories of a substance of table 1, which the standard itself does not print (类别归属)."""

    number: int
    symbols: tuple[str, ...]
    hazard_class: str
    citation: Citation
