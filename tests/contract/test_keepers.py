"""Lists of one name and several offices (同名清单) on every engine: none corrects another's."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.store.errors import StoreBusyError
from graph.store.port import Store
from loaders.pipeline import load
from loaders.registers import NOBODY, Correction
from tests.conftest import emptied
from tests.contract import test_lists as lists
from tests.contract.telling import proposals
from tests.contract.test_lists import ROWS, grades, named, without
from tests.contract.test_loading import graph
from tests.contract.test_long_editions import Breaking

EMERGENCY, ECOLOGY = "临港区应急管理局", "临港区生态环境局"
SHARED = dict(list(ROWS.items())[:2])
TODAY = "2030-01-01"


def ledger(
    folder: Path, rows: Mapping[str, tuple[str, ...]], office: str = "", day: str | None = None
) -> Path:
    return lists.ledger(folder, day, rows, office)


def graded(grade: str, *names: str) -> dict[str, tuple[str, ...]]:
    """Return the rows with another grade for some."""
    return {n: (grade, *row[1:]) if n in names else row for n, row in ROWS.items()}


async def contests(store: Store) -> set[tuple[str, str]]:
    """Return what waits because two sources disagree, each with the reason."""
    waiting = await proposals(store, cause="CONTEST", status="OPEN")
    return {(each["summary"], each["reason"]) for each in waiting}


async def changes_nothing(store: Store, *paths: Path) -> None:
    for path in paths:
        report = await load(store, [path])
        assert {key for key, n in report.counts.items() if n} <= {"unchanged", "proposed"}, path


async def test_what_one_office_says_otherwise_is_a_contest_and_ends_nothing(
    store: Store, tmp_path: Path
) -> None:
    ours = ledger(tmp_path / "A1", ROWS, EMERGENCY)
    theirs = ledger(
        tmp_path / "B1", {**graded("一级", "液氯库"), "苯罐": ("四级", "吴志明", "")}, ECOLOGY
    )
    await load(store, [ours])
    report = await load(store, [theirs])
    assert not report.ended
    assert not report.corrected
    assert [(line.subject, line.value) for line in report.proposed] == [("液氯库", "一级")]
    assert "“重大危险源级别”已记录为“二级”，此处为“一级”" in report.proposed[0].zh
    assert (await grades(store, TODAY))["液氯库"] == "TWO"
    await changes_nothing(store, ours, theirs, ours)
    sources = await store.read("MATCH (d:Document) RETURN d.name AS name, d.source AS source")
    assert {row["source"] for row in sources} == {
        f"重大危险源台账.xlsx（{EMERGENCY}）",
        f"重大危险源台账.xlsx（{ECOLOGY}）",
    }


async def test_each_office_corrects_what_it_said_itself_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    first = [
        ledger(tmp_path / "A1", ROWS, EMERGENCY),
        ledger(tmp_path / "B1", graded("一级", "液氯库"), ECOLOGY),
    ]
    for path in first:
        await load(store, [path])
    ours = ledger(tmp_path / "A2", graded("三级", "液氯库"), EMERGENCY)
    report = await load(store, [ours])
    assert [line.subject for line in report.corrected] == ["液氯库"]
    assert not report.ended
    assert {subject for subject, _ in await contests(store)} == {"液氯库"}
    theirs = ledger(tmp_path / "B2", graded("四级", "液氯库"), ECOLOGY)
    report = await load(store, [theirs])
    assert not report.corrected
    assert (await grades(store, TODAY))["液氯库"] == "THREE"
    waiting = await contests(store)
    assert [reason for _, reason in waiting if "此处为“四级”" in reason]
    await changes_nothing(store, *first, ours, theirs)
    assert await contests(store) == waiting


async def test_what_both_offices_say_neither_changes_alone(store: Store, tmp_path: Path) -> None:
    for folder, office in (("A1", EMERGENCY), ("B1", ECOLOGY)):
        await load(store, [ledger(tmp_path / folder, ROWS, office)])
    ours = ledger(tmp_path / "A2", graded("三级", "液氯库"), EMERGENCY)
    report = await load(store, [ours])
    assert not report.corrected
    assert [line.subject for line in report.proposed] == ["液氯库"]
    assert (await grades(store, TODAY))["液氯库"] == "TWO"
    theirs = ledger(tmp_path / "B2", {**ROWS, "苯罐": ("四级", "吴志明", "")}, ECOLOGY)
    report = await load(store, [theirs])
    assert not report.corrected
    assert (await grades(store, TODAY))["液氯库"] == "TWO"
    await changes_nothing(store, ours, theirs)
    assert {subject for subject, _ in await contests(store)} == {"液氯库"}


async def test_what_holds_from_a_later_day_another_office_does_not_take_back(
    store: Store, tmp_path: Path
) -> None:
    for folder, office in (("A1", EMERGENCY), ("B1", ECOLOGY)):
        await load(store, [ledger(tmp_path / folder, ROWS, office, "2023-03-31")])
    ours = ledger(tmp_path / "A2", graded("三级", "液氯库"), EMERGENCY, "2024-03-31")
    assert [line.subject for line in (await load(store, [ours])).corrected] == ["液氯库"]
    theirs = ledger(tmp_path / "B2", ROWS, ECOLOGY, "2024-06-30")
    report = await load(store, [theirs])
    assert not report.corrected
    assert [line.subject for line in report.proposed] == ["液氯库"]
    for day, grade in (("2024-01-01", "TWO"), ("2024-05-01", "THREE"), (TODAY, "THREE")):
        assert (await grades(store, day))["液氯库"] == grade, day
    await changes_nothing(store, ours, theirs)


async def test_what_an_office_only_names_another_corrects(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "A1", ROWS, EMERGENCY)])
    named_only = dict.fromkeys(ROWS, ("", "", ""))
    await load(store, [ledger(tmp_path / "B1", named_only, ECOLOGY)])
    report = await load(store, [ledger(tmp_path / "A2", graded("三级", "液氯库"), EMERGENCY)])
    assert [line.subject for line in report.corrected] == ["液氯库"]
    assert not report.proposed


async def test_what_another_office_lists_still_goes_on(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "A1", ROWS, EMERGENCY, "2023-03-31")])
    await load(store, [ledger(tmp_path / "B1", ROWS, ECOLOGY, "2023-03-31")])
    report = await load(
        store, [ledger(tmp_path / "A2", without("液氯库"), EMERGENCY, "2024-03-31")]
    )
    assert not report.ended
    assert "液氯库" in await named(store, "Hazard", TODAY)


async def test_both_in_one_load_are_as_one_after_the_other(store: Store, tmp_path: Path) -> None:
    both = [
        ledger(tmp_path / "A1", ROWS, EMERGENCY),
        ledger(tmp_path / "B1", graded("一级", "液氯库"), ECOLOGY),
    ]
    await load(store, both)
    assert len(await contests(store)) == 1
    await changes_nothing(store, *both)
    later = ledger(tmp_path / "A2", without("甲醇罐区"), EMERGENCY)
    assert not (await load(store, [later])).ended


async def test_a_list_that_is_another_corrects_nothing_and_has_editions_of_its_own(
    store: Store, tmp_path: Path
) -> None:
    more = {f"{name}二": row for name, row in ROWS.items()} | {"液氯库": ("一级", "李卫东", "")}
    ours, theirs = ledger(tmp_path / "A1", ROWS), ledger(tmp_path / "B1", more)
    await load(store, [ours])
    report = await load(store, [theirs])
    assert [line.subject for line in report.proposed] == ["液氯库"]
    assert not report.ended
    assert not report.corrected
    assert any("另一份清单" in line.zh for line in report.unchanged)
    await changes_nothing(store, ours, theirs)
    changed = {**more, "液氯库二": ("四级", "李卫东", "13800138001")}
    report = await load(store, [ledger(tmp_path / "B2", changed)])
    assert [line.subject for line in report.corrected] == ["液氯库二"]
    assert (await grades(store, TODAY))["液氯库"] == "TWO"
    report = await load(store, [ledger(tmp_path / "A2", graded("三级", "液氯库"))])
    assert [line.subject for line in report.corrected] == ["液氯库"]
    assert not report.ended
    await changes_nothing(store, ours, theirs)


async def test_another_list_broken_off_anywhere_and_begun_again_is_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.registers.rows.STATEMENTS", 4)
    more = {f"{name}二": row for name, row in ROWS.items()} | {"液氯库": ("一级", "李卫东", "")}
    first, second = ledger(tmp_path / "A1", ROWS), ledger(tmp_path / "B1", more, "", "2024-03-31")
    await load(store, [first])
    counting = Breaking(store, at=0)
    tried = await load(store, [second], dry_run=True)
    report = await load(counting, [second])
    assert report.counts == tried.counts
    stands, waiting = await graph(store), await contests(store)
    assert {subject for subject, _ in waiting} == {"液氯库"}
    for moment in (2, counting.writes // 2, counting.writes - 1):
        await emptied(store)
        await load(store, [first])
        with pytest.raises(StoreBusyError):
            await load(Breaking(store, at=moment), [second])
        await load(store, [second])
        assert (await graph(store), await contests(store)) == (stands, waiting), moment


async def test_a_list_that_may_continue_either_of_two_continues_neither(
    store: Store, tmp_path: Path
) -> None:
    other = {f"{name}二": row for name, row in ROWS.items()}
    await load(store, [ledger(tmp_path / "A1", ROWS)])
    await load(store, [ledger(tmp_path / "B1", other)])
    both = {**ROWS, **other, "液氯库": ("一级", "李卫东", "13800138001")}
    report = await load(store, [ledger(tmp_path / "C", both)])
    assert [line.subject for line in report.proposed] == ["液氯库"]
    assert any("--office" in line.zh for line in report.unchanged)
    assert not report.corrected


async def test_who_loads_may_say_whose_a_list_is(store: Store, tmp_path: Path) -> None:
    await load(store, [ledger(tmp_path / "A1", ROWS)])
    other = ledger(tmp_path / "B1", graded("一级", "液氯库"))
    report = await load(store, [other], correct=lambda _: Correction(office=ECOLOGY))
    assert [line.subject for line in report.proposed] == ["液氯库"]
    assert any(ECOLOGY in line.zh and "--office" in line.zh for line in report.unchanged)
    later = ledger(tmp_path / "A2", graded("三级", "液氯库"), EMERGENCY)
    report = await load(store, [later], correct=lambda _: Correction(office=NOBODY))
    assert not report.proposed
    assert [line.subject for line in report.corrected] == ["液氯库"]


@pytest.mark.parametrize("second", [EMERGENCY, ECOLOGY])
async def test_what_an_older_store_holds_is_nobodys_until_somebody_says_whose(
    store: Store, tmp_path: Path, second: str
) -> None:
    first = ledger(tmp_path / "A1", ROWS, EMERGENCY)
    await load(store, [first], correct=lambda _: Correction(office=NOBODY))
    await changes_nothing(store, first)
    report = await load(store, [ledger(tmp_path / "2", graded("一级", "液氯库"), second)])
    assert [line.subject for line in report.proposed] == ["液氯库"]
    assert not report.corrected


async def test_the_same_bytes_as_anothers_are_that_ones_file(store: Store, tmp_path: Path) -> None:
    first = ledger(tmp_path / "A1", ROWS)
    await load(store, [first], correct=lambda _: Correction(office=EMERGENCY))
    report = await load(store, [first], correct=lambda _: Correction(office=ECOLOGY))
    assert {key for key, n in report.counts.items() if n} == {"unchanged"}
    assert any("逐字节相同" in line.zh for line in report.unchanged)


async def test_a_few_rows_of_a_list_that_nobody_keeps_correct_it_and_end_nothing(
    store: Store, tmp_path: Path
) -> None:
    """Who sends what changed sends no other list: it names nothing that is not in the first."""
    await load(store, [ledger(tmp_path / "1", ROWS)])
    name = next(iter(ROWS))
    report = await load(store, [ledger(tmp_path / "2", {name: graded("四级", name)[name]})])
    assert report.corrected
    assert not report.ended
    assert not await contests(store)
    assert await named(store, "Hazard", TODAY) == set(ROWS)
