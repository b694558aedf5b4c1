"""Which nodes the things of a form may be (样式对应), so that what is written reads back."""

from collections.abc import Mapping

from loaders.export_cells import fits, own_id
from loaders.export_names import Record
from loaders.registers.sheetform import SheetForm, SheetThing

__all__ = ["is_within", "main_thing", "may_be", "reads_back"]


def main_thing(form: SheetForm) -> SheetThing:
    """Return what a row is about (主体): the innermost thing that it must name."""
    needs = (need.split("|") for need in form.needs)
    named = [t for need in needs for t in form.things if t.name in need]
    inner = [t for t in named if t.within]
    return inner[0] if inner else named[0]


def may_be(form: SheetForm, thing: SheetThing, node: Record) -> bool:
    """Tell whether a node may be a thing of the form, and no narrower one is it."""
    rivals = (t for t in form.things if t.label is thing.label and t.fixed)
    return fits(thing, node) and (
        bool(thing.fixed) or not any(fits(rival, node) for rival in rivals)
    )


def is_within(thing: SheetThing, node: Record, placed: Mapping[str, str]) -> bool:
    """Tell whether a thing is said of one of those around it, where its form names any."""
    known = [key for key in thing.within if key in placed]
    return not known or any(_holds(placed, thing, node, key) for key in known)


def reads_back(main: SheetThing, node: Record, placed: Mapping[str, str]) -> bool:
    """Tell whether what a row names around a thing makes its name the same again."""
    if main.anywhere and not any(key in placed for key in main.within):
        return bool(own_id(main, node, main.scope) == node["id"])
    held = (_holds(placed, main, node, key) for key in main.within)
    return not main.within or any(held)


def _holds(placed: Mapping[str, str], thing: SheetThing, node: Record, key: str) -> bool:
    return key in placed and own_id(thing, node, placed[key]) == node["id"]
