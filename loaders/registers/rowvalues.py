"""What the cells of a row give (行内取值): persons, and words of a vocabulary. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from graph.model.spec import Property
from loaders.registers.people import Person, people_of, phones_of
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import Duty
from loaders.registers.values import RefusedValueError, parsed

__all__ = ["hinted", "people_in", "with_terms"]


def people_in(duty: Duty, cells: SheetCells) -> list[Person]:
    """Return who is named; without numbers where these cannot be used."""
    names, phones = cells.text(duty.person), cells.text(duty.phone) if duty.phone else ""
    if not names:
        return []
    try:
        people = people_of(names)
    except RefusedValueError as error:
        cells.refuse(duty.person, names, zh=error.zh, en=error.en)
        return []
    try:
        found = people_of(names, phones)
    except RefusedValueError as error:
        cells.refuse(duty.phone or duty.person, phones, zh=error.zh, en=error.en)
        return people
    if len(people) == 1 and len(phones_of(phones)) > 1:
        cells.refuse(
            duty.phone or duty.person,
            phones,
            zh="一人有几个号码，只读了第一个",
            en="one person has several numbers; only the first is read",
        )
    return found


def hinted(prop: Property | None, terms: Mapping[str, str], text: str) -> str | None:
    """Return what a word means for a property; None where it may say something else.

    What is no such word by itself may hold one: 立式内浮顶罐（氮封）. Of several that disagree none
    counts.
    """
    if prop is None or not text:
        return None
    known = with_terms(prop, terms)
    try:
        found: str = parsed(known, text)
    except RefusedValueError:
        held = {
            known.terms[word]
            for word in known.terms
            if re.search(f"(?<!非){re.escape(word)}", text)
        }
        return held.pop() if len(held) == 1 else None
    return found


def with_terms(prop: Property, terms: Mapping[str, str]) -> Property:
    """Return a property that also takes these words for members of its vocabulary."""
    if prop.choices is None or not terms:
        return prop
    members = set(prop.choices)
    return replace(prop, terms={**prop.terms, **{k: v for k, v in terms.items() if v in members}})
