"""A register is opened by what its editions are told by, and read where it is loaded."""

import csv
from pathlib import Path

import pytest

from graph.evidence import Source
from loaders.pipeline.lists import ListFile
from loaders.readers.csv import read_csv
from loaders.readers.longtable import PORTION
from loaders.registers import Coverage, readings


@pytest.mark.parametrize(("rows", "read"), [(3, 4), (PORTION + 5, 0)])
def test_of_a_long_register_the_headings_are_read_alone(
    tmp_path: Path, rows: int, read: int
) -> None:
    path = tmp_path / "企业.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("名称",), *((f"第{k}化工有限公司",) for k in range(rows))])
    found, coverage = read_csv(path), Coverage()
    source = Source(name=path.name, sha256=found.sha256)
    opened = ListFile.opened(source, readings(found, None, coverage), coverage, whole=None)
    assert opened.begun.rows == read
    assert coverage.properties
    portions = list(opened.portions())
    assert sum(portion.rows for portion in portions) == rows + 1
    assert sum(len(portion.entities) for portion in portions) == rows
