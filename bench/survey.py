"""A district with planted gaps (普查耗时): all found, none invented, and how long it takes.

For each size it prints the gaps found and planted, the statements sent, the median time of a
survey and of one chain. The chain should take as long in a large district as in a small one.

Run: ``python -m bench.survey [ENTERPRISES …]``.
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
from tests.contract.planting import DAY, SPAN, Planted, planted

SIZES = (20, 200, 2000)


def main(sizes: tuple[int, ...] = SIZES, engines: tuple[str, ...] = ENGINES) -> None:
    """Plant, survey and time every size on both engines."""
    for name in engines:
        with running(name) as bench:
            for size in sizes:
                bench.empty()
                print(f"{name:9s} {size:5d} enterprises", asyncio.run(_one(bench.settings, size)))


async def _one(settings: StoreSettings, size: int) -> str:
    district = planted(size)
    async with open_store(settings) as store:
        await write(store, district.batch)
        sent: list[float] = []
        with store.observe(lambda _, seconds: sent.append(seconds)):
            began = time.perf_counter()
            found = await _found(store, district.region)
            took = time.perf_counter() - began
        chain = statistics.median([await _chain(store, district) for _ in range(9)][2:])
    wanted = Counter(district.gaps)
    missed, invented = wanted - found, found - wanted
    return (
        f"planted {len(wanted)}, missed {sum(missed.values())}, invented {sum(invented.values())};"
        f" survey {took:.2f} s in {len(sent)} statements ({max(sent):.2f} s the longest);"
        f" one chain {chain * 1000:.1f} ms"
    )


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
