"""Printed answers (打印页): an answer as one page, nothing from elsewhere and no script."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from server.forms.answer import Answer, Complete
from server.forms.tables import Column, Table, called, flattened, outermost, shown, table_of

__all__ = ["page_of", "page_policy"]

_TEMPLATE: Final = "answer.html"
_NOTES: Final = {
    Complete.NO: ("未完：还有更多，请加大 first 或用 after 续取。", "More follow."),
    Complete.UNKNOWN: (
        "是否完整不详：请在查询中选取 pageInfo { hasNextPage }。",
        "More may follow: select pageInfo { hasNextPage }.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Section:
    """A table on the page, with what its cells show."""

    title: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def page_of(answer: Answer) -> str:
    """Return an answer as a page to print (可打印页面), A4 on its side.

    What stands in no list comes first, then every list as a table; lists in a row share its cell.
    """
    return (
        _environment()
        .get_template(_TEMPLATE)
        .render(
            answer=answer,
            facts=list(_facts(answer)),
            sections=[_section(answer, table_of(answer, path)) for path in outermost(answer)],
            note=_NOTES.get(answer.complete),
            style=_style(),
            policy=page_policy(),
        )
    )


@cache
def page_policy() -> str:
    """Return the content security policy of the page: its own style, and nothing else."""
    hashed = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{hashed}'"


@cache
def _style() -> str:
    return (files("server.forms") / "answer.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    loader = PackageLoader("server.forms", "")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


def _facts(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield what stands in no list: its heading and its value."""
    listed = outermost(answer)
    for path, value in flattened(answer, answer.data, ()).items():
        if path not in listed and (text := shown(answer, path, value)):
            steps = [path[: end + 1] for end in range(min(1, len(path) - 1), len(path))]
            yield "·".join(dict.fromkeys(answer.headings[step].zh for step in steps)), text


def _section(answer: Answer, table: Table) -> _Section:
    above = len(table.at) if table.columns else 0
    columns = [c for c in table.columns if c.path[:above] == table.at] or list(table.columns)
    return _Section(
        title=answer.headings[table.at].zh,
        heads=tuple((_head(answer, table, c), c.headings[-1].en) for c in columns),
        rows=tuple(
            tuple(shown(answer, c.path, row.get(c.path), between="\n") for c in columns)
            for row in table.rows
        ),
    )


def _head(answer: Answer, table: Table, column: Column) -> str:
    """Return the heading of a column beneath the title of its table."""
    steps = (column.path[: end + 1] for end in range(len(table.at), len(column.path)))
    kept = [answer.headings[step].zh for step in steps if called(step[-1:])]
    return "·".join(kept) or column.zh
