"""Remembering (免重读): what is given from memory is what the engine would give."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from graph.evidence import now
from graph.store.bolt import BoltStore
from graph.store.opening import open_store
from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Transaction
from graph.store.remembering import RememberingStore
from graph.store.settings import StoreSettings


@dataclass
class Plain:
    """A graph of instants, its count of writes, and what happens while a statement is read."""

    recorded: list[str] = field(default_factory=list)
    begun: int = 0
    ended: int = 0
    sent: int = 0
    last: int | None = None
    is_sparing: bool = False
    before: list[Callable[[], None]] = field(default_factory=list)
    after: list[Callable[[], None]] = field(default_factory=list)
    engine: EngineName = "arcadedb"
    database: str = "custody"

    async def settled(self) -> int | None:
        self.last = self.ended if self.begun == self.ended else None
        return self.last

    async def reached(self) -> int | None:
        """Return the number that was told last, if one may go by that; else the one of now."""
        return self.last if self.is_sparing and self.last is not None else await self.settled()

    def told(self, parameters: Mapping[str, Any]) -> list[Row]:
        known = str(parameters.get("known_at", "9999"))
        return [{"known": [each for each in self.recorded if each <= known]}]

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        assert statement
        self.sent += 1
        _happen(self.before)
        rows = self.told(parameters)
        await asyncio.sleep(0)
        _happen(self.after)
        return rows

    async def write(self, work: Callable[[Transaction], Any]) -> Any:
        raise NotImplementedError(work)

    def observe(self, observer: Observer) -> AbstractContextManager[None]:
        observer("", 0.0)
        return nullcontext()


def _happen(acts: list[Callable[[], None]]) -> None:
    while acts:
        acts.pop(0)()


class Writer:
    """Writes one instant after the other, by steps; some are recorded long after they are taken."""

    def __init__(self, plain: Plain) -> None:
        self._plain, self._taken = plain, now()
        self._steps = iter(self._going())

    def step(self) -> None:
        next(self._steps)

    def _going(self) -> Iterator[None]:
        while True:
            self._taken = now()
            yield
            self._plain.begun += 1
            yield
            self._plain.recorded.append(self._taken)
            yield
            self._plain.ended += 1
            yield


STEPS = st.sampled_from((0, 0, 0, 1, 2, 3, 4, 5))
READS = st.tuples(st.integers(-1, 2), STEPS, STEPS)
ACTS = st.lists(st.one_of(READS, READS, st.integers(1, 5)), min_size=4, max_size=20)


@pytest.mark.property
@settings(max_examples=300)
@given(acts=ACTS, is_sparing=st.booleans())
@example(acts=[1, 2, 5, (-1, 0, 0), (2, 0, 0)], is_sparing=False)
def test_what_is_remembered_is_what_would_be_read(
    *, acts: list[int | tuple[int, int, int]], is_sparing: bool
) -> None:
    """Steps of a writer, and reads of what was known so many acts ago (or at no moment)."""
    plain = Plain(is_sparing=is_sparing)
    writer, remembered = Writer(plain), RememberingStore(plain, plain)
    moments = [now()] * 3

    async def go() -> None:
        for act in acts:
            moments.append(now())
            if isinstance(act, int):
                for _ in range(act):
                    writer.step()
                continue
            age, before, after = act
            parameters = {"known_at": moments[-1 - age]} if age >= 0 else {}
            plain.before, plain.after = [writer.step] * before, [writer.step] * after
            sent, truth = plain.sent, plain.told(parameters)
            rows = await remembered.read("RETURN", parameters)
            if plain.sent == sent:  # from memory, and nothing happened meanwhile
                assert rows == truth
            plain.before, plain.after = [], []

    asyncio.run(go())


async def test_while_nothing_is_written_the_same_is_read_once() -> None:
    plain = Plain(recorded=[now()])
    remembered = RememberingStore(plain, plain)
    await remembered.read("RETURN", {"known_at": now()})  # it began before the count was known
    first = await remembered.read("RETURN", {"known_at": now()})
    first[0]["known"].append("changed by who got it")
    again = [await remembered.read("RETURN", {"known_at": now()}) for _ in range(5)]
    assert plain.sent == 2
    assert again == [[{"known": plain.recorded}]] * 5
    await remembered.read("RETURN", {"known_at": now(), "as_of": "2026-01-01"})
    await remembered.read("RETURN 1", {"known_at": now()})
    assert plain.sent == 4


async def test_what_has_values_that_are_not_plain_is_read_each_time() -> None:
    plain = Plain()
    remembered = RememberingStore(plain, plain)
    for _ in range(3):
        await remembered.read("RETURN", {"x": object()})
    assert plain.sent == 3


async def test_what_is_remembered_is_bounded() -> None:
    plain = Plain()
    remembered = RememberingStore(plain, plain, most=3000)
    for _ in range(2):
        for k in range(50):
            await remembered.read("RETURN", {"k": k})
    assert plain.sent == 100
    for _ in range(3):
        await remembered.read("RETURN", {"k": 49})
    assert plain.sent == 100


@pytest.mark.usefixtures("arcadedb_endpoint")
async def test_writers_that_get_in_each_others_way_end_nothing_that_is_remembered(
    arcadedb_settings: StoreSettings,
) -> None:
    """What is refused to one of them and done by another attempt was answered each time."""
    attempts: list[int] = []

    async def meet(tx: Transaction) -> None:
        attempts.append(1)
        await tx.run("UNWIND range(1, 50) AS i MERGE (:Park {id: 'met' + toString(i)})")
        await tx.run("MATCH (n:Park {id: 'met1'}) SET n.hits = coalesce(n.hits, 0) + 1")

    async with open_store(arcadedb_settings) as other, open_store(arcadedb_settings) as store:
        assert isinstance(store, BoltStore)
        assert store.writes
        for meetings in range(1, 21):
            before = store.writes.settled()
            assert before is not None
            await asyncio.gather(store.write(meet), other.write(meet))
            assert store.writes.settled() == before + 2
            if len(attempts) > 2 * meetings:
                break  # something was refused to somebody
        else:
            pytest.fail("they never got in each other's way")
        await store.write(partial(_done, "MATCH (n:Park) DETACH DELETE n", {}))


async def _done(statement: str, parameters: Mapping[str, Any], tx: Transaction) -> None:
    await tx.run(statement, parameters)
