"""A district with planted gaps (普查耗时): all found, none invented, and how long it takes.

For each size it prints the gaps planted, missed and invented, the time and the statements of a
survey, and the median time of one chain as a ratio to that of the smallest district. A chain
is one statement, and takes as long in a large district as in a small one; a survey is six,
whatever the size. Both districts are asked in turn, each in an engine of its own, so that
whatever else the machine does bears on both alike. It fails if a gap is missed or invented, or
a number of statements differs. What was measured is in ``bench/survey.md``.

Run: ``python -m bench.survey [arcadedb|neo4j] [ENTERPRISES …]``.
"""

import asyncio
import statistics
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace

from bench.engines import ENGINES, Bench, running
from graph.cypher import question
from graph.evidence import At, now
from graph.model.identity import label_of
from graph.responsibility.chain import chain_of
from graph.responsibility.load import overloaded
from graph.responsibility.rulebook import rulebook
from graph.store.opening import open_store
from graph.store.port import Store
from graph.store.write import write
from schema.questions.scope import surveyed
from tests.contract.district import planted
from tests.contract.planting import DAY, SPAN, Planted

SIZES = (20, 200, 2000)
STATEMENTS = 6
WARMING, ROUNDS = 200, 120
PATIENCE = 300.0


def main(sizes: tuple[int, ...] = SIZES, engines: tuple[str, ...] = ENGINES) -> None:
    """Plant, survey and time every size on both engines, the smallest beside each."""
    for name in engines:
        with running(name) as small:
            first = planted(sizes[0])
            print(f"{name:9s} {asyncio.run(_surveyed(small, first, sizes[0]))}", flush=True)
            for size in sizes[1:]:
                with running(name) as large:
                    district = planted(size)
                    print(f"{name:9s} {asyncio.run(_surveyed(large, district, size))}", flush=True)
                    said = asyncio.run(_compared((small, first), (large, district)))
                    print(f"{name:9s} {size:5d} enterprises: {said}", flush=True)


async def _surveyed(bench: Bench, district: Planted, size: int) -> str:
    """Write a district, and return what its survey found and took."""
    async with open_store(replace(bench.settings, timeout=PATIENCE)) as store:
        await write(store, district.batch)
        told = [await _timed(bench, store, district) for _ in ("cold", "warm")]
    kinds = {kind for kind, _, _ in district.gaps}
    said = (
        f"{size:5d} enterprises, {len(district.entities)} things: planted {len(district.gaps)}"
        f" of {len(kinds)} kinds, none missed, none invented; survey "
    )
    return said + ", again ".join(told)


async def _timed(bench: Bench, store: Store, district: Planted) -> str:
    """Survey a district, see that it tells what was planted, and return what it took."""
    sent: list[float] = []
    with store.observe(lambda _, seconds: sent.append(seconds)):
        began, engine, own = time.perf_counter(), _spent(bench), time.process_time()
        found = await _found(store, district.region)
        took = time.perf_counter() - began
        engine, own = _spent(bench) - engine, time.process_time() - own
    wanted = Counter(district.gaps)
    missed, invented = (wanted - found).total(), (found - wanted).total()
    if missed or invented or len(sent) != STATEMENTS:
        raise RuntimeError(f"{missed=} {invented=} statements={len(sent)}")
    return (
        f"{took:.2f} s in {len(sent)} statements ({max(sent):.2f} s the longest; processor"
        f" {engine:.2f} s engine, {own:.2f} s own)"
    )


def _spent(bench: Bench) -> float:
    """Return the processor time of the engine so far [s]."""
    times = bench.process.cpu_times()
    return float(times.user + times.system)


async def _compared(*places: tuple[Bench, Planted]) -> str:
    """Return the median times of one chain in two districts, asked in turn, and their ratio."""
    async with AsyncExitStack() as stack:
        stores = [
            (await stack.enter_async_context(open_store(bench.settings)), district)
            for bench, district in places
        ]
        taken: list[list[float]] = [[], []]
        for _ in range(WARMING + ROUNDS):
            for times, (store, district) in zip(taken, stores, strict=True):
                times.append(await _chain(store, district))
    small, large = (statistics.median(times[WARMING:]) * 1000 for times in taken)
    return f"one chain {large:.1f} ms, in the smallest {small:.1f} ms, ratio {large / small:.2f}"


async def _found(store: Store, region: str) -> Counter[tuple[str, str | None, str]]:
    survey = await surveyed(store, region, At(as_of=DAY, known_at=now()))
    gaps = [*survey.gaps(rulebook()), *overloaded(survey, region, SPAN)]
    return Counter({(str(gap.kind), gap.role, gap.subject) for gap in gaps})


async def _chain(store: Store, district: Planted) -> float:
    at = At(as_of=DAY, known_at=now())
    subject = district.hazard
    statement = question("chain/duties").about(label_of(subject))
    began = time.perf_counter()
    rows = await store.read(statement, {"id": subject, **at.parameters})
    chain_of(subject, "Hazard", rows, at, rulebook())
    return time.perf_counter() - began


if __name__ == "__main__":
    given = sys.argv[1:]
    named = tuple(each for each in given if each in ENGINES) or ENGINES
    main(tuple(int(each) for each in given if each.isdigit()) or SIZES, named)
