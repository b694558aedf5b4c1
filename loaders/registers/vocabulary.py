"""Headings that any form knows (表头用语), and answers that stand beside what is asked. Pure."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from loaders.readers.spreadsheet import Cell, Row
from loaders.registers.headings import heading_key, split_unit
from loaders.registers.sheetform import sheet_forms
from loaders.registers.values import text_of

__all__ = ["CARD_ROWS", "answers", "asks_who", "forms_of", "is_asked"]

CARD_ROWS: Final = 3
"""Fewer rows that answer what they ask may as well be headings and data."""


def is_asked(text: str) -> bool:
    """Tell whether any form knows a heading; nearly no cell of data is one."""
    return bool(forms_of(text))


def asks_who(text: str) -> bool:
    """Tell whether any form asks under a heading for a person or a telephone number.

    >>> asks_who("联系电话"), asks_who("罐区")
    (True, False)
    """
    return heading_key(text) in _of_persons()


def forms_of(text: str) -> frozenset[str]:
    """Return the keys of the forms that know a heading."""
    plain = "".join(text.split()).strip("*:\uff1a")
    if heading_key(plain[:1])[:1] not in _first_characters():
        return frozenset()  # so do most cells of data, which would else take long to look up
    known, whole = _by_heading(), heading_key(plain)
    return known.get(whole) or known.get(heading_key(split_unit(plain)[0]), frozenset())


def answers(row: Row) -> list[tuple[str, int]] | None:
    """Return what a row asks, each with the index of the answer behind it; else None.

    What has no answer is left out. A row of headings asks and does not answer.

    >>> answers(Row(1, ("企业名称", "甲公司", "地址", None)))
    [('企业名称', 1)]
    """
    found = list(_answers(row.cells))
    if not found or any(index is None for _, index in found):
        return None
    answered = [(text, index) for text, index in found if index]
    alone = len(found) - len(answered)
    return answered if answered and alone <= max(1, len(answered) - 1) else None


def _answers(cells: tuple[Cell, ...]) -> Iterator[tuple[str, int | None]]:
    """Yield each question with the index of its answer, 0 without one; None for no question."""
    filled = [(index, cell) for index, cell in enumerate(cells) if text_of(cell)]
    position = 0
    while position < len(filled):
        text = text_of(filled[position][1])
        if not (isinstance(filled[position][1], str) and is_asked(text)):
            yield text, None
            return
        following = filled[position + 1] if position + 1 < len(filled) else None
        if following is None or is_asked(text_of(following[1])):
            yield text, 0
            position += 1
        else:
            yield text, following[0]
            position += 2


@cache
def _by_heading() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for form in sheet_forms():
        for key in {*form.fields, *form.ignored, *form.unused}:
            found[key] = found.get(key, frozenset()) | {form.key}
    return found


@cache
def _of_persons() -> frozenset[str]:
    persons = {
        form.key: {name for duty in form.duties for name in (duty.person, duty.phone)}
        for form in sheet_forms()
    }
    return frozenset(
        key
        for form in sheet_forms()
        for key, field in form.fields.items()
        if field in persons[form.key]
    )


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(key[:1] for key in _by_heading())
