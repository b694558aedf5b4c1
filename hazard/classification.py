"""Classification of contents (危险化学品归类): the critical quantity Q and factor β that apply.

GB 18218-2018: a substance named in table 1 takes its Q from there, any other the lowest Q of
its categories in table 2; β comes from table 3 by name, else from table 4 by category. What
the record does not say is asked for, not guessed.
"""

import math
from dataclasses import dataclass
from typing import Final

from graph.evidence import Citation
from hazard.correction import beta_of, category_beta
from hazard.errors import MissingInputError, OutOfValidityError
from hazard.gb18218.lookup import (
    category,
    substance,
    substances_by_cas,
    substances_by_name,
)
from hazard.gb18218.rows import HazardCategory, NamedSubstance
from hazard.gb18218.tables import STANDARD
from hazard.notice import Notice

__all__ = ["Content", "Holding", "holding_of", "missing_categories"]

_PRECEDENCE: Final = Citation(
    instrument=STANDARD, clause="table 1 before table 2, lowest Q of several", verified=False
)
_ENTRY: Final = Notice(zh="GB 18218-2018 表1序号", en="entry of GB 18218-2018 table 1")
_CATEGORIES: Final = Notice(
    zh="GB 18218-2018 表2危险性类别符号", en="category symbols of GB 18218-2018 table 2"
)
_QUANTITY: Final = Notice(zh="设计最大量", en="design maximum quantity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One substance held in a unit, as the record has it (单元内一种物质).

    Attributes:
        name: Name of the substance.
        quantity: Design maximum quantity q [t]; None if not on record.
        cas: CAS registry number, if known.
        table_number: Row of table 1 that applies, if stated.
        symbols: Symbols of table 2 that apply, if stated; these beat any stored category.
    """

    name: str
    quantity: float | None
    cas: str | None = None
    table_number: int | None = None
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One term of the sums S and R (辨识与分级的一项).

    Attributes:
        name: Name of the substance.
        quantity: Design maximum quantity q [t].
        critical_quantity: Critical quantity Q (临界量) [t].
        beta: Correction factor β (校正系数) [-]; None where its category is not on record.
        basis: Row that gives Q.
        beta_basis: Row that gives β; None with `beta`.
        rule: Which rule chose these rows.
        assumptions: What was taken for granted about this substance.
        sources: Everything the figures rest on, unchecked sources included.
    """

    name: str
    quantity: float
    critical_quantity: float
    beta: float | None = None
    basis: Citation
    beta_basis: Citation | None = None
    rule: Notice | None = None
    assumptions: tuple[Notice, ...] = ()
    sources: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        _require_quantity(self.name, self.quantity)
        if not (self.critical_quantity > 0 and (self.beta is None or self.beta > 0)):
            raise ValueError(f"Q and β must be positive: {self}")

    @property
    def ratio(self) -> float:
        """Return q/Q [-] (比值)."""
        return self.quantity / self.critical_quantity

    @property
    def weighted_ratio(self) -> float | None:
        """Return β q/Q [-] (加权比值); None where β is not known."""
        return None if self.beta is None else self.beta * self.ratio


def holding_of(content: Content) -> Holding:
    """Return the term of the sums for a content, with Q, β and where they come from.

    Raises:
        MissingInputError: If the quantity, the row of table 1 or the categories are not on
            record. A missing β alone does not raise: `Holding.beta` is None.
        OutOfValidityError: If the quantity is negative or not finite.
        UnknownNameError: If the row number or a symbol does not exist.
        InvalidCasNumberError: If the CAS number fails its check digit.
    """
    if content.quantity is None:
        raise MissingInputError(_QUANTITY, content.name, "HOLDS.quantity")
    _require_quantity(content.name, content.quantity)
    if row := _entry_of(content):
        return _named(content, content.quantity, row)
    return _by_category(content, content.quantity)


def missing_categories(name: str) -> MissingInputError:
    """Return the error that asks for the categories of a substance (缺少危险性类别)."""
    return MissingInputError(_CATEGORIES, name, "HOLDS.gb18218_categories")


def _require_quantity(name: str, quantity: float) -> None:
    if not (math.isfinite(quantity) and quantity >= 0):
        what = Notice(zh=f"“{name}”的{_QUANTITY.zh}", en=f"The {_QUANTITY.en} of “{name}”")
        raise OutOfValidityError(what, quantity, 0, math.inf, "t")


def _entry_of(content: Content) -> NamedSubstance | None:
    """Return the row of table 1 that applies; several or contradicting rows are asked about."""
    if content.table_number is not None:
        return substance(content.table_number)
    by_cas = substances_by_cas(content.cas) if content.cas else ()
    by_name = substances_by_name(content.name)
    if content.cas and not by_cas:
        # A row that prints no CAS number may still be meant; one that prints another is not.
        rows = by_name
        agreed = not any(row.cas for row in rows)
    else:
        rows = tuple(row for row in by_cas if row in by_name) or by_cas or by_name
        agreed = not (by_cas and by_name) or any(row in by_name for row in by_cas)
        rows = rows if agreed else by_cas + by_name
    if len(rows) > 1 or (rows and not agreed):
        raise MissingInputError(
            _ENTRY,
            content.name,
            "HOLDS.gb18218_entry",
            candidates=[_candidate(row) for row in rows],
        )
    return rows[0] if rows else None


def _candidate(row: NamedSubstance) -> Notice:
    quantity = f"Q = {row.critical_quantity:g} t"
    return Notice(
        zh=f"第{row.number}项 {row.name}（{quantity}）",
        en=f"no. {row.number} {row.name} ({quantity})",
    )


def _named(content: Content, quantity: float, row: NamedSubstance) -> Holding:
    beta = beta_of(name=content.name, cas=content.cas, symbols=content.symbols, row=row)
    stated = content.table_number is not None
    return Holding(
        name=content.name,
        quantity=quantity,
        critical_quantity=row.critical_quantity,
        beta=beta.value if beta else None,
        basis=row.citation,
        beta_basis=beta.basis if beta else None,
        rule=Notice(
            zh=f"表1第{row.number}项列名物质，优先于表2。",
            en=f"Named in table 1 as no. {row.number}, which beats table 2.",
        ),
        assumptions=(
            *((_condition(row),) if row.condition and not stated else ()),
            *(beta.assumptions if beta else ()),
        ),
        sources=(
            row.citation,
            *((_PRECEDENCE,) if content.symbols else ()),
            *(beta.sources if beta else ()),
        ),
    )


def _by_category(content: Content, quantity: float) -> Holding:
    if not content.symbols:
        raise missing_categories(content.name)
    found = [category(symbol) for symbol in content.symbols]
    lowest = min(found, key=lambda row: (row.critical_quantity, -row.beta))
    beta = beta_of(
        name=content.name, cas=content.cas, symbols=content.symbols, row=None
    ) or category_beta(found)
    listed = [row.symbol for row in found]
    return Holding(
        name=content.name,
        quantity=quantity,
        critical_quantity=lowest.critical_quantity,
        beta=beta.value,
        basis=lowest.citation,
        beta_basis=beta.basis,
        rule=Notice(
            zh=f"未在表1列名，按表2 {'、'.join(listed)} 中临界量最低的 {lowest.symbol}。",
            en=f"Not named in table 1; {lowest.symbol} has the lowest Q of "
            f"{', '.join(listed)} in table 2.",
        ),
        assumptions=(*((_net_weight(lowest),) if lowest.note else ()), *beta.assumptions),
        sources=(lowest.citation, *((_PRECEDENCE,) if len(found) > 1 else ()), *beta.sources),
    )


def _condition(row: NamedSubstance) -> Notice:
    return Notice(
        zh=f"按表1第{row.number}项“{row.name}”计，其前提为：{row.condition}；"
        "不符时请填写 HOLDS.gb18218_entry 或类别。",
        en=f"Taken as no. {row.number} of table 1, which holds for: {row.condition}; "
        "otherwise fill HOLDS.gb18218_entry or the categories.",
    )


def _net_weight(row: HazardCategory) -> Notice:
    return Notice(
        zh=f"{row.symbol} 的数量按{row.note}计。",
        en=f"{row.symbol} counts net weight ({row.note}).",
    )
