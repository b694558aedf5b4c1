"""Tables on the terminal (终端表格)."""

from rich import box
from rich.table import Table

__all__ = ["table"]


def table(*headings: str) -> Table:
    """Return an empty table with these headings."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made
