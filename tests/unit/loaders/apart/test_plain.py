"""Plain data (纯数据): what comes back is what was written, and of the declared kinds alone."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from loaders.apart.handing import INDEX, Handing, TooVastError
from loaders.apart.plain import UnfitError, as_plain, cell_of, made
from loaders.apart.taking import taken_over
from loaders.documents import EntityType, ExtractedEntity, Span
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.report import Entry, Place
from loaders.sources import ReadFiles, read_files

ENTITY = ExtractedEntity(
    rule="r",
    evidence="东岸\ud800",
    span=Span(0, 3),
    original=Span(1, 4),
    type=EntityType.PARK,
    name="东岸",
)
LINE = Entry(kind="file", subject="a", place=Place(file="a", row=3), value="\x00")


@pytest.mark.parametrize("record", [ENTITY, LINE])
def test_a_record_comes_back_as_it_was(record: Any) -> None:
    plain = json.loads(json.dumps(as_plain(record)))
    assert made(type(record), plain) == record


@pytest.mark.parametrize(
    "changed",
    [
        {0: 1},
        {2: [3, 0]},
        {2: [0]},
        {2: ["0", 3]},
        {2: {"start": 0, "end": 3}},
        {4: "Nothing"},
        {4: True},
        {5: ["东岸"]},
    ],
)
def test_anything_else_is_no_record(changed: dict[int, Any]) -> None:
    plain = as_plain(ENTITY)
    for place, value in changed.items():
        plain[place] = value
    with pytest.raises(UnfitError):
        made(ExtractedEntity, plain)
    with pytest.raises(UnfitError):
        made(ExtractedEntity, plain[:-1])


@pytest.mark.parametrize(
    "plain",
    [[], {}, {"date": "x"}, {"date": 1}, {"os": "x"}, {"timedelta": [1, 2, "x"]}, {"a": {}}],
)
def test_a_cell_is_a_value_or_a_moment(plain: Any) -> None:
    with pytest.raises(UnfitError):
        cell_of(plain)


@pytest.mark.parametrize("index", [b"", b"[]", b"[1,2,3]", b"[" * 99_999, pickle.dumps(ENTITY)])
def test_what_nobody_handed_on_is_not_taken_over(tmp_path: Path, index: bytes) -> None:
    (tmp_path / INDEX).write_bytes(index)
    with pytest.raises(UnfitError):
        taken_over(tmp_path, lambda name, _: pytest.fail(name))


def test_halves_of_characters_and_numbers_that_are_none_are_handed_on(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_bytes(b"x")
    ((source, _),) = read_files([path]).registers
    rows = (Row(1, ("\ud800\u2028", float("inf"), -(10**30), "", None, False), (1, 2)),)
    table = Table(name="\udfff", sheet="甲", rows=rows, hidden=True)
    file = RegisterFile(name="a.csv", sha256="0" * 64, media_type="", tables=(table,))
    (folder := tmp_path / "aside").mkdir()
    handing = Handing(folder)
    handing.add(ReadFiles(registers=((source, file),), documents=(), rejected=(LINE,)))
    handing.end()
    read = taken_over(folder, lambda name, _: pytest.fail(name))
    assert read.registers == ((source, file),)
    assert read.rejected == (LINE,)


def test_no_more_rows_are_handed_on_than_are_loaded_by_a_server(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_bytes(b"x\ny\nz\n")
    read = read_files([path])
    handing = Handing(tmp_path, rows=5)
    handing.add(read)
    with pytest.raises(TooVastError):
        handing.add(read)
