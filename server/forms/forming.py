"""Forming an answer (答案成形): the response of an operation in the form that is asked for."""

from dataclasses import dataclass
from enum import StrEnum

import orjson

from server.forms.answer import Answer
from server.forms.map import map_of
from server.forms.printing import page_of
from server.forms.sheet import sheet_of

__all__ = ["Form", "Formed", "formed"]


class Form(StrEnum):
    """Form of an answer (答案形式), by its media type."""

    CSV = "text/csv"
    GEOJSON = "application/geo+json"
    PAGE = "text/html"


@dataclass(frozen=True, slots=True)
class Formed:
    """An answer in a form (已成形的答案).

    Attributes:
        body: Its bytes, UTF-8.
        file: Name of the file to keep it in.
        complete: Whether nothing follows: true, false or unknown.
    """

    body: bytes
    file: str
    complete: str


def formed(answer: Answer, form: Form, table: str | None = None) -> Formed:
    """Return an answer in a form.

    Args:
        answer: The answer.
        form: The form.
        table: Which of its tables, for CSV.

    Raises:
        FormError: If it cannot be given this form.
    """
    name = answer.name or "answer"
    complete = answer.complete.value
    if form is Form.CSV:
        return Formed(sheet_of(answer, table).encode(), f"{name}.csv", complete)
    if form is Form.GEOJSON:
        return Formed(orjson.dumps(map_of(answer)), f"{name}.geojson", complete)
    return Formed(page_of(answer).encode(), f"{name}.html", complete)
