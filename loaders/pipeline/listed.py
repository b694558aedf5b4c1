"""What is listed though it has ended (已终止仍列出): two sources that disagree, told in the report.

A row without a day does not say since when, so it confirms the version that has ended and begins
none; whether the thing is there again is for a person to find out. Pure.
"""

from collections.abc import Mapping
from dataclasses import replace

from graph.evidence import today
from graph.store.write import Batch
from loaders.pipeline.proposal import Statement
from loaders.report import Entry

__all__ = ["days_of", "listed"]


def days_of(batch: Batch) -> dict[str, str]:
    """Return for what day each row of a batch speaks, by the id of its evidence."""
    days = {source.sha256: source.dated_on or today() for source in batch.sources}
    return {e.id: days[e.document] for e in batch.evidence if e.row is not None}


def listed(statement: Statement, line: Entry, ended: str, days: Mapping[str, str]) -> Entry:
    """Return the line on a statement with the end that is on record, if the row is no older.

    Args:
        statement: What is said.
        line: Its line in the report.
        ended: First day on which it is true no longer, as recorded.
        days: For what day each row speaks, by the id of its evidence.
    """
    if not any(ended <= days[key] for key in statement.evidence if key in days):
        return line
    zh = f"已记录为自 {ended} 起终止，此处仍列出；请核实"
    en = f"is recorded as ended on {ended}, and listed here; find out which is right"
    return replace(
        line,
        zh="；".join(filter(None, (line.zh, zh))),
        en="; ".join(filter(None, (line.en, en))),
    )
