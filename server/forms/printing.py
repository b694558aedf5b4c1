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
from server.forms.tables import Table, flattened, outermost, shown, table_of

__all__ = ["page_of"]

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
    style = (files("server.forms") / "answer.css").read_text(encoding="utf-8")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template(_TEMPLATE)
        .render(
            answer=answer,
            facts=list(_facts(answer)),
            sections=[_section(answer, table_of(answer, path)) for path in outermost(answer)],
            note=_NOTES.get(answer.complete),
            style=style,
            policy=f"default-src 'none'; style-src 'sha256-{hashed}'",
        )
    )


@cache
def _environment() -> Environment:
    loader = PackageLoader("server.forms", "")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


def _facts(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield what stands in no list: its heading and its value."""
    listed = outermost(answer)
    for path, value in flattened(answer, answer.data, ()).items():
        beside = any(len(at) > 1 and path[: len(at) - 1] == at[:-1] for at in listed)
        if beside and not isinstance(value, list) and (text := shown(answer, path, value)):
            steps = (path[: end + 1] for end in range(1, len(path)))
            yield "·".join(answer.headings[step].zh for step in steps), text


def _section(answer: Answer, table: Table) -> _Section:
    above = len(table.at) if table.columns else 0
    columns = [c for c in table.columns if c.path[:above] == table.at] or list(table.columns)
    return _Section(
        title=answer.headings[table.at].zh,
        heads=tuple((column.zh, column.headings[-1].en) for column in columns),
        rows=tuple(
            tuple(shown(answer, column.path, row.get(column.path)) for column in columns)
            for row in table.rows
        ),
    )
