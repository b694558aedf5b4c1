"""Spreadsheets (表格文件): one table of an answer as CSV that a spreadsheet opens as it is."""

import csv
from io import StringIO
from typing import Final

from server.forms.answer import Answer, Complete
from server.forms.tables import shown, table_called

__all__ = ["sheet_of"]

_BOM: Final = "\ufeff"
"""Without it spreadsheets take the text for the machine's own code page."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MORE: Final = {
    Complete.NO: "（未完：还有更多，请加大 first 或用 after 续取 / more follow: raise first, or go "
    "on with after）",
    Complete.UNKNOWN: "（是否完整不详：请在查询中选取 pageInfo { hasNextPage } / more may follow: "
    "select pageInfo { hasNextPage }）",
}


def sheet_of(answer: Answer, table: str | None) -> str:
    """Return a table of an answer as CSV (RFC 4180), with Chinese headings.

    Last rows say what was withheld, and where the answer is not complete, or does not tell.

    Args:
        answer: The answer.
        table: Name of the table; None for the only one.

    Raises:
        FormError: If there is no such table, or several.
    """
    found = table_called(answer, table)
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(column.zh for column in found.columns)
    for row in found.rows:
        writer.writerow(_safe(shown(answer, c.path, row.get(c.path))) for c in found.columns)
    writer.writerows([f"（{zh} / {en}）"] for zh, en in answer.withheld)
    if answer.complete in _MORE:
        writer.writerow([_MORE[answer.complete]])
    return _BOM + written.getvalue()


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
