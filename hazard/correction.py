"""Correction factor β (校正系数β): by name in table 3, else by hazard category in table 4.

GB 18218-2018 prints no category for the substances of table 1. Where the record states none,
the categories on hand are used and named as an assumption; where there are none, there is no β.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.evidence import Citation
from hazard.gb18218.lookup import category, named_beta
from hazard.gb18218.rows import HazardCategory, NamedSubstance
from hazard.gb18218.tables import stored_categories
from hazard.notice import Notice

__all__ = ["Beta", "beta_of", "category_beta"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta:
    """A correction factor with its grounds (校正系数取值).

    Attributes:
        value: β [-].
        basis: Row of table 3 or 4 that gives it.
        sources: Everything it rests on.
        assumptions: What was taken for granted.
    """

    value: float
    basis: Citation
    sources: tuple[Citation, ...]
    assumptions: tuple[Notice, ...] = ()


def beta_of(
    *, name: str, cas: str | None, symbols: Sequence[str], row: NamedSubstance | None
) -> Beta | None:
    """Return β of a substance, or None where its category is not on record.

    Args:
        name: Name of the substance.
        cas: CAS number, if known.
        symbols: Symbols of table 2 that the record states; they beat the categories on hand.
        row: Its row of table 1, if it has one.

    Raises:
        UnknownNameError: If a symbol does not exist.
    """
    numbers = row.cas if row else (cas,) if cas else ()
    if named := named_beta(cas=numbers, name=name):
        return Beta(value=named.beta, basis=named.citation, sources=(named.citation,))
    if symbols:
        return category_beta([category(symbol) for symbol in symbols])
    return _stored_beta(row) if row else None


def category_beta(found: Sequence[HazardCategory]) -> Beta:
    """Return the largest β of several categories (取最大值), saying so where they differ."""
    gravest = max(found, key=lambda row: row.beta)
    cite = gravest.beta_citation
    if len({row.beta for row in found}) == 1:
        return Beta(value=gravest.beta, basis=cite, sources=(cite,))
    listed = [f"{row.symbol} {row.beta:g}" for row in found]
    return Beta(
        value=gravest.beta,
        basis=cite,
        sources=(cite,),
        assumptions=(
            Notice(
                zh=f"具有多种危险性（{'、'.join(listed)}），β取其中最大值。",
                en=f"It has several hazards ({', '.join(listed)}); the largest β was taken.",
            ),
        ),
    )


def _stored_beta(row: NamedSubstance) -> Beta | None:
    stored = next((item for item in stored_categories() if item.number == row.number), None)
    if stored is None:
        return None
    beta = category_beta([category(symbol) for symbol in stored.symbols])
    taken = Notice(
        zh=f"“{row.name}”未给出类别，β按 {'、'.join(stored.symbols)}（{stored.hazard_class}）取值；"
        "若工作温度高于沸点或另有危险性，请填写 HOLDS.gb18218_categories。",
        en=f"No category is on record for “{row.name}”; β follows "
        f"{', '.join(stored.symbols)}. If it is worked above its "
        "boiling point or has a further hazard, fill HOLDS.gb18218_categories.",
    )
    return Beta(
        value=beta.value,
        basis=beta.basis,
        sources=(*beta.sources, stored.citation),
        assumptions=(taken, *beta.assumptions),
    )
