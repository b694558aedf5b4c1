"""Laws of the two times (双时态定律), on real loads of lists that change between editions."""

import asyncio
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from graph.cypher.clock import holds
from graph.evidence import At
from graph.store.port import Store
from loaders.pipeline import load
from tests.conftest import emptied
from tests.contract.test_loading import graph
from tests.engines.endpoint import Endpoint

LAWS: Final = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # an example takes seconds; shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
DAYS: Final = (None, "2023-03-31", "2024-03-31", "2025-03-31")
OWN: Final = {"recorded_at", "retracted_at", "evidence", "lineages", "sayings", "search"}


@dataclass(frozen=True)
class Edition:
    """One edition of a list."""

    name: str
    day: str | None
    rows: tuple[tuple[str, ...], ...]

    def written(self, folder: Path) -> Path:
        folder.mkdir()
        path = folder / f"{self.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow((f"截至日期：{self.day}",) if self.day else ("重大危险源台账",))
            lines.writerow(("企业名称", "危险源名称", "危险源等级", "主要负责人", "主要负责人电话"))
            lines.writerows(self.rows)
        return path


def editions(name: str, enterprise: str) -> st.SearchStrategy[list[Edition]]:
    """Editions of one list, in the order of their days; what they list comes, goes and changes."""
    row = st.tuples(
        st.sampled_from(["一级", "四级", ""]),
        st.sampled_from(["王建国", "李卫东", ""]),
        st.sampled_from(["13800138000", ""]),
    )
    places = st.dictionaries(st.sampled_from(["液氨罐区", "液氯库", "甲醇罐区"]), row, min_size=1)
    table = places.map(
        lambda found: tuple((enterprise, place, *cells) for place, cells in found.items())
    )
    days = st.lists(st.sampled_from(DAYS), min_size=2, max_size=3).map(
        lambda found: sorted(found, key=lambda day: day or "9999")
    )
    return days.flatmap(
        lambda found: st.tuples(*[table for _ in found]).map(
            lambda tables: [
                Edition(name, day, rows) for day, rows in zip(found, tables, strict=True)
            ]
        )
    )


FIRST: Final = editions("甲公司重大危险源台账", "甲化工有限公司")
SECOND: Final = editions("乙公司重大危险源台账", "乙化工有限公司")


async def answers(store: Store, known_at: str) -> dict[str, set[tuple[object, ...]]]:
    """Return what is true on some days, as it was known at a moment."""
    found: dict[str, set[tuple[object, ...]]] = {}
    for day in ("2022-06-01", "2023-06-01", "2024-06-01", At.of().as_of):
        parameters = {**At.of(date.fromisoformat(day)).parameters, "known_at": known_at}
        rows = await store.read(
            f"MATCH (s:State) WHERE {holds('s')} RETURN properties(s) AS said", parameters
        )
        rows += await store.read(
            f"MATCH ()-[r]->() WHERE r.id IS NOT NULL AND {holds('r')} "
            "RETURN properties(r) AS said",
            parameters,
        )
        found[day] = {_plain(row["said"]) for row in rows}
    return found


def _plain(said: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(sorted((key, str(value)) for key, value in said.items() if key not in OWN))


async def loaded(store: Store, paths: Sequence[Path]) -> list[str]:
    """Load files one after another; return the moment of each load."""
    return [(await load(store, [path])).recorded_at for path in paths]


def files(folder: str, lists: Sequence[Edition]) -> list[Path]:
    return [each.written(Path(folder) / str(k)) for k, each in enumerate(lists)]


@given(lists=FIRST)
@LAWS
def test_what_was_known_once_is_answered_alike_ever_after(
    endpoint: Endpoint, lists: list[Edition]
) -> None:
    async def law(folder: str) -> None:
        async with endpoint.connect() as store:
            await emptied(store)
            paths = files(folder, lists)
            then: dict[str, object] = {}
            for path in paths:
                (moment,) = await loaded(store, [path])
                then[moment] = await answers(store, moment)
            for moment, said in then.items():
                assert await answers(store, moment) == said

    with TemporaryDirectory() as folder:
        asyncio.run(law(folder))


@given(lists=FIRST, order=st.randoms(use_true_random=False))
@LAWS
def test_what_was_loaded_before_changes_nothing_in_any_order(
    endpoint: Endpoint, lists: list[Edition], order: Random
) -> None:
    async def law(folder: str) -> None:
        async with endpoint.connect() as store:
            await emptied(store)
            paths = files(folder, lists)
            await loaded(store, paths)
            stands = await graph(store)
            order.shuffle(paths)
            await loaded(store, paths)
            assert await graph(store) == stands

    with TemporaryDirectory() as folder:
        asyncio.run(law(folder))


@given(one=FIRST, other=SECOND, order=st.randoms(use_true_random=False))
@LAWS
def test_a_replay_that_keeps_the_order_of_each_list_gives_the_same_graph(
    endpoint: Endpoint, one: list[Edition], other: list[Edition], order: Random
) -> None:
    async def law(folder: str) -> None:
        async with endpoint.connect() as store:
            await emptied(store)
            paths = files(folder, [*one, *other])
            await loaded(store, paths)
            stands = await graph(store)
            await emptied(store)
            turns = [iter(paths[: len(one)])] * len(one) + [iter(paths[len(one) :])] * len(other)
            order.shuffle(turns)
            await loaded(store, [next(turn) for turn in turns])
            assert await graph(store) == stands

    with TemporaryDirectory() as folder:
        asyncio.run(law(folder))


@given(lists=FIRST)
@LAWS
def test_editions_that_are_held_by_portions_give_the_same_graph(
    endpoint: Endpoint, lists: list[Edition]
) -> None:
    async def law(folder: str) -> None:
        async with endpoint.connect() as store:
            await emptied(store)
            paths = files(folder, lists)
            await loaded(store, paths)
            stands, known = await graph(store), await answers(store, At.of().known_at)
            await emptied(store)
            with patch("loaders.registers.rows.STATEMENTS", 4):  # a row of these
                await loaded(store, paths)
            assert await graph(store) == stands
            assert await answers(store, At.of().known_at) == known

    with TemporaryDirectory() as folder:
        asyncio.run(law(folder))
