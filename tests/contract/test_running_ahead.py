"""A load that makes a portion ready while it writes the one before says and records the same."""

import asyncio
import csv
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest

from graph.cypher.library import question
from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method
from graph.model.statement import Entity
from graph.store.errors import StoreBusyError
from graph.store.port import NO_PARAMETERS, Row, Store, Transaction
from graph.store.wrapped import WrappedStore
from graph.store.write import Batch, write
from loaders.pipeline import load
from loaders.pipeline.ahead import NOTHING, Ahead
from loaders.pipeline.lookup import Wanted, known_nodes, unregistered
from loaders.readers.longtable import PORTION
from loaders.report import LoadReport
from tests.conftest import emptied
from tests.contract.samples import EVIDENCE, SOURCE

T = TypeVar("T")
PLANTS = 200
PARTS = 2 * PORTION // PLANTS
ELSE = Batch(
    sources=[SOURCE],
    evidence=[EVIDENCE],
    entities=[Entity(label=Label.PARK, properties={"name": "旧园区"}, evidence=(EVIDENCE.id,))],
)
OWN = f"Document:{SOURCE.sha256}", EVIDENCE.id, ELSE.entities[0].id
TIMES = ("recorded_at", "sk_recorded_at", "marks", "day")
NODES = (
    "MATCH (n) WHERE n.id IS NOT NULL OR n.of IS NOT NULL RETURN labels(n) AS l, properties(n) AS p"
)
LINKS = "MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL RETURN type(r) AS l, properties(r) AS p"


class Watched(WrappedStore):
    """A store that sees what goes on at once, and tells of each write before it begins."""

    def __init__(self, store: Store, told: Callable[[int], object] = id) -> None:
        super().__init__(store)
        self._told = told
        self.writes = self.beside = 0
        self._writing = 0

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        self.beside += bool(self._writing)
        return await self._store.read(statement, parameters)

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        assert self._writing <= 1  # beside a portion, the evidence of the next
        self.writes += 1
        self._told(self.writes)
        self._writing += 1
        try:
            return await self._store.write(work)
        finally:
            self._writing -= 1


def written(folder: Path, name: str, heads: str, rows: Iterator[tuple[object, ...]]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads.split(), *rows])
    return path


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Registers of three portions, which speak of the same things in many ways."""
    chance, folder = random.Random(5), tmp_path_factory.mktemp("ahead")  # noqa: S311 - no secret
    numbers = [f"{k:06}" for k in range(PLANTS)]
    cas = ["7664-41-7", "7782-50-5", "67-66-3", "74-98-6", "106-97-8", "75-21-8", "1-2-3"]
    named = {each: [f"Stuff {k}", f"Stuff {k} (conc)"] for k, each in enumerate(cas)}

    def held(often: float) -> Iterator[tuple[str, ...]]:
        for number in numbers[: PLANTS // 4] * 4 * PARTS:
            each = cas[min(int(chance.expovariate(often)), len(cas) - 1)]
            yield (
                number,
                f"Program Level {chance.randint(1, 3)} process",
                chance.choice(named[each]),
                each,
            )

    def accidents() -> Iterator[tuple[object, ...]]:
        for number in numbers:
            for turn in range(chance.choice((1, 1, 2))):
                yield (
                    number,
                    turn + 1,
                    "March 2019",
                    chance.randint(0, 2),
                    chance.choice(["", 3, "x"]),
                )

    plants = (
        (n, f"Plant {chance.randint(0, 300)}", chance.choice(("Owner", "Plant 7", "NA")))
        for n in numbers
    )
    heads = {
        "process_chemicals": "epa_facility_id program_level chemical_name cas_number",
        "accidents": "epa_facility_id accident_no date onsite_worker_deaths evacuated",
        "facilities": "epa_facility_id facility_name parent_company_1",
    }
    rows = {"process_chemicals": held(1.0), "accidents": accidents(), "facilities": plants}
    return [written(folder, name, said, rows[name]) for name, said in heads.items()]


async def record(store: Store) -> set[str]:
    """Return everything that is on record, but when it was written."""
    found = set[str]()
    for statement in (NODES, LINKS):
        for row in await store.read(statement):
            said = {k: v for k, v in row["p"].items() if k not in TIMES}
            if not {said.get("id"), said.get("of")} & {*OWN} and "Load" not in row["l"]:
                found.add(repr((sorted(row["l"]), sorted(said.items()))))
    return found


def lines(report: LoadReport) -> dict[str, list[object]]:
    return {str(key): [line.as_json() for line in said] for key, said in report.entries.items()}


@pytest.fixture
async def in_order(store: Store, registers: list[Path]) -> tuple[set[str], LoadReport]:
    """What comes of a load that asks a store which others wrote to, one portion after the other."""
    await write(store, ELSE)
    watched = Watched(store)
    report = await load(watched, registers)
    assert watched.beside == 0
    found = await record(store)
    await emptied(store)
    return found, report


async def test_it_says_and_records_the_same(
    store: Store, registers: list[Path], in_order: tuple[set[str], LoadReport]
) -> None:
    watched, asked = Watched(store), set[str]()
    with store.observe(lambda statement, _: asked.add(statement)):
        report = await load(watched, registers)
    assert watched.beside > 0
    assert question("lookup/figures").text not in asked  # which tells of documents
    assert lines(report) == lines(in_order[1])
    assert await record(store) == in_order[0]
    assert report.rejected
    assert report.proposed or report.confirmed

    await emptied(store)
    middle = watched.writes // 2

    def break_off(number: int) -> None:
        if number == middle:
            raise StoreBusyError("planted")

    with pytest.raises(StoreBusyError):
        await load(Watched(store, break_off), registers)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert len(await record(store)) < len(in_order[0])
    await load(store, registers)
    assert await record(store) == in_order[0]

    await emptied(store)
    loading: list[asyncio.Future[LoadReport]] = []

    def cancel(number: int) -> None:
        if number == middle:
            loading[0].cancel()

    loading.append(asyncio.ensure_future(load(Watched(store, cancel), registers)))
    with pytest.raises(asyncio.CancelledError):
        await loading[0]
    assert asyncio.all_tasks() == {asyncio.current_task()}
    await load(store, registers)
    assert await record(store) == in_order[0]


async def test_what_is_known_ahead_is_what_is_read_afterwards(store: Store) -> None:
    source = Source(name="甲.csv", sha256="5" * 64)
    said = [
        Evidence(document=source.sha256, sheet="甲", row=k, method=Method.REGISTER_ROW, note=str(k))
        for k in range(3)
    ]

    def plant(k: int, **properties: object) -> Entity:
        return Entity(label=Label.ENTERPRISE, properties=properties, evidence=(said[k].id,))

    code = "91350100M000100Y43"
    batch = Batch(
        sources=[source],
        evidence=said,
        entities=[
            plant(0, name="甲厂", aliases=["甲"]),
            plant(1, name="甲厂", aliases=["老甲"], credit_code=None),
            plant(0, name="乙厂", credit_code=code),
            Entity(label=Label.PARK, properties={"name": "丙园"}, evidence=(said[2].id,)),
        ],
    )
    wanted = Wanted()
    for name in ("甲厂", "老甲", "乙厂", code, "丙园", "丁园"):
        wanted.add(name)
    ahead = Ahead.of(batch, ())
    before = await known_nodes(store, wanted, lambda _: False, ahead)
    ids = [entity.id for entity in batch.entities]
    doubted = await unregistered(store, ids, ahead)
    await write(store, batch)
    after = await known_nodes(store, wanted)
    assert {(n.id, n.label, n.name, frozenset(n.aliases), n.code, n.park_id) for n in before} == {
        (n.id, n.label, n.name, frozenset(n.aliases), n.code, n.park_id) for n in after
    }
    assert len({node.id for node in after}) == 3
    assert doubted == await unregistered(store, ids) == set()
    assert Ahead.of(batch, ids).made == NOTHING.made
