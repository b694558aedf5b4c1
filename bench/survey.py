"""A district with planted gaps (普查耗时): all found, none invented, and how long it takes.

For each size it prints the gaps planted, missed and invented, the time and the statements of a
survey, and the median time of one chain with its ratio to that of the smallest district. A
chain takes one statement, and as long in a large district as in a small one; a survey takes
five, whatever the size. It fails if a gap is missed or invented, or a number of statements
differs. What was measured is in ``bench/survey.md``.

Run: ``python -m bench.survey [arcadedb|neo4j] [ENTERPRISES …]``.
"""

import asyncio
import statistics
import sys
import time
from collections import Counter

from bench.engines import ENGINES, running
from graph.cypher import question
from graph.evidence import At, now
from graph.model.identity import label_of
from graph.responsibility.chain import chain_of
from graph.responsibility.load import overloaded
from graph.responsibility.rulebook import rulebook
from graph.store.opening import open_store
from graph.store.port import Store
from graph.store.settings import StoreSettings
from graph.store.write import write
from schema.questions.scope import surveyed
from tests.contract.district import planted
from tests.contract.planting import DAY, SPAN, Planted

SIZES = (20, 200, 2000)
STATEMENTS = 5


def main(sizes: tuple[int, ...] = SIZES, engines: tuple[str, ...] = ENGINES) -> None:
    """Plant, survey and time every size on both engines, each in a store of its own."""
    for name in engines:
        smallest: float | None = None
        for size in sizes:
            with running(name) as bench:
                said, chain = asyncio.run(_one(bench.settings, size))
            smallest = smallest or chain
            print(f"{name:9s} {size:5d} enterprises {said}, ratio {chain / smallest:.2f}")


async def _one(settings: StoreSettings, size: int) -> tuple[str, float]:
    district = planted(size)
    async with open_store(settings) as store:
        await write(store, district.batch)
        sent: list[float] = []
        with store.observe(lambda _, seconds: sent.append(seconds)):
            began = time.perf_counter()
            found = await _found(store, district.region)
            took = time.perf_counter() - began
        chain = statistics.median([await _chain(store, district) for _ in range(120)][60:])
    wanted = Counter(district.gaps)
    missed, invented = (wanted - found).total(), (found - wanted).total()
    if missed or invented or len(sent) != STATEMENTS:
        raise RuntimeError(f"{missed=} {invented=} statements={len(sent)}")
    told = (
        f"({len(district.entities)} things): planted {wanted.total()}, missed {missed},"
        f" invented {invented}; survey {took:.2f} s in {len(sent)} statements"
        f" ({max(sent):.2f} s the longest); one chain {chain * 1000:.1f} ms"
    )
    return told, chain


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
