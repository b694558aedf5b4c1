"""Counted facts (指标) of registers and documents on every engine: one figure, or a contest."""

import csv
import os
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.store.port import Store, Transaction
from loaders.bundled import bundled_paths
from loaders.documents.precision import StatementKind
from loaders.export import export
from loaders.pipeline import load
from loaders.pipeline.refusals import StaleError
from loaders.pipeline.review import accept
from tests.contract.telling import document, proposals
from tests.trust import TRUSTED, doubting

SEED = "000_1c32c1475553b78d.txt"
PLATFORM = "东山区企业风险分级管控信息平台"


def said(count: int, day: str = "") -> str:
    return f"东山区工作总结\n{day}建设{PLATFORM},建立检查清单{count}条。"


def registers(folder: Path, count: int, period: str = "") -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    platforms, figures = folder / "platforms.csv", folder / "indicators.csv"
    platforms.write_text(f"名称\n{PLATFORM}\n", encoding="utf-8")
    row = f"检查清单,{PLATFORM},{PLATFORM},{count},条,{period}"
    headings = "名称,所属,统计对象,数值,计量单位,统计时期"
    figures.write_text(f"{headings}\n{row}\n", encoding="utf-8")
    return [platforms, figures]


async def figures(store: Store) -> list[dict[str, Any]]:
    """Return every figure that stands, with how many links to what it counts and sources."""
    return await store.read(
        "MATCH (i:Indicator)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL"
        " MATCH (i)-[r:MEASURES]->() WHERE r.retracted_at IS NULL"
        " RETURN i.id AS id, s.name AS name, s.value AS value, s.period AS period,"
        " size(s.evidence) AS places, size(r.evidence) AS links ORDER BY name, value, period"
    )


async def _emptied(transaction: Transaction) -> None:
    await transaction.run("MATCH (n) DETACH DELETE n")


async def exported(store: Store, folder: Path) -> dict[str, set[tuple[str, ...]]]:
    """Return the rows of a canonical export; places and aliases stand in no order."""
    report = await export(store, folder)
    return {name: rows_of(folder / name) for name in report.files}


def rows_of(path: Path) -> set[tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {tuple("；".join(sorted(c.split("；"))) for c in row) for row in csv.reader(file)}


@pytest.fixture
def seed() -> Path:
    root = os.environ.get("CUSTODY_SHARED", Path(__file__).parents[3] / "shared")
    path = Path(root) / "data" / "documents" / SEED
    if not path.exists():
        pytest.skip(f"{path} is not there; set CUSTODY_SHARED to the folder that holds data/")
    return path


async def test_a_document_before_its_registers_gives_the_graph_of_the_other_order(
    store: Store, tmp_path: Path, seed: Path
) -> None:
    folder = next(path for path in bundled_paths() if path.name == "xiuyu")
    found = []
    for number, order in enumerate(permutations(([seed], [folder]))):
        await store.write(_emptied)
        for paths in order:
            await load(store, paths, rules=TRUSTED)
        standing = await figures(store)
        await load(store, [seed], rules=TRUSTED)  # a town that only the register knew by its alias
        found.append((standing, await exported(store, tmp_path / str(number))))

    (first, document_first), (other, registers_first) = found
    assert len(first) == 18
    assert first == other
    assert document_first == registers_first


async def test_a_register_takes_over_the_figure_that_only_a_document_gave(
    store: Store, tmp_path: Path
) -> None:
    path, rows = document(tmp_path, said(31)), registers(tmp_path, 31)
    await load(store, [path], rules=TRUSTED)
    (before,) = await figures(store)

    trial = await load(store, rows, dry_run=True)
    report = await load(store, rows)

    assert trial.counts == report.counts
    assert {(e.kind, e.subject) for e in report.retracted} == {
        ("Indicator", before["name"]),
        ("MEASURES", before["name"]),
    }
    (figure,) = await figures(store)
    assert (figure["name"], figure["places"], figure["links"]) == ("检查清单", 2, 2)
    for again in ([path], rows, [path, *rows]):
        report = await load(store, again, rules=TRUSTED)
        assert {k: v for k, v in report.counts.items() if v} == {"unchanged": len(report.unchanged)}
    assert await figures(store) == [figure]


async def test_what_a_document_no_longer_says_leaves_the_figure_to_the_register(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [document(tmp_path, said(31))], rules=TRUSTED)
    await load(store, registers(tmp_path, 31))

    await load(
        store, [document(tmp_path / "2", f"东山区工作总结\n建设{PLATFORM}。")], rules=TRUSTED
    )

    (figure,) = await figures(store)
    assert (figure["name"], figure["value"]) == ("检查清单", 31)


@pytest.mark.parametrize("document_first", [True, False])
async def test_another_number_for_the_same_thing_is_put_to_a_person(
    store: Store, tmp_path: Path, *, document_first: bool
) -> None:
    path, rows = [document(tmp_path, said(31))], registers(tmp_path, 42)
    first, second = (path, rows) if document_first else (rows, path)
    await load(store, first, rules=TRUSTED)
    report = await load(store, second, rules=TRUSTED)

    stands, claimed = (31, 42) if document_first else (42, 31)
    (line,) = report.proposed
    assert f"“数值”已记录为“{stands:.1f}”，此处为“{claimed:.1f}”" in line.zh
    (figure,) = await figures(store)
    assert (figure["name"], figure["value"]) == ("检查清单", stands)
    (contest,) = await proposals(store, cause="CONTEST")

    await accept(store, contest["id"], by="王工")

    (decided,) = await figures(store)
    assert (decided["id"], decided["value"]) == (figure["id"], claimed)
    for again in (path, rows):
        report = await load(store, again, rules=TRUSTED)
        assert not [*report.proposed, *report.corrected, *report.added]


async def test_figures_of_two_years_are_two_figures(store: Store, tmp_path: Path) -> None:
    before, after = said(31, "截至2022年底,"), said(42, "截至2023年底,")
    await load(store, [document(tmp_path, before, "去年总结")], rules=TRUSTED)
    report = await load(store, [document(tmp_path, after, "今年总结")], rules=TRUSTED)
    assert not report.proposed
    assert [(f["value"], f["period"]) for f in await figures(store)] == [
        (31, "截至2022年底"),
        (42, "截至2023年底"),
    ]

    report = await load(store, registers(tmp_path, 42, "截至2023年底"))

    assert not report.proposed
    assert {f["value"]: f["places"] for f in await figures(store)} == {31: 1, 42: 2}


async def test_a_figure_that_waits_is_not_written_beside_that_of_a_register(
    store: Store, tmp_path: Path
) -> None:
    path, rules = document(tmp_path, said(31)), doubting(StatementKind.FACT)
    await load(store, [path], rules=rules)
    await load(store, registers(tmp_path, 31))
    (waiting,) = await proposals(store, kind="Indicator")

    with pytest.raises(StaleError, match="检查清单"):
        await accept(store, waiting["id"], by="王工")
    await load(store, [path], rules=rules)
    await accept(store, waiting["id"], by="王工")

    (figure,) = await figures(store)
    assert (figure["name"], figure["places"]) == ("检查清单", 3)
