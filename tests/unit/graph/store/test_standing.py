"""Standing (库内时点): one question answers all who wait for it, and none who asked after it."""

import asyncio
from dataclasses import dataclass, field

import pytest

from graph.store.standing import Standing


@dataclass
class Counter:
    """A database that says how many writes there were, once it is let."""

    writes: int = 0
    asked: int = 0
    fails: bool = False
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self) -> str:
        self.asked += 1
        await self.gate.wait()
        if self.fails:
            raise ConnectionError
        return str(self.writes)


async def _turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_those_who_ask_at_once_share_a_question() -> None:
    counter = Counter()
    standing = Standing(counter.ask, settles=0.0)
    first = [asyncio.create_task(standing.settled()) for _ in range(10)]
    await _turns()
    later = [asyncio.create_task(standing.settled()) for _ in range(10)]
    await _turns()
    assert counter.asked == 1  # the second is not begun before the first is over
    counter.gate.set()
    await asyncio.gather(*first, *later)
    assert counter.asked == 2


async def test_nobody_is_given_an_answer_to_a_question_that_was_put_before_he_asked() -> None:
    counter = Counter()
    counter.gate.set()
    standing = Standing(counter.ask, settles=0.0)
    assert await standing.settled() is None
    seen = await standing.settled()
    assert seen is not None
    counter.gate.clear()
    early = asyncio.create_task(standing.settled())
    await _turns()
    counter.writes += 1
    late = asyncio.create_task(standing.settled())
    await _turns()
    counter.gate.set()
    await early
    assert await late != seen


async def test_a_number_never_comes_again() -> None:
    counter = Counter()
    counter.gate.set()
    standing = Standing(counter.ask, settles=0.0)
    numbers = []
    for writes in (0, 0, 1, 0, 0, 1, 1):
        counter.writes = writes
        numbers.append(await standing.settled())
    told = [number for number in numbers if number is not None]
    assert len(told) == len(set(told)) == 3


async def test_nothing_is_asked_for_a_while_after_a_change() -> None:
    counter = Counter()
    counter.gate.set()
    standing = Standing(counter.ask, settles=60.0)
    assert [await standing.settled() for _ in range(5)] == [None] * 5
    assert counter.asked == 1


async def test_a_failure_is_told_to_all_who_waited_and_the_next_asks_again() -> None:
    counter = Counter(fails=True)
    counter.gate.set()
    standing = Standing(counter.ask, settles=0.0)
    outcomes = await asyncio.gather(*(standing.settled() for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in outcomes] == [ConnectionError] * 3
    counter.fails = False
    assert await standing.settled() is None


async def test_one_who_gives_up_takes_nobody_with_him() -> None:
    counter = Counter()
    standing = Standing(counter.ask, settles=0.0)
    tasks = [asyncio.create_task(standing.settled()) for _ in range(2)]
    await _turns()
    tasks[0].cancel()
    with pytest.raises(asyncio.CancelledError):
        await tasks[0]
    counter.gate.set()
    assert await tasks[1] is None


async def test_what_was_told_last_is_asked_for_once() -> None:
    counter = Counter()
    counter.gate.set()
    standing = Standing(counter.ask, settles=0.0)
    assert await standing.reached() is None  # the first number is a change
    told = [await standing.reached() for _ in range(3)]
    assert counter.asked == 1
    counter.writes += 1
    assert await standing.settled() is None
    assert await standing.reached() not in {None, *told}
