"""Spreadsheets for tests (测试台账): rows under headings, and the graph of drafts they become."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.model.labels import Label
from loaders.identity import EntityDraft, Mention, RelationDraft
from loaders.readers.spreadsheet import Cell, RegisterFile, Row, Table
from loaders.registers import Correction, Reading, read_register

__all__ = ["ENTERPRISE", "drafts", "heading_sets", "read", "related", "row_of"]

ENTERPRISE = "福建海岸化工有限公司"
ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("CUSTODY_SHARED", ROOT.parent / "shared" / "data"))
HEADINGS = SHARED / "register_headings.json"


def heading_sets() -> list[dict[str, Any]]:
    if not HEADINGS.is_file():
        pytest.skip(f"the shared heading sets are not at {HEADINGS}")
    sets: list[dict[str, Any]] = json.loads(HEADINGS.read_text(encoding="utf-8"))
    return sets


def row_of(headings: Sequence[str], **values: Cell) -> tuple[Cell, ...]:
    """Return a row with values under some headings."""
    return tuple(values.get(heading) for heading in headings)


def read(
    *rows: Sequence[Cell], name: str = "台账", correction: Correction | None = None
) -> Reading:
    numbered = tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1) if cells)
    table = Table(name="Sheet1", sheet="Sheet1", rows=numbered)
    file = RegisterFile(name=f"{name}.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    return read_register(file, correction)


def drafts(reading: Reading, label: Label) -> list[EntityDraft]:
    return [draft for draft in reading.entities if draft.label is label]


def related(reading: Reading) -> set[tuple[str, str, str]]:
    return {(_name(r.source), str(r.type), _name(r.target)) for r in reading.relations}


def _name(end: EntityDraft | Mention | RelationDraft) -> str:
    return end.text if isinstance(end, Mention) else getattr(end, "name", "")
