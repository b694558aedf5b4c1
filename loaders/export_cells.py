"""Cells of a form, backwards (单元格反写): what reads back as what is recorded. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from graph.evidence import UNKNOWN_START
from graph.model.registry import node_spec
from loaders.export_names import Record
from loaders.identity import GLOBAL
from loaders.offices import OFFICES, thing_id
from loaders.reference import divisions
from loaders.registers.days import calendar_day
from loaders.registers.regions import division_in
from loaders.registers.sheetform import SheetThing, Term, sheet_forms
from loaders.registers.values import NO_UNIT

__all__ = [
    "Line",
    "as_presumed",
    "fact_cell",
    "fits",
    "named_cells",
    "own_id",
    "pointed",
    "same_cell",
    "side_by_side",
    "term_cells",
    "told_elsewhere",
]

Line = dict[str, str]
"""Cells of a row, by field."""


def side_by_side(base: Line, groups: Sequence[Sequence[Line]], keys: Collection[str]) -> list[Line]:
    """Return rows in which alternatives of several columns stand beside one another.

    Args:
        base: Cells that are the same in every row.
        groups: For each group of columns, what stands in it.
        keys: Fields without which a row says nothing, or of another thing.
    """
    filled = [group for group in groups if group]
    rows = [dict(base) for _ in range(max(map(len, filled), default=1))]
    for group in filled:
        again = {name: text for name, text in group[0].items() if name in keys}
        for row, line in zip_longest(rows, group, fillvalue=again):
            row.update(line)
    return rows


def same_cell(one: str, other: str) -> bool:
    """Tell whether two cells say the same, be it a day in another habit."""
    return one == other or ((day := calendar_day(one)) is not None and day == calendar_day(other))


def fits(thing: SheetThing, node: Record) -> bool:
    """Tell whether a node is such a thing as a form names."""
    stated = (item for item in thing.fixed.items() if item[0] not in thing.presumed)
    fixed = all(node.get(name) == value for name, value in stated)
    named = str(node["name"]).startswith(thing.prefix)
    return node["label"] == thing.label and fixed and named and _is_told_apart(thing, node)


def _is_told_apart(thing: SheetThing, node: Record) -> bool:
    """Tell whether what a form has of a node leads to it and to no other of its name.

    What is known by its number in a register stands in the forms of that register alone.
    """
    official = node_spec(thing.label).code
    if official and node.get(official):
        return not thing.scheme
    if thing.scheme or node.get("register_code"):
        return _number(thing, node) is not None
    if thing.within or thing.label not in GLOBAL - OFFICES:
        return True
    names = (node["name"], *(node.get("aliases") or ()))
    return any(own_id(thing, {"name": name}, thing.scope) == node["id"] for name in names)


def as_presumed(thing: SheetThing, node: Record) -> bool:
    """Tell whether a node is all that a form takes for granted."""
    return all(node.get(name) == thing.fixed[name] for name in thing.presumed)


def told_elsewhere(node: Record) -> frozenset[str]:
    """Return what is told of a node by forms that do not only presume what it is."""
    return frozenset(
        name
        for form in sheet_forms()
        for thing in form.things
        if thing.fixed and not thing.presumed and fits(thing, node)
        for name in (*thing.properties, *form.figures.get(thing.key, ()))
    )


def _number(thing: SheetThing, node: Record) -> str | None:
    """Return the number of a node in the register of a form."""
    scheme, _, number = str(node.get("register_code") or "").partition(":")
    return number if scheme == thing.scheme and number else None


def named_cells(thing: SheetThing, node: Record) -> Iterator[tuple[str, str]]:
    """Yield the cells that give back what a node is called, or its number in a register."""
    number = _number(thing, node) if thing.scheme else None
    if number and thing.refers:
        yield thing.name, number
        return
    if number and thing.code:
        yield thing.code, number
    plain = str(node["name"]).removeprefix(thing.prefix)
    where, sign, rest = plain.partition("：")
    if thing.place and sign and where and rest:
        yield thing.place, where
        plain = rest
    yield thing.name, plain


def own_id(thing: SheetThing, node: Record, within: str) -> str:
    """Return the id that a node would have within something."""
    said = {"name": node["name"], "period": node.get("period")}
    return thing_id(thing.label, said, within)


def term_cells(term: Term, edge: Record) -> Line:
    """Return the first day of a relationship and its last, where it has them."""
    line = Line()
    if term.since and edge["valid_from"] != UNKNOWN_START:
        line[term.since] = edge["valid_from"]
    if term.until and edge["valid_to"]:
        last = date.fromisoformat(edge["valid_to"]) - timedelta(days=1)
        line[term.until] = last.isoformat()
    return line


def pointed(node: Record) -> str:
    """Return how a register points to a thing: a division by its path or code, else by name."""
    code = node.get("code")
    found = divisions().by_code(code) if code else None
    if found is None:
        return str(code or node["name"])
    path = "".join(d.name for d in reversed((found, *divisions().above(found))))
    return path if division_in(path) == found else found.code


def fact_cell(fact: Record, unit: str) -> str:
    """Return a counted fact as a cell under a heading with a unit."""
    if fact["value"] is None:
        return str(fact["value_text"] or "")
    number = f"{fact['value']:.12g}"
    own = fact["unit"] or (NO_UNIT if unit else "")
    return number if own == unit and own != "%" else f"{number}{own}"
