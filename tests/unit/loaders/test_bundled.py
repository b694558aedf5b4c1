"""Bundled registers (随附登记册): their figures, and that each row names its source."""

import csv
import json
import os
from pathlib import Path

import pytest

from loaders.bundled import bundled_paths, bundled_title
from loaders.identity import EntityDraft, RelationDraft
from loaders.readers.csv import read_csv
from loaders.registers import read_register
from loaders.registers.checks import is_cas_number

FOLDERS = {path.name: path for path in bundled_paths()}
SHARED = Path(os.environ.get("CUSTODY_SHARED", Path(__file__).parents[4] / "shared")) / "data"


def files() -> list[Path]:
    return sorted(file for folder in FOLDERS.values() for file in folder.glob("*.csv"))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_folders() -> None:
    assert set(FOLDERS) == {"gb18218_examples", "khakzad_2021", "xiuyu"}


@pytest.mark.parametrize("file", files(), ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_row_is_read_and_names_its_source(file: Path) -> None:
    reading = read_register(read_csv(file))
    assert not reading.rejected
    drafts: list[EntityDraft | RelationDraft] = [*reading.entities, *reading.relations]
    assert drafts
    assert all(draft.evidence.note for draft in drafts)
    assert bundled_title(file) == f"bundled/{file.parent.name}/{file.name}"


def test_a_file_of_the_user_has_no_bundled_title(tmp_path: Path) -> None:
    assert bundled_title(tmp_path / "10_parks.csv") is None


def test_worked_examples_say_that_they_are_no_real_parks() -> None:
    for folder in ("gb18218_examples", "khakzad_2021"):
        for row in rows(FOLDERS[folder] / "10_parks.csv"):
            assert "算例" in row["名称"]
            assert "不是真实园区" in row["出处"]


def test_five_tanks_radiate_on_their_neighbours_both_ways() -> None:
    pairs = {
        (row["主体"][-2:], row["客体"][-2:], row["热辐射强度（kW/m²）"])
        for row in rows(FOLDERS["khakzad_2021"] / "30_IRRADIATES.csv")
    }
    neighbours = [(f"T{k}", f"T{k + 1}") for k in range(1, 5)]
    assert pairs == {(*p, "40") for a, b in neighbours for p in ((a, b), (b, a))}


def test_substances_have_one_row_each_and_no_single_figure_where_the_table_has_several() -> None:
    listed = rows(FOLDERS["gb18218_examples"] / "substances.csv")
    numbers = [row["CAS号"] for row in listed if row["CAS号"]]
    assert len(numbers) == len(set(numbers)) == 79
    assert all(map(is_cas_number, numbers))
    by_entry = {n for row in listed for n in row["表1序号"].split("；")}
    assert by_entry == {str(n) for n in range(1, 86)}
    open_figures = {row["名称"] for row in listed if not row["临界量（t）"]}
    assert open_figures == {"硝化纤维素", "硝酸铵"}


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there; set CUSTODY_SHARED to the folder that holds data/")
    return path


def test_critical_quantities_are_those_of_the_checked_table() -> None:
    with shared("gb18218_table1.csv").open(encoding="utf-8-sig", newline="") as opened:
        table = {row["no"]: row["critical_quantity_t"] for row in csv.DictReader(opened)}
    for row in rows(FOLDERS["gb18218_examples"] / "substances.csv"):
        figures = {table[number] for number in row["表1序号"].split("；")}
        assert row["临界量（t）"] == (figures.pop() if len(figures) == 1 else "")


def test_all_eighteen_counted_facts_are_there() -> None:
    gold = json.loads(shared("documents/seed.gold.json").read_text(encoding="utf-8"))
    facts = {(f["subject"], f["metric"], str(f["value"]), f["unit"]) for f in gold["facts"]}
    assert len(facts) == 18
    assert facts == {
        (r["统计对象"], r["名称"], (r["数值"] or r["表述"]).replace(",", ""), r["计量单位"])
        for r in rows(FOLDERS["xiuyu"] / "30_indicators.csv")
    }


def test_everything_a_careful_reader_names_is_there_but_national_leaders() -> None:
    gold = json.loads(shared("documents/seed.gold.json").read_text(encoding="utf-8"))
    known = {
        name
        for file in FOLDERS["xiuyu"].glob("[123]*.csv")
        for row in rows(file)
        for name in (row["名称"], *row.get("别名", "").split("；"))
    }
    assert {e["name"] for e in gold["entities"]} - known == {"习近平总书记"}


def test_no_sentence_of_the_document_is_carried_over() -> None:
    text = shared("documents/000_1c32c1475553b78d.txt").read_text(encoding="utf-8")
    for file in FOLDERS["xiuyu"].glob("*.csv"):
        for row in rows(file):
            assert (
                row["出处"].removeprefix("2023年11月秀屿区安全生产专项整治三年行动工作总结")
                not in text
            )
