"""What another process reads is what would be read here, whatever becomes of it."""

import csv
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from loaders.aside import Aside
from loaders.identity import EntityDraft, Mention
from loaders.readers.csv import read_csv
from loaders.readers.longtable import PORTION, LongRows, portions
from loaders.registers import Coverage, Reading, readings

NUMBERS = range(2 * PORTION + 1)
WHOLE = list(portions(NUMBERS))


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Aside]:
    """Give another process to read, whatever machine this is."""
    monkeypatch.setattr("loaders.aside._cores", lambda: 2)
    with Aside(least=1) as begun:
        yield begun


def readers() -> list[psutil.Process]:
    found = psutil.Process().children()
    return [one for one in found if "loaders.aside" in one.cmdline()]


def test_it_reads_the_same(aside: Aside) -> None:
    one, other = (aside.begin(len(NUMBERS), portions, NUMBERS) for _ in range(2))
    assert len(readers()) == 1
    assert [next(one), *other, *one] == [WHOLE[0], *WHOLE, *WHOLE[1:]]


def test_neither_waits_for_the_other_to_take_what_it_wrote(aside: Aside) -> None:
    texts = [f"{number:0100}" for number in NUMBERS]  # more than a pipe holds, either way
    one = aside.begin(1, portions, texts)
    found = [next(one)]
    other = aside.begin(1, portions, texts)
    assert [*found, *one] == [*other] == list(portions(texts))


def test_what_an_ended_process_did_not_tell_is_read_here(aside: Aside) -> None:
    found = aside.begin(len(NUMBERS), portions, NUMBERS)
    assert next(found) == WHOLE[0]
    for process in readers():
        process.kill()
        process.wait()
    assert list(found) == WHOLE[1:]


def test_what_is_wrong_with_a_file_is_found_here(aside: Aside, tmp_path: Path) -> None:
    rows = LongRows[str]((), (), 1, (tmp_path / "gone.csv").open)
    with pytest.raises(FileNotFoundError):
        next(aside.begin(1, portions, rows))


def test_what_cannot_be_sent_is_read_here(aside: Aside) -> None:
    rows = LongRows[int]((), (), 1, lambda: iter(NUMBERS))
    assert list(aside.begin(1, portions, rows)) == WHOLE
    assert not readers()


def test_few_rows_are_read_here() -> None:
    with Aside() as other:
        assert list(other.begin(100, portions, NUMBERS)) == WHOLE
        assert not readers()


def test_whoever_names_no_other_process_reads_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("loaders.readers.spreadsheet.Table.length", 10**6)
    path = tmp_path / "facilities.csv"
    path.write_text("epa_facility_id,facility_name\n1,Plant\n", encoding="utf-8")
    assert sum(len(reading.entities) for reading in readings(read_csv(path))) == 1
    assert not readers()


def test_the_process_ends_with_who_began_it(aside: Aside) -> None:
    with aside:
        next(aside.begin(1, portions, NUMBERS))
    assert not readers()


def test_a_register_says_the_same(aside: Aside, tmp_path: Path) -> None:
    path = tmp_path / "process_chemicals.csv"
    heads = ("epa_facility_id", "program_level", "chemical_name", "cas_number")
    held = [(str(k // 7), "Level 3", f"Chemical {k % 50}", "7664-41-7") for k in range(PORTION + 9)]
    held[4] = ("9", "Level 3", "Chemical 4", "7664-41-8")  # which is no CAS number
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *held])
    here, there = Coverage(), Coverage()
    read, found = readings(read_csv(path), None, here), readings(read_csv(path), None, there, aside)
    assert [told(one) for one in found] == [told(one) for one in read]
    assert readers()
    assert there == here
    assert here.doubtful


def test_tables_below_a_long_one_are_found_elsewhere_too(aside: Aside, tmp_path: Path) -> None:
    path = tmp_path / "企业和储罐.csv"
    enterprises = [(f"第{k}化工有限公司", "临港路", "30") for k in range(PORTION + 9)]
    tanks = [(enterprises[k][0], f"T-{k}", "苯", "100") for k in range(PORTION + 9)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("企业名称", "地址", "员工人数"), *enterprises])
        writer.writerows([("企业名称", "储罐编号", "储存介质", "容积（m3）"), *tanks])
        writer.writerows([("企业名称", "地址", "员工人数"), ("最后化工有限公司", "临港路", "30")])
    read, found = (list(readings(read_csv(path), aside=way)) for way in (None, aside))
    assert [told(one) for one in found] == [told(one) for one in read]
    assert [sheet.form for one in found for sheet in one.sheets][1:] == ["储罐台账", "一企一档"]
    assert readers()


def told(reading: Reading) -> object:
    """Return what a reading says, and which of its things its relationships join."""
    drafts: dict[EntityDraft | Mention, int] = {
        draft: number for number, draft in enumerate([*reading.entities, *reading.earlier])
    }
    return (
        [(d.label, d.properties, d.evidence, d.place) for d in reading.entities],
        [(d.label, d.properties, d.evidence, d.place) for d in reading.earlier],
        [
            (r.type, drafts.get(r.source, r.source), drafts.get(r.target, r.target), r.evidence)
            for r in reading.relations
        ],
        reading.rejected,
        reading.rows,
    )
