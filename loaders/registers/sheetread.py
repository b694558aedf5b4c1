"""Reading of kept spreadsheets (台账读取): from a sheet to statements, by its form. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from loaders.readers.spreadsheet import Table
from loaders.registers.headings import heading_key
from loaders.registers.recognition import Correction, Guess, SheetColumn, guesses
from loaders.report import Entry, Place, Recognised

__all__ = ["corrections_refused", "guess_of", "unread_columns"]

_LEAST: Final = 0.5
"""Least score at which a sheet is read."""
_AHEAD: Final = 0.1
"""What the next form must lie behind, unless it lacks what it needs."""


def guess_of(
    table: Table, place: Place, correction: Correction
) -> tuple[Guess | None, Recognised | None]:
    """Return the form by which a sheet is to be read, if that is clear, and how it was found."""
    found = guesses(table, place.file, correction)
    if not found:
        return None, None
    first = _likeliest(found)
    second = next((guess for guess in found if guess is not first), None)
    sure = not first.missing and (correction.form or (first.score >= _LEAST and _clear(found)))
    told = Recognised(
        file=place.file,
        sheet=place.sheet,
        form=first.form.name,
        score=min(first.score, 1.0),
        runner_up=(second.form.name, min(second.score, 1.0)) if second else None,
        header=(first.header.first, first.header.last),
        columns=[(c.index, c.heading, c.field) for c in first.columns],
        missing=first.missing,
    )
    return (first if sure else None), told


def _likeliest(found: Sequence[Guess]) -> Guess:
    """Return the best guess; one that lacks something goes before a whole one that fits far worse.

    A list of chemicals without places is no enterprise file, though that would read some of it.
    """
    best = max(found, key=lambda guess: guess.score)
    return best if best.score - found[0].score >= _AHEAD else found[0]


def _clear(found: Sequence[Guess]) -> bool:
    first, *others = found
    rivals = [g for g in others if not g.missing and not _says_less(g, first)]
    return all(first.score - rival.score >= _AHEAD for rival in rivals)


def _says_less(rival: Guess, first: Guess) -> bool:
    """Tell whether a form reads only what the first reads too, and asks for less of it."""
    read, first_read = ({c.index for c in guess.used} for guess in (rival, first))
    return read < first_read or (read == first_read and rival.form.needed < first.form.needed)


def unread_columns(guess: Guess, place: Place) -> Iterator[Entry]:
    """Yield a line for each column that says something and is not read."""
    alike: dict[str, list[int]] = {}
    for column in guess.columns:
        alike.setdefault(heading_key(column.heading), []).append(column.index)
    for column in guess.columns:
        if column.field is None and not column.silent:
            same = alike[heading_key(column.heading)]
            number = f"#{same.index(column.index) + 1}" if len(same) > 1 else ""
            zh, en = _why(column, number)
            row = guess.header.row_of(column.index)
            where = Place(file=place.file, sheet=place.sheet, row=row, column=column.heading)
            yield Entry(
                kind="column",
                subject=guess.form.name,
                place=where,
                value=column.heading,
                zh=zh,
                en=en,
            )


def _why(column: SheetColumn, number: str) -> tuple[str, str]:
    if column.taken:
        return (
            f"与“{column.taken}”列含义相同，只读了那一列",
            f"means the same as “{column.taken}”, which is read instead",
        )
    if column.may:
        (first, second), given = column.may, f"--map {column.heading}{number}"
        return (
            f"可指“{first}”，也可指“{second}”，不能确定，未读；请用 {given}={first} 等指明",
            f"may mean {first} or {second}, so not read; name it with {given}={first} or {second}",
        )
    if column.known:
        return "认得此列，但模型中没有它的位置，此列未读", "known, but without a place in the model"
    zh, en = (f"{column.heading}{number}",) * 2 if number else ("列", "column")
    return (
        f"不认得此列，未读；可用 --map {zh}=字段 指定",
        f"not known, so not read; name its field with --map {en}=field",
    )


def corrections_refused(guess: Guess, columns: Mapping[str, str], place: Place) -> Iterator[Entry]:
    """Yield a line for each correction that names no field of the form."""
    for heading, meant in columns.items():
        if guess.form.field_named(meant)[0] is None:
            fields = "、".join(dict.fromkeys(guess.form.fields.values()))
            yield Entry(
                kind="column",
                subject=guess.form.name,
                place=Place(file=place.file, sheet=place.sheet, column=heading),
                value=meant,
                zh=f"不是“{guess.form.name}”的字段，可用：{fields}",
                en=f"is no field of this form; its fields are: {fields}",
            )
