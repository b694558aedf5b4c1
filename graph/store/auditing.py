"""Audit records as rows (操作记录行), with what orders and scopes them."""

from collections.abc import Mapping
from typing import Any

from graph.evidence import UNKNOWN_START
from graph.model.audit import AUDIT_RECORD
from graph.store.sortkey import sort_keys

__all__ = ["audit_row", "known_start"]


def audit_row(identifier: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row that keeps an audit record, without what is not known.

    Args:
        identifier: Its id.
        said: What it says, in the words of the model.
    """
    known = {name: value for name, value in said.items() if value is not None}
    return {"id": identifier, "properties": known | sort_keys(AUDIT_RECORD, identifier, known)}


def known_start(valid_from: str) -> str | None:
    """Return the first day on which something was true; None if no source says."""
    return None if valid_from == UNKNOWN_START else valid_from
