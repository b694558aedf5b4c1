"""How long what a row says is true (行内期限): when its cells say it begins and ends. Pure.

An end that cannot be read would leave lasting what may be over, so nothing is said then. A first
day that is only a month is no day: it has begun, and since when is not known.
"""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from graph.evidence import UNKNOWN_START
from loaders.registers.days import is_month
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import Term
from loaders.registers.terms import Span, later, months_of, span_of
from loaders.registers.values import RefusedValueError, day_of

__all__ = ["ALWAYS", "Lasting", "is_over", "lasting_of"]


class Lasting(NamedTuple):
    """From when to when something is true (有效期)."""

    valid_from: str
    valid_to: str | None


ALWAYS: Final = Lasting(UNKNOWN_START, None)
_NOTHING: Final = Span(None, None)
_ENDS: Final = re.compile("有效|至|止|到期|届满|结束")


def lasting_of(term: Term, cells: SheetCells) -> Lasting | None:
    """Return how long a row's statement is true; None where that cannot be told, which is told."""
    over = is_over(term, cells)
    if term.change and cells.text(term.change):
        turn = {"ended": term.ended} if over else {"since": term.since}
        if not any(cells.text(field or "") for field in turn.values()):
            term = replace(term, **dict.fromkeys(turn, term.change))
    if over and not (term.ended and cells.text(term.ended)):
        _tell_over(term, cells)
        return None
    try:
        begin, end = _first(term, cells)
        end = _last(term, cells, begin) or end
    except _UnclearError:
        return None
    if end is None and cells.text(term.state or "") in term.expired:
        _tell_over(term, cells)
        return None
    if begin and end and end <= begin:
        field = next(
            f for f in (term.until, term.ended, term.span, term.since) if f and cells.text(f)
        )
        cells.refuse(
            field,
            cells.text(field),
            zh="结束日期早于开始日期，此项未读",
            en="ends before it begins; not read",
        )
        return None
    return Lasting(begin or UNKNOWN_START, end)


def is_over(term: Term, cells: SheetCells) -> bool:
    """Tell whether a row says in a word that what it states is over."""
    return bool(term.state) and cells.text(term.state or "") in term.over


def _tell_over(term: Term, cells: SheetCells) -> None:
    """Tell that a row says that it is true no longer, or not yet, and not since when."""
    field = term.state or ""
    cells.refuse(
        field,
        cells.text(field),
        zh="没有写明自何日起，此项未读",
        en="since when is not written; not read",
    )


class _UnclearError(Exception):
    """A cell does not tell when; that is told already."""


def _first(term: Term, cells: SheetCells) -> Span:
    """Return what the cell of the beginning says, or the whole period if it stands there."""
    for field in filter(None, (term.since, term.span)):
        text = cells.text(field)
        try:
            if text and (span := span_of(text)) is not None:
                if span.begin or span.end:
                    return span
                continue
            if text and field == term.since:
                return Span(day_of(text), None)
        except RefusedValueError as error:
            begun = field == term.since and is_month(text)
            more = ("，起始日按未知处理", "; since when is taken as not known")
            less = ("，此项期限不明，未读", "; how long is not clear, so it was not read")
            zh, en = more if begun else less
            cells.refuse(field, text, zh=f"{error.zh}{zh}", en=f"{error.en}{en}")
            if not begun:
                raise _UnclearError from error
            return _NOTHING
    return _NOTHING


def _last(term: Term, cells: SheetCells, begin: str | None) -> str | None:
    for field, following in ((term.ended, False), (term.until, True), (term.span, True)):
        text = cells.text(field) if field else ""
        if not field or not text:
            continue
        if field == term.span and (months := months_of(text)):
            return _counted(term, begin, months, cells)
        try:
            if (span := span_of(text)) is None:
                day = day_of(text, following=following)
                if field == term.span and not begin:
                    _see_that_it_ends(field, text, cells)
                return day
            if span.end:
                return span.end
        except RefusedValueError as error:
            zh, en = (
                f"{error.zh}，此项期限不明，未读",
                f"{error.en}; how long is not clear; not read",
            )
            cells.refuse(field, text, zh=zh, en=en)
            raise _UnclearError from error
    return None


def _see_that_it_ends(field: str, text: str, cells: SheetCells) -> None:
    """See that a day that stands alone is a last day, by its heading or a word before it.

    Raises:
        RefusedValueError: If it may as well be the first.
    """
    heading = cells.place(field).column or field
    if not _ENDS.search(heading):
        raise RefusedValueError(
            text,
            zh="只写了一日，不知是起是止",
            en="is one day, of which nobody says which end it is",
        )


def _counted(term: Term, begin: str | None, months: int, cells: SheetCells) -> str | None:
    """Return the end of a length behind its first day.

    Raises:
        _UnclearError: If that is not known, so that it may be over, and the row says not that it
            is not.
    """
    if begin:
        try:
            return later(begin, months)
        except ValueError:  # beyond the calendar
            return None
    field = term.span or ""
    lasts = cells.text(term.state or "") in term.current
    more = ("，到期日按未写明处理", ", so its end is taken as not stated")
    less = ("，此项期限不明，未读", ", so whether it is over cannot be told; not read")
    zh, en = more if lasts else less
    zh, en = f"不知从何日起算{zh}", f"since when is not known{en}"
    cells.refuse(field, cells.text(field), zh=zh, en=en)
    if not lasts:
        raise _UnclearError
    return None
