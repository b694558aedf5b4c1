"""A register is opened by what its editions are told by, and read where it is loaded."""

import csv
from pathlib import Path

import pytest

from graph.evidence import Source
from loaders.pipeline.lists import ListFile, Lists, Recorded
from loaders.readers.csv import read_csv
from loaders.readers.longtable import PORTION, STATEMENTS
from loaders.registers import Correction, Coverage, readings


@pytest.mark.parametrize(("rows", "read"), [(3, 4), (PORTION + 5, 0)])
def test_of_a_long_register_the_headings_are_read_alone(
    tmp_path: Path, rows: int, read: int
) -> None:
    opened = begun(tmp_path / "企业.csv", ("名称",), *((f"第{k}化工厂",) for k in range(rows)))
    assert opened.begun.rows == read
    assert opened.coverage.properties
    portions = list(opened.portions())
    assert sum(portion.rows for portion in portions) == rows + 1
    assert sum(len(portion.entities) for portion in portions) == rows


def test_rows_that_say_much_are_read_by_smaller_portions(tmp_path: Path) -> None:
    rows = [(str(k), "1", *("1" for _ in HARM)) for k in range(PORTION // 2)]
    opened = begun(tmp_path / "accidents.csv", ("epa_facility_id", "accident_no", *HARM), *rows)
    assert not opened.begun.long
    portions = [(portion.rows, portion.size) for portion in opened.portions()]
    assert sum(read for read, _ in portions) == len(rows) + 1
    each = 2 * (len(HARM) + 1)  # the accident itself is a figure too, in words
    assert sum(size for _, size in portions) == len(rows) * each
    assert all(size < STATEMENTS + each for _, size in portions)


def test_a_register_comes_after_the_one_by_whose_numbers_it_points(tmp_path: Path) -> None:
    by_name = [
        begun(tmp_path / "accidents.csv", ("epa_facility_id", "accident_no", *HARM), ("1", "1")),
        begun(tmp_path / "facilities.csv", ("epa_facility_id", "facility_name"), ("1", "Plant")),
        begun(tmp_path / "企业.csv", ("名称",), ("甲化工厂",)),
    ]
    accidents, facilities, plants = by_name
    lists = Lists(current=by_name, before={file.source.sha256: [] for file in by_name})
    assert lists.new == [facilities, plants, accidents]
    lists.before[facilities.source.sha256] = [Recorded("Document:earlier", facilities.name)]
    assert lists.new == [accidents, plants]


HARM = ("onsite_worker_deaths", "onsite_worker_injuries", "offsite_deaths", "evacuated")


def begun(path: Path, *rows: tuple[str, ...]) -> ListFile:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found, coverage = read_csv(path), Coverage()
    source = Source(name=path.name, sha256=found.sha256)
    return ListFile.opened(source, readings(found, None, coverage), coverage, Correction())
