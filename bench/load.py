"""Loading (导入速度): a register from its files to the graph, as a ratio to the bare driver.

The product reads, recognises and weighs so many rows of a folder of registers, in a process of
its own, and writes them. The bare driver then writes the same graph again from rows that lie
ready. They take turns, each with an engine of its own that was just started, an empty store and
the product's indexes. Wall time is what counts; processor time is told and compared beside it, of
this side and of the engine's, because a busy machine stretches the one and hardly the other. What
was measured is in ``bench/load.md``.

An engine that was just started plans and compiles what it runs for the first time, which a few
thousand rows do not outweigh; ``--warm`` has Neo4j, which lives on, load some before, both ways.

Run: ``python -m bench load [--rows N] [--engine NAME] [--rounds N] [--warm N] [FOLDER]``.
"""

import argparse
import asyncio
import csv
import multiprocessing
import os
import re
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psutil

from bench.bare import Stored, rewrite, stored
from bench.engines import ENGINES, Bench, running
from graph.store.opening import open_store
from graph.store.settings import StoreSettings
from loaders.garbage import collect_seldom
from loaders.pipeline import load

__all__ = ["main"]

_FOLDER: Final = Path(__file__).resolve().parents[2] / "shared/data/registers/us_rmp"
_KEY: Final = "epa_facility_id"
_MEGABYTE: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took (耗时).

    Attributes:
        wall: Wall time [s].
        cpu: Processor time of the process that loads, and of the one that reads for it [s].
        engine: Processor time of the engine [s].
        rss: Most memory that the process that loads held [MB].
    """

    wall: float
    cpu: float
    engine: float = 0.0
    rss: int = 0

    @property
    def processor(self) -> float:
        """Processor time of both sides [s]."""
        return self.cpu + self.engine


def main(arguments: Sequence[str] = ()) -> None:
    """Time both ways in turn, and print each round and the median of the ratios."""
    parser = argparse.ArgumentParser(prog="bench load")
    parser.add_argument("folder", nargs="?", type=Path, default=_FOLDER)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warm", type=int, default=0, help="rows loaded before, on Neo4j")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f"no registers in {given.folder}")
        return
    with TemporaryDirectory(prefix="custody-bench-") as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        few.mkdir()
        many.mkdir()
        rows = _slice(given.folder, given.rows, many)
        warm = few if given.warm and _slice(given.folder, given.warm, few) else None
        for name in given.engine or ENGINES:
            lives_on = name == "neo4j"  # the embedded engine starts with whoever loads
            _compare(name, many, rows, given.rounds, warm if lives_on else None)


def _compare(name: str, folder: Path, rows: int, rounds: int, warm: Path | None) -> None:
    ratios: list[tuple[float, float]] = []
    for turn in range(rounds):
        with running(name) as bench:
            _warm_up(bench, warm)
            ours = _loaded(folder, bench)
            items, what = stored(bench)
        if turn == 0:
            print(f"{name}: {rows} rows make {items} nodes and relationships", flush=True)
        with running(name) as bench:
            _warm_up(bench, warm)
            asyncio.run(_opened(bench.settings))
            theirs = _rewritten(what, bench)
            again = stored(bench)[0]
        if again != items:
            print(f"{name}: the driver wrote {again} items, the product {items}")
        ratios.append((ours.wall / theirs.wall, ours.processor / theirs.processor))
        print(_told("product", items, ours), _told("driver", items, theirs), sep="\n", flush=True)
    _tell_ratios(f"{name}: wall time ratio", [wall for wall, _ in ratios])
    _tell_ratios(f"{name}: processor time ratio", [processor for _, processor in ratios])


def _tell_ratios(what: str, found: Sequence[float]) -> None:
    middle, least, most = statistics.median(found), min(found), max(found)
    print(f"{what} {middle:.2f} ({least:.2f} to {most:.2f})")


def _warm_up(bench: Bench, folder: Path | None) -> None:
    """Load something both ways and delete it: a server that lives on has run all of it before."""
    if folder is not None:
        _loaded(folder, bench)
        what = stored(bench)[1]
        bench.empty()
        rewrite(bench, what)
        bench.empty()


def _told(who: str, items: int, cost: Cost) -> str:
    memory = f", RSS {cost.rss} MB" if cost.rss else ""
    return (
        f"  {who:8s} {cost.wall:6.2f} s {items / cost.wall:7.0f} items/s;"
        f" CPU {cost.cpu:6.2f} s, engine {cost.engine:6.2f} s{memory}"
    )


class _Clock:
    """Wall and processor time since it was started (计时), of this side and of the engine."""

    def __init__(self, engine: psutil.Process) -> None:
        self._engine = engine
        self._began = self._now()

    def cost(self) -> Cost:
        """Return what was taken so far."""
        wall, cpu, engine = (now - then for now, then in zip(self._now(), self._began, strict=True))
        return Cost(wall=wall, cpu=cpu, engine=engine, rss=_most_held())

    def _now(self) -> tuple[float, float, float]:
        times = self._engine.cpu_times()
        own = sum(os.times()[:4])  # and of the process that reads for it, once that has ended
        return time.perf_counter(), own, times.user + times.system


def _most_held() -> int:
    """Return the most memory that this process held [MB]; `getrusage` tells of its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(peak) // _MEGABYTE


def _rewritten(what: Stored, bench: Bench) -> Cost:
    clock = _Clock(bench.process)
    rewrite(bench, what)
    return replace(clock.cost(), rss=0)  # it holds the rows of the whole graph


def _loaded(folder: Path, bench: Bench) -> Cost:
    """Load in a process that has loaded nothing before."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        return pool.submit(_load, bench.settings, folder, bench.process.pid).result()


async def _opened(settings: StoreSettings) -> None:
    """Have the product's indexes made."""
    async with open_store(settings):
        pass


def _load(settings: StoreSettings, folder: Path, engine: int) -> Cost:
    return asyncio.run(_product(settings, folder, engine))


async def _product(settings: StoreSettings, folder: Path, engine: int) -> Cost:
    collect_seldom()  # as the command does
    async with open_store(settings) as store:
        clock = _Clock(psutil.Process(engine))
        await load(store, [folder])
        return clock.cost()


def _slice(source: Path, rows: int, target: Path) -> int:
    """Copy so many rows of registers that speak of the same facilities; return how many."""
    tables = {path.name: _table(path) for path in sorted(source.glob("*.csv"))}
    of_each: dict[str, int] = {}
    for lines in tables.values():
        for line in lines[1:]:
            of_each[line[0]] = of_each.get(line[0], 0) + 1
    taken: set[str] = set()
    total = 0
    for key, count in sorted(of_each.items()):
        if total >= rows:
            break
        taken.add(key)
        total += count
    for name, lines in tables.items():
        with (target / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([lines[0], *(x for x in lines[1:] if x[0] in taken)])
    return total


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.reader(file) if line]
    if lines[0][0] != _KEY:
        raise ValueError(path)
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
