"""Sources that disagree on the park of a thing (园区归属争议) on every engine: both are shown."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.cypher.clock import holds
from graph.evidence import At
from graph.store.port import Store
from loaders.pipeline import load
from loaders.pipeline.review import accept, reject
from tests.contract.telling import proposals
from tests.contract.test_loading import graph, write_csv

PLANT, OURS, THEIRS = "甲化工有限公司", "临港园区", "石门澳园区"
PARKS = [["名称", "安全风险等级"], [OURS, "B"], [THEIRS, "C"]]


def plants(folder: Path, name: str, *rows: tuple[str, ...], head: tuple[str, ...] = ()) -> Path:
    listed = [["名称", "所在园区", *head], *([PLANT, *row] for row in rows)]
    target = folder / name
    target.mkdir(parents=True)
    return write_csv(target, f"{name}_企业", listed)


async def parks(store: Store, day: str = "2030-01-01", known: At | None = None) -> set[str]:
    at = At.of(date.fromisoformat(day)).parameters
    given = {**at, "known_at": known.known_at} if known else at
    rows = await store.read(
        "MATCH (:Enterprise)-[l:LOCATED_IN]->(:Park)-[:HAS_STATE]->(s) "
        f"WHERE {holds('l')} AND {holds('s')} RETURN s.name AS name",
        given,
    )
    return {row["name"] for row in rows}


async def contests(store: Store) -> list[dict[str, Any]]:
    return await proposals(store, cause="CONTEST", status="OPEN")


@pytest.fixture
async def both(store: Store, tmp_path: Path) -> list[Path]:
    """Two registers of which each names another park, loaded one after the other."""
    await load(store, [write_csv(tmp_path, "园区", PARKS)])
    files = [plants(tmp_path, "1", (OURS,)), plants(tmp_path, "2", (THEIRS,))]
    await load(store, [files[0]])
    tried = await load(store, [files[1]], dry_run=True)
    report = await load(store, [files[1]])
    assert tried.counts == report.counts
    (line,) = report.proposed
    assert (line.kind, line.value, line.place.row) == ("LOCATED_IN", THEIRS, 2)
    for said in (OURS, THEIRS, "1_企业.csv", "2_企业.csv"):
        assert said in line.zh
        assert said in line.en
    return files


async def test_the_first_stands_and_both_are_shown_until_a_person_decides(
    store: Store, both: list[Path]
) -> None:
    assert await parks(store) == {OURS}
    stands, (waiting,) = await graph(store), await contests(store)
    assert OURS in waiting["reason"]
    assert THEIRS in waiting["reason"]
    for file in (*both, *both):
        report = await load(store, [file])
        assert {key for key, n in report.counts.items() if n} <= {"unchanged", "proposed"}
    assert await graph(store) == stands
    assert [each["id"] for each in await contests(store)] == [waiting["id"]]


async def test_what_is_accepted_holds_alone_and_no_edition_undoes_it(
    store: Store, both: list[Path], tmp_path: Path
) -> None:
    (waiting,) = await contests(store)
    before = At.of()
    await accept(store, waiting["proposal"], by="王工")
    assert await parks(store) == {THEIRS}
    assert await parks(store, known=before) == {OURS}
    for file in both:
        report = await load(store, [file])
        assert {key for key, n in report.counts.items() if n} == {"unchanged"}, file
    later = tmp_path / "2024" / both[0].name
    later.parent.mkdir()
    later.write_text(both[0].read_text(encoding="utf-8") + "\n", encoding="utf-8")
    report = await load(store, [later])
    assert [line.value for line in report.proposed] == [OURS]
    assert await parks(store) == {THEIRS}


async def test_what_is_rejected_does_not_come_back(store: Store, both: list[Path]) -> None:
    (waiting,) = await contests(store)
    await reject(store, waiting["proposal"], by="王工")
    report = await load(store, [both[1]])
    assert not report.proposed
    assert await parks(store) == {OURS}


async def test_in_one_load_and_in_a_later_edition_it_is_the_same(
    store: Store, tmp_path: Path
) -> None:
    files = [write_csv(tmp_path, "园区", PARKS)]
    files += [plants(tmp_path, "1", (OURS,)), plants(tmp_path, "2", (THEIRS,))]
    tried = await load(store, files, dry_run=True)
    report = await load(store, files)
    assert tried.counts == report.counts
    assert [line.value for line in report.proposed] == [THEIRS]
    assert await parks(store) == {OURS}
    moved = plants(tmp_path, "3", (THEIRS, "化工"), head=("行业类别",))
    moved = moved.rename(moved.with_name("1_企业.csv"))
    report = await load(store, [moved])
    assert await parks(store) == {THEIRS}
    assert {(line.kind, line.subject) for line in report.ended} == {
        ("LOCATED_IN", f"{PLANT} → {OURS}")
    }


async def test_what_two_sources_say_one_of_them_does_not_change_alone(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [write_csv(tmp_path, "园区", PARKS)])
    await load(store, [plants(tmp_path, "1", (OURS,))])
    await load(store, [plants(tmp_path, "2", (OURS, "化工"), head=("行业类别",))])
    moved = plants(tmp_path, "3", (THEIRS,))
    report = await load(store, [moved.rename(moved.with_name("1_企业.csv"))])
    assert [line.value for line in report.proposed] == [THEIRS]
    assert await parks(store) == {OURS}


async def test_two_parks_of_one_source_and_of_two_periods_are_no_contest(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [write_csv(tmp_path, "园区", PARKS)])
    periods = ("生效日期", "失效日期")
    moved = (OURS, "2019-01-01", "2022-01-01")
    await load(store, [plants(tmp_path, "1", moved, head=periods)])
    report = await load(store, [plants(tmp_path, "2", (THEIRS, "2022-01-01", ""), head=periods)])
    assert not report.proposed
    assert await parks(store, "2021-06-01") == {OURS}
    assert await parks(store, "2023-06-01") == {THEIRS}


async def test_a_plant_of_two_parks_may_be_listed_in_both_by_one_source(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [write_csv(tmp_path, "园区", PARKS)])
    await load(store, [plants(tmp_path, "1", (OURS,))])
    report = await load(store, [plants(tmp_path, "2", (THEIRS,), (OURS,))])
    assert not report.proposed
    assert await parks(store) == {OURS, THEIRS}
